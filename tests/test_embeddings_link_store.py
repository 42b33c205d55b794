"""The links on disk: what a build keeps, what a person decides, what a killed build leaves."""

import json

import pytest
from small_documents import clause, document, parsed

import embeddings.link_build
from embeddings.build import build_index
from embeddings.errors import LinksDamagedError
from embeddings.hashed import HashedEncoder
from embeddings.link_build import build_links
from embeddings.link_store import LinkStore, LinkVerdict
from embeddings.link_types import Link, LinkKind, Why
from embeddings.progress import silent

COLD = "1.建设冷链物流基地。在产地建设冷库和冷链集配中心,发展冷链运输。"
COLD_TOO = "1.完善冷链物流网络。在产地布局冷库、冷链集配中心,壮大冷链运输企业。"
TREES = "2.推进植树造林。实施天然林保护,开展国土绿化,提高森林覆盖率。"
TAX = "2.减免税费。落实小规模纳税人增值税优惠,退还留抵税额。"


def small(name, *texts):
    clauses = [
        clause(name, f"一{number}", text, heading=text[2 : text.index("。")])
        for number, text in enumerate(texts, start=1)
    ]
    return parsed(document(name), *clauses)


A, B, C = small("a", COLD, TREES), small("b", COLD_TOO, TAX), small("c", COLD, TAX)


def build(home, *documents):
    build_index(documents, home, HashedEncoder(), silent)
    return build_links(documents, home, HashedEncoder(), silent)


def pairs(store, first, second):
    return [(one.first, one.second) for one in store.links_of(first, second)]


@pytest.fixture
def store(tmp_path):
    build(tmp_path, A, B)
    return LinkStore(tmp_path)


def test_links_are_read_from_either_side(store):
    assert pairs(store, "a", "b") == [("a#一1", "b#一1")]
    assert pairs(store, "b", "a") == [("b#一1", "a#一1")]


def test_a_person_can_read_the_links_line_by_line(store):
    [line] = (store.folder / "computed" / "a" / "b.jsonl").read_text("utf-8").splitlines()
    link = json.loads(line)
    assert (link["first"], link["second"]) == ("a#一1", "b#一1")
    assert "冷链物流" in link["why"]["terms"]


def test_a_second_build_has_nothing_to_do(tmp_path):
    assert build(tmp_path, A, B, C).pairs == 3
    assert build(tmp_path, A, B, C).pairs == 0


def test_only_the_pairs_of_a_document_that_changed_are_linked_anew(tmp_path):
    build(tmp_path, A, B, C)
    assert build(tmp_path, A, B, small("c", TREES, TAX)).pairs == 2
    assert pairs(LinkStore(tmp_path), "a", "c") == [("a#一2", "c#一1")]


def test_a_document_that_is_gone_takes_its_links_with_it(tmp_path):
    build(tmp_path, A, B, C)
    build(tmp_path, A, B)
    store = LinkStore(tmp_path)
    assert pairs(store, "a", "c") == []
    assert pairs(store, "a", "b")


def test_links_made_with_another_glossary_are_made_anew(tmp_path, monkeypatch):
    build(tmp_path, A, B)
    monkeypatch.setattr(embeddings.link_build, "data_hash", lambda: "another")
    assert build(tmp_path, A, B).pairs == 1


def test_what_is_cut_is_no_link_and_stays_cut_when_all_is_built_anew(store, tmp_path):
    store.cut("a#一1", "b#一1", by="li")
    (store.folder / "state.json").unlink()
    assert build(tmp_path, A, B).pairs == 1
    assert pairs(store, "a", "b") == []
    [decision] = store.decisions()
    assert (decision.verdict, decision.by) == (LinkVerdict.CUT, "li")


def test_what_is_cut_can_be_read_from_either_side_with_what_the_program_found(store):
    assert store.cut_of("a", "b") == ()
    store.cut("a#一1", "b#一1", by="li")
    store.cut("a#一2", "b#一1", by="li")  # nobody linked these
    found, never_linked = store.cut_of("b", "a")
    assert (found.first, found.second) == ("b#一1", "a#一1")
    assert found.computed is not None
    assert found.is_cut
    assert (never_linked.computed, never_linked.kind) == (None, LinkKind.PARTLY)
    store.confirm("a#一1", "b#一1", LinkKind.SAME, by="li")
    assert [one.second for one in store.cut_of("a", "b")] == ["b#一1"]
    assert [one.first for one in store.cut_of("a", "b")] == ["a#一2"]


def test_what_is_confirmed_has_the_kind_that_the_person_says(store):
    store.confirm("b#一1", "a#一1", LinkKind.PARTLY, by="li")
    [link] = store.links_of("a", "b")
    assert link.kind is LinkKind.PARTLY
    assert link.computed is not None
    assert link.decision.by == "li"


def test_a_person_can_add_a_link_that_the_program_does_not_see(store):
    store.confirm("b#一2", "a#一2", LinkKind.SAME, by="li")
    assert pairs(store, "a", "b") == [("a#一1", "b#一1"), ("a#一2", "b#一2")]
    added = store.links_of("a", "b")[1]
    assert added.computed is None
    assert added.sentences is None


def test_the_last_decision_on_two_clauses_counts_and_the_others_stay_in_the_file(store):
    store.cut("a#一1", "b#一1", by="li")
    store.confirm("a#一1", "b#一1", LinkKind.SAME, by="wang")
    assert pairs(store, "a", "b") == [("a#一1", "b#一1")]
    assert len((store.folder / "decisions.jsonl").read_text("utf-8").splitlines()) == 2


def test_a_decision_that_is_withdrawn_leaves_what_the_program_found(store):
    store.cut("a#一1", "b#一1", by="li")
    store.confirm("a#一2", "b#一2", LinkKind.SAME, by="li")
    store.withdraw("b#一1", "a#一1", by="wang")
    store.withdraw("a#一2", "b#一2", by="wang")
    assert pairs(store, "a", "b") == [("a#一1", "b#一1")]
    assert store.links_of("a", "b")[0].decision is None
    assert store.cut_of("a", "b") == ()
    assert store.decisions() == ()
    assert len((store.folder / "decisions.jsonl").read_text("utf-8").splitlines()) == 4
    store.cut("a#一1", "b#一1", by="li")
    assert [one.by for one in store.decisions()] == ["li"]


def test_a_decision_on_two_documents_says_nothing_of_others(tmp_path):
    build(tmp_path, A, B, C)
    store = LinkStore(tmp_path)
    store.cut("a#一1", "c#一1", by="li")
    assert pairs(store, "a", "b") == [("a#一1", "b#一1")]


def test_a_build_that_is_killed_half_way_leaves_whole_pairs_and_is_finished_later(
    tmp_path, monkeypatch
):
    build(tmp_path, A, B, C)
    before = pairs(LinkStore(tmp_path), "b", "c")
    real = LinkStore.replace

    def killed(self, first, second, links):
        if (first, second) == ("b", "c"):
            raise KeyboardInterrupt
        real(self, first, second, links)

    changed = small("c", TREES, TAX)
    build_index((A, B, changed), tmp_path, HashedEncoder(), silent)
    monkeypatch.setattr(LinkStore, "replace", killed)
    with pytest.raises(KeyboardInterrupt):
        build_links((A, B, changed), tmp_path, HashedEncoder(), silent)
    assert pairs(LinkStore(tmp_path), "b", "c") == before
    monkeypatch.undo()
    assert build_links((A, B, changed), tmp_path, HashedEncoder(), silent).pairs == 2
    assert pairs(LinkStore(tmp_path), "b", "c") == [("b#一2", "c#一2")]


def test_a_write_that_breaks_off_leaves_the_decisions_as_they_were(store, monkeypatch):
    store.cut("a#一1", "b#一1", by="li")
    before = (store.folder / "decisions.jsonl").read_bytes()

    def full(handle):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("os.fsync", full)
    with pytest.raises(Exception, match="No space left on device"):
        store.confirm("a#一1", "b#一1", LinkKind.SAME, by="wang")
    assert (store.folder / "decisions.jsonl").read_bytes() == before


def test_a_broken_line_of_decisions_is_named_and_not_passed_over(store):
    (store.folder / "decisions.jsonl").write_text('{"first": "a#一1"}\n', "utf-8")
    with pytest.raises(LinksDamagedError, match=r"decisions\.jsonl', line 1"):
        store.links_of("a", "b")


def test_vectors_that_were_lost_are_made_again(tmp_path):
    build_index((A, B), tmp_path, HashedEncoder(), silent)
    for file in (tmp_path / "index").glob("vectors-*.npz"):
        file.unlink()
    assert build_links((A, B), tmp_path, HashedEncoder(), silent).pairs == 1


def test_documents_without_a_link_leave_no_file(tmp_path):
    link = Link(
        first="a#一1",
        second="b#一1",
        kind=LinkKind.SAME,
        score=0.9,
        why=Why(measures={}, sentences=("甲", "乙")),
    )
    store = LinkStore(tmp_path)
    store.replace("a", "b", [link])
    store.replace("a", "b", [])
    assert store.computed("a", "b") == ()
    assert not (store.folder / "computed" / "a" / "b.jsonl").exists()


def test_reading_makes_no_folder(tmp_path):
    assert LinkStore(tmp_path).links_of("a", "b") == ()
    assert list(tmp_path.iterdir()) == []
