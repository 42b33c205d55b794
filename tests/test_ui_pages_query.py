"""What the address of a page asks for."""

from ui.frame_words import Place
from ui.pages.query import PageQuery, link_to


def test_a_query_survives_the_way_into_a_link_and_back():
    query = PageQuery.of("?doc=a%23b&clause=%E4%B8%89(%E4%B8%80)1&doc=c&empty=")
    assert query.one("doc") == "a#b"
    assert query.all("doc") == ("a#b", "c")
    assert query.one("clause") == "三(一)1"
    assert query.one("empty") == query.one("missing") == ""
    link = link_to(Place.READER, query)
    assert link.startswith("./read?doc=a%23b&clause=")
    assert PageQuery.of(link.partition("?")[2]).all("doc") == ("a#b", "c")


def test_a_changed_query_keeps_the_rest_and_drops_what_is_emptied():
    query = PageQuery.of("doc=a&clause=b").changed(clause="", side="en")
    assert query.fields == (("doc", "a"), ("side", "en"))


def test_a_query_that_is_no_query_asks_for_nothing_more_than_it_can():
    assert PageQuery.of("") == PageQuery()
    assert PageQuery.of("&&&%%%") == PageQuery()
    assert len(PageQuery.of("&".join(["a=b"] * 1000)).fields) == 200
    assert len(PageQuery.of("a=" + "x" * 100_000).one("a")) == 2_000
    assert PageQuery.of("a=%ff").one("a") == "\ufffd"
