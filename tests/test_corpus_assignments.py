"""Sentences of the prose that do nothing but say who is responsible."""

import pytest

from corpus.duties import read_assignments
from corpus.parse import CatalogueEntry, parse_document

LEAD, PARTICIPANT, JOINT, SOLE = "lead", "participant", "joint", "sole"


def roles(duties):
    return [(one.agency, one.role.value) for one in duties.responsibilities]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("漏损率控制在8%以内。由县住建局牵头,县水务局、县自来水公司配合。",
         [("县住建局", LEAD), ("县水务局", PARTICIPANT), ("县自来水公司", PARTICIPANT)]),
        ("由县水务局牵头,各镇人民政府配合,每年1月20日前将计划分解到村。",
         [("县水务局", LEAD), ("各镇人民政府", PARTICIPANT)]),
        ("修渠。由县水务局、县林业和草原局共同负责。", [("县水务局", JOINT), ("县林业和草原局", JOINT)]),
        ("修渠。该项工作由县教育局负责。", [("县教育局", SOLE)]),
        ("修渠。此项任务由市财政局牵头负责;市教育局参与。", [("市财政局", LEAD)]),
        # A duty of its own, a thing that is somebody's, two together without a lead: no assignment.
        ("由县教育局负责制定目录。", []),
        ("水上环节由宁波海事局负责。", []),
        ("由市经信局会同市国资委负责,市财政局配合。", []),
        ("由市水务局负责,每年核查一次。", []),
        ("由企业自行负责。由政府按每立方米0.5元回购。", []),
    ],
)  # fmt: skip
def test_who_is_assigned_a_task_in_a_sentence_of_its_own(text, wanted):
    assert roles(read_assignments(text)) == wanted


def test_the_words_of_an_assignment_are_its_sentence():
    [one] = read_assignments("修渠十条。由县水务局负责。").responsibilities
    assert one.words == "由县水务局负责"


def test_an_assignment_goes_before_whom_the_prose_names_and_behind_a_list():
    text = (
        "江州市修渠方案\n江州市人民政府\n2024年3月12日\n一、修渠\n"
        "市财政局要安排资金。由市水务局牵头,市住建局配合。\n"
        "二、护林\n由市水务局牵头。(责任单位:市林业局)\n"
    )
    first, second = parse_document(text, CatalogueEntry("a", "a.txt")).clauses[1:]
    assert roles(first) == [("市水务局", LEAD), ("市住建局", PARTICIPANT)]
    assert roles(second) == [("市林业局", SOLE)]


def test_who_answers_the_telephone_is_not_responsible():
    text = (
        "农业农村部办公厅关于做好秸秆工作的通知\n各省农业农村厅:\n一、报送总结\n"
        "请于年底前报送总结。\n联系电话:010-59190000(科技教育司资源环境处)\n"
        "农业农村部办公厅\n2025年4月17日\n"
    )
    clauses = parse_document(text, CatalogueEntry("a", "a.txt")).clauses
    assert [one.agency for clause in clauses for one in clause.responsibilities] == []


def test_labels_in_brackets_need_no_colon():
    text = (
        "【发布机构】江州市住房和城乡建设局\n【发文日期】2024-08-12\n【有效性】有效\n"
        "【文号】江建房〔2024〕66号\n江州市维修资金办法\n第一条 为了维修,制定本办法。\n"
        "第二条 本办法自2024年10月1日起施行。\n"
    )
    document = parse_document(text, CatalogueEntry("a", "a.txt")).document
    assert document.document_number == "江建房〔2024〕66号"
    assert (document.issued_on.isoformat(), document.status) == ("2024-08-12", "in_force")
