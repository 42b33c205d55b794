"""The container of a .docx file: parts by name, in memory, never unpacked to the disk."""

from __future__ import annotations

import posixpath
import zipfile
import zlib
from dataclasses import dataclass, field
from io import BytesIO
from typing import Any

from lxml import etree

from corpus.readers.errors import Refused, UnreadableReason
from corpus.readers.limits import Limits

Element = Any  # an element of lxml, which has no types

_ENCRYPTED = 0x1  # flag of an entry
_MAX_PARTS = 10_000
# A container this small may be packed as tightly as it likes.
_HARMLESS_BYTES = 5_000_000
_RELATIONSHIPS = "_rels"
_MAIN_PART = "word/document.xml"
_ZIP_ERRORS = (
    zipfile.BadZipFile,
    zlib.error,
    EOFError,
    NotImplementedError,  # a method of packing that no Word writes
    RuntimeError,
    ValueError,
    OSError,
    KeyError,
)


@dataclass(frozen=True)
class Relation:
    """A part that another part refers to: the last word of its type, and its name."""

    kind: str
    name: str


@dataclass
class Package:
    """An open container; parts are read when they are asked for."""

    container: zipfile.ZipFile
    limits: Limits
    expanded: int = 0
    names: frozenset[str] = field(default_factory=frozenset)

    @classmethod
    def opened(cls, data: bytes, limits: Limits) -> Package:
        """Return the container in `data`.

        Raises:
            Refused: it is broken, encrypted, or states more content than the limits allow.

        """
        try:
            container = zipfile.ZipFile(BytesIO(data))
        except _ZIP_ERRORS as error:
            raise _broken() from error
        entries = container.infolist()
        expanded = sum(entry.file_size for entry in entries)
        ratio = expanded / max(1, len(data))
        if len(entries) > _MAX_PARTS or expanded > limits.expanded_bytes:
            raise _bomb(limits)
        if expanded > _HARMLESS_BYTES and ratio > limits.expansion_ratio:
            raise _bomb(limits)
        if any(entry.flag_bits & _ENCRYPTED for entry in entries):
            raise Refused(
                UnreadableReason.ENCRYPTED,
                "it is protected by a password; open it, remove the protection and save it as .docx",
            )
        return cls(container, limits, names=frozenset(entry.filename for entry in entries))

    def main_part(self) -> str:
        """Return the name of the part with the text.

        Raises:
            Refused: there is none.

        """
        for relation in self.relations(""):
            if relation.kind == "officeDocument":
                return relation.name
        if _MAIN_PART not in self.names:
            raise _broken()
        return _MAIN_PART

    def relations(self, name: str) -> tuple[Relation, ...]:
        """Return the parts inside the container that the part `name` refers to."""
        folder, base = posixpath.split(name)
        root = self.xml(posixpath.join(folder, _RELATIONSHIPS, f"{base}.rels"))
        if root is None:
            return ()
        found = []
        for one in root:
            if local(one) != "Relationship" or one.get("TargetMode") == "External":
                continue
            target = posixpath.normpath(posixpath.join("/", folder, one.get("Target") or ""))
            inside = target.lstrip("/")
            if inside in self.names:
                kind = (one.get("Type") or "").rpartition("/")[2]
                found.append(Relation(kind, inside))
        return tuple(found)

    def xml(self, name: str) -> Element | None:
        """Return the root of a part, None if there is no such part.

        Raises:
            Refused: it is broken, too large, or declares entities, which no Word does.

        """
        if name not in self.names:
            return None
        data = self._bytes(name)
        if b"<!DOCTYPE" in data.replace(b"\0", b""):
            raise Refused(
                UnreadableReason.DAMAGED,
                "it declares XML entities, which no Word file does; get it from its publisher",
            )
        parser = etree.XMLParser(
            resolve_entities=False, no_network=True, load_dtd=False, remove_comments=True
        )
        try:
            return etree.fromstring(data, parser)
        except etree.XMLSyntaxError as error:
            raise _broken() from error

    def _bytes(self, name: str) -> bytes:
        left = self.limits.expanded_bytes - self.expanded
        try:
            with self.container.open(name) as part:
                data = part.read(left + 1)
        except _ZIP_ERRORS as error:
            raise _broken() from error
        self.expanded += len(data)
        if len(data) > left:  # the sizes in the directory lied
            raise _bomb(self.limits)
        return data


def local(element: Element) -> str:
    """Return the name of an element without its namespace: the strict format has others."""
    tag = element.tag
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""


def attribute(element: Element | None, name: str) -> str | None:
    """Return the value of an attribute in whatever namespace; None for no element or attribute."""
    if element is None:
        return None
    for key, value in element.attrib.items():
        if key.rpartition("}")[2] == name:
            return str(value)
    return None


def child(element: Element | None, *path: str) -> Element | None:
    """Return the first element down a path of names, None if there is none."""
    found = element
    for name in path:
        if found is None:
            return None
        found = next((one for one in found if local(one) == name), None)
    return found


def is_on(element: Element | None) -> bool:
    """Return whether a switch such as <w:vanish/> is there and not set to off."""
    return element is not None and attribute(element, "val") not in ("0", "false", "off")


def number_in(words: str | None, otherwise: int) -> int:
    """Return the integer in `words`, at most nine digits of it, `otherwise` without one."""
    try:
        return int((words or "")[:9])
    except ValueError:
        return otherwise


def _broken() -> Refused:
    return Refused(UnreadableReason.DAMAGED, "it is broken or cut off; get the file anew")


def _bomb(limits: Limits) -> Refused:
    return Refused(
        UnreadableReason.TOO_LARGE,
        f"its parts expand to more than {limits.expanded_bytes:,} bytes or {limits.expansion_ratio} times "
        "its size, as no real document does; save its text alone as a .txt file",
    )
