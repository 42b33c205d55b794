"""Lines that a website puts around a document: navigation above it, links and owners below it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from corpus.page import label_pattern
from corpus.readers.limits import Clock
from corpus.readers.types import Note, NoteKind
from corpus.script import simplified
from corpus.signature import is_closing, signed_by

# All patterns are for a whole line in Simplified characters.
_MENU = re.compile(
    "首页|网站地图|联系我们|关于我们|无障碍(?:浏览|阅读)?|English|繁体|简体|邮箱登录|会员登[录入]|设为首页|"
    "加入收藏|政务公开|政务服务|互动交流|网站声明|法律声明|新闻动态|政府数据"
)
_PATH = re.compile(r"(?:您|你)?(?:现在|当前|所在|目前|的)*位置\s*[:：].*|首页\s*(?:[>＞»›]|->|→).*")
_BUTTONS = re.compile(
    r"[【\[]?\s*(?:字体|字号)(?:大小)?\s*[:：].*"
    r"|分享(?:到|至)(?:\s*[:：].*|.{0,10})?|分享\s*[:：]?"
    r"|(?:微信)?扫(?:一扫|码).{0,30}|扫描二维码.{0,20}|关注我们.{0,10}"
    r"|(?:[【\[(]?\s*(?:打印|列印|关闭|收藏|转寄|加入书签|回(?:页首|顶部)|返回)"
    r"(?:本页|窗口|视窗|顶部|列表|首页)?\s*[】\])]?\s*)+"
    r"|(?:本页|文章)?(?:浏览|阅读|点击|访问)(?:次数|量|数)?\s*[:：]?\s*\d*\s*次?"
    r"|您是第.{0,20}(?:访客|位访问者).*"
    r"|上一(?:篇|条)(?:\s*[:：].*)?|下一(?:篇|条)(?:\s*[:：].*)?"
    r"|无障碍(?:阅读|浏览)?|长者(?:专区|模式|版)|适老化|手机版|电脑版|返回顶部|Baidu|map"
    r"|正在加载.{0,10}|请输入关键[字词].{0,10}|搜索",
    re.IGNORECASE,
)
_FOOTER = re.compile(
    r"(?:版权所有|Copyright|©).*|.{0,40}版权所有.{0,60}|All Rights Reserved.*"
    r"|.*(?:ICP\s*备|公网安备|网站标识码|网安备).*"
    r"|(?:建议|推荐)?(?:您)?使用.{0,30}(?:浏览器|分辨率).*"
    r"|相关(?:链接|阅读|文章|文件|解读|稿件|新闻|政策|附件|信息|报道)\s*[:：]?"
    r"|友情链接.*",
    re.IGNORECASE,
)
# What may as well end a document: only where other lines show that a footer stands there.
_IN_FOOTER = re.compile(
    r"(?:责任编辑|编辑|初审|复审|终审|审核|录入|校对)\s*[:：].{0,40}"
    r"|(?:政策|文字|图片|图文|视频|专家|媒体|部门|负责人)解读\s*[:：]?|一图读懂.*|解读(?:材料|链接)\s*[:：]?"
    r"|(?:主办|承办|主管|技术支持|协办|维护)(?:单位)?\s*[:：].*"
    r"|(?:免责|版权|隐私|法律)声明\s*[:：].*"
    r"|(?:国家部委|各省区市|地方政府|市直部门|各区县).{0,8}网站"
    r"|(?:地址|邮编|联系电话|传真|电子邮箱)\s*[:：].{0,120}"
)
# The end of a line such as 来源：省政府 浏览量：38 字号：大 中 小 分享到：微信.
_PAGE_WORDS = re.compile(
    r"(?:^|(?<=[\s)\]】]))\s*[【\[(]?\s*(?:浏览(?:量|次数)|点击(?:量|次数)|阅读(?:量|次数)|访问量|字[号体](?:大小)?\s*[:：]|分享(?:到|至)?\s*[:：]|打印本页|打印】).*$"
)
_HEAD_LINES = 15  # where navigation above the document can stand
_MAX_UNKNOWN = 60
_MAX_UNKNOWN_ABOVE = 20  # the name of a website, a word of a menu
_MAX_FURNITURE = 300
_MAX_MENU_WORD = 8
_SENTENCE = re.compile(r"[。；;]")
_OF_DOCUMENT = re.compile("关于|通知|方案|意见|办法|规划|〔")
_DECORATION = " \t\u3000\xa0•●·"


@dataclass(frozen=True)
class KeptLine:
    """A line of the document: its number in the page, and its text without the page's words."""

    number: int
    text: str


def is_furniture(line: str) -> bool:
    """Return whether a line can be nothing but navigation, sharing or a page's own buttons."""
    plain = _plain(line)
    return plain is not None and (_is_above(plain) or _BUTTONS.fullmatch(plain) is not None)


def lines_of_document(lines: Sequence[str], clock: Clock) -> tuple[list[KeptLine], list[Note]]:
    """Return the lines that are the document's and not the page's; notes on what is dropped."""
    start, end = _start(lines), _end(lines)
    dropped = [*lines[:start], *lines[end:]]
    kept = []
    for number in range(start, end):
        clock.check()
        line = lines[number]
        cut = _PAGE_WORDS.search(simplified(line)) if len(line) <= _MAX_FURNITURE else None
        own = line[: cut.start()] if cut and not _SENTENCE.search(line) else line
        if is_furniture(line) or not own.strip():
            dropped.append(line)
            continue
        kept.append(KeptLine(number, own))
        if own != line:
            dropped.append(line[len(own) :])
    return kept, list(_notes(dropped))


def _start(lines: Sequence[str]) -> int:
    """Return the first line of the document: below the last menu or path at the top of the page."""
    start = 0
    filled = [i for i, line in enumerate(lines) if line.strip()]
    for i in filled[:_HEAD_LINES]:
        plain = _plain(lines[i])
        if plain is None:
            break
        if _is_above(plain):
            start = i + 1
        elif not _BUTTONS.fullmatch(plain) and not _is_name_of_site(plain):
            break
    return start


def _is_above(plain: str) -> bool:
    """Return whether a line is a menu or the path to the page."""
    if _PATH.fullmatch(plain):
        return True
    words = [word for word in re.split(r"[|｜/\s]+", plain) if word]
    known = sum(_MENU.fullmatch(word) is not None for word in words)
    short = all(len(word) <= _MAX_MENU_WORD for word in words)
    return short and (known >= 2 or (known == 1 and len(words) > 2 and "|" in plain))


def _is_name_of_site(plain: str) -> bool:
    short = len(plain) <= _MAX_UNKNOWN_ABOVE
    return short and not _OF_DOCUMENT.search(plain) and not _belongs_to_document(plain)


def _end(lines: Sequence[str]) -> int:
    """Return the line behind the document: the first of a run of footer lines that ends the page."""
    end = len(lines)
    known = unknown = 0
    certain = False
    for i in range(len(lines) - 1, -1, -1):
        if not lines[i].strip():
            continue
        plain = _plain(lines[i])
        if plain is None:
            break
        sure = _FOOTER.fullmatch(plain) or _BUTTONS.fullmatch(plain) or _is_above(plain)
        if sure or _IN_FOOTER.fullmatch(plain) or _MENU.fullmatch(plain):
            certain = certain or bool(sure)
            known += 1
            if known >= unknown and certain:
                end = i
        elif known and len(plain) <= _MAX_UNKNOWN and not _belongs_to_document(plain):
            unknown += 1  # a name or a link between lines of a footer
        else:
            break
    return end


def _belongs_to_document(plain: str) -> bool:
    if _SENTENCE.search(plain) or label_pattern().match(plain):
        return True
    return signed_by(plain) is not None or is_closing(plain)


def _notes(dropped: Sequence[str]) -> Iterator[Note]:
    for line in dropped:
        if line.strip(" \t\u3000-=_*—─"):
            yield Note(kind=NoteKind.NAVIGATION, words=line.strip())


def _plain(line: str) -> str | None:
    """Return a line in Simplified characters without blanks around it, None if it is too long."""
    stripped = line.strip(_DECORATION)
    return simplified(stripped) if len(stripped) <= _MAX_FURNITURE else None
