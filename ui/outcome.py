"""How a command ends: 0, or one line on stderr and 2 for wrong usage, 1 for anything else."""

from __future__ import annotations

import io
import os
import signal
import sys
import traceback
from contextlib import suppress
from typing import NoReturn

import typer
from pydantic import ValidationError

from corpus.errors import AssistantError
from rag.settings import Settings


def run(app: typer.Typer) -> NoReturn:
    """Run the app with the arguments of this process and exit."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
    signal.signal(signal.SIGTERM, signal.default_int_handler)  # cleans up as after Ctrl-C
    code = _code_of(app)
    with suppress(OSError):
        sys.stderr.flush()
    sys.exit(code)


def _code_of(app: typer.Typer) -> int:
    # Not `app(standalone_mode=False)`: it turns Ctrl-C into a silent 130.
    command = typer.main.get_command(app)
    try:
        with command.make_context("zhengda", sys.argv[1:]) as context:
            command.invoke(context)
        if sys.stdout is not None:
            sys.stdout.flush()
    except typer.Exit as ended:
        return ended.exit_code
    except (KeyboardInterrupt, typer.Abort):
        return _failed("interrupted; what stood before still stands")
    except BrokenPipeError:
        _leave_stdout()
        return 1
    except AssistantError as error:
        return _failed(str(error))
    except OSError as error:
        _leave_stdout()
        where = f"{error.filename!r}: " if error.filename else ""
        return _failed(f"{where}{error.strerror or error}")
    except ValidationError as error:
        return _wrongly_set(error) if error.title == Settings.__name__ else _mistaken(error)
    except SystemExit:
        raise
    except BaseException as error:  # Chroma's core panics with an error that is no Exception
        return _misused(error) or _mistaken(error)
    return 0


def _wrongly_set(error: ValidationError) -> int:
    first = error.errors()[0]
    name = "ZHENGDA_" + "__".join(map(str, first["loc"])).upper()
    return _failed(f"{name} is {first['input']!r}: {first['msg']}; correct or unset the variable")


def _misused(error: BaseException) -> int:
    """Return 2 after a line on the usage error of the parser; 0 if it is none."""
    message = getattr(error, "format_message", None)
    if message is None:
        return 0
    words = message().rstrip(".")
    if words:  # `zhengda` alone has shown the help already
        _say(f"{words}; see: zhengda --help")
    return 2


def _mistaken(error: BaseException) -> int:
    """Keep the traceback of a mistake of ours in a file, and name it in the line."""
    log = Settings().home / "last-error.txt"
    words = "".join(traceback.format_exception(error))
    kept = ""
    with suppress(OSError):
        log.parent.mkdir(parents=True, exist_ok=True)
        log.write_text(words, encoding="utf-8", errors="backslashreplace")
        kept = f"; please report it with {str(log)!r}"
    return _failed(f"a mistake in the program, {type(error).__name__}: {error}{kept}")


def _failed(message: str) -> int:
    _say(message)
    return 1


def _say(message: str) -> None:
    with suppress(OSError):
        print(f"zhengda: {' '.join(message.split())}", file=sys.stderr)


def _leave_stdout() -> None:
    """Let nobody flush what cannot be written: Python would complain about it at its exit."""
    with suppress(OSError, ValueError, AttributeError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
