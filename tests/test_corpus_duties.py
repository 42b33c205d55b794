"""Lists of units: every form of bracket and label, and the roles that they give."""

import pytest

from corpus.duties import list_spans, read_duty_list, says_first_unit_leads
from corpus.parse import CatalogueEntry, parse_document

LEAD, SOLE, JOINT, PART = "lead", "sole", "joint", "participant"


def roles(text):
    return [(one.agency, one.role.value) for one in read_duty_list(text).responsibilities]


@pytest.mark.parametrize(
    ("listed", "expected"),
    [
        # who leads
        ("(省商务厅牵头,省财政厅、省税务局配合)", [("省商务厅", LEAD), ("省财政厅", PART), ("省税务局", PART)]),
        ("(省商务厅牵头负责,省财政厅等按职责分工负责)", [("省商务厅", LEAD), ("省财政厅", PART)]),
        ("(牵头单位:省教育厅;配合单位:省科技厅、省委组织部)", [("省教育厅", LEAD), ("省科技厅", PART), ("省委组织部", PART)]),
        ("(市推进办、市指导委员会负责)", [("市推进办", JOINT), ("市指导委员会", JOINT)]),
        ("(省商务厅组织实施,省财政厅指导)", [("省商务厅", JOINT), ("省财政厅", JOINT)]),
        ("(由省商务厅牵头、省财政厅、省税务局配合)", [("省商务厅", LEAD), ("省财政厅", PART), ("省税务局", PART)]),
        ("(省商务厅、省财政厅分别牵头)", [("省商务厅", LEAD), ("省财政厅", LEAD)]),
        ("(省商务厅会同省财政厅、省农业农村厅负责)", [("省商务厅", LEAD), ("省财政厅", PART), ("省农业农村厅", PART)]),
        ("(省商务厅牵头，2025年12月底前完成)", [("省商务厅", LEAD)]),
        (
            "（省商务厅牵头负责统筹协调，省财政厅负责资金保障，各市（州）人民政府负责组织实施）",
            [("省商务厅", LEAD), ("省财政厅", PART), ("各市（州）人民政府", PART)],
        ),
        (
            "(省商务厅、省财政厅牵头,省教育厅、人力资源社会保障厅等参加,各市(州)人民政府负责落实)",
            [
                *[("省商务厅", LEAD), ("省财政厅", LEAD), ("省教育厅", PART)],
                *[("人力资源社会保障厅", PART), ("各市(州)人民政府", PART)],
            ],
        ),
        ("普及知识。(教育部、共青团中央、中央广播电视总台)", [("教育部", JOINT), ("共青团中央", JOINT), ("中央广播电视总台", JOINT)]),
        ("修建步道。(县交通局、古城街道、城关镇)", [("县交通局", JOINT), ("古城街道", JOINT), ("城关镇", JOINT)]),
        ("打造一批样板(特色小镇)", []),
        # labels
        (
            "(牵头单位:省商务厅;责任单位:省财政厅,各市(州)人民政府;完成时限:2025年12月底前)",
            [("省商务厅", LEAD), ("省财政厅", PART), ("各市(州)人民政府", PART)],
        ),
        ("【牵头单位：省商务厅；配合单位：省财政厅】", [("省商务厅", LEAD), ("省财政厅", PART)]),
        ("(牵头责任单位:省商务厅;配合责任单位:省财政厅)", [("省商务厅", LEAD), ("省财政厅", PART)]),
        ("(牵头:省商务厅;配合:省财政厅)", [("省商务厅", LEAD), ("省财政厅", PART)]),
        ("(市级责任单位：市商务局)", [("市商务局", SOLE)]),
        ("（责任部门：市商务局；协办部门：各县区）", [("市商务局", SOLE), ("各县区", PART)]),
        ("(牵头领导:张三;牵头单位:市商务局;责任人:李四)", [("市商务局", LEAD)]),
        ("责任单位：省商务厅、省财政厅。", [("省商务厅", JOINT), ("省财政厅", JOINT)]),
        ("牵头单位：省科技厅 配合单位：省教育厅、省财政厅", [("省科技厅", LEAD), ("省教育厅", PART), ("省财政厅", PART)]),
        ("牵头部门：市商务局。配合部门：市财政局。完成时限：2024年6月底前。", [("市商务局", LEAD), ("市财政局", PART)]),
        (
            "\n牵头单位:市文化和旅游局\n责任单位:市发展和改革委员会、\n市住房和城乡建设局\n",
            [("市文化和旅游局", LEAD), ("市发展和改革委员会", PART), ("市住房和城乡建设局", PART)],
        ),
        ("(责任单位:省商务厅(牵头)、省财政厅(配合)、省税务局)", [("省商务厅", LEAD), ("省财政厅", PART), ("省税务局", PART)]),
        # nobody leads
        ("(责任单位:省水利厅)", [("省水利厅", SOLE)]),
        ("(由省商务厅负责,省财政厅配合)", [("省商务厅", SOLE), ("省财政厅", PART)]),
        ("（省商务厅、省财政厅按职责分工负责）", [("省商务厅", JOINT), ("省财政厅", JOINT)]),
        ("(市商务局等按职责分工负责)", [("市商务局", JOINT)]),
        ("(市商务局、市财政局和各县(市、区)人民政府负责)", [("市商务局", JOINT), ("市财政局", JOINT), ("各县(市、区)人民政府", JOINT)]),
        ("(省商务厅、省发展改革委负责;持续推进)", [("省商务厅", JOINT), ("省发展改革委", JOINT)]),
        ("(市发改委、市商务局)。", [("市发改委", JOINT), ("市商务局", JOINT)]),
        ("〔省农业农村厅、省水利厅〕", [("省农业农村厅", JOINT), ("省水利厅", JOINT)]),
        ("［责任单位：省农业农村厅］", [("省农业农村厅", SOLE)]),
        ("(市公安局、城管局,临江新区管委会,2023年12月底前完成)", [("市公安局", JOINT), ("城管局", JOINT), ("临江新区管委会", JOINT)]),
        ("(责任单位:各市、县(市、区)人民政府)", [("各市、县(市、区)人民政府", SOLE)]),
        ("(责任单位:省级有关部门(单位))", [("省级有关部门(单位)", SOLE)]),
        ("（省委宣传部、省检察院，各市（州）党委和政府）", [("省委宣传部", JOINT), ("省检察院", JOINT), ("各市（州）党委和政府", JOINT)]),
        ("(责任单位:团市委、国网四川电力、川投集团)", [("团市委", JOINT), ("国网四川电力", JOINT), ("川投集团", JOINT)]),
        ("(市文化和旅游局和市体育局负责)", [("市文化和旅游局", JOINT), ("市体育局", JOINT)]),
        ("(市教育局负责)2.做好乙。(市科技局、市财政局负责)", [("市教育局", SOLE), ("市科技局", JOINT), ("市财政局", JOINT)]),
    ],
)  # fmt: skip
def test_a_list_of_units_gives_roles(listed, expected):
    assert roles("1.做好甲。" + listed) == expected


@pytest.mark.parametrize(
    "text",
    [
        *(
            "具体办法(由国务院规定)。",
            "建设园区(含快递仓配、分拨中心)。",
            "项目(以下简称项目),由各地负责。",
        ),
        *(
            "成立专班(办公室设在市商务局)。",
            "机制(市发展改革委会同有关部门建立的会商机制)。",
            "区(市)共建。",
        ),
        *(
            "事项(市场监管部门负责的事项除外)管理。",
            "各牵头单位、配合单位:要加强衔接。",
            "实行一次办好(90%)。",
        ),
        *(
            "推广政府和社会资本合作(PPP)模式。",
            "公共服务(教育、医疗)。",
            "市行政审批服务局(市政务服务中心)。",
        ),
    ],
)
def test_what_is_no_list_of_units_gives_none(text):
    assert roles(text) == []
    assert list_spans(text) == []


@pytest.mark.parametrize(
    ("listed", "units", "groups"),
    [
        ("(市商务局牵头,市级有关部门及各县市区政府按职责分工负责)", ["市商务局"], ["市级有关部门", "各县市区政府"]),
        ("(市司法局牵头,各县市区政府按职责分工负责)", ["市司法局"], ["各县市区政府"]),
        ("(市工信局、市商务局等市级有关部门及各县市区政府按职责分工负责)", ["市工信局", "市商务局"], ["市级有关部门", "各县市区政府"]),
        ("[省水利厅,有关市人民政府,省级有关部门]", ["省水利厅"], ["有关市人民政府", "省级有关部门"]),
        ("(市商务局,市级各部门按职责分工负责)", ["市商务局"], ["市级各部门"]),
        ("(国务院有关部门和单位,各地区按职责分工负责)", ["国务院有关部门和单位", "各地区"], []),
        ("(责任单位:各级人民政府、省邮政管理局)", ["各级人民政府", "省邮政管理局"], []),
    ],
)  # fmt: skip
def test_open_groups_are_involved_unless_they_stand_alone(listed, units, groups):
    duties = read_duty_list("1.做好甲。" + listed)
    assert [one.agency for one in duties.responsibilities] == units
    assert list(duties.also_involved) == groups


def test_a_unit_beside_an_open_group_is_not_the_only_one():
    assert roles("1.甲。(市商务局,市级各部门按职责分工负责)") == [("市商务局", JOINT)]


@pytest.mark.parametrize(
    ("listed", "deadline"),
    [
        ("(牵头单位:省商务厅;完成时限:2025年12月底前)", "2025年12月底前"),
        ("(省商务厅负责,2024年底前完成)", "2024年底前"),
        ("(省商务厅负责，持续推进)", "持续推进"),
        ("\n责任单位：市商务局\n时间节点：每年6月", "每年6月"),
        ("(省商务厅负责)", None),
        ("2024年底前完成。(省商务厅负责)", None),
    ],
)
def test_the_deadline_is_what_the_list_says_of_time(listed, deadline):
    assert read_duty_list("1.做好甲。" + listed).deadline == deadline


def test_a_bracket_that_explains_a_name_goes_and_one_inside_a_name_stays():
    duties = read_duty_list("甲。〔市行政审批服务局(市政务服务中心)、各市(州)人民政府牵头〕")
    first, second = duties.responsibilities
    assert (first.agency, first.also_called) == ("市行政审批服务局", ("市政务服务中心",))
    assert (second.agency, second.also_called) == ("各市(州)人民政府", ())
    assert first.words == "〔市行政审批服务局(市政务服务中心)、各市(州)人民政府牵头〕"


def test_a_labelled_list_ends_with_its_line_or_its_sentence():
    text = "1.甲。\n责任单位：市商务局、市财政局\n推动电商、快递、物流融合发展。"
    assert [text[a:b] for a, b in list_spans(text)] == ["责任单位：市商务局、市财政局"]
    text = "1.甲。责任单位：市商务局。推动电商、快递融合发展。"
    assert [text[a:b] for a, b in list_spans(text)] == ["责任单位：市商务局。"]


@pytest.mark.parametrize(
    "note",
    [
        *(
            "排第一位的为牵头单位",
            "列首位的为牵头单位",
            "第一个单位为牵头单位",
            "排名第一的单位为牵头责任单位",
        ),
        *("排在最前的为牵头部门", "第一单位为牵头单位", "首位为主办单位"),
    ],
)
def test_a_note_says_that_the_first_unit_leads(note):
    assert says_first_unit_leads(note)
    duties = read_duty_list(f"1.甲。(责任单位:省商务厅、省财政厅,{note},下同)")
    assert [one.agency for one in duties.responsibilities] == ["省商务厅", "省财政厅"]
    assert duties.governs_later
    assert [one.role for one in duties.with_first_as_lead().responsibilities] == [LEAD, PART]


@pytest.mark.parametrize(
    "text",
    ["第一时间由市应急局牵头处置", "第一季度由市商务局牵头完成", "首位城市牵头发展", "第一批试点"],
)
def test_first_in_time_is_not_first_in_a_list(text):
    assert not says_first_unit_leads(text)


def parsed_roles(text):
    clauses = parse_document(text, CatalogueEntry("notes", "notes.txt")).clauses
    return {c.reference: [r.role.value for r in c.responsibilities] for c in clauses}, clauses


def test_a_note_without_for_later_lists_is_for_its_own():
    text = "一、甲。(责任单位:省商务厅、省财政厅。列首位的为牵头单位)\n二、乙。(责任单位:省教育厅、省科技厅)"
    found, _ = parsed_roles(text)
    assert found == {"一": [LEAD, PART], "二": [JOINT, JOINT]}


def test_a_note_of_the_preface_is_for_all_lists():
    text = "各项任务列首位的为牵头单位。\n一、甲。(责任单位:省商务厅、省财政厅)\n二、乙。(责任单位:省教育厅)"
    found, clauses = parsed_roles(text)
    assert found == {"序言": [], "一": [LEAD, PART], "二": [SOLE]}
    assert clauses[1].governed_by == ("序言",)


def test_a_note_can_make_groups_take_part_in_all_later_lists():
    text = (
        "一、甲。〔责任单位:省商务厅。具体任务均涉及相关市(州)人民政府,不再做分工,下同。〕\n"
        "二、乙。〔责任单位:省教育厅〕\n三、丙。"
    )
    _, clauses = parsed_roles(text)
    assert [clause.also_involved for clause in clauses] == [
        *[("相关市(州)人民政府",), ("相关市(州)人民政府",), ()],
    ]
    assert [clause.governed_by for clause in clauses] == [(), ("一",), ()]
