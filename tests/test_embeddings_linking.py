"""Which clauses of two documents are linked, on documents of a few clauses."""

import numpy as np
import pytest
from small_documents import clause, document, parsed

from corpus.types import Responsibility, Role
from embeddings.bags import Bags, Vocabulary, cosines, rarity, shares_held
from embeddings.hashed import HashedEncoder
from embeddings.link_types import LinkKind
from embeddings.linking import (
    BARE,
    MUTUAL,
    RENDERED,
    are_linked,
    link_documents,
    odds_of,
    standing,
)
from embeddings.measures import BODIES, MEANING, TERMS, WORDS, measures_of
from embeddings.model import open_encoder
from embeddings.progress import silent
from embeddings.texts import entries_of, texts_of
from embeddings.traits import read_traits
from embeddings.vectors import embed

COLD = "1.建设冷链物流基地。在产地建设冷库和冷链集配中心,发展冷链运输。(责任单位:商务厅)"
TREES = "2.推进植树造林。实施天然林保护,开展国土绿化,提高森林覆盖率。(责任单位:林业厅)"
SCHOOLS = "3.办好学前教育。新建幼儿园,培训教师,提高学前教育毛入园率。(责任单位:教育厅)"
COLD_TOO = "1.完善冷链物流网络。在产地布局冷库、冷链集配中心,壮大冷链运输企业。(责任单位:市商务局)"
TAX = "2.减免税费。落实小规模纳税人增值税优惠,退还留抵税额。(责任单位:市税务局)"
SCHOOLS_TOO = "3.发展学前教育。扩建幼儿园,培训幼儿园教师,提高毛入园率。(责任单位:市教育局)"


def small(name, *texts, agencies=()):
    clauses = [
        clause(
            name,
            f"一{number}",
            text,
            heading=text[2 : text.index("。")],
            responsibilities=tuple(
                Responsibility(agency=one, role=Role.SOLE, words=one)
                for one in agencies[number - 1 : number]
            ),
        )
        for number, text in enumerate(texts, start=1)
    ]
    return parsed(document(name), *clauses)


def traits_of(*documents, encoder=None):
    texts = [text for one in documents for entry in entries_of(one) for text in texts_of(entry)]
    vectors = embed(texts, {}, encoder or HashedEncoder(), silent)
    vocabulary = Vocabulary()
    return [read_traits(one, vectors, vocabulary) for one in documents], vocabulary


@pytest.fixture(scope="module")
def two():
    return traits_of(
        small("a", COLD, TREES, SCHOOLS, agencies=("商务厅", "林业厅", "教育厅")),
        small("b", COLD_TOO, TAX, SCHOOLS_TOO, agencies=("市商务局", "市税务局", "市教育局")),
    )


def test_clauses_on_one_thing_are_linked_and_the_others_are_silent(two):
    (first, second), vocabulary = two
    links = link_documents(first, second, len(vocabulary))
    assert [(one.first, one.second) for one in links] == [("a#一1", "b#一1"), ("a#一3", "b#一3")]


def test_a_link_says_why_a_person_may_believe_it(two):
    (first, second), vocabulary = two
    link = link_documents(first, second, len(vocabulary))[0]
    assert link.why.bodies == ("commerce",)
    assert "冷链物流" in link.why.terms
    assert link.why.sentences == (
        "在产地建设冷库和冷链集配中心,发展冷链运输。",
        "在产地布局冷库、冷链集配中心,壮大冷链运输企业。",
    )
    assert 0.5 <= link.score <= 1


def test_a_link_that_is_turned_is_read_from_its_other_clause(two):
    (first, second), vocabulary = two
    link = link_documents(first, second, len(vocabulary))[0]
    turned = link.turned()
    assert (turned.first, turned.second) == (link.second, link.first)
    assert turned.why.sentences == link.why.sentences[::-1]
    assert turned.turned() == link


def test_kinds_of_bodies_count_not_their_place(two):
    (first, second), vocabulary = two
    alike = measures_of(first, second, len(vocabulary))[BODIES]
    assert alike[0, 0] == pytest.approx(1)  # 商务厅 and 市商务局
    assert alike[1, 1] == 0


def test_a_third_document_changes_nothing_between_two():
    alone, vocabulary = traits_of(small("a", COLD, TREES), small("b", COLD_TOO, TAX))
    before = link_documents(*alone, len(vocabulary))
    among, vocabulary = traits_of(
        small("c", SCHOOLS, SCHOOLS_TOO), small("a", COLD, TREES), small("b", COLD_TOO, TAX)
    )
    assert link_documents(*among[1:], len(vocabulary)) == before


def test_a_list_of_units_is_not_compared_as_words():
    units = "(责任单位:商务厅、财政厅、农业农村厅、交通运输厅)"
    (first, second), vocabulary = traits_of(
        small("a", f"1.植树造林。{units}", TAX), small("b", f"1.兴办教育。{units}", TAX)
    )
    assert measures_of(first, second, len(vocabulary))[WORDS][0, 0] == 0


def test_documents_without_renderings_are_linked_by_their_own_weights(two):
    (first, second), vocabulary = two
    measures = measures_of(first, second, len(vocabulary))
    assert set(measures) == set(BARE.of)
    assert np.array_equal(odds_of(measures), BARE.odds(measures))
    assert set(RENDERED.of) > set(BARE.of)


def test_a_document_that_says_nothing_has_no_traits():
    heading = clause("a", "一", "一、总则", heading="总则")
    below = clause("a", "一1", "1.第一节", heading="第一节", parent="一")
    [nothing], _ = traits_of(parsed(document("a"), clause("a", "序言", "各市:")))
    [only_below], _ = traits_of(parsed(document("a"), heading, below))
    assert nothing is None
    assert [one.reference for one in only_below.clauses] == ["一1"]


def test_a_document_of_one_clause_can_be_compared():
    (first, second), vocabulary = traits_of(small("a", COLD), small("b", COLD_TOO))
    assert measures_of(first, second, len(vocabulary))[MEANING].tolist() == [[0.0]]


def test_odds_that_are_even_are_enough_and_less_is_not():
    assert are_linked(np.array([[0.0, -0.1]])).tolist() == [[True, False]]


def test_a_broad_clause_is_linked_with_several_but_not_with_all():
    odds = np.array([[6.0, 5.0, 4.0, 3.0, 2.0, 1.0]])
    assert are_linked(odds).sum() == MUTUAL


def test_a_clause_is_linked_only_where_it_is_near_seen_from_both_sides():
    odds = np.full((MUTUAL + 1, 2), 1.0)
    odds[:, 0] += np.arange(MUTUAL + 1)[::-1]  # the last row is the farthest of the first column
    linked = are_linked(odds)
    assert linked[:MUTUAL, 0].all()
    assert not linked[MUTUAL, 0]


def test_standing_is_twice_the_odds_without_the_best_three_of_row_and_column():
    odds = np.array([[4.0, 1.0, 1.0], [1.0, 0.0, 0.0], [1.0, 0.0, 0.0]])
    assert standing(odds)[0, 0] == pytest.approx(2 * 4 - (4 + 1 + 1) / 3 - (4 + 1 + 1) / 3)


def test_cosines_of_bags_weigh_rare_words_more():
    vocabulary = Vocabulary()
    first = Bags.of([["rare", "all"], ["all"]], vocabulary)
    second = Bags.of([["rare", "all"], ["all"], []], vocabulary)
    weights = rarity(first, second, len(vocabulary))
    # 5 texts: all stands in 4 of them, rare in 2
    assert weights.tolist() == pytest.approx([np.log(6 / 2.5), np.log(6 / 4.5)])
    alike = cosines(first.weighed(weights), second.weighed(weights))
    assert alike[0, 0] == pytest.approx(1)
    assert 0 < alike[0, 1] < 0.5
    assert alike[:, 2].tolist() == [0, 0]


def test_a_share_held_is_the_weight_of_the_words_that_stand_there():
    vocabulary = Vocabulary()
    heading = Bags.of([["a", "b"]], vocabulary)
    texts = Bags.of([["a"], ["a", "b"]], vocabulary)
    weights = np.array([1.0, 3.0])
    held = shares_held(heading.weighed(weights), texts.present(2))
    assert held.tolist() == [[1 / 4, 1.0]]


def test_official_terms_count_whatever_word_stands_for_them():
    (first, second), vocabulary = traits_of(
        small("a", "1.发展电商。支持电商企业做大。", TREES),
        small("b", "1.发展。培育电子商务主体。", TAX),
    )
    assert measures_of(first, second, len(vocabulary))[TERMS][0, 0] == pytest.approx(1)


def test_the_same_task_is_told_from_a_part_of_it(two):
    (first, second), vocabulary = traits_of(
        small("a", COLD, TREES, SCHOOLS), small("b", COLD, TAX, SCHOOLS_TOO)
    )
    kinds = {one.first: one.kind for one in link_documents(first, second, len(vocabulary))}
    assert kinds["a#一1"] is LinkKind.SAME


@pytest.mark.model
def test_the_real_model_links_one_task_in_other_words_and_leaves_the_rest(tmp_path):
    parcels = "1.推进快递进村。在行政村建设寄递服务点,方便农民收发包裹。"
    posts = "1.完善农村邮路。在村里设邮件代收点,让村民就近取件寄件。"
    (first, second), vocabulary = traits_of(
        small("a", parcels, TREES, COLD),
        small("b", posts, TAX, COLD_TOO),
        encoder=open_encoder(tmp_path, None, progress=silent),
    )
    links = link_documents(first, second, len(vocabulary))
    assert ("a#一3", "b#一3") in {(one.first, one.second) for one in links}
    assert not {"a#一2", "b#一2"} & {name for one in links for name in (one.first, one.second)}
    meaning = measures_of(first, second, len(vocabulary))[MEANING]
    assert meaning[0].argmax() == 0
