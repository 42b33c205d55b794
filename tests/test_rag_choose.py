import pytest

from rag.choose import choose
from rag.evidence import Thresholds
from rag.retrieve import Found, ScoredClause
from rag.understand import understand

BODIES = "四川的冷链物流设施由哪些部门负责?"
COLD_CHAIN, HUBS = "sichuan-circulation-2022#三(一)2", "sichuan-circulation-2022#三(一)1"


def confidence(knowledge, first, second):
    """Return how sure an answer is whose two nearest clauses have these scores."""
    near = tuple(
        ScoredClause(knowledge.clauses[clause_id], score=score, similarity=0.9, coverage=0.5)
        for clause_id, score in ((COLD_CHAIN, first), (HUBS, second))
    )
    found = Found(understand(BODIES, None, knowledge.library), near=near)
    return choose(found, knowledge, None, Thresholds()).confidence


@pytest.mark.parametrize(
    ("first", "second", "expected"),
    [
        (0.90, 0.90, 0.45 + 0.3 * 0.5),
        (0.91, 0.90, 0.45 + 0.3 * 0.5 + 0.25 * 0.01 / 0.02),
        (0.99, 0.90, 0.45 + 0.3 * 0.5 + 0.25),
        (0.50, 0.90, 0.45 + 0.3 * 0.5),
    ],
)
def test_confidence_grows_with_the_lead_of_the_first_clause(knowledge, first, second, expected):
    assert confidence(knowledge, first, second) == pytest.approx(expected, abs=0.006)
