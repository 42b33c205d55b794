"""Duties that the prose gives to a body, for clauses that have no list of units."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from corpus.enumerators import enumerator_of
from corpus.names import Name, names_in
from corpus.types import Responsibility, Role

# A phrase that begins with a body which then does something: 省级主管部门结合实际…制定….
_BODY_END = (
    r"(?:主管部门|管理部门|监管部门|执法部门|交通管理部门|部门|机关|人民政府|政府(?!定价|指导价|采购|购买|投资|债|补|储备|网站)|办公厅|"
    r"领导小组办公室|领导小组|办公室|督查室|委员会|常委会|管委会|人民法院|法院|检察院|总社|供销社|银行|海关|工商联|残联|妇联|总工会|科协|文联|总队|支队|大队|"
    r"总局|管理局|办事处|兵团|审计署|总署|公署|厅|局|委|(?<![全内外局西东南北中干])部|(?<![举承主经督开协创兴交帮])办|单位|"
    r"(?:消防救援|经办|监理|执法|(?<=监督)管理|(?<=不动产)登记)机构|"
    r"(?:集团|总|分|电网|供电|投资|国投|城投)(?:股份)?(?:有限)?(?:责任)?公司|(?:政务(?:服务)?|疾控|疾病预防控制|公共资源交易|指挥|大数据|融媒体)中心|"
    r"(?<=国网[\u3400-\u9fff]{2})电力|(?<=国网[\u3400-\u9fff]{3})电力)(?:[(（][^()（）]{1,20}[)）])?"
)
# One body or several; what stands in a list without 、 for too long is none.
_BODIES = rf"[\u3400-\u9fff()（）、]{{0,160}}?{_BODY_END}"
_MAX_NAME = 40
_DUTY = (
    r"(?:要|应当|应该|应|须|必须|负责|会同|牵头|组织(?!部)|制定|制订|建立|开展|统一|按照?|依照|依据|结合|根据|对照?|参照|提供|指导|"
    r"跟进|落实|承担|具体|依法|可以|在|定期|及时|每(?:半?年|季|月|周|[一二两三五]|\d)|按(?:年|季|月)|将|不得|监督|统筹|办理|受理|协调|审批|审核|通过|"
    r"责令|处(?=[一二三四五六七八九十\d])|处理|给予|予以|解释|配合|协助|参与(?!的)|参加(?!的)|协同|支持|适时|设立|实施|核发|备案|监测|评估|考核|"
    r"主持|联合|分别|共同|收回|撤销|没收|监管|检查|审查|登记|联系|接受|完善|履行|"
    r"决定|封闭|关闭|划定|核定|评定|核查|查处|赔偿|承办|兜底|充分|进一步|切实|加强|加快|推进|做好|印发|发布|汇总|确定|公布|报送|督促|是[^,，。;；是]{0,30}(?:主体|责任人|责任单位|主管部门))"
)
# What a body does with another one, or one that is certainly a body: 省商务厅会同省数据局建设平台.
_DEED = (
    rf"(?:{_DUTY}|建设|建成|升级|推行|推动|推广|打造|开放|出台|编制|起草|修订|创建|整合|优化|搭建|筹建|选定|遴选|认定|"
    r"实行|完成|启动|改造|举办|培育|发放|安排|拨付|清理|清查|调查|研究|拟定|拟订|提出|明确|召开|通报|调度|专项)"
)
_PHRASE = re.compile(
    rf"(?:^|(?<=[。；;,，：:\n]))(?:\s*[(（][一二三四五六七八九十]+[)）])?(?:\s*(?:并|统一|具体|应|可)?由)?(?P<names>{_BODIES})(?={_DUTY})"
)
# With its level in front and such an ending it is a body, whatever it does: 市数据局建设平台.
_SURE = re.compile(
    rf"(?:^|(?<=[。；;,，：:\n]))(?P<names>(?:[省州](?!级)|市(?!场|民|政|容|县|区)|县(?!域|城|级|乡|镇)|区(?!域|块|位|县))[\u3400-\u9fff、]{{1,60}}?(?:局|厅|委|管委会|残联|妇联|总工会))(?={_DEED})"
)
_BY = re.compile(rf"(?<![自理缘])由(?P<names>{_BODIES})(?={_DUTY})")
_BEHIND_BY = re.compile(r"(?<![自理缘])由(?!贸)")
# Words with a verb among them are no name, whatever they end with.
_HOLDS_VERB = re.compile(r"实行|按照|应当|不得|予以|分别")
# 省商务厅会同省财政厅制定…
_TOGETHER = re.compile(
    rf"(?:要|应当?|须)?(?:牵头)?(?:负责)?[,，]?(?:会同|联合(?=[省市县区州]))(?P<names>{_BODIES})"
    rf"(?=(?:等(?:有关|相关)?(?:部门|单位))?(?:另行|对|逐|全面|抓紧|{_DEED}|[,，]))"
)
# 建设单位, 用人单位: anybody, no agency.
_ANYBODY = re.compile(r".*(?<![责任牵头成员])单位")
# A phrase that begins with what is to be done is no body, whatever it ends with.
_VERB_FIRST = re.compile(
    r"^(?:抓|坚持|推进|推动|加强|加快|鼓励|支持|建立|完善|发挥|引导|依托|实施|开展|促进|提升|强化|落实|严格|指导|配合|按照|根据|"
    r"对|在|以|为|将|把|经|向|与|和|同|及|从|通过|围绕|结合|依据|协调|督促|会同|组织|制定|完成|提高|优化|健全|深化|使用|"
    r"本|其|该|此|凡|未|不|请|报|送|含|如|因|并|设立|成立|所|任何|涉及|符合|具备|有条件|充分|进一步|全面|积极|大力|以及|其中|"
    r"应|须|可|必须|跨|多|同级)"
)
_GROUP = re.compile(
    r".*(?:有关|相关|各|其他).*|行业主管部门|主管部门|部门|单位|(?:责任|牵头|配合|承办|主办|协办|经办|受理|办理|审批)(?:单位|部门|机构)|政府部门|党政机关|机关|企业.*"
)
_OF_ALL_LEVELS = re.compile(
    r"各级.*|县级以上.*|设区的市.*|各(?:市|州|县|区|省).*政府"
    # 各区城市管理执法部门 has one holder in each, 各区有关部门 has not.
    r"|各[市州县区省]++(?!.*(?:有关|相关|各|其他))[^、()（）]{2,16}(?:部门|局|委|厅)"
)
# Whoever it is in each place: 各地应引入机构, 各市(州)每年报送.
_OPEN_GROUPS = re.compile(
    r"(?:^|(?<=[。；;,，\n]))(各地区?(?=\S)|各市县(?=\S)|各县市区(?=\S)|各单位(?=\S)|各部门(?=\S)"
    r"|各[省市州县区、]+(?:[(（][省市州县区旗、]+[)）])?(?=要|应|须|每|于|将|可以|不得))"
)


@dataclass(frozen=True)
class ProseDuties:
    """Bodies that the prose names as doing something, and groups that it calls on."""

    responsibilities: tuple[Responsibility, ...] = ()
    also_involved: tuple[str, ...] = ()


def read_prose_duties(text: str) -> ProseDuties:
    """Return the bodies that the sentences of a clause give a duty, in order of appearance."""
    enumerator = enumerator_of(text)
    text = text[enumerator.length :] if enumerator else text
    found: dict[str, Responsibility] = {}
    groups: list[str] = []
    duties = list(_bodies_with_duty(text))
    led = {duty.sentence for duty in duties if duty.role is Role.LEAD}
    for duty in duties:
        name = duty.name
        if _GROUP.fullmatch(name.written) and not _OF_ALL_LEVELS.fullmatch(name.written):
            groups.append(name.written)
        elif name.written not in found and not _ANYBODY.fullmatch(name.written):
            found[name.written] = Responsibility(
                agency=name.written,
                role=_role_beside(duty, led),
                words=duty.sentence,
                also_called=name.also_called,
            )
    open_groups = _OPEN_GROUPS.findall(text)
    return ProseDuties(tuple(found.values()), tuple(dict.fromkeys([*groups, *open_groups])))


def _role_beside(duty: _Duty, led: set[str]) -> Role:
    """Return the role of a body, which takes part only where its sentence names a lead."""
    if duty.role is Role.LEAD:
        return Role.LEAD
    return Role.PARTICIPANT if duty.sentence in led else Role.NAMED


@dataclass(frozen=True)
class _Duty:
    """A body, the sentence that gives it something to do, and what it is called to do there."""

    name: Name
    sentence: str
    role: Role


def _bodies_with_duty(text: str) -> Iterator[_Duty]:
    matches = sorted(
        {
            (m.start("names"), m.end("names"))
            for p in (_PHRASE, _SURE, _BY)
            for m in p.finditer(text)
        }
    )
    last_end = 0
    for begin, end in matches:
        start = _behind_by(text, begin, end)
        words = text[start:end]
        if start < last_end or _VERB_FIRST.match(words) or _HOLDS_VERB.search(words):
            continue
        last_end = end
        yield from _duties(words, start, text, leads=text.startswith("牵头", end))
        partners = _TOGETHER.match(text, end)
        if partners:
            yield from _duties(partners["names"], start, text, leads=False)


def _behind_by(text: str, start: int, end: int) -> int:
    """Return where the body begins in 日常工作由市商务局."""
    found = [match.end() for match in _BEHIND_BY.finditer(text, start, end)]
    return found[-1] if found else start


def _duties(words: str, start: int, text: str, *, leads: bool) -> Iterator[_Duty]:
    role = Role.LEAD if leads else Role.NAMED
    for name in names_in(words):
        is_body = name.looks_like_a_body or name.is_open_group  # 政府主导、部门配合 names none
        if is_body and len(name.written) <= _MAX_NAME and not _VERB_FIRST.match(name.written):
            yield _Duty(name, _sentence_around(text, start), role)


def _sentence_around(text: str, position: int) -> str:
    start = max(text.rfind(mark, 0, position) for mark in "。；;\n") + 1
    ends = [end for mark in "。；;\n" if (end := text.find(mark, position)) >= 0]
    return text[start : min(ends, default=len(text) - 1) + 1].strip()
