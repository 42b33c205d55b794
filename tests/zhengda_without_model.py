"""The command line with an encoder that needs no model, to be run by tests in a process of its own.

python zhengda_without_model.py [--documents FOLDER] [--slow FILE] -- ARGUMENTS…

--documents: other documents than the package's. --slow: the encoder writes FILE and then takes a
minute.
"""

import argparse
import signal
import sys
import time
from pathlib import Path

from topic_rules import by_words_alone

import rag.build
import rag.on_topic
from corpus.library import SHIPPED_DOCUMENTS, load_corpus
from embeddings.hashed import HashedEncoder


class SlowEncoder(HashedEncoder):
    """Says that it was given something to encode, and takes its time."""

    def __init__(self, started: Path):
        super().__init__()
        self._started = started

    def encode_passages(self, texts):
        self._started.write_text("encoding")
        time.sleep(60)
        return super().encode_passages(texts)


def run(arguments):
    parser = argparse.ArgumentParser()
    parser.add_argument("--documents", type=Path, default=SHIPPED_DOCUMENTS)
    parser.add_argument("--slow", type=Path)
    parser.add_argument("words", nargs="*")
    chosen = parser.parse_args(arguments)
    encoder = SlowEncoder(chosen.slow) if chosen.slow else HashedEncoder()
    signal.signal(signal.SIGINT, signal.default_int_handler)  # a shell's background jobs ignore it
    rag.build._shipped = lambda: load_corpus(chosen.documents)
    rag.build.open_encoder = lambda settings, progress: encoder
    rag.on_topic.fitted_models = by_words_alone

    from ui.cli import main  # noqa: PLC0415 - it takes the names that were replaced

    sys.argv = ["zhengda", *chosen.words]
    main()


if __name__ == "__main__":
    run(sys.argv[1:])
