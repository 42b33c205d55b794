"""The commands as the contract promises them, on an index that needs no model."""

import csv
import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

CIRCULATION, ECOMMERCE = "sichuan-circulation-2022", "sichuan-ecommerce-express-2018"
COLD_CHAIN = "四川省“十四五”现代流通体系建设实施方案第三部分第(一)项第2条说了什么?"
COMMANDS = [
    "index",
    "ask",
    "answer",
    "search",
    "documents",
    "clauses",
    "agency",
    "add",
    "remove",
    "export",
    "eval",
    "serve",
]


def rows(run):
    assert (run.code, run.err) == (0, "")
    return json.loads(run.out)


def write_lines(path, *lines):
    path.write_text("".join(f"{json.dumps(line, ensure_ascii=False)}\n" for line in lines), "utf-8")
    return path


def read_rows(path):
    return [json.loads(line) for line in path.read_text("utf-8").splitlines()]


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_explains_itself(zhengda, command):
    run = zhengda(command, "--help")
    assert (run.code, run.err) == (0, "")
    assert f"zhengda {command}" in run.out


def test_an_index_that_is_current_is_only_checked(zhengda):
    run = zhengda("index")
    assert (run.code, run.err) == (0, "")
    assert re.fullmatch(
        r"up to date: 5 documents, 230 clauses, \d+ agencies, \d+\.\d seconds "
        r"\(0 vectors made, \d+ kept\)\n",
        run.out,
    )


def test_documents_are_listed_with_what_they_state_of_themselves(zhengda):
    listed = rows(zhengda("documents", "--json"))
    assert [row["id"] for row in listed] == [
        CIRCULATION,
        "shanxi-central-rise-2017",
        "xianyang-fangguanfu-2022",
        "county-commerce-2023",
        ECOMMERCE,
    ]
    assert list(listed[0])[:10] == [
        "id", "title", "place", "issuers", "document_number", "date", "published", "status",
        "source_file", "clauses",
    ]  # fmt: skip
    assert (listed[0]["effective"], listed[0]["valid_until"]) == (None, None)
    assert listed[1]["relations"] == [
        {
            "kind": "implements",
            "title": "促进中部地区崛起“十三五”规划",
            "number": "国函〔2016〕204号",
            "words": "《促进中部地区崛起“十三五”规划》(国函〔2016〕204号)",
            "on": None,
        }
    ]
    last = listed[-1]
    assert (last["document_number"], last["status"]) == ("川办发〔2018〕42号", "repealed")
    assert (last["date"], last["published"]) == ("2018-06-15", "2018-06-20")
    assert (listed[2]["issuers"], listed[2]["date"]) == ([], None)


def test_clauses_come_in_reading_order_with_duties_and_corrections(zhengda):
    listed = rows(zhengda("clauses", "--json"))
    assert list(listed[0])[:9] == [
        "document", "clause", "heading", "text", "source_lines", "responsibilities",
        "also_involved", "deadline", "corrections",
    ]  # fmt: skip
    of_one = [row for row in listed if row["document"] == CIRCULATION]
    assert rows(zhengda("clauses", CIRCULATION, "--json")) == of_one
    assert [row["clause"] for row in of_one][:4] == ["序言", "一", "一(一)", "一(二)"]
    assert of_one[3]["responsibilities"] == [{"name": "省市场监管局", "role": "sole"}]
    (recurring,) = next(row for row in listed if row["clause"] == "五(三)")["deadlines"]
    assert recurring == {"words": "每年11月底前", "on": None}
    corrected = next(row for row in listed if row["corrections"])
    assert {"was", "is", "reason"} <= corrected["corrections"][0].keys()


@pytest.mark.parametrize("command", [["documents"], ["clauses", CIRCULATION], ["agency", "商务厅"]])
def test_a_table_that_is_piped_cuts_no_id(zhengda, command):
    run = zhengda(*command)
    assert run.code == 0
    assert CIRCULATION in run.out
    assert "…" not in run.out


def test_an_answer_can_be_read_in_a_terminal(zhengda):
    run = zhengda("ask", COLD_CHAIN)
    assert (run.code, run.err) == (0, "")
    assert "《四川省“十四五”现代流通体系建设实施方案》第三部分第(一)项第2条" in run.out
    assert f"{CIRCULATION}#三(一)2" in run.out


def test_a_terminal_answer_from_a_repealed_document_warns(zhengda):
    run = zhengda("ask", "四川省推进电子商务与快递物流协同发展实施方案第三部分第(一)项说了什么?")
    assert run.out.index("已失效") < run.out.index("强化责任意识")
    english = zhengda("ask", "Is the Sichuan e-commerce and express plan still in force?")
    assert "Repealed" in english.out


def test_an_answer_as_json_is_one_object_of_the_contract(zhengda):
    answer = rows(zhengda("ask", "--json", COLD_CHAIN))
    assert list(answer) == [
        "question", "standalone_question", "language", "intent", "refused", "verdict", "text",
        "agencies", "citations", "comparison", "absence", "clarify", "confidence",
    ]  # fmt: skip
    assert (answer["question"], answer["intent"]) == (COLD_CHAIN, "lookup")
    [citation] = answer["citations"]
    assert list(citation)[:11] == [
        "n", "document", "title", "clause", "heading", "quote", "cite_as", "source_file",
        "source_lines", "status", "clause_text",
    ]  # fmt: skip
    assert citation["clause"] == "三(一)2"


def test_conversations_are_answered_in_their_order_an_answer_and_its_seconds_per_turn(
    zhengda, tmp_path
):
    asked = write_lines(
        tmp_path / "in.jsonl",
        {"id": "b", "turns": [COLD_CHAIN, "下一条呢?"], "note": "another program's"},
        {"id": "a", "turns": ["你好"]},
        {"id": "c", "turns": ["", "谁\u2028牵头\u200b?"]},
    )
    given = tmp_path / "out.jsonl"
    run = zhengda("answer", asked, "-o", given)
    assert (run.code, run.out, run.err) == (0, "", "")
    answered = read_rows(given)
    assert [row["id"] for row in answered] == ["b", "a", "c"]
    assert [list(row) for row in answered] == [["id", "answers", "seconds"]] * 3
    assert [len(row["answers"]) for row in answered] == [2, 1, 2]
    assert [len(row["seconds"]) for row in answered] == [2, 1, 2]
    assert answered[0]["answers"][1]["citations"][0]["clause"] == "三(二)1"
    assert answered[2]["answers"][1]["question"] == "谁\u2028牵头\u200b?"


def test_no_conversations_give_an_empty_file(zhengda, tmp_path):
    (tmp_path / "in.jsonl").write_text("\n\n")
    assert zhengda("answer", tmp_path / "in.jsonl", "-o", tmp_path / "out.jsonl").code == 0
    assert (tmp_path / "out.jsonl").read_text() == ""


def test_a_search_gives_clauses_best_first(zhengda):
    found = rows(zhengda("search", "完善冷链物流设施网络", "-k", 3, "--json"))
    assert list(found) == ["query", "hits"]
    assert [list(hit) for hit in found["hits"]] == [["document", "clause", "score", "heading"]] * 3
    assert found["hits"][0]["clause"] == "三(一)2"
    scores = [hit["score"] for hit in found["hits"]]
    assert scores == sorted(scores, reverse=True)


def test_a_search_for_more_clauses_than_there_are_gives_them_all(zhengda):
    hits = rows(zhengda("search", "冷链", "-k", 1000, "--json"))["hits"]
    assert len({(hit["document"], hit["clause"]) for hit in hits}) == len(hits) == 230


def test_searches_of_a_file_give_a_line_each(zhengda, tmp_path):
    asked = write_lines(
        tmp_path / "in.jsonl", {"id": 1, "query": "冷链物流"}, {"id": "二", "query": " "}
    )
    run = zhengda("search", "--file", asked, "-o", tmp_path / "out.jsonl", "-k", 2)
    assert (run.code, run.err) == (0, "")
    first, second = read_rows(tmp_path / "out.jsonl")
    assert list(first) == ["id", "query", "hits", "seconds"]
    assert (first["id"], first["query"], len(first["hits"])) == (1, "冷链物流", 2)
    assert (second["id"], second["hits"]) == ("二", [])


def agency_clauses(zhengda, *arguments):
    return {
        (row["document"], row["clause"]): row["role"]
        for row in rows(zhengda("agency", *arguments, "--json"))
    }


@pytest.mark.parametrize(
    "names",
    [
        ("商务厅", "商務廳", "Commerce Department", "department of commerce", " 商务厅 "),
        ("国土资源厅", "國土資源廳", "自然资源厅", "国土厅"),
        ("人行成都分行", "中国人民银行成都分行", "PBOC"),
        ("市市场监管局", "市监局"),
    ],
)
def test_an_agency_is_found_by_any_of_its_names(zhengda, names):
    first, *others = (
        agency_clauses(zhengda, name, "--document", document)
        for name in names
        for document in [_document_of(names[0])]
    )
    assert first
    assert all(other == first for other in others)


def _document_of(name):
    documents = {"国土资源厅": ECOMMERCE, "市市场监管局": "xianyang-fangguanfu-2022"}
    return documents.get(name, CIRCULATION)


def test_every_role_of_an_agency_is_listed_and_none_of_another_body(zhengda):
    everything = rows(zhengda("clauses", CIRCULATION, "--json"))
    expected = {
        (CIRCULATION, row["clause"]): duty["role"]
        for row in everything
        for duty in row["responsibilities"]
        if duty["name"] == "商务厅"
    }
    assert agency_clauses(zhengda, "商务厅", "--document", CIRCULATION) == expected


def test_an_agency_is_written_as_a_table_for_a_spreadsheet(zhengda, tmp_path):
    run = zhengda("agency", "商务厅", "--csv", tmp_path / "table.csv")
    assert (run.code, run.out, run.err) == (0, "", "")
    with (tmp_path / "table.csv").open(encoding="utf-8", newline="") as file:
        table = list(csv.DictReader(file))
    assert table == [
        {key: str(value) for key, value in row.items()}
        for row in rows(zhengda("agency", "商务厅", "--json"))
    ]


def test_an_evaluation_says_which_answers_are_right_and_keeps_a_report(zhengda, tmp_path):
    case = {
        "id": "lookup-1", "category": "lookup", "language": "zh-Hans", "turns": [COLD_CHAIN],
        "clauses": [[f"{CIRCULATION}#三(一)2"]], "facts": [["自贡"]],
    }  # fmt: skip
    questions = write_lines(tmp_path / "q.jsonl", case)
    run = zhengda("eval", questions, "--report", tmp_path / "report", "--min-accuracy", 1)
    assert run.code == 0
    assert "1" in run.out
    assert list((tmp_path / "report").iterdir())
    wrong = write_lines(tmp_path / "w.jsonl", {**case, "facts": [["没有这样的话"]]})
    assert zhengda("eval", wrong, "--min-accuracy", 1).code == 1
    again = zhengda("eval", wrong, "--against", tmp_path / "report")
    assert again.code == 0
    assert "0 newly right, 1 newly wrong" in again.out


def test_an_evaluation_compares_only_with_a_run(zhengda, tmp_path):
    nowhere = zhengda("eval", "--against", tmp_path / "nowhere")
    assert nowhere.code == 2
    empty = zhengda("eval", "--against", tmp_path)
    assert (empty.code, empty.out) == (1, "")
    assert len(empty.err.strip().splitlines()) == 1
    assert "no run in" in empty.err


@pytest.mark.parametrize(
    ("arguments", "unneeded"),
    [
        (["clauses", "--help"], "corpus.parse chromadb langchain_core torch gradio"),
        (["clauses", "--json"], "chromadb langchain_core torch gradio bm25s transformers"),
        (["index"], "torch transformers sentence_transformers gradio"),
    ],
)
def test_a_command_imports_no_more_than_it_needs(built_home, monkeypatch, arguments, unneeded):
    monkeypatch.setenv("ZHENGDA_HOME", str(built_home))
    script = (
        "import atexit, sys\n"
        f"sys.argv = ['zhengda', *{arguments!r}]\n"
        "import rag.build\n"
        "from embeddings.hashed import HashedEncoder\n"
        "rag.build.open_encoder = lambda settings, progress: HashedEncoder()\n"
        f"wanted = set({unneeded!r}.split())\n"
        "atexit.register(lambda: print(*sorted(wanted & sys.modules.keys()), file=sys.stderr))\n"
        "from ui.cli import main\n"
        "main()\n"
    )
    run = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, check=False
    )
    assert run.stderr.splitlines()[-1] == ""


def test_the_module_runs_the_commands_too(built_home):
    def run(*arguments):
        return subprocess.run(
            [sys.executable, "-m", "ui.cli", *arguments],
            capture_output=True, text=True, check=False,
            env={**os.environ, "ZHENGDA_HOME": str(built_home)},
        )  # fmt: skip

    listed = run("documents", "--json")
    assert (listed.returncode, listed.stderr) == (0, "")
    assert json.loads(listed.stdout)[0]["id"] == CIRCULATION
    unknown = run("nosuch")
    assert (unknown.returncode, unknown.stdout) == (2, "")
    assert unknown.stderr.startswith("zhengda: No such command 'nosuch'")


def test_the_installed_script_writes_utf_8_whatever_the_locale():
    command = [Path(sys.executable).with_name("zhengda"), "documents", "--json"]
    environment = {**os.environ, "LC_ALL": "C", "PYTHONIOENCODING": "ascii", "PYTHONUTF8": "0"}
    run = subprocess.run(command, capture_output=True, check=True, env=environment)
    assert json.loads(run.stdout.decode("utf-8"))[0]["place"] == "四川"
