"""An opinion of the State Council's general office: 一、 (一) 1. and (商务部牵头,…)."""

from datetime import date

import pytest

from corpus.parse import CatalogueEntry, parse_document
from corpus.types import Level, Role, Status

TEXT = """国务院办公厅关于加快内外贸一体化发展的若干意见
国办发〔2023〕42号
各省、自治区、直辖市人民政府，国务院各部委、各直属机构：
加快内外贸一体化发展是构建新发展格局、推动高质量发展的内在要求。按照《国务院办公厅关于促进内外贸一体化发展的意见》（国办发〔2021〕59号）第三条有关要求，经国务院同意，提出如下意见。
一、总体要求
以习近平新时代中国特色社会主义思想为指导，到2025年，内外贸一体化水平显著提升。一、二、三产业融合发展。
二、促进内外贸规则制度衔接融合
（一）促进内外贸标准衔接。对标国际先进水平，建立完善国际标准跟踪转化工作机制，转化率由2.5%提高到
1.5倍以上，按照
第三条规定执行。（市场监管总局牵头，工业和信息化部、农业农村部、商务部等部门按职责分工负责）
（二）促进内外贸检验认证衔接。
1. 完善合格评定服务贸易便利化信息平台。（市场监管总局、商务部按职责分工负责，2024年12月底前完成）
2. 深化共建“一带一路”、区域全面经济伙伴关系协定（RCEP）等框架下检验检疫国际合作。（海关总署负责）
（三）促进内外贸监管衔接。着力破除各种形式的地方保护和市场分割。（商务部、中央网信办、国家发展改革委、中国贸促会，各省、自治区、直辖市人民政府按职责分工负责）
三、保障措施
（四）加强组织领导。各地区、各有关部门要切实落实责任。商务部要会同有关部门加强协调指导。
（五）强化评估。重大情况及时向国务院报告。
国务院办公厅
2023年12月7日
（此件公开发布）
"""


@pytest.fixture(scope="module")
def parsed():
    return parse_document(TEXT, CatalogueEntry("opinion", "opinion.txt"))


def roles(parsed, reference):
    (clause,) = [c for c in parsed.clauses if c.reference == reference]
    return [(one.agency, one.role) for one in clause.responsibilities]


def test_an_opinion_has_its_parts_items_and_points(parsed):
    assert [(c.reference, c.heading, c.parent) for c in parsed.clauses] == [
        ("序言", "序言", None),
        ("一", "总体要求", None),
        ("二", "促进内外贸规则制度衔接融合", None),
        ("二(一)", "促进内外贸标准衔接", "二"),
        ("二(二)", "促进内外贸检验认证衔接", "二"),
        ("二(二)1", "完善合格评定服务贸易便利化信息平台", "二(二)"),
        (
            "二(二)2",
            "深化共建“一带一路”、区域全面经济伙伴关系协定（RCEP）等框架下检验检疫国际合作",
            "二(二)",
        ),
        ("二(三)", "促进内外贸监管衔接", "二"),
        ("三", "保障措施", None),
        ("三(四)", "加强组织领导", "三"),
        ("三(五)", "强化评估", "三"),
    ]


def test_an_opinion_states_its_metadata(parsed):
    document = parsed.document
    assert document.title == "国务院办公厅关于加快内外贸一体化发展的若干意见"
    assert document.title_source == "the text"
    assert document.issuers == ("国务院办公厅",)
    assert document.document_number == "国办发〔2023〕42号"
    assert document.issued_on == date(2023, 12, 7)
    assert document.published_on is None
    assert document.status is Status.NOT_STATED
    assert document.level is Level.NATION
    assert document.place == "全国"
    assert document.addressees == (
        "各省、自治区、直辖市人民政府",
        "国务院各部委、各直属机构",
    )


def test_the_brackets_of_an_opinion_name_leads_and_sharers(parsed):
    assert roles(parsed, "二(一)") == [
        ("市场监管总局", Role.LEAD),
        ("工业和信息化部", Role.PARTICIPANT),
        ("农业农村部", Role.PARTICIPANT),
        ("商务部", Role.PARTICIPANT),
    ]
    assert roles(parsed, "二(二)1") == [("市场监管总局", Role.JOINT), ("商务部", Role.JOINT)]
    assert roles(parsed, "二(二)2") == [("海关总署", Role.SOLE)]
    assert roles(parsed, "二(三)") == [
        ("商务部", Role.JOINT),
        ("中央网信办", Role.JOINT),
        ("国家发展改革委", Role.JOINT),
        ("中国贸促会", Role.JOINT),
        ("各省、自治区、直辖市人民政府", Role.JOINT),
    ]


def test_the_prose_of_an_opinion_names_a_body_and_calls_on_groups(parsed):
    clause = next(c for c in parsed.clauses if c.reference == "三(四)")
    assert roles(parsed, "三(四)") == [("商务部", Role.NAMED)]
    assert clause.also_involved == ("各地区", "各有关部门", "有关部门")
    assert clause.responsibilities[0].words == "商务部要会同有关部门加强协调指导。"


def test_a_phrase_of_a_bracket_that_says_when_is_the_deadline(parsed):
    deadlines = {c.reference: c.deadline for c in parsed.clauses if c.deadline}
    assert deadlines == {"二(二)1": "2024年12月底前"}


def test_the_signature_belongs_to_the_preface(parsed):
    preface, *_, last = parsed.clauses
    assert last.text == "（五）强化评估。重大情况及时向国务院报告。"
    assert preface.text.endswith("国务院办公厅\n2023年12月7日\n（此件公开发布）")
    assert preface.lines == (1, 4)
    assert preface.lines_of("2023年12月7日") == (19, 19)
