"""Questions that lean on the answer before: on the places below, on places spoken of, on two sides."""

import pytest
from small_documents import clause, context

from corpus.parse import CatalogueEntry, parse_document
from rag.retrieve import ScoredClause, in_documents_spoken_of
from rag.types import Intent


def plan(name, place, title, body):
    return parse_document(
        f"{place}省人民政府办公厅关于印发《{place}省{title}》的通知\n一、重点任务\n{body}",
        CatalogueEntry(name, f"{name}.txt", place=place, title_en=f"{place} {name} plan"),
    )


GANSU = plan(
    "gansu",
    "甘肃",
    "渔业方案",
    "(一)清理河道淤泥。清理四十公里,疏通北京到西安的水路。"
    "(省水利厅牵头,省财政厅、各市(州)人民政府配合)\n"
    "(二)发放渔船执照。执照每两年换发,评为国家级。(责任单位:省农业农村厅)\n"
    "(三)栽种柳树。栽种柳树四百亩。(责任单位:省林业厅、各级人民政府)\n",
)
# Two documents of one place, of which one is on the same topics.
FISHERY = plan(
    "qinghai-fishery",
    "青海",
    "渔业方案",
    "(一)清理河道淤泥。清理九公里。(责任单位:省生态环境厅)\n"
    "(二)发放渔船执照。执照评为省级。(责任单位:省公安厅)\n",
)
TRADE = plan(
    "qinghai-trade",
    "青海",
    "商贸方案",
    "(一)开办集市。集市每月一次。(责任单位:省商务厅)\n"
    "(二)修建冷库。修建冷库三座。(责任单位:省粮食局)\n",
)


@pytest.fixture(scope="module")
def ask(assistant_on):
    assistant = assistant_on(GANSU, FISHERY, TRADE)
    return lambda *turns: assistant.answer(turns)[-1]


def found(answer):
    return [f"{c.document}#{c.clause}" for c in answer.citations]


SILT, LICENCES, WILLOWS = (
    f"甘肃{what}由谁负责?" for what in ("清理河道淤泥", "发放渔船执照", "栽种柳树")
)


@pytest.mark.parametrize(
    ("first", "clause", "verdict"),
    [
        (SILT, "gansu#一(一)", "yes"),  # 各市(州)人民政府
        (LICENCES, "gansu#一(二)", "no"),
        (WILLOWS, "gansu#一(三)", "yes"),  # 各级人民政府
    ],
)
@pytest.mark.parametrize(
    "question",
    [
        "那市州算不算?",
        "那市州呢?",
        "各县要不要参加?",
        "那县市在内吗?",
        "Do the cities take part as well?",
        "县政府也在内吗?",
    ],
)
def test_whether_the_places_below_take_part_is_asked_of_the_last_answer(
    ask, first, clause, verdict, question
):
    answer = ask(first, question)
    assert (answer.intent, answer.verdict) == (Intent.AGENCY, verdict)
    assert found(answer)[:1] == [clause]


def test_local_governments_on_the_list_are_those_of_the_last_answer(ask):
    answer = ask(SILT, "Are local governments on the list too?")
    assert (answer.intent, found(answer)) == (Intent.AGENCY, ["gansu#一(一)"])
    assert "各市(州)人民政府" in {one.name for one in answer.agencies}
    assert answer.verdict == "yes"


def test_places_below_with_a_topic_of_their_own_ask_of_that(ask):
    assert found(ask(SILT, "那市州要不要参加栽种柳树?"))[:1] == ["gansu#一(三)"]


@pytest.mark.parametrize(
    ("first", "refused"),
    [
        ("疏通北京到西安的水路由谁牵头?", False),
        ("江苏的渔船执照由谁负责?", True),  # no document speaks for it, nor was anything answered
    ],
)
def test_a_place_that_the_last_clause_speaks_of_is_not_asked_about_again(ask, first, refused):
    assert ask(first).refused is refused
    answer = ask(first, "那栽种柳树归谁?")
    assert answer.refused is refused
    assert found(answer) == ([] if refused else ["gansu#一(三)"])


@pytest.mark.parametrize(
    "question", ["青海也有吧,两边摆一块儿看", "青海那份也写了吧,两边放一块儿看看"]
)
@pytest.mark.parametrize("first", [SILT, LICENCES])
def test_another_place_stands_beside_the_last_answer_with_one_of_its_documents(
    ask, first, question
):
    answer = ask(first, question)
    assert answer.intent is Intent.COMPARE
    reference = found(ask(first))[0].partition("#")[2]
    assert found(answer) == [f"gansu#{reference}", f"qinghai-fishery#{reference}"]
    sides = [(side.document, side.covered) for side in answer.comparison.sides]
    assert sides == [("gansu", True), ("qinghai-fishery", True)]


@pytest.mark.parametrize("question", ["Is that the same rank?", "是同一级吗?", "哪边更高?"])
def test_what_is_asked_of_two_things_compares_the_last_two_answers(ask, question):
    answer = ask("甘肃发放渔船执照评为什么级?", "青海呢?", question)
    assert answer.intent is Intent.COMPARE
    assert set(found(answer)) == {"gansu#一(二)", "qinghai-fishery#一(二)"}


@pytest.mark.parametrize("question", ["谁牵头?", "由哪些单位负责?"])
@pytest.mark.parametrize(
    "first", [["甘肃渔业方案第一部分第(三)项讲什么?"], [LICENCES, "下一条讲什么?"]]
)
def test_a_question_without_a_topic_is_about_the_clause_that_was_pointed_at(ask, first, question):
    answer = ask(*first, question, "还有谁?")
    assert found(ask(*first, question))[:1] == ["gansu#一(三)"]
    assert found(answer)[:1] == ["gansu#一(三)"]


def test_another_place_after_a_clause_pointed_at_is_not_about_that_clause(ask):
    answer = ask("甘肃渔业方案第一部分第(三)项讲什么?", "那青海呢?")
    assert found(answer)[:1] != ["gansu#一(三)"]


def test_a_list_of_bad_names_is_a_topic_that_a_question_can_go_back_to(assistant_on):
    sichuan = plan(
        "sichuan",
        "四川",
        "商务方案",
        "(一)完善失信监管。建立商贩黑名单。(责任单位:省商务厅、省公安厅)\n"
        "(二)修建冷库。修建冷库三座。(责任单位:省粮食局、省商务厅)\n"
        "(三)开办集市。集市每月一次。(责任单位:省水利厅)\n",
    )
    turns = ("四川商贩黑名单由谁负责?", "四川修建冷库归谁?", "回到前面黑名单那条,除了商务厅还有谁?")
    answer = assistant_on(sichuan).answer(turns)[-1]
    assert found(answer) == ["sichuan#一(一)"]
    assert [one.name for one in answer.agencies] == ["省公安厅"]


@pytest.mark.parametrize(
    ("question", "intent"),
    [
        ("它说的三大栽种区域是哪三个?", Intent.FACT),
        ("那栽种柳树培训是面向哪些人的?", Intent.FACT),
        ("那栽种柳树培训面向谁?", Intent.FACT),
        ("那栽种柳树是哪几个?", Intent.AGENCY),
        ("那栽种柳树是哪些部门?", Intent.AGENCY),
        ("那栽种柳树呢?", Intent.AGENCY),
    ],
)
def test_things_asked_for_after_bodies_are_no_bodies(ask, question, intent):
    assert ask(LICENCES, question).intent is intent


@pytest.mark.parametrize(
    ("question", "verdict"),
    [
        ("水利的单位在不在里面?", "yes"),
        ("水利的單位在不在裡面?", "yes"),
        ("财政的部门算不算?", "yes"),
        ("民航的单位在不在里面?", "no"),
    ],
)
def test_the_body_of_a_field_is_looked_for_among_those_of_the_last_answer(ask, question, verdict):
    answer = ask(SILT, question)
    assert (answer.intent, answer.verdict) == (Intent.AGENCY, verdict)
    assert found(answer)[:1] == ["gansu#一(一)"]


@pytest.mark.parametrize(
    ("turns", "verdict"),
    [
        (("甘肃栽种柳树由谁负责?", "那甘肃发放渔船执照由谁负责?"), "no"),
        (("甘肃发放渔船执照由谁负责?", "那甘肃发放渔船执照由谁负责?"), "yes"),
    ],
)
@pytest.mark.parametrize(
    "question",
    ["Is it the same department, and nobody else?", "Is it the same department?"],
)
def test_the_same_department_is_that_of_the_answer_before_the_last(ask, turns, verdict, question):
    answer = ask(*turns, question)
    assert (answer.intent, answer.verdict) == (Intent.AGENCY, verdict)
    assert found(answer)[:1] == found(ask(*turns))[:1]


CAGES = plan(
    "ningxia",
    "宁夏",
    "网箱方案",
    "(一)推广网箱。镇里的网箱每只补助500元，村里的网箱每只补助300元，每半年验收一次。(责任单位:区农业农村厅)\n"
    "(二)防治蜂螨。每年防治两次。(责任单位:区畜牧局)\n",
)


def test_the_same_is_asked_of_another_kind_in_the_document_of_the_last_answer(assistant_on):
    assistant = assistant_on(GANSU, CAGES)
    answer = assistant.answer(["宁夏镇里的网箱每只补多少元?", "村里的呢?"])[-1]
    assert not answer.refused
    assert found(answer) == ["ningxia#一(一)"]
    assert "300元" in answer.text


@pytest.mark.parametrize(
    "question", ["说岔了,我是要问栽种柳树", "不对,我问的是栽种柳树", "那栽种柳树呢?"]
)
def test_another_thing_that_is_named_leaves_the_clause_of_the_last_answer(ask, question):
    assert found(ask(SILT, question)) == ["gansu#一(三)"]


def test_a_body_that_is_doubted_leaves_no_clause(ask):
    assert found(ask(SILT, "不是省财政厅一家在弄吗?")) == ["gansu#一(一)"]


def test_going_back_to_the_first_answer_may_ask_for_its_whole_list(ask):
    answer = ask(LICENCES, SILT, "再回头看第一个,名单完整列一遍")
    assert found(answer) == ["gansu#一(二)"]


@pytest.mark.parametrize("question", ["要是村里的呢?", "第二批呢?", "换成村里呢?"])
def test_what_if_it_were_another_is_asked_in_the_same_document(assistant_on, question):
    answer = assistant_on(GANSU, CAGES).answer(["宁夏镇里的网箱每只补多少元?", question])[-1]
    assert {one.partition("#")[0] for one in found(answer)} == {"ningxia"}


def stayed(context, *found):
    """Return the clauses in order, given as document, score and share of the question's words."""
    ranked = [
        ScoredClause(clause(name, "一", "网箱。"), score, 0.9, words, words)
        for name, score, words in found
    ]
    return [one.clause.document_id for one in in_documents_spoken_of(ranked, context)]


def test_of_documents_alike_that_which_was_spoken_of_is_meant():
    # Six tenths of the words that the nearest clause of another holds are enough.
    assert stayed(context(documents=("d",)), ("e", 9.0, 0.5), ("d", 8.0, 0.3)) == ["d", "e"]
    assert stayed(context(documents=("d",)), ("e", 9.0, 0.5), ("d", 8.0, 0.29)) == ["e", "d"]


def test_another_document_that_is_named_or_gone_back_to_stays_first():
    near = (("e", 9.0, 0.5), ("d", 8.0, 0.5))
    assert stayed(context(documents=("d",), explicit=True), *near) == ["e", "d"]
    assert stayed(context(documents=("d",), returns=True), *near) == ["e", "d"]
    assert stayed(context(documents=()), *near) == ["e", "d"]


@pytest.fixture(scope="module")
def jointly():
    text = (
        "民政部办公厅 财政部办公厅关于印发《网箱行动计划》的通知\n民办发〔2023〕3号\n一、推广网箱\n"
        "民政部办公厅 财政部办公厅\n2023年5月1日\n"
    )
    return parse_document(text, CatalogueEntry("cages", "cages.txt", title_en="Cages plan"))


@pytest.mark.parametrize(
    ("question", "verdict"), [("财政部在不在里头", "yes"), ("乡村振兴局呢", "no")]
)
def test_after_the_issuers_a_body_alone_is_asked_whether_it_is_one(
    assistant_on, jointly, question, verdict
):
    answer = assistant_on(jointly).answer(["网箱行动计划是哪些部委发的", question])[-1]
    assert (answer.intent, answer.verdict) == (Intent.STATUS, verdict)


def test_what_else_a_body_has_to_do_may_be_asked_without_a_question_word(ask):
    answer = ask("甘肃发放渔船执照由谁负责?", "除了这项,它还要干别的吗?")
    assert answer.intent is Intent.TASKS


def test_who_helps_may_be_asked_when_going_back_to_the_first_answer(ask):
    assert found(ask(SILT, LICENCES, "回到头一个,配合的有谁")) == ["gansu#一(一)"]
