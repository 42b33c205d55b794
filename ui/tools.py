"""What can be done with an answer that is kept: copy it, write a note of it, say if it is right.

The buttons do nothing by themselves; `assets/staff.js` knows them by their classes, and the answer by
the link to its note.
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
    said = "".join(
        f'<span class="zd-say-{kind}" hidden>{text(line)}</span>'
        for kind, line in (
            ("copied", words.copied),
            ("not-copied", words.not_copied),
            ("thanks", words.thanks),
            ("not-sent", words.not_sent),
        )
    )
    return (
        f'<div class="zd-tools" lang="{language}" role="group" title="{attribute(words.tools)}">'
        f"{tool('copy', words.copy_answer)}"
        f'<a class="zd-tool zd-note" href="{note}" download>{text(words.note)}</a>'
        f'<span class="zd-judge" role="group" title="{attribute(words.judge)}">'
        f"{tool('opinion', words.opinions[Opinion.RIGHT], Opinion.RIGHT)}"
        f"{tool('reasons', words.opinions[Opinion.WRONG])}</span>"
        f'<span class="zd-said" role="status"></span>{said}'
        f"{_reasons(words, f'{conversation_id}-{place}')}</div>"
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
