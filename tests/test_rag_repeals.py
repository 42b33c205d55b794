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
