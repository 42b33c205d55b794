import pytest
from small_files import (
    WORD,
    cell,
    container,
    docx,
    level,
    listed,
    numbering,
    paragraph,
    part,
    table,
)

from corpus.readers import Limits, NoteKind, UnreadableFileError, UnreadableReason, read_file
from corpus.readers.numerals import numbered

CENTRED = '<w:jc w:val="center"/>'
LARGE = '<w:sz w:val="44"/>'


@pytest.fixture
def read(tmp_path):
    """Read a .docx file with a body and further parts."""

    def make(body: str, limits: Limits | None = None, **parts: str):
        path = tmp_path / "a.docx"
        path.write_bytes(docx(body, parts))
        return read_file(path, limits=limits or Limits())

    return make


def lines(document) -> list[str]:
    return document.text.split("\n")


def test_paragraphs_are_lines_without_empty_ones(read):
    document = read(
        paragraph("一、总体要求") + "<w:p/>" + paragraph("　　以县城为中心。") + paragraph(" ")
    )
    assert lines(document) == ["一、总体要求", "以县城为中心。"]
    assert document.media_type.endswith("wordprocessingml.document")
    assert document.encoding is None


def test_words_split_over_runs_are_whole(read):
    run = "<w:r><w:t>{}</w:t></w:r>"
    body = "<w:p>" + run.format("省发展") + "<w:proofErr/>" + run.format("改革委") + "</w:p>"
    assert read(body).text == "省发展改革委"


def test_numbers_that_stand_only_in_the_list_definition_are_read(read):
    levels = (
        level(0, "%1、", "chineseCountingThousand")
        + level(1, "（%2）", "chineseCounting")
        + level(2, "%3.")
        + level(3, "(%4)")
        + level(4, "%5", "decimalEnclosedCircleChinese")
    )
    body = (
        listed("总体要求")
        + listed("重点任务")
        + listed("设施", level=1)
        + listed("建设枢纽", level=2)
        + listed("建设网络", level=2)
        + paragraph("没有编号的段落。")
        + listed("完善节点", level=2)
        + listed("第一步", level=3)
        + listed("细项", level=4)
        + listed("市场", level=1)
        + listed("培育主体", level=2)
        + listed("保障措施")
        + listed("组织", level=1)
    )
    assert lines(read(body, numbering=numbering(levels))) == [
        "一、总体要求",
        "二、重点任务",
        "（一）设施",
        "1.建设枢纽",
        "2.建设网络",
        "没有编号的段落。",
        "3.完善节点",
        "(1)第一步",
        "①细项",
        "（二）市场",
        "1.培育主体",
        "三、保障措施",
        "（一）组织",
    ]


def test_a_level_that_never_restarts_runs_through(read):
    levels = level(0, "%1、", "chineseCounting") + level(1, "%2.", more='<w:lvlRestart w:val="0"/>')
    body = listed("甲") + listed("子", level=1) + listed("乙") + listed("丑", level=1)
    assert lines(read(body, numbering=numbering(levels))) == ["一、甲", "1.子", "二、乙", "2.丑"]


def test_a_level_may_restart_only_below_a_certain_one(read):
    levels = "".join(level(i, f"%{i + 1}.") for i in range(2)) + level(
        2, "(%3)", more='<w:lvlRestart w:val="1"/>'
    )
    body = "".join(listed("字", level=i) for i in (0, 1, 2, 1, 2, 0, 2))
    labels = [line[:-1] for line in lines(read(body, numbering=numbering(levels)))]
    assert labels == ["1.", "1.", "(1)", "2.", "(2)", "2.", "(1)"]


def test_levels_in_one_label_and_legal_numbers(read):
    legal = level(1, "%1.%2", more="<w:isLgl/>")
    levels = level(0, "第%1章", "chineseCounting") + legal + level(2, "%1.%2.%3")
    body = (
        listed("总则") + listed("目的", level=1) + listed("细则", level=2) + listed("附则", level=1)
    )
    assert lines(read(body, numbering=numbering(levels))) == [
        "第一章总则",
        "1.1目的",
        "一.1.1细则",
        "1.2附则",
    ]


def test_a_number_gets_a_blank_only_where_no_mark_ends_it(read):
    levels = level(0, "第%1条", "chineseCounting") + level(1, "%2．")
    levels = levels.replace('<w:suff w:val="nothing"/>', '<w:suff w:val="tab"/>')
    body = listed("为了规范管理。") + listed("本办法所称。", level=1)
    assert lines(read(body, numbering=numbering(levels))) == [
        "第一条 为了规范管理。",
        "1．本办法所称。",
    ]


def test_lists_of_one_definition_go_on_counting_unless_one_begins_anew(read):
    numbers = (
        '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>'
        '<w:num w:numId="2"><w:abstractNumId w:val="0"/></w:num>'
        '<w:num w:numId="3"><w:abstractNumId w:val="0"/><w:lvlOverride w:ilvl="0">'
        '<w:startOverride w:val="5"/></w:lvlOverride></w:num>'
        '<w:num w:numId="4"><w:abstractNumId w:val="0"/><w:lvlOverride w:ilvl="0">'
        + level(0, "[%1]", "upperLetter")
        + "</w:lvlOverride></w:num>"
    )
    body = "".join(listed("字", number=n) for n in (1, 2, 3, 3, 1, 4))
    found = lines(read(body, numbering=numbering(level(0, "%1."), numbers)))
    assert found == ["1.字", "2.字", "5.字", "6.字", "7.字", "[H]字"]


def test_numbers_come_by_styles_and_the_styles_they_are_based_on(read):
    styles = part(
        "styles",
        '<w:style w:type="paragraph" w:default="1" w:styleId="N"><w:name w:val="Normal"/></w:style>'
        '<w:style w:type="paragraph" w:styleId="H1"><w:name w:val="heading 1"/><w:basedOn w:val="N"/>'
        '<w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>'
        '<w:style w:type="paragraph" w:styleId="H2"><w:name w:val="heading 2"/><w:basedOn w:val="H1"/>'
        '</w:style><w:style w:type="paragraph" w:styleId="H3"><w:name w:val="mine"/>'
        '<w:basedOn w:val="H1"/></w:style>',
    )
    levels = level(0, "%1、", "chineseCounting", '<w:pStyle w:val="H1"/>') + level(
        1, "（%2）", "chineseCounting", '<w:pStyle w:val="H2"/>'
    )
    body = "".join(
        paragraph(text, f'<w:pStyle w:val="{style}"/>{more}')
        for text, style, more in (
            ("甲", "H1", ""),
            ("乙", "H2", ""),
            ("丙", "H3", ""),
            ("丁", "H1", '<w:numPr><w:numId w:val="0"/></w:numPr>'),
            ("戊", "N", ""),
        )
    )
    found = lines(read(body, numbering=numbering(levels), styles=styles))
    assert found == ["一、甲", "（一）乙", "二、丙", "丁", "戊"]


def test_a_definition_may_leave_its_levels_to_that_of_a_style(read):
    definitions = part(
        "numbering",
        f'<w:abstractNum w:abstractNumId="0"><w:styleLink w:val="S"/>{level(0, "%1、")}</w:abstractNum>'
        '<w:abstractNum w:abstractNumId="1"><w:numStyleLink w:val="S"/></w:abstractNum>'
        '<w:num w:numId="1"><w:abstractNumId w:val="1"/></w:num>',
    )
    assert read(listed("甲"), numbering=definitions).text == "1、甲"


def test_bullets_and_lists_that_are_not_defined_give_no_number(read):
    body = listed("甲") + listed("乙", number=77) + listed("丙", level=8)
    assert lines(read(body, numbering=numbering(level(0, "\uf0b7", "bullet")))) == [
        "甲",
        "乙",
        "丙",
    ]


@pytest.mark.parametrize(
    ("number", "number_format", "expected"),
    [
        (10, "chineseCountingThousand", "十"),
        (23, "chineseCounting", "二十三"),
        (105, "japaneseCounting", "一百零五"),
        (30, "ideographDigital", "三〇"),
        (12, "chineseLegalSimplified", "壹拾贰"),
        (2, "ideographLegalTraditional", "貳"),
        (3, "ideographTraditional", "丙"),
        (12, "ideographZodiac", "亥"),
        (20, "decimalEnclosedCircle", "⑳"),
        (21, "decimalEnclosedCircle", "21"),
        (4, "decimalEnclosedParen", "⑷"),
        (12, "decimalFullWidth", "１２"),
        (7, "decimalZero", "07"),
        (28, "lowerLetter", "bb"),
        (1994, "upperRoman", "MCMXCIV"),
        (5, "none", ""),
        (0, "chineseCounting", "0"),
        (10**9, "lowerRoman", "1000000000"),
        (3, "klingon", "3"),
    ],
)
def test_formats_of_numbers(number, number_format, expected):
    assert numbered(number, number_format) == expected


def test_footnotes_stand_at_the_end_with_their_marks(read):
    reference = '<w:r><w:footnoteReference w:id="{}"/></w:r>'
    notes = part(
        "footnotes",
        f'<w:footnote w:type="separator" w:id="0">{paragraph("—")}</w:footnote>'
        f'<w:footnote w:id="7">{paragraph("含自用中转冷库。")}</w:footnote>'
        f'<w:footnote w:id="3">{paragraph("指一次委托、")}{paragraph("一次结算。")}</w:footnote>',
    )
    ends = part("endnotes", f'<w:endnote w:id="3">{paragraph("省统计局口径。")}</w:endnote>')
    body = (
        f"<w:p><w:r><w:t>推广“一单制”</w:t></w:r>{reference.format(3)}<w:r><w:t>，扩大库容</w:t></w:r>"
        f'{reference.format(7)}<w:r><w:endnoteReference w:id="3"/></w:r><w:r><w:t>。</w:t></w:r></w:p>'
    )
    document = read(body, footnotes=notes, endnotes=ends)
    assert lines(document) == [
        "推广“一单制”[1]，扩大库容[2][3]。",
        "[1] 指一次委托、 一次结算。",
        "[2] 含自用中转冷库。",
        "[3] 省统计局口径。",
    ]
    assert [note.kind for note in document.notes] == [NoteKind.FOOTNOTE] * 3


def test_tracked_changes_count_as_accepted(read):
    body = (
        "<w:p><w:r><w:t>由</w:t></w:r><w:del><w:r><w:delText>省发改委</w:delText></w:r></w:del>"
        "<w:ins><w:r><w:t>省发展改革委</w:t></w:r></w:ins><w:moveFrom><w:r><w:t>旧</w:t></w:r></w:moveFrom>"
        "<w:r><w:t>牵头，</w:t></w:r></w:p>"
        "<w:p><w:pPr><w:rPr><w:del/></w:rPr></w:pPr><w:r><w:t>省商务厅</w:t></w:r></w:p>"
        "<w:p><w:moveTo><w:r><w:t>配合。</w:t></w:r></w:moveTo></w:p>"
        + table([cell("留"), cell("甲")], [cell("删"), cell("乙")]).replace(
            "<w:tr><w:tc><w:tcPr></w:tcPr><w:p><w:pPr></w:pPr><w:r><w:rPr></w:rPr>"
            '<w:t xml:space="preserve">删',
            "<w:tr><w:trPr><w:del/></w:trPr><w:tc><w:tcPr></w:tcPr><w:p><w:pPr></w:pPr><w:r><w:rPr></w:rPr>"
            '<w:t xml:space="preserve">删',
        )
    )
    document = read(body)
    assert lines(document) == ["由省发展改革委牵头，", "省商务厅配合。", "留 | 甲"]
    assert document.notes[0].kind is NoteKind.TRACKED_CHANGE


def test_a_last_paragraph_whose_end_was_deleted_is_kept(read):
    assert (
        read("<w:p><w:pPr><w:rPr><w:del/></w:rPr></w:pPr><w:r><w:t>落实。</w:t></w:r></w:p>").text
        == "落实。"
    )


@pytest.mark.parametrize(
    "drawn",
    [
        "<w:drawing><wps:txbx><w:txbxContent>{}</w:txbxContent></wps:txbx></w:drawing>",
        "<w:pict><v:shape><v:textbox><w:txbxContent>{}</w:txbxContent></v:textbox></v:shape></w:pict>",
        '<mc:AlternateContent><mc:Choice Requires="wps"><w:drawing><wps:txbx><w:txbxContent>{}'
        "</w:txbxContent></wps:txbx></w:drawing></mc:Choice><mc:Fallback><w:pict><v:textbox><w:txbxContent>"
        "<w:p><w:r><w:t>再说一遍</w:t></w:r></w:p></w:txbxContent></v:textbox></w:pict></mc:Fallback>"
        "</mc:AlternateContent>",
    ],
)
def test_text_boxes_are_read_once(read, drawn):
    box = drawn.format(paragraph("某省人民政府文件") + paragraph("某政发〔2024〕1号"))
    document = read(f"<w:p><w:r><w:t>正文。</w:t></w:r><w:r>{box}</w:r></w:p>{paragraph('后文。')}")
    assert lines(document) == ["正文。", "某省人民政府文件", "某政发〔2024〕1号", "后文。"]
    assert document.notes[0].kind is NoteKind.TEXT_BOX


def test_headers_footers_and_comments_go_with_a_note(read):
    document = read(
        paragraph("正文。"),
        header1=part("hdr", paragraph("某省人民政府公报")),
        footer1=part("ftr", paragraph("— 1 —")),
        footer2=part("ftr", paragraph("— —")),
        comments=part("comments", f"<w:comment>{paragraph('请核对')}</w:comment>"),
    )
    assert document.text == "正文。"
    assert [(note.kind, note.words) for note in document.notes] == [
        (NoteKind.PAGE_HEADER, "某省人民政府公报"),
        (NoteKind.PAGE_FOOTER, "— 1 —"),
        (NoteKind.COMMENT, "请核对"),
    ]


def field(code: str, result: str) -> str:
    turn = '<w:r><w:fldChar w:fldCharType="{}"/></w:r>'
    return (
        f"{turn.format('begin')}<w:r><w:instrText>{code}</w:instrText></w:r>{turn.format('separate')}"
        f"<w:r><w:t>{result}</w:t></w:r>{turn.format('end')}"
    )


def test_results_of_fields_are_text_and_their_codes_are_not(read):
    body = (
        f"<w:p><w:r><w:t>自</w:t></w:r>{field('DATE', '2024年1月1日')}"
        '<w:fldSimple w:instr="REF x"><w:r><w:t>起施行</w:t></w:r></w:fldSimple>'
        "<w:hyperlink><w:r><w:t>（链接）</w:t></w:r></w:hyperlink></w:p>"
    )
    assert read(body).text == "自2024年1月1日起施行（链接）"


def test_a_table_of_contents_goes_with_a_note(read):
    turn = '<w:r><w:fldChar w:fldCharType="{}"/></w:r>'
    begin = f"<w:p>{turn.format('begin')}<w:r><w:instrText>TOC \\o</w:instrText></w:r>{turn.format('separate')}"
    in_field = f"{begin}<w:r><w:t>一、总体要求 1</w:t></w:r></w:p><w:p>{turn.format('end')}</w:p>"
    gallery = '<w:sdtPr><w:docPartObj><w:docPartGallery w:val="Table of Contents"/></w:docPartObj></w:sdtPr>'
    in_control = f"<w:sdt>{gallery}<w:sdtContent>{paragraph('二、任务 3')}</w:sdtContent></w:sdt>"
    document = read(in_field + in_control + paragraph("一、总体要求"))
    assert document.text == "一、总体要求"
    assert [note.kind for note in document.notes] == [NoteKind.CONTENTS] * 2


def test_a_field_that_nothing_ends_does_not_swallow_the_document(read):
    begin = '<w:p><w:r><w:fldChar w:fldCharType="begin"/><w:instrText>TOC</w:instrText></w:r></w:p>'
    assert read(begin + paragraph("一、总体要求")).text == "一、总体要求"


def test_hidden_text_and_pictures_go_with_a_note(read):
    body = paragraph("看不见", run="<w:vanish/>") + paragraph("看得见", run='<w:vanish w:val="0"/>')
    document = read(body + "<w:p><w:r><w:drawing><a/></w:drawing></w:r></w:p>")
    assert document.text == "看得见"
    assert [note.kind for note in document.notes] == [NoteKind.HIDDEN_TEXT, NoteKind.PICTURE]


def test_special_characters_of_runs(read):
    body = (
        "<w:p><w:r><w:t>甲</w:t><w:tab/><w:t>乙</w:t><w:noBreakHyphen/><w:t>丙</w:t><w:softHyphen/>"
        '<w:sym w:font="Wingdings" w:char="F0FE"/></w:r><m:oMath><m:r><m:t>x=1</m:t></m:r></m:oMath>'
        "<w:ruby><w:rt><w:r><w:t>dīng</w:t></w:r></w:rt><w:rubyBase><w:r><w:t>丁</w:t></w:r></w:rubyBase>"
        "</w:ruby></w:p>"
    )
    assert read(body).text == "甲 乙-丙☑x=1丁"


def test_a_break_inside_a_centred_title_is_none_and_one_in_a_list_is_a_line(read):
    title = "关于印发县域商业体系</w:t><w:br/><w:t>建设实施方案的通知"
    names = "附件：1.项目清单</w:t><w:br/><w:t>2.流程图"
    assert lines(read(paragraph(title, CENTRED) + paragraph(names))) == [
        "关于印发县域商业体系建设实施方案的通知",
        "附件：1.项目清单",
        "2.流程图",
    ]


def test_centred_lines_in_large_print_are_one_title(read):
    body = "".join(
        paragraph(text, CENTRED, LARGE)
        for text in ("某市人民政府办公室", "关于印发现代流通体系建设", "实施方案的通知")
    ) + paragraph("某政办发〔2022〕53号", CENTRED, LARGE)
    assert lines(read(body)) == [
        "某市人民政府办公室",
        "关于印发现代流通体系建设实施方案的通知",
        "某政办发〔2022〕53号",
    ]


def test_the_paragraph_in_the_style_of_titles_is_the_title(read):
    styles = part(
        "styles", '<w:style w:type="paragraph" w:styleId="T"><w:name w:val="Title"/></w:style>'
    )
    document = read(
        paragraph("前言") + paragraph("实施方案", '<w:pStyle w:val="T"/>'), styles=styles
    )
    assert document.title == "实施方案"


def test_a_table_of_tasks_with_cells_merged_both_ways(read):
    start, on = '<w:vMerge w:val="restart"/>', "<w:vMerge/>"
    tasks = table(
        [cell("序号", start), cell("领域", start), cell("任务", start),
         cell("责任分工", '<w:gridSpan w:val="2"/>'), cell("完成时限", start)],
        [cell("", on), cell("", on), cell("", on), cell("牵头单位"), cell("配合单位"), cell("", on)],
        [cell("1"), cell("设施", start), cell("制定清单"), cell("省发展改革委"),
         cell("省财政厅\n省商务厅"), cell("9月底前", start)],
        [cell("2"), cell("", on), cell("完成普查"), cell("省农业农村厅", '<w:gridSpan w:val="2"/>'),
         cell("", on)],
        [cell("降本减负", '<w:gridSpan w:val="6"/>')],
        [cell("3"), cell("收费"), cell("公布目录"), cell("省商务厅"), cell(""), cell("7月底前")],
    )  # fmt: skip
    document = read(
        paragraph("附件1") + paragraph("任务安排表", CENTRED) + tasks + paragraph("后文。")
    )
    (found,) = document.tables
    assert (found.annex, found.caption, found.line) == ("附件1", "任务安排表", 3)
    assert found.header == ("序号", "领域", "任务", "牵头单位", "配合单位", "完成时限")
    assert [row.cells for row in found.rows] == [
        ("1", "设施", "制定清单", "省发展改革委", "省财政厅 省商务厅", "9月底前"),
        ("2", "设施", "完成普查", "省农业农村厅", "省农业农村厅", "9月底前"),
        ("3", "收费", "公布目录", "省商务厅", "", "7月底前"),
    ]
    assert [row.group for row in found.rows] == [None, None, "降本减负"]
    assert lines(document)[2:] == [
        "序号 | 领域 | 任务 | 责任分工 | 责任分工 | 完成时限",
        "序号 | 领域 | 任务 | 牵头单位 | 配合单位 | 完成时限",
        "1 | 设施 | 制定清单 | 省发展改革委 | 省财政厅 省商务厅 | 9月底前",
        "2 | 设施 | 完成普查 | 省农业农村厅 | 省农业农村厅 | 9月底前",
        "降本减负",
        "3 | 收费 | 公布目录 | 省商务厅 |  | 7月底前",
        "后文。",
    ]
    assert [lines(document)[row.line - 1][0] for row in found.rows] == ["1", "2", "3"]


def test_numbers_of_rows_that_only_the_list_definition_counts(read):
    counted = f"<w:tc>{listed('')}</w:tc>"
    tasks = table(
        [cell("序号"), cell("任务"), cell("责任单位")],
        [counted, cell("建设"), cell("商务局")],
        [counted, cell("改造"), cell("财政局")],
    )
    (found,) = read(tasks, numbering=numbering(level(0, "%1"))).tables
    assert [row.cells[0] for row in found.rows] == ["1", "2"]


def test_an_empty_paragraph_of_a_list_counts_but_is_no_line(read):
    body = listed("甲") + listed("") + listed("乙")
    assert lines(read(body, numbering=numbering(level(0, "%1.")))) == ["1.甲", "3.乙"]


def test_a_frame_around_text_is_no_table(read):
    document = read(
        table([cell("一、总体要求\n以县城为中心。")]) + table([cell("字" * 2001), cell("乙")])
    )
    assert lines(document) == ["一、总体要求", "以县城为中心。", "字" * 2001, "乙"]


def test_a_table_of_metadata_becomes_metadata(read):
    document = read(
        table([cell("文号："), cell("某政〔2024〕1号"), cell("有效性："), cell("有效")])
    )
    assert document.metadata == {"文号": "某政〔2024〕1号", "有效性": "有效"}
    assert lines(document) == ["文号：某政〔2024〕1号", "有效性：有效"]


def test_the_strict_format_is_read(tmp_path):
    path = tmp_path / "a.docx"
    main = part("document", f"<w:body>{paragraph('正文。', CENTRED)}</w:body>")
    strict = main.replace(WORD, "http://purl.oclc.org/ooxml/wordprocessingml/main")
    path.write_bytes(container({"word/document.xml": strict}))
    assert read_file(path).text == "正文。"


@pytest.mark.parametrize(
    ("body", "words"),
    [
        ("<w:p>" * 300 + "</w:p>" * 300, "it is broken"),
        ("<w:p>", "it is broken"),
        ("<w:p/>", "it holds no text"),
    ],
)
def test_a_broken_or_empty_document_is_refused(read, body, words):
    with pytest.raises(UnreadableFileError, match=words):
        read(body)


@pytest.mark.parametrize(
    ("limits", "words"),
    [
        (Limits(paragraphs=9), "more than 9 paragraphs"),
        (Limits(characters=50), "more than 50 characters"),
        (Limits(expanded_bytes=500), "expand to more than 500 bytes"),
        (Limits(seconds=1e-9), "more than 1e-09 seconds"),
    ],
)
def test_what_is_above_a_limit_is_refused(read, limits, words):
    with pytest.raises(UnreadableFileError, match=words) as refused:
        read(paragraph("推进改革，落实责任。") * 20, limits=limits)
    assert refused.value.reason in (UnreadableReason.TOO_LARGE, UnreadableReason.TOO_SLOW)
