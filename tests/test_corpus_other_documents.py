"""Documents of other places, levels and styles, read as whoever wrote them says that they read."""

import json
import re
from pathlib import Path

import pytest

from corpus.library import load_corpus
from corpus.types import Role
from rag.language import comparable

DOCUMENTS = Path(__file__).parent / "documents"
NAMES = sorted(path.name.removesuffix(".truth.json") for path in DOCUMENTS.glob("*.truth.json"))
# An item of an article is no clause of its own.
ITEM = re.compile(r"第[一二三四五六七八九十]+条\([一二三四五六七八九十]+\)$")
LISTED = {Role.LEAD.value, Role.SOLE.value, Role.JOINT.value, Role.PARTICIPANT.value}


@pytest.fixture(scope="module")
def parsed(tmp_path_factory):
    folder = tmp_path_factory.mktemp("documents")
    for name in NAMES:
        (folder / f"{name}.txt").write_bytes((DOCUMENTS / f"{name}.txt").read_bytes())
    return {one.document.document_id: one for one in load_corpus(folder).parsed}


def truth_of(name):
    return json.loads((DOCUMENTS / f"{name}.truth.json").read_text("utf-8"))


def plain(words):
    return comparable(words or "").replace(" ", "")


def test_there_are_forty_five():
    assert len(NAMES) == 45


@pytest.mark.parametrize("name", NAMES)
def test_every_clause_is_found_and_none_is_made_up(name, parsed):
    wanted = {plain(one["reference"]) for one in truth_of(name)["clauses"]}
    found = {plain(clause.reference) for clause in parsed[name].clauses}
    assert {one for one in wanted - found if not ITEM.match(one)} == set()
    assert found - wanted <= {"序言", "附件"}


@pytest.mark.parametrize("name", NAMES)
def test_every_listed_duty_has_its_body_and_role(name, parsed):
    wanted = {
        (plain(one["reference"]), plain(body["name"]), body["role"])
        for one in truth_of(name)["clauses"]
        for body in one["agencies"]
        if body["role"] in LISTED
    }
    found = {
        (plain(clause.reference), plain(duty.agency), duty.role.value)
        for clause in parsed[name].clauses
        for duty in clause.responsibilities
        if duty.role.value in LISTED
    }
    assert found == wanted


@pytest.mark.parametrize("name", NAMES)
def test_number_and_date_are_those_that_the_document_states(name, parsed):
    truth, document = truth_of(name), parsed[name].document
    assert plain(document.document_number) == plain(truth["number"])
    assert (document.issued_on.isoformat() if document.issued_on else None) == truth["date_issued"]
