"""A notice with items of its own, which annexes a plan that starts again at 一."""

from datetime import date

import pytest

from corpus.parse import CatalogueEntry, parse_document
from corpus.types import Role

TEXT = """关于印发《宁夏回族自治区推动大规模设备更新实施方案》的通知
宁发改产业〔2024〕205号
各市、县（区）发展改革委，自治区有关部门：
现将《宁夏回族自治区推动大规模设备更新实施方案》印发给你们，并就有关事项通知如下：
一、提高认识。各地要高度重视。
二、强化调度。每月5日前报送进展。
（联系人：王某；电话：0951-0000000）
附件：宁夏回族自治区推动大规模设备更新实施方案
自治区发展改革委　　自治区财政厅
2024年5月20日
宁夏回族自治区推动大规模设备更新实施方案
为推动大规模设备更新，制定本方案。
一、总体要求
到2027年，投资规模较2023年增长25%以上。
二、重点任务
（一）推进重点行业设备更新。（自治区工业和信息化厅牵头，自治区发展改革委、财政厅等按职责分工负责）
（二）加快建筑领域设备更新。（自治区住房城乡建设厅，各市、县（区）人民政府负责）
"""


@pytest.fixture(scope="module")
def parsed():
    return parse_document(TEXT, CatalogueEntry("notice", "notice.txt"))


def clause(parsed, reference):
    return next(c for c in parsed.clauses if c.reference == reference)


def test_the_annexed_plan_is_a_part_of_its_own(parsed):
    assert [(c.reference, c.heading, c.parent) for c in parsed.clauses] == [
        ("序言", "序言", None),
        ("一", "提高认识", None),
        ("二", "强化调度", None),
        ("附件", "宁夏回族自治区推动大规模设备更新实施方案", None),
        ("附件一", "总体要求", "附件"),
        ("附件二", "重点任务", "附件"),
        ("附件二(一)", "推进重点行业设备更新", "附件二"),
        ("附件二(二)", "加快建筑领域设备更新", "附件二"),
    ]
    assert clause(parsed, "附件").text.endswith("为推动大规模设备更新，制定本方案。")


def test_the_signature_inside_the_page_belongs_to_the_preface(parsed):
    assert clause(parsed, "二").text == "二、强化调度。每月5日前报送进展。"
    document = parsed.document
    assert document.title == "宁夏回族自治区推动大规模设备更新实施方案"
    assert document.issuers == ("自治区发展改革委", "自治区财政厅")
    assert document.document_number == "宁发改产业〔2024〕205号"
    assert document.issued_on == date(2024, 5, 20)
    assert document.place == "宁夏"


def test_the_brackets_of_the_annexed_plan_are_read(parsed):
    roles = {c.reference: [(r.agency, r.role) for r in c.responsibilities] for c in parsed.clauses}
    assert roles["附件二(一)"] == [
        ("自治区工业和信息化厅", Role.LEAD),
        ("自治区发展改革委", Role.PARTICIPANT),
        ("财政厅", Role.PARTICIPANT),
    ]
    assert roles["附件二(二)"] == [
        ("自治区住房城乡建设厅", Role.JOINT),
        ("各市、县（区）人民政府", Role.JOINT),
    ]


@pytest.mark.parametrize(
    "between",
    [
        *("", "某市商务局\n2024年1月5日\n", "某市商务局\n2024年1月5日\n（此件公开发布）\n"),
        *("附件\n", "（此件公开发布）\n附件：\n"),
    ],
    ids=["title alone", "signature", "distribution", "annex line", "annex line with a colon"],
)
def test_a_second_text_is_an_annex_however_it_is_marked(between):
    text = (
        "关于做好有关工作的通知\n一、统一思想。\n二、抓好落实。\n"
        f"{between}某市商业设施改造工作方案\n一、目标\n（一）总目标。\n二、任务\n"
    )
    parsed = parse_document(text, CatalogueEntry("notice", "notice.txt"))
    assert [c.reference for c in parsed.clauses] == [
        *("序言", "一", "二", "附件", "附件一", "附件一(一)", "附件二"),
    ]
    assert clause(parsed, "附件").heading == "某市商业设施改造工作方案"


def test_what_a_notice_without_items_issues_is_no_annex():
    text = (
        "关于印发管理办法的通知\n现将《某省电商管理办法》印发给你们。\n附件：某省电商管理办法\n"
        "某省商务厅\n2024年1月5日\n附件\n某省电商管理办法\n第一条 为了管理。\n第二条 本办法施行。\n"
    )
    parsed = parse_document(text, CatalogueEntry("notice", "notice.txt"))
    assert [c.reference for c in parsed.clauses] == ["序言", "第一条", "第二条"]
    assert parsed.document.title == "某省电商管理办法"


def test_announced_annexes_begin_where_their_names_come_again():
    text = (
        "一、统一思想。\n二、抓好落实。\n附件：1.甲类企业名单\n2.乙类企业名单\n某市商务局\n2024年1月5日\n"
        "甲类企业名单\n1.甲一公司\n2.甲二公司\n乙类企业名单\n1.乙一公司\n"
    )
    parsed = parse_document(text, CatalogueEntry("notice", "notice.txt"))
    assert [c.reference for c in parsed.clauses] == [
        *("序言", "一", "二", "附件1", "附件11", "附件12", "附件2", "附件21"),
    ]


def test_files_to_download_are_no_annexes():
    text = "一、统一思想。\n二、抓好落实。\n附件：工作方案.docx\n附件2：任务表.xls\n"
    parsed = parse_document(text, CatalogueEntry("notice", "notice.txt"))
    assert [c.reference for c in parsed.clauses] == ["序言", "一", "二"]
    assert clause(parsed, "序言").text == "附件：工作方案.docx\n附件2：任务表.xls"
