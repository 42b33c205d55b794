"""Who is responsible, in every form in which a text says so."""

import pytest

from corpus.parse import CatalogueEntry, parse_document
from rag.types import Intent

PLAN = parse_document(
    """甘肃省人民政府办公厅关于印发《甘肃省养老服务实施方案》的通知
甘政办发〔2017〕3号
各市(州)人民政府:
现将方案印发给你们。
甘肃省人民政府办公厅
2017年2月3日
甘肃省养老服务实施方案
一、重点任务
(一)建设社区食堂。每个街道建成一个食堂。(省民政厅牵头,省财政厅、省卫生计生委配合)
(二)培训护理人员。每年培训护理员两万人次。(责任单位:省人力资源社会保障厅、省民政厅、省教育厅按职责分工负责)
(三)发放高龄津贴。津贴按月发放。(责任单位:省财政厅)
(四)改造老旧电梯。三年改造电梯九百部。(省住房城乡建设厅牵头,省级有关部门和各县市区政府配合)
(五)举办重阳晚会。省文化厅负责筹办晚会。
(六)开发认知训练软件。鼓励企业开发软件。
""",
    CatalogueEntry("care", "care.txt", title_en="Gansu elderly care plan 2017"),
)


@pytest.fixture(scope="module")
def ask(assistant_on):
    assistant = assistant_on(PLAN)
    return lambda *turns: assistant.answer(turns)[-1]


def bodies(answer):
    return [(one.name, one.role.value) for one in answer.agencies]


def clause(answer):
    return answer.citations[0].clause


CANTEEN = [("省民政厅", "lead"), ("省财政厅", "participant"), ("省卫生计生委", "participant")]
TRAINING = [
    ("省人力资源社会保障厅", "joint"),
    ("省民政厅", "joint"),
    ("省教育厅", "joint"),
]


@pytest.mark.parametrize(
    ("question", "reference", "expected"),
    [
        ("社区食堂由谁牵头?", "一(一)", CANTEEN[:1]),
        ("社区食堂由哪些部门负责?", "一(一)", CANTEEN),
        ("培训护理人员由谁负责?", "一(二)", TRAINING),
        ("高龄津贴由谁负责?", "一(三)", [("省财政厅", "sole")]),
        ("重阳晚会由谁负责?", "一(五)", [("省文化厅", "named")]),
    ],
)
def test_the_bodies_of_a_clause_are_listed_with_the_role_the_text_gives_them(
    ask, question, reference, expected
):
    answer = ask(question)
    assert (answer.intent, clause(answer)) == (Intent.AGENCY, reference)
    assert bodies(answer) == expected
    assert all(name in answer.text for name, _ in expected)
    assert "[1]" in answer.text


def test_who_leads_where_the_text_marks_no_lead_gets_all_and_is_told_so(ask):
    answer = ask("培训护理人员由谁牵头?")
    assert bodies(answer) == TRAINING
    assert "没有写明牵头单位" in answer.text


def test_a_task_that_names_nobody_is_answered_with_its_clause_and_no_body(ask):
    answer = ask("认知训练软件由谁负责开发?")
    assert (answer.refused, bodies(answer), clause(answer)) == (False, [], "一(六)")
    assert "没有写明" in answer.text


def test_an_open_group_beside_a_body_is_told_but_not_listed(ask):
    answer = ask("改造老旧电梯由谁负责?")
    assert bodies(answer) == [("省住房城乡建设厅", "lead")]
    assert "省级有关部门" in answer.text
    assert "各县市区政府" in answer.text


@pytest.mark.parametrize(
    ("question", "verdict", "expected"),
    [
        ("社区食堂是省民政厅牵头吗?", "yes", CANTEEN[:1]),
        ("社区食堂是省财政厅牵头吗?", "no", CANTEEN[:1]),
        ("社区食堂由省公安厅牵头,对吗?", "no", CANTEEN[:1]),
        ("高龄津贴是省财政厅负责吗?", "yes", [("省财政厅", "sole")]),
        ("高龄津贴由省民政厅负责吗?", "no", [("省财政厅", "sole")]),
        ("培训护理人员只由省民政厅一家负责吗?", "partly", TRAINING),
        ("高龄津贴只由省财政厅一家负责吗?", "yes", [("省财政厅", "sole")]),
    ],
)
def test_a_guess_gets_its_verdict_and_the_bodies_that_the_text_names(
    ask, question, verdict, expected
):
    answer = ask(question)
    assert answer.verdict is not None
    assert (answer.verdict.value, bodies(answer)) == (verdict, expected)


@pytest.mark.parametrize(
    ("question", "first_words"),
    [
        ("社区食堂由省公安厅牵头,对吗?", "不是"),
        ("社区食堂是省财政厅牵头吗?", "不是"),
        ("社区食堂是省民政厅牵头吗?", "是的"),
        ("培训护理人员只由省民政厅一家负责吗?", "不完全是"),
        ("Is the Gansu Department of Public Security responsible for 社区食堂?", "No"),
    ],
)
def test_the_first_words_say_whether_a_guess_is_right(ask, question, first_words):
    assert ask(question).text.startswith(first_words)


def test_a_body_that_takes_part_is_confirmed_as_taking_part(ask):
    answer = ask("省财政厅参与社区食堂吗?")
    assert answer.verdict.value == "yes"
    assert ("省财政厅", "participant") in bodies(answer)


def test_an_open_question_wants_no_verdict(ask):
    assert ask("社区食堂由谁牵头?").verdict is None


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        ("除了省民政厅,社区食堂还有谁负责?", CANTEEN[1:]),
        ("Besides the Department of Civil Affairs, who else is involved in 社区食堂?", CANTEEN[1:]),
    ],
)
def test_asked_who_else_the_body_left_out_is_not_listed(ask, question, expected):
    assert bodies(ask(question)) == expected


def test_an_english_answer_names_bodies_with_their_english_beside(ask):
    answer = ask("Who is responsible for 社区食堂?")
    assert answer.language.value == "en"
    for one in answer.agencies:
        assert one.name_en
        assert f"{one.name}** ({one.name_en})" in answer.text


def test_a_traditional_answer_keeps_the_names_of_its_agencies_in_simplified(ask):
    answer = ask("培訓護理人員由誰負責?")
    assert bodies(answer) == TRAINING
    assert "省人力資源社會保障廳" in answer.text
    assert answer.citations[0].quote in answer.citations[0].clause_text


def test_a_body_that_was_renamed_is_noted_as_not_from_the_document_with_its_source(ask):
    text = ask("社区食堂由哪些部门负责?").text
    note = text[text.index("不出自文件") :]
    assert "省卫生计生委 → " in note
    assert "卫生健康委" in note
    assert "2018" in note


def test_a_body_is_meant_by_an_old_name_too(ask):
    assert ask("社区食堂是省卫生健康委参与吗?").verdict.value == "yes"
