"""What the address of a page asks for, after its question mark."""

from __future__ import annotations

from urllib.parse import parse_qsl, urlencode

from corpus.types import Frozen
from ui.frame_words import Place

_MAX_FIELDS = 200
_MAX_CHARACTERS = 2_000


class PageQuery(Frozen):
    """Names and values in the order of the address; a name may come several times."""

    fields: tuple[tuple[str, str], ...] = ()

    @classmethod
    def of(cls, query: str) -> PageQuery:
        """Return what a query string says; what is too long or too much for a page is left out."""
        pairs = parse_qsl(query.removeprefix("?"), errors="replace")[:_MAX_FIELDS]
        return cls(fields=tuple((name, value.strip()[:_MAX_CHARACTERS]) for name, value in pairs))

    def one(self, name: str) -> str:
        """Return the first value of a name that is not empty; empty without one."""
        return next(iter(self.all(name)), "")

    def all(self, name: str) -> tuple[str, ...]:
        return tuple(value for key, value in self.fields if key == name and value)

    def changed(self, **values: str) -> PageQuery:
        """Return the query with these names set anew; an empty value takes the name out."""
        kept = tuple((name, value) for name, value in self.fields if name not in values)
        return PageQuery(fields=(*kept, *((n, v) for n, v in values.items() if v)))


def link_to(place: Place, query: PageQuery) -> str:
    """Return the address of a page, relative to the app's; not yet escaped for HTML."""
    return _relative(place, query)


def export_link(name: str, query: PageQuery) -> str:
    """Return the address at which `ui/exports.py` makes the file `name` for a query."""
    return _relative(f"export/{name}", query)


def reader_link(document_id: str, reference: str = "", *quotes: str) -> str:
    """Return the address at which the reader opens a document, a clause of it, words of that."""
    quoted = tuple(("quote", quote) for quote in quotes)
    fields = (("doc", document_id), ("clause", reference), *quoted)
    return link_to(Place.READER, PageQuery(fields=fields))


def _relative(path: str, query: PageQuery) -> str:
    fields = [(name, value) for name, value in query.fields if value]
    return f"./{path}?{urlencode(fields)}" if fields else f"./{path}"
