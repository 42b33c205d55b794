"""The words of taking documents in and removing them."""

from __future__ import annotations

from typing import Final

from corpus.readers.errors import UnreadableReason
from corpus.types import Frozen
from rag.own_documents import Outcome
from ui.words import PageLanguage


class IntakeWords(Frozen):
    """`hint` and `too_large` take `limit` in megabytes, `outcomes` `title` and `id`.

    `replaces` takes `id`, `more` `count`, `cannot_read` `name` and `reason`. `unreadable` is empty
    where the engine's own line is in the language; `of_status` is for answers from before the page.
    """

    section: str
    choose: str
    pick: str
    hint: str
    reading: str
    saving: str
    read: str
    too_many: str
    files: str
    same_id: str
    save_chosen: str
    none_chosen: str
    all_saved: str
    many_saved: str
    close: str
    too_large: str
    failed: str
    invalid: str
    of_status: dict[int, str]
    admins_only: str
    understood: str
    responsible: str
    first_clauses: str
    more: str
    look_at: str
    replaces: str
    id: str
    title: str
    place: str
    again: str
    save: str
    cancel: str
    outcomes: dict[Outcome, str]
    remove: str
    removing: str
    removed: str
    confirm: dict[str, str]
    remove_now: str
    cancel_removal: str
    cannot_read: str
    unreadable: dict[UnreadableReason, str]


_UNREADABLE: Final = {
    UnreadableReason.EMPTY: "文件是空的,请重新保存后再试",
    UnreadableReason.TOO_LARGE: "文件过大,请拆分,或只把文字另存为 txt 文件",
    UnreadableReason.TOO_SLOW: "读取时间过长,请只把文字另存为 txt 文件",
    UnreadableReason.UNKNOWN_FORMAT: "不能识别的格式,请另存为 txt、md、html、docx 或带文字的 pdf",
    UnreadableReason.OTHER_FORMAT: "不支持这种格式,请另存为 docx、带文字的 pdf 或 txt",
    UnreadableReason.UNKNOWN_ENCODING: "不能判断文字编码,请另存为 UTF-8 编码的 txt 文件",
    UnreadableReason.BINARY: "文件内容不是文字,请另存为 txt、docx 或 pdf",
    UnreadableReason.DAMAGED: "文件已损坏,请重新保存或重新下载",
    UnreadableReason.ENCRYPTED: "文件有密码,请去掉密码后另存",
    UnreadableReason.PICTURES_ONLY: "文件只有图片,没有文字,请先做文字识别(OCR)",
    UnreadableReason.NO_TEXT: "文件中没有文字",
}

_WORDS: Final = {
    PageLanguage.CHINESE: IntakeWords(
        section="添加文件",
        choose="添加文件:选择文件,或拖到此处",
        pick="选择文件",
        hint="txt、md、html、docx、pdf,可一次多份,每份不超过 {limit} MB。先显示识别结果,确认后才保存。",
        reading="正在读取……",
        saving="正在保存并编入索引,请稍候……",
        read="已读取,请核对识别结果。",
        too_many="一次最多添加 {limit} 份文件。",
        files="{count} 份文件的识别结果",
        same_id="没有选中:编号与“{name}”相同,请改名后单独添加。",
        save_chosen="保存所选文件",
        none_chosen="没有选中文件。",
        all_saved="已保存 {done} 份文件。",
        many_saved="已处理 {done} 份,其中 {refused} 份没有保存。",
        close="关闭",
        too_large="文件超过 {limit} MB,请拆分,或只把文字另存为 txt 文件。",
        failed="没有完成,请重试;如仍出错,请查看服务器日志。",
        invalid="所填的编号、标题或地区不能用:太长,或者是空的。",
        of_status={401: "登录已过期,请重新登录。", 429: "操作太频繁,请稍后再试。"},
        admins_only="只有管理员可以添加和删除文件。",
        understood="识别结果",
        responsible="写明责任单位的条款",
        first_clauses="开头的条款",
        more="另有 {count} 个条款",
        look_at="请核对",
        replaces="已有编号为“{id}”的文件,保存后将替换它。",
        id="编号",
        title="标题",
        place="地区",
        again="按修改重新识别",
        save="保存",
        cancel="不保存",
        outcomes={
            Outcome.ADDED: "已保存《{title}》,可以提问了。",
            Outcome.REPLACED: "已保存《{title}》,替换了原来的版本。",
            Outcome.UNCHANGED: "没有变化:“{id}”已收录同样的内容。",
            Outcome.KNOWN: "没有保存:同样的内容已收录为“{id}”。",
            Outcome.SHOWN_AGAIN: "已恢复显示“{id}”。",
        },
        remove="删除",
        removing="正在删除……",
        removed="已删除。",
        confirm={
            "own": "确认删除这份文件及其全部版本?不能恢复。",
            "shipped": "这份文件随程序提供,删除后不再显示;重新添加同样的文件可以恢复。确认删除?",
        },
        remove_now="确认删除",
        cancel_removal="取消",
        cannot_read="无法读取“{name}”:{reason}。",
        unreadable=_UNREADABLE,
    ),
    PageLanguage.ENGLISH: IntakeWords(
        section="Add a document",
        choose="Add a document: choose a file, or drop it here",
        pick="Choose files",
        hint=(
            "txt, md, html, docx or pdf, also several at once, each at most {limit} MB. What was understood "
            "of it is shown before anything is saved."
        ),
        reading="Reading …",
        saving="Saving and indexing, please wait …",
        read="Read; please check what was understood.",
        too_many="At most {limit} files can be added at a time.",
        files="What was understood of {count} files",
        same_id="Not chosen: “{name}” has the same id; please rename the file and add it by itself.",
        save_chosen="Save the chosen files",
        none_chosen="No file is chosen.",
        all_saved="{done} files saved.",
        many_saved="{done} files done, {refused} of them not saved.",
        close="Close",
        too_large="The file has more than {limit} MB; split it, or save its text alone as .txt.",
        failed="This did not work; please try again, or look at the server log.",
        invalid="An id, title or place was given that cannot be one: too long, or empty.",
        of_status={
            401: "You have been signed out; please sign in again.",
            429: "Too many requests; please try again in a while.",
        },
        admins_only="Only admins may add and remove documents.",
        understood="What was understood",
        responsible="Clauses with responsible bodies",
        first_clauses="The first clauses",
        more="{count} more clauses",
        look_at="Please check",
        replaces="There is a document “{id}”; saving replaces it.",
        id="Id",
        title="Title",
        place="Place",
        again="Read again with these",
        save="Save",
        cancel="Do not save",
        outcomes={
            Outcome.ADDED: "Saved “{title}”; you can ask about it now.",
            Outcome.REPLACED: "Saved “{title}” in place of the version before.",
            Outcome.UNCHANGED: "Nothing changed: “{id}” has the same content already.",
            Outcome.KNOWN: "Not saved: the same content is there as “{id}”.",
            Outcome.SHOWN_AGAIN: "“{id}” is shown again.",
        },
        remove="Remove",
        removing="Removing …",
        removed="Removed.",
        confirm={
            "own": "Remove this document with all its versions? This cannot be undone.",
            "shipped": (
                "This document came with the program. It will be hidden until the same file is "
                "added again. Remove it?"
            ),
        },
        remove_now="Remove now",
        cancel_removal="Keep it",
        cannot_read="",
        unreadable={},
    ),
}


def intake_words(language: PageLanguage) -> IntakeWords:
    return _WORDS[language]
