"""A plan of a province with a line of its own for each kind of unit, running numbers, an annex."""

from datetime import date

import pytest

from corpus.parse import CatalogueEntry, parse_document
from corpus.types import Level, Role

TEXT = """　　湖北省人民政府办公厅关于印发湖北省冷链物流高质量发展行动方案（2024—2026年）的通知
　　鄂政办发〔2024〕18号
　　各市、州、县人民政府，省政府各部门：
　　《湖北省冷链物流高质量发展行动方案（2024—2026年）》已经省人民政府同意，现印发给你们，请认真组织实施。
　　附件：1.重点任务分工表
　　　　　2.重点项目清单
湖 北 省 人 民 政 府 办 公 厅
二〇二四年四月二十二日
　　湖北省冷链物流高质量发展行动方案（2024—2026年）
　　为推动冷链物流高质量发展，制定本方案。
　　一、行动目标
　　到2026年，全省冷库容量达到1000万立方米。
　　二、重点行动
　　（一）骨干网络建设行动
　　1．建设国家骨干冷链物流基地。推动武汉、宜昌等基地提档升级。
　　牵头单位：省发展改革委
　　责任单位：省商务厅、省农业农村厅，各市（州）人民政府
　　完成时限：2025年12月
　　2．完善产地冷链设施。
　　牵头单位：省农业农村厅（省乡村振兴局）；配合单位：省供销社、省邮政管理局
　　（二）市场主体培育行动
　　3．培育龙头企业。鼓励兼并重组。责任单位：省商务厅。
　　4．优化金融服务。推广“冷链贷”。
　　责任单位：省委金融办、人民银行湖北省分行、
湖北金融监管局等
　　三、组织保障
　　（一）加强统筹。省发展改革委牵头建立协调机制，省商务厅、省农业农村厅参与。
　　（二）强化督导。各市（州）人民政府每季度末向省发展改革委报送进展。
　　附件1
　　重点任务分工表
　　一、基地建设
　　（一）武汉基地提档升级。
　　二、产地设施
　　附件2
　　重点项目清单
　　1.武汉国家骨干冷链物流基地二期。
　　2.宜昌三峡冷链枢纽。
　　（此件主动公开）
　　抄送：省委各部门，省军区，省人大常委会办公厅。
　　湖北省人民政府办公厅　　　　2024年4月25日印发
"""


@pytest.fixture(scope="module")
def parsed():
    return parse_document(TEXT, CatalogueEntry("plan", "plan.txt"))


def clause(parsed, reference):
    return next(c for c in parsed.clauses if c.reference == reference)


def roles(parsed, reference):
    return [(one.agency, one.role) for one in clause(parsed, reference).responsibilities]


def test_numbers_run_through_the_parts_and_annexes_start_anew(parsed):
    assert [c.reference for c in parsed.clauses] == [
        *("序言", "一", "二", "二(一)", "二(一)1", "二(一)2", "二(二)", "二(二)3", "二(二)4"),
        *("三", "三(一)", "三(二)"),
        *("附件1", "附件1一", "附件1一(一)", "附件1二", "附件2", "附件21", "附件22"),
    ]
    assert clause(parsed, "附件1").heading == "重点任务分工表"
    assert clause(parsed, "附件2").heading == "重点项目清单"
    assert clause(parsed, "附件1一(一)").headings == ("重点任务分工表", "基地建设")


def test_a_list_of_annexes_opens_no_clause(parsed):
    preface = clause(parsed, "序言")
    assert "附件：1.重点任务分工表\n2.重点项目清单" in preface.text


def test_a_line_for_each_kind_of_unit_gives_the_roles(parsed):
    assert roles(parsed, "二(一)1") == [
        ("省发展改革委", Role.LEAD),
        ("省商务厅", Role.PARTICIPANT),
        ("省农业农村厅", Role.PARTICIPANT),
        ("各市（州）人民政府", Role.PARTICIPANT),
    ]
    assert clause(parsed, "二(一)1").deadline == "2025年12月"
    assert roles(parsed, "二(一)2") == [
        ("省农业农村厅", Role.LEAD),
        ("省供销社", Role.PARTICIPANT),
        ("省邮政管理局", Role.PARTICIPANT),
    ]
    assert clause(parsed, "二(一)2").responsibilities[0].also_called == ("省乡村振兴局",)
    assert roles(parsed, "二(二)3") == [("省商务厅", Role.SOLE)]


def test_a_list_goes_on_in_the_next_line_behind_a_comma(parsed):
    assert roles(parsed, "二(二)4") == [
        ("省委金融办", Role.JOINT),
        ("人民银行湖北省分行", Role.JOINT),
        ("湖北金融监管局", Role.JOINT),
    ]


def test_prose_that_says_who_leads_gives_a_lead_and_participants(parsed):
    assert roles(parsed, "三(一)") == [
        ("省发展改革委", Role.LEAD),
        ("省商务厅", Role.PARTICIPANT),
        ("省农业农村厅", Role.PARTICIPANT),
    ]
    assert roles(parsed, "三(二)") == [("各市（州）人民政府", Role.NAMED)]


def test_a_spread_signature_and_a_date_in_chinese_numerals_are_read(parsed):
    document = parsed.document
    assert document.title == "湖北省冷链物流高质量发展行动方案（2024—2026年）"
    assert document.issuers == ("湖北省人民政府办公厅",)
    assert document.document_number == "鄂政办发〔2024〕18号"
    assert document.issued_on == date(2024, 4, 22)
    assert document.level is Level.PROVINCE
    assert document.place == "湖北"
    assert document.addressees == ("各市、州、县人民政府", "省政府各部门")


def test_distribution_lines_at_the_end_belong_to_the_preface(parsed):
    assert clause(parsed, "附件22").text == "2.宜昌三峡冷链枢纽。"
    assert clause(parsed, "序言").text.endswith("2024年4月25日印发")
