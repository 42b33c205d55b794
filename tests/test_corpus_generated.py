"""Outlines made at random come out as they were made, and no text at all loses a character."""

from dataclasses import dataclass

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from corpus.enumerators import numeral_of
from corpus.parse import CatalogueEntry, parse_document

SETTINGS = settings(deadline=None, max_examples=120, suppress_health_check=[HealthCheck.too_slow])
# Each level in the ways in which texts write it; `{}` is the number.
LEVELS = (
    ("{}、", "{}．"),
    ("（{}）", "({})", "( {} )"),
    ("{}.", "{}．", "{}、", "{}. "),
    ("（{}）", "({})", "{}）"),
    ("①",),
)
NESTINGS = (
    *((0,), (0, 1), (0, 2), (0, 3), (0, 1, 2), (0, 2, 3), (0, 2, 4), (0, 1, 2, 3)),
    *((0, 1, 2, 3, 4), (1,), (1, 2), (1, 2, 3), (1, 2, 4), (2,), (2, 3), (2, 3, 4)),
)
LABELS = ("{}", "({})", "{}", "({})", "①")
WORDS = st.sampled_from(
    ["加强统筹协调", "推进设施建设", "优化营商环境", "健全工作机制", "完善标准体系"]
)
BODIES = st.sampled_from(
    [
        "投资不低于1.5亿元，增长10.5%以上。",
        "按照第三条、第（二）项规定执行。",
        "推动一、二、三产业融合，到2025年完成。",
        "其中：（1）甲类不少于3个，（2）乙类不少于2个。",
        "　　建设冷链物流设施。（责任单位：省商务厅、省财政厅）",
        "各级部门要认真落实国家和省委、省政府的各项决策部署，严格按照\n第三条规定、\n1.5%的标准和\n（一）、（二）项要求执行。",
    ]
)


ARTICLES = st.sampled_from(
    [
        "为了规范市场秩序，制定本办法。",
        "下列行为应当报告：\n（一）设立的；\n（二）变更的：\n1.名称；\n2.住所。",
        "中央企业依照执行，违反规定的，按照本办法\n第三条、第四条的规定处理。",
        "省商务主管部门应当履行下列职责：\n㈠编制规划；\n㈡组织实施。\n前款第（一）项所称规划，由省人民政府批准。",
        "本办法所称经营者，是指：\n一、法人；\n二、其他组织。",
    ]
)


@dataclass(frozen=True)
class Written:
    """A line of an outline as it is written, and the reference it should get."""

    text: str
    reference: str


def number_at(level, number, *, wide):
    if level in (0, 1):
        return numeral_of(number)
    if level == 4:
        return chr(ord("①") + number - 1)
    digits = str(number)
    return digits.translate(str.maketrans("0123456789", "０１２３４５６７８９")) if wide else digits


@st.composite
def outlines(draw, prefix="", topic="全省"):
    """Draw the lines of a text whose levels nest, with running or restarting numbers."""
    levels = draw(st.sampled_from(NESTINGS))
    styles = {level: draw(st.sampled_from(LEVELS[level])) for level in levels}
    runs = {level: draw(st.booleans()) for level in (1, 2)}
    wide = draw(st.booleans())
    written: list[Written] = []
    counts = dict.fromkeys(levels, 0)

    def write(depth, path):
        level = levels[depth]
        for _ in range(draw(st.integers(1, 3))):
            if level == 4 and counts[level] >= 20:
                return
            counts[level] += 1
            number = number_at(level, counts[level], wide=wide)
            half = number_at(level, counts[level], wide=False)
            enumerator = number if level == 4 else styles[level].format(number)
            reference = path + (half if level == 4 else LABELS[level].format(half))
            heading = topic + draw(WORDS) + draw(st.sampled_from(["", "。"]))
            body = draw(st.one_of(st.just(""), BODIES))
            written.append(
                Written("\n".join(filter(None, [enumerator + heading, body])), reference)
            )
            if depth + 1 < len(levels) and draw(st.booleans()):
                below = draw(st.integers(depth + 1, len(levels) - 1))
                for level_below in levels[depth + 1 :]:
                    if not runs.get(level_below, False):
                        counts[level_below] = 0
                write(below, reference)

    write(0, prefix)
    return written


@st.composite
def texts(draw):
    written = draw(outlines())
    lines = ["某省实施方案", "为推动工作，制定本方案。", *(one.text for one in written)]
    if draw(st.booleans()):
        lines += ["某省人民政府办公厅", "2024年5月1日", "（此件公开发布）"]
    references = [one.reference for one in written]
    for number in range(1, draw(st.integers(0, 2)) + 1):
        annex = draw(outlines(prefix=f"附件{number}", topic=f"清单{number}"))
        lines += [f"附件{number}", "工作清单", *(one.text for one in annex)]
        references += [f"附件{number}", *(one.reference for one in annex)]
    noise = draw(st.sampled_from(["", "首页 > 政务公开\n", "　\n \n"]))
    indent = draw(st.sampled_from(["", "　　", "  • "]))
    newline = draw(st.sampled_from(["\n", "\r\n", "\n\n"]))
    text = noise + "\n".join(indent + line for line in "\n".join(lines).split("\n"))
    return text.replace("\n", newline), references


@st.composite
def laws(draw):
    """Draw a law: chapters, sections, articles that run through, and items that belong to them."""
    lines = ["某省管理办法"]
    articles: list[str] = []
    blank = draw(st.sampled_from([" ", "　", ""]))
    for chapter in range(1, draw(st.integers(1, 3)) + 1):
        lines.append(f"第{numeral_of(chapter)}章 总则")
        sections = draw(st.integers(0, 2))
        for section in range(1, max(sections, 1) + 1):
            if sections:
                lines.append(f"第{numeral_of(section)}节 一般规定")
            for _ in range(draw(st.integers(1, 3))):
                articles.append(f"第{numeral_of(len(articles) + 1)}条")
                lines.append(f"{articles[-1]}{blank}{draw(ARTICLES)}")
    return "\n".join(lines), articles


def owners(parsed):
    owned = [0] * len(parsed.raw_text)
    spans = [span for clause in parsed.clauses for span in clause.spans]
    for span in [*spans, *(noise.span for noise in parsed.noise)]:
        for i in range(span.start, span.end):
            owned[i] += 1
    return owned


def parse(text):
    return parse_document(text, CatalogueEntry("any", "any.txt"))


@SETTINGS
@given(texts())
def test_an_outline_comes_out_as_it_was_written(made):
    text, references = made
    parsed = parse(text)
    assert [clause.reference for clause in parsed.clauses] == ["序言", *references]
    assert set(owners(parsed)) <= {1}
    for clause in parsed.clauses[1:]:
        assert clause.parent is None or clause.reference.startswith(clause.parent)


@SETTINGS
@given(laws())
def test_a_law_has_its_articles_and_nothing_else(made):
    text, articles = made
    parsed = parse(text)
    assert [clause.reference for clause in parsed.clauses] == ["序言", *articles]
    assert set(owners(parsed)) == {1}
    assert all(len(clause.headings) in (1, 2) for clause in parsed.clauses[1:])


@SETTINGS
@given(texts(), st.data())
def test_words_of_a_generated_text_lead_to_its_lines(made, data):
    text, _ = made
    parsed = parse(text)
    lines = text.split("\n")
    clause = data.draw(st.sampled_from(parsed.clauses))
    start = data.draw(st.integers(0, len(clause.text) - 1))
    quote = clause.text[start : start + 9].strip()
    if quote and clause.text.count(quote) == 1:
        first, last = clause.lines_of(quote)
        assert all(
            any(part in line for line in lines[first - 1 : last]) for part in quote.split("\n")
        )


PIECES = st.sampled_from(
    [
        *(
            "一、",
            "（一）",
            "1.",
            "(1)",
            "①",
            "第一条",
            "第三条规定",
            "第一章",
            "第一节",
            "附件",
            "附件1：",
            "目录",
        ),
        *(
            "责任单位：",
            "牵头单位：",
            "（省商务厅牵头，",
            "省财政厅配合）",
            "下同",
            "〔",
            "〕",
            "(",
            ")",
            "（",
            "】",
        ),
        *(
            "2023年1月1日",
            "二〇二三年一月",
            "某市商务局",
            "发文字号：",
            "有 效 性 ：",
            "失效",
            "川办发〔2018〕42号",
        ),
        *(
            "落實(shí)",
            "規劃(guī)",
            "??偨Y(jié)",
            "新?lián)Q",
            "網際網路",
            "最佳化",
            "民眾",
            "扫一扫",
            "《",
            "》的通知",
        ),
        *(
            "\n",
            "\n\n",
            "\r\n",
            "　",
            " ",
            "\t",
            "。",
            "，",
            "、",
            "；",
            "：",
            "1.5亿元",
            "\u00a0",
            "\ufeff",
            "\u2028",
        ),
        *(
            "关于印发",
            "现将",
            "印发给你们",
            "第〇条",
            "0.",
            "（〇）",
            "第九百九十九条",
            "999.",
            "1000.",
        ),
        *(
            "1 甲\n",
            "1.1 乙\n",
            "1.2丙\n",
            "序号 | 任务 | 责任单位\n",
            "1 | 甲 | 省商务厅\n",
            "|---|---|---|\n",
            "任务\t责任单位\n",
            "甲\t省财政厅\n",
        ),
    ]
)


@SETTINGS
@given(st.lists(PIECES, max_size=60).map("".join))
def test_pieces_of_documents_in_any_order_lose_nothing(text):
    parsed = parse(text)
    assert set(owners(parsed)) <= {1}
    references = [clause.reference for clause in parsed.clauses]
    assert len(references) == len(set(references))
    for clause in parsed.clauses:
        assert clause.text.strip()
        assert clause.parent is None or clause.reference.startswith(clause.parent)
        assert clause.parent is None or clause.parent in references
        assert all(one.agency in clause.text for one in clause.responsibilities)


@SETTINGS
@given(st.text(max_size=300))
def test_any_text_at_all_loses_nothing(text):
    assert set(owners(parse(text))) <= {1}
