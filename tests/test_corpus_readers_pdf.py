import zlib

import pytest
from small_files import PdfPage, line, page_of, pdf, write

from corpus.readers import Limits, NoteKind, UnreadableFileError, UnreadableReason, read_file
from corpus.readers.limits import Clock
from corpus.readers.pdf_layout import draft_of
from corpus.readers.pdf_pages import Pages
from corpus.readers.pdf_process import read

# A page of 27 characters a row in 16 points: the text stands between 80 and 512 points.
PARAGRAPH = (
    "　　加快建设国家物流枢纽，推动港口型、商贸服务型枢纽扩容提质，到2025年累计建成9个。支持省发展改革委"
    "会同省交通运输厅、省商务厅制定年度清单，每个枢纽确定不少于3个标志性项目，责任到人，按季调度。"
)
SHORT = "　　对库容500吨以上的冷库实行在线监测。"


def wrapped(text: str, columns: int = 27) -> list[str]:
    """Return a text in rows of at most so many characters; figures and letters count half."""
    rows, size = [""], 0.0
    for one in text:
        size += 0.5 if one.isascii() else 1
        if size > columns and one not in "，。、；":
            rows.append("")
            size = 0.5 if one.isascii() else 1
        rows[-1] += one
    return rows


def lines(document) -> list[str]:
    return document.text.split("\n")


@pytest.fixture
def read_pdf():
    """Read a .pdf file of these pages in this process."""

    def make(*pages, limits: Limits | None = None, **more):
        outcome = read(pdf(*pages, **more), limits or Limits())
        assert outcome.document is not None, outcome.words
        return outcome.document

    return make


def test_a_file_is_read_in_a_process_of_its_own(tmp_path):
    path = tmp_path / "某 文件.pdf"
    path.write_bytes(pdf(page_of([*wrapped(PARAGRAPH), SHORT])))
    document = read_file(path)
    assert lines(document) == [PARAGRAPH.strip(), SHORT.strip()]
    assert document.media_type == "application/pdf"


def test_hard_wraps_are_undone_also_inside_a_name(read_pdf):
    rows = [*wrapped(PARAGRAPH), *wrapped(PARAGRAPH), SHORT]
    assert rows[1].endswith("省交")  # 通运输厅
    document = read_pdf(page_of(rows))
    assert lines(document) == [PARAGRAPH.strip(), PARAGRAPH.strip(), SHORT.strip()]
    (note,) = document.notes
    assert note.kind is NoteKind.LINE_WRAP


def test_a_paragraph_goes_on_over_the_end_of_a_page(read_pdf):
    rows = wrapped(PARAGRAPH)
    document = read_pdf(page_of([*rows, *rows[:2]]), page_of([*rows[2:], SHORT, *rows]))
    assert lines(document) == [
        PARAGRAPH.strip(),
        PARAGRAPH.strip(),
        SHORT.strip(),
        PARAGRAPH.strip(),
    ]


def test_headings_at_the_margin_are_lines_of_their_own(read_pdf):
    rows = ["1 总体要求", "1.1 基本思路", *wrapped(PARAGRAPH), "1.2 主要目标", *wrapped(PARAGRAPH)]
    assert lines(read_pdf(page_of(rows))) == [
        "1 总体要求",
        "1.1 基本思路",
        PARAGRAPH.strip(),
        "1.2 主要目标",
        PARAGRAPH.strip(),
    ]


def test_paragraphs_without_indents_are_parted_by_their_short_last_rows(read_pdf):
    plain = PARAGRAPH.strip()
    rows = [*wrapped("一、" + plain), *wrapped("二、" + plain), *wrapped("三、" + plain)]
    assert lines(read_pdf(page_of(rows))) == [f"{n}、{plain}" for n in "一二三"]


def test_a_title_on_two_rows_is_one_and_its_issuer_is_not_in_it(read_pdf):
    title = (
        write("某市人民政府办公厅", 205, 760, 22)
        + write("关于印发深化改革优化营商环境", 150, 720, 22)
        + write("实施方案的通知", 220, 680, 22)
        + write("某府办发〔2021〕58号", 222, 640)
    )
    page = PdfPage(title + page_of([*wrapped(PARAGRAPH), SHORT], top=600).content)
    assert lines(read_pdf(page))[:4] == [
        "某市人民政府办公厅",
        "关于印发深化改革优化营商环境实施方案的通知",
        "某府办发〔2021〕58号",
        PARAGRAPH.strip(),
    ]


def test_a_signature_at_the_right_is_not_put_to_the_text(read_pdf):
    rows = page_of(wrapped(PARAGRAPH))
    signature = write("某市人民政府办公厅", 330, 560) + write("2021年6月21日", 360, 532)
    assert lines(read_pdf(PdfPage(rows.content + signature))) == [
        PARAGRAPH.strip(),
        "某市人民政府办公厅",
        "2021年6月21日",
    ]


@pytest.mark.parametrize(
    "number", ["— {} —", "- {} -", "第{}页 共3页", "第 {} 页", "{}/3", "Page {} of 3", "{}"]
)
def test_headers_and_page_numbers_go_with_a_note(read_pdf, number):
    def page(n):
        around = write("某省人民政府公报", 80, 800, 9) + write(number.format(n), 290, 40, 10)
        return PdfPage(around + page_of([*wrapped(PARAGRAPH), f"　　{n}.第{n}项。"]).content)

    document = read_pdf(page(1), page(2), page(3))
    assert lines(document) == [
        text for n in (1, 2, 3) for text in (PARAGRAPH.strip(), f"{n}.第{n}项。")
    ]
    counts = {note.kind: note.count for note in document.notes}
    assert counts[NoteKind.PAGE_HEADER] == counts[NoteKind.PAGE_NUMBER] == 3


def test_a_header_with_the_number_of_the_page_and_one_of_even_pages(read_pdf):
    def page(n):
        header = f"公报 第{n}页起" if n % 2 else "某市文件"
        return PdfPage(write(header, 80, 800, 9) + page_of(wrapped(PARAGRAPH)).content)

    assert lines(read_pdf(*map(page, range(1, 5)))) == [PARAGRAPH.strip()] * 4


def test_a_year_at_the_top_of_a_page_is_no_page_number(read_pdf):
    first = PdfPage(write("2021", 280, 800) + page_of(wrapped(PARAGRAPH)).content)
    document = read_pdf(first, page_of(wrapped(PARAGRAPH)))
    assert lines(document)[0] == "2021"


def table_of(rows, top: float = 700, height: float = 40) -> str:
    """Return a ruled table with columns of 40, 200, 100 and 100 points; None joins a cell upwards."""
    edges = [80, 120, 320, 420, 520]
    content = line(edges[0], top, edges[-1], top)
    for i, cells in enumerate(rows):
        upper, lower = top - i * height, top - (i + 1) * height
        content += "".join(line(x, upper, x, lower) for x in edges)
        for j, words in enumerate(cells):
            below = rows[i + 1][j] if i + 1 < len(rows) else ""
            if below is not None:
                content += line(edges[j], lower, edges[j + 1], lower)
            for k, row in enumerate((words or "").split("\n")):
                content += write(row, edges[j] + 4, upper - 14 - 14 * k, 12)
    return content


TASKS = [
    ("序号", "重点任务", "牵头单位", "完成时限"),
    ("1", "在重点区域建设区域性冷链集散中\n心不少于3个", "省商务厅", "2023年底"),
    ("2", "完成冷库普查", "市发展和改革委\n员会", None),
]


def test_a_ruled_table_of_tasks(read_pdf):
    content = write("附件", 80, 760) + write("任务安排表", 255, 730, 18) + table_of(TASKS)
    document = read_pdf(PdfPage(content + write("联系人：办公室。", 80, 540)))
    (table,) = document.tables
    assert (table.annex, table.caption, table.line) == ("附件", "任务安排表", 3)
    assert table.header == TASKS[0]
    assert [row.cells for row in table.rows] == [
        ("1", "在重点区域建设区域性冷链集散中心不少于3个", "省商务厅", "2023年底"),
        ("2", "完成冷库普查", "市发展和改革委员会", "2023年底"),
    ]
    assert lines(document)[-1] == "联系人：办公室。"


def test_a_table_goes_on_over_pages_with_its_header_and_a_cut_row(read_pdf):
    first = PdfPage(table_of([TASKS[0], ("1", "建设区域性冷链集散中心，", "省商务厅", "2023年")]))
    second = PdfPage(
        table_of([TASKS[0], ("", "不少于3个", "", "底前"), ("2", "普查", "省统计局", "持续")])
    )
    (table,) = read_pdf(first, second).tables
    assert [row.cells for row in table.rows] == [
        ("1", "建设区域性冷链集散中心，不少于3个", "省商务厅", "2023年底前"),
        ("2", "普查", "省统计局", "持续"),
    ]


def test_two_columns_are_read_one_after_the_other(read_pdf):
    left = page_of(wrapped(PARAGRAPH, 13) * 2, size=12, left=60)
    right = page_of(wrapped(SHORT + PARAGRAPH.strip(), 13) * 2, size=12, left=320)
    document = read_pdf(
        PdfPage(write("某省人民政府公报目次及文件", 150, 790, 20) + left.content + right.content)
    )
    found = lines(document)
    assert found[0] == "某省人民政府公报目次及文件"
    assert found[1] == found[2] == PARAGRAPH.strip()
    assert found[3].startswith(SHORT.strip())


def test_pages_of_other_widths_have_their_own_right_edge(read_pdf):
    wide = page_of([*wrapped(PARAGRAPH, 40), *wrapped(PARAGRAPH, 40)], top=400)
    sheet = PdfPage(wide.content, "/MediaBox[0 0 842 595]")
    document = read_pdf(page_of([*wrapped(PARAGRAPH), *wrapped(PARAGRAPH)]), sheet)
    assert lines(document) == [PARAGRAPH.strip()] * 4


@pytest.mark.parametrize(
    ("turn", "rotate"),
    [("0 1 -1 0 595 0 cm ", 90), ("-1 0 0 -1 595 842 cm ", 180), ("0 -1 1 0 0 842 cm ", 270)],
)
def test_pages_that_lie_on_their_side_are_read_upright(read_pdf, turn, rotate):
    rows = page_of([*wrapped(PARAGRAPH), SHORT], top=500)
    document = read_pdf(PdfPage(turn + rows.content, f"/Rotate {rotate}"))
    assert lines(document) == [PARAGRAPH.strip(), SHORT.strip()]


def test_a_watermark_goes_with_a_note_and_overprinted_text_is_read_once(read_pdf):
    leaning = "q 0.7 0.7 -0.7 0.7 200 300 cm " + write("内部资料", 0, 0, 40) + "Q\n"
    bold = write("二、重点任务", 80.4, 740) + write("二、重点任务", 80, 740)
    document = read_pdf(PdfPage(leaning + bold + page_of(wrapped(PARAGRAPH), top=700).content))
    assert lines(document) == ["二、重点任务", PARAGRAPH.strip()]
    assert document.notes[0].kind is NoteKind.WATERMARK
    assert document.notes[0].words == "内部资料"


def test_a_table_of_contents_goes_with_a_note(read_pdf):
    contents = ["目　录", "一、总体要求………………………1", "二、重点任务.............3"]
    document = read_pdf(page_of(contents), page_of(["一、总体要求", *wrapped(PARAGRAPH)]))
    assert lines(document) == ["一、总体要求", PARAGRAPH.strip()]
    assert {note.kind for note in document.notes} >= {NoteKind.CONTENTS}


def test_footnotes_in_small_print_stand_at_the_end(read_pdf):
    rows = wrapped(PARAGRAPH)
    notes = write("[1] 指一次委托、一次结算的", 80, 80, 10) + write("组织方式。", 80, 66, 10)
    first = PdfPage(page_of([*rows, rows[0]]).content + notes)
    document = read_pdf(first, page_of(rows[1:]))
    assert lines(document) == [
        PARAGRAPH.strip(),
        PARAGRAPH.strip(),
        "[1] 指一次委托、一次结算的组织方式。",
    ]
    assert NoteKind.FOOTNOTE in {note.kind for note in document.notes}


def test_the_file_s_own_title_counts_only_where_it_is_one(read_pdf):
    def titled(words):
        title = f"<</Title<feff{words.encode('utf-16-be').hex()}>>>".encode()
        rows = ["某市实施方案", *wrapped(PARAGRAPH)]
        return read_pdf(page_of(rows), objects=[title], trailer="/Info 5 0 R").title

    assert titled("某市实施方案") == "某市实施方案"
    assert titled("某市另一个方案") is None
    assert titled("Microsoft Word - 文档1") is None


def refused(*pages, limits: Limits | None = None, **more):
    outcome = read(pdf(*pages, **more), limits or Limits())
    assert outcome.document is None
    return outcome


PICTURE = (
    b"<</Type/XObject/Subtype/Image/Width 1/Height 1/ColorSpace/DeviceGray/BitsPerComponent 8"
    b"/Length 1>>stream\n\x00\nendstream"
)


def test_a_scan_is_refused_with_the_way_to_have_it_recognised():
    scan = PdfPage(
        "q 500 0 0 700 40 40 cm /I Do Q " + write("第1页", 290, 40, 9),
        "/Resources<</Font<</F 3 0 R>>/XObject<</I 5 0 R>>>>",
    )
    outcome = refused(scan, objects=[PICTURE])
    assert outcome.reason is UnreadableReason.PICTURES_ONLY
    assert "ocrmypdf -l chi_sim" in outcome.words


def test_pages_that_are_pictures_among_others_are_noted(read_pdf):
    scan = PdfPage(
        "q 500 0 0 700 40 40 cm /I Do Q",
        "/Resources<</Font<</F 3 0 R>>/XObject<</I 5 0 R>>>>",
    )
    document = read_pdf(page_of([*wrapped(PARAGRAPH)] * 3), scan, objects=[PICTURE])
    assert (document.notes[0].kind, document.notes[0].count) == (NoteKind.PICTURE, 1)


def test_an_encrypted_file_is_refused_with_the_remedy():
    lock = b"<</Filter/Standard/V 1/R 2/O(12345678901234567890123456789012)/U(12345678901234567890123456789012)/P -4>>"
    outcome = refused(page_of([SHORT]), objects=[lock], trailer="/Encrypt 5 0 R/ID[<00><00>]")
    assert outcome.reason is UnreadableReason.ENCRYPTED
    assert "protected by a password" in outcome.words


def test_more_pages_than_the_limit_are_refused():
    outcome = refused(*[page_of([SHORT])] * 6, limits=Limits(pages=5))
    assert "more than 5 pages" in outcome.words


@pytest.mark.parametrize("cut", [12, 400])
def test_a_file_that_was_cut_off_is_refused(tmp_path, cut):
    path = tmp_path / "a.pdf"
    path.write_bytes(pdf(page_of([SHORT]))[:cut])
    with pytest.raises(UnreadableFileError, match="it is broken") as error:
        read_file(path)
    assert error.value.reason is UnreadableReason.DAMAGED


def test_a_page_tree_that_holds_itself_and_a_form_in_itself_end():
    assert refused(PdfPage("")).reason is UnreadableReason.PICTURES_ONLY
    form = b"<</Type/XObject/Subtype/Form/BBox[0 0 9 9]/Resources<</XObject<</X 5 0 R>>>>/Length 5>>stream\n/X Do\nendstream"
    page = PdfPage("/X Do", "/Resources<</XObject<</X 5 0 R>>>>")
    assert refused(page, objects=[form]).document is None
    looped = pdf(page_of([SHORT])).replace(b"/Kids[5 0 R]", b"/Kids[2 0 R]")
    assert read(looped, Limits()).document is None


def test_drawings_with_countless_lines_do_not_hinder_the_text(read_pdf):
    drawing = "".join(line(50 + i % 500, i % 800, 59 + i % 500, i % 800) for i in range(30_000))
    document = read_pdf(PdfPage(drawing + page_of([*wrapped(PARAGRAPH), SHORT]).content))
    assert lines(document) == [PARAGRAPH.strip(), SHORT.strip()]


@pytest.mark.slow
def test_a_page_that_expands_without_end_is_stopped(tmp_path):
    stream = zlib.compress(write("字", 100, 100).encode() * 3_000_000, 9)
    bomb = b"<</Length %d/Filter/FlateDecode>>stream\n" % len(stream) + stream + b"\nendstream"
    path = tmp_path / "a.pdf"
    path.write_bytes(pdf(PdfPage("", "/Contents 5 0 R"), objects=[bomb]))
    with pytest.raises(UnreadableFileError) as error:
        read_file(path, limits=Limits(seconds=5))
    assert error.value.reason in (UnreadableReason.TOO_SLOW, UnreadableReason.DAMAGED)


def test_the_time_for_a_file_is_limited(tmp_path):
    path = tmp_path / "a.pdf"
    path.write_bytes(pdf(page_of([SHORT])))
    with pytest.raises(UnreadableFileError, match=r"more than 0\.01 seconds"):
        read_file(path, limits=Limits(seconds=0.01))


def test_pages_are_read_one_by_one():
    pages = Pages.opened(pdf(page_of([SHORT]), page_of([SHORT])), Limits())
    read_pages = list(pages.read(Clock.started(Limits())))
    assert len(read_pages) == 2
    assert draft_of(read_pages, None).media_type == "application/pdf"
