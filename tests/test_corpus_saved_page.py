"""A saved page of a government site: furniture around it, labels in pairs, the notice twice."""

from datetime import date

import pytest

from corpus.page import FURNITURE, SECOND_COPY
from corpus.parse import CatalogueEntry, parse_document
from corpus.types import Level, Role, Status

NOTICE = """关于印发《江苏省促进现代商贸流通业发展若干措施》的通知

苏政办规〔2023〕7号

各市、县（市、区）人民政府，省各委办厅局，省各直属单位：

　　《江苏省促进现代商贸流通业发展若干措施》已经省人民政府同意，现印发给你们，请认真贯彻落实。

江苏省人民政府办公厅

2023年6月9日

江苏省促进现代商贸流通业发展若干措施

　　一、分享经济促进行动
　　分享经济是新业态。鼓励商贸流通企业发展分享经济，支持连锁便利店进社区，持续完善一刻钟便民生活圈，推动县域商业体系建设，力争到2025年底前实现县域全覆盖，促进消费扩容提质，服务构建新发展格局。
　　主办单位：省商务厅
　　承办单位：省邮政管理局、省供销合作总社
　　二、支持品牌建设
　　对新认定的老字号给予支持，奖励资金按照《江苏省商务发展专项资金管理办法》（苏财规〔2021〕9号）执行。（省商务厅、省财政厅负责）
"""
PAGE = f"""﻿您现在的位置： 首页 > 政务公开 > 政策文件
【字体：大 中 小】
分享到：

索 引 号：	014000319/2023-00112	主题分类：	商贸、海关、旅游
发文机关：	江苏省人民政府办公厅	成文日期：	2023-06-09
标　　题：	省政府办公厅关于印发江苏省促进现代商贸流通业发展若干措施的通知
发文字号：	苏政办规〔2023〕7号	发布日期：	2023-06-13
有 效 性：	有效

{NOTICE}
扫一扫在手机打开当前页
 • 相关解读
 • 2023年06月13日 10时20分

{NOTICE}
打印本页　关闭窗口
相关文件
主办单位：江苏省人民政府办公厅
网站标识码：3200000001　苏ICP备05002840号
"""


@pytest.fixture(scope="module")
def parsed():
    return parse_document(PAGE, CatalogueEntry("page", "page.txt"))


def removed(parsed, reason):
    return [n.span.of(PAGE) for n in parsed.noise if n.reason == reason and n.span.of(PAGE).strip()]


def test_a_page_has_the_clauses_of_its_notice_once(parsed):
    assert [(c.reference, c.heading) for c in parsed.clauses] == [
        ("序言", "序言"),
        ("一", "分享经济促进行动"),
        ("二", "支持品牌建设"),
    ]
    assert parsed.clauses[2].text.endswith("（省商务厅、省财政厅负责）")


def test_furniture_is_recorded_with_its_reason(parsed):
    furniture = "\n".join(removed(parsed, FURNITURE))
    for words in [
        "您现在的位置",
        "字体",
        "分享到：",
        "扫一扫",
        "相关解读",
        "主办单位：江苏省",
        "苏ICP备",
    ]:
        assert words in furniture


def test_a_line_that_only_begins_like_furniture_stays(parsed):
    text = parsed.clauses[1].text
    assert "分享经济是新业态。" in text
    assert "主办单位：省商务厅\n承办单位：" in text


def test_the_second_copy_is_recorded(parsed):
    copy = "\n".join(removed(parsed, SECOND_COPY))
    assert "各市、县（市、区）人民政府，省各委办厅局" in copy
    assert "对新认定的老字号给予支持" in copy


def test_labels_in_pairs_give_the_metadata(parsed):
    document = parsed.document
    assert document.title == "江苏省促进现代商贸流通业发展若干措施"
    assert document.issuers == ("江苏省人民政府办公厅",)
    assert document.document_number == "苏政办规〔2023〕7号"
    assert document.issued_on == date(2023, 6, 9)
    assert document.published_on == date(2023, 6, 13)
    assert document.status is Status.IN_FORCE
    assert document.level is Level.PROVINCE
    assert document.place == "江苏"
    assert document.addressees == (*("各市、县（市、区）人民政府", "省各委办厅局", "省各直属单位"),)


def test_duties_of_a_saved_page_are_read(parsed):
    roles = {c.reference: [(r.agency, r.role) for r in c.responsibilities] for c in parsed.clauses}
    assert roles["一"] == [
        ("省商务厅", Role.LEAD),
        ("省邮政管理局", Role.PARTICIPANT),
        ("省供销合作总社", Role.PARTICIPANT),
    ]
    assert roles["二"] == [("省商务厅", Role.JOINT), ("省财政厅", Role.JOINT)]


def test_the_words_of_a_page_lead_back_to_its_lines(parsed):
    lines = PAGE.split("\n")
    first, last = parsed.clauses[2].lines_of("老字号给予支持，奖励资金")
    assert first == last
    assert "老字号给予支持，奖励资金" in lines[first - 1]
