"""Whether the sides of a comparison are as a question proposes."""

import pytest
from small_documents import clause, document

from corpus.gazetteer import read_name
from corpus.types import Responsibility, Role
from rag.compare_verdict import verdict_on_sides
from rag.covered import Covered
from rag.query import Query
from rag.types import Intent, Language


def side(name, *units):
    duties = tuple(Responsibility(agency=one, role=Role.JOINT, words=one) for one in units)
    return Covered(document(name), clause(name, "一", "养鱼。", responsibilities=duties))


SILENT = Covered(document("silent"), None)


def verdict(question, *sides, **flags):
    query = Query(
        question=question,
        standalone=question,
        language=Language.SIMPLIFIED,
        intent=Intent.COMPARE,
        topic="养鱼",
        **flags,
    )
    found = verdict_on_sides(query, sides)
    return found.value if found else None


@pytest.mark.parametrize(
    ("question", "sides", "wanted"),
    [
        ("两边的责任单位一样吗?", (side("a", "省水利厅"), side("b", "市水利局")), "yes"),
        ("两边的责任单位一样吗?", (side("a", "省水利厅"), side("b", "省财政厅")), "no"),
        ("两边的责任单位一样吗?", (side("a", "省水利厅"), SILENT), "no"),
        ("养鱼两份文件都有吗?", (side("a"), side("b")), "yes"),
        ("养鱼两份文件都有吗?", (side("a"), SILENT), "no"),
        ("is it the same body each time?", (side("a", "省水利厅"), side("b", "省水利厅")), "yes"),
        ("does the other name anyone for that as well?", (side("a", "省水利厅"), side("b")), "no"),
        ("那一份也写明谁负责了吗?", (side("a", "省水利厅"), side("b", "省财政厅")), "yes"),
        ("两边有什么不同?", (side("a"), side("b")), None),
        ("养鱼两边各归谁管", (side("a"), side("b")), None),
    ],
)
def test_sides_are_the_same_or_all_there_or_not(question, sides, wanted):
    assert verdict(question, *sides) == wanted


def test_a_body_must_be_named_on_each_side():
    sides = (side("a", "省水利厅"), side("b", "省财政厅"))
    body = {"bodies": (read_name("省水利厅"),), "proposes": True}
    assert verdict("省水利厅是不是两项都有份?", *sides, **body) == "no"
    assert verdict("省水利厅是不是两项都有份?", sides[0], sides[0], **body) == "yes"


@pytest.mark.parametrize(
    "question",
    [
        "养鱼两边都是一家单干吗?",
        "养鱼两边都是水利一家包下来的吧?",
        "养鱼两边都只由一个部门负责吗?",
        "is one body alone in charge on both sides?",
    ],
)
def test_a_body_is_not_alone_where_a_side_names_several(question):
    alone, several = side("a", "省水利厅"), side("b", "省水利厅", "省财政厅")
    assert verdict(question, alone, several) == "no"
    assert verdict(question, alone, alone) != "no"


def test_that_a_body_is_alone_is_denied_although_each_side_names_it():
    body = {"bodies": (read_name("省水利厅"),), "proposes": True}
    alone, several = side("a", "省水利厅"), side("b", "省水利厅", "省财政厅")
    assert verdict("省水利厅是不是两边都单干?", alone, several, **body) == "no"
    assert verdict("省水利厅是不是两边都单干?", alone, alone, **body) == "yes"
