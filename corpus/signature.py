"""What stands at the end of a page: who signed it, on which day, and to whom it went."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from corpus.enumerators import number_of

_DIGIT = "[〇零○一二三四五六七八九]"
_NUMERAL = "[〇零○一二三四五六七八九十]{1,3}"
_DATE_PATTERN = rf"(?:\d{{4}}|{_DIGIT}{{4}})\s*年\s*(?:\d{{1,2}}|{_NUMERAL})\s*月\s*(?:\d{{1,2}}|{_NUMERAL})\s*日"
_DATE = re.compile(
    rf"(?P<year>\d{{4}}|{_DIGIT}{{4}})\s*年\s*(?P<month>\d{{1,2}}|{_NUMERAL})\s*月\s*(?P<day>\d{{1,2}}|{_NUMERAL})\s*日"
)
_ISO_DATE = re.compile(r"(?P<year>\d{4})[-/.](?P<month>\d{1,2})[-/.](?P<day>\d{1,2})")
_ORGANISATION = re.compile(
    r"[\u3400-\u9fff“”()（）]{1,40}(?:政府|兵团|集团|公司|银行|中心|海关|大学|学院|学校|党组|"
    r"[厅局委办部署院会社组室司处队台馆所站联关])"
)
# 省长 某某: the order of a government is signed by a person.
_OFFICER = re.compile(
    r"(?:自治区|[省市州盟县区旗])?(?:人民政府)?(?:代)?(?:总理|省长|市长|州长|盟长|县长|区长|旗长|主席|部长|局长|主任|厅长|署长|行长|会长|院长|社长|秘书长)"
    r"[:：]?(?:[\u3400-\u9fff]{1,8}(?:·[\u3400-\u9fff]{1,8})*|[\u3400-\u9fff]?[×Xx*＊]{1,3})"
)
_CLOSING = re.compile(
    r"[(（](?:此件|本件|联系人|联系电话|主动公开|依申请公开|信息公开|公开).*[)）]"
    r"|(?:抄\s*送|抄\s*报|主\s*送|分\s*送|主题词|校对|信息公开(?:选项|形式|属性|类别)|公开(?:方式|属性|形式|选项|类别))\s*[:：].*"
    r"|(?:相关|延伸|附件)?(?:链接|阅读|解读|报道|新闻|下载)\s*[:：].*|(?:文字|图文|图解|视频|专家|政策|文件)解读(?:\s*[:：].*)?"
    rf"|[\u3400-\u9fff\s]{{0,40}}{_DATE_PATTERN}\s*印发|(?:此件)?主动公开|依申请公开|此件公开发布"
)


@dataclass(frozen=True)
class Signed:
    """What a line of a signature says: bodies, a person, a day; several may share a line."""

    bodies: tuple[str, ...] = ()
    officer: bool = False
    on: date | None = None
    is_dated: bool = False


def signed_by(line: str) -> Signed | None:
    """Return what a line of a signature says, or None if it can stand in no signature."""
    line = line.strip()
    stated = _DATE.search(line)
    who = line
    if stated and stated.end() == len(line.rstrip(")）")):
        who = line[: stated.start()].strip(" \u3000\t(（")
        if not who:
            return Signed(on=date_in(line), is_dated=True)
    elif stated:
        return None
    if _OFFICER.fullmatch(re.sub(r"\s", "", who)):  # 市　长　某某
        return Signed(officer=True, on=date_in(line), is_dated=stated is not None)
    bodies = bodies_of_line(who)
    if not bodies:
        return None
    return Signed(bodies=bodies, on=date_in(line), is_dated=stated is not None)


def is_closing(line: str) -> bool:
    """Return whether a line is for the distribution of a document (抄送, 此件公开发布)."""
    return _CLOSING.fullmatch(line.strip()) is not None


def bodies_of_line(line: str) -> tuple[str, ...]:
    """Return the bodies of a line that holds nothing else; empty if it holds anything else."""
    names: list[str] = []
    spaced = False
    for piece in re.split(r"[\s、]+", line.strip()):
        # 商　务　部: letters are spread to fill a line.
        if len(piece) == 1 and spaced:
            names[-1] += piece
        else:
            names.append(piece)
        spaced = len(piece) == 1
    return tuple(names) if all(map(_ORGANISATION.fullmatch, names)) else ()


def date_in(words: str) -> date | None:
    """Return the first day that `words` state, in Arabic or Chinese numerals or as 2023-07-27."""
    stated = _DATE.search(words) or _ISO_DATE.search(words)
    if not stated:
        return None
    year = stated["year"]
    if not year.isdecimal():
        year = "".join(str("〇一二三四五六七八九".index(d)) for d in re.sub("[零○]", "〇", year))
    try:
        return date(int(year), number_of(stated["month"]), number_of(stated["day"]))
    except ValueError:  # a misprint such as 2月30日 states no date
        return None
