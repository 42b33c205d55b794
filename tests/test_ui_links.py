"""The command that lists links and keeps what a person decides on them."""

import json

import pytest

from embeddings.link_store import LinkStore

A, B = "sichuan-circulation-2022", "sichuan-ecommerce-express-2018"


@pytest.fixture
def zhengda_at_home(zhengda, home, monkeypatch):
    """Run the command line on a home of the test's own."""
    monkeypatch.setenv("ZHENGDA_HOME", str(home))
    return zhengda


def listed(run):
    assert run.code == 0, run.err
    return json.loads(run.out)


def test_links_and_what_has_none_are_listed(zhengda_at_home):
    rows = listed(zhengda_at_home("links", A, B, "--json"))
    assert (rows["first"], rows["second"]) == (A, B)
    assert rows["links"]
    assert {"kind", "score", "why", "decision"} <= rows["links"][0].keys()
    linked = {one["first"]["clause"] for one in rows["links"]}
    alone = {one["clause"] for one in rows["unlinked"][A]}
    assert alone
    assert not linked & alone


def test_the_table_names_both_documents(zhengda_at_home):
    run = zhengda_at_home("links", A, B)
    assert run.code == 0
    assert A in run.out
    assert "without a link" in run.out


def test_a_link_that_is_cut_is_listed_as_cut_and_can_be_confirmed_again(zhengda_at_home, home):
    first = listed(zhengda_at_home("links", A, B, "--json"))["links"][0]
    pair = (first["first"]["clause"], first["second"]["clause"])
    rows = listed(zhengda_at_home("links", A, B, "--cut", *pair, "--json"))
    assert pair not in {(one["first"]["clause"], one["second"]["clause"]) for one in rows["links"]}
    [cut] = rows["cut"]
    assert {cut["first"], cut["second"]} == {f"{A}#{pair[0]}", f"{B}#{pair[1]}"}
    rows = listed(zhengda_at_home("links", A, B, "--confirm", *pair, "--kind", "partly", "--json"))
    again = next(one for one in rows["links"] if one["first"]["clause"] == pair[0])
    assert (again["decision"], again["kind"]) == ("confirmed", "partly")
    assert again["by"]
    assert rows["cut"] == []
    assert len(LinkStore(home).decisions()) == 1


def test_the_table_lists_what_was_cut_and_who_did_so(zhengda_at_home):
    first = listed(zhengda_at_home("links", A, B, "--json"))["links"][0]
    pair = (first["first"]["clause"], first["second"]["clause"])
    assert "decided" in zhengda_at_home("links", A, B).out
    assert "cut (" not in zhengda_at_home("links", A, B).out
    shown = zhengda_at_home("links", B, A, "--cut", *reversed(pair)).out
    [line] = [one for one in shown.splitlines() if "cut (" in one]
    for words in (*pair, first["first"]["heading"][:4]):
        assert words in line
    assert line.index(pair[1]) < line.index(pair[0])  # in the order of the documents asked for


def test_a_link_that_nobody_computed_can_be_added_from_either_side(zhengda_at_home):
    before = listed(zhengda_at_home("links", A, B, "--json"))
    alone = [before["unlinked"][name][0]["clause"] for name in (A, B)]
    zhengda_at_home("links", B, A, "--confirm", *reversed(alone))
    after = listed(zhengda_at_home("links", A, B, "--json"))
    [added] = [one for one in after["links"] if one["score"] is None]
    assert [added["first"]["clause"], added["second"]["clause"]] == alone
    assert added["kind"] == "same"


def test_a_decision_that_is_withdrawn_leaves_what_the_program_found(zhengda_at_home, home):
    before = listed(zhengda_at_home("links", A, B, "--json"))
    first = before["links"][0]
    pair = (first["first"]["clause"], first["second"]["clause"])
    alone = [before["unlinked"][name][0]["clause"] for name in (A, B)]
    zhengda_at_home("links", A, B, "--cut", *pair)
    zhengda_at_home("links", A, B, "--confirm", *alone)
    assert listed(zhengda_at_home("links", A, B, "--json")) != before
    zhengda_at_home("links", B, A, "--withdraw", *reversed(pair))  # from either side
    assert listed(zhengda_at_home("links", A, B, "--withdraw", *alone, "--json")) == before
    assert LinkStore(home).decisions() == ()


def test_what_nobody_decided_cannot_be_withdrawn(zhengda_at_home, home):
    first = listed(zhengda_at_home("links", A, B, "--json"))["links"][0]
    pair = (first["first"]["clause"], first["second"]["clause"])
    run = zhengda_at_home("links", A, B, "--withdraw", *pair)
    assert (run.code, run.out) == (1, "")
    assert run.err.strip() == (
        f"zhengda: nobody decided on '{A}#{pair[0]}' and '{B}#{pair[1]}'; "
        f"see: zhengda links {A} {B} --json"
    )
    assert not (home / "links" / "decisions.jsonl").exists()
    zhengda_at_home("links", A, B, "--cut", *pair)
    assert zhengda_at_home("links", A, B, "--withdraw", *pair).code == 0
    assert zhengda_at_home("links", A, B, "--withdraw", *pair).code == 1


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["nosuch", B], "no document has the id 'nosuch'"),
        ([A, A], "give two documents"),
        ([A, B, "--cut", "九(九)", "三(一)"], "no clause 'sichuan-circulation-2022#九(九)'"),
        ([A, B, "--confirm", "七(三)", "九(九)"], f"no clause '{B}#九(九)'"),
        ([A, B, "--withdraw", "七(三)", "九(九)"], f"no clause '{B}#九(九)'"),
    ],
)
def test_what_is_not_there_is_named_in_one_line(arguments, says, zhengda_at_home, home):
    run = zhengda_at_home("links", *arguments)
    assert run.code == 1
    assert says in run.err
    assert len(run.err.strip().splitlines()) == 1
    assert LinkStore(home).decisions() == ()


def test_a_kind_that_is_none_is_wrong_usage(zhengda_at_home):
    assert zhengda_at_home("links", A, B, "--kind", "half").code == 2


def test_an_answer_follows_what_a_person_cut(zhengda_at_home):
    question = "四川两份方案都有哪些任务?"
    before = json.loads(zhengda_at_home("ask", question, "--json").out)
    row = before["comparison"]["rows"][0]
    lead, other = (cell["clauses"][0] for cell in row["cells"])
    for one in list(row["cells"][1]["clauses"]):
        zhengda_at_home("links", A, B, "--cut", lead, one)
    after = json.loads(zhengda_at_home("ask", question, "--json").out)
    pairs = [[cell["clauses"] for cell in row["cells"]] for row in after["comparison"]["rows"]]
    assert all(not (lead in first and other in second) for first, second in pairs)
