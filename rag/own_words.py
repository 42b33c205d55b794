"""What the assistant says in its own words: no clause need say it, and it states nothing of one.

Sentences are comparable: Simplified, half width, lower case. Their numbers, bodies and quotes are
checked like all others.
"""

from __future__ import annotations

import re

_QUOTE = r"“(?:[^“”\n]|“[^“”\n]*”)*”"
_NAMES = rf"{_QUOTE}(?:(?:、|, | and ){_QUOTE})*"
_TITLE = r"《[^\n]+》"
_CHINESE = (
    # verdicts
    r"是的。|不是。|没有。|不完全是。|不,已经失效。|不,有效期已过。",
    rf"不是,{_NAMES}(?:只是|不只是)参与单位。|不是,文件没有写明由{_NAMES}牵头。|不是,该条没有写明{_NAMES}。",
    # what is listed
    rf".{{1,40}}共有\d+项任务,见于\d+份文件:|{_TITLE}— .{{1,40}}:|下设条款:|共有\d+份文件。",
    r"有\d+处条款符合这个编号,请说明是哪一(?:条|份文件):|另有\d+份文件没有列出,请说明是哪一份。",
    # comparisons
    rf"{_TITLE}\([^()]*\):没有写到这一内容。|没有写明[^。]+的:{_TITLE}。",
    r"各文件层级不同,不能直接等同。|其中有文件已失效。|馆藏没有[^。]{1,40}的文件。",
    rf"{_TITLE}共有\d+条:\d+条另一方也有,\d+条另一方有一部分,\d+条另一方没有写到。",
    r"请说明对比哪几份文件。|各文件年份不同。|没有这样的条款。|对应关系由程序逐条比对,部分对应的只有一部分相同,请核对原文。",
    r"另有\d+条没有列出,全部见命令 zhengda links。",
    rf"\| 事项 \|(?: {_TITLE}\([^()|]*\) \|)+ 差别 \||(?:等 ?)?(?:\| ?没有写到 ?)*\|(?: [^|。]{{2,4}}(?:对应|不同)(?:、[^|。]{{2}}不同)*)?\s*\|",
    # refusals
    r"馆藏没有[^。]{1,40}的文件,无法回答。|现有文件来自:[^。]+。|[^。]{1,40}的文件没有写到这个问题,无法回答。|馆藏文件没有涉及这个问题,无法回答。",
    rf"文件中没有{_QUOTE}这一条。|文件没有写到[^。]{{1,40}}。|文件没有写明所问的[^。]{{1,10}}。",
    rf"文件没有{_QUOTE}这样的规定。",
    r"文件没有给[^。]{1,40}安排任务。|请输入问题。",
    # of itself
    r"您好,我是政答,只根据馆藏政策文件回答,并附条款出处。",
    rf"可以问:某项任务由谁负责、某个单位有哪些任务、某条怎么规定、几地有何不同。|目前收录{_TITLE}。",
)
_ENGLISH = (
    r"yes\.|no\.|not quite\.|only in part\.",
    rf"no: {_NAMES} (?:only takes part|does not only take part)\.|no: the document does not say that {_NAMES} leads\.",
    rf"no: the clause does not name {_NAMES}\.",
    rf".{{1,80}} has \d+ task\(s\) in \d+ document\(s\):|{_TITLE}— .{{1,120}}:|its clauses:",
    r"there are \d+ documents\.|\d+ clauses carry this number; please say which (?:one|document) is meant:",
    r"\d+ more documents are not shown; please say which one is meant\.",
    r"[^.\n]{1,120} \([^()\n]*\): says nothing on this\.|not stated \([^()]+\) in: [^\n]+\.",
    r"the documents are of different levels and not directly alike\.",
    r"one of the documents is no longer in force\.|there is no document of [^.]{1,60}\.",
    r".{1,160} has \d+ clauses?: \d+ clauses? that the other has too, \d+ clauses? of which it has a part, \d+ clauses? that it does not have\.",
    r"please say which documents are to be compared\.|the documents are of different years\.|there are no such clauses\.",
    r"the program set the clauses beside each other; in part means that only a part is alike: check the wording\.",
    r"\d+ clauses? more not shown; the command zhengda links lists all\.",
    r"\| subject \|(?: [^|]+\([^()|]*\) \|)+ differs \||(?:and more ?)?(?:\| ?silent ?)*\|(?: (?:in part|bodies|figures|dates)(?:, (?:bodies|figures|dates))*)?\s*\|",
    r"there is no document of [^.]{1,60}, so this cannot be answered\.|the documents are of: [^.]+\.",
    rf"the documents have no clause {_QUOTE}\.|the documents say nothing about [^.]{{1,60}}\.",
    r"the documents do not give (?:an? )?[^.]{1,40} for this\.",
    rf"the documents hold no such rule \({_QUOTE}\)\.",
    r"the documents do not deal with this, so it cannot be answered\.|please enter a question\.",
    r"the documents give [^.]{1,80} no task\.|what follows is no longer in force\.",
    r"\(unofficial translation\)|hello, i am zhengda\.|the documents are: [^\n]+\.",
    r"i answer from the policy documents i hold, with the clauses cited: [^.]+\.",
)
_OWN = re.compile("|".join(f"(?:{words})" for words in (*_CHINESE, *_ENGLISH)))
_REPEALED = re.compile(
    r"⚠ (?P<zh>《.+》)已失效,以下内容仅供参考。|⚠ repealed \(已失效\): (?P<en>《.+》)\."
)
_RUN_OUT = re.compile(
    r"⚠ (?P<zh>《.+》)写明的有效期已过,以下内容仅供参考。"
    r"|⚠ past its stated period of validity \(有效期已过\): (?P<en>《.+》)\."
)
_NUMBER = r"(?:\([^()]+\))?"
_REPEALED_BY = re.compile(
    rf"⚠ (?P<zh>《.+》)已被(?P<by_zh>《.+》){_NUMBER}废止,以下内容仅供参考。"
    rf"|⚠ repealed \(已失效\): (?P<en>《.+》), by (?P<by_en>《.+》){_NUMBER}\."
)


def is_own(sentence: str) -> bool:
    """Return whether a comparable sentence is one that the assistant says of itself or its documents."""
    return _OWN.fullmatch(sentence.strip()) is not None


def said_to_be_repealed(sentence: str) -> str | None:
    """Return the titles of the documents that a warning calls repealed; None for other sentences."""
    warning = _REPEALED.fullmatch(sentence.strip())
    return (warning["zh"] or warning["en"]) if warning else None


def said_to_have_run_out(sentence: str) -> str | None:
    """Return the titles of the documents whose period is over by a warning; None for other sentences."""
    warning = _RUN_OUT.fullmatch(sentence.strip())
    return (warning["zh"] or warning["en"]) if warning else None


def said_to_repeal(sentence: str) -> tuple[str, str] | None:
    """Return the title of the document that a warning calls repealed, and of that which repeals it.

    None for other sentences.
    """
    warning = _REPEALED_BY.fullmatch(sentence.strip())
    if warning is None:
        return None
    return warning["zh"] or warning["en"], warning["by_zh"] or warning["by_en"]
