"""Which part of a sentence answers: neighbouring values of one sentence (新建…,扩建…) are kept apart.

A part is told by the words that the question shares with it, with its rendering in everyday
Chinese where that has the same parts, and by how many things it lists where a question says how many it wants (哪三个市).
"""

from __future__ import annotations

import re

from corpus.rendered import rendered_words
from corpus.types import Clause
from rag.evidence import HOLDS
from rag.knowledge import Knowledge, terms_of
from rag.language import comparable
from rag.numerals import value_of
from rag.parallel import parts_of
from rag.query import Query
from rag.wording import LEFT_OUT
