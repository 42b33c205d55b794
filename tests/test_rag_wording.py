"""What the words of a question say of its manner."""

import pytest

from rag.asked_roles import focus_of
from rag.language import comparable
from rag.query import Focus, ValueKind
from rag.wording import (
    ASKS_FOR_CITED,
    LEFT_OUT,
    OPEN_QUESTION,
    PROPOSES,
    TASKS,
    TERRITORIES,
    leaves_out_known,
    value_kind_of,
)


@pytest.mark.parametrize(
    ("text", "left_out"),
    [
        ("水利厅我已经联系上了,剩下还得找哪些单位?", True),
        ("水利厅我知道了,还差哪家?", True),
        ("水利厅我们早就对接过,名单给我", True),
        ("跟水利厅并列的是谁?", True),
        ("和财政厅一起扛的有哪些?", True),
        ("who shares the job with the water department?", True),
        ("who does the water department share it with?", True),
        ("we are already talking to the water department, which bodies are left?", True),
        ("水利厅我已经联系上了", False),  # nothing is asked
        ("我不清楚水利厅管什么", False),
        ("清理淤泥由谁负责?", False),
        ("who clears the silt?", False),
    ],
)
def test_a_body_that_is_known_already_is_left_out(text, left_out):
    assert leaves_out_known(text) is left_out
    assert (focus_of(text) is Focus.OTHERS) is left_out


@pytest.mark.parametrize(
    ("text", "focus"),
    [
        ("跟他并列的有哪家?", Focus.OTHERS),
        ("which bodies work alongside it?", Focus.OTHERS),
        ("who is sharing the load with them?", Focus.OTHERS),
        ("是主抓还是来打下手的?", Focus.ALL),
        ("要的是配合的", Focus.SUPPORT),
        ("which units are named as supporting?", Focus.SUPPORT),
    ],
)
def test_further_words_for_the_bodies_asked_for(text, focus):
    assert focus_of(text) is focus


@pytest.mark.parametrize(
    ("text", "cited"),
    [
        ("照哪个办法管?文号给我", True),
        ("渔船执照依据什么规定发?", True),
        ("按什么标准验收?", True),
        ("under which measures are they issued?", True),
        ("according to what rules?", True),
        ("这份方案根据哪个文件制定的?", False),  # the document's own particulars
        ("是依据什么意见编的?", False),
        ("按照哪个通知印发的?", False),
        ("这个办法管什么?", False),
        ("which measures are there?", False),
    ],
)
def test_a_document_that_a_text_cites_is_asked_for(text, cited):
    assert bool(ASKS_FOR_CITED.search(text)) is cited


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("那市州呢", True),
        ("各县要不要参加", True),
        ("区县也算吗", True),
        ("县政府", True),
        ("下面的乡镇", True),
        ("are local governments on the list too?", True),
        ("what about the cities", True),
        ("Prefectures?", True),
        ("省政府", False),
        ("市场监管局", False),
        ("城市", False),
        ("in what capacity", False),
    ],
)
def test_the_places_below_are_named(text, named):
    assert bool(TERRITORIES.search(text)) is named


@pytest.mark.parametrize(
    ("question", "kind"),
    [
        ("哪两个市搞试点?", ValueKind.PLACE),
        ("哪三个机场扩建?", ValueKind.PLACE),
        ("补几个亿?", ValueKind.MONEY),
        ("每亩补多少?", ValueKind.MONEY),
        ("每吨收几块?", ValueKind.MONEY),
        ("收购价定多少?", ValueKind.MONEY),
        ("工资标准是多少?", ValueKind.MONEY),
        # What is counted is said.
        ("补给多少家企业?", ValueKind.COUNT),
        ("收多少个学生?", ValueKind.COUNT),
        ("票价几年一调?", ValueKind.DATE),
        ("Which vice-governor signed it?", ValueKind.PERSON),
        ("Which deputy director is it?", ValueKind.PERSON),
        ("由哪一级定?", None),
    ],
)
def test_the_kind_of_value_that_is_asked_for(question, kind):
    assert value_kind_of(comparable(question)) is kind


@pytest.mark.parametrize("question", ["最多能有多重", "要多厚", "多大的车", "多强", "多重的车能进"])
def test_how_heavy_or_thick_something_is_asks_openly(question):
    assert OPEN_QUESTION.search(comparable(question))


def test_so_much_of_something_asks_nothing():
    assert not OPEN_QUESTION.search(comparable("给最多重的"))


@pytest.mark.parametrize(
    ("question", "tasks"),
    [
        ("把水利厅的条目全给我摘出来", True),
        ("水利厅的条款都拉一下", True),
        ("水利厅有哪些事要做", True),
        ("有多少件事要办", True),
        ("水利厅的办公楼在哪", False),
    ],
)
def test_all_tasks_are_asked_for_by_drawing_them_up(question, tasks):
    assert (TASKS.search(comparable(question)) is not None) is tasks


@pytest.mark.parametrize(
    ("question", "proposes"),
    [("只有水利厅?", True), ("我手上只有一份方案", False), ("这边只有一份", False)],
)
def test_what_one_has_at_hand_proposes_nothing(question, proposes):
    assert (PROPOSES.search(comparable(question)) is not None) is proposes


@pytest.mark.parametrize(
    ("question", "rest"),
    [
        ("不是水产的,是养蜂的由谁管", "_,是养蜂的由谁管"),
        ("不是水产那项,养蜂呢", "_,养蜂呢"),
        ("除了自贡还有哪个", "_还有哪个"),
        # Whether it is so is asked; nothing is left out.
        ("这是不是水产局的活", "这是不是水产局的活"),
    ],
)
def test_what_a_question_leaves_out_by_name(question, rest):
    assert LEFT_OUT.sub("_", comparable(question)) == rest
