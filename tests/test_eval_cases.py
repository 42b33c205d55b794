import hashlib
import json

import pytest

from eval.cases import QUESTIONS, Case, QuestionsError, Split, question_files
from eval.load import load_cases

LINE = {
    "id": "agency-001",
    "category": "agency",
    "language": "zh-Hans",
    "turns": ["冷链物流基地谁来管?"],
    "clauses": [["sichuan-circulation-2022#三(一)2"]],
    "agencies": [{"name": "省发展改革委", "role": "joint"}],
    "agencies_asked": "all",
    "verdict": None,
    "facts": [["500个", "500"]],
    "forbidden": [],
    "silent": [],
    "refusal_class": None,
    "note": "everyday words",
}
REFUSAL = {
    "id": "refuse-001",
    "category": "refuse",
    "language": "en",
    "turns": ["Who runs the moon base?"],
    "refusal_class": "off_topic",
}


def write(path, *lines):
    path.write_text("\n".join(json.dumps(line, ensure_ascii=False) for line in lines), "utf-8")
    return path


def test_a_line_becomes_a_case(tmp_path):
    (case,) = load_cases([write(tmp_path / "a.jsonl", LINE)])
    assert case == Case.model_validate(LINE)
    assert case.acceptable == {"sichuan-circulation-2022#三(一)2"}
    assert case.documents == ("sichuan-circulation-2022",)
    assert not case.expects_refusal


def test_blank_lines_and_a_byte_order_mark_do_not_count(tmp_path):
    path = tmp_path / "a.jsonl"
    path.write_text("\ufeff" + json.dumps(LINE) + "\r\n\n  \n", "utf-8")
    assert len(load_cases([path])) == 1


def test_a_refusal_expects_one_and_so_does_a_follow_up_that_ends_in_one(tmp_path):
    follow_up = REFUSAL | {"id": "f", "category": "follow-up", "turns": ["a", "b"]}
    greeting = {"id": "g", "category": "greeting", "language": "en", "turns": ["hello"]}
    cases = load_cases([write(tmp_path / "a.jsonl", REFUSAL, follow_up, greeting)])
    assert all(case.expects_refusal for case in cases)


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"agencies_asked": "leader"}, "agencies_asked"),
        ({"agencies": [{"name": "商务厅", "role": "boss"}]}, "agencies.0.role"),
        ({"clauses": [["三(一)2"]]}, "clauses.0.0"),
        ({"clauses": [[]]}, "clauses.0"),
        ({"clauses": []}, "names the clauses"),
        ({"turns": ["a", "b"]}, "a follow-up has 2 to 4 turns"),
        ({"turns": [" "]}, "turns.0"),
        ({"category": "follow-up"}, "a follow-up has 2 to 4 turns"),
        ({"category": "refuse"}, "needs its refusal_class"),
        ({"refusal_class": "near_miss"}, "a refusal has no clauses"),
        ({"agencies_asked": "none"}, "agencies_asked is none"),
        ({"agencies": [{"name": "商务厅"}]}, "agencies.0.role"),
        ({"absent": ["养狗"]}, "only a question to be refused has absent terms"),
        ({"reckoned": ["3"]}, "what is reckoned must be one of the facts"),
        ({"color": "red"}, "color"),
    ],
)
def test_an_error_names_file_line_and_field(tmp_path, change, message):
    path = write(tmp_path / "bad.jsonl", REFUSAL, LINE | change)
    with pytest.raises(QuestionsError, match=r"^bad\.jsonl:2: ") as failure:
        load_cases([path])
    assert message in str(failure.value)
    assert "\n" not in str(failure.value)


def test_a_line_that_is_no_json_is_named(tmp_path):
    path = tmp_path / "bad.jsonl"
    path.write_text("{oops", "utf-8")
    with pytest.raises(QuestionsError, match=r"^bad\.jsonl:1: "):
        load_cases([path])


def test_an_id_stands_once_in_all_files(tmp_path):
    files = [write(tmp_path / "a.jsonl", LINE), write(tmp_path / "b.jsonl", REFUSAL, LINE)]
    with pytest.raises(QuestionsError, match=r"b\.jsonl:2: id 'agency-001' .* a\.jsonl:1"):
        load_cases(files)


def test_a_missing_file_and_an_empty_one_are_named(tmp_path):
    with pytest.raises(QuestionsError, match="cannot read"):
        load_cases([tmp_path / "none.jsonl"])
    with pytest.raises(QuestionsError, match="no questions"):
        load_cases([write(tmp_path / "empty.jsonl")])


def test_the_id_alone_decides_the_split(tmp_path):
    lines = [LINE | {"id": f"agency-{number:03}"} for number in range(40)]
    path = write(tmp_path / "a.jsonl", *lines)
    dev, test = load_cases([path], Split.DEV), load_cases([path], Split.TEST)
    assert {case.id for case in dev} | {case.id for case in test} == {one["id"] for one in lines}
    assert not {case.id for case in dev} & {case.id for case in test}
    assert len(dev) > 10 < len(test)
    for case in dev:
        assert int(hashlib.sha256(case.id.encode()).hexdigest(), 16) % 2 == 0


@pytest.mark.parametrize(
    ("changes", "compares"),
    [
        ({"clauses": [["a#一"], ["b#一"]]}, True),
        ({"clauses": [["a#一", "b#一"]]}, False),
        ({"clauses": [["a#一"], ["a#二"]]}, False),
        ({"clauses": [["a#一"]], "silent": ["b"]}, True),
    ],
)
def test_a_case_with_several_sides_compares(changes, compares):
    assert Case.model_validate(LINE | changes).compares is compares


def test_every_question_of_the_project_loads():
    assert QUESTIONS / "first.jsonl" in question_files()
    cases = load_cases(question_files())
    lines = [
        line for file in question_files() for line in file.read_text("utf-8").splitlines() if line
    ]
    assert len(cases) == len(lines) >= 400
