"""The pipeline of the tutorials, to compare with: fixed-size passages, their vectors, Chroma.

`eval.tutorial` runs it as `python -m eval.tutorial_pipeline TASK.json` in a process of its own, so
that its memory is its own; it prints a `TutorialRun`.
"""

from __future__ import annotations

import sys
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter

from langchain_chroma import Chroma
from langchain_core.documents import Document as Passage
from langchain_core.embeddings import Embeddings
from langchain_text_splitters import RecursiveCharacterTextSplitter
from sentence_transformers import SentenceTransformer

from eval.tutorial import FoundPassage, TutorialRun, TutorialTask

_PASSAGE_CHARACTERS = 500
_OVERLAP_CHARACTERS = 50


class _PlainEmbeddings(Embeddings):
    """Encodes as `HuggingFaceEmbeddings` of langchain-huggingface does by default.

    That package refuses the huggingface-hub our other packages need; its vectors are the same.
    """

    def __init__(self, model: Path) -> None:
        self._model = SentenceTransformer(str(model), device="cpu")

    def embed_documents(self, texts: list[str]) -> list[list[float]]:
        vectors = self._model.encode([text.replace("\n", " ") for text in texts])
        return [[float(value) for value in vector] for vector in vectors]

    def embed_query(self, text: str) -> list[float]:
        return self.embed_documents([text])[0]


def run_tutorial(task: TutorialTask) -> TutorialRun:
    """Index the files of `task`, then ask its questions one after the other."""
    start = perf_counter()
    embeddings = _PlainEmbeddings(task.model)
    loaded = perf_counter()
    with TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        passages = [passage for file in task.files for passage in split_file(file)]
        store = Chroma.from_documents(passages, embeddings, persist_directory=folder)
        indexed = perf_counter()
        store.similarity_search("warm-up", k=1)
        asked = [_ask(store, question) for question in task.questions]
    return TutorialRun(
        passages=len(passages),
        load_seconds=loaded - start,
        index_seconds=indexed - loaded,
        query_seconds=tuple(seconds for seconds, _ in asked),
        first_passages=tuple(passage for _, passage in asked),
    )


def split_file(file: Path) -> list[Passage]:
    """Return the passages of a raw file, each with its document and its lines."""
    text = file.read_bytes().decode("utf-8")
    splitter = RecursiveCharacterTextSplitter(
        chunk_size=_PASSAGE_CHARACTERS, chunk_overlap=_OVERLAP_CHARACTERS, add_start_index=True
    )
    passages: list[Passage] = splitter.create_documents([text])
    for passage in passages:
        start = passage.metadata["start_index"]
        first = text.count("\n", 0, start) + 1
        last = first + passage.page_content.count("\n")
        passage.metadata = {"document": file.stem, "first": first, "last": last}
    return passages


def _ask(store: Chroma, question: str) -> tuple[float, FoundPassage]:
    start = perf_counter()
    first = store.similarity_search(question)[0].metadata
    seconds = perf_counter() - start
    lines = (first["first"], first["last"])
    return seconds, FoundPassage(document=first["document"], lines=lines)


if __name__ == "__main__":
    task_given = TutorialTask.model_validate_json(Path(sys.argv[1]).read_text("utf-8"))
    sys.stdout.write(run_tutorial(task_given).model_dump_json() + "\n")
