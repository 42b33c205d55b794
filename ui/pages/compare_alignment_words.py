"""The words of two whole documents side by side."""

from __future__ import annotations

from corpus.types import Frozen
from embeddings.link_types import LinkKind
from embeddings.linking import STANDING
from embeddings.measures import (
    BODIES,
    ENGLISH,
    HEADING,
    MEANING,
    PLAIN,
    SENTENCE,
    TERMS,
    WORDS,
)
from rag.side_by_side import Difference, Extent
from ui.words import PageLanguage


class AlignmentWords(Frozen):
    """`totals` takes `title`, `clauses`, `same`, `partly`, `alone`; `shown` `first`, `last`, `count`.

    `confirmed` and `cut` take `by` and `on`, `score` a `score`, `pair` `first` and `second`.
    """

    heading: str
    totals: str
    matched: str
    choose_two: str
    pair: str
    choose_kind: str
    kind: str
    difference: str
    every: str
    extents: dict[Extent, str]
    none: str
    shown: str
    earlier: str
    later: str
    topic: str
    differs: dict[Difference, str]
    links: dict[LinkKind, str]
    score: str
    added: str
    confirmed: str
    cut: str
    sentences: str
    terms: str
    bodies: str
    in_english: bool
    measures: str
    measure_names: dict[str, str]
    confirm: dict[LinkKind, str]
    do_cut: str
    withdraw: str
    take_away: str
    adding: str
    clause: str
    add: dict[LinkKind, str]
    no_clause: str
    not_kept: str
    between: str


_WORDS = {
    PageLanguage.CHINESE: AlignmentWords(
        heading="全文逐条对照",
        totals=(
            "《{title}》共有{clauses}条:{same}条另一份文件也有,{partly}条另一份文件有一部分,"
            "{alone}条另一份文件没有写到。"
        ),
        matched="对应关系由程序逐条比对,可展开查看理由并由工作人员确认或取消;请核对原文。",
        choose_two="逐条对照一次只看两份文件,请选择:",
        pair="《{first}》与《{second}》",
        choose_kind="显示",
        kind="对应",
        difference="差别",
        every="全部",
        extents={
            Extent.SAME: "相同",
            Extent.PARTLY: "部分相同",
            Extent.ALONE: "只见于一份",
        },
        none="没有这一类条款。",
        shown="第 {first}–{last} 行,共 {count} 行",
        earlier="上一页",
        later="下一页",
        topic="事项",
        differs={
            Difference.BODIES: "单位不同",
            Difference.FIGURES: "数字不同",
            Difference.DATES: "期限不同",
        },
        links={LinkKind.SAME: "相同", LinkKind.PARTLY: "部分"},
        score="得分 {score}",
        added="人工添加",
        confirmed="{by} {on} 确认",
        cut="{by} {on} 取消",
        sentences="最接近的句子",
        terms="共同的术语",
        bodies="共同的单位类别",
        in_english=False,
        measures="相似程度",
        measure_names={
            MEANING: "含义",
            PLAIN: "通俗说法",
            ENGLISH: "英文译文",
            WORDS: "用词",
            HEADING: "标题",
            SENTENCE: "句子",
            TERMS: "术语",
            BODIES: "单位",
            STANDING: "突出程度",
        },
        confirm={LinkKind.SAME: "确认相同", LinkKind.PARTLY: "确认部分相同"},
        do_cut="取消对应",
        withdraw="撤回人工决定",
        take_away="撤销添加",
        adding="添加对应条款",
        clause="另一份文件的条款编号",
        add={LinkKind.SAME: "添加为相同", LinkKind.PARTLY: "添加为部分相同"},
        no_clause="另一份文件没有这个编号的条款,请从列表中选择。",
        not_kept="没有保存,请稍后重试。",
        between="、",
    ),
    PageLanguage.ENGLISH: AlignmentWords(
        heading="Clause by clause",
        totals=(
            "Clauses of {title}: {clauses}; the other document has {same} of them too, a part of "
            "{partly}, and nothing of {alone}."
        ),
        matched=(
            "The program set the clauses beside each other; open a link to see why, and to confirm "
            "or cut it. Check the wording."
        ),
        choose_two="Clause by clause, two documents are compared at a time. Please choose:",
        pair="{first} and {second}",
        choose_kind="Show",
        kind="Kind",
        difference="Differs",
        every="All",
        extents={
            Extent.SAME: "same",
            Extent.PARTLY: "partly",
            Extent.ALONE: "only in one",
        },
        none="There are no clauses of this kind.",
        shown="Rows {first} to {last} of {count}",
        earlier="Previous page",
        later="Next page",
        topic="Topic",
        differs={
            Difference.BODIES: "other bodies",
            Difference.FIGURES: "other figures",
            Difference.DATES: "other dates",
        },
        links={LinkKind.SAME: "same", LinkKind.PARTLY: "partly"},
        score="score {score}",
        added="added by a person",
        confirmed="confirmed by {by}, {on}",
        cut="cut by {by}, {on}",
        sentences="Nearest sentences",
        terms="Terms in both",
        bodies="Kinds of bodies in both",
        in_english=True,
        measures="How alike",
        measure_names={
            MEANING: "meaning",
            PLAIN: "everyday words",
            ENGLISH: "English rendering",
            WORDS: "words",
            HEADING: "heading",
            SENTENCE: "sentence",
            TERMS: "terms",
            BODIES: "bodies",
            STANDING: "standing out",
        },
        confirm={LinkKind.SAME: "Confirm as the same", LinkKind.PARTLY: "Confirm as partly"},
        do_cut="Cut",
        withdraw="Withdraw the decision",
        take_away="Take the link away again",
        adding="Add a clause that is missing",
        clause="Its number in the other document",
        add={LinkKind.SAME: "Add as the same", LinkKind.PARTLY: "Add as partly"},
        no_clause="The other document has no clause of this number; please choose from the list.",
        not_kept="Not kept; please try again later.",
        between=", ",
    ),
}


def alignment_words(language: PageLanguage) -> AlignmentWords:
    return _WORDS[language]
