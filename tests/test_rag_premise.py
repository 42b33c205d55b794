"""What a question takes for granted."""

import pytest

from rag.language import comparable
from rag.premise import lacks_premise


@pytest.mark.parametrize(
    ("question", "text", "missing"),
    [
        ("规定一天内必须办好,写在哪一条?", "全程网上办理。", "必须"),
        ("规定15天内办好,写在哪一条?", "20天内办结。", "15"),
        ("规定必须办好,写在哪一条?", "应当当场办结。", None),
        ("Why did the plan cap the commission at 12%?", "support live-streaming", "12"),
        ("3A级企业奖励多少?", "对5A级企业奖励150万元。", "3a级"),
        ("5A级企业奖励多少?", "对5A级企业奖励150万元。", None),
        ("必须几天办好?", "尽快办理。", None),
        ("民政局里具体是哪个处室跟进?", "由民政局负责。", "处室"),
        ("民政局里具体是哪个处室跟进?", "由民政局养老处负责。", None),
        ("哪个处理方式?", "由民政局负责。", None),
        ("Which division of the bureau is it?", "by the civil affairs bureau", "division"),
    ],
)
def test_what_the_text_does_not_hold_is_named(question, text, missing):
    assert lacks_premise(comparable(question), comparable(text)) == missing
