"""Raw text to clean text: every change is recorded with its place and its reason."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from corpus.aligned import AlignedText, Change, Edit
from corpus.damage import annotation_edits, damage_edits
from corpus.page import (
    FURNITURE,
    LAYOUT,
    SECOND_COPY,
    furniture_edits,
    label_edits,
    layout_edits,
    second_copy_edits,
)
from corpus.script import localisation_edits, script_edits

# Removed, not corrected: what these reasons take away was no part of the text.
NOT_CORRECTIONS = frozenset({LAYOUT, FURNITURE, SECOND_COPY})


@dataclass(frozen=True)
class Erratum:
    """A damage of one document that no rule can repair: what stands there and what it should be."""

    was: str
    now: str


@dataclass(frozen=True)
class CleanText:
    """The clean text, aligned with the raw one, and all that was changed on the way."""

    aligned: AlignedText
    changes: tuple[Change, ...]

    @property
    def text(self) -> str:
        return self.aligned.text


def clean(raw: str, errata: Sequence[Erratum] = ()) -> CleanText:
    """Return the clean text of a raw file.

    Raises:
        ValueError: an erratum's words do not stand in `raw`.

    """
    steps: list[Callable[[str], list[Edit]]] = [
        lambda text: _errata_edits(text, errata),
        damage_edits,
        annotation_edits,
        script_edits,
        localisation_edits,
        layout_edits,
        label_edits,
        second_copy_edits,
        furniture_edits,
        layout_edits,  # what furniture leaves behind is empty lines
    ]
    aligned, changes = AlignedText.of(raw), []
    for edits_of in steps:
        aligned, made = aligned.edited(edits_of(aligned.text))
        changes += made
    return CleanText(aligned, tuple(changes))


def _errata_edits(text: str, errata: Sequence[Erratum]) -> list[Edit]:
    edits = []
    for erratum in errata:
        found = [match.start() for match in re.finditer(re.escape(erratum.was), text)]
        if not found:
            raise ValueError(f"the erratum {erratum.was!r} does not stand in its document")
        edits += [Edit(at, at + len(erratum.was), erratum.now, "erratum") for at in found]
    return edits
