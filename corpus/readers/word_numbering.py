"""Numbers that stand only in the list definitions of a Word file: 一、 （一） 1. 1.1 第一条."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from corpus.readers.numerals import numbered
from corpus.readers.package import Element, attribute, child, is_on, local, number_in
from corpus.readers.word_styles import Styles

_PLACE = re.compile(r"%([1-9])")
_MAX_LEVEL = 8
# What stands behind these needs no blank: 一、总体要求, （一）优化布局, 1.建设枢纽.
_CLOSED = tuple("、.．)）：:】]〉》")
_PRIVATE = re.compile(r"[\ue000-\uf8ff]")  # bullets of symbol fonts


@dataclass(frozen=True)
class _Level:
    """A level of a list definition; `restarts_after` is the level, from 1, that starts it anew."""

    start: int = 1
    number_format: str = "decimal"
    pattern: str = ""
    suffix: str = "tab"
    restarts_after: int | None = None
    is_legal: bool = False  # numbers of upper levels in Arabic numerals
    style_id: str | None = None


@dataclass(frozen=True)
class _List:
    """A list that paragraphs refer to: its definition, and where it begins anew."""

    definition_id: int
    levels: Mapping[int, _Level]
    starts: Mapping[int, int]


@dataclass
class Numbering:
    """The lists of a document, and how far each has been counted."""

    lists: Mapping[int, _List]
    styles: Styles
    counters: dict[tuple[int, int], int] = field(default_factory=dict)
    begun: set[tuple[int, int]] = field(default_factory=set)

    def next_label(self, properties: Element | None) -> str:
        """Count a paragraph with these properties, and return its number; empty without one."""
        numbering_id, level = self._place(properties)
        one = self.lists.get(numbering_id)
        if one is None or level not in one.levels:
            return ""
        self._count(numbering_id, one, level)
        return self._label(one, level)

    def _place(self, properties: Element | None) -> tuple[int, int]:
        """Return list and level of a paragraph; the list is 0 for none."""
        own = child(properties, "numPr")
        own_id = attribute(child(own, "numId"), "val")
        own_level = attribute(child(own, "ilvl"), "val")
        style_id = attribute(child(properties, "pStyle"), "val")
        chain = list(self.styles.chain(style_id))
        styled_id = next((s.numbering_id for s in chain if s.numbering_id is not None), 0)
        numbering_id = number_in(own_id, 0) if own_id is not None else styled_id
        if own_level is not None:
            return numbering_id, min(number_in(own_level, 0), _MAX_LEVEL)
        if own_id is None:
            one = self.lists.get(numbering_id)
            for style in chain:
                for level, definition in one.levels.items() if one else ():
                    if definition.style_id == style.style_id:
                        return numbering_id, level
        styled_level = next((s.level for s in chain if s.level is not None), 0)
        return numbering_id, min(styled_level, _MAX_LEVEL)

    def _count(self, numbering_id: int, one: _List, level: int) -> None:
        key = one.definition_id, level
        first = (numbering_id, level) not in self.begun
        self.begun.add((numbering_id, level))
        if first and level in one.starts:
            self.counters[key] = one.starts[level]
        else:
            start = one.starts.get(level, one.levels[level].start)
            self.counters[key] = self.counters.get(key, start - 1) + 1
        for lower, definition in one.levels.items():
            after = definition.restarts_after
            if lower > level and after != 0 and (after is None or level < after):
                self.counters.pop((one.definition_id, lower), None)

    def _label(self, one: _List, level: int) -> str:
        definition = one.levels[level]
        if definition.number_format == "bullet":
            return ""

        def number(match: re.Match[str]) -> str:
            at = int(match[1]) - 1
            upper = one.levels.get(at, _Level())
            count = self.counters.get((one.definition_id, at), upper.start)
            plain = definition.is_legal and at != level
            return numbered(count, "decimal" if plain else upper.number_format)

        label = _PRIVATE.sub("", _PLACE.sub(number, definition.pattern)).strip()
        closed = not label or definition.suffix == "nothing" or label.endswith(_CLOSED)
        return label if closed else f"{label} "


def numbering_of(root: Element | None, styles: Styles) -> Numbering:
    """Return the lists in the part numbering.xml."""
    definitions: dict[int, dict[int, _Level]] = {}
    links: dict[int, str] = {}  # definitions that leave their levels to a style's list
    linked: dict[str, int] = {}
    for one in root if root is not None else ():
        if local(one) == "abstractNum":
            definition_id = number_in(attribute(one, "abstractNumId"), 0)
            definitions[definition_id] = dict(map(_level, _children(one, "lvl")))
            if link := attribute(child(one, "numStyleLink"), "val"):
                links[definition_id] = link
            if link := attribute(child(one, "styleLink"), "val"):
                linked[link] = definition_id
    lists = {}
    for one in root if root is not None else ():
        if local(one) == "num":
            stated = number_in(attribute(child(one, "abstractNumId"), "val"), -1)
            definition_id = linked.get(links.get(stated, ""), stated)
            numbering_id = number_in(attribute(one, "numId"), 0)
            lists[numbering_id] = _list(one, definition_id, definitions.get(definition_id, {}))
    return Numbering({key: one for key, one in lists.items() if key}, styles)


def _list(one: Element, definition_id: int, levels: Mapping[int, _Level]) -> _List:
    own = dict(levels)
    starts = {}
    for override in _children(one, "lvlOverride"):
        level = number_in(attribute(override, "ilvl"), 0)
        if (replaced := child(override, "lvl")) is not None:
            own[level] = _level(replaced)[1]
        if (start := attribute(child(override, "startOverride"), "val")) is not None:
            starts[level] = number_in(start, 1)
    return _List(definition_id, own, starts)


def _level(one: Element) -> tuple[int, _Level]:
    restart = attribute(child(one, "lvlRestart"), "val")
    return number_in(attribute(one, "ilvl"), 0), _Level(
        start=number_in(attribute(child(one, "start"), "val"), 1),
        number_format=_format(one),
        pattern=attribute(child(one, "lvlText"), "val") or "",
        suffix=attribute(child(one, "suff"), "val") or "tab",
        restarts_after=None if restart is None else number_in(restart, 0),
        is_legal=is_on(child(one, "isLgl")),
        style_id=attribute(child(one, "pStyle"), "val"),
    )


def _format(one: Element) -> str:
    # Newer formats stand in a choice, with an older one for programs that do not know them.
    stated = child(one, "numFmt")
    chosen = child(one, "AlternateContent", "Choice", "numFmt")
    fallback = child(one, "AlternateContent", "Fallback", "numFmt")
    for element in (stated, chosen, fallback):
        value = attribute(element, "val")
        if value and value != "custom":
            return value
    return "decimal"


def _children(element: Element, name: str) -> list[Element]:
    return [one for one in element if local(one) == name]
