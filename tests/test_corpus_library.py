"""The shipped documents: what holds for each of them, and what was read from them."""

import hashlib
import json
from pathlib import Path

import pytest

from corpus.clean import NOT_CORRECTIONS
from corpus.errors import DocumentError
from corpus.library import SHIPPED_DOCUMENTS, load_corpus
from corpus.outline import PREFACE
from corpus.page import FURNITURE, SECOND_COPY
from corpus.script import is_traditional, localised_terms, simplified
from corpus.types import Status

GOLDEN = Path(__file__).parent / "golden" / "clauses.json"
SHA256 = {
    "county-commerce-2023": "4a7677ee77cee7b1385a7e27dc2f456fe873dce426a4f1f2ff2d40245c41312c",
    "shanxi-central-rise-2017": "beaf70a424c1157c02f4f0b85b1a23d452fa0d88c56f3bf3acdecee4f26d86ef",
    "sichuan-circulation-2022": "69181f8b48539e1d03644b09b9f993fe1eef4a801611b29ee696a43667e7b325",
    "sichuan-ecommerce-express-2018": "a502948d3fc2db681b2698a38390b2e95120ae3bc7c161602ace39e90c1c8bb2",
    "xianyang-fangguanfu-2022": "509744d076698bf1dc32b72e5c410c83a70724ac4d2820da2e65b42e7c61303e",
}
CORPUS = load_corpus()
each_document = pytest.mark.parametrize(
    "parsed", CORPUS.parsed, ids=[one.document.document_id for one in CORPUS.parsed]
)


def digest(text):
    return hashlib.sha256(text.encode()).hexdigest()


def parsed_as(document_id):
    return next(one for one in CORPUS.parsed if one.document.document_id == document_id)


def seen_by_hand(clause):
    """Return of a clause what a reviewer compares with the raw text."""
    return {
        "reference": clause.reference,
        "heading": clause.heading,
        "text_sha256": digest(clause.text),
        "responsibilities": [f"{one.agency} {one.role}" for one in clause.responsibilities],
        "also_involved": list(clause.also_involved),
    }


def test_the_documents_are_byte_for_byte_what_was_found():
    found = {
        path.stem: hashlib.sha256(path.read_bytes()).hexdigest()
        for path in SHIPPED_DOCUMENTS.glob("*.txt")
    }
    assert found == SHA256


def test_the_clauses_are_those_that_were_reviewed():
    """Review each changed line of the golden file against the raw text before changing it."""
    golden = json.loads(GOLDEN.read_text("utf-8"))
    for parsed in CORPUS.parsed:
        found = [seen_by_hand(clause) for clause in parsed.clauses]
        assert found == golden[parsed.document.document_id]
    assert list(golden) == [one.document_id for one in CORPUS.documents]


@each_document
def test_each_character_is_in_one_clause_or_in_the_noise(parsed):
    owned = [0] * len(parsed.raw_text)
    spans = [span for clause in parsed.clauses for span in clause.spans]
    for span in [*spans, *(noise.span for noise in parsed.noise)]:
        assert span.start < span.end
        for i in range(span.start, span.end):
            owned[i] += 1
    assert set(owned) == {1}


@each_document
def test_references_are_unique_and_each_parent_stands_above_its_children(parsed):
    seen: list[str] = []
    for clause in parsed.clauses:
        assert clause.reference not in seen
        if clause.parent is not None:
            assert clause.parent in seen
            assert clause.reference.startswith(clause.parent)
        seen.append(clause.reference)
    assert seen[0] == PREFACE


@each_document
def test_clauses_follow_each_other_as_in_the_file(parsed):
    starts = [clause.spans[0].start for clause in parsed.clauses]
    assert starts == sorted(starts)
    assert all(clause.text == clause.text.strip() != "" for clause in parsed.clauses)
    assert all(clause.heading for clause in parsed.clauses)


@each_document
def test_the_path_of_headings_is_that_of_the_parents(parsed):
    by_reference = {clause.reference: clause for clause in parsed.clauses}
    for clause in parsed.clauses:
        path, above = [], clause.parent
        while above is not None:
            path.insert(0, by_reference[above].heading)
            above = by_reference[above].parent
        assert clause.headings == tuple(path)


@each_document
def test_quotes_lead_to_the_raw_lines_that_hold_them(parsed):
    raw_lines = parsed.raw_text.split("\n")
    for clause in parsed.clauses:
        for words in (clause.heading, clause.text[-12:], clause.text):
            if clause.text.count(words) != 1:
                continue
            first, last = clause.lines_of(words)
            shown = "".join(raw_lines[first - 1 : last])
            assert is_shown(words, shown, [change.was for change in clause.corrections])


def is_shown(words, raw, changed):
    """Return whether most two-letter pieces of `words` stand in the raw lines, less what changed."""
    if changed:  # letters were replaced: compare what no correction can have touched
        return all(mark in raw for mark in words if mark in "，。、;；0123456789")
    return all(line in raw for line in words.split("\n"))


@each_document
def test_each_agency_stands_in_its_clause(parsed):
    for clause in parsed.clauses:
        for one in clause.responsibilities:
            assert one.agency in clause.text
            assert one.words in clause.text
            assert one.agency == simplified(one.agency)
            assert all(name in clause.text for name in one.also_called)
        own = {one.agency for one in clause.responsibilities}
        assert not own & set(clause.also_involved)


@each_document
def test_corrections_are_listed_with_their_line(parsed):
    for clause in parsed.clauses:
        for change in clause.corrections:
            assert change.reason not in NOT_CORRECTIONS
            assert parsed.raw_text[: change.span.start].count("\n") + 1 == change.line
            assert change.line in range(1, parsed.raw_text.count("\n") + 2)
            assert not change.now or change.now != change.was


@each_document
def test_nothing_traditional_is_left(parsed):
    if not is_traditional(parsed.raw_text):
        assert all(
            c.reason == "blanks inside a label" for k in parsed.clauses for c in k.corrections
        )
        return
    for clause in parsed.clauses:
        assert simplified(clause.text) == clause.text


def test_pinyin_is_gone_and_was_recorded():
    parsed = parsed_as("county-commerce-2023")
    text = "".join(clause.text for clause in parsed.clauses)
    assert not set("āáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜ") & set(text)
    assert "?" not in text
    assert "落实《中共中央 国务院关于做好2023年全面推进乡村振兴重点工作的意见》" in text
    assert sum(noise.reason == "pinyin in brackets" for noise in parsed.noise) == 1111


def test_shifted_bytes_are_repaired_and_what_no_rule_can_prove_is_an_erratum():
    parsed = parsed_as("county-commerce-2023")
    by_reference = {clause.reference: clause for clause in parsed.clauses}
    repaired = {
        (clause.reference, change.was, change.now, change.reason)
        for clause in parsed.clauses
        for change in clause.corrections
        if change.reason in ("shifted bytes", "erratum")
    }
    assert repaired == {
        ("序言", "?,F", "。現", "shifted bytes"),
        ("三(二)2", "??偨Y", "。總結", "shifted bytes"),
        ("三(四)1", "新?lián)Q", "新換", "shifted bytes"),
        ("三(六)1", "規(guī)?;?、", "規(guī)模化、", "erratum"),
        ("四(一)", "或?qū)嵤┓桨?,", "或實施方案,", "erratum"),
        ("附件一", "或?qū)嵤┓桨福鞔_", "或實施方案,明確", "erratum"),
    }
    assert "降低物流成本。总结共同配送成熟模式" in by_reference["三(二)2"].text
    assert "消费更新换代。" in by_reference["三(四)1"].text
    assert "提升规模化、标准化" in by_reference["三(六)1"].text
    assert "计划或实施方案,进一步细化" in by_reference["四(一)"].text
    assert "计划或实施方案,明确目标任务" in by_reference["附件一"].text


def test_localised_wording_is_gone_and_mainland_terms_survive():
    parsed = parsed_as("xianyang-fangguanfu-2022")
    text = "".join(clause.text for clause in parsed.clauses)
    assert not [term for term in localised_terms().terms if term in text]
    for words in [
        "建立健全",
        "执行",
        "区域性评估",
        "行政许可权",
        "执法权限",
        "政企互动",
        "人民群众生命健康",
    ]:
        assert words in text
    corrected = {
        c.was for k in parsed.clauses for c in k.corrections if c.reason == "localised wording"
    }
    assert {"最佳化", "网际网路", "程式", "契约", "民众", "执法许可权", "法务部门"} <= corrected


def test_furniture_and_the_second_copy_are_recorded_but_in_no_clause():
    parsed = parsed_as("sichuan-ecommerce-express-2018")
    text = "\n".join(clause.text for clause in parsed.clauses)
    removed = {n.reason: n.span for n in parsed.noise}
    lines = [n.span.of(parsed.raw_text) for n in parsed.noise if n.reason == FURNITURE]
    assert {"当前位置:政务公开 > 政策文件", "扫一扫在手机打开当前页", "Baidu"} <= set(lines)
    assert SECOND_COPY in removed
    assert text.count("强化协会作用") == 1
    assert text.count("现印发给你们") == 1
    assert "扫一扫" not in text


def test_the_documents_state_their_metadata():
    stated = {
        d.document_id: (d.title, d.document_number, str(d.issued_on), str(d.published_on), d.status)
        for d in CORPUS.documents
    }
    silent = Status.NOT_STATED
    assert stated == {
        "sichuan-circulation-2022": (
            *("四川省“十四五”现代流通体系建设实施方案", None, "2022-10-18", "None", silent),
        ),
        "shanxi-central-rise-2017": (
            "山西省贯彻落实《促进中部地区崛起“十三五”规划》工作方案",
            *("晋政办发〔2017〕55号", "2017-05-15", "None", silent),
        ),
        "xianyang-fangguanfu-2022": (
            *("咸阳市2022年深化“放管服”改革优化营商环境工作要点", None, "None", "None", silent),
        ),
        "county-commerce-2023": (
            *("县域商业三年行动计划(2023-2025年)", None, "2023-07-27", "None", silent),
        ),
        "sichuan-ecommerce-express-2018": (
            "四川省推进电子商务与快递物流协同发展实施方案",
            *("川办发〔2018〕42号", "2018-06-15", "2018-06-20", Status.REPEALED),
        ),
    }
    assert [d.place for d in CORPUS.documents] == ["四川", "山西", "陕西咸阳", "全国", "四川"]
    assert len(CORPUS.document("county-commerce-2023").issuers) == 9
    assert CORPUS.document("xianyang-fangguanfu-2022").title_source.startswith("not in the text")


def test_an_unknown_document_is_told_with_the_known_ids():
    with pytest.raises(DocumentError, match="no document has the id 'nowhere'; known ids: sichuan"):
        CORPUS.clauses_of("nowhere")


def test_a_folder_without_a_catalogue_names_documents_by_their_files(tmp_path):
    (tmp_path / "my-notice.txt").write_text("一、统一思想。\n", "utf-8")
    corpus = load_corpus(tmp_path)
    assert [d.document_id for d in corpus.documents] == ["my-notice"]
    assert [c.reference for c in corpus.clauses_of("my-notice")] == ["一"]


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("broken.txt", b"\xff\xfe\x00"),
        ("catalogue.toml", b"[[document]]\nid = 1\n"),
        ("errata.toml", b"[[erratum]]\nnot toml"),
    ],
)
def test_a_file_that_cannot_be_read_is_one_clear_error(tmp_path, name, content):
    (tmp_path / name).write_bytes(content)
    with pytest.raises(DocumentError, match="cannot read"):
        load_corpus(tmp_path)


def test_an_erratum_that_fits_no_words_is_an_error(tmp_path):
    (tmp_path / "a.txt").write_text("一、统一思想。\n", "utf-8")
    (tmp_path / "errata.toml").write_text('[[erratum]]\ndocument = "a"\nwas = "乙"\nnow = "甲"\n')
    with pytest.raises(DocumentError, match="the erratum '乙' does not stand in its document"):
        load_corpus(tmp_path)


def test_an_erratum_is_applied_wherever_its_words_stand(tmp_path):
    (tmp_path / "a.txt").write_text("一、统一思想。思想解放。\n", "utf-8")
    (tmp_path / "errata.toml").write_text(
        '[[erratum]]\ndocument = "a"\nwas = "思想"\nnow = "认识"\n', "utf-8"
    )
    (clause,) = load_corpus(tmp_path).clauses
    assert clause.text == "一、统一认识。认识解放。"
    assert [(c.was, c.now, c.reason, c.line) for c in clause.corrections] == [
        *[("思想", "认识", "erratum", 1)] * 2,
    ]
