"""The files that paths of the command line mean: themselves, or those of a folder."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from corpus.corrected import CORRECTION_ENDING
from corpus.readers.kinds import may_hold_document


@dataclass(frozen=True)
class FoundFiles:
    """The files to take in, in a fixed order, and those of folders that are no documents.

    Documents that cannot be read (.doc, .wps, .ofd) are among the files: each is a failure that says
    how to convert it.
    """

    files: tuple[Path, ...]
    left_out: tuple[Path, ...]


def files_in(paths: Sequence[Path]) -> FoundFiles:
    """Return each path that is no folder, and the files of folders and of those inside them."""
    files: list[Path] = []
    left_out: list[Path] = []
    for path in paths:
        if not path.is_dir():
            files.append(path)
            continue
        for file in _files_of(path):
            (files if may_hold_document(file.suffix) else left_out).append(file)
    return FoundFiles(tuple(dict.fromkeys(files)), tuple(left_out))


def _files_of(folder: Path) -> Iterator[Path]:
    """Yield the files of a folder but hidden ones and corrections; links to folders lead nowhere."""
    for path in sorted(folder.iterdir()):
        if path.name.startswith((".", "~$")) or path.name.endswith(CORRECTION_ENDING):
            continue
        if path.is_dir():
            if not path.is_symlink():
                yield from _files_of(path)
        else:
            yield path
