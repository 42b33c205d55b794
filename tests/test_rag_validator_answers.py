"""The answers of the assistant hold; one that would not is replaced by its clauses, word for word."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from topic_rules import ANYTHING

import rag.assistant
from corpus.parse import CatalogueEntry, parse_document
from embeddings.hashed import HashedEncoder
from embeddings.index import ClauseIndex
from eval.load import load_cases
from eval.other_documents import DOCUMENTS as OTHER_DOCUMENTS
from eval.other_documents import FILES as OTHER_QUESTIONS
from rag.assistant import Assistant
from rag.cite import Cited, lead_sentence, numbered
from rag.draft import Draft
from rag.problem import ProblemKind
from rag.replacement import replacement
from rag.types import Answer, Choice, Intent, Language, Verdict
from rag.validator import problems_of

QUESTIONS = {
    Intent.AGENCY: (
        ["四川的冷链物流基地谁来管?"],
        ["山西压减煤炭产能,是省发展改革委牵头吗?"],
        ["咸陽的不動產登記,市財政局也牽頭嗎?"],
        ["Who leads the bankruptcy coordination scheme in Xianyang?"],
        ["In Shanxi, is the coal department responsible for overcapacity?"],
        ["四川的冷链物流基地谁来管?", "那智慧绿色物流呢?", "省商务厅也算一个吗?"],
    ),
    Intent.TASKS: (
        ["省市场监管局在四川流通体系方案里有哪些任务?"],
        ["咸陽市大數據局有哪些任務?"],
        ["What does Chengdu Customs have to do under the 2022 Sichuan plan?"],
    ),
    Intent.FACT: (
        ["全国要打造多少个县域商业领跑县?"],
        ["咸阳政府投资项目要在多少个工作日内办结?"],
        ["縣域商業的領跑縣要打造多少個?"],
        ["How many leading counties are to be built by 2025?"],
        ["山西煤炭去产能要投多少亿元?"],
        ["是2030年建成500个领跑县吗?"],
    ),
    Intent.LOOKUP: (
        ["四川流通体系方案三(一)2写了什么?"],
        ["咸陽要點第30條寫了什麼?"],
        ["What does clause 3(1)2 of the Sichuan circulation plan say?"],
        ["四川流通体系方案第三部分有哪些条?"],
        ["第二条说什么?"],
        ["What does item 1 say?"],
        ["四川2018年电商快递方案第18条讲什么?"],
    ),
    Intent.COMPARE: (
        ["四川和山西在冷链物流上有何不同?"],
        ["企業破產這塊,咸陽和山西各由誰負責?"],
        ["Compare how Sichuan and Xianyang deal with fair competition."],
        ["Forest carbon sinks: compare the Shanxi plan and the county commerce plan."],
    ),
    Intent.STATUS: (
        ["四川电商快递方案还有效吗?"],
        ["四川流通体系方案是谁印发的,几时?"],
        ["縣域商業三年行動計劃是幾家聯合發的?"],
        ["When was Sichuan's 2018 e-commerce and express plan published?"],
        ["山西方案依据什么文件制定的?"],
        ["四川流通体系方案的期限是哪几年?"],
        ["五份文件哪份最早?"],
        ["你们有哪些文件?"],
        ["哪些文件没有写明文号?"],
    ),
    Intent.GREETING: (["你好"], ["Hello"], ["您好,請問你是誰?"]),
    Intent.OTHER: (["湖北的冷链物流谁负责?"], ["馬桶堵了怎麼辦"], ["Who won the cup?"], [""]),
}


@pytest.fixture(scope="module")
def assistant(knowledge, built_home):
    index = ClauseIndex(built_home, HashedEncoder())
    return Assistant(knowledge, index, topic_rule=ANYTHING)


@pytest.mark.parametrize("intent", QUESTIONS)
def test_the_answers_to_real_questions_hold_as_they_are_composed(assistant, knowledge, intent):
    before = assistant.replaced
    answers = [one for turns in QUESTIONS[intent] for one in assistant.answer(turns)]
    assert [one.text for one in answers if problems_of(one, knowledge)] == []
    assert assistant.replaced == before


@pytest.fixture
def invents(monkeypatch):
    """Return what makes the assistant compose this text, with the clause that it found, for any question."""

    def install(text, **changes):
        def compose(chosen, knowledge):
            cited = tuple(Cited(one, lead_sentence(one)) for one in chosen.clauses[:1])
            return Draft(text=text, cited=cited, **changes)

        monkeypatch.setattr(rag.assistant, "compose", compose)

    return install


def test_an_invented_value_does_not_reach_the_user_and_is_counted(assistant, invents):
    invents("省财政厅在2031年前投入37亿元。[1]", verdict=Verdict.YES)
    before = assistant.replaced
    [answer] = assistant.answer(["四川流通体系方案三(一)2写了什么?"])
    assert answer.text == (
        "《四川省“十四五”现代流通体系建设实施方案》三(一)2“完善冷链物流设施网络”:"
        f"{answer.citations[0].quote}[1]"
    )
    assert (answer.refused, answer.verdict, assistant.replaced - before) == (False, None, 1)
    assert answer.confidence <= 0.3


def test_in_english_the_clause_is_shown_with_its_rendering(assistant, invents, knowledge):
    invents("The Ministry of Finance pays 350 million yuan. [1]")
    [answer] = assistant.answer(["What does clause 3(1)2 of the Sichuan circulation plan say?"])
    assert "350" not in answer.text
    assert "(unofficial translation): 2. Improve the network of cold-chain" in answer.text
    assert f"> {answer.citations[0].quote.splitlines()[0]} [1]" in answer.text
    assert problems_of(answer, knowledge) == ()


def test_a_repealed_document_is_called_so_in_what_is_shown_instead(assistant, invents):
    invents("由教育部负责。[1]")
    [answer] = assistant.answer(["四川2018年电商快递方案第9条讲什么?"])
    assert answer.text.startswith("⚠ 《四川省推进电子商务与快递物流协同发展实施方案》已失效")


def test_what_holds_is_left_as_it_is(assistant, invents):
    invents("由省供销社等单位负责。[1]")
    before = assistant.replaced
    [answer] = assistant.answer(["四川流通体系方案三(一)2写了什么?"])
    assert (answer.text, assistant.replaced) == ("由省供销社等单位负责。[1]", before)


def test_the_answers_on_documents_of_other_forms_hold_too(assistant_on):
    """Tables of tasks, decimal numbers, footnotes, a prose that speaks of 牵头单位."""
    other = [
        parse_document(path.read_text(encoding="utf-8"), CatalogueEntry(path.stem, path.name))
        for path in sorted(OTHER_DOCUMENTS.glob("*.txt"))
        if path.with_suffix(".truth.json").exists()
    ]
    assistant = assistant_on(*other)
    for case in load_cases(OTHER_QUESTIONS):
        assistant.answer(case.turns)
    assert assistant.replaced == 0


def answer_with(text, knowledge, *clauses, **changes):
    cited = [Cited(one, lead_sentence(one)) for one in map(knowledge.clauses.get, clauses)]
    fields = {
        "question": "?",
        "standalone_question": "?",
        "language": Language.SIMPLIFIED,
        "intent": Intent.FACT,
        "text": text,
        "citations": numbered(cited, knowledge),
        "confidence": 1,
    }
    return Answer.model_validate(fields | changes)


def replaced(answer, knowledge):
    return replacement(answer, problems_of(answer, knowledge), knowledge)


def test_a_refusal_loses_the_sentence_that_does_not_hold(knowledge):
    text = "馆藏文件没有涉及这个问题,无法回答。其他文件中有省教育厅。"
    shown = replaced(answer_with(text, knowledge, refused=True), knowledge)
    assert (shown.text, shown.refused) == ("馆藏文件没有涉及这个问题,无法回答。", True)


def test_a_refusal_of_which_nothing_holds_says_no_more_than_that(knowledge):
    shown = replaced(answer_with("教育部在2031年回答。", knowledge, refused=True), knowledge)
    assert (shown.text, shown.refused) == ("馆藏文件没有涉及这个问题,无法回答。", True)


def test_an_answer_that_cites_nothing_becomes_a_refusal(knowledge):
    shown = replaced(
        answer_with("The deadline is 2031.", knowledge, language=Language.ENGLISH), knowledge
    )
    assert shown.refused
    assert shown.text == "The documents do not deal with this, so it cannot be answered."


def test_choices_are_still_offered_beside_the_lines_that_hold(knowledge):
    choices = [Choice(label="甲", question="甲?"), Choice(label="乙", question="乙?")]
    text = "有1处条款符合这个编号,请说明是哪一条:\n- 完善冷链物流设施网络。[1]"
    clause = "sichuan-circulation-2022#三(一)2"
    shown = replaced(answer_with(text, knowledge, clause, clarify=choices), knowledge)
    assert shown.text.strip() == "- 完善冷链物流设施网络。[1]"
    assert len(shown.clarify) == 2


PIECES = [
    *(
        "由财政厅负责",
        "到2031年",
        "建成37个",
        "“试一试”",
        "《甲》",
        "。",
        "[1]",
        "[2]",
        "[7]",
        "\n",
    ),
    *(
        "\n> ",
        "- ",
        "三(一)2",
        "注(不出自文件):机构改革后,",
        "甲 → 乙",
        "Ministry of Finance ",
        ". ",
    ),
    *("⚠ 《甲》已失效,以下内容仅供参考。", "商务厅", "没有", "第二", "十四五", "(", ")", "“", "**"),
]


@settings(max_examples=150, deadline=None)
@given(data=st.data())
def test_whatever_is_written_what_is_shown_holds(data, knowledge):
    text = "".join(data.draw(st.lists(st.sampled_from(PIECES), min_size=1, max_size=12)))
    clauses = data.draw(st.lists(st.sampled_from(sorted(knowledge.clauses)), max_size=3))
    language = data.draw(st.sampled_from(list(Language)))
    changes = {"language": language, "refused": data.draw(st.booleans())}
    answer = answer_with(text or "x", knowledge, *clauses, **changes)
    problems = problems_of(answer, knowledge)
    shown = replacement(answer, problems, knowledge) if problems else answer
    assert problems_of(shown, knowledge) == ()
    assert {one.kind for one in problems} <= set(ProblemKind)
