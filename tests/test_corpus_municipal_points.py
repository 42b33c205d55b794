"""Work points of a city: numbers run through, a note says who leads, figures stand at line starts."""

from datetime import date

import pytest

from corpus.parse import CatalogueEntry, parse_document
from corpus.types import Level, Role

TEXT = """绵阳市人民政府办公室关于印发《绵阳市2024年优化营商环境工作要点》的通知
绵府办函[2024]31号
各县(市、区)人民政府,各园区管委会,市级各部门:
现将《绵阳市2024年优化营商环境工作要点》印发你们,请抓好贯彻落实。
绵阳市人民政府办公室
2024年5月8日

绵阳市2024年优化营商环境工作要点

一、优化政务环境
1.推进“一件事”集成办理。推行“高效办成一件事”。(责任单位:市政务服务和大数据局、市市场监管局。排第一位的为牵头单位,下同;以下各项任务均需各县(市、区)人民政府落实,不再列出)
2.12345热线提质增效。接通率达到98%以上。(责任单位:市政务服务和大数据局)
3.2024年底前建成智能审批平台。(责任单位:市行政审批局、市财政局)
4.5G网络覆盖重点园区。(责任单位:市经信局、绵阳电信)
二、优化市场环境
5.落实公平竞争审查制度。严格执行,罚没收入同比下降
6.5%以上。(责任单位:市市场监管局(牵头)、市发展改革委)
6.规范涉企收费。(市发展改革委牵头,市财政局、市民政局按职责分工负责)
7.清理拖欠账款。由市经信局会同市国资委负责,市财政局配合。
三、优化法治环境
8.落实“首违不罚”。(责任单位:市司法局、市级各行政执法部门)
"""


@pytest.fixture(scope="module")
def parsed():
    return parse_document(TEXT, CatalogueEntry("points", "points.txt"))


def clause(parsed, reference):
    return next(c for c in parsed.clauses if c.reference == reference)


def roles(parsed, reference):
    return [(one.agency, one.role) for one in clause(parsed, reference).responsibilities]


def test_points_keep_their_running_numbers(parsed):
    assert [(c.reference, c.heading) for c in parsed.clauses] == [
        ("序言", "序言"),
        ("一", "优化政务环境"),
        ("一1", "推进“一件事”集成办理"),
        ("一2", "12345热线提质增效"),
        ("一3", "2024年底前建成智能审批平台"),
        ("一4", "5G网络覆盖重点园区"),
        ("二", "优化市场环境"),
        ("二5", "落实公平竞争审查制度"),
        ("二6", "规范涉企收费"),
        ("二7", "清理拖欠账款"),
        ("三", "优化法治环境"),
        ("三8", "落实“首违不罚”"),
    ]


def test_a_note_makes_the_first_of_each_later_list_its_lead(parsed):
    assert roles(parsed, "一1") == [
        ("市政务服务和大数据局", Role.LEAD),
        ("市市场监管局", Role.PARTICIPANT),
    ]
    assert roles(parsed, "一2") == [("市政务服务和大数据局", Role.SOLE)]
    assert roles(parsed, "一3") == [("市行政审批局", Role.LEAD), ("市财政局", Role.PARTICIPANT)]
    assert roles(parsed, "一4") == [("市经信局", Role.LEAD), ("绵阳电信", Role.PARTICIPANT)]
    assert clause(parsed, "一3").governed_by == ("一1",)


def test_a_note_makes_a_group_take_part_in_each_later_clause_with_a_list(parsed):
    group = "各县(市、区)人民政府"
    assert [c.reference for c in parsed.clauses if group in c.also_involved] == [
        *("一1", "一2", "一3", "一4", "二5", "二6", "三8"),
    ]


def test_a_bracket_behind_a_name_marks_the_lead(parsed):
    assert roles(parsed, "二5") == [("市市场监管局", Role.LEAD), ("市发展改革委", Role.PARTICIPANT)]


def test_a_list_that_marks_its_leads_is_read_by_its_marks(parsed):
    assert roles(parsed, "二6") == [
        ("市发展改革委", Role.LEAD),
        ("市财政局", Role.PARTICIPANT),
        ("市民政局", Role.PARTICIPANT),
    ]


def test_prose_without_a_lead_names_the_bodies(parsed):
    assert roles(parsed, "二7") == [
        ("市经信局", Role.NAMED),
        ("市国资委", Role.NAMED),
        ("市财政局", Role.NAMED),
    ]


def test_points_of_a_city_state_their_metadata(parsed):
    document = parsed.document
    assert document.title == "绵阳市2024年优化营商环境工作要点"
    assert document.issuers == ("绵阳市人民政府办公室",)
    assert document.document_number == "绵府办函[2024]31号"
    assert document.issued_on == date(2024, 5, 8)
    assert document.level is Level.CITY
    assert document.place == "四川绵阳"
    assert document.addressees == ("各县(市、区)人民政府", "各园区管委会", "市级各部门")
