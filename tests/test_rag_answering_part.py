"""Which part of a sentence answers, by its words, its value and how many things it lists."""

import pytest
from small_documents import clause, document, parsed

from corpus.library import Corpus
from corpus.types import ExpectedQuestions, MarkedQuestion
from rag.answering_part import (
    answering_part,
    asks_twice,
    lists_so_many,
    number_asked,
    says_so_many,
)
from rag.knowledge import Knowledge
from rag.language import comparable
from rag.query import Query, ValueKind
from rag.types import Intent, Language
from rag.wording import content_of

HUBS = "推进成都国家枢纽建设,支持达州、广元和绵阳申建基地,扩建自贡站。"


def part(question, sentence, kind=None, marked=()):
    """Return the part that answers, of a clause that expects `marked`: questions with answers."""
    expected = ExpectedQuestions(
        chinese=(),
        english=(),
        chinese_marked=tuple(MarkedQuestion(text=text, answer=words) for text, words in marked),
    )
    one = clause("d", "一", sentence, expected=expected)
    other = clause("d", "二", "完善养老服务。")
    query = Query(
        question=question,
        standalone=question,
        language=Language.SIMPLIFIED,
        intent=Intent.FACT,
        topic=content_of(comparable(question)),
        value_kind=kind,
    )
    return answering_part(
        query, one, sentence, Knowledge(Corpus((parsed(document("d"), one, other),)))
    )


@pytest.mark.parametrize(
    ("question", "number"),
    [
        ("哪三个市搞试点?", 3),
        ("哪两座机场", 2),
        ("哪俩地方", 2),
        ("哪12个县", 12),
        ("哪十个县", 10),
        ("哪二十个县", 20),
        ("which two cities", 2),
        ("Which three other ports are built?", 3),
        ("which other three ports are built?", 3),
        # Several, without saying how many.
        ("哪几个市", 0),
        ("哪些市", 0),
        ("which cities", 0),
        ("which companies", 0),
        # Nothing is said.
        ("哪个市搞试点?", None),
        ("which city", None),
        ("which process is used", None),
        ("三个市由谁管?", None),
    ],
)
def test_a_question_says_how_many_things_it_asks_for(question, number):
    assert number_asked(comparable(question)) == number


@pytest.mark.parametrize(
    ("question", "twice"),
    [
        ("学哪个城市?那套做法叫什么", True),
        ("谁牵头,谁配合?", True),
        ("多少个,到哪年?", True),
        ("学哪个城市?", False),
        ("码头要建,由谁来建?", False),
        ("哪三个市是谁定的?", False),  # in one part
    ],
)
def test_a_question_asks_twice_where_two_of_its_parts_ask_openly(question, twice):
    assert asks_twice(comparable(question)) is twice


@pytest.mark.parametrize(
    ("words", "number"),
    [
        ("支持达州、广元和绵阳申建基地", 3),
        ("支持达州、广元申建基地", 2),
        ("支持甲、乙、丙以及丁", 4),
        ("支持甲、乙等城市和企业", 2),  # behind 等 the list is over
        ("甲和乙", 2),
        ("建设枢纽", 1),
    ],
)
def test_the_things_of_a_list_are_counted(words, number):
    assert [n for n in range(1, 6) if lists_so_many(words, n)] == [number]
    assert lists_so_many(words, 0) is (number > 1)  # several


@pytest.mark.parametrize(
    ("sentence", "number", "kind", "wanted"),
    [
        ("完善省市县三级网络。", 3, None, True),
        ("分两类管理。", 2, None, True),
        ("分二类管理。", 2, None, True),
        ("建设13个站。", 13, None, True),
        ("支持达州、广元和绵阳申建。", 3, None, True),
        ("支持达州、广元和绵阳申建。", 4, None, False),
        # A longer number and an ordinal count other things.
        ("建设13个站。", 3, None, False),
        ("建设十三个站。", 3, None, False),
        ("建设第三个站。", 3, None, False),
        # Two things stand side by side in most sentences; only two places are a list.
        ("支持达州、广元申建。", 2, ValueKind.PLACE, True),
        ("支持达州、广元申建。", 2, None, False),
        ("购买大米、面粉。", 2, ValueKind.PLACE, False),
    ],
)
def test_a_sentence_says_so_many_things_by_a_number_or_a_list(sentence, number, kind, wanted):
    assert says_so_many(sentence, number, kind) is wanted


@pytest.mark.parametrize(
    ("question", "kind", "answer"),
    [
        ("哪座站扩建?", ValueKind.PLACE, "扩建自贡站。"),
        ("哪三个市申建?", ValueKind.PLACE, "支持达州、广元和绵阳申建基地。"),
        ("哪三个市要花钱?", None, "支持达州、广元和绵阳申建基地。"),  # the number alone tells
        ("哪个枢纽推进建设?", None, HUBS),  # neither a value nor several are asked for
        ("哪里要花钱?", ValueKind.PLACE, HUBS),  # no word tells the parts apart
        ("扩建多少公里?", ValueKind.COUNT, HUBS),  # the part holds no count
    ],
)
def test_the_part_answers_that_shares_words_and_holds_what_is_asked_for(question, kind, answer):
    assert part(question, HUBS, kind) == answer


def test_the_next_part_is_added_that_gives_a_value_of_what_the_best_one_lacks():
    sentence = "设立总规模20亿元的产业基金,首期5亿元,每年安排贴息8000万元。"
    said = part("产业基金首期有多少钱?", sentence, ValueKind.MONEY)
    assert said == "设立总规模20亿元的产业基金,首期5亿元。"
    assert (
        part("产业基金总规模有多少钱?", sentence, ValueKind.MONEY) == "设立总规模20亿元的产业基金。"
    )


def test_a_sentence_of_one_part_answers_as_a_whole():
    assert part("哪座站扩建?", "扩建自贡站。", ValueKind.PLACE) == "扩建自贡站。"


def test_a_question_that_asks_twice_is_answered_by_the_whole_sentence():
    assert part("哪座站扩建?申建的是哪三个市?", HUBS, ValueKind.PLACE) == HUBS


def test_what_is_guessed_at_may_stand_in_another_part_than_what_is_listed():
    assert part("扩建的站是不是在哪三个市?", HUBS, ValueKind.PLACE) == "扩建自贡站。"
    assert part("扩建的站在哪三个市?", HUBS, ValueKind.PLACE) == HUBS  # a list of three, too


@pytest.mark.parametrize(
    ("question", "answer"),
    [
        ("除了自贡还有哪座站要扩建?", HUBS),
        ("除了成都还有哪座站要扩建?", "扩建自贡站。"),
    ],
)
def test_the_part_that_holds_what_is_left_out_is_not_the_answer(question, answer):
    assert part(question, HUBS, ValueKind.PLACE) == answer


def test_the_moment_at_the_beginning_stays_with_the_part_that_answers():
    sentence = "到2025年,建成枢纽三个,培育企业四十家。"
    assert part("培育多少家企业?", sentence, ValueKind.COUNT) == "到2025年,培育企业四十家。"
    assert part(
        "培育企业的钱有多少个?", "为了增收,建成枢纽三个,培育企业四十家。", ValueKind.COUNT
    ) == ("培育企业四十家。")


def test_the_premise_at_the_beginning_stays_with_what_it_is_the_premise_of():
    sentence = (
        "在不改变用途的前提下,改建旧厂房每处补助3万元,新建仓库每处补助5万元;评为示范的奖励9万元。"
    )
    said = part("新建仓库每处补助多少钱?", sentence, ValueKind.MONEY)
    assert said == "在不改变用途的前提下,新建仓库每处补助5万元。"
    assert part("评为示范的奖励多少钱?", sentence, ValueKind.MONEY) == "评为示范的奖励9万元。"


MARKED = [("哪里的货场要加大?", "自贡站"), ("哪里要当样板?", "达州")]


@pytest.mark.parametrize(
    ("question", "answer"),
    [
        ("哪里的货场要加大?", "扩建自贡站。"),
        ("哪里要当样板?", "支持达州、广元和绵阳申建基地。"),
        ("哪里的柳树要浇水?", HUBS),
    ],
)
def test_a_marked_question_lends_its_words_to_the_part_its_answer_stands_in(question, answer):
    assert part(question, HUBS, ValueKind.PLACE, MARKED) == answer
    assert part(question, HUBS, ValueKind.PLACE) == HUBS  # no word of the sentence tells
