"""What can fail here, each with a message of one line that names the remedy."""

from __future__ import annotations

from corpus.errors import AssistantError


class EmbeddingError(AssistantError):
    """The model or the index cannot be used; the message says what to do."""


class ModelMissingError(EmbeddingError):
    """The embedding model is not there and cannot be put there."""


class ModelDamagedError(EmbeddingError):
    """The weights of the embedding model are not those that were published."""


class IndexMissingError(EmbeddingError):
    """There is no index, or none that this model made."""


class IndexDamagedError(EmbeddingError):
    """There is an index, but it cannot be read or contradicts itself."""


class IndexBusyError(EmbeddingError):
    """Another process is building the index."""


class IndexNotWrittenError(EmbeddingError):
    """The new index could not be written; the one before it still stands."""


class LinksDamagedError(EmbeddingError):
    """A file of links or of decisions on them cannot be read."""


class LinksNotWrittenError(EmbeddingError):
    """Links or decisions could not be written; what was there before still stands."""
