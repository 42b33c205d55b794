"""What a question asks, alone and after others."""

import pytest
from topic_rules import NOTHING_ALONE

from corpus.library import Corpus
from corpus.parse import CatalogueEntry, parse_document
from rag.assistant import Assistant
from rag.knowledge import Knowledge
from rag.language import language_of
from rag.query import Focus, ValueKind
from rag.types import Intent, Language
from rag.understand import understand
from rag.wording import CORRECTS, NOT_MEANT


def plan(name, place, year, body):
    return parse_document(
        f"{place}省人民政府办公厅关于印发《{place}省{year}年渔业方案》的通知\n一、重点任务\n{body}"
        f"{place}省人民政府办公厅\n{year}年1月2日\n",
        CatalogueEntry(name, f"{name}.txt", place=place, title_en=f"{place} fishery plan"),
    )


GANSU = plan(
    "gansu",
    "甘肃",
    2020,
    "(一)清理河道淤泥。清理四十公里。(省水利厅牵头,省财政厅配合)\n"
    "(二)发放渔船执照。执照每两年换发。(责任单位:省农业农村厅)\n",
)
QINGHAI = plan(
    "qinghai",
    "青海",
    2021,
    "(一)清理河道淤泥。清理九公里。(责任单位:省生态环境厅)\n"
    "(二)发放渔船执照。(责任单位:省公安厅)\n",
)
LIBRARY = Knowledge(Corpus((GANSU, QINGHAI))).library


@pytest.fixture(scope="module")
def assistant(assistant_on) -> Assistant:
    return assistant_on(GANSU, QINGHAI)


@pytest.fixture(scope="module")
def ask(assistant):
    return lambda *turns: assistant.answer(turns)[-1]


def alone(question):
    return understand(question, None, LIBRARY)


def found(answer):
    return [f"{c.document}#{c.clause}" for c in answer.citations]


@pytest.mark.parametrize(
    ("question", "intent"),
    [
        ("清理河道淤泥由谁牵头?", Intent.AGENCY),
        ("渔船执照找哪个部门?", Intent.AGENCY),
        ("Which department handles fishing licences?", Intent.AGENCY),
        ("省水利厅有哪些任务?", Intent.TASKS),
        ("What is the Department of Water Resources responsible for?", Intent.TASKS),
        ("清理河道多少公里?", Intent.FACT),
        ("渔船执照怎么换发?", Intent.FACT),
        ("第一部分第(一)项怎么规定?", Intent.LOOKUP),
        ("What does clause 1(1) say?", Intent.LOOKUP),
        ("甘肃和青海的渔船执照有什么区别?", Intent.COMPARE),
        ("Compare Gansu and Qinghai on fishing", Intent.COMPARE),
        ("《甘肃省2020年渔业方案》还有效吗?", Intent.STATUS),
        ("甘肃的方案是谁印发的?", Intent.STATUS),
        ("When was the Gansu plan issued?", Intent.STATUS),
        ("你好", Intent.GREETING),
    ],
)
def test_the_words_of_a_question_say_what_kind_of_thing_is_asked(question, intent):
    assert alone(question).intent is intent


@pytest.mark.parametrize(
    ("question", "focus"),
    [
        ("清理河道由谁牵头?", Focus.LEAD),
        ("Who leads the dredging?", Focus.LEAD),
        ("清理河道由哪些部门负责?", Focus.ALL),
        ("除了省水利厅,清理河道还有谁负责?", Focus.OTHERS),
        ("Who else is involved in dredging?", Focus.OTHERS),
    ],
)
def test_the_words_of_a_question_say_which_bodies_are_asked_for(question, focus):
    assert alone(question).focus is focus


@pytest.mark.parametrize(
    ("question", "proposes"),
    [
        ("清理河道是省水利厅牵头吗?", True),
        ("清理河道由省水利厅牵头,对吧?", True),
        ("Is the Department of Water Resources responsible?", True),
        ("清理河道由谁牵头?", False),
        ("省财政厅在清理河道中配合哪个部门?", False),
        ("省水利厅有哪些任务?", False),
    ],
)
def test_a_question_that_names_a_body_to_be_confirmed_wants_a_verdict(question, proposes):
    assert alone(question).proposes is proposes


@pytest.mark.parametrize(
    ("question", "intent", "kind"),
    [
        # A quoted name says what is asked of, not how.
        ('How many counties are there with a "leading county"?', Intent.FACT, ValueKind.COUNT),
        ("清理淤泥要评几个“牵头县”?", Intent.FACT, ValueKind.COUNT),
        ("“谁家牵头”活动在哪个市试?", Intent.FACT, ValueKind.PLACE),
        ("清理河道由“省水利厅”牵头吗?", Intent.AGENCY, None),
        # The last open part asks for a value, and who stands in another part only.
        ("谁种的能一路查到底,这套办法先在哪座城市试?", Intent.FACT, ValueKind.PLACE),
        ("谁养的鱼都要登记,登记表多久报一次?", Intent.FACT, ValueKind.DATE),
        ("谁养的鱼归谁管?", Intent.AGENCY, None),
        ("清理淤泥归谁管,清理多少公里?", Intent.AGENCY, None),
        ("清理淤泥多少公里,谁负责?", Intent.AGENCY, None),
        # A document that the text cites, and the document's own particulars.
        ("照哪个办法管渔船执照?文号给我", Intent.FACT, ValueKind.NAME),
        ("甘肃的方案根据哪个文件制定的?", Intent.STATUS, None),
        # A body that is known already is no proposal.
        ("清理淤泥,水利厅我已经联系上了,剩下还得找哪些单位?", Intent.AGENCY, None),
    ],
)
def test_what_is_only_spoken_of_does_not_say_what_is_asked(question, intent, kind):
    query = alone(question)
    assert (query.intent, query.value_kind) == (intent, kind)


def test_a_quoted_name_does_not_say_which_bodies_are_asked_for():
    assert alone("“牵头县”由哪些部门负责?").focus is Focus.ALL
    assert alone("“示范县”由哪个部门牵头?").focus is Focus.LEAD


@pytest.mark.parametrize(
    "question",
    [
        "甘肃清理河道淤泥,省水利厅我已经联系上了,剩下还得找哪些单位?",
        "甘肃清理河道淤泥,跟省水利厅并列的是谁?",
        "Who shares the job of 清理河道淤泥 with the Department of Water Resources in Gansu?",
    ],
)
def test_of_a_body_that_is_known_the_others_are_named_without_a_verdict(ask, question):
    answer = ask(question)
    assert found(answer) == ["gansu#一(一)"]
    assert ([one.name for one in answer.agencies], answer.verdict) == (["省财政厅"], None)


@pytest.mark.parametrize(
    ("question", "kind"),
    [
        ("补贴多少钱?", ValueKind.MONEY),
        ("联系电话是多少?", ValueKind.PHONE),
        ("清理多少公里?", ValueKind.COUNT),
        ("什么时候完成?", ValueKind.DATE),
        ("达到百分之几?", ValueKind.PERCENT),
        ("违反的罚款多少?", ValueKind.PENALTY),
        ("How much money is there?", ValueKind.MONEY),
        ("由来如何", None),
    ],
)
def test_the_kind_of_value_asked_for_is_told(question, kind):
    assert alone(question).value_kind is kind


def test_a_word_typed_by_its_sound_is_understood():
    assert alone("清理河道由谁牵投?").focus is Focus.LEAD


def test_a_topic_left_out_is_that_of_the_question_before(ask):
    assert found(ask("甘肃的清理河道淤泥由谁负责?", "那青海呢?")) == ["qinghai#一(一)"]


def test_a_place_left_out_is_that_of_the_question_before(ask):
    assert found(ask("青海的清理河道淤泥由谁负责?", "那发放渔船执照呢?")) == ["qinghai#一(二)"]


def test_a_pronoun_means_the_clause_of_the_answer_before(ask):
    answer = ask("甘肃的清理河道淤泥由谁牵头?", "它还有谁配合?")
    assert found(answer) == ["gansu#一(一)"]
    assert "省财政厅" in {one.name for one in answer.agencies}


def test_a_question_without_any_topic_asks_on_about_the_clause_before(ask):
    answer = ask("甘肃的清理河道淤泥清理多少公里?", "谁牵头?")
    assert [(one.name, one.role.value) for one in answer.agencies] == [("省水利厅", "lead")]


def test_a_correction_of_the_place_keeps_the_topic(ask):
    answer = ask("Who is responsible for 发放渔船执照 in Gansu?", "No, I meant Qinghai.")
    assert found(answer) == ["qinghai#一(二)"]


def test_a_follow_up_in_english_keeps_the_topic(ask):
    answer = ask("Who is responsible for 渔船执照 in Gansu?", "And in Qinghai?")
    assert found(answer) == ["qinghai#一(二)"]


def test_what_was_understood_of_a_follow_up_is_said(ask):
    answer = ask("甘肃的清理河道淤泥由谁负责?", "那青海呢?")
    assert answer.question == "那青海呢?"
    assert "清理河道淤泥" in answer.standalone_question
    assert "青海" in answer.standalone_question


def test_a_new_topic_with_its_place_inherits_nothing(ask):
    turns = ("甘肃的清理河道淤泥由谁负责?", "青海的发放渔船执照由谁负责?")
    assert ask(*turns) == ask(turns[1])


def test_the_clause_after_the_last_one_can_be_asked_for(ask):
    answer = ask("甘肃的方案第一部分第(一)项说了什么?", "下一条呢?")
    assert found(answer) == ["gansu#一(二)"]


def test_every_turn_of_a_conversation_has_an_answer_and_its_seconds(assistant):
    turns = ["甘肃的清理河道淤泥由谁负责?", "那青海呢?", ""]
    answers, seconds = assistant.answer_timed(turns)
    assert [one.question for one in answers] == turns
    assert len(seconds) == 3
    assert all(second >= 0 for second in seconds)


def test_the_assistant_keeps_nothing_between_conversations(ask):
    first = ask("那青海呢?")
    ask("甘肃的清理河道淤泥由谁负责?")
    assert ask("那青海呢?") == first


@pytest.mark.parametrize(
    "question",
    ["不对,我说的是甘肃", "错了,是青海的", "搞错了,我指的是甘肃", "Sorry, I mean the Gansu one"],
)
def test_the_words_of_a_correction_are_no_topic(question):
    assert alone(question).topic == ""


def test_a_comparison_may_be_said_with_a_single_character():
    assert alone("和青海比呢?").intent is Intent.COMPARE


@pytest.mark.parametrize(
    "question", ["高龄津贴由哪个部门发放?", "预警信息由哪个部门发布?", "资格证由哪个部门发证?"]
)
def test_issuing_a_thing_is_not_issuing_a_document(question):
    assert alone(question).intent is Intent.AGENCY


@pytest.mark.parametrize(
    "question", ["How is 阶梯水价 executed?", "Who leads 完善冷链物流设施网络 in Gansu?"]
)
def test_an_english_question_that_quotes_chinese_is_english(question):
    assert language_of(question) is Language.ENGLISH


def test_courtesies_are_no_part_of_a_question():
    assert alone("好的谢谢。再问一个:清理河道淤泥由谁牵头?").topic == "清理河道淤泥"
    assert alone("Thanks! One more: who clears the silt?").topic == "clears silt"
    assert alone("好,谢谢").intent is Intent.GREETING


def test_thanks_between_two_questions_leave_the_topic_standing(ask):
    answer = ask("甘肃清理河道淤泥由谁牵头?", "好,谢谢", "那青海呢?")
    assert found(answer) == ["qinghai#一(一)"]


def test_this_clause_is_the_last_one_whatever_else_is_asked(ask):
    answer = ask("甘肃渔船执照归谁?", "这条多久换发一次?")
    assert found(answer)[0] == "gansu#一(二)"


def test_half_a_character_in_a_question_does_no_harm(ask):
    assert ask("清理河道\ud83d淤泥由谁牵头?").text


def test_the_scores_of_a_search_fall(assistant):
    scores = [hit.score for hit in assistant.search("青海渔船执照", 10)]
    assert scores == sorted(scores, reverse=True)


def test_a_search_for_a_body_s_tasks_puts_its_clauses_first(assistant):
    hits = assistant.search("青海省公安厅有哪些任务?", 3)
    assert hits[0].clause_id == "qinghai#一(二)"


def test_a_search_for_a_document_s_particulars_puts_its_preface_first(assistant):
    assert assistant.search("甘肃那份方案是哪天印发的?", 3)[0].clause_id == "gansu#序言"


def test_both_sides_of_a_conversation_are_put_side_by_side(ask):
    answer = ask("甘肃清理河道淤泥由谁牵头?", "青海呢?", "两边的责任单位摆在一起看看")
    assert answer.intent is Intent.COMPARE
    assert set(found(answer)) == {"gansu#一(一)", "qinghai#一(一)"}
    assert {one.name for one in answer.agencies} >= {"省水利厅", "省生态环境厅"}


def test_a_pronoun_beside_who_else_is_the_body_asked_about_before(ask):
    answer = ask("甘肃清理河道淤泥是省水利厅牵头吧?", "除了它还有谁?")
    assert [one.name for one in answer.agencies] == ["省财政厅"]


def test_who_else_after_the_lead_leaves_out_who_was_named(ask):
    answer = ask("甘肃清理河道淤泥由谁牵头?", "还有谁跟着干?")
    assert [one.name for one in answer.agencies] == ["省财政厅"]
    besides = ask("甘肃清理河道淤泥由谁牵头?", "除了牵头的,还点了谁的名?")
    assert [one.name for one in besides.agencies] == ["省财政厅"]


@pytest.mark.parametrize(
    ("text", "focus"),
    [
        ("清理河道淤泥由谁主抓?", Focus.LEAD),
        ("清理河道淤泥是省水利厅牵头,对不?都有谁", Focus.ALL),
        ("除了牵头的,还有哪家?", Focus.SUPPORT),
        ("Apart from the lead, who is named?", Focus.SUPPORT),
    ],
)
def test_other_words_for_the_lead_and_for_all_beside_it(text, focus):
    assert alone(text).focus is focus


@pytest.mark.parametrize("turn", ["跟青海比一下,两边连负责单位对照一下", "那青海呢?列个对照"])
def test_words_of_comparing_are_no_topic_of_their_own(ask, turn):
    answer = ask("甘肃发放渔船执照由谁负责?", turn)
    assert set(found(answer)) == {"gansu#一(二)", "qinghai#一(二)"}


def test_a_comparison_that_names_all_sides_and_a_topic_stands_alone(ask):
    answer = ask("甘肃清理河道淤泥由谁牵头?", "甘肃和青海的发放渔船执照比较一下")
    assert set(found(answer)) == {"gansu#一(二)", "qinghai#一(二)"}


def test_the_same_question_for_another_place_asks_for_bodies_as_well(ask):
    answer = ask("Gansu: who handles 发放渔船执照?", "Same question for Qinghai.")
    assert (answer.intent, found(answer)) == (Intent.AGENCY, ["qinghai#一(二)"])


@pytest.mark.parametrize(
    "words",
    ["你弄错了,我不是说执照,是清理淤泥", "拿错文件了,清理淤泥", "误会了,不是问执照,清理淤泥"],
)
def test_a_correction_leaves_out_what_was_not_meant(words):
    assert CORRECTS.search(words)
    assert NOT_MEANT.sub("", words).removeprefix("是") == "清理淤泥"


@pytest.mark.parametrize(
    "question", ["甘肃清理淤泥归水利厅还是财政厅?", "甘肃清理淤泥,财政厅是牵头的还是配合的?"]
)
def test_a_choice_between_bodies_or_roles_wants_no_yes_or_no(ask, question):
    answer = ask(question)
    assert answer.verdict is None
    assert {one.name for one in answer.agencies} >= {"省水利厅", "省财政厅"}


@pytest.mark.parametrize(
    ("question", "left"),
    [
        ("甘肃清理淤泥怎么财政厅也挂在上头?除了它还有谁", ["省水利厅"]),
        ("甘肃清理淤泥,除了水利厅和财政厅还有谁", []),
    ],
)
def test_who_is_left_out_may_have_been_named_before(ask, question, left):
    assert [one.name for one in ask(question).agencies] == left


@pytest.mark.parametrize(
    ("turns", "clause"),
    [
        (("甘肃清理河道淤泥由谁牵头?", "那渔船执照呢?", "回到最开始那个,都有谁?"), "gansu#一(一)"),
        (
            ("甘肃发放渔船执照由谁负责?", "青海清理淤泥呢?", "还是回到刚才甘肃那份,由谁负责?"),
            "gansu#一(二)",
        ),
    ],
)
def test_a_question_without_a_topic_goes_back_to_the_answer_it_names(ask, turns, clause):
    assert found(ask(*turns))[:1] == [clause]


def test_there_is_no_clause_after_the_last_one(ask):
    answer = ask("甘肃一(二)怎么规定?", "下一条呢?")
    assert answer.refused
    assert "下一条" in answer.text
    assert alone("最后一条由谁负责?").step == 0


def test_a_body_asked_about_apart_is_not_asked_for_its_tasks():
    text = "要把管哪些案子划清楚,甘肃那条省水利厅在不在里头?"
    assert alone(text).intent is Intent.AGENCY
    assert alone("省水利厅管哪些事?").intent is Intent.TASKS
    assert alone("渔业这块,省水利厅是牵头还是配合?").intent is Intent.AGENCY


def test_a_city_alone_means_the_documents_of_its_province(ask):
    answer = ask("甘肃清理河道淤泥由谁牵头?", "西宁呢?")
    assert found(answer)[0].startswith("qinghai#")


def test_whether_anybody_is_named_is_a_yes_or_no_question(ask):
    answer = ask("甘肃渔船执照这块有写哪个部门负责吗?")
    assert (answer.verdict, [one.name for one in answer.agencies]) == ("yes", ["省农业农村厅"])


def test_a_unit_that_no_list_knows_is_still_denied(ask):
    answer = ask("甘肃清理河道淤泥归县河长督查室牵头?")
    assert answer.verdict == "no"


def test_a_question_that_finds_nothing_is_tried_on_the_last_answer(assistant_on):
    assistant = assistant_on(GANSU, QINGHAI, topic_rule=NOTHING_ALONE)
    asked = ("甘肃一(二)发放渔船执照怎么规定?", "换发要几年一回")
    first, second = assistant.answer(asked)
    assert found(first) == ["gansu#一(二)"]
    assert found(second)[:1] == ["gansu#一(二)"]
    assert assistant.answer([asked[1]])[0].refused  # alone it is about nothing
    assert assistant.answer([asked[0], "醉驾坐牢吗"])[1].refused  # a topic of no document


def test_thanks_are_not_remembered(ask):
    assert found(ask("甘肃清理河道淤泥由谁牵头?", "谢谢", "嗯嗯", "那青海呢?")) == [
        "qinghai#一(一)"
    ]


@pytest.mark.parametrize(
    "question",
    [
        "青海省公安厅名下都摊到了哪些事",
        "What falls to the public security department in the Qinghai plan?",
        "省公安厅在青海那份里领了几条,列一下",
    ],
)
def test_a_body_with_nothing_but_words_for_duties_is_asked_for_its_tasks(ask, question):
    answer = ask(question)
    assert (answer.intent, found(answer)) == (Intent.TASKS, ["qinghai#一(二)"])


@pytest.mark.parametrize("question", ["青海有没有类似的?", "青海也有吧", "青海也提了吗?"])
def test_the_like_elsewhere_is_the_same_topic_there(ask, question):
    assert found(ask("甘肃清理河道淤泥由谁牵头?", question)) == ["qinghai#一(一)"]


@pytest.mark.parametrize(
    ("question", "body"),
    [
        ("甘肃清理河道,打头的是河运发展中心吧?", "河运发展中心"),
        ("甘肃清理河道,牵头的单位是水文中心没错吧?", "水文中心"),
    ],
)
def test_a_unit_that_no_list_knows_is_proposed_as_the_lead(assistant_on, question, body):
    library = assistant_on(GANSU).knowledge.library
    query = understand(question, None, library)
    assert (query.proposes, [one.written for one in query.bodies]) == (True, [body])


def test_only_bodies_where_a_yes_or_no_is_wanted_are_proposed(assistant_on):
    library = assistant_on(GANSU).knowledge.library
    query = understand("甘肃公安局的窗口合成一个,是财政厅牵头吧?", None, library)
    assert [one.written for one in query.bodies] == ["财政厅"]


@pytest.mark.parametrize("question", ["哪边给得多?", "谁的标准高?", "谁给得更多?"])
def test_who_gives_more_asks_for_no_body(assistant_on, question):
    library = assistant_on(GANSU).knowledge.library
    assert understand(question, None, library).intent is not Intent.AGENCY
