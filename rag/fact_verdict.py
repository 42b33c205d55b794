"""Whether what a question proposes of a fact is so: 是不是70个工作日, 成宜那条, only once a year.

A verdict is given on evidence alone. "No" needs a value of the same kind that differs, the value
proposed standing beside another thing, a prohibition, or an absolute that the text does not share;
"yes" needs that the text holds the numbers proposed, or most of the words.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from corpus.places import all_places, places_in
from corpus.rendered import rendered_words
from corpus.types import Clause
from rag.knowledge import Knowledge
from rag.language import comparable
from rag.parallel import labelled, parallel_items, parts_of, told_apart
from rag.progress_made import ALLOWS, DENIES, as_far_as_settled, by_permission, by_progress, shared
from rag.proposed_facts import (
    LONGEST_GUESS,
    claimed_in,
    ends_open,
    is_closed_question,
    proposed_in,
)
from rag.quantities import months_in, numbers_in, periods_in, years_in
from rag.query import Query
from rag.types import Language, Verdict
from rag.wording import content_of

_SEVERAL = 2
_HAN = re.compile(r"[\u3400-\u9fff]")
# What a question ends in when it leaves yes and no open: 还能改不.
_OPEN_END = re.compile(r"(?:不|没有?)\W*$")
# The focus of a proposal: 是介休那个吧.
_FOCUS = re.compile(
    r"是(?:在)?(?P<value>[\u3400-\u9fff]{2,8}?)(?:那[个条家边座]|这[个条家边座]|的)?[吧吗么]"
)
# Two things that are proposed together: 先拿酒店和药房开刀.
_PAIR = re.compile(
    r"(?:拿|在|是|给|从|对|选|靠)(?P<first>[\u3400-\u9fff]{2,5}?)(?:和|、|与|跟)(?P<second>[\u3400-\u9fff]{2})(?!.{0,6}(?:比|一样))"
)
# The text forbids or takes away what a question hopes for: 还能改吗.
_FORBIDS = re.compile(
    r"不再|不得|严禁|禁止|不予|不能|不可|不许|不准|取消|不含|不包括|不计入|除外|\b(?:no longer|not be|must not|shall not|may not|prohibit|forbid)"
)
_HOPES = re.compile(
    r"能|可以|可不可|允许|随便|让|准(?=[吗不])|算|包括|包含|计入|\b(?:can|could|may|allowed|free to|possible)\b"
)
# What is said to hold always, for all, or to be enough.
_ABSOLUTE = re.compile(
    r"一律|一直|永远|始终|一劳永逸|随便|随意|随时|任何|每一?个|所有|就(?:行|够|可以|好|成|算完|完事|交差)|也行|也可以|只(?:要|需|用|是|有|能)?|仅|光|\b(?:only|always|never|any time|just|merely|all of|every|altogether|outright|entirely)\b"
)
_SHARES_ABSOLUTE = re.compile(
    r"一律|一直|始终|只|仅|即可|便可|均|全部|\b(?:only|always|never|all|every|solely)\b"
)
# What is said to be a duty, or forbidden outright, where the text only encourages or limits it.
_OBLIGES = re.compile(
    r"必须|应当|须(?!知)|强制|硬性|非得|必得|一定[要得]|非.{1,8}不可|都[得须]|\b(?:must|shall|have to|has to|required|compulsory|mandatory|obliged)\b"
)
_ENCOURAGES = re.compile(
    r"鼓励|引导|倡导|具备条件|有条件|符合条件|自愿|可(?=以|采取|采用|按|由|凭)|\bencourag|\bvoluntar|\bwhere conditions|\bmay\b"
)
_BANS = re.compile(r"禁止|严禁|不准|不许|不让|叫停|\bban(?:s|ned)?\b|\bprohibit|\bforbid|\boutlaw")
_LIMITS = re.compile(r"限制|严控|从严|控制|\blimit|\brestrict")
# So much of what is proposed must stand in the text, weighed by rarity, to be called so.
_SAID = 0.28
_QUOTED = re.compile(r"[\"“‘「『]([^\"“”‘’「」『』]{2,20})[\"”’」』]")
_PLACES = frozenset(place.name for place in all_places())


def verdict_on_fact(
    query: Query, clause: Clause, sentences: Sequence[str], knowledge: Knowledge
) -> Verdict | None:
    """Return whether what the question proposes stands in these sentences of a clause.

    None where it proposes nothing, or nothing tells.
    """
    question = comparable(query.question)
    proposed = proposed_in(question)
    is_plain = proposed is not None or query.wants_verdict
    learned = query.wants_verdict and not ends_open(question)
    if proposed is None and (learned or is_closed_question(question)):
        proposed = claimed_in(question)
    if proposed is None:
        return None
    english = query.language is Language.ENGLISH
    text = comparable("".join(sentences))
    said = comparable(
        " ".join(
            rendered_words(clause, clause.rendering if english else clause.plain, one)
            for one in sentences
        )
    )
    told = (
        _by_values(proposed, question, clause, text, said)
        or _by_names(proposed, query, f"{text}。{said}", comparable(clause.text))
        or _by_things(proposed, clause)
        or _by_contrast(proposed, query, sentences, said if english else text)
        or by_permission(proposed, said if english else text)
        or by_progress(proposed, text, said if english else "")
    )
    if told or not is_plain:
        return told
    return _by_words(proposed, knowledge, text, said if english else f"{text}。{said}") or (
        _by_all_names(proposed, query, text, said if english else "")
    )


def _by_names(proposed: str, query: Query, there: str, elsewhere: str) -> Verdict | None:
    """Return what the names tell that are proposed; None where all stand there, or none is proposed.

    Several at once must stand `there`, in the sentences that answer; one may stand elsewhere in the clause.
    """
    names = _names_in(proposed, query)
    text = there if len(names) >= _SEVERAL else f"{there}。{elsewhere}"
    stand = [any(form in text for form in forms if form) for forms in names]
    if all(stand):
        return None
    return Verdict.PARTLY if any(stand) else Verdict.NO


def _by_things(proposed: str, clause: Clause) -> Verdict | None:
    """Return no where of two things proposed together (酒店和药房) the clause speaks of neither.

    It speaks of them in its own words, in everyday ones, or in the questions it is expected to answer.
    """
    pair = _PAIR.search(proposed)
    if pair is None:
        return None
    said = [clause.text, clause.plain.text if clause.plain else ""]
    if clause.expected:
        said += [one.text for one in clause.expected.chinese]
        said += [one.text for one in clause.expected.chinese_marked]
    words = comparable("\n".join(said))
    known = [any(run in words for run in _runs_of(pair[side])) for side in ("first", "second")]
    return None if any(known) else Verdict.NO


def _runs_of(words: str) -> list[str]:
    return [words[start : start + 2] for start in range(len(words) - 1)]


def _by_contrast(
    proposed: str, query: Query, sentences: Sequence[str], text: str
) -> Verdict | None:
    """Return no where what is proposed is said of another thing, forbidden, or too absolute."""
    english = query.language is Language.ENGLISH
    # Of several names at once none is said of another's thing.
    if not english and len(_names_in(proposed, query)) < _SEVERAL:
        question = comparable(query.question)
        if _stands_beside_another(proposed, question, sentences):
            return Verdict.NO
    forbidden = _HOPES.search(proposed) and _FORBIDS.search(comparable("".join(sentences)))
    if forbidden and not DENIES.search(_OPEN_END.sub("", proposed)):
        return Verdict.NO
    if _ABSOLUTE.search(proposed) and not _SHARES_ABSOLUTE.search(text):
        return Verdict.NO
    leaves_open = _ENCOURAGES.search(text) or ALLOWS.search(text)
    if _OBLIGES.search(proposed) and leaves_open and not _OBLIGES.search(text):
        return Verdict.NO
    if _BANS.search(proposed) and _LIMITS.search(text) and not _BANS.search(text):
        return Verdict.NO
    return None


def _by_all_names(proposed: str, query: Query, text: str, said: str) -> Verdict | None:
    """Return yes where every name proposed stands in the sentences that answer, plainly so."""
    names = _names_in(proposed, query)
    if not names or not all(any(form in f"{text}。{said}" for form in forms) for forms in names):
        return None
    return as_far_as_settled(proposed, bool(said), text, said)


def _by_words(proposed: str, knowledge: Knowledge, text: str, read: str) -> Verdict | None:
    """Return yes where enough of the words proposed stand in what is `read`, or a quoted name does."""
    english = not _HAN.search(proposed)
    topic = content_of(proposed)
    held = knowledge.english_coverage(topic, read) if english else knowledge.coverage(topic, read)
    if held < _SAID and not _QUOTED.search(proposed):
        return None
    return as_far_as_settled(proposed, english, text, read if english else "")


def _names_in(proposed: str, query: Query) -> list[tuple[str, ...]]:
    """Return the forms of each name that is proposed: of places, and what stands in quotation marks.

    The place whose document is asked is none of them.
    """
    asked_in = {place for one in query.scope.places for place in (one.name, one.parent)}
    places = [m.place for m in places_in(proposed) if m.place.name not in asked_in]
    names: list[tuple[str, ...]] = [
        (place.name, place.english.split("|")[0].lower()) for place in places
    ]
    return [*names, *((match[1],) for match in _QUOTED.finditer(proposed))]


def _by_values(
    proposed: str, question: str, clause: Clause, text: str, said: str
) -> Verdict | None:
    """Return what the numbers, months and periods tell that are proposed; None without any."""
    heading = comparable(clause.heading)
    for values_in, there in (
        (periods_in, text),
        (months_in, f"{heading},{text}"),
    ):
        wanted, found = values_in(proposed), values_in(there)
        if wanted and found:
            return Verdict.YES if wanted <= found else Verdict.NO
    years, there_years = years_in(proposed), years_in(text)
    by_years = Verdict.NO if years and there_years and not years & there_years else None
    by_numbers = _by_numbers(proposed, content_of(question), text, said)
    if by_numbers is Verdict.YES and by_years:
        return Verdict.PARTLY
    return by_numbers or by_years


def _by_numbers(proposed: str, topic: str, text: str, said: str) -> Verdict | None:
    """Return whether the numbers proposed are those beside what the topic speaks of.

    An English topic is compared with the English rendering, if there is one.
    """
    in_english = bool(said) and not _HAN.search(topic)
    parts = re.split(r"[,;] | and ", said) if in_english else parts_of(text)
    parts = [part for part in parts if numbers_in(part)]
    wanted = numbers_in(proposed)
    if not wanted or not parts:
        return None
    nearest = max(parts, key=lambda part: sum(map(len, shared(topic, part))))
    items = labelled(parallel_items(nearest), said)
    item = told_apart(topic, items) if items else None
    there = numbers_in(item.text if item else nearest)
    return Verdict.YES if wanted <= there else Verdict.NO


def _stands_beside_another(proposed: str, question: str, sentences: Sequence[str]) -> bool:
    """Return whether a value proposed stands in the text, but beside another thing than is asked.

    新建朔州机场,研究建设介休机场: the airport to be built new is not that of 介休. Of a list of
    things with their places (达州商贸服务型) the one counts whose place is asked for.
    """
    units = [comparable(part) for sentence in sentences for part in parts_of(sentence)]
    for unit_list, needs_place in ((units, False), (_listed(units), True)):
        for value in _values(proposed, unit_list):
            rest = question.replace(value, " ")
            subjects = [p for p in _PLACES if p in rest and p != value]
            with_subject = [u for u in unit_list if any(p in u for p in subjects)]
            if needs_place and len(with_subject) != 1:
                continue
            topic = content_of(rest)
            best = (
                with_subject[0]
                if needs_place
                else max(unit_list, key=lambda u: sum(map(len, shared(topic, u))))
            )
            if value not in best and shared(topic, best):
                return True
    return False


def _listed(units: Sequence[str]) -> list[str]:
    return [item for unit in units for item in unit.split("、")]


def _values(proposed: str, units: Sequence[str]) -> list[str]:
    """Return the words proposed that stand in some units but not in all, the longest of each run."""
    found = []
    start = 0
    while start < len(proposed) - 1:
        end = start + 1
        while end < len(proposed) and any(proposed[start : end + 1] in unit for unit in units):
            end += 1
        word = proposed[start:end]
        if len(word) > 1 and re.fullmatch(r"[\u3400-\u9fff]+", word):
            holders = sum(word in unit for unit in units)
            if 0 < holders < len(units):
                found.append(word)
            start = end
        else:
            start += 1
    is_guess = len(proposed) <= LONGEST_GUESS
    focus = _FOCUS.search(proposed)
    in_focus = focus["value"] if focus else ""
    return [
        word
        for word in found
        if is_guess or word in _PLACES or word in in_focus or _only_names(word)
    ]


def _only_names(word: str) -> bool:
    """Return whether a word names one thing of a kind: a kind (陆港型), a route (成宜)."""
    return word.endswith(("型", "级", "类", "号", "线"))
