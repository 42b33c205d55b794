"""What was wrong with an answer, in the language of the page."""

import pytest

from eval.judge import judge
from rag.types import AnswerAgency, Language
from ui.pages.evaluation_findings import finding_words
from ui.pages.evaluation_words import evaluation_words
from ui.words import PageLanguage

CHINESE, ENGLISH = PageLanguage.CHINESE, PageLanguage.ENGLISH


@pytest.mark.parametrize(
    ("detail", "words"),
    [
        ("wanted d#一 or e#二; cited nothing", "应引用 d#一 或 e#二;实际引用 无"),
        (
            "wanted 财政厅 (any role); given 商务厅 (joint), 应急厅 (lead)",
            "应为 财政厅(任一角色);实际为 商务厅(共同负责)、应急厅(牵头)",
        ),
        ("wanted yes; given none", "应为 是;实际为 无"),
        ("the first citation is d#一", "首条引文是 d#一"),
        ("leaked: d#一 was cited for an earlier turn", "误用上文:d#一 是前面回答所引"),
        ("lost: wanted d; cited e", "丢失上文:应引用 d;实际引用 e"),
        ("d is silent; reported as covered", "d 未作规定;回答中称有规定"),
        ("d is covered; reported as missing", "d 有规定;回答中没有提到"),
        ("the text is not in zh-Hant", "回答不是繁体中文"),
        ("12% or 百分之十二", "12% 或 百分之十二"),
    ],
)
def test_what_is_wrong_is_said_in_chinese(detail, words):
    assert finding_words(detail, CHINESE) == words
    assert finding_words(detail, ENGLISH) == detail


def test_what_the_judge_finds_has_no_english_left(case_of, answer_of):
    given = AnswerAgency(name="商务厅", role="joint", citation=1)
    answer = answer_of("f#三", agencies=[given], verdict="no", language="en")
    wanted = [{"name": "财政厅", "role": "lead"}]
    case = case_of(agencies=wanted, agencies_asked="all", verdict="yes", silent=["g"])
    findings = judge(case, [answer]).findings
    assert len(findings) >= 4
    for one in findings:
        words = finding_words(one.detail, CHINESE)
        assert not {"wanted", "cited", "given", "reported"} & set(words.split()), words


@pytest.mark.parametrize("language", list(Language))
def test_languages_have_names(language):
    for page in PageLanguage:
        assert evaluation_words(page).names[language]
