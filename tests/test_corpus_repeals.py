"""Documents that other documents of the corpus repeal."""

from datetime import date

import pytest
from small_documents import clause, document, parsed

from corpus.library import Corpus
from corpus.repeals import with_repeals
from corpus.types import Relation, RelationKind, Status

OLD = parsed(
    document("old", title="江州市停车管理办法", document_number="江政发〔2010〕5号"),
    clause("old", "一", "一、停车。"),
)


def new(kind=RelationKind.REPEALS, *, title="江州市停车管理办法", number=None, on=None):
    words = "《江州市停车管理办法》同时废止"
    relation = Relation(kind=kind, title=title, number=number, words=words)
    return parsed(
        document("new", title="江州市停车条例", relations=(relation,), issued_on=on),
        clause("new", "九", f"第九条 本条例自公布之日起施行。{words}。"),
    )


def repealed(*documents):
    found = with_repeals(Corpus(documents)).documents
    return {one.document_id for one in found if one.status is Status.REPEALED}


def test_a_document_is_repealed_by_the_one_that_says_so():
    [old, _] = with_repeals(Corpus((OLD, new()))).documents
    by = old.repealed_by
    assert (by.document_id, by.title, by.reference) == ("new", "江州市停车条例", "九")


@pytest.mark.parametrize(
    ("title", "number"),
    [
        ("江州市停车管理办法", None),
        ("江州市人民政府关于印发江州市停车管理办法的通知", None),
        ("停车管理办法", "江政发[2010]5号"),
        (None, "江政发〔2010〕5号"),
    ],
)
def test_it_is_known_by_title_or_number(title, number):
    assert repealed(OLD, new(title=title, number=number)) == {"old"}


@pytest.mark.parametrize(
    "other",
    [
        new(RelationKind.BASIS),
        new(RelationKind.AMENDS),
        new(title="江州市停车管理规定"),
        new(number="江政发〔2010〕6号"),
    ],
)
def test_another_tie_or_another_document_repeals_nothing(other):
    assert repealed(OLD, other) == set()


def test_an_older_document_repeals_no_newer_one():
    later = OLD.model_copy(
        update={"document": OLD.document.model_copy(update={"issued_on": date(2020, 1, 1)})}
    )
    assert repealed(later, new(on=date(2019, 1, 1))) == set()
    assert repealed(later, new(on=date(2021, 1, 1))) == {"old"}


def test_a_repeal_counts_from_the_day_that_its_sentence_states():
    [relation] = new().document.relations
    dated = relation.model_copy(update={"on": date(2030, 1, 1)})
    by = new().model_copy(
        update={"document": new().document.model_copy(update={"relations": (dated,)})}
    )
    assert with_repeals(Corpus((OLD, by)), date(2029, 12, 31)).parsed[0] is OLD
    [old, _] = with_repeals(Corpus((OLD, by)), date(2030, 1, 1)).documents
    assert old.status is Status.REPEALED


def test_a_repeal_without_a_day_counts_when_its_document_takes_effect():
    later = new().document.model_copy(update={"effective_on": date(2027, 5, 1)})
    by = new().model_copy(update={"document": later})
    assert with_repeals(Corpus((OLD, by)), date(2027, 4, 30)).documents[0] == OLD.document
    [old, _] = with_repeals(Corpus((OLD, by)), date(2027, 5, 1)).documents
    assert old.repealed_by.document_id == "new"


def test_without_repeals_the_corpus_is_the_same():
    corpus = Corpus((OLD,))
    assert with_repeals(corpus) is corpus
