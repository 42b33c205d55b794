"""A .pdf file, read in a process of its own that can be stopped and cannot take others with it."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

from pydantic import ValidationError

from corpus.readers.errors import Refused, UnreadableReason
from corpus.readers.limits import Clock, Limits, too_slow
from corpus.readers.pdf_process import Outcome
from corpus.readers.types import ReadDocument

_ROOT = Path(__file__).parents[2]  # where the package `corpus` lies


def read_pdf(data: bytes, limits: Limits, clock: Clock) -> ReadDocument:
    """Return the document in a .pdf file.

    Raises:
        Refused: it is broken, encrypted, without text, or larger than the limits allow.

    """
    clock.check()
    paths = filter(None, (str(_ROOT), os.environ.get("PYTHONPATH")))
    try:
        process = subprocess.run(
            # -P: what lies in the working folder is no part of the program.
            [sys.executable, "-P", "-m", "corpus.readers.pdf_process", limits.model_dump_json()],
            input=data,
            capture_output=True,
            timeout=clock.seconds_left,
            env={**os.environ, "PYTHONPATH": os.pathsep.join(paths)},
            check=False,
        )
    except subprocess.TimeoutExpired as error:
        raise too_slow(limits.seconds) from error
    try:
        outcome = Outcome.model_validate_json(process.stdout)
    except ValidationError as error:  # it was killed or ran out of memory
        raise Refused(
            UnreadableReason.DAMAGED,
            "it is broken, or asks for more memory than there is; print it to a new .pdf",
        ) from error
    if outcome.document is None:
        raise Refused(outcome.reason or UnreadableReason.DAMAGED, outcome.words)
    return outcome.document
