"""An assistant that follows the documents: what other processes add or remove, it knows at once."""

from __future__ import annotations

import logging
import threading
from collections.abc import Iterator, Mapping, Sequence

from corpus.errors import AssistantError
from corpus.shelf import Shelf
from embeddings.progress import Progress, silent
from embeddings.state import pointer_stamp
from rag import build
from rag.assistant import Assistant
from rag.settings import Settings
from rag.types import Answer

_log = logging.getLogger(__name__)

_Stamp = tuple[tuple[int, int, int], tuple[int, int, int]]


class FollowingAssistant:
    """Answers each conversation from the documents and the index as they stand when it is asked.

    Threads may share it. Documents and index are swapped together: an answer is made from those of
    one moment.
    """

    def __init__(self, settings: Settings, progress: Progress = silent) -> None:
        """Open documents and index as `open_assistant` does, and raise what it raises."""
        self._settings = settings
        self._encoder = build.open_encoder(settings, progress)
        self._opening = threading.Lock()
        self._stamp = self._stamp_now()
        self._assistant = build.assistant_with(self._encoder, settings, progress)
        self._stamp = self._stamp_after_opening(self._stamp)

    def answer(self, turns: Sequence[str]) -> list[Answer]:
        """Return one answer per question of a conversation, all from the same documents."""
        return self.current().answer(turns)

    def current(self) -> Assistant:
        """Return the assistant on the documents as they are now."""
        with self._opening:
            stamp = self._stamp_now()
            if stamp != self._stamp:
                try:
                    self._assistant = build.assistant_with(self._encoder, self._settings)
                    self._stamp = self._stamp_after_opening(stamp)
                except AssistantError as error:  # what was opened before still answers
                    _log.warning("the documents have changed but cannot be opened: %s", error)
                    self._stamp = stamp
            return self._assistant

    @property
    def titles(self) -> Mapping[str, str]:
        """Return the titles of the documents by their ids, always those of now."""
        return _Titles(self)

    def _stamp_now(self) -> _Stamp:
        home = self._settings.home
        return Shelf(home).stamp(), pointer_stamp(home / "index")

    def _stamp_after_opening(self, before: _Stamp) -> _Stamp:
        """Return the stamp of what was opened: opening may have built the index.

        A document that came meanwhile has changed the list, and is taken up at the next question.
        """
        after = self._stamp_now()
        return after if after[0] == before[0] else before


class _Titles(Mapping[str, str]):
    def __init__(self, following: FollowingAssistant) -> None:
        self._following = following

    def __getitem__(self, document_id: str) -> str:
        return self._following.current().knowledge.documents[document_id].title

    def __iter__(self) -> Iterator[str]:
        return iter(self._following.current().knowledge.documents)

    def __len__(self) -> int:
        return len(self._following.current().knowledge.documents)
