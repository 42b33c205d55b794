"""Why a document is not taken in or removed, as the page says it; the command line says it itself."""

from __future__ import annotations

import logging
from typing import Final

from corpus.errors import (
    AssistantError,
    NoIdError,
    NotUnderstoodError,
    ShelfBusyError,
    ShelfDamagedError,
    ShelfNotWrittenError,
    UnusableIdError,
)
from corpus.readers.errors import UnreadableFileError
from embeddings.errors import IndexBusyError, IndexNotWrittenError
from rag.own_documents import ShippedIdError
from ui.pages.intake_words import intake_words
from ui.received_files import ReceivedFile
from ui.words import PageLanguage

_log = logging.getLogger(__name__)


class UnknownDocumentError(AssistantError):
    """No document has the id that is to be removed."""


_BUSY: Final = (
    "文件或索引正被其他程序更改,请稍后再试。",
    "Another process is changing the documents or the index; please try again later.",
)
_NOT_WRITTEN: Final = (
    "无法写入存放文件和索引的位置,请管理员检查磁盘空间和权限。",
    "Nothing can be written where documents and index are kept; ask your administrator to check "
    "the disk space and the permissions.",
)
# In Chinese and in English; each takes the `name` of the file and the `id` that was given.
_WORDS: Final[dict[type[AssistantError], tuple[str, str]]] = {
    NoIdError: (
        "文件名“{name}”不能生成编号,请给文件改名后再试。",
        "The name “{name}” gives no id; please rename the file.",
    ),
    UnusableIdError: (
        "“{id}”不能用作编号,请用字母、数字、汉字和连字符,不超过 40 个汉字或 120 个字母。",
        "“{id}” cannot be an id; please use letters, digits, Chinese characters and hyphens, at "
        "most 120 bytes.",
    ),
    ShippedIdError: (
        "编号“{id}”属于随程序提供的文件,请换一个编号。",
        "“{id}” is the id of a document that came with the program; please give another one.",
    ),
    UnknownDocumentError: (
        "没有编号为“{id}”的文件,可能已经删除。",
        "There is no document “{id}”; it may have been removed.",
    ),
    NotUnderstoodError: (
        "不能识别“{name}”的内容,请只把正文另存为 txt 文件后再试。",
        "“{name}” cannot be understood; please save its text alone as .txt and try again.",
    ),
    ShelfBusyError: _BUSY,
    IndexBusyError: _BUSY,
    ShelfNotWrittenError: _NOT_WRITTEN,
    IndexNotWrittenError: _NOT_WRITTEN,
    ShelfDamagedError: (
        "已添加的文件读不出来,请管理员查看服务器日志。",
        "The added documents cannot be read; ask your administrator to look at the server log.",
    ),
}


def failure_line(
    error: AssistantError, language: PageLanguage, *, file: ReceivedFile | None = None, id: str = ""
) -> str:
    """Return one line on why nothing was done with a file, or with the document of an `id`.

    What has no words of its own is logged, and told in general.
    """
    name = file.name if file else ""
    if isinstance(error, UnreadableFileError):
        return _unreadable(error, language, file)
    for kind, worded in _WORDS.items():
        if isinstance(error, kind):
            return worded[language is PageLanguage.ENGLISH].format(name=name, id=id)
    _log.warning("the documents were not changed: %s", error)
    return intake_words(language).failed


def _unreadable(
    error: UnreadableFileError, language: PageLanguage, file: ReceivedFile | None
) -> str:
    """Return the reader's own line in English, which says more, and the reason in Chinese."""
    words = intake_words(language)
    name = file.name if file else error.path.name
    if error.reason in words.unreadable:
        return words.cannot_read.format(name=name, reason=words.unreadable[error.reason])
    return file.worded(str(error)) if file else str(error)
