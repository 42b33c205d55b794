"""Whether a clause gives a value of the kind that a question asks for, in a sentence on the question."""

from __future__ import annotations

import re
from collections.abc import Sequence

from corpus.places import all_places
from corpus.types import Clause
from rag.cite import sentences_of
from rag.knowledge import Knowledge
from rag.language import comparable
from rag.query import Query, ValueKind

_MONEY = re.compile(
    r"\d[\d.,]*\s*(?:万|亿|千|百)*\s*(?:元|美元|人民币)|资金[^。;；《》〔〕\[\]()]{0,12}\d"
)
_PLACE = re.compile(
    "|".join(sorted((p.name for p in all_places()), key=len, reverse=True))
    + r"|[\u3400-\u9fff]{2}(?:县|镇|乡|村|机场|港|园区)"
)
HOLDS: dict[ValueKind, re.Pattern[str]] = {
    ValueKind.MONEY: _MONEY,
    ValueKind.PENALTY: re.compile(r"罚款|处罚|罚金|没收"),
    ValueKind.PHONE: re.compile(r"\d{3,4}[-—]?\d{7,8}|1\d{10}|电话[:：]|邮箱|@|https?:"),
    ValueKind.PERSON: re.compile(r"(?:省长|市长|书记|主任|局长|厅长|部长|同志|组长|联系人)[:：]?[\u3400-\u9fff]{2,3}(?=[,，、。;；\s]|$)"),
    ValueKind.PERCENT: re.compile(r"\d+(?:\.\d+)?\s*[%％]|百分之|[\d一二三四五六七八九十]+成(?=以|左|[,，。;；])|全覆盖|倍|[\d一二三四五六七八九]折|半价|减半"),
    ValueKind.DATE: re.compile(r"\d{4}年|\d{1,2}月|\d+年|年底|每年|每半年|每月|季度|日前|期内|年内|工作日|[季月周旬](?:度|报|调度|通报|检查)|半年|年度|按[年季月周日]|逐[年季月]|[一二两三四五六七八九十]+(?:年|个月|天|周|小时|分钟)|全天|\d+(?:小时|分钟|秒)|实时|\d+个?(?:工作)?[日天周](?!报)|\d{1,2}时"),
    ValueKind.COUNT: re.compile(r"\d|(?<!第)[一二两三四五六七八九十百千万]+(?:个|批|家|项|条|公里|次|所|名|人|大|类|种|座|地|县|区|方面)|一批|\+N"),
    ValueKind.NAME: re.compile(r"[“《「]"),
    ValueKind.PLACE: _PLACE,
}  # fmt: skip


# A count in a sentence: digits that are no year, or a numeral before a classifier.
_COUNTED = re.compile(
    r"\d[\d,.]*(?![\d年月日%％.])|"
    r"(?<!第)[二两三四五六七八九十百千万]+(?:余|多)?(?:[个批家项条次所名人大类种座地县区步级天处架辆台套门户间层期轮张支块段组对位件份站吨亩米元倍成周日]|公里|方面|小时|分钟)|"
    r"一(?:次|所|家|条|座|名|个月|年|天)|\+N"
)
# Units that a sentence must give when they are asked for; 个 and 项 may stand for one another.
_UNITS = {
    "公里|千米|多长": "公里|千米",
    "吨": "吨",
    "亩|公顷": "亩|公顷",
    "平方米|平方公里|平方公尺|平米": "平方",
    "小时|分钟|钟头": "小时|分钟",
    "天|工作日": "天|(?:个)?(?:工作)?日",
    "年": "年",
    "个月": "月",
    "人|户": "人|户|名",
    "倍|成": "倍|成",
}
_ASKED_UNIT = re.compile(f"(?:多少|几)(?:个)?(?P<unit>{'|'.join(_UNITS)})")
# The same in English, by the Chinese unit that a sentence must give.
_ENGLISH_UNITS = {
    r"kilomet(?:re|er)s|km": "公里|千米",
    r"tonnes?|tons?": "吨",
    r"minutes?|hours?": "小时|分钟",
    r"square (?:met(?:re|er)s|kilomet(?:re|er)s)": "平方",
    r"people|persons|households|workers": "人|户|名",
}
_ASKED_ENGLISH_UNIT = re.compile(rf"\bhow many (?P<unit>{'|'.join(_ENGLISH_UNITS)})\b")
# A span of time is asked for, not a day or how often: 隔几年, how many years.
_ASKS_DURATION = re.compile(
    r"(?:隔|满|等|过)(?:多久|几|多长)|(?<![哪到])几(?:年|个月)(?:内|才|之?后|后)|多少(?:年|个月|天)|\bhow many (?:\w+ )?(?:years|months|weeks|days|hours)\b"
)
_DURATION = re.compile(
    r"(?<!\d)\d{1,3}\s*(?:年(?![底末度前])|个月|个?(?:工作)?日|天|周|小时|分钟|秒)|[一二两三四五六七八九十半]+(?:年(?![底末度])|个月|天|周|小时|分钟)"
)
# A length in kilometres is no speed.
_ASKS_SPEED = re.compile(
    r"(?:时速|车速|限速)[^,。;?]{0,8}(?:多少|几)|\bwhat (?:is the )?(?:(?:top|maximum|highest) )?speed(?: limit)?\b(?! up)"
)
_SPEED = re.compile(
    r"\d+\s*(?:公里|千米|km)\s*(?:/|每)\s*(?:小?时|h)|时速[^,，。;；]{0,12}\d|每小时[^,，。;；]{0,6}\d+\s*公里"
)
_NUMERAL = r"(?:\d[\d,.]*|[一二两三四五六七八九十百千]+)(?:余|多)?(?:万|亿|千|百)*(?:余|多)?个?"
# A sentence that holds this share of the question's words that the best sentence holds is on it.
_SENTENCE_SHARE = 0.6
_NEAREST_SENTENCES = 2


def gives_value(query: Query, clause: Clause, knowledge: Knowledge, nearest: Sequence[str]) -> bool:
    """Return whether a sentence of a clause on the question holds a value of the kind asked for."""
    if query.value_kind is None:
        return True
    held = value_pattern(query, query.value_kind)
    if query.value_kind is ValueKind.DATE and clause.deadline:
        return True
    return any(held.search(one) for one in sentences_on(query, clause, knowledge, nearest))


# How much less is paid may be said without a figure: 减半收取, 免收.
_MAY_BE_LET_OFF = frozenset({ValueKind.COUNT, ValueKind.MONEY})
_ASKS_HOW_MUCH_LESS = re.compile(r"(?:减|免|优惠|便宜|打折|少[交收付缴])[^,。;?]{0,6}(?:多少|几)")
# Twice as much is no share of it.
_ASKS_SHARE = re.compile(r"[几多]少?(?:成|折)|百分之|比例|占")
_LESS = "减半|免收|免除|全免|免费|[一二三四五六七八九\\d]折"


def value_pattern(query: Query, kind: ValueKind) -> re.Pattern[str]:
    """Return what a value of the kind looks like, with its unit where the question names one."""
    question = comparable(query.question)
    if _ASKS_SPEED.search(question):
        return _SPEED
    if kind is ValueKind.DATE and _ASKS_DURATION.search(question):
        return _DURATION
    if kind in _MAY_BE_LET_OFF and _ASKS_HOW_MUCH_LESS.search(question):
        return re.compile(f"{HOLDS[kind].pattern}|{_LESS}")
    if kind is ValueKind.PERCENT and _ASKS_SHARE.search(question):
        return re.compile(HOLDS[kind].pattern.replace("|倍", ""))
    if kind is not ValueKind.COUNT:
        return HOLDS[kind]
    in_english = _ASKED_ENGLISH_UNIT.search(question)
    if in_english is not None:
        units = next(
            u for said, u in _ENGLISH_UNITS.items() if re.fullmatch(said, in_english["unit"])
        )
        return re.compile(f"{_NUMERAL}(?:{units})")
    asked = _ASKED_UNIT.search(question)
    if asked is None:
        return _COUNTED
    units = next(given for said, given in _UNITS.items() if asked["unit"] in said.split("|"))
    return re.compile(f"{_NUMERAL}(?:{units})")


_NUMERIC = frozenset({ValueKind.COUNT, ValueKind.MONEY, ValueKind.PERCENT})


def shows_value(query: Query, sentence: str) -> bool:
    """Return whether a sentence, shown as the answer, has a number where one is asked for.

    A share may be told where a sum is asked for (补助资金能涨多少: 上浮5%), so any of the kinds will do. Of
    what is asked for besides numbers nothing is said: True.
    """
    kind, question = query.value_kind, comparable(query.question)
    if kind is None:
        return True
    words = comparable(sentence)
    if kind is ValueKind.DATE and _ASKS_DURATION.search(question):
        return _DURATION.search(words) is not None
    if kind not in _NUMERIC:
        return True
    own = value_pattern(query, kind)
    return any(
        one.search(words)
        for one in (own, *(HOLDS[k] for k in (ValueKind.MONEY, ValueKind.PERCENT)))
    )


def sentences_on(
    query: Query, clause: Clause, knowledge: Knowledge, nearest: Sequence[str]
) -> list[str]:
    """Return the sentences of a clause that the question is about, by words and by meaning."""
    sentences = sentences_of(clause) or [clause.text]
    shares = [
        knowledge.everyday_coverage_in(query.topic, clause, sentence) for sentence in sentences
    ]
    enough = _SENTENCE_SHARE * max(shares)
    by_words = [s for s, share in zip(sentences, shares, strict=True) if share >= enough > 0]
    by_meaning = list(nearest[:_NEAREST_SENTENCES])
    # The heading counts: a stage of the work has its dates there.
    return [clause.heading, *([*by_words, *by_meaning] or sentences)]
