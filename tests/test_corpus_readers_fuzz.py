"""Whatever bytes stand in a file, it is read or refused with one line."""

import io
import unicodedata
import zipfile

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from small_files import cell, container, docx, listed, numbering, page_of, paragraph, pdf, table

from corpus.readers import Limits, UnreadableFileError, read_file
from corpus.readers.pdf_process import read as read_pdf

ENDINGS = [
    ".txt",
    ".md",
    ".html",
    ".htm",
    ".docx",
    ".pdf",
    ".doc",
    ".wps",
    ".rtf",
    ".png",
    ".x",
    "",
]
SENTENCE = "由市发展改革委牵头，市财政局配合，2024年底前完成。"
PAGE = (
    f'<html><head><meta charset="gb2312"><title>通知</title></head><body><div class="nav"><a href="/">首页</a></div>'
    f"<table><tr><td>文号：</td><td>某政〔2024〕1号</td><td>有效性</td><td>有效</td></tr></table><div id=zoom>"
    f"<p>　　一、{SENTENCE}</p><ol><li>{SENTENCE}</ol><table><tr><td rowspan=2>1</td><td>a</td></tr><tr><td>b"
    f"</table><dl><dt>索引号</dt><dd>1</dd></dl><br>{SENTENCE}</div></body></html>"
)
WORD = docx(
    paragraph("总则", '<w:jc w:val="center"/>')
    + listed(SENTENCE)
    + table([cell("任务", '<w:gridSpan w:val="2"/>')], [cell("1", "<w:vMerge/>"), cell("商务局")])
    + '<w:p><w:r><w:fldChar w:fldCharType="begin"/></w:r><w:ins><w:r><w:t>字</w:t></w:r></w:ins></w:p>',
    {"numbering": numbering('<w:lvl w:ilvl="0"><w:lvlText w:val="%1、"/></w:lvl>')},
    compressed=False,
)
FILES = {
    ".txt": "\n".join([SENTENCE] * 3).encode("gb18030"),
    ".md": f"# 标题\n\n| 任务 | 单位 |\n|--|--|\n| **建** | 局 |\n\n{SENTENCE}".encode(),
    ".html": PAGE.encode("gb18030"),
    ".docx": WORD,
    ".pdf": pdf(page_of([SENTENCE] * 3)),
}
quick = settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
thorough = settings(quick, max_examples=3_000)


def check(path, data: bytes) -> None:
    path.write_bytes(data)
    try:
        document = read_file(path, limits=Limits(seconds=30))
    except UnreadableFileError as error:
        words = str(error)
    else:
        check_document(document)
        return
    assert words.startswith(f"cannot read {str(path)!r}: ")
    assert "\n" not in words


def check_document(document) -> None:
    lines = document.text.split("\n")
    assert all(line and line == line.strip() for line in lines)
    assert not any(unicodedata.category(one) in ("Cc", "Cs") for line in lines for one in line)
    for table_ in document.tables:
        assert 1 <= table_.line <= len(lines)
        assert all(len(row.cells) == len(table_.header) for row in table_.rows)
        assert all(table_.line < row.line <= len(lines) for row in table_.rows)


@st.composite
def damaged(draw, ending: str) -> bytes:
    """Return a file with a few bytes changed, moved, dropped or doubled."""
    data = bytearray(FILES[ending])
    for _ in range(draw(st.integers(1, 6))):
        start = draw(st.integers(0, len(data)))
        end = min(len(data), start + draw(st.integers(0, 40)))
        data[start:end] = draw(
            st.one_of(st.binary(max_size=20), st.just(bytes(data[end : end + 300])))
        )
    return bytes(data)


@pytest.mark.parametrize("ending", [one for one in ENDINGS if one != ".pdf"])
@given(data=st.binary(max_size=300))
@example(data=b"PK\x03\x04")
@example(data=b"\xff\xfe")
@example(data=b"<html>")
@quick
def test_random_bytes_raise_nothing_but_the_one_error(tmp_path, ending, data):
    check(tmp_path / f"a{ending}", data)


@pytest.mark.parametrize("ending", [".txt", ".md", ".html", ".docx"])
@given(data=st.data())
@quick
def test_a_damaged_file_raises_nothing_but_the_one_error(tmp_path, ending, data):
    check(tmp_path / f"a{ending}", data.draw(damaged(ending)))


def damaged_parts(draw) -> bytes:
    """Return a Word file whose parts are damaged, but whose container is whole."""
    parts = {}
    with zipfile.ZipFile(io.BytesIO(WORD)) as archive:
        for name in archive.namelist():
            content = archive.read(name).decode()
            for _ in range(draw(st.integers(0, 3))):
                old, new = draw(st.sampled_from(WORDS)), draw(st.sampled_from(WORDS))
                content = content.replace(old, new, draw(st.integers(1, 3)))
            parts[name] = content
    return container(parts)


WORDS = (
    *(
        "w:p",
        "w:r",
        "w:t",
        "w:tbl",
        "w:tr",
        "w:tc",
        "w:vMerge",
        "w:gridSpan",
        "w:val",
        "w:numPr",
        "w:ilvl",
    ),
    *(
        "w:ins",
        "w:del",
        "w:fldChar",
        "begin",
        "end",
        "separate",
        "w:lvl",
        "w:num",
        "w:body",
        "w:sdt",
    ),
    *(
        '"1"',
        '"0"',
        '"-1"',
        '"99999999999"',
        '"x"',
        "%1",
        "%9",
        "任务",
        "商务局",
        "<w:p/>",
        "</w:tc><w:tc>",
    ),
)


@given(data=st.data())
@quick
def test_a_word_file_with_damaged_parts_raises_nothing_but_the_one_error(tmp_path, data):
    check(tmp_path / "a.docx", damaged_parts(data.draw))


@given(data=st.data())
@quick
def test_a_damaged_pdf_file_is_read_or_refused(data):
    outcome = read_pdf(data.draw(damaged(".pdf")), Limits(seconds=30))
    assert (outcome.document is None) == bool(outcome.words)
    if outcome.document is not None:
        check_document(outcome.document)


@pytest.mark.slow
@pytest.mark.parametrize("ending", [".txt", ".md", ".html", ".docx"])
@given(data=st.data())
@thorough
def test_many_damaged_files_raise_nothing_but_the_one_error(tmp_path, ending, data):
    check(tmp_path / f"a{ending}", data.draw(damaged(ending)))


@pytest.mark.slow
@given(data=st.data())
@thorough
def test_many_word_files_with_damaged_parts_raise_nothing_but_the_one_error(tmp_path, data):
    check(tmp_path / "a.docx", damaged_parts(data.draw))


@pytest.mark.slow
@given(data=st.data())
@thorough
def test_many_damaged_pdf_files_are_read_or_refused(data):
    outcome = read_pdf(data.draw(damaged(".pdf")), Limits(seconds=30))
    assert (outcome.document is None) == bool(outcome.words)


@pytest.mark.slow
@pytest.mark.parametrize("ending", ENDINGS)
@given(data=st.binary(max_size=2_000))
@settings(thorough, max_examples=300)
def test_many_random_bytes_raise_nothing_but_the_one_error(tmp_path, ending, data):
    check(tmp_path / f"a{ending}", data)
