"""Names of bodies in a list of units: where one ends, and which are open groups."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum

from corpus.brackets import bracketed, split_outside

# What a body's name can end with, longest first where one ends another.
UNIT_SUFFIXES = (
    "人民政府", "领导小组办公室", "领导小组", "主管部门", "管理部门", "监管部门", "督查室", "办公厅",
    "办公室", "委员会", "管委会", "总公司", "集团公司", "公司", "集团", "总社", "供销社", "供销合作社",
    "中级人民法院", "人民法院", "法院", "检察院", "联合会", "工商联", "残联", "妇联", "总工会", "管理局",
    "分局", "支行", "分行", "银行", "海关", "中心", "部门", "机关", "政府", "厅", "局", "委", "办",
    "总队", "支队", "大队", "企业", "机构", "高校", "电力", "军区", "科协", "作协", "文联", "社科联", "侨联",
    "行政公署", "部", "署", "院", "会", "社", "站", "处", "所", "队", "学校", "大学", "开发区", "高新区", "经开区", "新区",
)  # fmt: skip

_SUFFIX = "|".join(sorted(UNIT_SUFFIXES, key=len, reverse=True))
# 和 joins two bodies only behind a whole name: 文化和旅游厅 is one, 省发展改革委和省能源局 are two.
_AND = re.compile(r"(?<=[\u3400-\u9fff][厅局委办部署院会社行室])和(?=[\u3400-\u9fff])|以及|及|与")
# 等 ends a list, but not inside 高等 and 中等.
_ET_CETERA = re.compile(r"(?<![高中初平同])等(?:\d+个)?(?=$|[各省市县区州有相其部单和])")
_TAIL = re.compile(
    r"(?:等)?(?:按照?(?:各自)?(?:职责|职能|任务)?(?:分工)?(?:分别|共同)?(?:组织实施|负责|落实|推进|实施|抓好落实)"
    r"|(?:分工|共同|分别|具体|联合|组织|统筹)?(?:负责|落实|实施|牵头|配合|参与|参加|协助|协同|支持|办理|推进)(?:落实|负责|实施|抓)?)+$"
)
# 各市(州)、县(市、区)人民政府 is one name although a 、 stands in it.
_LEVELS_OF_GOVERNMENT = re.compile(
    r"各(?:(?:省|设区市|市|州|盟|地区|县|区|自治州|行政公署)(?:[(（][^()（）]*[)）])?)+"
    r"(?:、(?:(?:自治州|自治县|市|州|盟|县|区|旗|乡|镇)(?:[(（][^()（）]*[)）])?)+)+(?:人民政府|政府|委|委员会)?"
)
_PROTECTED_COMMA = "\x01"
_ADMINISTRATIVE = re.compile(r"[市州县区盟旗镇乡、,，街道单位局]+")
_NOBODY = frozenset(
    {"", "部门", "单位", "省", "市", "县", "区"}
)  # 财政部等部门 names no further body
_OPEN = re.compile(
    r".*(?:有关|相关|其他|其它).*|各(?:部门|单位|地|责任单位|成员单位|行业主管部门)|各(?:级|省级|市级|县级)?(?:部门|单位)"
    r"|(?:省|市|县|区)?(?:级|直)?各(?:部门|单位)|各?行业主管部门"
)
_TERRITORY = re.compile(
    r"(?:各|相关|有关|省内各)[^、]*(?:政府|市|州|县|区|地区|管委会|开发区|园区|功能区|乡镇|街道)(?:[(（].*[)）])?"
)


class Joint(Enum):
    """How a name is joined to the one before it."""

    START = "start"
    COMMA = "、"
    AND = "及"
    ET_CETERA = "等"


@dataclass(frozen=True)
class Name:
    """A body as written, its other name in brackets, and how it is joined to the one before."""

    written: str
    also_called: tuple[str, ...]
    joint: Joint

    @property
    def is_open_group(self) -> bool:
        """Return whether this is a group without a list of members (有关部门)."""
        return _OPEN.fullmatch(self.written) is not None

    @property
    def is_territory(self) -> bool:
        """Return whether this means all governments of a kind (各市(州)人民政府)."""
        return _TERRITORY.fullmatch(self.written) is not None

    @property
    def looks_like_a_body(self) -> bool:
        return (
            2 <= len(self.written) <= 40
            and re.search(rf"(?:{_SUFFIX}|[市州县区])(?:[(（].*[)）])?$", self.written) is not None
        )


def names_in(phrase: str) -> list[Name]:
    """Return the bodies that a phrase of a responsibility list names, in order."""
    names: list[Name] = []
    whole = _LEVELS_OF_GOVERNMENT.sub(
        lambda match: match[0].replace("、", _PROTECTED_COMMA), phrase.strip().rstrip("。.")
    )
    for part in split_outside(_TAIL.sub("", whole), "、/ \u3000\t\n"):
        for joint, words in _joined(part):
            first_of_part = joint is Joint.START and bool(names)
            name = _name(words, Joint.COMMA if first_of_part else joint)
            if name:
                names.append(name)
    return names


def _joined(part: str) -> Iterator[tuple[Joint, str]]:
    """Split a part at 及, 和 and 等 outside brackets."""
    masked = _mask_brackets(part)
    cuts = sorted(
        [(match.start(), match.end(), Joint.AND) for match in _AND.finditer(masked)]
        + [(match.start(), match.end(), Joint.ET_CETERA) for match in _ET_CETERA.finditer(masked)]
    )
    joint, start = Joint.START, 0
    for cut_start, cut_end, next_joint in cuts:
        yield joint, part[start:cut_start]
        joint, start = next_joint, cut_end
    yield joint, part[start:]


def _mask_brackets(text: str) -> str:
    masked = list(text)
    for start, end in bracketed(text):
        masked[start:end] = "\0" * (end - start)
    return "".join(masked)


def _name(words: str, joint: Joint) -> Name | None:
    words = words.replace(_PROTECTED_COMMA, "、").strip(" \u3000:：.。")
    words = _TAIL.sub("", words).removeprefix("由").removeprefix("请")
    also_called: list[str] = []
    groups = list(bracketed(words))
    if groups and groups[-1][1] == len(words):
        start, end = groups[-1]
        inside = words[start + 1 : end - 1]
        if not _ADMINISTRATIVE.fullmatch(inside):
            also_called = [part for part in re.split("[、,，]", inside) if part]
            words = words[:start]
    return Name(words, tuple(also_called), joint) if words not in _NOBODY else None
