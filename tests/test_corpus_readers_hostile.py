import io
import os
import subprocess
import sys
import zipfile
from contextlib import suppress
from pathlib import Path

import pytest
from small_files import cell, container, docx, page_of, paragraph, part, pdf, table

from corpus.errors import AssistantError
from corpus.readers import Limits, NoteKind, UnreadableFileError, UnreadableReason, read_file

MAIN = "word/document.xml"
TEXT = "推进改革，落实责任。"


@pytest.fixture
def read(tmp_path):
    """Read bytes as they were saved under a name."""

    def make(data: bytes, name: str, limits: Limits | None = None):
        path = tmp_path / name
        path.write_bytes(data)
        return read_file(path, limits=limits or Limits())

    return make


def refusal(read, *arguments, **keywords) -> UnreadableFileError:
    with pytest.raises(UnreadableFileError) as refused:
        read(*arguments, **keywords)
    assert "\n" not in str(refused.value)
    return refused.value


def test_a_refusal_is_an_error_that_the_command_line_shows(read):
    error = refusal(read, b"", "a.txt")
    assert isinstance(error, AssistantError)
    assert str(error).startswith(f"cannot read {str(error.path)!r}: ")


@pytest.mark.parametrize(
    ("name", "data", "words"),
    [
        ("a.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "old Word.*convert-to docx"),
        ("a.doc", b"whatever", "an old Word file.*save it as .docx"),
        ("a.wps", b"whatever", "a WPS file.*save it as .docx"),
        ("a.wps", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "WPS.*save it as .docx"),
        ("a.rtf", b"{\\rtf1\\ansi x}", "a rich text file.*save it as .docx"),
        ("a.txt", b"{\\rtf1\\ansi x}", "a rich text file.*save it as .docx"),
        ("a.ofd", container({"OFD.xml": "<x/>"}), "an OFD file.*with text"),
        ("a.odt", container({"content.xml": "<x/>"}), "an OpenDocument text.*save it as .docx"),
        ("a.xlsx", container({"xl/workbook.xml": "<x/>"}), "a spreadsheet"),
        ("a.docx", container({"ppt/presentation.xml": "<x/>"}), "a presentation"),
        ("a.zip", container({"方案.docx": "x"}), "an archive; unpack it"),
        ("a.rar", b"Rar!\x1a\x07\0", "an archive; unpack it"),
        ("a.png", b"\x89PNG\r\n\x1a\n", r"a picture.*\(OCR\)"),
        ("a.jpeg", b"\xff\xd8\xff\xe0", r"a picture.*\(OCR\)"),
        ("a.tif", b"II*\0", r"a picture.*\(OCR\)"),
        ("a.caj", b"whatever", "a CAJ file.*with text"),
        ("a.mhtml", b"MIME-Version: 1.0", "a web archive; save the page as .html"),
        ("a.exe", b"MZ\0\0", "files that end in '.exe' are not read"),
        ("a", b"MZ\0\0", "its name has no ending"),
        ("a.docx", "正文".encode(), "it is no .docx file, whatever its ending says"),
        ("a.pdf", "正文".encode(), "it is no .pdf file, whatever its ending says"),
        ("a.pdf", b"%PDF-1.7\n", "it is broken or cut off"),
        ("a.docx", b"PK\x03\x04", "it is broken or cut off"),
        ("a.docx", docx(paragraph(TEXT))[:-40], "it is broken or cut off"),
    ],
)
def test_other_and_broken_files_are_refused_with_the_way_out(read, name, data, words):
    with pytest.raises(UnreadableFileError, match=words):
        read(data, name)


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("a.txt", docx(paragraph(TEXT))),
        ("a.doc", docx(paragraph(TEXT))),
        ("a.doc", f"<html><body><p>{TEXT}</p></body></html>".encode()),
        ("a.docx", pdf(page_of([f"　　{TEXT}{TEXT}"]))),
        ("a", f"<!DOCTYPE html><p>{TEXT}</p>".encode("utf-16")),
    ],
)
def test_a_wrong_ending_does_no_harm(read, name, data):
    document = read(data, name)
    assert TEXT in document.text
    assert document.notes[-1].kind is NoteKind.FILE_ENDING


@pytest.mark.parametrize(
    "name", ["A.TXT", "a b.txt", "方案（试行）.txt", "..txt.txt", "a\x1b[31m\n.txt", "-rf.txt"]
)
def test_any_name_is_read_and_shown_in_one_line(read, name):
    assert read(TEXT.encode(), name).text == TEXT
    assert repr(name)[1:-1] in str(refusal(read, b"\0", name))


def test_a_name_that_goes_up_and_down_is_only_a_name(tmp_path):
    (tmp_path / "a.txt").write_text(TEXT, encoding="utf-8")
    (tmp_path / "x").mkdir()
    assert read_file(tmp_path / "x" / ".." / "a.txt").text == TEXT


@pytest.mark.parametrize("name", ["missing.txt", "missing/a.txt", "a\0b.txt", "x" * 5000 + ".txt"])
def test_a_file_that_is_not_there_is_refused(tmp_path, name):
    error = refusal(read_file, tmp_path / name)
    assert error.reason is UnreadableReason.MISSING
    assert "check the name" in str(error)


def test_a_folder_a_pipe_and_a_device_are_refused(tmp_path):
    os.mkfifo(tmp_path / "a.txt")
    for path in (tmp_path, tmp_path / "a.txt", Path("/dev/zero")):
        assert refusal(read_file, path).reason is UnreadableReason.NOT_A_FILE


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_a_file_that_may_not_be_read_is_refused(tmp_path):
    path = tmp_path / "a.txt"
    path.write_text(TEXT, encoding="utf-8")
    path.chmod(0)
    assert refusal(read_file, path).reason is UnreadableReason.NOT_ALLOWED


@pytest.mark.parametrize("name", ["a.txt", "a.md", "a.html"])
def test_a_line_of_megabytes_is_refused(read, name):
    error = refusal(read, TEXT.encode() * 200_000, name, Limits(characters=1_000_000))
    assert error.reason is UnreadableReason.TOO_LARGE
    assert "more than 1,000,000 characters" in str(error)


@pytest.mark.slow
@pytest.mark.parametrize("name", ["a.txt", "a.md", "a.html"])
@pytest.mark.parametrize(
    "words",
    [
        TEXT,
        " ",
        "<div>",
        "<!--",
        "**a ",
        "[a](",
        "|",
        "\t",
        "1.",
        "（",
        "一",
        "&amp;",
        "<p>a<br>",
        "<b ",
        "\n",
        "a\n",
    ],
)
def test_twenty_megabytes_of_anything_end_in_time(read, name, words):
    data = (words.encode() * (20_000_000 // len(words.encode()))) + TEXT.encode()
    with suppress(UnreadableFileError):
        assert read(data, name).text


def test_a_zip_bomb_is_refused_before_it_expands(read):
    bomb = docx(paragraph(TEXT), {"styles": " " * 50_000_000})
    error = refusal(read, bomb, "a.docx")
    assert error.reason is UnreadableReason.TOO_LARGE
    assert "its parts expand to more than" in str(error)


def test_a_zip_bomb_that_lies_about_its_size_is_refused(read):
    honest = docx(paragraph(TEXT) + " " * 3_000_000)
    with zipfile.ZipFile(io.BytesIO(honest)) as archive:
        size = archive.getinfo(MAIN).file_size
    lying = honest.replace(size.to_bytes(4, "little"), (1000).to_bytes(4, "little"))
    assert refusal(read, lying, "a.docx").reason is UnreadableReason.DAMAGED
    error = refusal(read, honest, "a.docx", Limits(expanded_bytes=1_000_000))
    assert error.reason is UnreadableReason.TOO_LARGE


def test_names_and_targets_that_lead_out_of_the_container_lead_nowhere(read, tmp_path):
    secret = tmp_path / "secret.xml"
    secret.write_text(part("document", f"<w:body>{paragraph('秘密')}</w:body>"), encoding="utf-8")
    relation = '<Relationship Type="x/officeDocument" {} Target="{}"/>'
    for mode, target in (
        ("", "../../../../../../" + str(secret)),
        ("", f"file://{secret}"),
        ('TargetMode="External"', str(secret)),
        ("", "../evil.xml"),
    ):
        data = container(
            {
                "_rels/.rels": f'<Relationships xmlns="a">{relation.format(mode, target)}</Relationships>',
                "../evil.xml": part("document", f"<w:body>{paragraph('恶')}</w:body>"),
                MAIN: part("document", f"<w:body>{paragraph(TEXT)}</w:body>"),
            }
        )
        assert read(data, "a.docx").text == TEXT
    assert not (tmp_path.parent / "evil.xml").exists()


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
@pytest.mark.parametrize(
    "entity",
    ['<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;&a;">', '<!ENTITY b SYSTEM "file:///etc/passwd">'],
)
def test_entities_in_a_word_file_are_refused(read, entity, encoding):
    xml = f'<?xml version="1.0" encoding="{encoding}"?><!DOCTYPE d [{entity}]>' + part(
        "document", f"<w:body>{paragraph('&b;')}</w:body>"
    )
    error = refusal(read, container({MAIN: xml.encode(encoding)}), "a.docx")
    assert "it declares XML entities" in str(error)


def test_an_encrypted_word_file_is_refused_with_the_remedy(read):
    ole = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600) + "EncryptedPackage".encode("utf-16-le")
    locked = docx(paragraph(TEXT)).replace(
        b"PK\x01\x02\x14\x03\x14\0\0\0", b"PK\x01\x02\x14\x03\x14\0\x01\0"
    )
    for data in (ole, locked):
        error = refusal(read, data, "a.docx")
        assert error.reason is UnreadableReason.ENCRYPTED
        assert "remove the protection" in str(error)


def test_a_word_table_beyond_all_measure_is_refused_or_cut_to_its_columns(read):
    wide = table([cell("甲", '<w:gridSpan w:val="999999999"/>')], [cell("乙"), cell("丙")])
    assert read(docx(wide), "a.docx").text == "甲\n乙 | 丙"
    rows = table(*[[cell(TEXT)] * 60] * 60)
    error = refusal(read, docx(rows), "a.docx", Limits(characters=9_000))
    assert "more than 9,000 characters" in str(error)


def test_tables_in_tables_and_boxes_in_boxes_are_read(read):
    nested = paragraph(TEXT)
    for _ in range(30):
        nested = table([f"<w:tc>{nested}</w:tc>"])
    assert read(docx(nested), "a.docx").text == TEXT


def test_limits_must_be_positive():
    with pytest.raises(ValueError, match="greater than 0"):
        Limits(pages=0)


def test_libraries_are_loaded_only_for_a_file_of_their_kind(tmp_path):
    (tmp_path / "a.txt").write_text(TEXT, encoding="utf-8")
    script = (
        "import sys; from pathlib import Path; from corpus.readers import read_file;"
        "early = {'lxml', 'pypdfium2', 'opencc'} & set(sys.modules);"
        "read_file(Path(sys.argv[1])); print(sorted(early | ({'lxml', 'pypdfium2'} & set(sys.modules))))"
    )
    ran = subprocess.run(
        [sys.executable, "-c", script, str(tmp_path / "a.txt")],
        capture_output=True,
        text=True,
        check=True,
    )
    assert ran.stdout.strip() == "[]"
