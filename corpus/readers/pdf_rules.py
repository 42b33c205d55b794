"""Adapter for PDFium: the straight lines drawn on a page, which frame the cells of tables."""

from __future__ import annotations

import ctypes
import math
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

import pypdfium2.raw as pdfium

from corpus.readers.limits import Clock

_MAX_FORM_DEPTH = 5
# A table has some hundred rules; a page with more than this shows a map or a drawing.
_MAX_PATHS = 20_000
_MAX_POINTS = 100_000
_THIN = 3.0  # points: a filled rectangle that is no wider is a rule
_STRAIGHT = 1.0  # points by which a rule may lean


@dataclass(frozen=True, slots=True)
class Rule:
    """A straight line, horizontal or vertical; from left to right or from top to bottom."""

    x0: float
    top: float
    x1: float
    bottom: float

    @property
    def is_horizontal(self) -> bool:
        return self.x1 - self.x0 >= self.bottom - self.top


@dataclass(frozen=True)
class Frame:
    """How the page must be turned so that most of its text reads from left to right.

    `quarters` are turns to the right by which that text is turned.
    """

    quarters: int
    left: float
    bottom: float
    width: float
    height: float

    def place(self, x: float, y: float) -> tuple[float, float]:
        """Return a point of the file's page as it is read, from the upper left corner."""
        right, up = x - self.left, y - self.bottom
        match self.quarters:
            case 1:  # the text runs downwards
                return self.height - up, self.width - right
            case 2:
                return self.width - right, up
            case 3:
                return up, right
            case _:
                return right, self.height - up

    def box(self, x0: float, y0: float, x1: float, y1: float) -> tuple[float, float, float, float]:
        """Return left, top, right and bottom of a box as it is read."""
        (a, b), (c, d) = self.place(x0, y0), self.place(x1, y1)
        return min(a, c), min(b, d), max(a, c), max(b, d)


@dataclass(frozen=True)
class _Path:
    """A drawn path: its points by strokes, in the file's page."""

    strokes: tuple[tuple[tuple[float, float], ...], ...]
    is_stroked: bool


_Matrix = tuple[float, float, float, float, float, float]
_IDENTITY: _Matrix = (1, 0, 0, 1, 0, 0)


def rules_of(page: Any, frame: Frame, clock: Clock) -> Iterator[Rule]:
    """Yield the rules on a page of PDFium, also those in its forms, as the page is read."""
    count = pdfium.FPDFPage_CountObjects(page)
    objects = (pdfium.FPDFPage_GetObject(page, i) for i in range(count))
    points = 0
    for found, (one, matrix) in enumerate(_flat(objects, _IDENTITY, 0)):
        if found % 1_000 == 0:
            clock.check()
        points += pdfium.FPDFPath_CountSegments(one)
        if found > _MAX_PATHS or points > _MAX_POINTS:
            return
        path = _path(one, matrix)
        if path is not None:
            yield from _rules(path, frame)


def _flat(objects: Iterator[Any], outer: _Matrix, depth: int) -> Iterator[tuple[Any, _Matrix]]:
    """Yield the paths, also those in forms, with what their points must be multiplied by."""
    for one in objects:
        kind = pdfium.FPDFPageObj_GetType(one)
        if kind not in (pdfium.FPDF_PAGEOBJ_PATH, pdfium.FPDF_PAGEOBJ_FORM):
            continue
        own = pdfium.FS_MATRIX()
        if not pdfium.FPDFPageObj_GetMatrix(one, own):
            continue
        matrix = _times((own.a, own.b, own.c, own.d, own.e, own.f), outer)
        if kind == pdfium.FPDF_PAGEOBJ_PATH:
            yield one, matrix
        elif depth < _MAX_FORM_DEPTH:
            count = pdfium.FPDFFormObj_CountObjects(one)
            inner = (pdfium.FPDFFormObj_GetObject(one, i) for i in range(count))
            yield from _flat(inner, matrix, depth + 1)


def _times(one: _Matrix, other: _Matrix) -> _Matrix:
    a, b, c, d, e, f = one
    g, h, i, j, k, m = other
    return (
        a * g + b * i,
        a * h + b * j,
        c * g + d * i,
        c * h + d * j,
        e * g + f * i + k,
        e * h + f * j + m,
    )


def _path(one: Any, matrix: _Matrix) -> _Path | None:
    fill, stroke = ctypes.c_int(), ctypes.c_int()
    if not pdfium.FPDFPath_GetDrawMode(one, fill, stroke) or not (fill.value or stroke.value):
        return None
    strokes: list[list[tuple[float, float]]] = []
    x, y = ctypes.c_float(), ctypes.c_float()
    for i in range(pdfium.FPDFPath_CountSegments(one)):
        segment = pdfium.FPDFPath_GetPathSegment(one, i)
        kind = pdfium.FPDFPathSegment_GetType(segment)
        if kind == pdfium.FPDF_SEGMENT_BEZIERTO:
            return None
        pdfium.FPDFPathSegment_GetPoint(segment, x, y)
        a, b, c, d, e, f = matrix
        point = a * x.value + c * y.value + e, b * x.value + d * y.value + f
        if kind == pdfium.FPDF_SEGMENT_MOVETO or not strokes:
            strokes.append([])
        strokes[-1].append(point)
        if pdfium.FPDFPathSegment_GetClose(segment):
            strokes[-1].append(strokes[-1][0])
    return _Path(tuple(map(tuple, strokes)), bool(stroke.value))


def _rules(path: _Path, frame: Frame) -> Iterator[Rule]:
    for points in path.strokes:
        if not all(math.isfinite(value) for point in points for value in point):
            continue
        xs, ys = [x for x, _ in points], [y for _, y in points]
        x0, top, x1, bottom = frame.box(min(xs), min(ys), max(xs), max(ys))
        if len(points) > 2 and (x1 - x0 <= _THIN or bottom - top <= _THIN):
            yield _centred(x0, top, x1, bottom)
        elif path.is_stroked:
            for (ax, ay), (bx, by) in pairwise(points):
                left, upper, right, lower = frame.box(ax, ay, bx, by)
                if right - left <= _STRAIGHT or lower - upper <= _STRAIGHT:
                    yield _centred(left, upper, right, lower)


def _centred(x0: float, top: float, x1: float, bottom: float) -> Rule:
    """Return the rule in the middle of a thin box."""
    if x1 - x0 >= bottom - top:
        middle = (top + bottom) / 2
        return Rule(x0, middle, x1, middle)
    middle = (x0 + x1) / 2
    return Rule(middle, top, middle, bottom)
