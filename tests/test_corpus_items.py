"""The 项 of an article: parts of its text that can be cited alone."""

from corpus.items import items_of
from corpus.parse import CatalogueEntry, parse_document

ARTICLE = (
    "第四条　下列行为应当报告：\n（一）设立的；\n（二）变更的：\n1.变更名称；\n2.变更住\n所。\n"
    "违反前款第（一）项规定的，按照\n第十条处理。"
)


def words(text, reference="第四条"):
    return {item.reference: text[item.start : item.end] for item in items_of(reference, text)}


def test_items_stand_in_the_text_of_their_article_with_those_below_them_inside():
    assert words(ARTICLE) == {
        "第四条(一)": "（一）设立的；",
        "第四条(二)": "（二）变更的：\n1.变更名称；\n2.变更住\n所。",
        "第四条(二)1": "1.变更名称；",
        "第四条(二)2": "2.变更住\n所。",
    }


def test_a_paragraph_behind_the_items_belongs_to_none_of_them():
    assert all("违反前款" not in item for item in words(ARTICLE).values())


def test_numbers_that_go_on_behind_a_paragraph_open_no_item():
    text = "第五条 甲：\n（一）子；\n（二）丑。\n乙：\n（三）寅。"
    assert list(words(text, "第五条")) == ["第五条(一)", "第五条(二)"]


def test_references_to_items_and_numbers_out_of_order_open_none():
    assert words("第五条 按照\n（一）、（二）项要求执行。\n（三）其他。", "第五条") == {}


def test_only_articles_have_items():
    assert items_of("一", "一、目标\n（一）近期。") == ()


def test_the_article_is_still_the_clause():
    text = f"某办法\n第一条　为了规范市场，制定本办法。\n{ARTICLE.replace('第四条', '第二条')}\n"
    parsed = parse_document(text, CatalogueEntry("law", "law.txt"))
    assert [clause.reference for clause in parsed.clauses] == ["序言", "第一条", "第二条"]
    assert [item.reference for item in parsed.clauses[2].items] == [
        *("第二条(一)", "第二条(二)", "第二条(二)1", "第二条(二)2"),
    ]
