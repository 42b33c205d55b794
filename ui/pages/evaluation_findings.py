"""What was wrong with an answer, in the language of the page; `eval.judge` says it in English."""

from __future__ import annotations

import re
from typing import Final

from corpus.types import Role
from rag.types import Language
from ui.words import PageLanguage, answer_words

_CHINESE: Final = tuple(
    (re.compile(pattern, re.DOTALL), words)
    for pattern, words in (
        (r"wanted (.+); cited (.+)", "应引用 {0};实际引用 {1}"),
        (r"wanted (.+); given (.+)", "应为 {0};实际为 {1}"),
        (r"the first citation is (.+)", "首条引文是 {0}"),
        (r"leaked: (.+) was cited for an earlier turn", "误用上文:{0} 是前面回答所引"),
        (r"lost: wanted (.+); cited (.+)", "丢失上文:应引用 {0};实际引用 {1}"),
        (r"(.+) is covered; reported as (.+)", "{0} 有规定;回答中{1}"),
        (r"(.+) is silent; reported as (.+)", "{0} 未作规定;回答中{1}"),
        (r"the text is not in (.+)", "回答不是{0}"),
    )
)
_VALUES: Final = {
    "nothing": "无",
    "none": "无",
    "yes": "是",
    "no": "否",
    "partly": "部分是",
    "covered": "称有规定",
    "silent": "称未作规定",
    "missing": "没有提到",
    "zh-Hans": "简体中文",
    "zh-Hant": "繁体中文",
    "en": "英文",
}
_ROLE: Final = re.compile(r" \((any role|" + "|".join(Role) + r")\)")


def finding_words(detail: str, language: PageLanguage) -> str:
    """Return the detail of a finding; what is no known form stays as it is."""
    if language is PageLanguage.ENGLISH:
        return detail
    for pattern, words in _CHINESE:
        if found := pattern.fullmatch(detail):
            return words.format(*map(_value, found.groups()))
    return detail.replace(" or ", " 或 ")


def _value(words: str) -> str:
    if words in _VALUES:
        return _VALUES[words]
    return _ROLE.sub(_role, words).replace(" or ", " 或 ").replace(", ", "、")


def _role(found: re.Match[str]) -> str:
    roles = answer_words(Language.SIMPLIFIED).roles
    return f"({'任一角色' if found[1] == 'any role' else roles[Role(found[1])]})"
