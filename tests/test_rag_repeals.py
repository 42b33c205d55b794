"""Answers from a document that another one of the corpus repeals."""

import pytest

from corpus.parse import CatalogueEntry, parse_document
from corpus.types import Status

OLD = (
    "湖北省人民政府办公厅关于印发湖北省水库管理办法的通知\n鄂政办发〔2010〕5号\n各市人民政府:\n"
    "一、加固水库。加固水库九座。(责任单位:省水利厅)\n湖北省人民政府办公厅\n2010年3月5日\n"
)
NEW = (
    "湖北省人民政府办公厅关于印发湖北省蓄水工程办法的通知\n鄂政办发〔2024〕3号\n各市人民政府:\n"
    "一、巡查堤坝。每季度巡查堤坝。(责任单位:省应急厅)\n"
    "二、施行。本办法自印发之日起施行,《湖北省水库管理办法》(鄂政办发〔2010〕5号)同时废止。\n"
    "湖北省人民政府办公厅\n2024年3月5日\n"
)


@pytest.fixture(scope="module")
def assistant(assistant_on):
    return assistant_on(
        *(
            parse_document(text, CatalogueEntry(name, f"{name}.txt"))
            for name, text in (("old", OLD), ("new", NEW))
        )
    )


@pytest.mark.parametrize(
    ("question", "warning"),
    [
        (
            "湖北省加固水库由谁负责?",
            "⚠ 《湖北省水库管理办法》已被《湖北省蓄水工程办法》(鄂政办发〔2024〕3号)废止,",
        ),
        (
            "《湖北省水库管理办法》第一部分说了什么?",
            "⚠ 《湖北省水库管理办法》已被《湖北省蓄水工程办法》(鄂政办发〔2024〕3号)废止,",
        ),
        (
            "Who is responsible for 加固水库 in Hubei?",
            "⚠ Repealed (已失效): 《湖北省水库管理办法》, by 《湖北省蓄水工程办法》(鄂政办发〔2024〕3号).",
        ),
    ],
)
def test_an_answer_from_it_says_first_what_repeals_it(assistant, question, warning):
    [answer] = assistant.answer([question])
    assert answer.citations[0].document == "old"
    assert answer.text.startswith(warning)
    assert answer.citations[0].status is Status.REPEALED
    assert "已失效" in answer.citations[0].cite_as
    assert assistant.replaced == 0


def test_whether_it_is_in_force_is_answered_from_what_repeals_it(assistant):
    [answer] = assistant.answer(["《湖北省水库管理办法》还有效吗?"])
    assert not answer.refused
    assert answer.verdict == "no"
    assert "已被《湖北省蓄水工程办法》(鄂政办发〔2024〕3号)废止" in answer.text
    assert assistant.replaced == 0


def test_the_document_that_repeals_is_not_warned_of(assistant):
    [answer] = assistant.answer(["湖北省由谁巡查堤坝?"])
    assert answer.citations[0].document == "new"
    assert "⚠" not in answer.text


def notice(until):
    return (
        "湖北省人民政府办公厅关于印发湖北省水库管理办法的通知\n鄂政办发〔2010〕5号\n各市人民政府:\n"
        "一、加固水库。加固水库九座。(责任单位:省水利厅)\n"
        f"二、施行。本办法自印发之日起施行,有效期至{until}。\n"
        "湖北省人民政府办公厅\n2010年3月5日\n"
    )


@pytest.fixture
def assistant_until(assistant_on):
    def make(until):
        return assistant_on(parse_document(notice(until), CatalogueEntry("old", "old.txt")))

    return make


@pytest.mark.parametrize(
    ("question", "warning"),
    [
        (
            "湖北省加固水库由谁负责?",
            "⚠ 《湖北省水库管理办法》写明的有效期已过,以下内容仅供参考。",
        ),
        (
            "Who is responsible for 加固水库 in Hubei?",
            "⚠ Past its stated period of validity (有效期已过): 《湖北省水库管理办法》.",
        ),
    ],
)
def test_an_answer_from_a_document_whose_period_is_over_says_so_first(
    assistant_until, question, warning
):
    assistant = assistant_until("2013年12月31日")
    [answer] = assistant.answer([question])
    assert answer.text.startswith(warning)
    assert answer.citations[0].status is Status.NOT_STATED
    assert assistant.replaced == 0
    [answer] = assistant_until("2999年12月31日").answer([question])
    assert "⚠" not in answer.text


def test_whether_it_is_still_valid_is_told_by_its_period(assistant_until):
    assistant = assistant_until("2013年12月31日")
    [answer] = assistant.answer(["《湖北省水库管理办法》还有效吗?"])
    assert answer.verdict == "no"
    assert "不,有效期已过。" in answer.text
    assert "有效期至2013年12月31日" in answer.text
    assert assistant.replaced == 0
    [answer] = assistant_until("2999年12月31日").answer(["《湖北省水库管理办法》还有效吗?"])
    assert answer.verdict is None
    assert "是否现行有效没有另外写明" in answer.text
