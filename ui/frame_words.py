"""The words around every page: its navigation, and what stands in its place while it is made."""

from __future__ import annotations

from enum import StrEnum

from corpus.types import Frozen
from ui.words import PageLanguage


class Place(StrEnum):
    """The pages, each by its path below the address of the app."""

    CHAT = ""
    READER = "read"
    COMPARE = "compare"
    DUTIES = "duties"
    DOCUMENTS = "documents"
    EVALUATION = "evaluation"


class FrameWords(Frozen):
    navigation: str
    language: str
    skip: str
    opening: str
    failed: str
    signed_in: str
    sign_out: str
    places: dict[Place, str]


_FRAME = {
    PageLanguage.CHINESE: FrameWords(
        navigation="页面导航",
        language="界面语言",
        skip="跳到正文",
        opening="正在打开……",
        failed="系统出错,页面没有打开。请稍后重试;如仍出错,请告知管理员查看服务器日志。",
        signed_in="已登录",
        sign_out="退出登录",
        places={
            Place.CHAT: "对话",
            Place.READER: "阅读",
            Place.COMPARE: "对照",
            Place.DUTIES: "职责",
            Place.DOCUMENTS: "文件",
            Place.EVALUATION: "评测",
        },
    ),
    PageLanguage.ENGLISH: FrameWords(
        navigation="Pages",
        language="Interface language",
        skip="Skip to the content",
        opening="Opening …",
        failed=(
            "Something went wrong and the page did not open. Please try again; if it happens "
            "again, ask your administrator to look at the server log."
        ),
        signed_in="Signed in",
        sign_out="Sign out",
        places={
            Place.CHAT: "Chat",
            Place.READER: "Read",
            Place.COMPARE: "Compare",
            Place.DUTIES: "Duties",
            Place.DOCUMENTS: "Documents",
            Place.EVALUATION: "Evaluation",
        },
    ),
}


def frame_words(language: PageLanguage) -> FrameWords:
    return _FRAME[language]
