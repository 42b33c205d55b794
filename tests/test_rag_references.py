"""Clause references as people say them."""

import pytest

from corpus.parse import CatalogueEntry, parse_document
from rag.cite import spoken
from rag.references import spoken_reference
from rag.resolve import resolve


def parsed(name, text, **entry):
    return parse_document(text, CatalogueEntry(name, f"{name}.txt", **entry))


PLAN = parsed(
    "plan",
    """关于印发《甘肃省物流工作方案》的通知
甘政办发〔2021〕3号
现将方案印发给你们。
一、总体要求
坚持市场主导。
二、重点任务
(一)完善网络。
1.建设枢纽。建设两个枢纽。(责任单位:省商务厅)
2.畅通末端。设立村级站点。
(二)提升服务。
1.推广电子运单。
三、保障措施
(一)加强领导。
1.统筹协调。
(1)统一标准。
(2)共享车辆。
""",
)
POINTS = parsed(
    "points",
    """兰州市2024年工作要点
一、政务环境
1.一件事。
2.热线提质。
二、市场环境
3.公平竞争。
4.清理欠款。
""",
)
OTHER_POINTS = parsed("other", "一、任务\n4.第四件事。\n5.第五件事。\n")
RULES = parsed(
    "rules",
    """青海省市场条例
第一章 总则
第一条 为了规范市场,制定本条例。
第二条 本省市场适用本条例。
第二章 经营
第十条 经营者应当登记。
第十条之一 网络经营者应当公示。
第十二条 市场开办者应当建档。
""",
)


LONG_RULES = parsed(
    "long-rules",
    "兰州市快递条例\n第一章 总则\n"
    + "".join(f"第{n}条 快递应当合规,事项{n}。\n" for n in ("一", "二", "三"))
    + "第二章 经营和服务\n第一节 许可\n"
    + "".join(f"第{n}条 快递应当合规,事项{n}。\n" for n in ("四", "五"))
    + "第二节 服务\n"
    + "".join(f"第{n}条 快递应当合规,事项{n}。\n" for n in ("六", "七", "八")),
)
CHAPTERED = parsed(
    "chaptered",
    """青海省商务发展规划
第一部分 发展基础
一、主要成就
二、存在问题
第二部分 重点任务
一、建设商圈
(一)改造老街。改造五条老街。
1.改造路面。
2.改造管网。
①先改排水。
②再改供热。
(二)引进首店。引进首店十家。
二、组织实施
(一)加强领导。成立专班。
(二)开展督查。每季督查。
""",
)
ANNEXED = parsed(
    "annexed",
    """关于印发《宁夏冷链工作方案》的通知
宁商发〔2023〕7号
一、总体思路。坚持统筹。
二、重点任务
(一)建设冷库。新建冷库。
(二)培育企业。培育企业。
三、保障措施
(一)加强领导。成立专班。
(二)强化考核。每年考核。
附件
宁夏冷链工作实施步骤
一、动员部署阶段(2023年3月-6月)。完成动员。
二、全面实施阶段(2023年7月-12月)。全面实施。
三、考核验收阶段(2024年1月-3月)。组织验收。
""",
)
TWO_ANNEXES = parsed(
    "two-annexes",
    """关于开展试点的通知
一、认真组织。各地要重视。
二、及时报送。每月报送。
附件1
申报指南
一、申报条件。符合条件。
二、申报材料。提交材料。
附件2
评审办法
一、评审方式。专家评审。
二、评审标准。按标准评审。
三、结果公示。公示五日。
""",
)


def said(question, document=PLAN):
    """Return the references of the clauses that a question names; None where it names none."""
    reference = spoken_reference(question)
    return (
        None if reference is None else [c.reference for c in resolve(reference, document.clauses)]
    )


@pytest.mark.parametrize(
    "question",
    [
        "二(一)2说了什么",
        "二\uff08一\uff09\uff12说了什么",  # full width
        "第二部分\uff08一\uff09第\uff12条",
        "二(一)2講什麼",
        "二、(一)2是什么内容",
        "第二部分第(一)条第2点怎么规定",
        "第二部分第一条第二点",
        "第二大部分(一)里的第2项",
        "第2部分第1项第2条",
        "第二章第一节第二条",
        "第二部分第(一)项第2条的原文",
        "第二部分(一)底下第2点",
        "第二部分(一)里头第2点",
        "what does clause 2(1)2 say?",
        "Clause 2 (1) 2, please",
        "section 2.1.2 of the plan",
        "item 2 of section 1 of part 2",
        "part two, section one, item two",
        "part II, section 1, item 2",
        "the second item of the first section of the second part",
    ],
)
def test_a_clause_is_found_by_every_usual_way_to_say_its_number(question):
    assert said(question) == ["二(一)2"]


@pytest.mark.parametrize(
    ("question", "references"),
    [
        ("第三部分第(一)项第1条第(2)点", ["三(一)1(2)"]),
        ("三(一)1(2)讲什么", ["三(一)1(2)"]),
        ("clause 3(1)1(2)", ["三(一)1(2)"]),
        ("第三部分", ["三"]),
        ("part 3", ["三"]),
        ("序言写了什么", ["序言"]),
        ("the preamble", ["序言"]),
    ],
)
def test_a_reference_may_be_deep_or_shallow(question, references):
    assert said(question) == references


def test_a_number_that_runs_through_the_parts_is_found_alone_and_with_its_part():
    assert said("第3条说什么", POINTS) == ["二3"]
    assert said("第二部分第4项", POINTS) == ["二4"]
    assert said("item 3", POINTS) == ["二3"]


@pytest.mark.parametrize(
    "question", ["第十二条怎么规定", "第12条怎么规定", "what does article 12 say?"]
)
def test_an_article_is_found_by_its_number_in_either_script(question):
    assert said(question, RULES) == ["第十二条"]


def test_an_ambiguous_number_means_every_clause_that_carries_it():
    both = [*POINTS.clauses, *OTHER_POINTS.clauses]
    found = resolve(spoken_reference("第4项是什么"), both)
    assert [clause.clause_id for clause in found] == ["points#二4", "other#一4"]


def test_a_number_that_no_clause_carries_names_nothing():
    assert said("第99条是什么") == []
    assert said("三(九)是什么") == []


@pytest.mark.parametrize(
    "question",
    [
        "第三方物流由谁负责",
        "十四五期间的目标是什么",
        "“十三五”规划说了什么",
        "第一批试点有哪些",
        "到2025年建设多少个站点",
        "三年行动计划的目标",
        "一件事集成办理谁牵头",
        "三农工作由谁负责",
        "12345热线由谁负责",
        "第二产业的增加值",
        "the first batch of pilots",
        "third-party logistics",
        "the 14th Five-Year Plan",
        "step 2 of the rollout",
    ],
)
def test_numbers_that_count_other_things_are_no_references(question):
    assert spoken_reference(question) is None


def test_a_clause_of_a_law_resolves_from_the_wording_of_its_citation():
    for reference in ("第一条", "第二条", "第十二条"):
        assert said(f"{spoken(reference)}的内容是什么?", RULES) == [reference]


def test_every_leaf_of_the_shipped_documents_resolves_from_the_wording_of_its_citation(shipped):
    for document in shipped.parsed:
        for clause in _leaves(document):
            said_as = f"{spoken(clause.reference)}的内容是什么?"
            found = resolve(spoken_reference(said_as), document.clauses)
            assert clause in found, clause.clause_id


def _leaves(document):
    parents = {clause.parent for clause in document.clauses}
    return [clause for clause in document.clauses if clause.reference not in parents]


@pytest.mark.parametrize(
    ("question", "references"),
    [
        ("完善网络那块(二(一))第2小点原文", ["二(一)2"]),
        ("二(一)讲什么", ["二(一)"]),  # and not what ends alike
        ("三的内容是什么", ["三"]),
        ("2024年第2季度", None),
        ("十四五2025年目标", None),
        ("二5个城市", None),
    ],
)
def test_references_of_unusual_form(question, references):
    assert said(question) == references


@pytest.mark.parametrize(
    ("question", "references"),
    [("兰州二3讲什么", ["二3"]), ("第1条", ["一1", "一"]), ("第一部分", ["一"])],
)
def test_a_number_that_runs_through_the_parts(question, references):
    assert said(question, POINTS) == references


@pytest.mark.parametrize(
    "question",
    [
        *("二、(一)、2写了什么", "二.一.2", "二.1.2讲什么", "二、1、2是什么内容", "2.1.2 please"),
        *("二/(一)/2", "二、㈠、2", "二(1)②", "二(一)二", "二(一)第二小点", "貳、(一)、2"),
        *("第二大块、第一小块的第2点念一下", "第二部分第一块第二小点", "二大点一小块第2条"),
        *("二大点一小节二小点", "二部分(一)2", "第二个部分里面的第一项,第2点", "第2部分之(一)之2"),
        *("二部分的第(一)条第2点", "工作方案里的二(一)2,讲什么", "第二編第一節第二條"),
        *("section II (1) 2", "Read me II (1) 2", "II.1.2", "clause 2 (1) point 2", "Part 2(1), item 2"),
        *("point 2 of 二(一)", "point 2 under section (1) of part two", "item 2, section 1, part 2"),
        *("sub-section (1) of part II, second point", "part 2, sub-section 1, 2nd bullet"),
        *("part 2's section (1), give me point 2", "In part 2 (1), what is the second item?"),
        *("第二部份第(一)條第2點", "第二部分第(一)条,请念一下第2点", "2.(1).2讲什么", "二(一)2、3讲什么"),
        *("二(一)2和二(二)1分别讲什么", "paragraph 3 of clause 二(一)2", "二(一)2的第二段"),
        *("paragraph 2 of section 1 of chapter 2", "the second paragraph in part two, section (1)"),
    ],
)  # fmt: skip
def test_parts_points_and_brackets_are_said_in_many_ways(question):
    assert said(question) == ["二(一)2"]


@pytest.mark.parametrize(
    ("question", "references"),
    [
        ("第二部分第一条的①", ["二(一)1"]),
        ("三(一)1②", ["三(一)1(2)"]),
        ("三(一)1第(2)点", ["三(一)1(2)"]),
        ("第(二)项第1条", ["二(二)1"]),  # which part was left out
        ("(二)1讲什么", ["二(二)1"]),
        ("第(二)项", ["二(二)", "三(一)1(2)"]),
        ("item (2)", ["二(二)", "三(一)1(2)"]),
        ("二(一)、(二)讲什么", ["二(一)"]),
        ("第一部分、第三部分分别讲什么", ["一"]),
        ("part 1, part 3", ["一"]),
    ],
)
def test_deep_points_and_points_without_their_part(question, references):
    assert said(question) == references


@pytest.mark.parametrize(
    ("question", "references"),
    [
        ("第二部分的最后一条", ["二(二)1"]),
        ("第二部分最后面那一条", ["二(二)1"]),
        ("第二部分倒数第二条讲什么", ["二(一)2"]),
        ("第二部分的倒数第3点", ["二(一)1"]),
        ("第二部分的最后一节", ["二(二)"]),
        ("最后一部分讲什么", ["三"]),
        ("第二部分的头一条", ["二(一)1"]),
        ("第二部分首条", ["二(一)1"]),
        ("二(一)的末条", ["二(一)2"]),
        ("方案的最后一条", ["三(一)1(2)"]),
        ("最後一部分的第一條", ["三(一)"]),
        ("第二部分倒数第九条", []),
        ("the last point of part two", ["二(二)1"]),
        ("part two, final item", ["二(二)1"]),
        ("the second-to-last point of part two", ["二(一)2"]),
        ("the penultimate clause in part 2", ["二(一)2"]),
        ("the last but one item of part 2", ["二(一)2"]),
        ("the third from last point of part 2", ["二(一)1"]),
        ("the last section of part two", ["二(二)"]),
        ("the last point of the plan", ["三(一)1(2)"]),
        ("what does the last clause say?", ["三(一)1(2)"]),
    ],
)
def test_the_last_clause_of_a_part_is_its_last_leaf(question, references):
    assert said(question) == references


@pytest.mark.parametrize(
    ("question", "references"),
    [
        ("“重点任务”那部分的最后一点", ["二(二)1"]),
        ("重点任务部分第二条", ["二(二)"]),
        ("保障措施里的第(一)条", ["三(一)"]),
        ("完善网络那块第2小点", ["二(一)2"]),
        ("完善網絡那一節的第2點", ["二(一)2"]),
        ("加强领导部分倒数第二点", ["三(一)1(1)"]),
        ("重点任务在第三部分吗", ["三"]),
        ("任务那部分的最后一条", ["二(二)1"]),
        ("甘肅方案保障那一塊的第(一)條", ["三(一)"]),
        ("提升那一节的第1点", ["二(二)1"]),
        ("“完善网络”一条第2点", ["二(一)2"]),
        ("说到重点任务,三(一)1的原文呢", ["三(一)1"]),
    ],
)
def test_a_part_may_be_named_by_its_heading(question, references):
    assert said(question) == references


@pytest.mark.parametrize(
    ("question", "move"),
    [
        *(("二(一)2的下一条说什么", 1), ("二(一)2后面那条", 1), ("二(一)2之后的那一条", 1)),
        *(("第二部分第(一)条第2点的上一条", -1), ("二(一)2前面一条", -1), ("二(一)2的后一项", 1)),
        *(("the clause after 二(一)2", 1), ("the item right before 2(1)2", -1)),
        *(("the one following clause 2(1)2", 1), ("方案里the clause after 2(1)2", 1), ("what comes after item 2 of 二(一)?", 1)),
        *(("二(一)2讲什么", 0), ("二(一)2上面写的什么", 0)),
    ],
)  # fmt: skip
def test_a_reference_may_count_on_from_another(question, move):
    assert spoken_reference(question).move == move
    assert said(question) == ["二(一)2"]


@pytest.mark.parametrize(
    ("question", "references"),
    [
        *(("第廿三條寫了甚麼", ["三23"]), ("第卅一条", ["四31"]), ("第廿條", ["三20"])),
        *(("第23条", ["三23"]), ("第二十三條", ["三23"]), ("第二十三项", ["三23"])),
        *(("item 23", ["三23"]), ("article twelve", ["二12"]), ("the 23rd item", ["三23"]), ("item twenty-three", ["三23"]), ("the twenty-third item", ["三23"])),
        *(("23号任务全文", ["三23"]), ("条款23", ["三23"]), ("item #23", ["三23"]), ("23条说的什么", ["三23"]), ("what does no. 23 say?", ["三23"])),
        *(("第二部分第3条", ["二12"]), ("第二部分的第三小点", ["二12"])),  # the third one there
        *(("第三部分的最后一条", ["三30"]), ("the last item of part three", ["三30"])),
        *(("第三部分倒数第二条", ["三29"]), ("part 3, item 2", ["三19"])),
    ],
)  # fmt: skip
def test_items_that_run_through_the_parts_are_found_by_number_or_by_place(
    question, references, shipped
):
    [running] = [one for one in shipped.parsed if any(c.reference == "四35" for c in one.clauses)]
    assert said(question, running) == references


@pytest.mark.parametrize(
    ("question", "references"),
    [
        *(("第十条", ["第十条"]), ("第十条之一讲什么", ["第十条之一"]), ("第10条之一", ["第十条之一"])),
        *(("第十二条第二款", ["第十二条"]), ("paragraph 2 of article 12", ["第十二条"])),
        *(("第十二条第(三)项", ["第十二条"]), ("第二章第十条", ["第十条"])),
        *(("article 99", []), ("第二章第九十九条", [])),
    ],
)  # fmt: skip
def test_an_article_holds_its_paragraphs(question, references):
    assert said(question, RULES) == references


@pytest.mark.parametrize(
    ("question", "references"),
    [
        *(("第二章讲什么", [f"第{n}条" for n in "四五六七八"]), ("第八条", ["第八条"])),
        *(("第二章第二节", [f"第{n}条" for n in "六七八"]), ("第二章第一条", ["第四条"])),
        *(("第二章的最后一条", ["第八条"]), ("经营和服务那章的第二条", ["第五条"])),
        *(("第二章第二节头一条", ["第六条"]), ("the last article of chapter one", ["第三条"])),
    ],
)  # fmt: skip
def test_the_chapters_of_a_law_hold_its_articles(question, references):
    assert said(question, LONG_RULES) == references


@pytest.mark.parametrize(
    ("question", "references"),
    [
        *(("第二部分一(一)2①", ["第二部分一(一)2①"]), ("第二部分第一大点第(一)项", ["第二部分一(一)"])),
        *(("第二部分第一条第二点", ["第二部分一(二)"]), ("组织实施那部分的最后一点", ["第二部分二(二)"])),
        *(("part two, section 1, item (1), point 2, bullet 2", ["第二部分一(一)2②"]),),
        *(("part 2.1.1", ["第二部分一(一)"]), ("第二部分的最后一部分", ["第二部分二"])),
    ],
)  # fmt: skip
def test_parts_with_parts_of_their_own(question, references):
    assert said(question, CHAPTERED) == references


@pytest.mark.parametrize(
    ("question", "references"),
    [
        *(("附件里的第二阶段", ["附件二"]), ("那个附件,第二阶段安排了什么?", ["附件二"])),
        *(("附件里第二个阶段的内容", ["附件二"]), ("附件二", ["附件二"]), ("附件第二部分", ["附件二"])),
        *(("附件的最后一条", ["附件三"]), ("附件最後一個階段", ["附件三"]), ("附件", ["附件"])),
        *(("附件里的考核验收阶段讲什么", ["附件三"]), ("附件中考核阶段", ["附件三"])),
        *(("step two of the annex", ["附件二"]), ("annex two", ["附件二"]), ("the annex, stage 3", ["附件三"])),
        *(("the second phase in that annex", ["附件二"]), ("the last step of the annex", ["附件三"])),
        *(("附件九", []), ("保障措施的最后一点", ["三(二)"]), ("第二部分的最后一条", ["二(二)"])),
        *(("重点任务第二条", ["二(二)"]), ("第一部分", ["一"]), ("第二阶段", ["附件二"])),
    ],
)  # fmt: skip
def test_the_stages_of_the_only_annex(question, references):
    assert said(question, ANNEXED) == references


COUNTED_STAGES = parsed(
    "counted-stages",
    """关于印发《宁夏冷链工作方案》的通知
宁商发〔2023〕7号
一、总体思路。坚持统筹。
附件
宁夏冷链工作实施步骤
一、工作原则。坚持统筹。
二、第一阶段(2023年3月-6月)。完成动员。
三、第二阶段(2023年7月-12月)。全面实施。
四、总结评估阶段(2024年1月-3月)。组织验收。
五、经费安排。由财政安排。
""",
)


@pytest.mark.parametrize(
    ("question", "references"),
    [
        ("第一阶段做什么", ["附件二"]),
        ("第2阶段做什么", ["附件三"]),
        ("stage two", ["附件三"]),
        ("the second phase", ["附件三"]),
        # The last is the last that is headed as a stage, however it is called.
        ("最后一个阶段做什么", ["附件四"]),
        ("末了那阶段做什么", ["附件四"]),
        ("收官那一段要干什么", ["附件四"]),
        ("最后收尾的阶段", ["附件四"]),
        ("收口阶段", ["附件四"]),
        ("the wrap-up stage", ["附件四"]),
        ("in the final, summing-up stage", ["附件四"]),
        ("the last phase", ["附件四"]),
    ],
)
def test_a_stage_is_what_is_headed_so_and_not_what_is_numbered_so(question, references):
    assert said(question, COUNTED_STAGES) == references
    assert spoken_reference(question).is_stage


@pytest.mark.parametrize("question", ["第二阶段", "phase 2", "最后一个阶段", "the wrap-up stage"])
def test_a_stage_names_nothing_where_no_annex_has_one(question):
    assert said(question, PLAN) == []
    if "2" not in question and "二" not in question:  # the second of what an annex numbers is one
        assert said(question, TWO_ANNEXES) == []
    assert spoken_reference(question).is_stage


@pytest.mark.parametrize(
    "question", ["附件二", "最后一条讲什么", "第二部分", "任务表第二行", "附件"]
)
def test_other_references_are_no_stages(question):
    assert not spoken_reference(question).is_stage


TABLED = parsed(
    "tabled",
    """关于印发《宁夏县域商业工作方案》的通知
宁商发〔2023〕7号
一、目标。建设网点。
二、措施。培育企业。
附件
任务分工表
序号 | 任务 | 责任单位
1 | 编制规划 | 县商务局
2 | 改造集市 | 县住建局
3 | 培训店主 | 县邮政局
""",
)


@pytest.mark.parametrize(
    ("question", "references"),
    [
        ("任务表第二行", ["附件#2"]),
        ("任务分工表里的第二项", ["附件#2"]),
        ("表里第三行", ["附件#3"]),
        ("表格中第3行", ["附件#3"]),
        ("row 2 of the table", ["附件#2"]),
        ("the second row of the table", ["附件#2"]),
        ("分工表第九行", []),
        ("第二行", None),  # of what is not said
    ],
)
def test_who_speaks_of_a_table_means_a_row_of_the_annex(question, references):
    assert said(question, TABLED) == references


@pytest.mark.parametrize(
    ("question", "references"),
    [
        *(("附件2", ["附件2"]), ("附件二第三条", ["附件2三"]), ("附件2的最后一条", ["附件2三"])),
        *(("第二个附件第一点", ["附件2一"]), ("annex 1, item 2", ["附件1二"]), ("附件", ["附件1", "附件2"])),
        *(("item 2 of annex 2", ["附件2二"]), ("the second annex", ["附件2"]), ("第二条", ["二"])),
        *(("附件里的第三条", ["附件2三"]), ("第三条", ["附件2三"])),  # no other text has one
        *(("附件里评审标准怎么规定", ["附件2二"]), ("附件一申报材料", ["附件1"])),
    ],
)  # fmt: skip
def test_an_annex_has_numbers_of_its_own(question, references):
    assert said(question, TWO_ANNEXES) == references


@pytest.mark.parametrize(
    "question",
    ["附件#3", "附件第3行", "附件里序号3", "附件第3项", "附件任务表的第三行", "row 3 of the annex"],
)
def test_a_row_of_a_table_of_tasks_is_found_by_its_number(question):
    annex = next(c for c in ANNEXED.clauses if c.reference == "附件")
    rows = [
        annex.model_copy(update={"reference": f"附件#{n}", "parent": "附件", "heading": ""})
        for n in range(1, 5)
    ]
    assert [c.reference for c in resolve(spoken_reference(question), [annex, *rows])] == ["附件#3"]


@pytest.mark.parametrize(
    "question",
    [
        *("2023-2025年的目标", "“1+4+N”是什么", "48+14+30指什么", "要建3个中心吗", "十四五规划说了什么"),
        *("第一批名单", "第一年做什么", "第二批试点县", "增长2.5%是什么要求", "2025年3月1日前要完成什么"),
        *("第一季度的目标", "第一责任人是谁", "第一时间报告谁", "第二条件是什么", "第一项目部在哪"),
        *("一二三产业融合怎么说", "三项措施是什么", "前三条讲什么", "这两条有什么区别", "分三部分推进吗"),
        *("最后一公里怎么解决", "最后一点,谁牵头?", "首条航线什么时候开", "头一年干什么", "末端配送谁管"),
        *("5条12项任务谁负责", "1.5亿元怎么用", "国办发〔2021〕42号怎么说", "3月底前要报什么", "24小时服务"),
        *("请问:(1)谁牵头?(2)期限多长?", "第三方面向谁", "第一节点城市有哪些", "一站式服务怎么写"),
        *("“完善网络”一条写了什么", "完善网络一项的内容", "有一点要求是什么", "提升服务这一节讲什么"),
        *("三北工程第2期", "20条以上线路怎么说", "12345热线", "第5号公告", "一带一路讲了什么", "二氧化碳"),
        *("One last point: who leads it?", "a 3 point plan", "the last two points", "a point of 2.5 percent"),
        *("is there any part I should read?", "the first part of the year", "2.5 km", "No. 42 [2018]"),
        *("in 2023-2025", "by 1 March 2025", "48+14+30 counties", "the first batch", "24/7 service", "4 parts"),
        *("v2.3.6是什么", "24.5.1发布的要求是什么", "任务有3项谁负责", "items in 3 counties", "point of 5 in 2025"),
    ],
)  # fmt: skip
def test_figures_and_ordinals_of_other_things_are_no_references(question):
    assert spoken_reference(question) is None


def test_clauses_of_several_documents_are_all_kept():
    both = [*PLAN.clauses, *ANNEXED.clauses]
    found = resolve(spoken_reference("二(二)怎么说"), both)
    assert [clause.clause_id for clause in found] == ["plan#二(二)", "annexed#二(二)"]
