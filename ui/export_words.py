"""The words of exported files, in the three languages of answers."""

from __future__ import annotations

from typing import Final

from corpus.types import Frozen
from rag.types import Language


class ExportWords(Frozen):
    """`title` takes `question`, `corpus` takes `documents`, `clauses` and `on`; see their uses."""

    title: str
    question: str
    understood: str
    conclusion: str
    bodies: str
    sources: str
    quoted: str
    aside: str
    not_stated: str
    validity: str
    corpus_head: str
    corpus: str
    made: str
    repealed: str
    unknown_validity: str
    no_lead: str
    nobody: str
    silent: str
    not_answered: str
    nearest: str
    nothing_missing: str
    all_in_force: str
    colon: str
    between: str


_WORDS: Final = {
    Language.SIMPLIFIED: ExportWords(
        title="关于“{question}”的答复要点",
        question="问题",
        understood="理解为",
        conclusion="一、结论",
        bodies="二、责任单位",
        sources="三、依据",
        quoted="“{quote}”",
        aside="({words})",
        not_stated="四、文件没有写明的事项",
        validity="五、效力提示",
        corpus_head="六、资料范围",
        corpus="依据截至 {on} 收录的 {documents} 份文件、{clauses} 个条款整理,使用前请核对原文。",
        made="导出时间:{on}",
        repealed="{title}已失效,相关内容仅供参考。",
        unknown_validity="{title}没有写明是否有效,请另行核实。",
        no_lead="{cite}没有写明牵头单位。",
        nobody="所引条款没有写明责任单位。",
        silent="{title}未作规定。",
        not_answered="已收录的文件没有回答这个问题(已查找 {documents} 份文件、{clauses} 个条款)。",
        nearest="相近条款 {clause},不是答案:{why}",
        nothing_missing="未发现。",
        all_in_force="所引文件均注明现行有效。",
        colon=":",
        between="、",
    ),
    Language.TRADITIONAL: ExportWords(
        title="關於「{question}」的答覆要點",
        question="問題",
        understood="理解為",
        conclusion="一、結論",
        bodies="二、責任單位",
        sources="三、依據",
        quoted="「{quote}」",
        aside="({words})",
        not_stated="四、文件沒有寫明的事項",
        validity="五、效力提示",
        corpus_head="六、資料範圍",
        corpus="依據截至 {on} 收錄的 {documents} 份文件、{clauses} 個條款整理,使用前請核對原文。",
        made="匯出時間:{on}",
        repealed="{title}已失效,相關內容僅供參考。",
        unknown_validity="{title}沒有寫明是否有效,請另行核實。",
        no_lead="{cite}沒有寫明牽頭單位。",
        nobody="所引條款沒有寫明責任單位。",
        silent="{title}未作規定。",
        not_answered="已收錄的文件沒有回答這個問題(已查找 {documents} 份文件、{clauses} 個條款)。",
        nearest="相近條款 {clause},不是答案:{why}",
        nothing_missing="未發現。",
        all_in_force="所引文件均註明現行有效。",
        colon=":",
        between="、",
    ),
    Language.ENGLISH: ExportWords(
        title="Reply note: {question}",
        question="Question",
        understood="Understood as",
        conclusion="1. Conclusion",
        bodies="2. Responsible bodies",
        sources="3. Sources",
        quoted="“{quote}”",
        aside=" ({words})",
        not_stated="4. What the documents do not state",
        validity="5. Validity",
        corpus_head="6. Documents searched",
        corpus=(
            "From the {documents} documents and {clauses} clauses collected as of {on}. "
            "Check the source before use."
        ),
        made="Exported {on}",
        repealed="{title} has been repealed (已失效); for reference only.",
        unknown_validity="{title} does not state whether it is in force; please verify.",
        no_lead="{cite} names no lead.",
        nobody="The cited clauses name no responsible body.",
        silent="{title} says nothing on this.",
        not_answered=(
            "The documents collected do not answer this "
            "({documents} documents and {clauses} clauses searched)."
        ),
        nearest="Nearest clause {clause}, not an answer: {why}",
        nothing_missing="Nothing found missing.",
        all_in_force="All documents cited state that they are in force.",
        colon=": ",
        between=", ",
    ),
}


def export_words(language: Language) -> ExportWords:
    return _WORDS[language]
