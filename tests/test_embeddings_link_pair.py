"""The links of large collections, which are made when two documents are first asked for."""

import pytest

import embeddings.link_build
import embeddings.link_store
from corpus.shelf import Shelf
from embeddings.build import build_index
from embeddings.hashed import HashedEncoder
from embeddings.link_build import build_links
from embeddings.link_store import LinkStore
from embeddings.progress import silent
from rag import own_documents
from rag.settings import Settings

TEXT = "江州市{name}方案\n一、建设冷链。在产地建设冷库和冷链集配中心,发展冷链运输。\n二、{name}\n"
OTHERS = {
    "a": "推进植树造林。实施天然林保护,提高森林覆盖率。",
    "b": "减免税费。落实小规模纳税人优惠,退还留抵税额。",
    "c": "办好幼儿园。普惠园覆盖率达到九成,配齐保育员。",
}


@pytest.fixture
def home(tmp_path, monkeypatch):
    """A home with three added documents, of which none is linked before it is asked for."""
    monkeypatch.setattr(embeddings.link_build, "MOST_PAIRS", 0)
    home = tmp_path / "home"
    for name in "abc":
        add(home, name, tmp_path)
    build(home)
    return home


def add(home, name, folder, text=TEXT):
    path = folder / f"{name}.txt"
    path.write_text(text.format(name=OTHERS[name]), "utf-8")
    own_documents.add([path], Settings(home=home), encoder=HashedEncoder())


def build(home):
    listed, parsed = Shelf(home).load_all()
    own = frozenset(one.id for one in listed.documents)
    build_index(parsed, home, HashedEncoder(), silent, apart=own)
    return build_links(parsed, home, HashedEncoder(), silent)


def pairs(home, first, second):
    return [(one.first, one.second) for one in LinkStore(home).links_of(first, second)]


def test_nothing_is_linked_before_two_documents_are_asked_for(home):
    assert not list((home / "links").glob("computed/*/*"))
    assert pairs(home, "b", "a") == [("b#一", "a#一")]
    assert [path.name for path in (home / "links").glob("computed/*/*")] == ["b.jsonl"]
    assert build(home).pairs == 0


def test_what_was_made_when_asked_is_what_is_made_beforehand(home, monkeypatch):
    asked = LinkStore(home).computed("a", "c")
    monkeypatch.setattr(embeddings.link_build, "MOST_PAIRS", 1000)
    (home / "links" / "state.json").unlink()
    assert build(home).pairs == 3
    assert LinkStore(home).computed("a", "c") == asked != ()


def test_links_are_made_once(home, monkeypatch):
    assert pairs(home, "a", "b")
    monkeypatch.setattr(embeddings.link_store, "link_pair", None)
    assert pairs(home, "a", "b")


def test_a_document_that_changes_loses_the_links_that_were_made(home, tmp_path):
    assert pairs(home, "a", "b") == [("a#一", "b#一")]
    assert pairs(home, "a", "c")
    add(
        home,
        "b",
        tmp_path,
        "江州市护水方案\n一、护水。清淤护水九处。\n二、建设冷链。在产地建设冷库。\n",
    )
    build(home)
    assert [path.name for path in (home / "links").glob("computed/*/*")] == ["c.jsonl"]
    assert pairs(home, "a", "b") == [("a#一", "b#二")]


def test_a_document_that_is_gone_has_no_links(home):
    assert pairs(home, "a", "b")
    own_documents.remove("b", Settings(home=home))
    build(home)
    assert pairs(home, "a", "b") == []


def test_between_shelf_and_index_nothing_is_kept(home, tmp_path):
    state = (home / "links" / "state.json").read_bytes()
    add(
        home,
        "b",
        tmp_path,
        "江州市护水方案\n一、护水。清淤护水九处。\n二、建设冷链。在产地建设冷库。\n",
    )
    (home / "links" / "state.json").write_bytes(state)  # the next to open the index changes it
    assert pairs(home, "a", "b") == [("a#一", "b#二")]
    assert not list((home / "links").glob("computed/*/*"))
