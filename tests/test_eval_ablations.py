"""The retrieval without one of its parts, measured on a small corpus without a model."""

from datetime import date

import pytest
from small_documents import clause, document, parsed
from typer.testing import CliRunner

import eval.ablations
from corpus.library import Corpus
from corpus.types import Rendering
from embeddings.hashed import HashedEncoder
from embeddings.progress import silent
from embeddings.texts import entries_of
from eval.ablations import VARIANTS, Ablation, Part, ablate, markdown, reduced_entries
from eval.cases import Case
from eval.ranking import Retrieval
from eval.shares import Share
from eval.trial import RememberingEncoder


def rendered(reference, text, english):
    return clause(
        "plan",
        reference,
        text,
        heading="物流",
        headings=("流通", "物流"),
        rendering=Rendering(heading="Logistics", headings=("Circulation",), sentences=english),
        plain=Rendering(heading="运货", sentences=("把东西运到。",)),
    )


@pytest.fixture(scope="module")
def plan():
    return parsed(
        document("plan", title="流通方案", issued_on=date(2018, 6, 5), title_en="Plan"),
        rendered(
            "一", "建设冷链基地。推进自贡基地。", ("Build cold-chain bases.", "Advance Zigong.")
        ),
        rendered("二", "降低支付手续费。", ("Lower payment fees.",)),
    )


def case(number, question, reference, language):
    fields = {"id": str(number), "category": "fact", "language": language, "turns": [question]}
    return Case.model_validate(fields | {"clauses": [[f"plan#{reference}"]]})


CASES = [
    case(1, "冷链基地怎么建设?", "一", "zh-Hans"),
    case(2, "降低支付手續費?", "二", "zh-Hant"),
    case(3, "Which payment fees are lowered?", "二", "en"),
    case(4, "支付手续费怎么降低?", "一", "zh-Hans"),
]


def first_entry(plan, *without):
    return reduced_entries(plan, frozenset(without))[0]


def test_without_nothing_the_entries_are_those_of_the_product(plan):
    assert reduced_entries(plan, frozenset()) == entries_of(plan)


def test_without_sentence_vectors_only_the_passages_are_left(plan):
    entry = first_entry(plan, Part.SENTENCES)
    assert entry.passage == "流通方案\n流通\n物流\n建设冷链基地。推进自贡基地。"
    assert entry.english == "Plan\nCirculation\nBuild cold-chain bases. Advance Zigong."
    assert entry.plain == "运货\n把东西运到。"
    assert entry.sentences == ()


def test_without_headings_title_and_text_are_left_in_both_languages(plan):
    entry = first_entry(plan, Part.HEADINGS)
    assert entry.passage == "流通方案\n建设冷链基地。推进自贡基地。"
    assert entry.english == "Plan\nBuild cold-chain bases. Advance Zigong."
    assert entry.plain == "把东西运到。"
    assert entry.sentences == ("四川 流通方案\n建设冷链基地。", "四川 流通方案\n推进自贡基地。")


def test_without_one_kind_of_renderings_all_else_is_as_it_was(plan):
    whole = first_entry(plan)
    assert first_entry(plan, Part.ENGLISH) == whole.model_copy(update={"english": ""})
    assert first_entry(plan, Part.PLAIN) == whole.model_copy(update={"plain": ""})


def test_every_variant_is_measured_by_language_and_over_all(plan, tmp_path):
    found = ablate(Corpus((plan,)), CASES, HashedEncoder(), tmp_path, silent)
    assert [one.name for one in found] == [variant.name for variant in VARIANTS]
    whole = found[0].by_language
    assert {name: one.hit_at_1.cases for name, one in whole.items()} == {
        "zh-Hans": 2,
        "zh-Hant": 1,
        "en": 1,
        "all": 4,
    }
    # The fourth question wants the clause that stands second.
    assert whole["zh-Hans"].hit_at_1.value == 1 / 2
    assert whole["zh-Hans"].mrr_at_10.value == (1 + 1 / 2) / 2
    assert (whole["zh-Hant"].hit_at_1.value, whole["en"].hit_at_1.value) == (1, 1)
    assert whole["all"].hit_at_1.value == 3 / 4


def test_the_table_has_a_variant_a_row_and_a_language_a_column():
    names = ("hit_at_1", "mrr_at_10", "ndcg_at_10", "hit_at_3", "context_recall")
    values = dict(zip(names, (0.5, 0.75, 2 / 3, 1, 1), strict=True)) | {"context_precision": 0.1}
    shares = {name: Share(value=one, low=0, high=1, cases=4) for name, one in values.items()}
    half = Retrieval(**shares)
    table = markdown([Ablation(name="dense only", by_language={"all": half, "en": half})])
    assert table.split("\n") == [
        "| hit@1 / MRR@10 / nDCG@10 | en (4) | all (4) |",
        "| --- | --- | --- |",
        "| dense only | 0.500 / 0.750 / 0.667 | 0.500 / 0.750 / 0.667 |",
    ]


def test_a_text_is_encoded_once_however_often_it_is_wanted():
    inner = HashedEncoder()
    encoder = RememberingEncoder(inner)
    first = encoder.encode_passages(["甲乙", "丙丁", "甲乙"])
    again = encoder.encode_passages(["丙丁", "戊己"])
    assert inner.encoded == ["甲乙", "丙丁", "戊己"]
    assert (first[1] == again[0]).all()
    assert (first[0] == HashedEncoder().encode_passages(["甲乙"])[0]).all()
    encoder.encode_queries(["甲乙"])
    encoder.encode_queries(["甲乙", "丙丁"])
    assert inner.asked == [("甲乙",), ("丙丁",)]
    assert encoder.encode_queries([]).shape == (0, inner.dimension)


def test_the_command_measures_the_dev_half_of_its_files(plan, monkeypatch, tmp_path):
    monkeypatch.setattr(eval.ablations, "open_encoder", lambda home, model: HashedEncoder())
    monkeypatch.setattr(eval.ablations, "load_corpus", lambda: Corpus((plan,)))
    halves = ("dev", "dev", "test", "dev")
    lines = [
        one.model_copy(update={"half": half}).model_dump_json()
        for one, half in zip(CASES, halves, strict=True)
    ]
    questions = tmp_path / "q.jsonl"
    questions.write_text("\n".join(lines), "utf-8")
    app = eval.ablations.typer.Typer()
    app.command()(eval.ablations.main)
    run = CliRunner().invoke(app, [str(questions)])
    assert run.exit_code == 0
    assert "| zh-Hans (2) | zh-Hant (1) | all (3) |" in run.stdout
    assert "| fused, no headings |" in run.stdout
    failed = CliRunner().invoke(app, [str(tmp_path / "none.jsonl")])
    assert failed.exit_code == 1
    assert "cannot read questions" in failed.stderr
