"""Measures issued by an order: a table of contents, chapters, sections, articles and their items."""

from datetime import date

import pytest

from corpus.parse import CatalogueEntry, parse_document
from corpus.types import Level, Role

TEXT = """四川省人民政府令
第 358 号
《四川省网络市场监督管理办法》已经2023年3月6日省人民政府第5次常务会议审议通过，现予公布，自2023年6月1日起施行。
省长　黄　强
2023年3月20日
四川省网络市场监督管理办法
目　　录
第一章　总则
第二章　监督管理
第一节　一般规定
第二节　协同监管
第三章　附则
第一章　总则
第一条　为了规范网络市场秩序，根据《中华人民共和国电子商务法》第二条、
第七十六条等规定，制定本办法。
第二条　省、市（州）、县（市、区）人民政府应当加强领导。
第三条　县级以上地方人民政府市场监督管理部门负责本行政区域内的网络市场监督管理工作。
发展改革、公安、商务等部门按照各自职责做好相关工作。
第二章　监督管理
第一节　一般规定
第四条下列行为应当报告：
（一）设立网站的；
（二）变更名称的：
1.变更法定代表人；
2.变更住所。
违反前款第（一）项、第（二）项规定的，按照
第十条处理。
第五条中央在川企业依照执行。
第五条之一　省人民政府市场监督管理部门会同省公安机关建立通报机制。
第二节　协同监管
第六条　海关对跨境交易依法实施监管。
第二十三条　违反本办法第四条规定的，由市场监督管理部门责令改正。
第三章　附则
第二十四条　本办法自2023年6月1日起施行。
附件：处罚裁量表
处罚裁量表
一、轻微
二、一般
"""


@pytest.fixture(scope="module")
def parsed():
    return parse_document(TEXT, CatalogueEntry("measures", "measures.txt"))


def clause(parsed, reference):
    return next(c for c in parsed.clauses if c.reference == reference)


def roles(parsed, reference):
    return [(one.agency, one.role) for one in clause(parsed, reference).responsibilities]


def test_the_article_is_the_unit_and_chapters_are_headings_above_it(parsed):
    assert [(c.reference, c.headings) for c in parsed.clauses] == [
        ("序言", ()),
        ("第一条", ("第一章　总则",)),
        ("第二条", ("第一章　总则",)),
        ("第三条", ("第一章　总则",)),
        ("第四条", ("第二章　监督管理", "第一节　一般规定")),
        ("第五条", ("第二章　监督管理", "第一节　一般规定")),
        ("第五条之一", ("第二章　监督管理", "第一节　一般规定")),
        ("第六条", ("第二章　监督管理", "第二节　协同监管")),
        ("第二十三条", ("第二章　监督管理", "第二节　协同监管")),
        ("第二十四条", ("第三章　附则",)),
        ("附件", ()),
        ("附件一", ("处罚裁量表",)),
        ("附件二", ("处罚裁量表",)),
    ]


def test_items_of_an_article_belong_to_it_and_cross_references_open_none(parsed):
    assert clause(parsed, "第一条").text.endswith("第七十六条等规定，制定本办法。")
    assert clause(parsed, "第四条").text.endswith("第十条处理。")
    assert "（二）变更名称的：\n1.变更法定代表人；" in clause(parsed, "第四条").text


def test_chapter_headings_are_kept_as_noise_with_their_reason(parsed):
    reasons = {
        one.reason: one.span.of(TEXT) for one in parsed.noise if "第三章" in one.span.of(TEXT)
    }
    assert list(reasons) == ["chapter heading, kept in the path of headings"]


def test_a_table_of_contents_opens_no_clause(parsed):
    assert "第二节　协同监管\n第三章　附则" in clause(parsed, "序言").text


def test_articles_give_duties_in_prose(parsed):
    assert roles(parsed, "第二条") == [("省、市（州）、县（市、区）人民政府", Role.NAMED)]
    assert roles(parsed, "第三条") == [
        ("县级以上地方人民政府市场监督管理部门", Role.NAMED),
        ("发展改革、公安、商务等部门", Role.NAMED),
    ]
    assert roles(parsed, "第五条之一") == [
        ("省人民政府市场监督管理部门", Role.NAMED),
        ("省公安机关", Role.NAMED),
    ]
    assert roles(parsed, "第六条") == [("海关", Role.NAMED)]
    assert roles(parsed, "第二十三条") == [("市场监督管理部门", Role.NAMED)]


def test_an_order_states_its_metadata(parsed):
    document = parsed.document
    assert document.title == "四川省网络市场监督管理办法"
    assert document.issuers == ("四川省人民政府",)
    assert document.document_number == "四川省人民政府令第358号"
    assert document.issued_on == date(2023, 3, 20)
    assert document.level is Level.PROVINCE
    assert document.place == "四川"


def test_a_law_states_by_whom_and_when_it_was_passed():
    text = (
        "中华人民共和国电子商务法\n"
        "（2018年8月31日第十三届全国人民代表大会常务委员会第五次会议通过）\n"
        "第一条　为了保障各方主体的合法权益，制定本法。\n"
        "第二条　本法自2019年1月1日起施行。\n"
    )
    document = parse_document(text, CatalogueEntry("law", "law.txt")).document
    assert document.title == "中华人民共和国电子商务法"
    assert document.issuers == ("全国人民代表大会常务委员会",)
    assert document.issued_on == date(2018, 8, 31)
    assert document.place == "全国"
