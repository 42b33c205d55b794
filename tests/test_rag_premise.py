"""What a question takes for granted."""

import pytest

from rag.language import comparable
from rag.premise import lacks_amount, lacks_one_in_order, lacks_premise


@pytest.mark.parametrize(
    ("question", "text", "missing"),
    [
        ("规定一天内必须办好,写在哪一条?", "全程网上办理。", "必须"),
        ("规定15天内办好,写在哪一条?", "20天内办结。", "15"),
        ("规定必须办好,写在哪一条?", "应当当场办结。", None),
        ("Why did the plan cap the commission at 12%?", "support live-streaming", "12"),
        ("3A级企业奖励多少?", "对5A级企业奖励150万元。", "3a级"),
        ("5A级企业奖励多少?", "对5A级企业奖励150万元。", None),
        ("村里那一级呢?", "设立县、乡二级田长。", None),
        ("乡一级多久巡一次?", "设立县、乡二级田长。", None),
        ("一级田长多久巡一次?", "设立县、乡二级田长。", "一级"),
        ("必须几天办好?", "尽快办理。", None),
        ("民政局里具体是哪个处室跟进?", "由民政局负责。", "处室"),
        ("民政局里具体是哪个处室跟进?", "由民政局养老处负责。", None),
        ("哪个处理方式?", "由民政局负责。", None),
        ("Which division of the bureau is it?", "by the civil affairs bureau", "division"),
    ],
)
def test_what_the_text_does_not_hold_is_named(question, text, missing):
    assert lacks_premise(comparable(question), comparable(text)) == missing


@pytest.mark.parametrize(
    ("question", "text", "missing"),
    [
        ("第四批试点有哪些?", "公布第一批、第二批试点。", "第四批"),
        ("第二批试点有哪些?", "公布第一批、第二批试点。", None),
        ("第2批试点有哪些?", "公布第二批试点。", None),
        ("第十二批试点有哪些?", "公布第十二批试点。", None),
        # It has no batches at all, or other things of that number.
        ("第四批试点有哪些?", "公布试点。", None),
        ("第四期工程由谁建?", "公布第一批试点。", None),
    ],
)
def test_one_in_order_is_missed_where_there_are_others(question, text, missing):
    assert lacks_one_in_order(comparable(question), comparable(text)) == missing


@pytest.mark.parametrize(
    ("question", "text", "missing"),
    [
        ("30万元由谁发?", "给予50万元奖励。", "30万元"),
        ("五十万元由谁发?", "给予50万元奖励。", None),
        ("补5亿元由谁发?", "给予5万元奖励。", "5亿元"),
        ("补500000元由谁发?", "给予50万元奖励。", None),
        ("这几样谁一块儿管?", "给予500元奖励。", None),
        ("1,000元由谁发?", "给予1000元奖励。", None),
        ("30万元由谁发?", "给予奖励。", "30万元"),
        ("30块地由谁管?", "给予奖励。", None),
        ("奖励由谁发?", "给予50万元奖励。", None),
        ("5亿元由谁发?", "给予5万元奖励。", "5亿元"),
    ],
)
def test_an_amount_that_nobody_set_is_missed(question, text, missing):
    assert lacks_amount(comparable(question), comparable(text)) == missing
