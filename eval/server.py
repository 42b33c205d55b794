"""Serve the chat, ask it questions as its page does, and see how much memory it takes."""

from __future__ import annotations

import json
import socket
import subprocess
import urllib.error
import urllib.request
from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing, contextmanager
from http.client import HTTPResponse
from os import environ
from time import monotonic, sleep
from typing import cast
from uuid import uuid4

from pydantic import BaseModel, ConfigDict, JsonValue

from eval.processes import BenchmarkError, peak_megabytes

_START_SECONDS = 120
_ANSWER_SECONDS = 60


class _Part(BaseModel):
    """A part of gradio's description of the page; it has many more fields."""

    model_config = ConfigDict(frozen=True, extra="ignore")


class _Props(_Part):
    value: JsonValue = None


class _Component(_Part):
    id: int
    type: str
    props: _Props


class _Event(_Part):
    id: int
    targets: tuple[tuple[int | None, str], ...]
    inputs: tuple[int, ...]


class _Page(_Part):
    components: tuple[_Component, ...]
    dependencies: tuple[_Event, ...]


class _Message(_Part):
    msg: str
    success: bool | None = None


def measure_server(
    serve: Sequence[str], environment: Mapping[str, str], questions: Sequence[str]
) -> float:
    """Return the peak of resident memory, in megabytes, of a server that answered `questions`.

    `serve` is the command without `--host` and `--port`. Raises BenchmarkError when the server does
    not start or does not answer.
    """
    port = _free_port()
    command = (*serve, "--host", "127.0.0.1", "--port", str(port))
    with _running(command, environment) as process:
        chat = _Chat(f"http://127.0.0.1:{port}", process)
        for question in questions:
            chat.ask(question)
        return peak_megabytes(process.pid)


class _Chat:
    """The page's side of the chat: a new session, so a new conversation, for each question."""

    def __init__(self, address: str, process: subprocess.Popen[bytes]) -> None:
        self._api = f"{address}/gradio_api"
        self._page = _Page.model_validate_json(_wait_for(f"{address}/config", process))
        self._event, self._box = next(
            (event, target)
            for event in self._page.dependencies
            for target, trigger in event.targets
            if trigger == "submit" and target is not None
        )

    def ask(self, question: str) -> None:
        session = uuid4().hex
        body = {
            "data": [self._input(number, question) for number in self._event.inputs],
            "event_data": None,
            "fn_index": self._event.id,
            "trigger_id": self._box,
            "session_hash": session,
        }
        request = urllib.request.Request(
            f"{self._api}/queue/join",
            data=json.dumps(body).encode(),
            headers={"Content-Type": "application/json"},
        )
        try:
            with urllib.request.urlopen(request, timeout=_ANSWER_SECONDS):
                pass
            done = self._last_message(session)
        except OSError as cause:
            raise BenchmarkError(f"the server does not answer {question!r}: {cause}") from cause
        if not done.success:
            raise BenchmarkError(f"the server failed to answer {question!r}")

    def _input(self, number: int, question: str) -> JsonValue:
        if number == self._box:
            return question
        component = next(one for one in self._page.components if one.id == number)
        return None if component.type == "state" else component.props.value

    def _last_message(self, session: str) -> _Message:
        url = f"{self._api}/queue/data?session_hash={session}"
        with urllib.request.urlopen(url, timeout=_ANSWER_SECONDS) as stream:
            for message in _messages(stream):
                if message.msg == "process_completed":
                    return message
        return _Message(msg="closed")


def _messages(stream: HTTPResponse) -> Iterator[_Message]:
    for line in stream:
        if line.startswith(b"data:"):
            yield _Message.model_validate_json(line.removeprefix(b"data:"))


def _wait_for(url: str, process: subprocess.Popen[bytes]) -> bytes:
    deadline = monotonic() + _START_SECONDS
    while monotonic() < deadline and process.poll() is None:
        try:
            with urllib.request.urlopen(url, timeout=5) as response:
                return cast(bytes, response.read())
        except (urllib.error.URLError, ConnectionError, TimeoutError):
            sleep(0.2)
    raise BenchmarkError(f"the server did not start; its exit code is {process.poll()}")


@contextmanager
def _running(
    command: Sequence[str], environment: Mapping[str, str]
) -> Iterator[subprocess.Popen[bytes]]:
    process = subprocess.Popen(
        command,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        env={**environ, **environment},
    )
    try:
        yield process
    finally:
        process.terminate()
        try:
            process.wait(timeout=10)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


def _free_port() -> int:
    with closing(socket.socket()) as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
