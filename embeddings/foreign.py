"""Questions in another script than the clauses, such as English ones.

To the model every clause is far from an English question, and how far depends on the clause more
than on the question: short headings come first whatever is asked. So what English questions have in
common is taken off the question's vector. On 44 English questions, written by whoever tuned this
and with the clauses in sight, the share with the right clause among the first five rose from 0.48 to 0.86; any `COMMON_SHARE` from 0.5 to 1 and
other sets of questions do about as well. Questions in Chinese gain nothing by it.
"""

from __future__ import annotations

import re
from typing import Final

import numpy as np

from embeddings.encode import Encoder, Vectors

COMMON_SHARE: Final = 0.8

_QUESTIONS_ABOUT_OTHER_THINGS: Final = (
    "Who is responsible for primary schools?",
    "Which department takes the lead on water quality?",
    "How can a family apply for housing benefit?",
    "What is the deadline for the annual report?",
    "Which ministry supervises hospitals and clinics?",
    "How much money is set aside for flood control?",
    "What are the requirements for a driving licence?",
    "Who pays pensions to retired workers?",
    "What does the plan say about air pollution?",
    "Which agencies take part in food inspections?",
    "When does the new tax rule take effect?",
    "How many jobs should be created by 2030?",
    "Is there a subsidy for small farmers?",
    "What must companies report to the authorities?",
    "Who issues permits for building work?",
    "What is being done about traffic accidents?",
)
_LATIN: Final = re.compile(r"[A-Za-z]")
_HAN: Final = re.compile(r"[\u3400-\u9fff]")


def is_foreign(question: str) -> bool:
    """Return whether most of the question's letters are not Chinese: a quoted term may be."""
    # An English word has about five letters, a Chinese one two characters.
    return len(_LATIN.findall(question)) > 5 / 2 * len(_HAN.findall(question))


def common_part(encoder: Encoder) -> Vectors:
    """Return what is to be taken off a foreign question's vector: the mean of others, in part."""
    vectors = encoder.encode_queries(_QUESTIONS_ABOUT_OTHER_THINGS)
    return np.asarray(COMMON_SHARE * np.mean(vectors, axis=0), dtype=np.float32)


def without(common: Vectors, question: Vectors) -> Vectors:
    """Return the unit vector of what is left of a question."""
    rest = question - common
    return rest / np.float32(np.linalg.norm(rest))
