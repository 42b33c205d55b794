"""The models of how questions are put, fitted on known ones."""

from eval.readings import Example, fit, told
from rag.readings import runs_of
from rag.types import Intent


def example(file, question, wants, kind):
    return Example(file, tuple(runs_of(question, [])), wants, kind)


KNOWN = [
    example("a", question, wants, kind)
    for thing in ("虾塘", "蜂箱", "果园", "茶山")
    for question, wants, kind in (
        (f"{thing}归谁管", False, Intent.AGENCY),
        (f"{thing}有多少个", False, Intent.FACT),
        (f"{thing}有哪些任务", False, Intent.TASKS),
        (f"{thing}建成了是吗", True, None),
    )
]
UNSEEN = [
    example("b", "鱼池归谁管", False, Intent.AGENCY),
    example("b", "鱼池有多少个", False, Intent.FACT),
    example("b", "鱼池有哪些任务", False, Intent.TASKS),
    example("b", "鱼池建成了是吗", True, None),
]


def test_the_models_tell_questions_on_another_thing_that_are_put_alike():
    assert told(fit(KNOWN), UNSEEN) == ("0 of 1", "0 of 3", "3 of 3")


def test_what_is_labelled_otherwise_counts_as_an_error():
    wrong = [
        example("b", "鱼池归谁管", True, Intent.FACT),
        example("b", "鱼池建成了是吗", False, Intent.AGENCY),
    ]
    missed, extra, kinds = told(fit(KNOWN), wrong)
    assert (missed, extra) == ("1 of 1", "1 of 1")
    assert kinds in {"0 of 2", "1 of 2"}


def test_a_run_of_few_questions_is_not_learned():
    models = fit([*KNOWN, example("a", "独此一问", False, Intent.FACT)])
    assert "独" not in models.known
    assert "归 谁" in models.known
