"""The clauses that a spoken reference means: all of them where it is ambiguous, best first."""

from __future__ import annotations

from collections.abc import Sequence

from corpus.enumerators import HEADING_ONLY, Style
from corpus.outline import PREFACE
from corpus.types import Clause
from rag.clause_tree import BRACKETED, ClauseTree, Component, Position
from rag.named_part import annex_part_named, parts_named, stages_meant
from rag.reference_tokens import Step, Unit
from rag.references import SpokenReference


def resolve(reference: SpokenReference, clauses: Sequence[Clause]) -> list[Clause]:
    """Return the clauses that a reference can mean.

    第2条 may be the item 2. or the part 二、; the item comes first.
    """
    if reference.is_preface:
        return [clause for clause in clauses if clause.reference == PREFACE]
    tree = ClauseTree(clauses)
    return tree.clauses_of(_places(reference, tree))


def clauses_within(reference: SpokenReference, clauses: Sequence[Clause]) -> list[Clause]:
    """Return the clauses that a reference can mean, and all that stand below them."""
    tree = ClauseTree(clauses)
    meant = _places(reference, tree)
    found = [*tree.clauses_of(meant), *(c for p in meant for c in tree.clauses_below(p))]
    ids = {clause.clause_id for clause in found}
    return [clause for clause in clauses if clause.clause_id in ids]


def _places(reference: SpokenReference, tree: ClauseTree) -> list[Position]:
    if reference.in_annex:
        return _in_annex(reference, tree)
    steps = reference.steps
    # A part that the question names by its heading; 第二部分 and 三(一)2 say by themselves where they start.
    if steps[0].by_place or steps[0].bracketed or steps[0].unit not in (None, Unit.PART):
        found = _follow(steps, parts_named(reference.beside, tree), tree)
        if found:
            return found
    in_body = _follow(steps, tree.tops(in_annex=False), tree)
    return in_body or _follow(steps, tree.tops(in_annex=True), tree)


def _in_annex(reference: SpokenReference, tree: ClauseTree) -> list[Position]:
    tops = tree.tops(in_annex=True)
    numbered = [one for top in tops for one in tree.children(top) if _is_annex(one)]
    annexes = [top for top in tops if not any(top.is_above(one) for one in numbered)] + numbered
    steps = reference.steps
    if not steps:
        return annex_part_named(reference.beside, annexes, tree) or annexes
    if steps[-1].unit is Unit.STAGE:
        staged = stages_meant(steps[-1], annexes, tree)
        if staged or steps[-1].by_place:
            return staged
    if steps[0].unit is not Unit.ANNEX:
        return _follow(steps, annexes, tree) or _follow(steps, tops, tree)
    found = _follow(steps, tops, tree)
    if found or steps[0].number != 1 or not steps[1:]:
        return found
    return _follow(steps[1:], annexes, tree)  # 附件一 may be the only annex


def _is_annex(place: Position) -> bool:
    return place.path[-1].style is Style.ANNEX


def _follow(steps: Sequence[Step], bases: Sequence[Position], tree: ClauseTree) -> list[Position]:
    """Return the places to which steps lead from any of some places."""
    if not steps or not bases:
        return list(bases)
    labels = next((i for i, step in enumerate(steps) if step.by_place), len(steps))
    if labels:
        return _follow(steps[labels:], _labelled(steps[:labels], bases, tree), tree)
    counted = [place for base in bases for place in _counted(steps[0], base, tree)]
    return _follow(steps[1:], counted, tree)


def _counted(step: Step, base: Position, tree: ClauseTree) -> list[Position]:
    """Return the place that is the last, the last but one or the first there: 最后一条 is a leaf."""
    by_children = step.unit in (Unit.PART, Unit.SECTION)
    among = tree.children(base) if by_children else tree.leaves(base)
    index = step.number - 1 if step.number > 0 else step.number
    return [among[index]] if -len(among) <= index < len(among) else []


def _labelled(steps: Sequence[Step], bases: Sequence[Position], tree: ClauseTree) -> list[Position]:
    """Return the places below some places that carry these numbers, by the best way to read them."""
    below = [(place, place.path[len(b.path) :]) for b in bases for place in tree.below(b)]
    exact = [place for place, path in below if _is_path(steps, path)]
    if len(steps) == 1:
        at_top = any(not base.path for base in bases)
        found = _with_number(steps[0], below, exact, at_top=at_top)
        parts = [] if at_top else bases
        return found or _nth(steps[0], parts, tree)
    parts = _labelled(steps[:-1], bases, tree)
    inside = _inside(steps[-1], parts, tree)
    if steps[-1].unit is Unit.PARAGRAPH and inside:
        return inside  # 第二条第三款 of a law, rather than 二(三) of a plan
    lower = [place for place, path in below if _is_lower_end(steps, path)]
    return (
        [place for place in exact if _is_written_so(steps, place)]
        or (lower if steps[0].bracketed else [])
        or exact
        or [place for place, path in below if _skips_inner(steps, path)]
        or lower
        or _nth(steps[-1], parts, tree)
        or inside
    )


Below = Sequence[tuple[Position, tuple[Component, ...]]]


def _with_number(
    step: Step, below: Below, exact: list[Position], *, at_top: bool
) -> list[Position]:
    """Return the places that one number alone can mean: 第三部分, 第十二条, 第(三)项, 第10项."""
    own = [place for place, path in below if _agrees(step, path[-1])]
    if not at_top:
        return exact or own
    if step.unit is Unit.PART:
        return exact
    if step.bracketed:
        return [place for place in own if place.path[-1].style in BRACKETED] or own
    if step.unit is Unit.SECTION:
        return exact or own
    articles = [place for place in own if place.path[-1].style is Style.ARTICLE]
    items = [place for place in own if place.path[-1].style in (Style.ARABIC, None)]
    return list(dict.fromkeys([*articles, *items, *exact] or own))


def _is_path(steps: Sequence[Step], path: Sequence[Component]) -> bool:
    return len(steps) == len(path) and all(map(_agrees, steps, path))


def _skips_inner(steps: Sequence[Step], path: Sequence[Component]) -> bool:
    """Return whether inner numbers are left out, as where items run through: 第二部分第10项 of 二(三)10."""
    if (
        len(path) <= len(steps)
        or not _agrees(steps[0], path[0])
        or not _agrees(steps[-1], path[-1])
    ):
        return False
    inner = iter(path[1:-1])
    return all(any(_agrees(step, one) for one in inner) for step in steps[1:-1])


def _is_lower_end(steps: Sequence[Step], path: Sequence[Component]) -> bool:
    """Return whether only the part is left out: 第(二)项第1点 of 三(二)1."""
    first = steps[0]
    is_part = first.unit is Unit.PART or (first.unit is None and not first.bracketed)
    return (
        not is_part
        and len(path) > len(steps)
        and _is_path(steps, path[-len(steps) :])
        and path[-len(steps)].style in BRACKETED
    )


def _nth(step: Step, parts: Sequence[Position], tree: ClauseTree) -> list[Position]:
    """Return the n-th clause of parts whose numbers do not start at 1: 第二部分第3条 is 二12."""
    found = []
    for part in parts:
        articles = [one for one in tree.leaves(part) if one.path[-1].style is Style.ARTICLE]
        among = articles or tree.children(part)
        if step.number <= len(among) and among[0].path[-1].number != 1:
            found.append(among[step.number - 1])
    return found


def _inside(step: Step, parts: Sequence[Position], tree: ClauseTree) -> list[Position]:
    """Return the clauses that hold what the last step names: 第十二条第二款 belongs to 第十二条."""
    return [
        part
        for part in parts
        if part.path[-1].style is Style.ARTICLE
        or (step.unit is Unit.PARAGRAPH and not tree.below(part))
    ]


def _agrees(step: Step, component: Component) -> bool:
    if (step.number, step.suffix) != (component.number, component.suffix):
        return False
    if step.unit is Unit.PART:
        return component.style is not Style.ARTICLE
    if step.unit is Unit.CLAUSE:
        return component.style not in HEADING_ONLY
    return True


def _is_written_so(steps: Sequence[Step], place: Position) -> bool:
    """Return whether a place has the brackets that were said: 三(一)2 has them, 三1(2) has not."""
    return all(
        step.bracketed is (component.style in BRACKETED)
        for step, component in zip(steps, place.path[-len(steps) :], strict=True)
        if step.bracketed or step.unit is None
    )
