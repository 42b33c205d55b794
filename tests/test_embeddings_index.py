"""The search: what it returns, and that it stays what it was."""

import json
import subprocess
import sys
from datetime import date

import numpy as np
import pytest
from small_documents import clause, document, parsed

import embeddings.chroma
from corpus.types import ParsedDocument, Responsibility, Role
from embeddings.build import build_index
from embeddings.errors import IndexMissingError
from embeddings.foreign import is_foreign
from embeddings.fuse import blend, fuse
from embeddings.hashed import HashedEncoder
from embeddings.index import ClauseIndex, Leg, WeightedText
from embeddings.progress import silent
from embeddings.questions import QuestionVectors
from embeddings.rows import StoredRows, open_rows
from embeddings.state import read_pointer

TEXTS = {
    "sichuan": {
        "一": "一、物流",
        "一(一)": "建设国家骨干冷链物流基地。推进自贡基地建设。",
        "一(二)": "降低小微企业支付手续费。",
    },
    "shanxi": {"一": "推进太原晋中同城化。", "二": "建设国家骨干冷链物流基地。推进自贡基地建设。"},
}


def plan(name: str, texts: dict[str, str]) -> ParsedDocument:
    duty = Responsibility(agency="商务厅", role=Role.SOLE, words="商务厅")
    clauses = (
        clause(name, reference, text, responsibilities=(duty,) if "。" in text else ())
        for reference, text in texts.items()
    )
    return parsed(document(name, issued_on=date(2022, 1, 4)), *clauses)


def corpus(texts=TEXTS) -> list[ParsedDocument]:
    return [plan(name, clauses) for name, clauses in texts.items()]


@pytest.fixture
def index(tmp_path):
    build_index(corpus(), tmp_path, HashedEncoder(), silent)
    return ClauseIndex(tmp_path, HashedEncoder())


def rows_of(home) -> StoredRows:
    return open_rows(home / "index", read_pointer(home / "index"))


def ids(hits):
    return [hit.clause_id for hit in hits]


def test_every_clause_has_its_place_and_the_nearest_is_first(index):
    hits = index.search("小微企业支付手续费谁来降低?", 10)
    assert hits[0].clause_id == "sichuan#一(二)"
    assert len(hits) == 5
    assert [hit.score for hit in hits] == sorted((hit.score for hit in hits), reverse=True)
    assert (hits[0].dense_rank, hits[0].lexical_rank) == (1, 1)
    assert sorted(hit.dense_rank for hit in hits) == [1, 2, 3, 4, 5]


def test_one_leg_alone_may_decide_the_order(index, tmp_path):
    hits = index.search("物流", 10)
    # Without a shared term a clause has no lexical rank, and stands in the order of ids.
    assert [(hit.clause_id, hit.dense_rank, hit.lexical_rank) for hit in hits] == [
        ("sichuan#一", 1, 1),
        ("shanxi#二", 3, 2),
        ("sichuan#一(一)", 4, 3),
        ("sichuan#一(二)", 2, None),
        ("shanxi#一", 5, None),
    ]
    dense = ClauseIndex(tmp_path, HashedEncoder(), leg=Leg.DENSE).search("物流", 10)
    assert [hit.dense_rank for hit in dense] == [1, 2, 3, 4, 5]
    lexical = ClauseIndex(tmp_path, HashedEncoder(), leg=Leg.LEXICAL).search("物流", 10)
    assert [hit.lexical_rank for hit in lexical] == [1, 2, 3, None, None]
    assert ids(lexical)[3:] == ["shanxi#一", "sichuan#一(二)"]


def test_equal_clauses_come_in_the_order_of_their_ids(index):
    hits = index.search("冷链物流基地", 2)
    assert ids(hits) == ["shanxi#二", "sichuan#一(一)"]
    assert hits[0].score == hits[1].score


def test_the_same_question_gives_the_same_hits(index):
    assert index.search("冷链物流", 5) == index.search("冷链物流", 5)


def test_a_search_in_some_documents_ranks_within_them(index):
    hits = index.search("冷链物流基地", 10, documents=frozenset({"sichuan"}))
    assert len(hits) == 3
    assert hits[0].clause_id == "sichuan#一(一)"
    assert hits[0].dense_rank == 1
    assert index.search("冷链物流基地", 10, documents=frozenset()) == []


def test_a_question_without_a_shared_term_is_ranked_by_the_dense_leg_alone(index):
    hits = index.search("wholly other words", 5)
    assert [hit.dense_rank for hit in hits] == [1, 2, 3, 4, 5]
    assert {hit.lexical_rank for hit in hits} == {None}
    assert {hit.lexical_score for hit in hits} == {0}


def test_the_lexical_query_replaces_the_question_for_the_lexical_leg(index):
    hits = {hit.clause_id: hit for hit in index.search("fees", 5, lexical_query="支付手续费")}
    assert hits["sichuan#一(二)"].lexical_rank == 1
    assert hits["shanxi#一"].lexical_rank is None


def test_the_dense_similarity_is_the_cosine_of_passage_and_best_sentence(index):
    # Unit vectors: with l2 or ip instead of cosine the numbers would differ by a factor or an offset.
    encoder = HashedEncoder()
    [question] = encoder.encode_queries(["骨干冷链"])
    texts = (
        "方案\n建设国家骨干冷链物流基地。推进自贡基地建设。",
        "四川 方案\n建设国家骨干冷链物流基地。",
        "四川 方案\n推进自贡基地建设。",
    )
    passage, *sentences = (encoder.encode_passages(texts) @ question).tolist()
    found = index.dense_similarities("骨干冷链")["shanxi#二"]
    assert found == pytest.approx((passage + max(sentences)) / 2, abs=1e-5)
    assert index.search("骨干冷链", 5)[0].dense_similarity == pytest.approx(found)


def test_the_collection_states_cosine_and_gives_every_row_its_cosine(index, tmp_path):
    collection = rows_of(tmp_path)
    [question] = HashedEncoder().encode_queries(["物流"])
    expected = HashedEncoder().encode_passages(collection.texts) @ question
    assert np.allclose(collection.similarities(question), expected, atol=1e-5)


def test_rows_the_approximate_search_did_not_reach_get_their_cosine(tmp_path, monkeypatch):
    monkeypatch.setattr(embeddings.chroma, "_EF", 2)
    build_index(corpus(), tmp_path, HashedEncoder(), silent)
    collection = rows_of(tmp_path)
    [question] = HashedEncoder().encode_queries(["物流"])
    expected = HashedEncoder().encode_passages(collection.texts) @ question
    assert len(expected) > 2
    assert np.allclose(collection.similarities(question), expected, atol=1e-5)


def test_the_metadata_of_a_row_leads_back_to_its_clause(index, tmp_path):
    collection = rows_of(tmp_path)
    row = collection.ids.index("sichuan#一(一)@2")
    assert collection.metadatas[row] == {
        "clause": "sichuan#一(一)",
        "document": "sichuan",
        "reference": "一(一)",
        "place": "四川",
        "status": "not_stated",
        "agencies": ["商务厅"],
        "date": "2022-01-04",
    }


def test_the_sentences_of_a_clause_come_nearest_first_and_as_they_stand(index):
    sentences = ("推进自贡基地建设。", "建设国家骨干冷链物流基地。")
    assert index.nearest_sentences("自贡基地", "shanxi#二") == sentences
    assert index.nearest_sentences("骨干冷链物流", "shanxi#二") == sentences[::-1]
    assert index.nearest_sentences("自贡基地", "shanxi#九") == ()


def test_the_wordings_of_a_question_are_encoded_together_and_once(tmp_path):
    encoder = HashedEncoder()
    build_index(corpus(), tmp_path, encoder, silent)
    index = ClauseIndex(tmp_path, encoder)
    index.prepare(["冷链由谁建", "冷链"])
    wordings = [WeightedText(text="冷链", weight=0.5), WeightedText(text="物流", weight=0.5)]
    index.search_weighted(wordings, wordings, 5)
    index.dense_similarities("冷链由谁建")
    index.nearest_sentences("物流", "shanxi#二")
    assert encoder.asked == [("冷链由谁建", "冷链"), ("物流",)]


def test_what_foreign_questions_share_is_encoded_together_and_once(index):
    encoder = index._encoder
    index.search("Who builds it?", 5)
    index.search("Who pays for it?", 5)
    assert [len(asked) for asked in encoder.asked] == [1, 16, 1]


def test_question_vectors_come_in_order_and_the_oldest_are_forgotten():
    encoder = HashedEncoder()
    remembered = QuestionVectors(encoder, size=2)
    first, second, again = remembered.of(["冷链", "物流", "冷链"])
    assert np.array_equal([first, second], HashedEncoder().encode_queries(["冷链", "物流"]))
    assert first is again
    remembered.of(["物流", "冷链"])
    remembered.of(["补贴"])
    remembered.of(["冷链", "物流"])
    assert encoder.asked == [("冷链", "物流"), ("补贴",), ("物流",)]


def test_more_wordings_at_once_than_are_remembered_have_their_vectors():
    assert len(QuestionVectors(HashedEncoder(), size=1).of(["冷链", "物流", "补贴"])) == 3


def test_a_search_for_no_clause_is_a_mistake(index):
    with pytest.raises(ValueError, match="k is 0"):
        index.search("冷链", 0)


def test_an_empty_corpus_has_an_index_without_hits(tmp_path):
    build_index([], tmp_path, HashedEncoder(), silent)
    index = ClauseIndex(tmp_path, HashedEncoder())
    assert index.search("冷链", 5) == []
    assert index.dense_similarities("冷链") == {}


def test_without_an_index_the_message_names_the_remedy(tmp_path):
    with pytest.raises(IndexMissingError, match=r"no index in .*; run: zhengda index"):
        ClauseIndex(tmp_path, HashedEncoder())


def test_an_index_of_another_model_is_not_searched(index, tmp_path):
    with pytest.raises(IndexMissingError, match="'hashed-64', not 'other'; run: zhengda index"):
        ClauseIndex(tmp_path, HashedEncoder("other"))


def test_a_new_process_finds_the_clauses(index, tmp_path):
    script = (
        "import json, sys, pathlib\n"
        "from embeddings.hashed import HashedEncoder\n"
        "from embeddings.index import ClauseIndex\n"
        "hits = ClauseIndex(pathlib.Path(sys.argv[1]), HashedEncoder()).search('冷链物流', 3)\n"
        "print(json.dumps([hit.clause_id for hit in hits]))\n"
    )
    run = subprocess.run(
        [sys.executable, "-c", script, str(tmp_path)], capture_output=True, text=True, check=True
    )
    assert json.loads(run.stdout) == ids(index.search("冷链物流", 3))


def test_an_open_index_stays_as_it_was_and_a_new_one_has_what_another_process_built(
    index, tmp_path
):
    more = corpus({**TEXTS, "new": {"一": "发展低空经济和无人机。"}})
    (tmp_path / "corpus.json").write_text(json.dumps([p.model_dump(mode="json") for p in more]))
    script = (
        "import json, sys, pathlib\n"
        "from corpus.types import ParsedDocument\n"
        "from embeddings.build import build_index\n"
        "from embeddings.hashed import HashedEncoder\n"
        "from embeddings.progress import silent\n"
        "home = pathlib.Path(sys.argv[1])\n"
        "more = [ParsedDocument.model_validate(d) for d in json.loads((home / 'corpus.json').read_text())]\n"
        "build_index(more, home, HashedEncoder(), silent)\n"
    )
    assert index.search("无人机", 10)[0].lexical_rank is None
    subprocess.run([sys.executable, "-c", script, str(tmp_path)], check=True)
    assert len(index.search("无人机", 10)) == 5
    assert ClauseIndex(tmp_path, HashedEncoder()).search("无人机", 10)[0].clause_id == "new#一"


def test_a_clause_that_is_gone_is_not_found(index, tmp_path):
    build_index(corpus({"shanxi": TEXTS["shanxi"]}), tmp_path, HashedEncoder(), silent)
    left = ClauseIndex(tmp_path, HashedEncoder()).search("手续费", 10)
    assert {hit.clause_id for hit in left} == {"shanxi#一", "shanxi#二"}


@pytest.mark.parametrize(
    ("question", "foreign"),
    [
        ("Who leads?", True),
        ("Which body is in charge of 放管服 reform?", True),
        ("5G基站由谁建?", False),
        ("APP备案", False),
        ("谁牵头?", False),
        ("2022?", False),
    ],
)
def test_a_question_is_foreign_when_most_of_it_is_not_chinese(question, foreign):
    assert is_foreign(question) == foreign


def test_fusion_adds_the_lexical_score_in_units_of_both_spreads():
    dense = np.array([0.8, 0.9], dtype=np.float32)
    lexical = np.array([6, 0], dtype=np.float32)
    # The spread of 0.8 and 0.9 is 0.05, that of 6 and 0 is 3.
    assert fuse(dense, lexical).tolist() == pytest.approx([0.8 + 0.33 * 0.05 * 6 / 3, 0.9])
    assert blend(dense, lexical).tolist() == pytest.approx([(0.8 + 6) / 2, 0.9 / 2])


def test_clauses_are_alike_by_their_nearest_sentences(index):
    alike = index.likeness(
        ["sichuan#一(一)", "sichuan#一(二)"], ["shanxi#二", "shanxi#一", "nowhere#一"]
    )
    assert alike.shape == (2, 3)
    assert alike[0, 0] == pytest.approx(1.0, abs=1e-5)
    assert alike[0, 0] > alike[0, 1]
    assert alike[0, 0] > alike[1, 0]
    assert alike[:, 2].tolist() == [0.0, 0.0]
    assert index.likeness([], ["shanxi#一"]).shape == (0, 1)
