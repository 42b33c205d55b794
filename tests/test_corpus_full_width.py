"""Rules in full width throughout, indented by two ideographic blanks, issued by several bodies."""

from datetime import date

import pytest

from corpus.parse import CatalogueEntry, parse_document
from corpus.types import Role

TEXT = """商务部　国家发展改革委　财政部
关于印发《农产品供应链体系建设
工作指引》的通知
商建函〔２０２３〕１２３号
　　各省、自治区、直辖市、计划单列市及新疆生产建设兵团商务、发展改革、财政主管部门：
　　现将《农产品供应链体系建设工作指引》印发给你们，请遵照执行。
　　　　　　　　　　　　　　　　商　　务　　部
　　　　　　　　　　　　　　　　国家发展改革委
　　　　　　　　　　　　　　　　财　　政　　部
　　　　　　　　　　　　　　　　２０２３年７月５日
　　一、支持方向
　　（一）增强冷链能力。
　　１．建设产地冷藏设施，单体库容不低于
１．５万立方米。
　　２．支持销地冷链配送。
　　（１）改造冷库。
　　（２）配备冷藏车。
　　（二）强化产销对接。〔商务部牵头，财政部、国家发展改革委配合〕
　　二、工作要求
　　（一）加强领导。省级商务主管部门会同财政主管部门制定实施方案。
　　１）明确任务。
　　２）压实责任。【责任单位：各省级商务主管部门】
"""


@pytest.fixture(scope="module")
def parsed():
    return parse_document(TEXT, CatalogueEntry("wide", "wide.txt"))


def test_references_are_half_width_whatever_the_text_is(parsed):
    assert [c.reference for c in parsed.clauses] == [
        *("序言", "一", "一(一)", "一(一)1", "一(一)2", "一(一)2(1)", "一(一)2(2)", "一(二)"),
        *("二", "二(一)", "二(一)(1)", "二(一)(2)"),
    ]


def test_the_text_keeps_its_full_width_enumerator(parsed):
    clause = next(c for c in parsed.clauses if c.reference == "一(一)1")
    assert clause.text == "１．建设产地冷藏设施，单体库容不低于\n１．５万立方米。"


def test_duties_in_full_width_are_read(parsed):
    roles = {c.reference: [(r.agency, r.role) for r in c.responsibilities] for c in parsed.clauses}
    assert roles["一(二)"] == [
        ("商务部", Role.LEAD),
        ("财政部", Role.PARTICIPANT),
        ("国家发展改革委", Role.PARTICIPANT),
    ]
    assert roles["二(一)"] == [("省级商务主管部门", Role.NAMED), ("财政主管部门", Role.NAMED)]
    assert roles["二(一)(2)"] == [("各省级商务主管部门", Role.SOLE)]


def test_a_notice_of_several_bodies_states_its_metadata(parsed):
    document = parsed.document
    assert document.title == "农产品供应链体系建设工作指引"
    assert document.issuers == ("商务部", "国家发展改革委", "财政部")
    assert document.document_number == "商建函〔2023〕123号"
    assert document.issued_on == date(2023, 7, 5)
    assert document.place == "全国"
    assert document.addressees == (
        "各省、自治区、直辖市、计划单列市及新疆生产建设兵团商务、发展改革、财政主管部门",
    )
