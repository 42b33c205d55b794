import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.readers import Limits, NoteKind, UnreadableFileError, UnreadableReason, read_file
from corpus.readers.wraps import cell_text, joined


@pytest.fixture
def read(tmp_path):
    """Read a text as it was saved under a name."""

    def make(text: str, name: str = "a.txt", encoding: str = "utf-8", limits: Limits | None = None):
        path = tmp_path / name
        path.write_bytes(text.encode(encoding))
        return read_file(path, limits=limits or Limits())

    return make


@pytest.mark.parametrize("line_end", ["\n", "\r\n", "\r", "\x0b", "\u2028", "\x85", "\f"])
def test_lines_end_in_any_way(read, line_end):
    assert (
        read(f"一、总体要求{line_end}二、重点任务{line_end}").text == "一、总体要求\n二、重点任务"
    )


def test_indents_and_empty_lines_go_and_blanks_inside_stay(read):
    text = "　　　　某市人民政府\n\n\n　　第一章　总则\n\t第一条　为了规范管理，制定本办法。  \n"
    assert read(text).text == "某市人民政府\n第一章　总则\n第一条　为了规范管理，制定本办法。"


def test_what_nobody_sees_goes_with_a_note(read):
    document = read("一、总\u200b体\ufeff要求\u202e\n\x0c二、任务")
    assert document.text == "一、总体要求\n二、任务"
    assert [(note.kind, note.count) for note in document.notes] == [
        (NoteKind.INVISIBLE_CHARACTERS, 3)
    ]


def test_radicals_become_the_characters_that_they_look_like(read):
    document = read("\u2f45案的\u2fb8\u2eda：\u2f00、\u2ed3期规划，\u2f3e\u2f1d管理")
    assert document.text == "方案的首页：一、长期规划，户口管理"
    assert document.notes[0].kind is NoteKind.CHARACTER_FORMS
    assert document.notes[0].count == 7


def test_the_website_around_a_text_goes_with_a_note_on_each_line(read):
    text = (
        "中港法規資料網\n首頁 | 最新法規 | 法規檢索 | 會員登入\n您的位置：首頁 > 內地法規 > 河北省\n"
        "字體：大 中 小　　列印\n------------\n發文字號：冀政辦字〔2019〕37號\n成文日期：2019年5月20日\n"
        "關於印發鋼鐵行業工作方案的通知\n　　為深入推進改革，制定本方案。\n-----------\n上一篇：冷鏈物流的通知\n"
        "【關閉視窗】　【回頁首】\n免責聲明：本網文本僅供參考，以公報為準。\n版權所有 (C) 2001-2023 資料網\n"
    )
    document = read(text, encoding="cp950")
    assert document.text == (
        "發文字號：冀政辦字〔2019〕37號\n成文日期：2019年5月20日\n"
        "關於印發鋼鐵行業工作方案的通知\n為深入推進改革，制定本方案。"
    )
    assert len([note for note in document.notes if note.kind is NoteKind.NAVIGATION]) == 8
    assert document.metadata == {"文号": "冀政辦字〔2019〕37號", "成文日期": "2019年5月20日"}
    assert document.encoding == "big5"


def test_a_title_above_the_buttons_of_a_page_stays(read):
    text = "首页 > 政务公开\n某省人民政府办公厅关于印发实施方案的通知\n【字体：大 中 小】 分享到：\n各市人民政府：\n"
    assert read(text).text == "某省人民政府办公厅关于印发实施方案的通知\n各市人民政府："


def test_a_clause_that_speaks_of_sharing_or_searching_stays(read):
    text = (
        "一、分享到全省的经验做法。\n二、首页链接应当醒目。\n三、主办：省商务厅负责。\n2024年3月1日"
    )
    assert read(text).text == text


def test_a_signature_between_footer_lines_stays(read):
    text = (
        "一、落实责任。\n某省人民政府办公厅\n2024年3月1日\n分享到：微信\n扫一扫在手机打开当前页\n"
    )
    assert read(text).text == "一、落实责任。\n某省人民政府办公厅\n2024年3月1日"


def test_hard_wrapped_paragraphs_are_put_together_without_a_blank(read):
    paragraph = (
        "　　加快推进改革，"
        + "由市发展改革委牵头，市财政局、市自然资源和规划局配合，" * 6
        + "年底完成。"
    )
    lines = [paragraph[i : i + 35] for i in range(0, len(paragraph), 35)]
    document = read("\n".join(["　　一、总体要求", *lines, "　　二、重点任务", *lines]))
    whole = paragraph.strip()
    assert document.text == f"一、总体要求\n{whole}\n二、重点任务\n{whole}"
    assert document.notes[-1].kind is NoteKind.LINE_WRAP


def test_long_paragraphs_of_one_line_are_not_put_together(read):
    text = "\n".join(
        f"　　{n}.推进第{n}项任务，完善机制，落实责任，按期完成。" for n in range(1, 30)
    )
    assert read(text).text.count("\n") == 28


@pytest.mark.parametrize("separator", ["\t", " | "])
def test_rows_of_a_table_of_tasks(read, separator):
    rows = [
        ("序号", "主要任务", "牵头单位", "完成时限"),
        ("1", "建设冷库", "市商务局", "2024年底前"),
        ("2", "改造市场", "市市场监管局", ""),
    ]
    lines = "\n".join(separator.join(row) for row in rows)
    document = read(f"附件2\n重点任务分工表\n{lines}\n联系人：办公室")
    (table,) = document.tables
    assert (table.annex, table.caption, table.line) == ("附件2", "重点任务分工表", 3)
    assert table.header == rows[0]
    assert [row.cells for row in table.rows] == rows[1:]
    assert [document.text.split("\n")[row.line - 1] for row in table.rows] == [
        "1 | 建设冷库 | 市商务局 | 2024年底前",
        "2 | 改造市场 | 市市场监管局 |",
    ]


def test_a_row_of_one_cell_groups_the_tasks_below_it(read):
    text = (
        "序号 | 任务 | 责任单位\n商业网点\n1 | 编制规划 | 县商务局\n2 | 改造集市 | 县建设局\n"
        "物流配送\n3 | 建设中心 | 县交通运输局\n"
    )
    (table,) = read(text).tables
    assert [row.group for row in table.rows] == ["商业网点", "商业网点", "物流配送"]


def test_a_header_of_two_rows_is_told_by_its_labels(read):
    text = (
        "序号 | 任务 | 责任分工 | 责任分工 | 时限\n序号 | 任务 | 牵头单位 | 配合单位 | 时限\n"
        "1 | 制定清单 | 省发展改革委 | 省商务厅 | 2023年9月\n"
    )
    (table,) = read(text).tables
    assert table.header == ("序号", "任务", "牵头单位", "配合单位", "时限")
    assert len(table.rows) == 1


def test_a_table_without_tasks_is_rows_of_text_alone(read):
    document = read("指标\t2023年\t2024年\n产值\t100\t120\n就业\t5\t6\n")
    assert document.tables == ()
    assert document.text == "指标 | 2023年 | 2024年\n产值 | 100 | 120\n就业 | 5 | 6"


def test_markdown_loses_its_marks_and_keeps_its_words(read):
    text = (
        "---\ntitle: 某市实施方案\n---\n# 某市实施方案\n\n> 各区人民政府：\n\n## 一、总体要求\n\n"
        "- **坚持**统筹，见[通知](https://x.gov.cn/a)。<!-- 草稿 -->\n***\n1\\. 建设`冷库`*两座*。\n\n"
        "| 序号 | 任务 | 责任单位 |\n|:---|---|---:|\n| 1 | 建冷库 | 市商务局 |\n"
    )
    document = read(text, "a.md")
    assert document.text == (
        "某市实施方案\n各区人民政府：\n一、总体要求\n坚持统筹，见通知。\n1. 建设冷库两座。\n"
        "序号 | 任务 | 责任单位\n1 | 建冷库 | 市商务局"
    )
    assert (document.title, document.media_type) == ("某市实施方案", "text/markdown")
    assert document.tables[0].header == ("序号", "任务", "责任单位")


def test_marks_of_markdown_in_plain_text_are_text(read):
    assert read("# 一、总体**要求**").text == "# 一、总体**要求**"


def test_a_page_named_txt_is_read_as_a_page_with_a_note(read):
    document = read("<!DOCTYPE html><p>各市人民政府，推进改革。<script>x</script>", "a.txt")
    assert document.text == "各市人民政府，推进改革。"
    assert document.notes[-1].kind is NoteKind.FILE_ENDING


@pytest.mark.parametrize("text", ["正文内容\0", "\x01\x02\x03\x04正文", "PK\0\0", "\x7fELF\0\0"])
def test_a_binary_file_is_refused(read, text):
    with pytest.raises(UnreadableFileError, match="it is no text file") as refused:
        read(text)
    assert refused.value.reason is UnreadableReason.BINARY


@pytest.mark.parametrize("text", ["", " \r\n\t", "\ufeff", "\u200b\n------\n"])
def test_a_file_without_text_is_refused(read, text):
    with pytest.raises(UnreadableFileError) as refused:
        read(text)
    assert refused.value.reason in (UnreadableReason.EMPTY, UnreadableReason.NO_TEXT)


@pytest.mark.parametrize(
    ("limits", "words"),
    [
        (Limits(file_bytes=20), "more than 20 bytes"),
        (Limits(characters=10), "more than 10 characters"),
        (Limits(paragraphs=3), "more than 3 paragraphs"),
        (Limits(seconds=1e-9), "more than 1e-09 seconds"),
    ],
)
def test_what_is_above_a_limit_is_refused(read, limits, words):
    with pytest.raises(UnreadableFileError, match=words):
        read("推进改革，落实责任。\n" * 5, limits=limits)


def test_pieces_of_a_sentence_are_joined_as_people_write():
    assert joined("市发展", "改革委") == "市发展改革委"
    assert joined("cold", "chain ", " 物流") == "cold chain物流"
    assert joined("达到20", "万吨") == "达到20万吨"
    assert joined("", "甲") == "甲"
    assert joined("市发展和改革委", "员会") == "市发展和改革委员会"


def test_paragraphs_of_a_cell_stay_apart_where_no_mark_parts_them():
    assert (
        cell_text(["省财政厅", "省商务厅、", "省邮政管理局"]) == "省财政厅 省商务厅、省邮政管理局"
    )


@given(st.lists(st.text(st.sampled_from("一二三、。改革ab1|\t #*()（）　 \u200b"), max_size=30)))
def test_the_text_is_paragraphs_without_blanks_around_or_empty_lines(tmp_path_factory, lines):
    path = tmp_path_factory.mktemp("files") / "a.txt"
    path.write_text("\n".join([*lines, "推进改革。"]), encoding="utf-8")
    paragraphs = read_file(path).text.split("\n")
    assert all(paragraph and paragraph == paragraph.strip() for paragraph in paragraphs)
