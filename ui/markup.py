"""Text to HTML, safely: whatever documents and users write stays text.

The chat shows messages as Markdown, in which one unbroken line that begins with a block element is
HTML up to its end. So everything made here is free of line breaks, and nothing in it is read as
Markdown a second time.
"""

from __future__ import annotations

import re
from collections.abc import Collection, MutableMapping, Sequence
from html import escape
from typing import Any

from markdown_it import MarkdownIt
from markdown_it.renderer import RendererHTML
from markdown_it.rules_inline import StateInline
from markdown_it.token import Token
from markdown_it.utils import OptionsDict

_LINE_END = re.compile(r"\r\n|[\r\n\x85\u2028\u2029]")
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")
_NUMBER = re.compile(r"\[(\d{1,3})\]")
# What an answer never needs, and what could fetch something, lead away or swallow clause text.
_UNUSED_RULES = [
    "autolink",
    "code",
    "fence",
    "html_block",
    "html_inline",
    "image",
    "lheading",
    "link",
    "reference",
]


def text(words: str) -> str:
    """Return `words` as HTML on one line; its line ends become `<br>`."""
    return _LINE_END.sub("<br>", escape(_CONTROL.sub("", words)))


def attribute(words: str) -> str:
    """Return `words` for use between the quotes of an attribute."""
    return escape(" ".join(_CONTROL.sub("", words).split()))


def marked(words: str, quote: str) -> str:
    """Return `words` as HTML with the first occurrence of `quote` in a `<mark>`."""
    before, found, after = words.partition(quote)
    if not quote or not found:
        return text(words)
    return f"{text(before)}<mark>{text(found)}</mark>{text(after)}"


def prose(markdown: str, numbers: Collection[int], turn: int) -> str:
    """Return Markdown as HTML on one line; each `[n]` of `numbers` opens its citation in `turn`."""
    html = _MARKDOWN.render(markdown, {"numbers": numbers, "turn": turn})
    return _CONTROL.sub("", _LINE_END.sub(" ", html)).strip()


def tokens_of(markdown: str, numbers: Collection[int]) -> Sequence[Token]:
    """Return Markdown read as `prose` reads it; a `[n]` of `numbers` is a token `citation`."""
    return _MARKDOWN.parse(markdown, {"numbers": numbers})


def reference(n: int, turn: int) -> str:
    """Return the link that opens citation `n` of the answer in `turn`."""
    return f'<a class="zd-ref" href="#{citation_id(n, turn)}">[{n}]</a>'


def tool(action: str, words: str, value: str = "") -> str:
    """Return a button that `assets/staff.js` knows by its class, since the chat drops `data-`."""
    given = f' value="{attribute(value)}"' if value else ""
    return f'<button type="button" class="zd-tool zd-do-{attribute(action)}"{given}>{text(words)}</button>'


def marked_place(clause_id: str, html: str) -> str:
    """Return what names a clause as the place where `assets/staff.js` shows who has checked it."""
    return f'<span data-clause="{attribute(clause_id)}">{html}</span>'


def citation_id(n: int, turn: int) -> str:
    return f"turn-{turn}-citation-{n}"


def _read_number(state: StateInline, silent: bool) -> bool:
    match = _NUMBER.match(state.src, state.pos)
    if match is None or int(match[1]) not in state.env["numbers"]:
        return False
    if not silent:
        state.push("citation", "", 0).meta = {"n": int(match[1])}
    state.pos = match.end()
    return True


def _write_number(
    _: RendererHTML,
    tokens: Sequence[Token],
    place: int,
    __: OptionsDict,
    env: MutableMapping[str, Any],  # markdown-it's own type: what the caller of render passes
) -> str:
    return reference(tokens[place].meta["n"], env["turn"])


def _parser() -> MarkdownIt:
    parser = MarkdownIt("commonmark", {"html": False, "breaks": True}).enable("table")
    parser.disable(_UNUSED_RULES)
    parser.inline.ruler.before("emphasis", "citation", _read_number)
    parser.add_render_rule("citation", _write_number)
    return parser


_MARKDOWN = _parser()
