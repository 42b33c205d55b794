"""Who is responsible: lists of units in brackets or behind labels, and duties in prose."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import Enum

from corpus.brackets import bracketed, split_outside
from corpus.names import Joint, Name, names_in
from corpus.types import Responsibility, Role

_LABEL = re.compile(
    r"(?P<kind>牵头|主办|主责|第一责任|责任|负责|承办|主管|实施|落实|配合|协办|协同|协助|参与|参加|支持)"
    r"(?P<thing>单位|部门|机构|主体|处室|科室|地区)(?:及(?:分工|责任人))?\s*[:：]"
)
_DEADLINE = re.compile(
    r"(?:完成时限|完成时间|时限要求|办理时限|整改时限|时间节点|时间要求|进度安排|时限)\s*[:：]\s*(?P<deadline>[^。;；)）〕\]】\n]+)"
)
_PERSONS = re.compile(
    r"(?:牵头|责任|分管|包抓|主管|配合)?(?:领导|责任人|联系人|负责人|联络员)\s*[:：][^;；,，。)）〕\]】\n]*[;；,，]?"
)
_NO_LIST = re.compile(r"^(?:含|包括|不含|原|即|如|见|以下|下称|简称|以|按|根据)")
_LEAD_KINDS = frozenset({"牵头", "主办", "主责", "第一责任"})
_HELPER_KINDS = frozenset({"配合", "协办", "协同", "协助", "参与", "参加", "支持"})
_DUTY_WORDS = re.compile(r"牵头|负责|配合|会同|协办|参与|组织实施|按职责|抓好落实|分工落实")
_DUTY_END = re.compile(
    r"(?:牵头|负责|配合|参与|参加|协助|协办|落实|实施|推进|下同)[^、,，;；]{0,4}$"
)
_HELPERS = re.compile(
    r"(?:积极|予以|协同|共同)?(?:配合|参与|参加|协助|协办|协同|支持)(?:落实|实施|推进|做好)?$"
)
_GOVERNS = "下同"
_FIRST_LEADS = re.compile(
    r"(?:第一(?:个|位|名)?|首位|首个|排名?(?:在)?(?:最)?前|列(?:在)?首位?)[^。;；]{0,12}牵头"
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
        found, involved = _with_roles(_entries(_PERSONS.sub("", listed)), part)
        for one in found:
            responsibilities.setdefault(one.agency, one)
        groups += [*involved, *_groups_in_note(note or "")]
    deadline = _DEADLINE.search(text)
    note = "。".join(notes) or None
    return DutyList(
        responsibilities=tuple(responsibilities.values()),
        also_involved=tuple(dict.fromkeys(groups)),
        deadline=deadline["deadline"].strip() if deadline else None,
        note=note,
        governs_later=bool(note and _GOVERNS in note),
    )


def says_first_unit_leads(text: str) -> bool:
    """Return whether a text says that the first unit of a list is its lead."""
    return _FIRST_LEADS.search(text) is not None


def list_spans(text: str) -> list[tuple[int, int]]:
    """Return `[start, end)` of the responsibility lists in a clause's text."""
    spans = [
        (start, end)
        for start, end in bracketed(text)
        if _is_duty_bracket(text[start + 1 : end - 1], ends_clause=not text[end:].strip(" 。\n"))
    ]
    label = None if spans else _LABEL.search(text)
    return [(label.start(), len(text))] if label else spans


def _unbracketed(part: str) -> str:
    return part[1:-1] if part[0] in "(（〔[【［" else part


def _is_duty_bracket(content: str, *, ends_clause: bool) -> bool:
    if _LABEL.match(content.strip()):
        return True
    first = split_outside(content, "。")[0].strip()
    names = [name for phrase in _phrases(first) for name in _phrase_names(phrase)]
    if not names or _NO_LIST.match(first):
        return False
    if _DUTY_WORDS.search(first) and _DUTY_END.search(first):
        return all(name.looks_like_a_body or name.is_open_group for name in names[:2])
    # A bracket at the end that holds nothing but bodies: (市发展改革委、市商务局).
    return ends_clause and all(
        len(name.written) > 2 and (name.looks_like_a_body or name.is_open_group) for name in names
    )


def _list_and_note(content: str) -> tuple[str, str | None]:
    """Part the sentences that list units from those that say how lists are to be read."""
    sentences = [sentence.strip() for sentence in split_outside(content, "。") if sentence.strip()]
    listed = [s for s in sentences if _LABEL.search(s) or _DEADLINE.search(s)] or sentences[:1]
    notes = [s for s in sentences if s not in listed]
    rest, trailing = _without_note("。".join(listed))
    return rest, "。".join([*notes, *([trailing] if trailing else [])]) or None


def _without_note(listed: str) -> tuple[str, str | None]:
    """Cut a note such as 列第一位的为牵头单位,下同 off the end of a list."""
    for separator in ",，;；":
        head, _, tail = listed.rpartition(separator)
        if head and tail.strip().startswith(_GOVERNS):
            head, note = _without_note(head)
            return head, (note or "") + separator + tail
        if head and says_first_unit_leads(tail):
            return head, tail
    return listed, None


def _entries(listed: str) -> list[_Entry]:
    labels = list(_LABEL.finditer(listed))
    if not labels:
        return _value_entries(_DEADLINE.sub("", listed), _Part.PLAIN)
    entries = _value_entries(listed[: labels[0].start()], _Part.PLAIN)
    for i, label in enumerate(labels):
        end = labels[i + 1].start() if i + 1 < len(labels) else len(listed)
        value = _DEADLINE.sub("", listed[label.end() : end])
        part = _Part.PLAIN
        if label["kind"] in _LEAD_KINDS:
            part = _Part.LEAD
        elif label["kind"] in _HELPER_KINDS:
            part = _Part.HELPER
        entries += _value_entries(value, part)
    return entries


def _value_entries(value: str, part_of_label: _Part) -> list[_Entry]:
    entries = []
    for phrase in _phrases(value):
        for part, words in _marked(phrase, part_of_label):
            names = names_in(words)
            if len(names) == 1 and not (names[0].looks_like_a_body or names[0].is_open_group):
                continue  # 持续推进, 2025年底前完成
            entries += [
                _Entry(name, part, "职责" in words or "分工" in words, len(names) == 1)
                for name in names
            ]
    return entries


def _phrases(value: str) -> list[str]:
    return [phrase for phrase in split_outside(value, ",，;；。\n") if phrase.strip()]


def _phrase_names(phrase: str) -> list[Name]:
    return [name for _, words in _marked(phrase, _Part.PLAIN) for name in names_in(words)]


def _marked(phrase: str, default: _Part) -> list[tuple[_Part, str]]:
    """Return the parts of a phrase with what 牵头, 会同 and 配合 make of them."""
    for marker in ("牵头会同", "牵头", "会同"):
        before, found, after = phrase.partition(marker)
        if found:
            after = re.sub(r"^(?:负责|组织|落实|抓总|推进)", "", after)
            return [(_Part.LEAD, before), (_Part.HELPER, after)]
    if default is _Part.PLAIN and _HELPERS.search(phrase.strip()):
        return [(_Part.HELPER, phrase)]
    return [(default, phrase)]


def _with_roles(
    entries: Sequence[_Entry], words: str
) -> tuple[tuple[Responsibility, ...], tuple[str, ...]]:
    units, groups = _units_and_groups(entries)
    has_lead = any(entry.part is _Part.LEAD for entry in units)
    responsible = {entry.name.written for entry in units if entry.part is not _Part.HELPER}
    found = []
    for entry in units:
        if entry.part is _Part.LEAD:
            role = Role.LEAD
        elif has_lead or entry.part is _Part.HELPER:
            role = Role.PARTICIPANT
        else:
            role = Role.JOINT if len(responsible) > 1 else Role.SOLE
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
    involved = re.search(r"涉及(?:到)?(?P<groups>[^,，。;；]+)", note)
    return tuple(name.written for name in names_in(involved["groups"])) if involved else ()
