"""What can be done with an answer that is kept: copy it, write a note of it, say if it is right.

The buttons do nothing by themselves; `assets/staff.js` knows them by `data-do`.
"""

from __future__ import annotations

from rag.types import Language
from ui.markup import attribute, text, tool
from ui.opinions import MAX_WORDS_CHARACTERS, Opinion
from ui.staff_words import StaffWords, staff_words

_REASONS = (Opinion.WRONG, Opinion.WRONG_CLAUSE, Opinion.WRONG_AGENCY)


def render_tools(conversation_id: str, place: int, language: Language) -> str:
    """Return the tools of the answer at `place` of a conversation as one line of HTML."""
    words = staff_words(language)
    note = attribute(f"./staff/conversations/{conversation_id}/{place}/note.docx")
    return (
        f'<div class="zd-tools" lang="{language}" role="group" aria-label="{attribute(words.tools)}" '
        f'data-conversation="{attribute(conversation_id)}" data-place="{place}" '
        f'data-copied="{attribute(words.copied)}" data-not-copied="{attribute(words.not_copied)}" '
        f'data-thanks="{attribute(words.thanks)}" data-not-sent="{attribute(words.not_sent)}">'
        f"{tool('copy', words.copy_answer)}"
        f'<a class="zd-tool" href="{note}" download>{text(words.note)}</a>'
        f"{_judging(words)}"
        f'<span class="zd-said" role="status"></span>{_reasons(words, f"{conversation_id}-{place}")}</div>'
    )


def _judging(words: StaffWords) -> str:
    right, wrong = text(words.opinions[Opinion.RIGHT]), text(words.opinions[Opinion.WRONG])
    return (
        f'<span class="zd-judge" role="group" aria-label="{attribute(words.judge)}">'
        f'<button type="button" class="zd-tool" data-do="opinion" data-opinion="{Opinion.RIGHT}" '
        f'aria-pressed="false"><span aria-hidden="true">👍</span> {right}</button>'
        '<button type="button" class="zd-tool" data-do="reasons" aria-expanded="false">'
        f'<span aria-hidden="true">👎</span> {wrong}</button></span>'
    )


def _reasons(words: StaffWords, key: str) -> str:
    choices = "".join(
        f'<label><input type="radio" name="reason-{attribute(key)}" value="{reason}"'
        f"{' checked' if reason is Opinion.WRONG else ''}> {text(words.opinions[reason])}</label>"
        for reason in _REASONS
    )
    return (
        f'<form class="zd-reasons" hidden><fieldset><legend>{text(words.why)}</legend>{choices}</fieldset>'
        f'<label class="zd-own-words">{text(words.own_words)}'
        f'<input type="text" class="zd-words" maxlength="{MAX_WORDS_CHARACTERS}" autocomplete="off"></label>'
        f'<button class="zd-tool zd-send">{text(words.send)}</button></form>'
    )
