"""Who is responsible: lists of units in brackets or behind labels, and duties in prose."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from enum import Enum
from itertools import takewhile

from corpus.brackets import masked_brackets, split_outside
from corpus.lists import (
    DEADLINE,
    FIRST_LEADS,
    HELPER_KINDS,
    INVOLVED,
    LABEL,
    LEAD_KINDS,
    NOTE_FOR_LATER,
    PERSONS,
    TIME,
    is_note,
    list_spans,
    phrases,
    units_with_duty,
)
from corpus.names import Joint, Name, names_in
from corpus.types import Responsibility, Role

__all__ = [
    "DutyList",
    "list_spans",
    "read_assignments",
    "read_duty_cells",
    "read_duty_list",
    "says_first_unit_leads",
]

_HELPING = frozenset({"配合", "参与", "参加", "协助", "协办", "支持"})
# 省级牵头单位 is a column of leads.
_COLUMN_KIND = re.compile(
    r"\s|^[省市县区]级|[(（].*?[)）]|(?:单位|部门|机构|主体|处室|科室)(?:及.*)?$"
)
_GOVERNS_LATER = re.compile(rf"{NOTE_FOR_LATER.pattern}|以下|各项任务|(?:所有|全部)任务")
_ADVERB = re.compile(r"(?:分别|共同|联合|具体|统筹|统一|总体|总|(?<![\u3400-\u9fff])由)$")
_OTHERS = re.compile(
    r"等(?:$|部门|单位|按|负责|分工|共同|有关|相关|配合|参与|\d|[省市县区级]+(?:有关|相关|各))"
)


class _Part(Enum):
    LEAD = "lead"
    HELPER = "helper"
    PLAIN = "plain"


@dataclass(frozen=True)
class _Entry:
    name: Name
    part: _Part
    shares_by_duty: bool
    alone_in_phrase: bool
    and_others: bool


@dataclass(frozen=True)
class DutyList:
    """What the list of one clause says, before notes of other clauses are heeded."""

    responsibilities: tuple[Responsibility, ...] = ()
    also_involved: tuple[str, ...] = ()
    deadline: str | None = None
    note: str | None = None
    governs_later: bool = False

    def with_first_as_lead(self) -> DutyList:
        """Return the list read under a note that the first unit of a list leads."""
        if not self.responsibilities or self.responsibilities[0].role is not Role.JOINT:
            return self
        first, *others = self.responsibilities
        return replace(
            self,
            responsibilities=(
                first.model_copy(update={"role": Role.LEAD}),
                *(one.model_copy(update={"role": Role.PARTICIPANT}) for one in others),
            ),
        )


def read_duty_list(text: str) -> DutyList:
    """Return the units that the lists of a clause's text make responsible."""
    responsibilities: dict[str, Responsibility] = {}
    groups: list[str] = []
    notes: list[str] = []
    for start, end in list_spans(text):
        part = text[start:end]
        listed, note = _list_and_note(_unbracketed(part))
        notes += [note] if note else []
        found, involved = _with_roles(list(_entries(PERSONS.sub("", listed))), part)
        for one in found:
            responsibilities.setdefault(one.agency, one)
        groups += [*involved, *_groups_in_note(note or "")]
    note = "。".join(notes) or None
    return DutyList(
        responsibilities=tuple(responsibilities.values()),
        also_involved=tuple(dict.fromkeys(groups)),
        deadline=_deadline(text),
        note=note,
        governs_later=bool(note and _GOVERNS_LATER.search(note)),
    )


# A sentence that does nothing but assign a task: 由市水务局牵头,市财政局配合; 该项工作由市商务局负责.
_ASSIGNMENT = re.compile(
    r"(?:(?:该|此|本|这|上述|以上|前述)项?(?:工作|任务|事项|行动|工程)?)?(?:具体|统一)?由(?P<listed>.+)"
)
# No more is said than who does it: 由市商务局负责制定目录 gives it a duty of its own.
_BARE_DUTY = re.compile(
    r".*?(?:负责|牵头|配合|参与|参加|协助|协同|支持|承担|落实|实施)(?:负责|落实|实施|抓好|推进|组织)*"
)


def read_assignments(text: str) -> DutyList:
    """Return the units that sentences of the prose make responsible which do nothing else."""
    responsibilities: dict[str, Responsibility] = {}
    groups: list[str] = []
    for sentence in split_outside(text, "。；;\n"):
        assigned = _ASSIGNMENT.fullmatch(sentence.strip())
        listed = _assigning(assigned["listed"]) if assigned else _shared_in(sentence)
        if not listed:
            continue
        found, involved = _with_roles(list(_entries("，".join(listed))), sentence.strip())
        for one in found:
            responsibilities.setdefault(one.agency, one)
        groups += involved
    return DutyList(tuple(responsibilities.values()), tuple(dict.fromkeys(groups)))


# Said of a thing in a part of a sentence: 日常监管由甲、乙共同负责,对违规平台……
_SHARED = re.compile(r"[^由]{0,24}由(?P<listed>[^由]+?(?:、|和|与)[^由]+?共同(?:负责|承担|牵头))")

# Said of bodies that stand before it: 甲、乙共同负责本办法的组织实施.
_SHARED_OF = re.compile(
    r"(?P<listed>[^由、]+?(?:局|厅|委|部|办|社|院|会|行|政府|部门|集团|公司)(?:、|和|与)[^由]+?共同(?:负责|承担))[^由]{0,24}"
)


def _shared_in(sentence: str) -> list[str]:
    """Return the phrase of the one part of a sentence that says who is responsible together."""
    parts = [part.strip() for part in re.split("[，,]", sentence)]
    found = [_SHARED.fullmatch(part) or _SHARED_OF.fullmatch(part) for part in parts]
    shared = [one["listed"] for one in found if one]
    return shared if len(shared) == 1 else []


def _assigning(listed: str) -> list[str]:
    """Return the phrases with which an assignment begins; none where it goes on with another duty.

    Behind a lead more may follow: 由市水务局牵头,市财政局配合,每年6月底前完成.
    """
    parts = phrases(listed)
    assigning = list(takewhile(_only_assigns, parts))
    names_lead = any("牵头" in part for part in assigning)
    if not names_lead and "会同" in listed:
        return []  # of two that do it together none is marked as the lead
    return assigning if len(assigning) == len(parts) or names_lead else []


def _only_assigns(phrase: str) -> bool:
    units, verb = units_with_duty(phrase)
    if not verb or _BARE_DUTY.fullmatch(phrase.strip()) is None:
        return False
    return bool(_names_of_bodies(units))


def read_duty_cells(cells: Iterable[tuple[str, str]], words: str) -> DutyList:
    """Return the units that cells of a table's row make responsible.

    `cells` are pairs of a column's name and what the cell lists; `words` is what the row says.
    """
    entries: list[_Entry] = []
    for column, value in cells:
        listed = re.sub(r"<br\s*/?>", "、", PERSONS.sub("", value))
        part = _part_of(_COLUMN_KIND.sub("", column))
        with_persons = "人" in column or "领导" in column
        entries += [
            replace(entry, part=part) if entry.part is _Part.PLAIN else entry
            for entry in _value_entries(listed, None if with_persons else part)
        ]
    found, groups = _with_roles(entries, words)
    return DutyList(found, groups)


def _deadline(text: str) -> str | None:
    """Return the time that a label or a phrase of a list states for a clause."""
    labelled = DEADLINE.search(text)
    if labelled:
        return labelled["deadline"].strip()
    for start, end in list_spans(text):
        for phrase in phrases(_unbracketed(text[start:end])):
            if TIME.fullmatch(phrase):
                return re.sub("完成$", "", phrase.strip())
    return None


def says_first_unit_leads(text: str) -> bool:
    """Return whether a text says that the first unit of a list is its lead."""
    return FIRST_LEADS.search(text) is not None


def _unbracketed(part: str) -> str:
    return part[1:-1] if part[0] in "(（〔[【［" else part


def _list_and_note(content: str) -> tuple[str, str | None]:
    """Part the sentences that list units from those that say how lists are to be read."""
    sentences = [sentence.strip() for sentence in split_outside(content, "。") if sentence.strip()]
    listed = [s for s in sentences if LABEL.search(s) or DEADLINE.search(s)] or sentences[:1]
    notes = [s for s in sentences if s not in listed]
    rest, trailing = _without_note("。".join(listed))
    return rest, "。".join([*notes, *([trailing] if trailing else [])]) or None


def _without_note(listed: str) -> tuple[str, str | None]:
    """Cut a note such as 列第一位的为牵头单位,下同 off the end of a list."""
    position = 0
    for phrase in split_outside(listed, ",，;；。\n"):
        if is_note(phrase) and not LABEL.search(phrase):
            return listed[:position].rstrip(" ,，;；。\n"), listed[position:].strip()
        position += len(phrase) + 1
    return listed, None


def _entries(listed: str) -> Iterator[_Entry]:
    labels = list(LABEL.finditer(listed))
    first = labels[0].start() if labels else len(listed)
    yield from _value_entries(DEADLINE.sub("", listed[:first]), None)
    for i, label in enumerate(labels):
        end = labels[i + 1].start() if i + 1 < len(labels) else len(listed)
        value = DEADLINE.sub("", listed[label.end() : end])
        yield from _value_entries(value, _part_of(label["kind"] or label["short"]))


def _part_of(kind: str) -> _Part:
    if kind in LEAD_KINDS:
        return _Part.LEAD
    return _Part.HELPER if kind in HELPER_KINDS else _Part.PLAIN


def _value_entries(value: str, part_of_label: _Part | None) -> Iterator[_Entry]:
    """Yield the units of a list; behind a label every name counts, elsewhere what looks like one."""
    for phrase in phrases(value):
        for part, words in _marked(phrase, part_of_label or _Part.PLAIN):
            names = names_in(words)
            if TIME.fullmatch(words):
                continue
            if part_of_label is None or re.search(r"\d", words):
                names = _names_of_bodies(words)
            for name in names:
                yield _Entry(
                    name,
                    _part_of(name.remark[:2]) if name.remark else part,
                    shares_by_duty="职责" in phrase or "分工" in phrase,
                    alone_in_phrase=len(names) == 1,
                    and_others=_OTHERS.search(phrase) is not None,
                )


def _names_of_bodies(words: str) -> list[Name]:
    return [name for name in names_in(words) if name.looks_like_a_body or name.is_open_group]


def _marked(phrase: str, default: _Part) -> list[tuple[_Part, str]]:
    """Return the parts of a phrase with what 牵头, 会同 and 配合 make of them."""
    for marker in ("牵头会同", "牵头", "会同"):
        before, found, after = _partition_outside(phrase, marker)
        if found:
            after = re.sub(r"^(?:负责|组织|落实|抓总|推进|并|,)+", "", after)
            return [(_Part.LEAD, _ADVERB.sub("", before)), *_marked(after, _Part.HELPER)]
    units, verb = units_with_duty(phrase)
    if default is _Part.PLAIN and verb in _HELPING:
        return [(_Part.HELPER, units)]
    return [(default, units)]


def _partition_outside(phrase: str, marker: str) -> tuple[str, str, str]:
    """Part a phrase at a marker that stands outside brackets: 省商务厅(牵头) has none."""
    at = masked_brackets(phrase).find(marker)
    if at < 0:
        return phrase, "", ""
    return phrase[:at], marker, phrase[at + len(marker) :]


def _with_roles(
    entries: Sequence[_Entry], words: str
) -> tuple[tuple[Responsibility, ...], tuple[str, ...]]:
    units, groups = _units_and_groups(entries)
    has_lead = any(entry.part is _Part.LEAD for entry in units)
    responsible = {entry.name.written for entry in units if entry.part is not _Part.HELPER}
    several = len(responsible) > 1 or any(
        entry.and_others or entry.name.written in groups
        for entry in entries
        if entry.part is _Part.PLAIN
    )
    found = []
    for entry in units:
        if entry.part is _Part.LEAD:
            role = Role.LEAD
        elif has_lead or entry.part is _Part.HELPER:
            role = Role.PARTICIPANT
        else:
            role = Role.JOINT if several else Role.SOLE
        found.append(
            Responsibility(
                agency=entry.name.written,
                role=role,
                words=words,
                also_called=entry.name.also_called,
            )
        )
    return tuple(found), tuple(groups)


def _units_and_groups(entries: Sequence[_Entry]) -> tuple[list[_Entry], list[str]]:
    """Part the bodies from the open groups; a group that is the only unit counts as one."""
    units: list[_Entry] = []
    groups: list[_Entry] = []
    has_lead = any(entry.part is _Part.LEAD for entry in entries)
    for i, entry in enumerate(entries):
        name = entry.name
        after_group = bool(
            i and entries[i - 1] in groups and name.joint in (Joint.AND, Joint.ET_CETERA)
        )
        is_tail = (
            has_lead
            and entry.part is not _Part.LEAD
            and entry.alone_in_phrase
            and entry.shares_by_duty
        )
        open_territory = name.is_territory and (after_group or is_tail)
        (groups if name.is_open_group or open_territory else units).append(entry)
    if not units:
        return groups, []
    return units, [entry.name.written for entry in groups]


def _groups_in_note(note: str) -> tuple[str, ...]:
    """Return the groups that a note says take part (任务均涉及相关市(州)人民政府)."""
    involved = INVOLVED.search(note)
    return tuple(name.written for name in names_in(involved["groups"])) if involved else ()
