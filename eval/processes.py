"""Run a command and measure it from outside: seconds and peak memory."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Mapping, Sequence
from pathlib import Path
from tempfile import TemporaryFile
from time import perf_counter

from corpus.errors import AssistantError
from corpus.types import Frozen


class BenchmarkError(AssistantError):
    """A command of the benchmark failed."""


class Finished(Frozen):
    """A command that ended well. The peak is of resident memory, of this one process.

    Linux counts the memory of the process that starts a command as the command's own.
    """

    seconds: float
    peak_megabytes: float
    stdout: str
    stderr: str


def run_measured(command: Sequence[str], environment: Mapping[str, str]) -> Finished:
    """Run `command` to its end, with `environment` added to ours.

    Raises BenchmarkError with the command's last line when it fails.
    """
    with TemporaryFile() as stdout, TemporaryFile() as stderr:
        start = perf_counter()
        process = subprocess.Popen(
            command,
            stdin=subprocess.DEVNULL,
            stdout=stdout,
            stderr=stderr,
            env={**os.environ, **environment},
        )
        _, status, usage = os.wait4(process.pid, 0)
        seconds = perf_counter() - start
        process.returncode = os.waitstatus_to_exitcode(status)
        texts = []
        for file in (stdout, stderr):
            file.seek(0)
            texts.append(file.read().decode("utf-8", "replace"))
    if process.returncode:
        last_line = (texts[1].strip() or texts[0].strip() or "no output").splitlines()[-1]
        raise BenchmarkError(f"{' '.join(command)!r:.200} failed: {last_line}")
    return Finished(
        seconds=seconds,
        peak_megabytes=usage.ru_maxrss / 1024,  # Linux counts it in kilobytes
        stdout=texts[0],
        stderr=texts[1],
    )


def peak_megabytes(process_id: int) -> float:
    """Return the highest resident memory of a running process so far (VmHWM, Linux only)."""
    status = Path(f"/proc/{process_id}/status").read_text("ascii", "replace")
    line = next(line for line in status.splitlines() if line.startswith("VmHWM:"))
    return int(line.split()[1]) / 1024
