"""Statutes: read from a folder, made a corpus, searched in several ways."""

import json

import pytest
from typer.testing import CliRunner

import eval.statutes
from embeddings.hashed import HashedEncoder
from embeddings.index import Hit
from embeddings.progress import silent
from eval.cases import QuestionsError
from eval.statute_corpus import StatuteQuestion, clause_id_of, corpus_of, read_statutes
from eval.statutes import index_searches, reciprocal_ranks, understood_search, write_indexes
from eval.trial import measure_search

ARTICLES = [
    {"article": "民法典第五十四条", "text": "自然人从事工商业经营,经依法登记,为个体工商户。"},
    {"article": "民法典第五十六条", "text": "个体工商户的债务,个人经营的,以个人财产承担。"},
    {"article": "劳动法第三条之一", "text": "劳动者享有休息休假的权利。"},
]
QUESTIONS = [
    {"id": 0, "question": "劳动者有休息休假的权利吗?", "articles": ["劳动法第三条之一"]},
    {"id": "b", "question": "个体工商户的债务由谁承担?", "articles": ["民法典第五十六条"]},
]


@pytest.fixture
def folder(tmp_path):
    """Write articles and questions into a folder; each file may be given other lines."""

    def write(articles=ARTICLES, questions=QUESTIONS):
        for name, lines in (("articles", articles), ("questions", questions)):
            text = "".join(json.dumps(line, ensure_ascii=False) + "\n" for line in lines)
            (tmp_path / f"{name}.jsonl").write_text(text, "utf-8")
        return tmp_path

    return write


def error_of(folder):
    with pytest.raises(QuestionsError) as failure:
        read_statutes(folder)
    return str(failure.value)


def test_a_statute_becomes_a_document_and_an_article_a_clause(folder):
    corpus = corpus_of(read_statutes(folder()).articles)
    assert [one.document_id for one in corpus.documents] == ["民法典", "劳动法"]
    assert [one.clause_id for one in corpus.clauses] == [
        "民法典#第五十四条",
        "民法典#第五十六条",
        "劳动法#第三条之一",
    ]
    assert corpus.clauses[2].text == "劳动者享有休息休假的权利。"
    assert clause_id_of("劳动法第三条之一") == "劳动法#第三条之一"


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"articles": [*ARTICLES, {"article": "民法典"}]}, "articles.jsonl:4: text: Field required (given: {'article': '民法典'})",
        ),
        (
            {"articles": [*ARTICLES, {"article": "民法典", "text": ""}]},
            "articles.jsonl:4: '民法典' does not end in the number of an article, 第…条",
        ),
        ({"articles": [*ARTICLES, ARTICLES[0]]}, "articles.jsonl:4: '民法典第五十四条' stands twice"),
        (
            {"questions": [*QUESTIONS, {"id": 1, "question": "?", "articles": ["刑法第一条"]}]},
            "questions.jsonl:3: wants '刑法第一条'; not in articles.jsonl",
        ),
        (
            {"questions": [{"id": 1, "question": "?", "articles": []}]},
            "questions.jsonl:1: wants no article; not in articles.jsonl",
        ),
    ],
)  # fmt: skip
def test_an_error_names_file_and_line(folder, changes, message):
    assert error_of(folder(**changes)) == message


def test_a_folder_without_the_files_is_named(tmp_path):
    assert error_of(tmp_path).startswith("cannot read ")


def hit(clause_id, dense_rank, lexical_rank):
    return Hit(
        clause_id=clause_id,
        score=0,
        dense_similarity=0,
        dense_rank=dense_rank,
        lexical_score=0,
        lexical_rank=lexical_rank,
    )


def test_reciprocal_ranks_are_added_over_both_legs():
    # a: 1/61 + 1/63 = 0.0323; b: 1/62 + 1/61 = 0.0325; c: 1/63 + 1/62 = 0.0320; d: 1/64 = 0.0156.
    hits = [hit("a", 1, 3), hit("b", 2, 1), hit("c", 3, 2), hit("d", 4, None)]
    assert reciprocal_ranks(hits) == ["b", "a", "c", "d"]


def test_equal_reciprocal_ranks_come_in_the_order_of_their_ids():
    assert reciprocal_ranks([hit("b", 1, 2), hit("a", 2, 1)]) == ["a", "b"]


def test_no_more_than_ten_are_kept():
    assert len(reciprocal_ranks([hit(str(n), n, n) for n in range(1, 20)])) == 10


def test_each_way_to_search_is_measured(folder, tmp_path):
    statutes = read_statutes(folder())
    corpus, encoder = corpus_of(statutes.articles), HashedEncoder()
    write_indexes(corpus, encoder, tmp_path / "home", silent)
    searches = index_searches(tmp_path / "home", encoder, clauses=3)
    searches["understood"] = understood_search(corpus, tmp_path / "home", encoder)
    assert list(searches) == [
        "lexical only",
        "dense only",
        "both, by reciprocal ranks",
        "both, fused",
        "both, fused, with sentences",
        "understood",
    ]
    first = {
        name: [search(one.question)[0] for one in statutes.questions]
        for name, search in searches.items()
    }
    assert set(map(tuple, first.values())) == {("劳动法#第三条之一", "民法典#第五十六条")}


def test_a_question_wants_all_of_its_articles_once():
    asked = StatuteQuestion(
        id=1, question="?", articles=("民法典第一条", "劳动法第二条", "民法典第一条")
    )
    assert asked.case.clauses == (("民法典#第一条",), ("劳动法#第二条",))
    # The one stands second, the other nowhere: nothing at the first place, half of them in all.
    measured = measure_search("?", lambda words: ["x#一", "民法典#第一条"], [asked.case], silent)
    retrieval = measured["all"]
    assert (retrieval.hit_at_1.value, retrieval.mrr_at_10.value) == (0, 1 / 2)
    assert retrieval.context_recall.value == 1 / 2


def test_the_command_prints_a_table_and_leaves_nothing_behind(folder, monkeypatch):
    monkeypatch.setattr(eval.statutes, "open_encoder", lambda home, model: HashedEncoder())
    app = eval.statutes.typer.Typer()
    app.command()(eval.statutes.main)
    run = CliRunner().invoke(app, [str(folder())])
    assert run.exit_code == 0
    assert "2 questions, 3 articles" in run.stdout
    assert "both, fused, with sentences" in run.stdout
    assert {path.name for path in folder().iterdir()} == {"articles.jsonl", "questions.jsonl"}
    failed = CliRunner().invoke(app, [str(folder(questions=[{}]))])
    assert failed.exit_code == 1
    assert "questions.jsonl:1: id: Field required (given: {})" in failed.stderr
