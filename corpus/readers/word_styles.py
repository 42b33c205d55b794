"""The paragraph styles of a Word file, as far as they say how a text is numbered and set."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from corpus.readers.package import Element, attribute, child, local, number_in

_MAX_CHAIN = 20  # styles that are based on each other; a ring would never end


@dataclass(frozen=True)
class Style:
    """A style; None is what it leaves to the style it is based on."""

    style_id: str
    name: str = ""
    based_on: str | None = None
    numbering_id: int | None = None
    level: int | None = None
    alignment: str | None = None
    half_points: int | None = None


@dataclass(frozen=True)
class Styles:
    """The styles by their ids, and the one of paragraphs that name none."""

    by_id: Mapping[str, Style]
    default_id: str | None = None

    def chain(self, style_id: str | None) -> Iterator[Style]:
        """Yield a style and those it is based on, nearest first."""
        current = style_id or self.default_id
        for _ in range(_MAX_CHAIN):
            style = self.by_id.get(current or "")
            if style is None:
                return
            yield style
            current = style.based_on

    def name_of(self, style_id: str | None) -> str:
        return next((style.name for style in self.chain(style_id)), "")

    def alignment(self, style_id: str | None) -> str | None:
        return next((s.alignment for s in self.chain(style_id) if s.alignment), None)

    def half_points(self, style_id: str | None) -> int | None:
        return next((s.half_points for s in self.chain(style_id) if s.half_points), None)


def styles_of(root: Element | None) -> Styles:
    """Return the styles in the part styles.xml."""
    by_id = {}
    default = None
    for one in root if root is not None else ():
        if local(one) != "style":
            continue
        style = _style(one)
        by_id[style.style_id] = style
        if attribute(one, "type") == "paragraph" and attribute(one, "default") in ("1", "true"):
            default = style.style_id
    return Styles(by_id, default)


def _style(one: Element) -> Style:
    numbering = child(one, "pPr", "numPr")
    numbering_id = attribute(child(numbering, "numId"), "val")
    level = attribute(child(numbering, "ilvl"), "val")
    size = attribute(child(one, "rPr", "sz"), "val")
    return Style(
        style_id=attribute(one, "styleId") or "",
        name=(attribute(child(one, "name"), "val") or "").lower(),
        based_on=attribute(child(one, "basedOn"), "val"),
        numbering_id=None if numbering_id is None else number_in(numbering_id, 0),
        level=None if level is None else number_in(level, 0),
        alignment=attribute(child(one, "pPr", "jc"), "val"),
        half_points=None if size is None else number_in(size, 0),
    )
