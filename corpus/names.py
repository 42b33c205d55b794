"""Names of bodies in a list of units: where one ends, and which are open groups."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from enum import Enum

from corpus.brackets import bracketed, masked_brackets, split_outside

# What a body's name can end with, longest first where one ends another.
UNIT_SUFFIXES = (
    "人民政府", "领导小组办公室", "领导小组", "主管部门", "管理部门", "监管部门", "督查室", "办公厅",
    "办公室", "委员会", "管委会", "总公司", "集团公司", "公司", "集团", "总社", "供销社", "供销合作社",
    "中级人民法院", "人民法院", "法院", "检察院", "联合会", "工商联", "残联", "妇联", "总工会", "管理局",
    "分局", "支行", "分行", "银行", "海关", "中心", "部门", "机关", "政府", "厅", "局", "委", "办",
    "总队", "支队", "大队", "办事处", "兵团", "企业", "机构", "高校", "电力", "军区", "科协", "作协", "文联", "社科联", "侨联",
    "行政公署", "团中央", "总台", "委党校", "专班", "部", "署", "院", "会", "社", "站", "处", "所", "队", "学校", "大学", "开发区", "高新区", "经开区", "新区",
)  # fmt: skip

_SUFFIX = "|".join(sorted(UNIT_SUFFIXES, key=len, reverse=True))
_ENDS_LIKE_A_BODY = re.compile(rf"(?:{_SUFFIX}|[市州县区盟旗乡镇]|街道)(?:[(（〔].*[)）〕])?$")
_TOWNSHIP = re.compile(r"[乡镇]$|街道$")
# 和 joins two bodies only behind a whole name: 文化和旅游厅 is one, 省发展改革委和省能源局 are two.
_AND = re.compile(
    r"(?<=[厅局委办部署院会社行室府门区州县盟旗团司心位队所站关等\0])(?:和(?=[\u3400-\u9fff])|以及|及|与)"
    # 有关部门和单位, 各市党委和政府 are one name.
    r"(?!(?:单位|部门|机构|政府|人民政府|管委会)(?:$|[、,，按等共分]))"
)
# 等 ends a list, but not inside 高等 and 中等.
_ET_CETERA = re.compile(r"(?<![高中初平同])等(?:\d+个)?(?=$|[各省市县区州有相其部单和])")
_TAIL = re.compile(
    r"(?:等)?(?:按照?(?:各自)?(?:职责|职能|任务)?(?:分工)?(?:分别|共同)?(?:组织实施|负责|落实|推进|实施|抓好落实)"
    r"|(?:分工|共同|分别|具体|联合|组织|统筹)?(?:负责|落实|实施|牵头|配合|参与|参加|协助|协同|支持|办理|推进)(?:落实|负责|实施|抓)?)+$"
)
# 各市(州)、县(市、区)人民政府 is one name although a 、 stands in it.
_LEVEL = r"(?:自治区|直辖市|计划单列市|新疆生产建设兵团|设区的?市|行政公署|自治州|自治县|地区|省|市|州|盟|县|区|旗|乡|镇|街道)(?:[(（〔][^()（）〔〕]*[)）〕])?"
_GOVERNMENT = r"(?:人民政府|政府|党委|委员会|委)"
_LEVELS_OF_GOVERNMENT = re.compile(
    rf"各(?:有关|相关)?(?:{_LEVEL})+(?:、(?:{_LEVEL})+)+{_GOVERNMENT}?"
    rf"|(?:(?<![\u3400-\u9fff])|(?<=[由请及和与])){_LEVEL}(?:、{_LEVEL})+{_GOVERNMENT}"
    r"|(?:党委|党工委|行署|行政公署)、(?:人民政府|政府|管委会)"
)
# 发展改革、财政等部门 is one name: what stands before 等部门 is no body.
_FUNCTIONS = re.compile(
    r"(?:[\u3400-\u9fff]{2,24}、){0,8}[\u3400-\u9fff]{2,24}等(?:有关|相关|主管|行业|管理|行政|业务)*部门"
)
_PROTECTED_ET_CETERA = "\x02"
_PROTECTED_COMMA = "\x01"
_ADMINISTRATIVE = re.compile(r"[市州县区盟旗镇乡、,，街道单位局]+")
_REMARK = re.compile(r"(?:牵头|主办|主责|负责|配合|协办|协助|参与)(?:单位|部门|责任单位)?")
_NOBODY = frozenset(
    {"", "部门", "单位", "省", "市", "县", "区"}
)  # 财政部等部门 names no further body
_OPEN = re.compile(
    r"[^的]*(?:有关|相关|其他|其它)[^的]*|各(?:部门|单位|地区?|地方|方面|责任单位|成员单位|行业主管部门)|各(?:级|省级|市级|县级)?(?:部门|单位)"
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
    """A body as written, its other name in brackets, and how it is joined to the one before.

    `remark` is what a bracket says of its duty: 省商务厅(牵头).
    """

    written: str
    also_called: tuple[str, ...]
    joint: Joint
    remark: str = ""

    @property
    def is_open_group(self) -> bool:
        """Return whether this is a group without a list of members (有关部门)."""
        return _OPEN.fullmatch(self.written) is not None

    @property
    def is_territory(self) -> bool:
        """Return whether this means all governments of a kind (各市(州)人民政府)."""
        return _TERRITORY.fullmatch(self.written) is not None

    @property
    def is_township(self) -> bool:
        """Return whether this is a township by its bare name, as some kinds of places are, too."""
        return _TOWNSHIP.search(self.written) is not None

    @property
    def looks_like_a_body(self) -> bool:
        return 2 <= len(self.written) <= 40 and _ENDS_LIKE_A_BODY.search(self.written) is not None


def names_in(phrase: str) -> list[Name]:
    """Return the bodies that a phrase of a responsibility list names, in order."""
    names: list[Name] = []
    whole = _LEVELS_OF_GOVERNMENT.sub(
        lambda match: match[0].replace("、", _PROTECTED_COMMA), phrase.strip().rstrip("。.")
    )
    whole = _FUNCTIONS.sub(_protected_functions, whole)
    for part in split_outside(_TAIL.sub("", whole), "、/ \u3000\t\n"):
        for joint, words in _joined(part):
            first_of_part = joint is Joint.START and bool(names)
            name = _name(words, Joint.COMMA if first_of_part else joint)
            if name:
                names.append(name)
    return names


def _protected_functions(match: re.Match[str]) -> str:
    listed, _, department = match[0].rpartition("等")
    names = listed.split("、")
    first = len(names)
    while first > 0 and not _ENDS_LIKE_A_BODY.search(names[first - 1]):
        first -= 1
    if first == len(names):
        return match[0]
    functions = _PROTECTED_COMMA.join(names[first:]) + _PROTECTED_ET_CETERA + department
    return "、".join([*names[:first], functions])


def _joined(part: str) -> Iterator[tuple[Joint, str]]:
    """Split a part at 及, 和 and 等 outside brackets."""
    masked = masked_brackets(part)
    cuts = sorted(
        [(match.start(), match.end(), Joint.AND) for match in _AND.finditer(masked)]
        + [(match.start(), match.end(), Joint.ET_CETERA) for match in _ET_CETERA.finditer(masked)]
    )
    joint, start = Joint.START, 0
    for cut_start, cut_end, next_joint in cuts:
        yield joint, part[start:cut_start]
        joint, start = next_joint, cut_end
    yield joint, part[start:]


def _name(words: str, joint: Joint) -> Name | None:
    words = words.replace(_PROTECTED_COMMA, "、").replace(_PROTECTED_ET_CETERA, "等")
    words = words.strip(" \u3000:：.。")
    words = _TAIL.sub("", words).removeprefix("由").removeprefix("请")
    also_called: list[str] = []
    groups = list(bracketed(words))
    if groups and groups[-1][1] == len(words):
        start, end = groups[-1]
        inside = words[start + 1 : end - 1]
        if _REMARK.fullmatch(inside):
            plain = _name(words[:start], joint)
            return replace(plain, remark=inside) if plain else None
        if not _ADMINISTRATIVE.fullmatch(inside):
            also_called = [part for part in re.split("[、,，]", inside) if part]
            words = words[:start]
    return Name(words, tuple(also_called), joint) if words not in _NOBODY else None
