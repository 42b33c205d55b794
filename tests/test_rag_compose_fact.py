"""Facts, clauses by reference, and what a document says of itself."""

import re

import pytest

from corpus.parse import CatalogueEntry, parse_document
from rag.types import Intent

WATER = parse_document(
    """甘肃省人民政府办公厅关于印发《甘肃省节水行动方案》的通知
甘政办发〔2019〕8号
各市(州)人民政府:
现将方案印发给你们。
甘肃省人民政府办公厅
2019年4月5日
甘肃省节水行动方案
一、总体目标
到2025年,全省用水总量控制在110亿立方米以内。农田灌溉水有效利用系数提高到0.57。
二、重点任务
(一)建设节水灌区。改造灌区四十处。启动“陇原清泉”工程,由省水利厅组织。到2023年底前完成设备安装。
(二)实行阶梯水价。阶梯水价分三级执行。(责任单位:省发展改革委)
""",
    CatalogueEntry("water", "water.txt", title_en="Gansu water-saving plan 2019"),
)
RULES = parse_document(
    """青海省节水管理办法
第一条 为了节约用水,制定本办法。
第二条 本省用水适用本办法。
第三条 用水单位应当安装水表,每年报告用水量。
(一)报告应当真实。
(二)报告于每年三月提交。
""",
    CatalogueEntry("rules", "rules.txt", place="青海"),
)
LONG = parse_document(
    "宁夏回族自治区用水规程\n一、说明\n"
    + "灌溉渠道应当定期清理淤泥并记录水位变化情况,保证畅通。" * 12
    + "\n",
    CatalogueEntry("long", "long.txt", place="宁夏"),
)
REPEALED = parse_document(
    """标　　题：	新疆维吾尔自治区人民政府办公厅关于印发新疆维吾尔自治区防沙方案的通知
发文机关：	新疆维吾尔自治区人民政府办公厅
发文字号：	新政办发〔2016〕4号
成文日期：	2016-05-06
有 效 性：	失效

新疆维吾尔自治区人民政府办公厅关于印发新疆维吾尔自治区防沙方案的通知
新政办发〔2016〕4号
一、任务
建设防沙林带二百公里。(责任单位:自治区林业厅)
新疆维吾尔自治区人民政府办公厅
2016年5月6日
""",
    CatalogueEntry("sand", "sand.txt", place="新疆", title_en="Xinjiang sand plan 2016"),
)


@pytest.fixture(scope="module")
def ask(assistant_on):
    assistant = assistant_on(WATER, RULES, LONG, REPEALED)
    return lambda *turns: assistant.answer(turns)[-1]


def clause_text(document, reference):
    return next(c.text for c in document.clauses if c.reference == reference)


@pytest.mark.parametrize(
    ("question", "clause", "words"),
    [
        ("到2025年全省用水总量控制在多少?", "一", "110亿立方米"),
        ("节水灌区改造多少处?", "二(一)", "四十处"),
        ("节水灌区启动的工程叫什么?", "二(一)", "“陇原清泉”工程"),
        ("节水灌区的设备安装什么时候完成?", "二(一)", "2023年底前"),
        ("阶梯水价分几级执行?", "二(二)", "三级"),
    ],
)
def test_the_value_asked_for_stands_in_the_text_and_in_the_quote(ask, question, clause, words):
    answer = ask(question)
    assert (answer.intent, answer.refused) == (Intent.FACT, False)
    assert answer.citations[0].clause == clause
    assert words in answer.text
    assert words in answer.citations[0].quote


def test_an_english_fact_is_given_in_the_words_of_the_clause(ask):
    answer = ask("How is 阶梯水价 in the Gansu water-saving plan executed?")
    assert answer.language.value == "en"
    assert "阶梯水价分三级执行" in answer.text


@pytest.mark.parametrize(
    ("question", "reason"),
    [
        ("建设节水灌区补贴多少钱?", "金额"),
        ("节水灌区建设的联系电话是多少?", "联系方式"),
        ("改造节水灌区四十处的负责人是谁?", "人名"),
    ],
)
def test_a_value_that_the_clause_does_not_give_is_refused_with_the_nearest_clause(
    ask, question, reason
):
    answer = ask(question)
    assert answer.refused
    assert answer.agencies == ()
    assert reason in answer.text
    assert answer.absence is not None
    assert [one.clause for one in answer.absence.nearest] == ["二(一)"]


def test_a_lookup_quotes_the_whole_clause_however_long_it_is(ask):
    answer = ask("《宁夏回族自治区用水规程》第一部分的原文是什么?")
    assert answer.intent is Intent.LOOKUP
    assert answer.citations[0].quote == clause_text(LONG, "一")
    assert len(answer.citations[0].quote) > 200
    assert clause_text(LONG, "一").split("\n")[-1] in answer.text


def test_an_article_is_quoted_with_its_items(ask):
    answer = ask("《青海省节水管理办法》第三条怎么规定?")
    assert [c.clause for c in answer.citations] == ["第三条"]
    assert "(二)报告于每年三月提交" in answer.citations[0].quote


def test_a_number_that_several_documents_have_is_answered_with_all_and_a_choice(ask):
    answer = ask("第一部分的内容是什么?")
    assert {c.document for c in answer.citations} >= {"water", "long"}
    assert len(answer.clarify) == len(answer.citations)
    chosen = ask(answer.clarify[0].question)
    assert [c.document for c in chosen.citations] == [answer.citations[0].document]


def test_a_heading_without_words_of_its_own_is_shown_with_the_clauses_below_it(ask):
    text = ask("《甘肃省节水行动方案》第二部分说了什么?").text
    assert "二(一) 建设节水灌区" in text
    assert "二(二) 实行阶梯水价" in text


def test_a_clause_that_does_not_exist_is_refused(ask):
    answer = ask("《甘肃省节水行动方案》第九部分说了什么?")
    assert answer.refused
    assert "第九部分" in answer.text
    assert "第九部分" in answer.absence.searched


@pytest.mark.parametrize(
    ("question", "words"),
    [
        ("《甘肃省节水行动方案》的文号是多少?", "甘政办发〔2019〕8号"),
        ("《甘肃省节水行动方案》是谁印发的?", "甘肃省人民政府办公厅"),
        ("When was the Gansu water-saving plan issued?", "2019"),
    ],
)
def test_what_a_document_states_of_itself_is_answered_from_its_preface(ask, question, words):
    answer = ask(question)
    assert (answer.intent, answer.refused) == (Intent.STATUS, False)
    assert words in answer.text
    assert [c.clause for c in answer.citations] == ["序言"]


@pytest.mark.parametrize(
    ("question", "label"),
    [
        ("《青海省节水管理办法》的文号是多少?", "文号"),
        ("《青海省节水管理办法》是谁印发的?", "发文机关"),
        ("《甘肃省节水行动方案》还有效吗?", "效力"),
    ],
)
def test_what_a_document_does_not_state_of_itself_is_said_and_not_guessed(ask, question, label):
    answer = ask(question)
    assert answer.refused
    assert label in answer.text
    assert "没有写明" in answer.text


def test_a_repealed_document_is_said_to_be_so_before_anything_else(ask):
    for question in (
        "新疆的防沙林带由谁负责?",
        "新疆防沙林带建设多少公里?",
        "《新疆维吾尔自治区防沙方案》第一部分说了什么?",
        "新疆的防沙方案还有效吗?",
    ):
        answer = ask(question)
        assert "已失效" in answer.text.split("\n")[0], question
        assert "已失效" in answer.citations[0].cite_as
    assert ask("Who is responsible for 防沙林带 in Xinjiang?").text.startswith("⚠ Repealed")


def test_that_a_document_is_repealed_is_said_without_inventing_when(ask):
    text = ask("新疆的防沙方案还有效吗?").text
    assert "废止日期" in text
    assert set(re.findall(r"20\d\d", text)) <= {"2016"}


def test_several_values_asked_for_at_once_are_each_given(ask):
    answer = ask("甘肃2025年全省用水总量多少?改造灌区多少处?农田灌溉水利用系数提高到多少?")
    assert "110亿立方米" in answer.text
    assert "0.57" in answer.text


def test_one_value_takes_one_sentence(ask):
    answer = ask("甘肃2025年全省用水总量控制在多少?")
    assert "110亿立方米" in answer.text
    assert "0.57" not in answer.text
