"""What kind of file it is: by its first bytes, and only between texts by its ending."""

from __future__ import annotations

import re
import zipfile
from enum import StrEnum
from io import BytesIO

from corpus.readers.errors import Refused, UnreadableReason


class Kind(StrEnum):
    """The kinds of files that are read."""

    PLAIN_TEXT = "plain_text"
    MARKDOWN = "markdown"
    WEB_PAGE = "web_page"
    WORD = "word"
    PDF = "pdf"


_KIND_OF_ENDING = {
    ".txt": Kind.PLAIN_TEXT,
    ".text": Kind.PLAIN_TEXT,
    ".md": Kind.MARKDOWN,
    ".markdown": Kind.MARKDOWN,
    ".html": Kind.WEB_PAGE,
    ".htm": Kind.WEB_PAGE,
    ".xhtml": Kind.WEB_PAGE,
    ".shtml": Kind.WEB_PAGE,
    ".docx": Kind.WORD,
    ".docm": Kind.WORD,
    ".pdf": Kind.PDF,
}
_TEXTS = frozenset({Kind.PLAIN_TEXT, Kind.MARKDOWN, Kind.WEB_PAGE})
_READ = ".txt, .md, .html, .docx or .pdf"
_TO_WORD = (
    "save it as .docx in Word, WPS or LibreOffice (soffice --headless --convert-to docx FILE)"
)
_TO_PDF = "save it as .pdf with text, or copy its text into a .txt file"
_TO_OCR = "have its text recognised first (OCR), and give the .txt or .pdf that comes of it"

# What is known of other files: what it is, and the way to a file that is read.
_OTHERS = {
    ".doc": ("an old Word file", _TO_WORD),
    ".dot": ("an old Word file", _TO_WORD),
    ".wps": ("a WPS file", _TO_WORD),
    ".wpt": ("a WPS file", _TO_WORD),
    ".rtf": ("a rich text file", _TO_WORD),
    ".odt": ("an OpenDocument text", _TO_WORD),
    ".pages": ("a Pages file", "export it as .docx"),
    ".ofd": ("an OFD file", f"open it in an OFD reader and {_TO_PDF}"),
    ".ceb": ("a CEB file", f"open it in Apabi Reader and {_TO_PDF}"),
    ".caj": ("a CAJ file", f"open it in CAJViewer and {_TO_PDF}"),
    ".epub": ("an e-book", _TO_PDF),
    ".mht": ("a web archive", "save the page as .html"),
    ".mhtml": ("a web archive", "save the page as .html"),
    ".webarchive": ("a web archive", "save the page as .html"),
    ".xml": ("an XML file", f"save the document as {_READ}"),
    ".json": ("a data file", f"save the document as {_READ}"),
    ".zip": ("an archive", "unpack it and give the files in it"),
    ".rar": ("an archive", "unpack it and give the files in it"),
    ".7z": ("an archive", "unpack it and give the files in it"),
    ".gz": ("an archive", "unpack it and give the files in it"),
    ".tar": ("an archive", "unpack it and give the files in it"),
} | {
    ending: (what, remedy)
    for endings, what, remedy in (
        (".xls .xlsx .xlsm .et .ods .csv", "a spreadsheet", _TO_PDF),
        (".ppt .pptx .pps .dps .odp", "a presentation", _TO_PDF),
        (".jpg .jpeg .png .gif .bmp .tif .tiff .webp .heic .svg", "a picture", _TO_OCR),
    )
    for ending in endings.split()
}
# Of those, what may hold a document, and is refused by name where it lies in a folder.
_DOCUMENTS = frozenset(
    [
        ".doc",
        ".dot",
        ".wps",
        ".wpt",
        ".rtf",
        ".odt",
        ".pages",
        ".ofd",
        ".ceb",
        ".caj",
        ".epub",
        ".mht",
        ".mhtml",
        ".webarchive",
    ]
)
_PICTURE = re.compile(
    rb"\x89PNG\r\n|\xff\xd8\xff|GIF8[79]a|BM.{4}\0\0\0\0|II\*\0|MM\0\*|RIFF....WEBP", re.DOTALL
)
_ARCHIVE = re.compile(rb"Rar!\x1a\x07|7z\xbc\xaf\x27\x1c|\x1f\x8b\x08|BZh[1-9]|\xfd7zXZ\0")
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED_PACKAGE = "EncryptedPackage".encode("utf-16-le")
_PAGE = re.compile(
    r"(?:<\?xml[^>]{0,200}\?>|<!--.{0,2000}?-->|\s)*+<(?:!doctype\s+html|html|head|body|meta|title)\b",
    re.IGNORECASE | re.DOTALL,
)
_PDF = b"%PDF-"
_PDF_WITHIN = 1024  # bytes that may stand before it
_SNIFFED = 4096


def kind_of(data: bytes, ending: str) -> Kind:
    """Return the kind of a file with these bytes and this ending, in any case, with its dot.

    Raises:
        Refused: it is of a kind that is not read.

    """
    known = _KIND_OF_ENDING.get(ending.lower())
    found = _kind_by_bytes(data)
    if found is None and known is Kind.PDF and _PDF in data[:_PDF_WITHIN]:
        return Kind.PDF
    if found is not None:
        return found
    if known in _TEXTS or (known is None and _looks_like_page(data)):
        return Kind.WEB_PAGE if _looks_like_page(data) else known or Kind.WEB_PAGE
    if known is not None:
        raise Refused(
            UnreadableReason.DAMAGED,
            f"it is no {ending.lower()} file, whatever its ending says; save the document anew as {_READ}",
        )
    what, remedy = _OTHERS.get(ending.lower(), ("", ""))
    if what:
        raise _other(what, remedy)
    named = f"files that end in {ending!r} are not read" if ending else "its name has no ending"
    raise Refused(UnreadableReason.UNKNOWN_FORMAT, f"{named}; save the document as {_READ}")


def may_hold_document(ending: str) -> bool:
    """Return whether files with this ending are documents, readable here or not; tables are none."""
    return ending.lower() in _KIND_OF_ENDING or ending.lower() in _DOCUMENTS


def fits_ending(kind: Kind, ending: str) -> bool:
    """Return whether files of a kind usually have this ending."""
    return _KIND_OF_ENDING.get(ending.lower()) is kind


def _kind_by_bytes(data: bytes) -> Kind | None:
    """Return the kind that the bytes show beyond doubt, None for what may be text."""
    if data.lstrip().startswith(_PDF):
        return Kind.PDF
    if data.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return _kind_of_container(data)
    if data.startswith(_OLE):
        if _ENCRYPTED_PACKAGE in data:
            raise Refused(
                UnreadableReason.ENCRYPTED,
                "it is protected by a password; open it, remove the protection and save it as .docx",
            )
        raise _other("an old Word, WPS or Excel file", _TO_WORD)
    if data.startswith(b"{\\rtf"):
        raise _other("a rich text file", _TO_WORD)
    if _PICTURE.match(data):
        raise _other("a picture", _TO_OCR)
    if _ARCHIVE.match(data):
        raise _other("an archive", "unpack it and give the files in it")
    return None


def _kind_of_container(data: bytes) -> Kind:
    try:
        with zipfile.ZipFile(BytesIO(data)) as container:
            names = {name.lower() for name in container.namelist()}
    except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError) as error:
        raise Refused(
            UnreadableReason.DAMAGED, "it is broken or cut off; get the file anew"
        ) from error
    if any(name.startswith("word/") for name in names):
        return Kind.WORD
    if "ofd.xml" in names:
        raise _other(*_OTHERS[".ofd"])
    if any(name.startswith("xl/") for name in names):
        raise _other(*_OTHERS[".xlsx"])
    if any(name.startswith("ppt/") for name in names):
        raise _other(*_OTHERS[".pptx"])
    if "content.xml" in names:
        raise _other(*_OTHERS[".odt"])
    if "meta-inf/container.xml" in names:
        raise _other(*_OTHERS[".epub"])
    raise _other(*_OTHERS[".zip"])


def _looks_like_page(data: bytes) -> bool:
    start = data[:_SNIFFED]
    words = start.replace(b"\0", b"").removeprefix(b"\xef\xbb\xbf").decode("latin-1")
    return _PAGE.match(words.lstrip("\xfe\xff")) is not None


def _other(what: str, remedy: str) -> Refused:
    return Refused(UnreadableReason.OTHER_FORMAT, f"it is {what}; {remedy}")
