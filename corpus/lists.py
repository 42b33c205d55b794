"""Where a clause lists its units: brackets and labelled lines."""

from __future__ import annotations

import re

from corpus.brackets import bracketed, masked_brackets, split_outside
from corpus.names import UNIT_SUFFIXES, Name, names_in

LABEL = re.compile(
    r"(?<![各本其该、和与的])(?:"
    r"(?P<kind>牵头责任|牵头负责|牵头主办|主要责任|主要负责|第一责任|首要责任|直接责任|共同责任|联合责任|协同责任|配合责任|参与责任|落实责任|"
    r"牵头|主办|主责|责任|负责|承办|会办|主管|实施|落实|配合|协办|协同|协助|参与|参加|支持)"
    r"(?:单位|部门|机构|主体|处室|科室|地区|方)(?:\s*[(（][^()（）]{1,8}[)）])?(?:(?:及|和|与|、)(?:分工|责任人|部门|单位|时限|人员))?\s*[:：]"
    r"|(?:^|(?<=[(（〔\[【［。；;,，\s]))(?P<short>牵头|配合|责任|主办|协办|会办)\s*[:：])",
    re.MULTILINE,
)
# What a label calls units: 牵头单位, 配合部门.
LEAD_KINDS = frozenset(
    {
        "牵头", "主办", "主责", "第一责任", "首要责任", "牵头责任",
        "牵头负责", "牵头主办", "主要责任", "主要负责",
    }
)  # fmt: skip
HELPER_KINDS = frozenset(
    {
        "配合", "协办", "会办", "协同", "协助", "参与",
        "参加", "支持", "协同责任", "配合责任", "参与责任",
    }
)  # fmt: skip
DEADLINE = re.compile(
    r"(?:完成时限|完成时间|完成期限|时限要求|办理时限|整改时限|时间节点|时间要求|时间安排|进度安排|进度要求|时限)\s*[:：]\s*(?P<deadline>[^。;；)）〕\]】\n]+)"
)
PERSONS = re.compile(
    r"(?:牵头|责任|分管|包抓|主管|配合|市级|县级)*(?:领导|责任人|联系人|负责人|联络员)\s*[:：][^;；,，。)）〕\]】\n]*[;；,，]?"
)
# 2025年底前完成, 持续推进: a phrase among the units that says when.
TIME = re.compile(
    r"\s*(?:于|在|截至|到)?(?:\d{4}\s*年|\d{1,2}月|每年|每月|每季|每半年|年底|长期|持续|全年|近期|中期|远期|常态化|今年|明年|\d+个(?:工作日|月)).*"
    r"|.*(?:底前|前完成)"
)
FIRST_LEADS = re.compile(
    r"(?:第一(?:位|个|名)?|首位|首个|最前(?:面)?)(?:的)?(?:责任)?(?:单位|部门|者)?(?:的)?"
    r"(?:为|是|系|即为|均为|作为|(?<=[位个单部门者])|(?=牵头(?:单位|部门)))(?:该项|本项|此项|各项)?(?:工作|任务)?(?:的)?(?:牵头|主办|主责|第一责任)"
)
# 下同; 本方案中列首位的责任单位为牵头单位.
NOTE_FOR_LATER = re.compile(
    r"下同|本(?:实施)?(?:方案|意见|计划|通知|办法|措施|要点|清单|分工|文件)(?:中|所列|里)"
)
# 具体任务均涉及相关市(州)人民政府; 各项任务均需各县(市、区)人民政府落实.
INVOLVED = re.compile(
    r"(?:涉及(?:到)?|均需要?由?|均由|均包括)(?P<groups>(?:各|相关|有关|省|市|县|区)[^,，。;；]*?)(?=[,，。;；]|$|落实|负责|配合|参与|组织|抓好|实施)"
)
_NOTE = re.compile(
    rf"{FIRST_LEADS.pattern}|{INVOLVED.pattern}|不再(?:单独|另行|逐一|一一)?[做作列分]"
)

_MAX_BEFORE_LABEL = 4  # 市级责任单位
_SUFFIX = "|".join(sorted(UNIT_SUFFIXES, key=len, reverse=True))
# 组织 is a verb but in 省委组织部, 指导 but in 指导委员会.
_VERB = (
    r"(?:负责|牵头|会同|配合|参与|参加|协助|协办|支持|做好|落实|组织(?!部)|承担|实施|抓好|"
    r"(?:指导|推进)(?!(?:工作)?(?:委员会|领导小组|小组|办公室|办|中心|处|站)))"
)
_UNITS_WITH_DUTY = re.compile(
    rf"(?P<units>.*?(?:{_SUFFIX}|[市州县区盟旗等])(?:[(（][^()（）]*[)）])?)"
    rf"(?=(?:等)?(?:具体|分别|共同|依法|积极|统筹|联合|按照?[^,，]{{0,12}}|根据[^,，]{{0,12}})?(?P<verb>{_VERB})(?!的))"
)
_NO_LIST = re.compile(
    r"(?:含|包括|不含|原|即|如|见|以下|下称|简称|以|按|根据|除)|.*(?:设[在于]|简称|是指)"
)
# 联系电话:010-59190000(科技教育司资源环境处) says who answers the telephone.
_CONTACT = re.compile(r"(?:电话|传真|联系人|联系方式|邮箱|地址|邮编)\s*[:：]")
_BODY_BEFORE = re.compile(rf"(?:{_SUFFIX})\s*$")


def units_with_duty(phrase: str) -> tuple[str, str]:
    """Return the units of a phrase and the verb behind them: `省财政厅`, `负责` of 省财政厅负责资金保障.

    A phrase without such a verb is returned whole, with an empty verb.
    """
    found = _UNITS_WITH_DUTY.match(phrase.strip())
    return (found["units"], found["verb"]) if found else (phrase, "")


def list_spans(text: str) -> list[tuple[int, int]]:
    """Return `[start, end)` of the responsibility lists in a clause's text, in order."""
    spans = [(a, b) for a, b in bracketed(text) if _is_duty_bracket(text, a, b)]
    masked = masked_brackets(text)
    position = 0
    labelled = []
    for label in LABEL.finditer(masked):
        if label.start() >= position:
            position = _end_of_labelled(text, masked, label.end())
            labelled.append((label.start(), position))
    return sorted([*spans, *labelled])


def is_note(phrase: str) -> bool:
    """Return whether a phrase says how lists are to be read: 排第一位的为牵头单位, 下同."""
    return NOTE_FOR_LATER.search(phrase) is not None or _NOTE.search(phrase) is not None


def phrases(value: str) -> list[str]:
    return [phrase for phrase in split_outside(value, ",，;；。\n") if phrase.strip()]


def _end_of_labelled(text: str, masked: str, start: int) -> int:
    """Return where a labelled list ends that has its first value at `start`."""
    while True:
        end_of_line = masked.find("\n", start)
        line_end = len(text) if end_of_line < 0 else end_of_line
        stop = masked.find("。", start, line_end)
        if stop >= 0:
            rest = text[stop + 1 : line_end].strip()
            if not _continues_list(rest):
                return stop + 1
            start = stop + 1
            continue
        following = text[line_end:].lstrip()
        wrapped = text[start:line_end].rstrip().endswith(("、", ",", "，"))
        if line_end == len(text) or not (wrapped or _continues_list(following.split("\n")[0])):
            return line_end
        start = line_end + len(text[line_end:]) - len(following)


def _continues_list(words: str) -> bool:
    if LABEL.match(words) or DEADLINE.match(words):
        return True
    return is_note(words.split("。", 1)[0])


def _is_duty_bracket(text: str, start: int, end: int) -> bool:
    content = text[start + 1 : end - 1]
    unnamed = DEADLINE.sub("", PERSONS.sub("", content)).lstrip(" ;；,，")
    label = LABEL.search(unnamed)
    if label and label.start() <= _MAX_BEFORE_LABEL:
        return True
    first = split_outside(content, "。")[0].strip()
    parts = phrases(first)
    if not parts or _NO_LIST.match(first) or not _is_units(units_with_duty(parts[0])[0]):
        return False
    if any(_has_duty(part) for part in parts):
        return all(_has_duty(p) or _is_units(p) or TIME.fullmatch(p) or is_note(p) for p in parts)
    # A bracket at the end of a line that holds nothing but bodies: (市发展改革委、市商务局).
    behind = text[end:].split("\n", 1)[0].strip(" 。;；")
    before = text[:start].rsplit("\n", 1)[-1]
    explains = _BODY_BEFORE.search(before) or _CONTACT.search(before)
    if behind or explains or all(name.is_township for p in parts for name in names_in(p)):
        return False  # (特色小镇) is no unit
    return all(_is_units(p) or TIME.fullmatch(p) for p in parts)


def _has_duty(phrase: str) -> bool:
    units, verb = units_with_duty(phrase)
    if verb != "会同":
        return bool(verb)
    joined = phrase.partition(verb)[2]
    return _is_units(units) and _is_units(units_with_duty(joined)[0])


def _is_units(phrase: str) -> bool:
    names = names_in(phrase)
    return bool(names) and all(map(_is_unit, names))


def _is_unit(name: Name) -> bool:
    return len(name.written) > 2 and (name.looks_like_a_body or name.is_open_group)
