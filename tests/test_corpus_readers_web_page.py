import pytest

from corpus.readers import Limits, NoteKind, UnreadableFileError, UnreadableReason, read_file

CLAUSES = (
    "一、推进冷链物流设施建设，到2025年底新增库容1100万吨，由省商务厅牵头负责。",
    "二、完善县域商业体系，改造提升集贸市场，由省市场监管局会同有关部门落实。",
    "三、加强组织实施，各市人民政府应当制定实施方案，报省人民政府备案。",
)
BODY = "".join(f"<p>　　{clause}</p>" for clause in CLAUSES)
TITLE = "某省人民政府办公厅关于印发实施方案的通知"


@pytest.fixture
def read(tmp_path):
    """Read a saved page."""

    def make(page: str, encoding: str = "utf-8", name: str = "a.html"):
        path = tmp_path / name
        path.write_bytes(page.encode(encoding))
        return read_file(path)

    return make


def test_the_document_stands_alone_without_the_page_around_it(read):
    page = f"""<!DOCTYPE html><html><head><meta charset="utf-8"><title>{TITLE} - 某省人民政府</title>
    <style>p{{color:red}}</style><script>var a="<p>脚本</p>"</script></head><body onload="f()">
    <div class="top"><a href="/">首页</a> | <a href="/en">English</a></div>
    <ul class="nav"><li><a href="a">政务公开</a></li><li><a href="b">政务服务</a></li></ul>
    <div class="crumb">您当前的位置：<a href="/">首页</a> &gt; <a href="/z">政策</a></div>
    <div class="content"><h1>{TITLE}</h1>
    <div class="info">来源：省政府办公厅 浏览量：<b>3817</b> 字号：<a>大</a> <a>中</a> <a>小</a>
    <span class="share">分享到：<a>微信</a> <a>微博</a></span> <a href="javascript:print()">【打印】</a></div>
    <div id="zoom" onclick="steal()">{BODY}</div></div>
    <div class="related"><h3>相关链接</h3><ul><li><a>一图读懂</a></li><li><a>通知</a></li></ul></div>
    <div class="footer"><p>主办：某省人民政府办公厅　承办：数据局</p><p>京ICP备05039419号</p></div>
    <noscript>请启用脚本</noscript></body></html>"""
    document = read(page)
    assert document.text.split("\n") == [TITLE, *CLAUSES]
    assert document.title == TITLE
    assert document.media_type == "text/html"
    (note,) = document.notes
    assert (note.kind, note.count > 5) == (NoteKind.NAVIGATION, True)


def test_a_page_without_telling_names_is_read_by_where_its_sentences_stand(read):
    menu = "".join(f'<td><a href="{i}">栏目{i}</a></td>' for i in range(9))
    page = f"""<table><tr>{menu}</tr></table><table><tr><td><ul><li><a>公开指南</a></li><li><a>公开年报</a>
    </li></ul></td><td><center><b>{TITLE}</b></center>{BODY}</td></tr></table>
    <table><tr><td align=center>版权所有：某省人民政府　技术支持：数据局</td></tr></table>"""
    assert read(page).text.split("\n") == [TITLE, *CLAUSES]


def test_paragraphs_that_only_line_breaks_part(read):
    page = f"<body><div><b>{TITLE}</b><br><br>　　{'<br>　　'.join(CLAUSES)}<br></div></body>"
    assert read(page).text.split("\n") == [TITLE, *CLAUSES]


def test_a_centred_title_on_several_lines_is_one(read):
    page = f'<p style="text-align: center">某省人民政府办公厅<br>关于印发推进现代流通体系建设<br>实施方案的通知</p>{BODY}'
    assert read(page).text.split("\n")[:2] == [
        "某省人民政府办公厅",
        "关于印发推进现代流通体系建设实施方案的通知",
    ]


def test_line_ends_of_the_source_are_no_blanks_in_chinese(read):
    page = "<p>由省发展改\n革委牵头，省商务\r\n   厅配合，推进 cold\nchain 建设。</p><p>省财政厅\n省商务厅</p>"
    assert (
        read(page).text
        == "由省发展改革委牵头，省商务厅配合，推进 cold chain 建设。\n省财政厅 省商务厅"
    )


def test_entities_and_blanks_are_read_as_they_look(read):
    page = "<p>&emsp;&emsp;第一条&#12288;&ldquo;十四五&rdquo;&nbsp;&nbsp;规划&mdash;&#x4e00;、推进改革。&nbsp;</p>"
    assert read(page).text == "第一条　“十四五” 规划—一、推进改革。"


METADATA = {
    "索引号": "011104008/2024-21873",
    "发文机关": "某市人民政府办公厅",
    "成文日期": "2024年3月12日",
    "文号": "某政办规〔2024〕4号",
    "有效性": "有效",
}
LISTS = {
    "table": """<table><tr><th>索引号：</th><td>011104008/2024-21873</td><th>发文机关：</th>
        <td>某市人民政府办公厅</td></tr><tr><th>成文日期：</th><td>2024年3月12日</td><th>文&emsp;&emsp;号：</th>
        <td>某政办规〔2024〕4号</td></tr><tr><th>有 效 性：</th><td><span>有效</span></td><th>打印次数：</th><td>3</td>
        </tr></table>""",
    "table without colons": """<table><tr><td><b>索　引　号</b></td><td><!--<$[SYH]>-->011104008/2024-21873</td>
        <td>发文机关</td><td>某市人民政府办公厅</td></tr><tr><td>成文日期</td><td>2024年3月12日</td><td>发文字号</td>
        <td>某政办规〔2024〕4号</td></tr><tr><td>时效性</td><td>有效</td><td>文件下载</td><td><a>a.pdf</a></td></tr></table>""",
    "table with a header row": """<table><tr><th>索引号</th><th>发文机关</th><th>成文日期</th><th>文号</th>
        <th>有效性</th></tr><tr><td>011104008/2024-21873</td><td>某市人民政府办公厅</td><td>2024年3月12日</td>
        <td>某政办规〔2024〕4号</td><td>有效</td></tr></table>""",
    "dl": """<dl><dt>索引号</dt><dd>011104008/2024-21873</dd><dt>发布机构：</dt><dd>某市人民政府办公厅</dd>
        <dt>成文日期</dt><dd>2024年3月12日</dd><dt>发文字号</dt><dd>某政办规〔2024〕4号</dd><dt>效力状态</dt><dd>有效</dd></dl>""",
    "ul": """<ul><li>索引号：011104008/2024-21873</li><li><span>发文机关</span>：某市人民政府办公厅</li>
        <li><span>成文日期：</span><span>2024年3月12日</span></li><li><b>文 号：</b>某政办规〔2024〕4号</li>
        <li><span>有效性</span>有效</li></ul>""",
    "div": """<div class=i><div><div class=l>索引号</div><div class=v>011104008/2024-21873</div></div>
        <div><div class=l>发文机关：</div><div class=v><div>某市人民政府办公厅</div></div></div>
        <div><label>成文日期：</label><em>2024年3月12日</em></div><p><strong>文号</strong><span>某政办规〔2024〕4号</span></p>
        <p>有效性：有效</p><p><span>废止日期：</span><span>——</span></p></div>""",
}


@pytest.mark.parametrize("where", ["outside", "inside"])
@pytest.mark.parametrize("form", LISTS)
def test_metadata_are_read_in_whatever_form_they_stand(read, form, where):
    listed = LISTS[form]
    body = f'<div id="zoom">{listed if where == "inside" else ""}{BODY}</div>'
    document = read(
        f"<body>{listed if where == 'outside' else ''}{body}<p>地址：某路1号</p></body>"
    )
    assert document.metadata == METADATA
    lines = document.text.split("\n")
    assert lines[len(METADATA) :] == list(CLAUSES)
    assert [line.partition("：")[2] for line in lines[: len(METADATA)]] == list(METADATA.values())


def test_labels_of_the_page_itself_and_empty_values_are_no_metadata(read):
    page = f"""<table><tr><td>文号：</td><td></td><td>有效性：</td><td>失效</td></tr><tr><td>浏览次数：</td><td>12</td>
    <td>失效日期：</td><td>——</td></tr></table>{BODY}"""
    assert read(page).metadata == {"有效性": "失效"}


def test_what_the_head_of_the_page_states_fills_in(read):
    page = f"""<head><meta name="ArticleTitle" content="{TITLE}"><meta name="PubDate" content="2024-03-20 16:32">
    <meta name="ContentSource" content="省政府办公厅"></head><p>发布日期：2024年3月21日</p><p>文号：某政〔2024〕1号</p>{BODY}"""
    document = read(page)
    assert document.title == TITLE
    assert document.metadata["发布日期"] == "2024年3月21日"
    assert document.metadata["来源"] == "省政府办公厅"


def test_a_title_that_stands_outside_of_the_body_comes_first(read):
    page = f'<h1>{TITLE}</h1><div class="TRS_Editor">{BODY}</div>'
    assert read(page).text.split("\n") == [TITLE, *CLAUSES]


def test_a_title_in_the_body_comes_once(read):
    page = f'<h1>{TITLE}</h1><div id="zoom"><p>某省人民政府办公厅</p><p>关于印发实施方案的通知</p>{BODY}</div>'
    assert read(page).text.split("\n") == ["某省人民政府办公厅", "关于印发实施方案的通知", *CLAUSES]


def test_a_table_of_tasks_with_merged_cells_is_filled(read):
    page = f"""{BODY}<p>附件</p><p align=center>任务分工表</p><table>
    <tr><th rowspan=2>序号</th><th rowspan=2>任务</th><th colspan=2>责任分工</th><th rowspan=2>时限</th></tr>
    <tr><th>牵头单位</th><th>配合单位</th></tr>
    <tr><td colspan=5>设施建设</td></tr>
    <tr><td>1</td><td>建设冷库</td><td rowspan=2>省商务厅</td><td>省财政厅<br>省供销社</td><td rowspan=0>2025年底</td></tr>
    <tr><td>2</td><td>改造<b>市场</b></td><td>省市场监管局</td></tr></table>"""
    document = read(page)
    (table,) = document.tables
    assert (table.annex, table.caption) == ("附件", "任务分工表")
    assert table.header == ("序号", "任务", "牵头单位", "配合单位", "时限")
    assert [row.cells for row in table.rows] == [
        ("1", "建设冷库", "省商务厅", "省财政厅 省供销社", "2025年底"),
        ("2", "改造市场", "省商务厅", "省市场监管局", "2025年底"),
    ]
    assert {row.group for row in table.rows} == {"设施建设"}
    lines = document.text.split("\n")
    assert lines[table.line - 1] == "序号 | 任务 | 责任分工 | 责任分工 | 时限"
    assert lines[table.rows[1].line - 1] == "2 | 改造市场 | 省商务厅 | 省市场监管局 | 2025年底"


def test_a_page_that_is_one_large_table_is_not_read_as_one_cell(read):
    rows = "".join(f"<tr><td>{i}</td><td>{CLAUSES[0] * 5}</td></tr>" for i in range(3))
    assert read(f"<table><tr><th>序号</th><th>内容</th></tr>{rows}</table>").text.count("\n") == 3


def test_numbers_of_lists_are_read_as_a_browser_shows_them(read):
    page = (
        '<ol start="3"><li>推进冷链建设，落实责任。<li value="7">完善市场，加强监管。</ol>'
        '<ol type="a"><li>制定实施方案，报省政府备案。</ol><ol><li>1.自带编号的任务，由商务厅负责。</ol>'
    )
    assert read(page).text.split("\n") == [
        "3.推进冷链建设，落实责任。",
        "7.完善市场，加强监管。",
        "a.制定实施方案，报省政府备案。",
        "1.自带编号的任务，由商务厅负责。",
    ]


def test_hidden_text_goes_with_a_note(read):
    page = f'<div id=zoom>{BODY}<p style="display:none">隐藏的段落，不应出现。</p><p hidden>也隐藏。</p></div>'
    document = read(page)
    assert document.text.split("\n") == list(CLAUSES)
    assert [note.kind for note in document.notes] == [NoteKind.HIDDEN_TEXT] * 2


def test_a_document_that_a_script_would_show_is_read(read):
    assert read(f'<body><div style="display:none">{BODY}</div></body>').text.split("\n") == list(
        CLAUSES
    )


@pytest.mark.parametrize(
    ("declared", "encoding"),
    [
        ("gb2312", "gb18030"),
        ("utf-8", "utf-8"),
        ("gb2312", "utf-8"),
        ("utf-8", "gb18030"),
        ("big5", "gb18030"),
        ("iso-8859-1", "utf-16"),
    ],
)
def test_a_lying_charset_does_no_harm(read, declared, encoding):
    page = f'<meta http-equiv="Content-Type" content="text/html; charset={declared}">{BODY}'
    document = read(page, encoding)
    assert document.text.split("\n") == list(CLAUSES)
    is_lie = {"gb2312": "gb18030"}.get(declared, declared) != encoding.replace("utf-16", "?")
    assert bool(document.notes) == is_lie


def test_word_s_own_html_is_read(read):
    page = f"""<html xmlns:o="urn:schemas-microsoft-com:office:office"><head><!--[if gte mso 9]><xml><w:x>1</w:x></xml>
    <![endif]--></head><body lang=ZH-CN><div class=Section1><p class=MsoNormal><span>由省发展改革委牵头，省商务厅
配合，落实责任。<span lang=EN-US><o:p></o:p></span></span></p>{BODY}</div></body></html>"""
    assert read(page).text.split("\n")[0] == "由省发展改革委牵头，省商务厅配合，落实责任。"


def test_entities_of_a_page_s_own_are_not_resolved(read):
    page = f"""<!DOCTYPE html [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;"><!ENTITY x SYSTEM "file:///etc/passwd">]>
    <html><body><p>&b;&x;{CLAUSES[0]}</p></body></html>"""
    assert read(page).text == f"&b;&x;{CLAUSES[0]}"


def test_a_page_nested_hundreds_deep_is_read_and_thousands_deep_refused(read):
    assert read("<div>" * 500 + BODY).text.split("\n") == list(CLAUSES)
    with pytest.raises(UnreadableFileError, match="nested thousands deep"):
        read("<div>" * 5000 + BODY)


@pytest.mark.parametrize(
    "page",
    ["<html></html>", "<!-- x -->", "<script>document.write('正文')</script>", "<p>&nbsp;</p>"],
)
def test_a_page_without_text_is_refused(read, page):
    with pytest.raises(UnreadableFileError) as refused:
        read(page)
    assert refused.value.reason is UnreadableReason.NO_TEXT


def test_spans_beyond_all_measure_are_refused_or_cut_to_the_table(read, tmp_path):
    wide = (
        '<table><tr><td colspan="999999">a</td><td>b</td></tr><tr><td>c</td><td>d</td></tr></table>'
    )
    with pytest.raises(UnreadableFileError, match="more than 100 columns"):
        read(BODY + wide)
    tall = '<table><tr><td rowspan="999999">a</td><td>b</td></tr><tr><td>d</td></tr></table>'
    assert read(BODY + tall).text.endswith("a | b\na | d")


def test_a_merged_cell_that_fills_too_many_rows_is_refused(tmp_path):
    path = tmp_path / "a.html"
    long = "长文本" * 500
    rows = f"<tr><td>{CLAUSES[0]}</td></tr>" * 100
    path.write_text(f"<table><tr><td rowspan=101>{long}</td><td>b</td></tr>{rows}</table>", "utf-8")
    with pytest.raises(UnreadableFileError, match="more than 50,000 characters"):
        read_file(path, limits=Limits(characters=50_000))
