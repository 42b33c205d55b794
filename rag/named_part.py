"""The parts of a document that a question names by their heading: “组织实施”那部分, the part on logistics."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from itertools import pairwise

from corpus.enumerators import enumerator_of, numeral_of
from corpus.types import Clause
from rag.clause_tree import ClauseTree, Position
from rag.language import comparable
from rag.reference_tokens import Step

# In the words of a question \0 stands for its reference.
_LONG_HEADING = 4  # characters; a shorter heading must stand right before the reference
_QUOTE = "[”\"'’」』》)]*"
_BEFORE_REFERENCE = r"(?:的|里|中|内|下|面|边|,|\s)*\0"
_BEHIND_HEADING = rf"{_QUOTE}\s*(?:那|这)?一?个?大?(?:部分|章|节|块|段|条|项)?{_BEFORE_REFERENCE}"
_PART_OF_HEADING = re.compile(
    rf"(?P<name>[\u3400-\u9fff]{{2,20}}?){_QUOTE}\s*(?:那|这)?一?个?大?(?:部分|章|节|块|段){_BEFORE_REFERENCE}"
)
_ENGLISH_PART = r"(?:part|section|chapter|block)"
_PARTS_OF_ENGLISH_HEADING = (
    re.compile(
        rf"\b{_ENGLISH_PART}\s+(?:on|about|called|headed|titled|named|concerning)\s+"
        r"(?P<name>[^,.;?\0]{3,60}?)(?=\s+(?:of|in)\s+the\b|[,.;?\0]|$)"
    ),
    re.compile(rf"\0\s*(?:of|in|under|from)\s+the\s+(?P<name>[a-z' -]{{3,40}}?)\s+{_ENGLISH_PART}\b"),
    re.compile(rf"\bthe\s+(?P<name>[a-z' -]{{3,40}}?)\s+{_ENGLISH_PART}\W*(?:the\s+)?\0"),
)  # fmt: skip
_SHORTEST_STEM = 5  # letters by which English words are compared: innovation, innovative
_PAIRS_SHARED = 2


def parts_named(words: str, tree: ClauseTree) -> list[Position]:
    """Return the parts that the words beside a reference name: by the whole heading, or by some of it."""
    words = comparable(words)
    headed = [
        (place, heading)
        for place, clauses in tree.clauses.items()
        if tree.below(place)
        for heading in _headings(place, clauses, tree)
    ]
    whole = [(place, heading) for place, heading in headed if _names(words, heading)]
    if whole:
        longest = max(len(heading) for _, heading in whole)
        return list(dict.fromkeys(place for place, h in whole if len(h) == longest))
    shares = {place: _share_named(words, heading) for place, heading in headed}
    most = max(shares.values(), default=0.0)
    return [place for place, share in shares.items() if share == most > 0]


def annex_part_named(words: str, annexes: Sequence[Position], tree: ClauseTree) -> list[Position]:
    """Return the place of an annex whose heading shares most with words: 附件里的总结阶段."""
    words = comparable(words)
    shared = {
        place: max((_pairs_shared(h, words) for h in _headings(place, clauses, tree)), default=0)
        for annex in annexes
        for place in tree.below(annex)
        if (clauses := tree.clauses[place])
    }
    most = max(shared.values(), default=0)
    best = [place for place, pairs in shared.items() if pairs == most]
    return best if most >= _PAIRS_SHARED and len(best) == 1 else []


def stages_meant(step: Step, annexes: Sequence[Position], tree: ClauseTree) -> list[Position]:
    """Return the places of annexes that are headed as the stage of a step, whatever their own number.

    That is 第二阶段 for the second; a stage that is counted (the last) may be headed 总结评估阶段.
    """
    below = [place for annex in annexes for place in tree.below(annex)]

    def headed(words: str) -> list[Position]:
        said = re.compile(words)
        return [p for p in below if any(said.search(c.heading) for c in tree.clauses[p])]

    if not step.by_place:
        number = step.number
        return headed(rf"第\s*(?:{numeral_of(number)}|{number})\s*个?(?:阶段|步|期)")
    stages = headed("阶段")
    place = step.number if step.number < 0 else step.number - 1
    return [stages[place]] if -len(stages) <= place < len(stages) else []


def _headings(place: Position, clauses: Sequence[Clause], tree: ClauseTree) -> list[str]:
    """Return the headings of a place in comparable words, the English one too."""
    shown = [clause.heading for clause in clauses]
    shown += [clause.rendering.heading for clause in clauses if clause.rendering is not None]
    if not clauses and place.path:  # a chapter of a law
        article = next(iter(tree.clauses_below(place)), None)
        shown = [_chapter_heading(h, place) for h in article.headings] if article else []
    return [_comparable(heading) for heading in shown if heading]


def _chapter_heading(heading: str, chapter: Position) -> str:
    """Return the words of a chapter's heading without its number; empty for another chapter's."""
    found = enumerator_of(heading)
    last = chapter.path[-1]
    if found is None or (found.style, found.number) != (last.style, last.number):
        return ""
    return heading[found.length :].strip()


@cache
def _comparable(heading: str) -> str:
    return comparable(heading)


def _names(words: str, heading: str) -> bool:
    if len(heading) < 2 or heading not in words:
        return False
    right_before = re.search(re.escape(heading) + _BEHIND_HEADING, words) is not None
    return len(heading) >= _LONG_HEADING or right_before


def _share_named(words: str, heading: str) -> float:
    """Return how much of a heading words name: 创新驱动那块 of 实施创新驱动, the part on innovation."""
    chinese = _PART_OF_HEADING.search(words)
    if chinese:
        name = chinese["name"]
        endings = (name[start:] for start in range(len(name) - 1))
        longest = next((ending for ending in endings if ending in heading), "")
        return len(longest) + len(longest) / (len(heading) + 1)  # length first, then share
    english = next((m for p in _PARTS_OF_ENGLISH_HEADING if (m := p.search(words))), None)
    if english is None:
        return 0.0
    wanted, there = _stems(english["name"]), _stems(heading)
    return len(wanted) / len(there) if wanted and wanted <= there else 0.0


def _stems(words: str) -> set[str]:
    return {word[:_SHORTEST_STEM] for word in re.findall("[a-z]{4,}", words)}


def _pairs_shared(heading: str, words: str) -> int:
    """Return how many pairs of neighbouring characters of a Chinese heading stand in words."""
    runs = re.findall(r"[\u3400-\u9fff]+", heading)
    return sum(pair in words for pair in {a + b for run in runs for a, b in pairwise(run)})
