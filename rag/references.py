"""Clause references as people say them, read without any search.

三(一)2, 第三部分第(一)条第2点, 第十二条, 附件二, clause 3(1)2, the last point of part three, 二(三)2的下一条:
each is a chain of numbers from the top down. `rag.resolve` finds the clauses that it means.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from corpus.script import simplified
from rag.language import half_width
from rag.reference_tokens import Shape, Step, Token, Unit, tokens_in, without_numbers

_DEEPEST = 8  # numbers; no outline goes deeper, even below the numbers of an annex
_LOOK_BACK = 80  # characters before a reference in which words that belong to it stand
_PREFACE = re.compile(
    r"序言|前言|引言|导语|开篇|(?:[那这]份|文件|方案|要点|计划|规划|通知|办法|一)开头(?:就|那|先)?(?=[说讲写提喊点])|"
    r"\bpreamble\b|\bpreface\b|\bopening (?:paragraph|words|lines|section|statement)\b",
    re.IGNORECASE | re.ASCII,
)
# What only an annex has: a table of tasks with its rows, and the stages of the work.
_OF_TABLE = re.compile(
    r"(?:任务|分工|事项|目标|清单)[\u3400-\u9fff]{0,4}表|表格?[里中的]*第|\btable\b|\brow\b",
    re.IGNORECASE,
)
_OF_STAGES = re.compile(
    r"第[一二三四五六1-6]个?阶段|(?:收官|收尾|收口|最后|末)[\u3400-\u9fff]{0,3}(?:阶段|段)|"
    r"\b(?:stage|phase) (?:one|two|three|four|\d)\b|\b(?:first|second|third|fourth|last|final|wrap-?up|wrapping-up|summing-up|concluding|closing) (?:stage|phase)\b",
    re.IGNORECASE,
)
_CIRCLED = re.compile("[①-⑳]")

# What may stand between two pieces of one reference.
_TIGHT = re.compile(r"[\s、.·之/-]*")
_JOIN_ZH = re.compile(
    r"(?:[\s、,.。·:/()“”\"'‘’「」『』《》-]|[的之中里内下面边头底那这请]|其中|部分|块|给我|帮我|念|看|查|一下)*"
)
_UPWARD = r"(?:of|in|under|within|from|inside)\s"  # item 2 of section 1: what follows stands above
_JOIN_EN = re.compile(
    rf"(?:'s|’s)?\s*[,;:(-]?\s*(?:what(?:'s|\s+is|\s+does)\s+|(?:please\s+)?(?:give|show|read|tell)\s+me\s+)?"
    rf"(?P<upward>{_UPWARD}\s*)?(?:(?:the|that|its|this)\s+)*",
    re.IGNORECASE | re.ASCII,
)

# What is asked of a clause: it makes a reference of 17条 and of a lone 三.
_ASKED = (
    r"[、)”\"'」』]*(?:这|那)?(?:一)?(?:部分|条|项|点|块|节)?(?:里|中)?(?:面)?(?:的)?(?:具体|主要)?"
    r"(?:呢|内容|原文|全文|条文|原话|大意|讲|说|写|规定|念|怎么(?:说|写|讲|规定)|是(?:什么|啥|讲|说|关于)|要求)"
)
_ASKED_OF = re.compile(rf"{_ASKED}|\s*(?:say|cover|read\b|state|provide|is about)")
_ASKED_OF_COUNTED = re.compile(rf"{_ASKED}|谁|归|由|是|$|\?")
_BOUNDARY = " ,。、:;里中》份的"
_INSIDE = re.compile(r"(?:[的里中内面边头章节块]|部分|\bthe\s|\bits\s)\s*$")
_ASKED_OF_LAST = re.compile(
    rf"{_ASKED_OF.pattern}|谁|归|由|是|\s*(?:\?|$)|\s*{_UPWARD}", re.IGNORECASE | re.ASCII
)

# The clause beside the one named: 二(三)2的下一条, the clause after item 12.
_NEXT_ZH = re.compile(
    r"\s*[)”」]?\s*的?(?:再|紧接着?的?|紧跟着?的?|往)?(?:(?P<on>下|后|之后|以后)|(?:上|前|之前|以前))"
    r"(?:面|边|头)?(?:的|那|紧接着的|紧跟着的)*一?个?(?:小?[条项点款]|是(?:什么|啥|哪))"
)
_NEXT_EN = re.compile(
    r"\b(?:what|clause|one|item|point|article|section|paragraph|task)(?:\s+that)?(?:\s+(?:comes?|stands?|right|just|immediately|directly))*"
    r"\s+(?:(?P<on>after|following|behind)|before|preceding)\s+(?:the\s+)?$",
    re.IGNORECASE | re.ASCII,
)


@dataclass(frozen=True)
class SpokenReference:
    r"""A reference in a question: its numbers from the top down, and the words it was said with.

    `move` is 1 where the clause after the named one is meant, -1 for the one before. `beside` are
    the other words of the question, in which the heading of a part may stand (“组织实施”那部分的最后一点);
    the reference left a \0 there.
    """

    steps: tuple[Step, ...]
    words: str
    in_annex: bool = False
    is_preface: bool = False
    move: int = 0
    beside: str = ""

    @property
    def is_stage(self) -> bool:
        """Return whether a stage of the work is meant, of which many documents only speak."""
        return bool(self.steps) and all(step.unit is Unit.STAGE for step in self.steps)


def spoken_reference(question: str) -> SpokenReference | None:
    """Return the clause reference that a question says, or None."""
    text = _plain(question)
    tokens = tokens_in(text)
    speaks_of_annex = any(token.shape is Shape.ANNEX for token in tokens) or (
        _OF_TABLE.search(text) is not None or _OF_STAGES.search(text) is not None
    )
    chains = [
        chain for chain in _chains(tokens, text, speaks_of_annex) if _is_reference(chain, text)
    ]
    if chains:
        return _reference(max(chains, key=_count), text)
    preface = _PREFACE.search(text)
    if preface:
        return SpokenReference((), preface[0], is_preface=True)
    return None


def _plain(question: str) -> str:
    """Return a question as its references are read: Simplified, half width, ① as (1)."""
    opened = _CIRCLED.sub(lambda circled: f"({ord(circled[0]) - ord('①') + 1})", question)
    return simplified(half_width(opened))


def _chains(tokens: Sequence[Token], text: str, speaks_of_annex: bool) -> list[list[Token]]:
    """Return the runs of pieces that are said together; stages and rows count in annexes only."""
    chains: list[list[Token]] = []
    for token in tokens:
        if not speaks_of_annex and _is_annex_unit(token):
            continue
        if chains and _go_together(chains[-1], token, text):
            chains[-1].append(token)
        elif not _is_article(token, text):
            chains.append([token])
    return chains


def _is_annex_unit(token: Token) -> bool:
    return any(step.unit in (Unit.STAGE, Unit.ROW) for step in token.steps)


def _is_article(token: Token, text: str) -> bool:
    """Return whether a piece says a clause, not the first: “加快人才培养”一条."""
    return token.shape is Shape.COUNTED and re.match("一(?!大)", text[token.start :]) is not None


def _go_together(chain: Sequence[Token], other: Token, text: str) -> bool:
    """Return whether the piece that follows a chain belongs to it."""
    one = chain[-1]
    gap = text[one.end : other.start]
    if _are_listed(one, other, text):
        return False
    if other.shape is Shape.BARE:
        return _continues(chain, other, text)
    if one.shape is Shape.BARE and len(chain) == 1:
        return other.shape is Shape.BRACKETED and _TIGHT.fullmatch(gap) is not None
    if one.is_chinese or other.is_chinese:
        return _JOIN_ZH.fullmatch(gap) is not None or _JOIN_EN.fullmatch(gap) is not None
    return _JOIN_EN.fullmatch(gap) is not None or _TIGHT.fullmatch(gap) is not None


def _are_listed(one: Token, other: Token, text: str) -> bool:
    """Return whether two pieces stand side by side, not one in the other: 第三条、第五条; (一)、(二)."""
    gap = text[one.end : other.start]
    upward = _JOIN_EN.fullmatch(gap)
    if one.shape is not other.shape or (upward and upward["upward"]):
        return False
    if one.shape is Shape.BRACKETED:
        return bool(re.search("[、,]", gap)) and one.is_chinese is other.is_chinese
    if one.shape is Shape.NAMED:
        said, also_said = (without_numbers(text[t.start : t.end]) for t in (one, other))
        return said == also_said
    return False


def _continues(chain: Sequence[Token], other: Token, text: str) -> bool:
    """Return whether a bare number goes on with the chain before it: (一)2, 二10, 三、1、2."""
    one, behind = chain[-1], text[other.end :]
    gap = text[one.end : other.start]
    digits = text[other.start : other.end].isdecimal()
    upward = _JOIN_EN.fullmatch(gap)
    if upward and upward["upward"]:
        return not digits or behind.lstrip().startswith("(")  # point 2 of 三(一)
    if _TIGHT.fullmatch(gap) is None:
        return False
    if one.shape is Shape.BARE:
        bare = len(chain) < 3 and all(token.shape is Shape.BARE for token in chain)
        return digits and bare and chain[0].is_chinese
    if digits:
        return one.shape in (Shape.BRACKETED, Shape.DOTTED) or "-" not in gap
    return not re.match("[\u3400-\u9fff]", behind) or _ASKED_OF.match(behind) is not None


def _is_reference(chain: Sequence[Token], text: str) -> bool:
    """Return whether a chain can only be a reference, or is made one by what is asked of it."""
    if _count(chain) > _DEEPEST:
        return False
    shapes = {token.shape for token in chain}
    first, last = chain[0], chain[-1]
    if shapes & {Shape.NAMED, Shape.ANNEX}:
        return True
    if first.shape is Shape.DOTTED and (first.is_chinese or len(first.steps) > 2):
        return True
    behind = text[last.end :]
    if len(chain) > 1:
        return _is_path(chain, text)
    if first.shape is Shape.FROM_END and first.steps[0].unit is Unit.STAGE:
        return True
    if first.shape is Shape.FROM_END:
        counts_back = first.steps[0].number < -1  # 最后一点 may begin a last remark
        inside = _INSIDE.search(_right_before(first, text)) is not None
        return counts_back or inside or _ASKED_OF_LAST.match(behind) is not None
    if first.shape is Shape.COUNTED:
        of_clause = first.steps[0].unit in (Unit.CLAUSE, Unit.ITEM, None)
        asked = _ASKED_OF_COUNTED if first.is_chinese else _ASKED_OF
        in_digits = re.search(r"\d", text[first.start : first.end]) is not None
        return of_clause and in_digits and asked.match(behind) is not None
    if first.shape is Shape.BARE:
        at_boundary = first.start == 0 or text[first.start - 1] in _BOUNDARY
        return first.is_chinese and at_boundary and _ASKED_OF.match(behind) is not None
    return re.match("[条项点款节]", behind) is not None or _ASKED_OF.match(behind) is not None


def _right_before(token: Token, text: str) -> str:
    return text[max(0, token.start - _LOOK_BACK) : token.start]


def _is_path(chain: Sequence[Token], text: str) -> bool:
    shapes = {token.shape for token in chain}
    if shapes == {Shape.BARE}:
        return chain[0].is_chinese  # 二10
    if shapes == {Shape.COUNTED}:
        return chain[0].steps[0].unit is Unit.PART  # 二大点三小点, and not 5条12项任务
    return True


def _count(chain: Sequence[Token]) -> int:
    return sum(len(token.steps) for token in chain)


def _reference(chain: Sequence[Token], text: str) -> SpokenReference:
    start, end = chain[0].start, chain[-1].end
    move = 0
    behind, before = _NEXT_ZH.match(text, end), _NEXT_EN.search(_right_before(chain[0], text))
    if behind:
        move, end = (1 if behind["on"] else -1), behind.end()
    elif before:
        move, start = (1 if before["on"] else -1), start - len(before[0])
    annex = [step for token in chain for step in token.steps if step.unit is Unit.ANNEX]
    steps = [step for step in _from_the_top(chain, text) if step.unit is not Unit.ANNEX]
    if [token.shape for token in chain] == [Shape.BARE]:
        steps = [replace(steps[0], unit=Unit.PART)]  # 三的内容是什么
    in_annex = any(token.shape is Shape.ANNEX or _is_annex_unit(token) for token in chain)
    return SpokenReference(
        (*annex, *steps),
        text[start:end].strip(),
        in_annex,
        move=move,
        beside=f"{text[:start]}\0{text[end:]}",
    )


def _from_the_top(chain: Sequence[Token], text: str) -> list[Step]:
    """Return the steps of a chain from the top down, though it may be said from the bottom up.

    item 2 of section 1 of part 3; item 2, section 1, part 3. What is written together (3(1)2) stays so.
    """
    groups: list[list[Step]] = [list(chain[0].steps)]
    last = 0  # the group of the piece before
    goes_up = False
    for one, other in pairwise(chain):
        join = _JOIN_EN.fullmatch(text[one.end : other.start])
        if join and join["upward"]:
            goes_up = True
            groups.insert(last, list(other.steps))
        elif _is_named(other):
            last = _place_below(groups, last, other.steps)
            groups.insert(last, list(other.steps))
        else:
            groups[last] += other.steps
    if not goes_up and not any(token.is_chinese for token in chain) and _rises(groups):
        groups.reverse()
    return [step for group in groups for step in group]


def _place_below(groups: Sequence[Sequence[Step]], last: int, steps: Sequence[Step]) -> int:
    """Return where steps go that follow group `last`: behind it, and behind what still stands above.

    In (1) of part 2, point 3 the point goes below (1), in point 3 of part 2, section (1) the section above 3.
    """
    unit = steps[0].unit if steps else None
    place = last + 1
    while place < len(groups) and unit and groups[place] and (groups[place][0].unit or 0) < unit:
        place += 1
    return place


def _is_named(token: Token) -> bool:
    return token.shape in (Shape.NAMED, Shape.COUNTED, Shape.FROM_END, Shape.ANNEX)


def _rises(groups: Sequence[Sequence[Step]]) -> bool:
    units = [group[0].unit for group in groups if group]
    known = [unit for unit in units if unit is not None]
    return len(known) == len(units) > 1 and all(a > b for a, b in pairwise(known))
