"""Documents without an English title that an English question calls by what they are about."""

import pytest
from small_documents import document

from corpus.places import places_in
from corpus.types import Level
from rag.titled_in_english import named_in_english

STRAW = document(
    "straw", title="农业农村部办公厅关于做好农作物秸秆综合利用工作的通知", title_en=None
)
CAVES = document("caves", title="国家文物局关于加强中小石窟寺保护工作的指导意见", title_en=None)
PARKING = document(
    "parking", title="武汉市公共停车场管理办法", title_en=None, place="湖北武汉", level=Level.CITY
)
FUND = document(
    "fund",
    title="安徽省住宅专项维修资金管理办法",
    title_en=None,
    place="安徽",
    level=Level.PROVINCE,
)
TEA = document("tea", title="福建省促进茶产业发展若干措施", title_en="Fujian tea measures")
HELD = (STRAW, CAVES, PARKING, FUND, TEA)


def named(question, documents=HELD):
    text = question.lower()
    return {
        name: one.document_id
        for name, one in named_in_english(text, documents, places_in(text)).items()
    }


@pytest.mark.parametrize(
    ("question", "words", "expected"),
    [
        ("Who signed the guidance on small cave temples?", "small cave temples", "caves"),
        ("What are drones used for in the cave-temple guidance?", "cave-temple", "caves"),
        ("When was the 2025 national straw notice issued?", "national straw", "straw"),
        ("What may be charged under Wuhan's 2024 parking rules?", "parking", "parking"),
        (
            "Who answers for the Anhui housing maintenance fund measures?",
            "housing maintenance fund",
            "fund",
        ),
    ],
)
def test_a_document_is_called_by_what_it_is_about(question, words, expected):
    assert named(question)[words] == expected


@pytest.mark.parametrize(
    "question",
    [
        "Who is in charge of cave temples?",
        "What does the national notice say?",
        "What does the plan for whale watching say?",
        "Who leads the work on straw?",
    ],
)
def test_a_topic_alone_names_no_document(question):
    assert named(question) == {}


def test_a_document_of_another_place_is_not_called_by_the_name():
    assert named("What do Anhui's parking rules say?") == {}


def test_a_document_with_an_english_title_is_left_to_that():
    assert named("Who signed the tea measures?") == {}


def test_a_name_that_suits_two_documents_alike_names_none():
    more = document("straw-2", title="河南省农作物秸秆综合利用实施方案", title_en=None)
    assert named("What does the straw plan want?", (*HELD, more)) == {}
