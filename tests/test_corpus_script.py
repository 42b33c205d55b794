"""Characters are converted, Taiwanese wording is undone by exact terms, Simplified texts stay."""

import pytest

from corpus.clean import clean
from corpus.script import is_traditional, mainland, simplified

LOCALISED = "網際網路最佳化,"  # two markers of a localised text


@pytest.mark.parametrize(
    ("was", "now"),
    [
        ("建立機制", "建立机制"),
        ("執行標準", "执行标准"),
        ("區域協調", "区域协调"),
        ("行政許可權改革", "行政许可权改革"),
        ("執法許可權", "执法权限"),
        ("政企互動", "政企互动"),
        ("服務效能", "服务效能"),
        ("查詢繳費", "查询缴费"),
        ("鹹陽市", "咸阳市"),
        ("依法設定許可", "依法设定许可"),
        ("單一視窗", "单一窗口"),
        ("按程式辦理", "按程序办理"),
        ("規範性檔案", "规范性文件"),
        ("信用檔案", "信用档案"),
        ("簽訂契約", "签订合同"),
        ("契約精神", "契约精神"),
        ("智慧財產權", "知识产权"),
        ("推廣套用", "推广应用"),
        ("硬體軟體", "硬件软件"),
        ("入口網站", "门户网站"),
        ("法務部門", "司法部门"),
        ("人民民眾", "人民群众"),
        ("抽查計畫", "抽查计划"),
        ("著力解決", "着力解决"),
        ("著作權顯著", "著作权显著"),
    ],
)
def test_a_localised_text_becomes_mainland_wording(was, now):
    assert clean(LOCALISED + was).text == "互联网优化," + now


def test_a_traditional_text_that_was_not_localised_keeps_its_words():
    text = "政府應當會同民眾訂立契約,執行行政許可權。"
    assert clean(text).text == "政府应当会同民众订立契约,执行行政许可权。"


@pytest.mark.parametrize(
    "text",
    ["最佳化算法与契约精神", "临安区於潜镇,著名的乾隆时期,皇后", "按程式化交易规则,套用模板"],
)
def test_a_simplified_text_is_not_touched(text):
    text = "一、总体要求:" + text + "。各地区要认真贯彻落实,切实抓好各项工作。"
    cleaned = clean(text)
    assert cleaned.text == text
    assert cleaned.changes == ()


def test_one_telling_word_alone_may_be_a_quotation():
    text = "所谓“最佳化”就是优化,按程式办理,民众满意。"
    assert clean(text).text == text


def test_a_text_is_traditional_by_the_share_of_its_characters():
    assert is_traditional("縣域商業三年行動計劃")
    assert not is_traditional(
        "县域商业三年行动计划,参见《乾隆縣志》。各地要认真贯彻落实各项工作部署要求。"
    )
    assert not is_traditional("")
    assert not is_traditional("2023-2025 ABC")


def test_conversion_keeps_the_length_of_a_text():
    text = "縣域商業,程式碼,乾杯,發展,髮型,裡面,𨑨迌"
    assert len(simplified(text)) == len(text)
    assert simplified(simplified(text)) == simplified(text)


def test_wording_is_replaced_longest_term_first():
    assert mainland("网际网路与网路") == "互联网与网络"
    assert mainland("程式码与程式") == "代码与程序"
    assert mainland("行政许可权和执法许可权") == "行政许可权和执法权限"
