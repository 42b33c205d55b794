"""The questions that clauses are expected to be asked for, in the index and in its scores."""

import numpy as np
import pytest
from small_documents import clause, document, parsed

from corpus.types import ExpectedQuestion, ExpectedQuestions, Rendering
from embeddings.build import build_index
from embeddings.hashed import HashedEncoder
from embeddings.index import ClauseIndex, Leg
from embeddings.opened import OpenIndex
from embeddings.progress import silent
from embeddings.rendered import ALONE_SHARE, ASKED_SHARE, ASKED_SHARE_CHINESE, with_asked
from embeddings.rows import open_rows
from embeddings.state import read_pointer
from embeddings.texts import entries_of, texts_of


def vector(*numbers):
    return np.array(numbers, dtype=np.float32)


def questions(chinese=(), english=()):
    return ExpectedQuestions(
        chinese=tuple(ExpectedQuestion(text=one, sentences=(0,)) for one in chinese),
        english=tuple(ExpectedQuestion(text=one, sentences=(0,)) for one in english),
    )


def rendered(reference, text, *, english, plain, expected=None):
    return clause(
        "d",
        reference,
        text,
        rendering=Rendering(heading="", sentences=(english,)),
        plain=Rendering(heading="", sentences=(plain,)),
        expected=expected,
    )


# The questions use words that stand nowhere else.
DREDGING = rendered(
    "1",
    "清理河道淤泥。",
    english="Dredge the rivers.",
    plain="把河里的泥挖掉。",
    expected=questions(["麒麟归谁养", "貔貅吃什么"], ["where is the walrus", "who feeds an otter"]),
)
LICENCES = rendered(
    "2",
    "发放渔船执照。",
    english="Issue fishing licences.",
    plain="给渔船办证。",
    expected=questions(["凤凰飞多高"], ["how does one get a permit"]),
)
WILLOWS = rendered("3", "栽种柳树。", english="Plant willows.", plain="种柳树。")
PLAN = parsed(document("d"), DREDGING, LICENCES, WILLOWS)


def test_an_entry_has_the_questions_in_both_languages_and_all_are_embedded():
    dredging, _, willows = entries_of(PLAN)
    assert dredging.asked == ("麒麟归谁养", "貔貅吃什么")
    assert dredging.asked_english == ("where is the walrus", "who feeds an otter")
    assert texts_of(dredging)[-4:] == (*dredging.asked, *dredging.asked_english)
    assert (willows.asked, willows.asked_english) == ((), ())


@pytest.fixture(scope="module")
def home(tmp_path_factory):
    home = tmp_path_factory.mktemp("asked")
    build_index([PLAN], home, HashedEncoder(), silent)
    return home


@pytest.fixture(scope="module")
def rows(home):
    return open_rows(home / "index", read_pointer(home / "index"))


def test_each_question_is_a_row_of_its_own_and_named_by_its_language(rows):
    asked = {row: text for row, text in zip(rows.ids, rows.texts, strict=True) if "asked" in row}
    assert asked == {
        "d#1@asked1": "麒麟归谁养",
        "d#1@asked2": "貔貅吃什么",
        "d#1@en-asked1": "where is the walrus",
        "d#1@en-asked2": "who feeds an otter",
        "d#2@asked1": "凤凰飞多高",
        "d#2@en-asked1": "how does one get a permit",
    }


def test_questions_in_one_language_say_nothing_of_those_in_the_other(rows):
    opened = OpenIndex(rows)
    chinese, english = HashedEncoder().encode_passages(["貔貅吃什么", "who feeds an otter"])
    assert opened.asked.similarities(chinese)[0] == pytest.approx(1.0)
    assert opened.asked_english.similarities(chinese)[0] < 0.5
    assert opened.asked_english.similarities(english)[0] == pytest.approx(1.0)
    assert opened.asked.similarities(english)[0] < 0.5


@pytest.mark.parametrize(
    ("row", "words"),
    [
        ("d#1@plain", "麒麟归谁养\n貔貅吃什么"),
        ("d#1@en", "where is the walrus\nwho feeds an otter"),
        ("d#2@plain", "凤凰飞多高"),
        ("d#3@plain", None),
        ("d#3@en", None),
        ("d#1", None),
    ],
)
def test_the_words_of_questions_are_kept_beside_the_rendering_in_their_language(rows, row, words):
    assert rows.metadatas[rows.ids.index(row)].get("words") == words


@pytest.mark.parametrize("question", ["麒麟归谁养", "貔貅"])
def test_words_of_a_chinese_question_count_in_the_rendering_s_words(rows, question):
    first, *others = OpenIndex(rows).plain.words.scores(question)
    assert first > 0
    assert others == [0, 0]


@pytest.mark.parametrize(
    ("question", "leg", "clause_id"),
    [
        ("麒麟", Leg.LEXICAL, "d#1"),
        ("麒麟归谁养?", Leg.BOTH, "d#1"),
        ("Where is the walrus?", Leg.BOTH, "d#1"),
        ("Where is the walrus?", Leg.DENSE, "d#1"),
        ("getting a permit", Leg.BOTH, "d#2"),
        ("getting a permit", Leg.DENSE, "d#2"),
        ("the otter", Leg.LEXICAL, "d#1"),
    ],
)
def test_an_expected_question_leads_to_its_clause(home, question, leg, clause_id):
    index = ClauseIndex(home, HashedEncoder(), leg=leg)
    assert index.search(question, 1)[0].clause_id == clause_id


@pytest.mark.parametrize("question", ["where is the walrus", "麒麟归谁养"])
def test_an_expected_question_is_no_sentence_of_its_clause(home, question):
    index = ClauseIndex(home, HashedEncoder())
    assert index.nearest_sentences(question, "d#1") == ("清理河道淤泥。",)


def test_of_several_questions_the_nearest_counts(rows):
    asked = OpenIndex(rows).asked_english
    encoder = HashedEncoder()
    wanted, *texts = encoder.encode_passages(
        ["an otter", "where is the walrus", "who feeds an otter", "how does one get a permit"]
    )
    first, second, third = (float(wanted @ text) for text in texts)
    assert second > first
    assert asked.present.tolist() == [True, True, False]
    assert asked.similarities(wanted) == pytest.approx([second, third, 0.0], abs=1e-6)


def test_a_nearest_question_that_points_away_stays_below_zero(rows):
    asked = OpenIndex(rows).asked_english
    [same] = HashedEncoder().encode_passages(["how does one get a permit"])
    assert asked.similarities(-same)[1] == pytest.approx(-1.0)
    assert asked.similarities(-same)[2] == 0


def test_what_the_nearest_question_adds_is_measured_in_its_own_spread():
    score, asked = vector(1, 2, 3), vector(0.9, 0.5, 0.0)
    found = with_asked(score, asked, np.array([True, True, False]))
    # Of the two with questions the cosines are one spread above and below their mean. The third
    # has none; its score lies 1 / sqrt(2/3) spreads above the mean of all.
    third = 3 + ASKED_SHARE * ALONE_SHARE * np.sqrt(3 / 2)
    assert found == pytest.approx([1 + ASKED_SHARE, 2 - ASKED_SHARE, third], abs=1e-5)


def test_a_clause_without_questions_stays_first_where_it_is_plainly_nearest():
    score, asked = vector(9, 1, 1, 1), vector(0, 0.9, 0.5, 0.1)
    found = with_asked(score, asked, np.array([False, True, True, True]))
    # Mean 3, spread sqrt(12): 6 / sqrt(12) = sqrt(3); of the cosines 0.4 / (0.8 / sqrt(6)).
    up = np.sqrt(3 / 2)
    gained = ASKED_SHARE * np.array([ALONE_SHARE * np.sqrt(3), up, 0, -up])
    assert found == pytest.approx(score + gained, abs=1e-5)
    assert found.argmax() == 0


def test_a_clause_without_questions_gains_nothing_where_it_is_far():
    score, asked = vector(1, 2, 3), vector(0.0, 0.5, 0.9)
    found = with_asked(score, asked, np.array([False, True, True]))
    assert found[0] == pytest.approx(1 - ASKED_SHARE * ALONE_SHARE * np.sqrt(3 / 2), abs=1e-5)


def test_a_caller_says_what_one_spread_of_the_nearest_question_adds():
    found = with_asked(vector(1, 2), vector(0.9, 0.5), np.array([True, True]), 0.25)
    assert found == pytest.approx([1.25, 1.75])


def test_what_a_chinese_question_adds_is_in_units_of_the_dense_spread(tmp_path):
    plan = parsed(
        document("d"),
        clause("d", "1", "清理河道淤泥。", expected=questions(["麒麟归谁养"])),
        clause("d", "2", "发放渔船执照。", expected=questions(["貔貅吃什么"])),
    )
    build_index([plan], tmp_path, HashedEncoder(), silent)
    hits = ClauseIndex(tmp_path, HashedEncoder(), leg=Leg.DENSE).search("貔貅吃什么呢", 2)
    nearness = {hit.clause_id: hit.dense_similarity for hit in hits}
    # Of two, the cosines of their questions lie one spread above and below the mean, and the spread
    # of the clauses' own is half of what lies between them.
    added = ASKED_SHARE_CHINESE * abs(nearness["d#1"] - nearness["d#2"]) / 2
    assert [hit.clause_id for hit in hits] == ["d#2", "d#1"]
    assert [hit.score for hit in hits] == pytest.approx(
        [nearness["d#2"] + added, nearness["d#1"] - added], abs=1e-5
    )


def test_scores_stay_as_they_are_where_no_question_is_nearer_than_another():
    score = vector(0.5, 0.5)
    assert with_asked(score, vector(0.3, 0.3), np.array([True, True])).tolist() == [0.5, 0.5]
