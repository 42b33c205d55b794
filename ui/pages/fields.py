"""Fields of forms as HTML, each with its label; a form becomes an address, see `view.py`."""

from __future__ import annotations

from collections.abc import Collection, Iterable

from ui.markup import attribute, text


def select(name: str, label: str, options: Iterable[tuple[str, str]], chosen: str) -> str:
    """Return a drop-down of `options` (value, words)."""
    items = "".join(
        f'<option value="{attribute(value)}"{" selected" if value == chosen else ""}>'
        f"{text(words)}</option>"
        for value, words in options
    )
    return _labelled(name, label, f'<select id="zd-field-{name}" name="{name}">{items}</select>')


def text_field(
    name: str, label: str, value: str, *, hint: str = "", known: Iterable[str] = ()
) -> str:
    """Return a field to type in; `known` are words that it offers to complete."""
    offered = "".join(f'<option value="{attribute(word)}"></option>' for word in known)
    listed = f'<datalist id="zd-known-{name}">{offered}</datalist>' if offered else ""
    uses = f' list="zd-known-{name}"' if offered else ""
    field = (
        f'<input type="text" id="zd-field-{name}" name="{name}" value="{attribute(value)}" '
        f'placeholder="{attribute(hint)}" autocomplete="off" maxlength="2000"{uses}>'
    )
    return _labelled(name, label, field + listed)


def day_field(name: str, label: str, value: str) -> str:
    field = f'<input type="date" id="zd-field-{name}" name="{name}" value="{attribute(value)}">'
    return _labelled(name, label, field)


def checkboxes(
    name: str, legend: str, options: Iterable[tuple[str, str]], chosen: Collection[str]
) -> str:
    """Return a group of boxes, any number of which may be checked."""
    boxes = "".join(
        f'<label><input type="checkbox" id="zd-box-{name}-{number}" name="{name}" '
        f'value="{attribute(value)}"{" checked" if value in chosen else ""}> '
        f'<span lang="zh-Hans">{text(words)}</span></label>'
        for number, (value, words) in enumerate(options)
    )
    return f'<fieldset class="zd-boxes"><legend>{text(legend)}</legend>{boxes}</fieldset>'


def _labelled(name: str, label: str, field: str) -> str:
    return f'<p class="zd-field"><label for="zd-field-{name}">{text(label)}</label>{field}</p>'
