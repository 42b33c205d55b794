"""Every word the web page says by itself: the page in two languages, an answer in three."""

from __future__ import annotations

from enum import StrEnum

from corpus.types import Frozen, Level, Role, Status
from rag.types import Language

TITLE = "政答 Zhengda · 政策文件问答"


class PageLanguage(StrEnum):
    """The language of the page around the answers, which follow their questions."""

    CHINESE = "zh-Hans"
    ENGLISH = "en"


class PageWords(Frozen):
    """The labels of the page. `too_long` takes `limit` and `length`, `waiting` `documents` and `clauses`."""

    welcome: str
    promise: str
    conversation: str
    examples_chinese: str
    examples_english: str
    question: str
    placeholder: str
    ask: str
    start_over: str
    empty: str
    too_long: str
    waiting: str
    failed: str
    footer: str


class AnswerWords(Frozen):
    """The labels inside an answer. `searched_in` takes `documents` and `clauses`, `tasks_of` `name`."""

    understood: str
    agencies: str
    roles: dict[Role, str]
    sources: str
    clause: str
    cite_as: str
    source: str
    in_document: str
    line: str
    lines: str
    status: str
    statuses: dict[Status, str]
    refused: str
    searched_in: str
    searched: str
    nearest: str
    comparison: str
    open_comparison: str
    open_alignment: str
    level: str
    levels: dict[Level, str]
    date: str
    says: str
    not_stated: str
    silent: str
    copy_reference: str
    tasks_of: str


_PAGE = {
    PageLanguage.CHINESE: PageWords(
        welcome="想了解哪项政策任务?",
        promise="用一句话提问。回答只取自已收录的政府文件,每句话都标明条款,点开编号即可核对原文。",
        conversation="对话",
        examples_chinese="试着这样问",
        examples_english="也可以用英文提问",
        question="问题",
        placeholder="请输入您的问题",
        ask="提问",
        start_over="新对话",
        empty="请先输入问题。",
        too_long="问题太长:共 {length} 个字符,最多 {limit} 个。请缩短后再提交。",
        waiting="已收录 {documents} 份文件、{clauses} 个条款,正在查找……",
        failed="系统出错,这个问题没有得到回答。请稍后重试;如仍出错,请告知管理员查看服务器日志。",
        footer="回答只依据已收录的文件;使用前请核对原文。",
    ),
    PageLanguage.ENGLISH: PageWords(
        welcome="Which policy task are you looking into?",
        promise=(
            "Ask in one sentence. Answers come only from the government documents in the "
            "collection; every statement carries its clause, one click away."
        ),
        conversation="Conversation",
        examples_chinese="Ask in Chinese",
        examples_english="Or ask in English",
        question="Question",
        placeholder="Type your question",
        ask="Ask",
        start_over="New chat",
        empty="Please enter a question first.",
        too_long="The question is too long: {length} characters, at most {limit}. Please shorten it.",
        waiting="Searching the collection of {documents} documents with {clauses} clauses …",
        failed=(
            "Something went wrong and this question was not answered. Please try again; if it "
            "happens again, ask your administrator to look at the server log."
        ),
        footer="From the collected documents only; check the source before use.",
    ),
}

_ANSWER = {
    Language.SIMPLIFIED: AnswerWords(
        understood="按此理解作答",
        agencies="责任单位",
        roles={
            Role.LEAD: "牵头",
            Role.SOLE: "负责",
            Role.JOINT: "共同负责",
            Role.PARTICIPANT: "参与",
            Role.NAMED: "文中指明",
        },
        sources="依据条款",
        clause="条款编号",
        cite_as="引用格式",
        source="文本来源",
        in_document="在文件中查看",
        line="第 {first} 行",
        lines="第 {first}–{last} 行",
        status="效力",
        statuses={
            Status.IN_FORCE: "现行有效",
            Status.REPEALED: "已失效",
            Status.NOT_STATED: "未注明",
        },
        refused="已收录的文件没有回答这个问题",
        searched_in="已查找 {documents} 份文件、{clauses} 个条款",
        searched="查找词",
        nearest="相近条款,不是答案",
        comparison="对照",
        open_comparison="在对照页打开",
        open_alignment="在对照页逐条查看这些文件",
        level="层级",
        levels={
            Level.NATION: "国家",
            Level.PROVINCE: "省级",
            Level.CITY: "市级",
            Level.COUNTY: "县级",
        },
        date="成文日期",
        says="规定",
        not_stated="未注明",
        silent="未作规定",
        copy_reference="复制引用",
        tasks_of="查看{name}的全部任务",
    ),
    Language.TRADITIONAL: AnswerWords(
        understood="按此理解作答",
        agencies="責任單位",
        roles={
            Role.LEAD: "牽頭",
            Role.SOLE: "負責",
            Role.JOINT: "共同負責",
            Role.PARTICIPANT: "參與",
            Role.NAMED: "文中指明",
        },
        sources="依據條款",
        clause="條款編號",
        cite_as="引用格式",
        source="文本來源",
        in_document="在文件中查看",
        line="第 {first} 行",
        lines="第 {first}–{last} 行",
        status="效力",
        statuses={
            Status.IN_FORCE: "現行有效",
            Status.REPEALED: "已失效",
            Status.NOT_STATED: "未註明",
        },
        refused="已收錄的文件沒有回答這個問題",
        searched_in="已查找 {documents} 份文件、{clauses} 個條款",
        searched="查找詞",
        nearest="相近條款,不是答案",
        comparison="對照",
        open_comparison="在對照頁打開",
        open_alignment="在對照頁逐條查看這些文件",
        level="層級",
        levels={
            Level.NATION: "國家",
            Level.PROVINCE: "省級",
            Level.CITY: "市級",
            Level.COUNTY: "縣級",
        },
        date="成文日期",
        says="規定",
        not_stated="未註明",
        silent="未作規定",
        copy_reference="複製引用",
        tasks_of="查看{name}的全部任務",
    ),
    Language.ENGLISH: AnswerWords(
        understood="Understood as",
        agencies="Responsible bodies",
        roles={
            Role.LEAD: "Lead",
            Role.SOLE: "Sole responsibility",
            Role.JOINT: "Jointly responsible",
            Role.PARTICIPANT: "Participant",
            Role.NAMED: "Named in the text",
        },
        sources="Sources",
        clause="Clause",
        cite_as="Cite as",
        source="Source file",
        in_document="Read in the document",
        line="line {first}",
        lines="lines {first}–{last}",
        status="Validity",
        statuses={
            Status.IN_FORCE: "in force",
            Status.REPEALED: "已失效 repealed",
            Status.NOT_STATED: "not stated",
        },
        refused="The documents in the collection do not answer this",
        searched_in="Searched {documents} documents, {clauses} clauses",
        searched="Terms",
        nearest="Nearest clauses, not an answer",
        comparison="Side by side",
        open_comparison="Open on the page for comparing",
        open_alignment="See every clause of these documents side by side",
        level="Level",
        levels={
            Level.NATION: "national",
            Level.PROVINCE: "province",
            Level.CITY: "city",
            Level.COUNTY: "county",
        },
        date="Date",
        says="Provision",
        not_stated="not stated",
        silent="not stated",
        copy_reference="Copy reference",
        tasks_of="All tasks of {name}",
    ),
}


def page_words(language: PageLanguage) -> PageWords:
    return _PAGE[language]


def answer_words(language: Language) -> AnswerWords:
    return _ANSWER[language]
