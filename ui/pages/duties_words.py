"""The words of the page on who does what."""

from __future__ import annotations

from corpus.types import Frozen
from ui.words import PageLanguage


class DutiesWords(Frozen):
    """`count` takes `rows`, `clauses`, `bodies`; `shown` `first`, `last`; `unknown`, `like` a name."""

    heading: str
    about: str
    place: str
    document: str
    agency: str
    agency_hint: str
    role: str
    deadline: str
    deadline_stated: str
    deadline_none: str
    until: str
    words: str
    any: str
    filter: str
    clear: str
    count: str
    none: str
    unknown: str
    like: str
    bad_day: str
    export: str
    table: str
    clause: str
    shown: str
    earlier: str
    later: str
    chart: str
    chart_leading: str
    chart_others: str
    rows: str
    leading: str
    checked_by: str
    checked_on: str
    heat: str
    heat_note: str
    heat_choose: str
    total: str


_WORDS = {
    PageLanguage.CHINESE: DutiesWords(
        heading="谁负责什么",
        about="每一行是一个单位在一个条款中的职责。单位可用简称、旧称或英文名查找。点条款可核对原文。",
        place="地区",
        document="文件",
        agency="单位",
        agency_hint="如:商务厅、国土厅",
        role="角色",
        deadline="期限",
        deadline_stated="写明期限",
        deadline_none="未写期限",
        until="期限不晚于",
        words="条款中的词",
        any="全部",
        filter="筛选",
        clear="清除条件",
        count="{rows} 项职责,{clauses} 个条款,{bodies} 个单位",
        none="没有符合条件的职责。请放宽条件。",
        unknown="在所选范围内,没有条款写到“{name}”的职责。",
        like="您是不是要找:{name}",
        bad_day="“{name}”不是日期,请写成 2025-12-31 的形式。",
        export="下载",
        table="职责表",
        clause="条款",
        shown="第 {first}–{last} 行",
        earlier="上一页",
        later="下一页",
        chart="各单位的职责数",
        chart_leading="牵头或单独负责",
        chart_others="其余",
        rows="职责数",
        leading="其中牵头或单独负责",
        checked_by="责任核对人",
        checked_on="核对日期",
        heat="单位与文件各部分",
        heat_note="数字是该单位在该部分的职责数,底色越醒目,职责越多。",
        heat_choose="选择一份文件后,这里显示各单位在文件各部分的职责数。",
        total="合计",
    ),
    PageLanguage.ENGLISH: DutiesWords(
        heading="Who does what",
        about=(
            "Each row is one body's role in one clause. Find a body by any of its names, short, "
            "former or English. Open a clause to check it in the document."
        ),
        place="Place",
        document="Document",
        agency="Body",
        agency_hint="such as 商务厅, 国土厅",
        role="Role",
        deadline="Deadline",
        deadline_stated="stated",
        deadline_none="not stated",
        until="Due by",
        words="Words in the clause",
        any="All",
        filter="Filter",
        clear="Clear the filters",
        count="{rows} duties, {clauses} clauses, {bodies} bodies",
        none="No duties fit these filters. Try fewer.",
        unknown="No clause within these filters gives “{name}” a duty.",
        like="Did you mean {name}?",
        bad_day="“{name}” is no date; write it like 2025-12-31.",
        export="Download",
        table="Duties",
        clause="Clause",
        shown="Rows {first}–{last}",
        earlier="Previous page",
        later="Next page",
        chart="Duties of each body",
        chart_leading="leads or is alone responsible",
        chart_others="the others",
        rows="Duties",
        leading="of these leading or alone",
        checked_by="Roles checked by",
        checked_on="Checked on",
        heat="Bodies and the parts of the document",
        heat_note="The number is how many duties a body has in a part; the stronger its colour, the more.",
        heat_choose="Choose one document to see the duties of each body in each of its parts.",
        total="Total",
    ),
}


def duties_words(language: PageLanguage) -> DutiesWords:
    return _WORDS[language]
