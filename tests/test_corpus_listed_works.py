"""Documents that a decision ends or changes by a list."""

import pytest

from corpus.listed_works import listed_works
from corpus.parse import CatalogueEntry, parse_document

DECISION = """江北省人民政府关于废止和修改部分行政规范性文件的决定
江政发〔2025〕4号
各市、县人民政府：
经清理，省人民政府决定：
一、废止《江北省人民政府关于推进智慧农业的意见》（江政发〔2016〕31号）等3件行政规范性文件（见附件1）。
二、对《江北省茶产业发展办法》等2件行政规范性文件作出修改（见附件2）。
三、《江北省公共数据管理暂行办法》（江政规〔2022〕3号）自2027年7月1日起废止，在此之前继续有效。
四、省司法厅要做好衔接，清理《江北省立法条例》配套文件。
江北省人民政府
2025年2月28日
附件1
省人民政府决定废止的行政规范性文件目录
1.江北省人民政府关于推进智慧农业的意见（江政发〔2016〕31号）
2.江北省人民政府办公厅关于印发小龙虾产业发展规划的通知（江政办发〔2018〕20号）
附件2
省人民政府决定修改的行政规范性文件目录
一、《江北省茶产业发展办法》
（一）将第五条修改为：“茶产业主管部门制定年度计划。”
二、《江北省民营企业帮扶规定》
"""


def found(*clauses):
    return [(one.kind.value, one.work.title, one.work.number) for one in listed_works(clauses)]


def test_a_decision_ends_and_changes_what_its_sentences_and_its_annexes_name():
    document = parse_document(DECISION, CatalogueEntry("decision", "decision.txt")).document
    assert [(one.kind.value, one.title, one.number) for one in document.relations] == [
        ("repeals", "江北省人民政府关于推进智慧农业的意见", "江政发〔2016〕31号"),
        ("repeals", "江北省公共数据管理暂行办法", "江政规〔2022〕3号"),
        ("amends", "江北省茶产业发展办法", None),
        (
            "repeals",
            "江北省人民政府办公厅关于印发小龙虾产业发展规划的通知",
            "江政办发〔2018〕20号",
        ),
        ("amends", "江北省民营企业帮扶规定", None),
    ]


def test_a_row_of_a_table_names_title_and_number_in_cells_of_their_own():
    clauses = (
        "附件\n宣布失效的文件目录\n序号 | 文件名称 | 文号",
        "1 | 关于加强校车管理的通知 | 江教〔2012〕7号",
        "2 | 《江州市夜市管理办法》 | 江政办〔2013〕9号",
    )
    assert found(*clauses) == [
        ("repeals", "关于加强校车管理的通知", "江教〔2012〕7号"),
        ("repeals", "江州市夜市管理办法", None),
    ]


def test_a_list_below_a_sentence_ends_with_the_next_clause_of_its_height():
    clauses = (
        "一、下列文件予以废止：",
        "（一）关于加强校车管理的通知（江教〔2012〕7号）；",
        "二、各单位要做好宣传。",
        "（一）关于印发宣传方案的通知（江教〔2024〕1号）",
    )
    assert found(*clauses) == [("repeals", "关于加强校车管理的通知", "江教〔2012〕7号")]


@pytest.mark.parametrize(
    "clauses",
    [
        ("附件\n继续有效的文件目录", "1.关于加强校车管理的通知（江教〔2012〕7号）"),
        ("附件\n重点任务清单", "1.关于加强校车管理的通知（江教〔2012〕7号）"),
        ("一、下列文件予以废止：", "（一）要做好校车管理工作，按照通知执行。"),
    ],
)
def test_other_lists_and_sentences_end_nothing(clauses):
    assert found(*clauses) == []
