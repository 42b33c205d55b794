"""What stands at the top of every page: the name, the way to the other pages, the language."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final, NamedTuple

import gradio as gr

from ui.frame_words import Place, frame_words
from ui.identity import LOCAL, SIGN_OUT_PATH, Identity
from ui.markup import attribute, text
from ui.words import PageLanguage

# Set by the switch in the browser and read here, so that a page comes in the right language.
LANGUAGE_COOKIE: Final = "zhengda-language"
REMEMBER_LANGUAGE: Final = (
    "(language) => { document.documentElement.lang = language;"
    f" document.cookie = `{LANGUAGE_COOKIE}=${{language}}; path=/; max-age=31536000; SameSite=Lax`;"
    " return language; }"
)
SHOW_LANGUAGE: Final = "(language) => { document.documentElement.lang = language; }"


_CONTENT: Final = {Place.CHAT: "zd-composer"}


class Frame(NamedTuple):
    place: Place
    places: Sequence[Place]
    header: gr.HTML
    language: gr.Radio


def lay_out_frame(place: Place, places: Sequence[Place]) -> Frame:
    """Lay out the top of the page `place`, with links to all `places`."""
    words = frame_words(PageLanguage.CHINESE)
    with gr.Row(elem_id="zd-header"):
        header = gr.HTML(header_html(place, places, PageLanguage.CHINESE), elem_id="zd-brand")
        language = gr.Radio(
            [("中文", PageLanguage.CHINESE), ("English", PageLanguage.ENGLISH)],
            value=PageLanguage.CHINESE,
            label=words.language,
            show_label=False,
            container=False,
            elem_id="zd-language",
        )
    return Frame(place, places, header, language)


def frame_updates(frame: Frame, language: PageLanguage, identity: Identity) -> dict[Any, Any]:
    """Return what puts the frame into `language`; the switch itself keeps its value."""
    return {
        frame.header: header_html(frame.place, frame.places, language, identity),
        frame.language: gr.Radio(label=frame_words(language).language),
    }


def header_html(
    place: Place, places: Sequence[Place], language: PageLanguage, identity: Identity = LOCAL
) -> str:
    words = frame_words(language)
    name = "政答" if language is PageLanguage.CHINESE else '政答 <span lang="en">Zhengda</span>'
    links = "".join(_link(one, one is place, words.places[one]) for one in places)
    return (
        f'<a class="zd-skip" href="#{_CONTENT.get(place, "zd-content")}">{text(words.skip)}</a><h1>{name}</h1>'
        f'<nav aria-label="{attribute(words.navigation)}"><ul>{links}</ul></nav>'
        f"{_account(identity, language)}"
    )


def _account(identity: Identity, language: PageLanguage) -> str:
    """Return who is signed in, and the way out; nothing where nobody signs in."""
    if identity.name is None:
        return ""
    words = frame_words(language)
    return (
        f'<form id="zd-account" method="post" action=".{SIGN_OUT_PATH}">'
        f'<span class="zd-who"><span class="zd-heard">{text(words.signed_in)} </span>'
        f"<b>{text(identity.name)}</b></span>"
        f"<button>{text(words.sign_out)}</button></form>"
    )


def _link(place: Place, here: bool, words: str) -> str:
    current = ' aria-current="page"' if here else ""
    return f'<li><a href="./{place}"{current}>{text(words)}</a></li>'


def language_wanted(request: gr.Request) -> PageLanguage:
    """Return the language chosen before, else English for a browser that puts Chinese not first."""
    chosen = str(dict(request.cookies).get(LANGUAGE_COOKIE, ""))
    if chosen in list(PageLanguage):
        return PageLanguage(chosen)
    wanted = str(request.headers.get("accept-language", "zh")).strip().casefold()
    return PageLanguage.CHINESE if wanted.startswith(("zh", "*")) else PageLanguage.ENGLISH
