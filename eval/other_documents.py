"""Questions on documents that the project was not made with: `python -m eval.other_documents`.

The forty-five made-up documents of `tests/documents` stand beside the shipped ones, in an index of their
own under the home folder, without renderings.
"""

from __future__ import annotations

import shutil
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Annotated, Final

import typer
from rich.console import Console

from corpus.errors import AssistantError
from corpus.library import SHIPPED_DOCUMENTS, load_corpus
from embeddings.build import build_index
from embeddings.index import ClauseIndex
from embeddings.model import open_encoder
from eval.cases import QUESTIONS, QuestionsError
from eval.evaluate import run_evaluation
from eval.trial import reporting
from rag.assistant import Assistant
from rag.knowledge import Knowledge
from rag.settings import Settings

DOCUMENTS: Final = Path(__file__).parents[1] / "tests" / "documents"
FILES: Final = tuple(sorted((QUESTIONS / "other_documents").glob("*.jsonl")))
_HOME: Final = "other-documents"


def main(
    report: Annotated[Path | None, typer.Option(help="Keep the run in this folder.")] = None,
) -> None:
    """Put the questions on the made-up documents and print which answers are right."""
    console = Console()
    try:
        with TemporaryDirectory() as folder, reporting(console) as progress:
            corpus = load_corpus(together(Path(folder)))
            settings = Settings()
            encoder = open_encoder(settings.home, settings.model, progress=progress)
            home = settings.home / _HOME
            build_index(corpus.parsed, home, encoder, progress)
            assistant = Assistant(Knowledge(corpus), ClauseIndex(home, encoder))
        texts = {clause.clause_id: clause.text for clause in corpus.clauses}
        run_evaluation(assistant, FILES, report_dir=report, console=console, clause_texts=texts)
    except (AssistantError, QuestionsError) as failure:
        typer.echo(str(failure), err=True)
        raise typer.Exit(1) from failure


def together(folder: Path) -> Path:
    """Copy the shipped documents and the others, as plain text, into one folder."""
    truths = DOCUMENTS.glob("*.truth.json")
    others = [DOCUMENTS / path.name.replace(".truth.json", ".txt") for path in truths]
    for path in [*SHIPPED_DOCUMENTS.iterdir(), *others]:
        shutil.copy(path, folder)
    return folder


if __name__ == "__main__":
    typer.run(main)
