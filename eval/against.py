"""A run against an earlier one, case by case."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from pydantic import BaseModel, ConfigDict, ValidationError
from scipy.stats import binomtest

from corpus.errors import AssistantError
from corpus.types import Frozen
from eval.outcome import Outcome


class RunError(AssistantError):
    """A folder that holds no run to compare with; the message says where and why."""


class _Line(BaseModel):
    """What is read of a line of `answers.jsonl`; versions before and after may hold other fields."""

    model_config = ConfigDict(frozen=True, extra="ignore")


class EarlierFinding(_Line):
    """Why an answer was wrong, in the words of the version that judged it."""

    reason: str


class EarlierAnswer(_Line):
    """What an answer said."""

    text: str


class EarlierCase(_Line):
    """A case of an earlier run."""

    id: str
    turns: tuple[str, ...]
    right: bool
    findings: tuple[EarlierFinding, ...] = ()
    answers: tuple[EarlierAnswer, ...] = ()


class Change(Frozen):
    """A case that is right in one run alone, and why it is wrong in the other.

    A text is empty where the question failed.
    """

    id: str
    turns: tuple[str, ...]
    reasons: tuple[str, ...]
    text_before: str
    text_now: str


class Against(Frozen):
    """The cases that both runs asked in the same words, and what became of them.

    `p_value` is that of the exact McNemar test: how probable so uneven a split of the changed cases
    is when a change is as likely for the better as for the worse; 1 without changes.
    """

    run: str
    cases: int
    right_before: int
    right_now: int
    newly_right: tuple[Change, ...]
    newly_wrong: tuple[Change, ...]
    p_value: float
    only_before: int
    only_now: int


def read_run(folder: Path) -> tuple[EarlierCase, ...]:
    """Return the cases of the run kept in `folder`.

    Raises RunError when there is none, or a line of it is no answer of a run.
    """
    path = folder / "answers.jsonl"
    try:
        lines = path.read_text(encoding="utf-8").split("\n")
        return tuple(EarlierCase.model_validate_json(line) for line in lines if line.strip())
    except (OSError, UnicodeDecodeError) as cause:
        raise RunError(f"no run in {str(folder)!r}: {cause}") from cause
    except ValidationError as cause:
        raise RunError(f"{str(path)!r} is not from `zhengda eval --report`") from cause


def compare(outcomes: Iterable[Outcome], earlier: Iterable[EarlierCase], run: str) -> Against:
    """Return what changed since the run `earlier`, which is called `run` in the reports."""
    now = {(one.case.id, one.case.turns): one for one in outcomes}
    before = {(one.id, one.turns): one for one in earlier}
    both = [key for key in now if key in before]
    pairs = [(before[key], now[key]) for key in both]
    newly_right = [
        _change(*pair) for pair in pairs if not pair[0].right and pair[1].judgement.right
    ]
    newly_wrong = [
        _change(*pair) for pair in pairs if pair[0].right and not pair[1].judgement.right
    ]
    return Against(
        run=run,
        cases=len(both),
        right_before=sum(then.right for then, _ in pairs),
        right_now=sum(one.judgement.right for _, one in pairs),
        newly_right=tuple(newly_right),
        newly_wrong=tuple(newly_wrong),
        p_value=mcnemar(len(newly_right), len(newly_wrong)),
        only_before=len(before) - len(both),
        only_now=len(now) - len(both),
    )


def mcnemar(better: int, worse: int) -> float:
    """Return the two-sided p-value of the exact McNemar test; 1 without changes."""
    changed = better + worse
    return float(binomtest(better, changed, 0.5).pvalue) if changed else 1.0


def _change(before: EarlierCase, now: Outcome) -> Change:
    reasons_before = dict.fromkeys(finding.reason for finding in before.findings)
    return Change(
        id=before.id,
        turns=before.turns,
        reasons=now.judgement.reasons if before.right else tuple(reasons_before),
        text_before=before.answers[-1].text if before.answers else "",
        text_now=now.answer.text if now.answer else "",
    )
