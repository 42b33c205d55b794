"""Small files in the formats that are read, made from their parts: .docx, .pdf."""

import io
import zipfile
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_NAMESPACES = (
    f'xmlns:w="{WORD}" xmlns:r="{_OFFICE}" '
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" '
    'xmlns:v="urn:schemas-microsoft-com:vml" '
    'xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math"'
)


def paragraph(text: str, properties: str = "", run: str = "") -> str:
    """Return a paragraph with properties such as `<w:jc w:val="center"/>`."""
    return (
        f"<w:p><w:pPr>{properties}</w:pPr><w:r><w:rPr>{run}</w:rPr>"
        f'<w:t xml:space="preserve">{text}</w:t></w:r></w:p>'
    )


def listed(text: str, number: int = 1, level: int = 0) -> str:
    """Return a paragraph of a list."""
    return paragraph(
        text, f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{number}"/></w:numPr>'
    )


def level(number: int, pattern: str, number_format: str = "decimal", more: str = "") -> str:
    """Return a level of a list definition."""
    return (
        f'<w:lvl w:ilvl="{number}"><w:start w:val="1"/><w:numFmt w:val="{number_format}"/>{more}'
        f'<w:suff w:val="nothing"/><w:lvlText w:val="{pattern}"/></w:lvl>'
    )


def numbering(
    levels: str, numbers: str = '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>'
):
    """Return the part numbering.xml with one list definition, of the number 0."""
    return part(
        "numbering", f'<w:abstractNum w:abstractNumId="0">{levels}</w:abstractNum>{numbers}'
    )


def part(name: str, content: str) -> str:
    return f"<w:{name} {_NAMESPACES}>{content}</w:{name}>"


def cell(text: str, properties: str = "") -> str:
    lines = "".join(map(paragraph, text.split("\n")))
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{lines}</w:tc>"


def table(*rows: Iterable[str]) -> str:
    return "<w:tbl>" + "".join(f"<w:tr>{''.join(row)}</w:tr>" for row in rows) + "</w:tbl>"


def docx(body: str, parts: Mapping[str, str] | None = None, compressed: bool = True) -> bytes:
    """Return a .docx file; `parts` are further ones by name without folder and ending."""
    more = parts or {}
    relations = "".join(
        f'<Relationship Id="r{i}" Type="{_OFFICE}/{name.rstrip("0123456789")}" Target="{name}.xml"/>'
        for i, name in enumerate(more)
    )
    main = f'<Relationship Id="r" Type="{_OFFICE}/officeDocument" Target="word/document.xml"/>'
    return container(
        {
            "_rels/.rels": f'<Relationships xmlns="a">{main}</Relationships>',
            "word/document.xml": part("document", f"<w:body>{body}</w:body>"),
            "word/_rels/document.xml.rels": f'<Relationships xmlns="a">{relations}</Relationships>',
            **{f"word/{name}.xml": content for name, content in more.items()},
        },
        compressed=compressed,
    )


def container(files: Mapping[str, str | bytes], compressed: bool = True) -> bytes:
    buffer = io.BytesIO()
    method = zipfile.ZIP_DEFLATED if compressed else zipfile.ZIP_STORED
    with zipfile.ZipFile(buffer, "w", method) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return buffer.getvalue()


@dataclass(frozen=True)
class PdfPage:
    """A page of A4 with what is drawn on it, in PDF's operators."""

    content: str
    more: str = ""  # entries of its dictionary


def write(text: str, x: float, y: float, size: float = 16) -> str:
    """Return the operators that write `text`, `y` points above the lower edge."""
    return f"BT /F {size} Tf {x} {y} Td <{text.encode('utf-16-be').hex()}> Tj ET\n"


def line(x0: float, y0: float, x1: float, y1: float) -> str:
    return f"{x0} {y0} m {x1} {y1} l S\n"


def page_of(
    rows: Iterable[str], *, size: float = 16, left: float = 80, top: float = 740
) -> PdfPage:
    """Return a page with rows of text; each full-width blank before a row indents it."""
    content = ""
    for i, row in enumerate(rows):
        blanks = len(row) - len(row.lstrip("\u3000"))
        content += write(row.lstrip("\u3000"), left + blanks * size, top - i * size * 1.75, size)
    return PdfPage(content)


def pdf(*pages: PdfPage | str, objects: Iterable[bytes] = (), trailer: str = "") -> bytes:
    """Return a .pdf file in a Chinese font that is not embedded; figures and letters are half-width.

    `objects` are further ones, numbered from 5.
    """
    further = list(objects)
    first = 5 + len(further)
    kids = " ".join(f"{first + 2 * i} 0 R" for i in range(len(pages)))
    bodies = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        f"<</Type/Pages/Kids[{kids}]/Count {len(pages)}>>".encode(),
        b"<</Type/Font/Subtype/Type0/BaseFont/STSong-Light/Encoding/UniGB-UTF16-H"
        b"/DescendantFonts[4 0 R]>>",
        b"<</Type/Font/Subtype/CIDFontType0/BaseFont/STSong-Light/CIDSystemInfo"
        b"<</Registry(Adobe)/Ordering(GB1)/Supplement 4>>/DW 1000/W[1 95 500 814 939 500]>>",
        *further,
    ]
    for i, page in enumerate(pages):
        one = page if isinstance(page, PdfPage) else PdfPage(page)
        stream = one.content.encode("latin-1")
        bodies += [
            f"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents {first + 2 * i + 1} 0 R"
            f"/Resources<</Font<</F 3 0 R>>>>{one.more}>>".encode(),
            b"<</Length %d>>stream\n%s\nendstream" % (len(stream), stream),
        ]
    return _with_table(bodies, trailer)


def _with_table(bodies: list[bytes], trailer: str) -> bytes:
    """Return the objects as a file with their offsets."""
    written = b"%PDF-1.5\n"
    offsets = []
    for number, body in enumerate(bodies, start=1):
        offsets.append(len(written))
        written += b"%d 0 obj" % number + body + b"endobj\n"
    entries = "".join(f"{offset:010} 00000 n \n" for offset in offsets)
    return (
        written
        + (
            f"xref\n0 {len(bodies) + 1}\n0000000000 65535 f \n{entries}"
            f"trailer<</Size {len(bodies) + 1}/Root 1 0 R{trailer}>>\nstartxref\n{len(written)}\n%%EOF\n"
        ).encode()
    )
