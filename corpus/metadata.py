"""What a document states of itself: title, issuers, number, dates, validity, addressees."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from corpus.page import label_pattern
from corpus.signature import bodies_of_line, date_in, signed_by
from corpus.types import Status

# 川办发〔2018〕42号; brackets of years are written 〔〕 [] () 【】 in saved pages.
_CHINESE_DIGIT = "[〇零○一二三四五六七八九]"
NUMBER = re.compile(
    rf"[\u3400-\u9fff]{{1,12}}\s*[〔\[［(（【﹝〖﹙<〈]\s*(?:\d{{4}}|{_CHINESE_DIGIT}{{4}})\s*[〕\]］)）】﹞〗﹚>〉]"
    r"\s*(?:第\s*)?(?:\d+|[〇零○一二三四五六七八九十百]+)\s*号"
)
_URGENT = re.compile(r"^(?:特急|特提|加急|平急|急件|机密|秘密|内部)[★☆·\s\d年]*")
# 第722号 below …令, (第350号), 735号令; 2023年第5号 of a ministry's 公告. Of a line without blanks.
_ORDER_NUMBER = re.compile(
    r"(?P<act>[\u3400-\u9fff、]{0,40}?(?:令|公告|通告|公报)?)(?P<open>[(（〔\[【])?"
    r"(?P<number>(?:[(（〔\[]?(?:(?:19|20)\d{2}|[二一][〇零○九一二三四五六七八]{3})年?[)）〕\]]?)?"
    r"第?(?:\d+|[〇零○一二三四五六七八九十百]+)号)(?(open)[)）〕\]】])(?P<order>令)?"
)
_MAX_ORDER = 80  # characters
_ORDER = re.compile(r"(?P<issuer>[\u3400-\u9fff\s]{2,40}?)\s*(?:令|公告|通告|命令)")
# (2018年8月31日第十三届全国人民代表大会常务委员会第五次会议通过)
_PASSED = re.compile(
    r"[(（](?=\d{4}年)(?P<words>[^()（）]*?(?:通过|公布|发布|批准)[^()（）]*)[)）]"
)
_PASSED_BY = re.compile(
    r"日(?:经)?(?:第[一二三四五六七八九十]+届)?(?P<body>[\u3400-\u9fff]{2,30}?(?:委员会|大会|政府|[部委局厅]))"
    r"(?=第|令|公布|发布|通过|批准)"
)
_ADDRESSEES = re.compile(r"[\u3400-\u9fff“”()（）〔〕、,，;；\s]{4,300}[:：]")
_ADDRESSED = re.compile(
    r"政府|部门|单位|委|厅|局|公司|机构|学校|院|机关|中心|处|办|会|社|企业|银行"
)
_NOT_ADDRESSED = re.compile(r"如下|现将|以下|^(?:为|经|按|根据|联系)")
_ISSUED_TITLE = re.compile(
    r"(?:现将|现公布|现发布|制定了|印发(?:了)?|研究制定|编制了|修订了|^)\s*《(?P<title>[^《》]*(?:《[^《》]*》[^《》]*|〈[^〈〉]*〉[^《》]*)*)》[^《》]{0,40}"
    r"(?:印发给你们|现印发|已经[^。]{0,30}(?:同意|通过)|予以(?:印发|公布)|现予|印发|公布)",
    re.MULTILINE,
)
_NOTICE_TITLE = re.compile(
    r"关于(?:印发|发布|公布|转发)(?P<title>.{4,100}?)(?:的(?:通知|公告|通告|函|批复|决定))?"
)
_DOCUMENT_KIND = re.compile(
    r".{4,80}(?:方案|规划|计划|意见|要点|办法|条例|规定|细则|措施|通知|决定|纲要|指南|清单|通告|公告|规则|制度|政策|法)"
    r"(?:[(（〔].{1,20}[)）〕])?"
)

_HALF_WIDTH = str.maketrans("０１２３４５６７８９", "0123456789")
_NOT_REPEALED = re.compile(r"(?:未|没有|不属于)[^,，。;；]{0,2}(?:失效|废止)")
_PARTLY = re.compile(r"部分(?:失效|废止|有效)")
_REPEALED = re.compile("失效|废止|已废|无效")
_IN_FORCE = re.compile("有效|现行|(?<!未)生效|^是$")


@dataclass(frozen=True)
class Metadata:
    """What the preface of a document states; None or empty where it does not."""

    title: str | None
    issuers: tuple[str, ...]
    document_number: str | None
    issued_on: date | None
    published_on: date | None
    effective_on: date | None
    status: Status
    addressees: tuple[str, ...]


def read_metadata(preface: str) -> Metadata:
    """Return what the preface (letterhead, metadata list, signature) states."""
    lines = [line.strip() for line in preface.split("\n") if line.strip()]
    labels = dict(_labelled(lines))
    prose = [line for line in lines if not label_pattern().match(line)]
    signature = _signature(prose)
    passed = _passed(prose)
    issuers = (
        signature.issuers
        or _issuers_in_title([labels.get("title", ""), *prose])
        or _issuers_of_order(prose)
        or bodies_of_line(labels.get("issuer", ""))
        or passed.issuers
    )
    return Metadata(
        title=_spaced(_title(prose, labels), issuers),
        issuers=issuers,
        document_number=_document_number(prose, labels),
        issued_on=date_in(labels.get("date", ""))
        or signature.issued_on
        or passed.issued_on
        or _dated_alone(prose),
        published_on=date_in(labels.get("published", "")),
        effective_on=date_in(labels.get("effective_on", "")),
        status=_status(labels.get("validity", "")),
        addressees=_addressees(prose),
    )


@dataclass(frozen=True)
class _Signature:
    issuers: tuple[str, ...] = ()
    issued_on: date | None = None


def _signature(lines: Sequence[str]) -> _Signature:
    """Return the bodies above a line that is a date, or beside it, and that date."""
    for i, line in enumerate(lines):
        signed = signed_by(line)
        if signed is None or not signed.is_dated:
            continue
        issuers = [*signed.bodies]
        found = bool(issuers) or signed.officer
        for above in reversed(lines[:i]):
            signer = signed_by(above)
            if signer is None or signer.is_dated:
                break
            issuers[:0] = signer.bodies
            found = True
        if found:
            return _Signature(tuple(dict.fromkeys(issuers)), signed.on)
    return _Signature()


def _dated_alone(lines: Sequence[str]) -> date | None:
    """Return the day of the one line that is a date and nothing else, where nobody signed above it."""
    dated = [signed for line in lines if (signed := signed_by(line)) and signed.is_dated]
    alone = [signed.on for signed in dated if not signed.bodies and not signed.officer]
    return alone[0] if len(dated) == len(alone) == 1 else None


def _passed(lines: Sequence[str]) -> _Signature:
    """Return who passed a law and when, as the bracket below its title says."""
    for line in lines:
        passed = _PASSED.match(line)
        if passed:
            body = _PASSED_BY.search(passed["words"])
            return _Signature((body["body"],) if body else (), date_in(passed["words"]))
    return _Signature()


def _issuers_in_title(lines: Sequence[str]) -> tuple[str, ...]:
    """Return the bodies with which a title begins, or that stand above one that begins with 关于."""
    for above, line in pairwise(["", *lines]):
        if line.startswith("关于") and (over := bodies_of_line(above)):
            return over
        issuer, found, _ = line.partition("关于")
        names = bodies_of_line(re.sub(r"^.*?号\s+", "", issuer))
        if found and names:
            return names
    return ()


def _issuers_of_order(lines: Sequence[str]) -> tuple[str, ...]:
    for line, below in pairwise(lines):
        order = _ORDER.fullmatch(line)
        if order and _order_number(below):
            return (re.sub(r"\s", "", order["issuer"]),)
    return ()


def _title(lines: Sequence[str], labels: dict[str, str]) -> str | None:
    """Return the title of what is issued, without 关于印发…的通知."""
    text = "\n".join(lines)
    issued = _ISSUED_TITLE.search(text)
    if issued:
        return issued["title"].replace("〈", "《").replace("〉", "》")
    candidates = [labels.get("title", ""), *_joined_titles(lines)]
    for candidate in candidates:
        notice = re.search(_NOTICE_TITLE.pattern + "$", candidate)
        if notice:
            return notice["title"].strip("《》")
    for candidate in candidates:
        if _DOCUMENT_KIND.fullmatch(candidate) and not re.search(r"[。,，;；:：]", candidate):
            return candidate.strip("《》")
    return None


def _spaced(title: str | None, issuers: Sequence[str]) -> str | None:
    """Return a title with the blanks between its issuers that a .pdf loses."""
    run_together = "".join(issuers)
    if title and len(issuers) > 1 and title.startswith(run_together):
        return " ".join(issuers) + title.removeprefix(run_together)
    return title


def _joined_titles(lines: Sequence[str]) -> Iterator[str]:
    """Yield the lines; a title that is broken over lines, behind its issuers or inside, is joined."""
    for i, line in enumerate(lines):
        if line.startswith("关于"):
            issuers = bodies_of_line(lines[i - 1]) if i else ()
            start = (" ".join(issuers) if issuers else "") + line
        else:
            start = line
        if "关于" in start and not _DOCUMENT_KIND.fullmatch(start) and i + 1 < len(lines):
            both = start + lines[i + 1]
            yield both if _DOCUMENT_KIND.fullmatch(both) else start
        else:
            yield start


def _document_number(lines: Sequence[str], labels: dict[str, str]) -> str | None:
    """Return the document's own number; numbers inside sentences belong to other documents."""
    stated = labels.get("number", "")
    labelled = NUMBER.search(stated)
    if labelled:
        return closed_up(labelled[0])
    if order := _order_number(stated):
        return order
    for i, line in enumerate(lines):
        number = NUMBER.match(_URGENT.sub("", line))
        if number and "。" not in line:
            return closed_up(number[0])
        if order := _order_number(line):
            above = lines[i - 1] if i and _ORDER.fullmatch(lines[i - 1]) else ""
            return closed_up(above) + (order.removesuffix("令") if above else order)
    return None


def _order_number(line: str) -> str | None:
    """Return the number of an order or an announcement that a line holds and nothing else.

    国务院令(第350号) is 国务院令第350号; what has neither 第 nor 令 (3号) is no number.
    """
    found = _ORDER_NUMBER.fullmatch(closed_up(line)) if len(line) <= _MAX_ORDER else None
    if found is None or not ("第" in found["number"] or found["order"]):
        return None
    return found["act"] + found["number"] + (found["order"] or "")


def closed_up(number: str) -> str:
    """Return a document number without blanks, its digits in half width."""
    return re.sub(r"\s", "", number).translate(_HALF_WIDTH)


def _addressees(lines: Sequence[str]) -> tuple[str, ...]:
    for line in lines:
        if _NOT_ADDRESSED.search(line):
            continue
        if _ADDRESSEES.fullmatch(line) and _ADDRESSED.search(line):
            return tuple(part.strip() for part in re.split(r"[,，;；]", line.rstrip(":：")) if part)
    return ()


def _status(validity: str) -> Status:
    if _PARTLY.search(validity):  # which part, the page does not say
        return Status.NOT_STATED
    if validity == "否" or _REPEALED.search(_NOT_REPEALED.sub("有效", validity)):
        return Status.REPEALED
    in_force = _IN_FORCE.search(_NOT_REPEALED.sub("有效", validity))
    return Status.IN_FORCE if in_force else Status.NOT_STATED


def labelled_in(preface: str, kind: str) -> tuple[str, str] | None:
    """Return the value that a metadata list gives for a kind of label, and its line; None without."""
    lines = [line.strip() for line in preface.split("\n") if line.strip()]
    value = dict(_labelled(lines)).get(kind)
    if value is None:
        return None
    line = next(line for line in lines if value in line and _names_kind(line, kind, value))
    return value, line


def _names_kind(line: str, kind: str, value: str) -> bool:
    return any(m.lastgroup == kind for m in label_pattern().finditer(line)) or line == value


def _labelled(lines: Sequence[str]) -> Iterator[tuple[str, str]]:
    """Yield the values of a metadata list by kind; a line may hold several labels."""
    for i, line in enumerate(lines):
        if not label_pattern().match(line):
            continue
        found = list(label_pattern().finditer(line))
        for label, following in zip(found, [*found[1:], None], strict=True):
            kind = label.lastgroup
            assert kind is not None
            value = line[label.end() : following.start() if following else len(line)]
            value = value.strip(" \t\u3000\u00a0|｜")
            if not value and following is None:
                value = _value_below(kind, lines[i + 1 : i + 2])
            if value:
                yield kind, value


def _value_below(kind: str, below: Sequence[str]) -> str:
    """Return the value of a label that stands alone, where the line below can be nothing else."""
    if not below or label_pattern().match(below[0]):
        return ""
    value = below[0]
    is_value = {
        "number": NUMBER.fullmatch(value) is not None,
        "date": date_in(value) is not None and len(value) <= 20,
        "published": date_in(value) is not None and len(value) <= 20,
        "validity": len(value) <= 6 and _status(value) is not Status.NOT_STATED,
        "issuer": bool(bodies_of_line(value)),
    }
    return value if is_value.get(kind) else ""
