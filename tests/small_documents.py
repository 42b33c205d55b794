"""Documents of a few clauses, as the parser would make them, for tests that need no more."""

from pathlib import Path

from corpus.types import Clause, Document, ParsedDocument, Status
from rag.context import Context
from rag.types import Citation, Language


def document(name: str, **changes) -> Document:
    """Return a document of Sichuan that states nothing of itself but what is given."""
    fields = {
        "title": "方案",
        "title_source": "text",
        "place": "四川",
        "level": None,
        "issuers": (),
        "document_number": None,
        "issued_on": None,
        "published_on": None,
        "status": Status.NOT_STATED,
        "addressees": (),
        "source_file": f"{name}.txt",
    }
    return Document(document_id=name, **fields | changes)


def clause(name: str, reference: str, text: str, **changes) -> Clause:
    """Return a clause of the document `name`, without heading, parent or units unless given."""
    fields = {"heading": "", "headings": (), "spans": (), "lines": (1, 1), "parent": None}
    return Clause(document_id=name, reference=reference, text=text, **fields | changes)


def parsed(of: Document, *clauses: Clause) -> ParsedDocument:
    return ParsedDocument(document=of, raw_text="", clauses=clauses, noise=())


def segment_folders(home: Path) -> list[Path]:
    """Return the folders of the segments of an index, those that count and others."""
    return sorted(path for path in (home / "index" / "segments").iterdir() if path.is_dir())


def citation(clause_id: str, n: int = 1, quote: str = "建设冷链物流基地") -> Citation:
    """Return a citation whose clause says nothing but the quote."""
    name, reference = clause_id.split("#")
    return Citation(
        n=n,
        document=name,
        title="方案",
        clause=reference,
        heading="",
        quote=quote,
        cite_as="《方案》",
        source_file="a.txt",
        source_lines=(1, 1),
        status="not_stated",
        clause_text=quote,
    )


def context(**changes) -> Context:
    """Return what a question on silt, after one on licences, leans on."""
    fields = {
        "own_topic": "清理淤泥",
        "own_words": "清理淤泥",
        "earlier_topic": "执照",
        "earlier_words": "执照归谁",
        "language": Language.SIMPLIFIED,
        "last": ("d#一",),
        "history": ("e#一", "d#一"),
        "documents": ("d",),
        "explicit": False,
        "refers": False,
        "points_back": False,
        "pronoun": False,
        "returns": False,
        "returns_to_first": False,
        "swaps": False,
    }
    return Context(**fields | changes)
