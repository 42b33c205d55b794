"""A text that repeats itself takes time in proportion to its length, not to its square."""

import pytest

from corpus.parse import CatalogueEntry, parse_document


@pytest.mark.timeout(30)
@pytest.mark.parametrize(
    "text",
    [
        "一、甲。" + "省商务厅、" * 3000 + "负责。",
        "一、甲。（" + "省商务厅、" * 8000 + "按职责分工负责）",
        "一、甲。" + " " * 50_000 + "乙。",
        "一、" + "（" * 20_000,
        "《" * 3000 + "\n一、" + "部" * 50_000,
        "一、责任单位：\n" * 3000,
        "（一）、" * 5000,
        "1 甲\n1.1 乙\n1.2 丙\n" * 3000,
        "序号 | 任务 | 责任单位\n" + "1 | 甲 | 省商务厅\n二、\n" * 3000,
        "第一条　甲：\n" + "（一）乙；\n（二）丙；\n" * 3000,
        "一、甲。" + "到2025年底前" * 8000,
        "一、甲。" + "到每" * 20_000 + "2025年" + " " * 20_000 + "底前",
    ],
    ids=[
        *("prose", "list", "blanks", "brackets", "titles", "lines", "items"),
        *("decimals", "table", "article", "deadlines", "times"),
    ],
)
def test_a_text_that_repeats_itself_without_end_is_read_in_time(text):
    parsed = parse_document(text, CatalogueEntry("long", "long.txt"))
    spans = [span for clause in parsed.clauses for span in clause.spans]
    spans += [noise.span for noise in parsed.noise]
    assert sum(span.end - span.start for span in spans) == len(text)
