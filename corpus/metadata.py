"""What a document states of itself: title, issuers, number, dates, validity, addressees."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from corpus.enumerators import number_of
from corpus.page import metadata_labels
from corpus.types import Status

_NUMERAL = "[〇零○一二三四五六七八九十]"
_DATE = re.compile(
    rf"(\d{{4}}|{_NUMERAL}{{4}})年(\d{{1,2}}|{_NUMERAL}{{1,2}})月(\d{{1,2}}|{_NUMERAL}{{1,3}})日"
)
_ISO_DATE = re.compile(r"(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})")
# 川办发〔2018〕42号; brackets of years are written 〔〕 [] () 【】 in saved pages.
_NUMBER = re.compile(r"[\u3400-\u9fff]{1,10}[〔\[(（【]\d{4}[〕\])）】]\s*(?:第\s*)?\d+\s*号")
_ORDER_NUMBER = re.compile(r"(?:[\u3400-\u9fff]{2,14}令)?第\s*\d+\s*号")
_ORGANISATION = re.compile(
    r"[\u3400-\u9fff]{2,30}(?:政府|办公厅|办公室|委员会|委|厅|局|部|署|院|会|总社|社|法院|检察院|中心|银行|集团|组)"
)
_ADDRESSEES = re.compile(r"[\u3400-\u9fff()（）、,，;；\s]{4,200}[:：]")
_ISSUED_TITLE = re.compile(
    r"(?:现将|制定了|印发(?:了)?|研究制定|编制了|^)\s*《(?P<title>[^《》]*(?:《[^《》]*》[^《》]*|〈[^〈〉]*〉[^《》]*)*)》[^《》]{0,40}"
    r"(?:印发给你们|现印发|已经[^。]{0,30}(?:同意|通过)|予以(?:印发|公布)|现予)",
    re.MULTILINE,
)
_NOTICE_TITLE = re.compile(r"关于(?:印发|发布|公布|转发)(?P<title>.{4,100}?)(?:的通知)?")
_DOCUMENT_KIND = re.compile(
    r".{4,80}(?:方案|规划|计划|意见|要点|办法|条例|规定|细则|措施|通知|决定|纲要|指南|清单|通告|公告|规则|制度|政策|法)"
    r"(?:[(（〔].{1,20}[)）〕])?"
)

_REPEALED = ("失效", "废止", "已废", "无效", "宣布失效")
_IN_FORCE = ("有效", "现行", "生效", "是")


@dataclass(frozen=True)
class Metadata:
    """What the preface of a document states; None or empty where it does not."""

    title: str | None
    issuers: tuple[str, ...]
    document_number: str | None
    issued_on: date | None
    published_on: date | None
    status: Status
    addressees: tuple[str, ...]


def read_metadata(preface: str) -> Metadata:
    """Return what the preface (letterhead, metadata list, signature) states."""
    lines = [line.strip() for line in preface.split("\n") if line.strip()]
    labels = dict(_labelled(lines))
    prose = [line for line in lines if not _is_labelled(line)]
    signature = _signature(prose)
    issuers = (
        signature.issuers or _issuers_in_title(prose) or _organisations(labels.get("issuer", ""))
    )
    return Metadata(
        title=_title(prose, labels),
        issuers=issuers,
        document_number=_document_number(prose, labels),
        issued_on=_date(labels.get("date", "")) or signature.issued_on,
        published_on=_date(labels.get("published", "")),
        status=_status(labels.get("validity", "")),
        addressees=_addressees(prose),
    )


@dataclass(frozen=True)
class _Signature:
    issuers: tuple[str, ...]
    issued_on: date | None


def _signature(lines: Sequence[str]) -> _Signature:
    """Return the bodies above a line that is a date, and that date."""
    for i, line in enumerate(lines):
        stated = _DATE.fullmatch(line.strip("()（） "))
        if not stated:
            continue
        issuers: list[str] = []
        for above in reversed(lines[:i]):
            names = _organisations(above)
            if not names:
                break
            issuers[:0] = names
        if issuers:
            return _Signature(tuple(issuers), _date(line))
    return _Signature((), None)


def _organisations(line: str) -> tuple[str, ...]:
    """Return the bodies of a line that holds nothing else."""
    names = [name for name in re.split(r"[\s、]+", line.strip()) if name]
    return tuple(names) if names and all(map(_ORGANISATION.fullmatch, names)) else ()


def _issuers_in_title(lines: Sequence[str]) -> tuple[str, ...]:
    for line in lines:
        issuer, found, _ = line.partition("关于")
        names = _organisations(re.sub(r"^.*?号\s+", "", issuer))
        if found and names:
            return names
    return ()


def _title(lines: Sequence[str], labels: dict[str, str]) -> str | None:
    """Return the title of what is issued, without 关于印发…的通知."""
    text = "\n".join(lines)
    issued = _ISSUED_TITLE.search(text)
    if issued:
        return issued["title"].replace("〈", "《").replace("〉", "》")
    candidates = [labels.get("title", ""), *lines]
    for candidate in candidates:
        notice = re.search(_NOTICE_TITLE.pattern + "$", candidate)
        if notice:
            return notice["title"].strip("《》")
    for candidate in candidates:
        if _DOCUMENT_KIND.fullmatch(candidate) and not re.search(r"[。,，;；:：]", candidate):
            return candidate.strip("《》")
    return None


def _document_number(lines: Sequence[str], labels: dict[str, str]) -> str | None:
    """Return the document's own number; numbers inside sentences belong to other documents."""
    labelled = _NUMBER.search(labels.get("number", ""))
    if labelled:
        return re.sub(r"\s", "", labelled[0])
    for line in lines:
        stated = _NUMBER.match(line) or _ORDER_NUMBER.fullmatch(line)
        if stated and "。" not in line:
            return re.sub(r"\s", "", stated[0])
    return None


def _addressees(lines: Sequence[str]) -> tuple[str, ...]:
    for line in lines:
        if _ADDRESSEES.fullmatch(line) and re.search(r"政府|部门|单位|委|厅|局|公司", line):
            return tuple(part.strip() for part in re.split(r"[,，;；]", line.rstrip(":：")) if part)
    return ()


def _status(validity: str) -> Status:
    if validity == "否" or any(word in validity for word in _REPEALED):
        return Status.REPEALED
    return Status.IN_FORCE if any(word in validity for word in _IN_FORCE) else Status.NOT_STATED


def _date(words: str) -> date | None:
    stated = _DATE.search(words)
    if stated:
        year = stated[1]
        if not year.isdecimal():
            year = "".join(
                str("〇一二三四五六七八九".index(d)) for d in re.sub("[零○]", "〇", year)
            )
        return _existing_date(int(year), number_of(stated[2]), number_of(stated[3]))
    iso = _ISO_DATE.search(words)
    return _existing_date(int(iso[1]), int(iso[2]), int(iso[3])) if iso else None


def _existing_date(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:  # a misprint such as 2月30日 states no date
        return None


def _labelled(lines: Sequence[str]) -> Iterator[tuple[str, str]]:
    for line in lines:
        for kind, names in metadata_labels().items():
            name = next((n for n in names if re.match(rf"{re.escape(n)}[:：]", line)), None)
            if name and (value := line[len(name) + 1 :].strip()):
                yield kind, value


def _is_labelled(line: str) -> bool:
    return any(
        re.match(rf"{re.escape(name)}[:：]", line)
        for names in metadata_labels().values()
        for name in names
    )
