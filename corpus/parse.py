"""One raw file to one parsed document: the path of a document through this package."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

from corpus.aligned import AlignedText, Change, line_of
from corpus.clean import NOT_CORRECTIONS, CleanText, Erratum, clean
from corpus.items import items_of
from corpus.metadata import Metadata, read_metadata
from corpus.outline import PREFACE, Node, read_outline
from corpus.page import LAYOUT
from corpus.places import county_of, place_of
from corpus.relations import relations_in
from corpus.tasks import with_deadlines, with_duties
from corpus.types import Clause, Correction, Document, Level, Noise, ParsedDocument, Span
from corpus.validity import read_run

_HEADING_LINE = "chapter heading, kept in the path of headings"


@dataclass(frozen=True)
class CatalogueEntry:
    """What a person adds to a file because the file does not say it."""

    document_id: str
    source_file: str
    title: str | None = None
    title_source: str | None = None
    place: str | None = None
    title_en: str | None = None
    short_names: tuple[str, ...] = ()
    found_at: str | None = None
    errata: tuple[Erratum, ...] = ()


def parse_document(raw: str, entry: CatalogueEntry) -> ParsedDocument:
    """Return the clauses of a raw text and the noise between them; no character is lost."""
    cleaned = clean(raw, entry.errata)
    outline = read_outline(cleaned.text)
    line_starts = _line_starts(raw)
    clauses = [
        _clause(node, cleaned.aligned, line_starts, entry.document_id)
        for node in outline.nodes
        if _text_of(node, cleaned.text)
    ]
    rows = {node.reference: node.row for node in outline.nodes if node.row is not None}
    clauses = with_duties(clauses, rows)
    document = _document(clauses, entry)
    clauses = with_deadlines(clauses, rows, document)
    headings = [cleaned.aligned.raw_span(a, b) for a, b in outline.heading_ranges]
    noise = _noise(raw, clauses, cleaned, headings)
    return ParsedDocument(
        document=document,
        raw_text=raw,
        clauses=tuple(_with_corrections(clauses, cleaned.changes, noise, line_starts)),
        noise=tuple(noise),
    )


def _document(clauses: Sequence[Clause], entry: CatalogueEntry) -> Document:
    preface = clauses[0].text if clauses and clauses[0].reference == PREFACE else ""
    stated = read_metadata(preface)
    title = stated.title or entry.title or entry.document_id
    source = "the text" if stated.title else (entry.title_source or "the name of the file")
    place, level = _place_and_level(stated, title, preface, entry)
    texts = [clause.text for clause in clauses]
    run = read_run(texts, stated.issued_on, stated.published_on, listed_on=stated.effective_on)
    return Document(
        document_id=entry.document_id,
        title=title,
        title_source=source,
        place=place,
        level=level,
        issuers=stated.issuers,
        document_number=stated.document_number,
        issued_on=stated.issued_on,
        published_on=stated.published_on,
        status=stated.status,
        addressees=stated.addressees,
        source_file=entry.source_file,
        found_at=entry.found_at,
        short_names=entry.short_names,
        title_en=entry.title_en,
        effective_on=run.effective_on,
        valid_until=run.valid_until,
        relations=relations_in(preface, texts, title),
    )


def _place_and_level(
    stated: Metadata, title: str, preface: str, entry: CatalogueEntry
) -> tuple[str, Level | None]:
    county = next((found for one in stated.issuers if (found := county_of(one, preface))), None)
    if county:
        return entry.place or county.label, Level.COUNTY
    derived = place_of(" ".join([*stated.issuers, stated.document_number or "", title]))
    known = place_of(entry.place) if entry.place else derived
    return entry.place or (derived.label if derived else ""), known.level if known else None


def _clause(
    node: Node, aligned: AlignedText, line_starts: Sequence[int], document_id: str
) -> Clause:
    pieces: list[str] = []
    spans: list[Span] = []
    offsets: list[tuple[int, int]] = []
    length = 0
    for start, end in _trimmed(node, aligned.text):
        pieces.append(aligned.text[start:end])
        spans += aligned.owned_spans(start, end)
        for i in range(start, end):
            line = line_of(line_starts, aligned.starts[i])
            if not offsets or offsets[-1][1] != line:
                offsets.append((length + i - start, line))
        length += end - start + 1
    text = "\n".join(pieces)
    return Clause(
        document_id=document_id,
        reference=node.reference,
        heading=node.heading,
        headings=node.path,
        text=text,
        spans=tuple(spans),
        lines=_lines_of_first_range(node, aligned, line_starts),
        parent=node.parent,
        line_starts=tuple(offsets),
        items=items_of(node.reference, text),
    )


def _lines_of_first_range(
    node: Node, aligned: AlignedText, line_starts: Sequence[int]
) -> tuple[int, int]:
    start, end = _trimmed(node, aligned.text)[0]
    span = aligned.raw_span(start, end)
    return line_of(line_starts, span.start), line_of(line_starts, span.end - 1)


def _noise(
    raw: str, clauses: Sequence[Clause], cleaned: CleanText, headings: Sequence[Span]
) -> list[Noise]:
    """Return what no clause owns, with the reason recorded when it was taken out."""
    reasons: list[str | None] = [None] * len(raw)
    for heading in headings:
        reasons[heading.start : heading.end] = [_HEADING_LINE] * (heading.end - heading.start)
    for change in reversed(cleaned.changes):
        # The first removal of a character is the reason that counts, so later ones are overwritten.
        if not change.now:
            span = change.span
            reasons[span.start : span.end] = [change.reason] * (span.end - span.start)
    owned = sorted((span for clause in clauses for span in clause.spans), key=lambda s: s.start)
    noise: list[Noise] = []
    position = 0
    for span in [*owned, Span(start=len(raw), end=len(raw))]:
        while position < span.start:
            reason = reasons[position] or LAYOUT
            end = position + 1
            while end < span.start and (reasons[end] or LAYOUT) == reason:
                end += 1
            noise.append(Noise(span=Span(start=position, end=end), reason=reason))
            position = end
        position = max(position, span.end)
    return noise


def _with_corrections(
    clauses: Sequence[Clause],
    changes: Sequence[Change],
    noise: Sequence[Noise],
    line_starts: Sequence[int],
) -> list[Clause]:
    """Give each clause the changes that were made inside it."""
    owners = sorted(
        (span.start, index) for index, clause in enumerate(clauses) for span in clause.spans
    )
    starts = [start for start, _ in owners]
    removed = [one.span for one in noise if one.reason in NOT_CORRECTIONS]
    headings = [one.span for one in noise if one.reason == _HEADING_LINE]
    removed_starts = [span.start for span in removed]
    corrections: dict[int, list[Correction]] = {}
    for change in sorted(changes, key=lambda change: change.span.start):
        start = change.span.start
        hole = bisect_right(removed_starts, start) - 1
        in_hole = hole >= 0 and start < removed[hole].end
        owner = bisect_right(starts, start) - 1
        if change.reason in NOT_CORRECTIONS or in_hole or owner < 0:
            continue
        if any(heading.start <= start < heading.end for heading in headings):
            owner = min(owner + 1, len(owners) - 1)  # the first clause below the heading
        correction = Correction(
            was=change.was,
            now=change.now,
            reason=change.reason,
            span=change.span,
            line=line_of(line_starts, start),
        )
        corrections.setdefault(owners[owner][1], []).append(correction)
    return [
        clause.model_copy(update={"corrections": tuple(corrections.get(index, ()))})
        for index, clause in enumerate(clauses)
    ]


def _trimmed(node: Node, text: str) -> list[tuple[int, int]]:
    """Return the ranges of a node without white space at their ends; empty ones go."""
    trimmed = []
    for start, end in node.ranges:
        words = text[start:end]
        begin = start + len(words) - len(words.lstrip())
        finish = end - (len(words) - len(words.rstrip()))
        if begin < finish:
            trimmed.append((begin, finish))
    return trimmed


def _text_of(node: Node, text: str) -> str:
    return "".join(text[start:end] for start, end in node.ranges).strip()


def _line_starts(raw: str) -> list[int]:
    return [0, *(i + 1 for i, character in enumerate(raw) if character == "\n")]
