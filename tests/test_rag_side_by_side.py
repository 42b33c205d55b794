"""Documents side by side from their links: rows, silence, differences, cautions."""

from datetime import date

import pytest
from small_documents import clause, document, parsed

from corpus.library import Corpus
from corpus.types import Deadline, Level, Responsibility, Role, Status
from embeddings.link_store import Decision, LinkVerdict, ReadLink
from embeddings.link_types import Link, LinkKind, Why
from rag.cautions import Caution
from rag.knowledge import Knowledge
from rag.side_by_side import Difference, Extent, compare_documents
from rag.targets import figures_of, targets_of


def by(agency):
    return (Responsibility(agency=agency, role=Role.SOLE, words=agency),)


OLD = document("old", issued_on=date(2018, 6, 1), status=Status.REPEALED, level=Level.PROVINCE)
NEW = document("new", issued_on=date(2022, 6, 1), status=Status.IN_FORCE, level=Level.PROVINCE)
CITY = document("city", level=Level.CITY, status=Status.IN_FORCE)
COLD = clause("old", "一1", "1.建设冷库。到2020年建成5个冷库。", responsibilities=by("国土资源厅"))
LAND = clause("old", "一2", "2.保障用地。安排仓储用地。")
FEES = clause("old", "一3", "3.减免收费。")
COLD_NEW = clause("new", "一1", "1.完善冷链。建成8个冷库。", responsibilities=by("自然资源厅"))
LAND_NEW = clause(
    "new", "一2", "2.加强要素保障。安排资金。优先安排仓储用地。", responsibilities=by("财政厅")
)
NEW_ONLY = clause("new", "一3", "3.发展直播电商。")
CITY_COLD = clause("city", "一1", "1.建设冷库。")


class FixedLinks:
    """Links between clauses as a test gives them."""

    def __init__(self, *links):
        self._links = links

    def links_of(self, first, second):
        both = (*self._links, *(one.turned() for one in self._links))
        return [
            one
            for one in both
            if (one.first.split("#")[0], one.second.split("#")[0]) == (first, second)
        ]


def link(first, second, kind=LinkKind.SAME, score=0.9, sentences=("甲。", "乙。")):
    why = Why(measures={}, sentences=sentences)
    computed = Link(first=first, second=second, kind=kind, score=score, why=why)
    return ReadLink(first=first, second=second, kind=kind, computed=computed)


LINKS = FixedLinks(
    link("old#一1", "new#一1"),
    link(
        "old#一2",
        "new#一2",
        LinkKind.PARTLY,
        sentences=("安排仓储用地。", "优先安排仓储用地。"),
    ),
    link("city#一1", "new#一1", LinkKind.PARTLY),
)


@pytest.fixture(scope="module")
def knowledge_of_three():
    return Knowledge(
        Corpus(
            (
                parsed(OLD, clause("old", "序言", "通知"), COLD, LAND, FEES),
                parsed(NEW, COLD_NEW, LAND_NEW, NEW_ONLY),
                parsed(CITY, CITY_COLD),
            )
        )
    )


@pytest.fixture
def two(knowledge_of_three):
    return compare_documents("old", "new", knowledge=knowledge_of_three, links=LINKS)


def test_every_clause_that_says_something_leads_a_row(two):
    assert [row.lead.clause_id for row in two.rows] == [
        "old#一1", "old#一2", "old#一3", "new#一1", "new#一2", "new#一3"
    ]  # fmt: skip


def test_rows_without_repeats_end_with_what_only_the_second_has(two):
    assert [row.lead.clause_id for row in two.without_repeats()] == [
        "old#一1", "old#一2", "old#一3", "new#一3"
    ]  # fmt: skip


def test_a_document_without_a_linked_clause_is_silent(two):
    row = two.led_by("old")[2]
    assert row.cells["new"] == ()
    assert row.extent(["new"]) is Extent.ALONE


def test_a_part_is_said_to_be_a_part_with_the_sentence_that_counts(two):
    row = two.led_by("old")[1]
    [entry] = row.cells["new"]
    assert row.extent(["new"]) is Extent.PARTLY
    assert entry.is_part
    assert entry.sentence == "优先安排仓储用地。"
    assert Difference.SCOPE in row.differs


def test_a_part_is_read_from_the_other_side_too(two):
    row = two.led_by("new")[1]
    assert row.cells["old"][0].sentence == "安排仓储用地。"


def test_another_kind_of_body_differs_and_a_renamed_one_does_not(two):
    cold, land, _ = two.led_by("old")
    assert Difference.BODIES not in cold.differs  # 国土资源厅 became 自然资源厅
    assert Difference.BODIES in land.differs


def test_the_same_target_with_another_figure_differs(two):
    cold, land, _ = two.led_by("old")
    assert Difference.FIGURES in cold.differs
    assert Difference.FIGURES not in land.differs


def test_other_dates_differ(knowledge_of_three):
    until = Deadline(words="2020年底前", on=date(2020, 12, 31), start=0, end=7)
    later = parsed(NEW, COLD_NEW.model_copy(update={"deadlines": (until,)}))
    knowledge = Knowledge(Corpus((parsed(OLD, COLD), later)))
    found = compare_documents("old", "new", knowledge=knowledge, links=LINKS)
    assert Difference.DATES in found.rows[0].differs


def test_cautions_name_levels_validity_and_years(knowledge_of_three, two):
    assert two.cautions == (Caution.REPEALED, Caution.YEARS)
    with_city = compare_documents("new", "city", knowledge=knowledge_of_three, links=LINKS)
    assert with_city.cautions == (Caution.LEVELS,)


def test_three_documents_have_a_cell_each(knowledge_of_three):
    found = compare_documents("old", "new", "city", knowledge=knowledge_of_three, links=LINKS)
    row = found.led_by("new")[0]
    assert {name: len(cell) for name, cell in row.cells.items()} == {"old": 1, "new": 1, "city": 1}
    assert row.extent(["city"]) is Extent.PARTLY
    assert row.extent(["old", "city"]) is Extent.SAME


def test_links_of_clauses_that_are_no_longer_held_are_left_out(knowledge_of_three):
    links = FixedLinks(link("old#一9", "new#一1"), link("old#一3", "new#一9"))
    found = compare_documents("old", "new", knowledge=knowledge_of_three, links=links)
    assert all(row.extent(["old", "new"]) is not Extent.ALONE for row in found.rows)
    assert all(len(row.cells["old"]) + len(row.cells["new"]) == 1 for row in found.rows)


def test_what_a_person_confirmed_comes_first(knowledge_of_three):
    decision = Decision(
        first="new#一3",
        second="old#一1",
        verdict=LinkVerdict.CONFIRMED,
        kind=LinkKind.PARTLY,
        by="li",
        at="2026-01-01T00:00:00Z",
    )
    added = ReadLink(
        first="old#一1", second="new#一3", kind=LinkKind.PARTLY, computed=None, decision=decision
    )
    links = FixedLinks(link("old#一1", "new#一1"), added)
    found = compare_documents("old", "new", knowledge=knowledge_of_three, links=links)
    assert [one.clause.reference for one in found.rows[0].cells["new"]] == ["一3", "一1"]


def test_targets_are_phrases_with_a_figure_and_no_dates():
    text = "1.目标。到2020年,建成5个冷库,毛入园率达到90%。统筹“五位一体”。根据川办发〔2018〕42号。"
    assert targets_of(clause("a", "一1", text)) == ("建成5个冷库", "毛入园率达到90%")
    assert figures_of(clause("a", "一1", text)) == {("thing", "5"), ("percent", "90")}
