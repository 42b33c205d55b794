"""Which documents a question speaks of."""

import pytest
from small_documents import document

from corpus.parse import CatalogueEntry, parse_document
from corpus.types import Level
from rag.scope import read_scope, spans_documents


def parsed(name, text, **entry):
    return parse_document(text, CatalogueEntry(name, f"{name}.txt", **entry))


OLD = parsed(
    "old",
    "甘肃省人民政府办公厅关于印发《甘肃省推进物流发展实施方案》的通知\n甘政办发〔2018〕7号\n一、总体要求\n甘肃省人民政府办公厅\n2018年3月1日\n",
    title_en="Gansu logistics plan 2018",
    place="甘肃",
).document
NEW = parsed(
    "new",
    "甘肃省人民政府办公厅关于印发《甘肃省“十四五”粮食安全规划》的通知\n甘政办发〔2022〕9号\n一、总体要求\n甘肃省人民政府办公厅\n2022年3月1日\n",
    title_en="Gansu grain plan 2022",
    place="甘肃",
).document
CITY = parsed(
    "city",
    "绵阳市2024年优化营商环境工作要点\n一、总体要求\n",
    title="绵阳市2024年优化营商环境工作要点",
    place="四川绵阳",
    title_en="Mianyang business environment 2024",
).document
NATION = parsed(
    "nation",
    "国务院办公厅关于印发《养老服务行动计划》的通知\n国办发〔2023〕2号\n一、总体要求\n国务院办公厅\n2023年5月1日\n",
    title_en="National elderly care action plan 2023",
    place="全国",
).document
DOCUMENTS = (OLD, NEW, CITY, NATION)


def named(question):
    return set(read_scope(question, DOCUMENTS).documents)


@pytest.mark.parametrize(
    ("question", "documents"),
    [
        ("Who is behind logistics in Gansus 2018 plan?", {"old"}),
        ("Commuter lines around Lanzhou in the 2018 plan", {"old"}),
        ("冷链由谁负责", set()),
        ("甘肃的冷链由谁负责", {"old", "new"}),
        ("甘肅省的冷鏈由誰負責", {"old", "new"}),
        ("绵阳的营商环境由谁牵头", {"city"}),
        ("Who is responsible in Mianyang?", {"city"}),
        ("甘肃2018年的方案里物流由谁负责", {"old"}),
        ("甘肃22年的那份规划怎么说", {"new"}),
        ("甘肃“十四五”的粮食仓储由谁负责", {"new"}),
        ("《甘肃省推进物流发展实施方案》由谁印发", {"old"}),
        ("甘政办发〔2022〕9号说了什么", {"new"}),
        ("国家的计划怎么说", {"nation"}),
        ("What does the national elderly care action plan say?", {"nation"}),
        ("甘肃和绵阳分别由谁负责", {"old", "new", "city"}),
        ("甘肃一八年和二二年的文件各由谁负责", {"old", "new"}),
        ("甘肃二〇一八年的方案里物流由谁负责", {"old"}),
        ("物流园区,18年和22年都由谁负责", {"old", "new"}),
        ("国家三年行动里怎么说", {"nation"}),
    ],
)
def test_places_years_titles_and_numbers_say_which_documents_are_meant(question, documents):
    assert named(question) == documents


@pytest.mark.parametrize(
    ("question", "places"),
    [
        ("湖北的冷链由谁负责", ["湖北"]),
        ("Who leads logistics in Hubei?", ["湖北"]),
        ("甘肃和湖北的物流有什么不同", ["湖北"]),
        ("甘肃的物流由谁负责", []),
        ("甘肃的百合寄到湖北,运费最高收多少", []),
        ("甘肃往湖北卖货由谁负责", []),
        ("What does it cost to have lilies shipped to Hubei?", []),
    ],
)
def test_a_place_without_a_document_is_outside(question, places):
    assert [place.name for place in read_scope(question, DOCUMENTS).outside] == places


def test_a_city_of_a_province_with_documents_is_what_they_speak_of():
    scope = read_scope("兰州的物流枢纽由谁建设", DOCUMENTS)
    assert scope.outside == ()


def test_several_documents_that_only_a_place_brought_in_are_loose():
    assert set(read_scope("甘肃的冷链由谁负责", DOCUMENTS).loose) == {"old", "new"}
    assert read_scope("甘肃2018年方案的冷链由谁负责", DOCUMENTS).loose == ()
    assert read_scope("冷链甘肃18年是谁的活,22年又是谁的活", DOCUMENTS).loose == ()


def test_a_place_in_the_name_of_a_body_does_not_limit_where_to_look():
    assert read_scope("甘肃证监局的任务", DOCUMENTS, taken=["甘肃证监局"]).documents == ()


def test_a_year_of_the_content_is_no_document():
    assert named("到2024年建成多少个站点") == set()


def test_a_part_of_a_title_names_its_document_beside_a_word_for_a_document():
    documents = [
        parse_document(
            f"关于印发《{title}》的通知\n一、任务\n", CatalogueEntry(name, f"{name}.txt")
        ).document
        for name, title in [("fish", "深海网箱养殖实施方案"), ("trade", "边境小额贸易行动计划")]
    ]
    assert read_scope("网箱方案里怎么说?", documents).documents == ("fish",)
    assert read_scope("边境贸易计划呢?", documents).documents == ("trade",)  # two pieces of it
    assert read_scope("贸易怎么搞?", documents).documents == ()


PROVINCE = parsed(
    "province",
    "四川省人民政府办公厅关于印发《四川省冷链方案》的通知\n川办发〔2022〕9号\n一、要求\n四川省人民政府办公厅\n2022年3月1日\n",
    place="四川",
).document
COMMERCE = parsed(
    "commerce",
    "商务部办公厅关于印发《县域商业三年行动计划》的通知\n商办流通函〔2023〕2号\n一、总体要求\n商务部办公厅\n2023年5月1日\n",
    place="全国",
).document
TRANSPORT = parsed(
    "transport",
    "交通运输部关于推进寄递物流的通知\n交运发〔2021〕2号\n一、总体要求\n交通运输部\n2021年5月1日\n",
    place="全国",
).document


def test_a_province_s_own_document_is_meant_before_those_of_its_cities():
    scope = read_scope("四川的营商环境由谁牵头", (PROVINCE, CITY, COMMERCE))
    assert (scope.documents, scope.loose) == (("province",), ("province",))


def test_a_province_without_a_document_of_its_own_is_spoken_for_by_its_cities():
    assert read_scope("四川的营商环境由谁牵头", (CITY, COMMERCE)).documents == ("city",)


def test_a_city_named_beside_its_province_keeps_its_document():
    assert set(read_scope("四川和绵阳的冷链", (PROVINCE, CITY, COMMERCE)).documents) == {
        "province",
        "city",
    }


@pytest.mark.parametrize(
    ("question", "documents"),
    [
        ("商务部三年计划里怎么说", ("commerce",)),
        ("商务部的计划由谁牵头", ("commerce",)),
        ("商务部等12部门的通知怎么说", ("commerce",)),
        ("商务部等9部委在去年发的计划怎么说", ("commerce",)),
        ("交通运输部那个通知怎么说", ("transport",)),
        ("交通運輸部那個通知怎麼說", ("transport",)),
        ("部委文件怎么说", ("commerce", "transport")),
        # What a ministry is to do is no document of its.
        ("商务部要推进什么计划", ()),
        ("商务部将印发通知吗", ()),
        ("交通运输部负责哪些事", ()),
    ],
)
def test_national_documents_are_named_by_who_issued_them(question, documents):
    assert read_scope(question, (PROVINCE, COMMERCE, TRANSPORT)).documents == documents


def test_documents_of_a_province_are_not_named_by_who_issued_them():
    local = document("local", title="冷链方案", level=Level.PROVINCE, issuers=("省发展改革委",))
    national = document(
        "national", title="储粮计划", place="全国", level=Level.NATION, issuers=("国家粮食局",)
    )
    assert read_scope("省发展改革委的方案怎么说", (local, national)).documents == ()
    assert read_scope("国家粮食局的计划怎么说", (local, national)).documents == ("national",)


@pytest.mark.parametrize("words", ["两版", "两份", "两个方案"])
def test_two_versions_of_one_place_are_named_together(words):
    scope = read_scope(f"甘肃{words}怎么说冷链", DOCUMENTS)
    assert (set(scope.documents), scope.loose) == ({"old", "new"}, ())


COLD = parsed(
    "cold",
    "农业农村部办公厅关于印发《冷链提升通知》的通知\n农办冷〔2024〕2号\n一、总体要求\n农业农村部办公厅\n2024年5月1日\n",
    title_en="National cold-chain notice 2024",
    place="全国",
).document
ISLES = parsed(
    "isles",
    "海南省人民政府办公厅关于印发《海南省现代物流若干措施》的通知\n琼府办〔2023〕9号\n一、总体要求\n海南省人民政府办公厅\n2023年3月1日\n",
    title_en="Hainan logistics measures 2023",
    place="海南",
).document
HELD = (NATION, COLD, ISLES, OLD)


@pytest.mark.parametrize(
    ("question", "documents"),
    [
        ("冷库用电,国家2024年通知和海南2023年措施有什么不同?", {"cold", "isles"}),
        ("冷库用电,海南2023年措施和国家2023年计划有什么不同?", {"nation", "isles"}),
        ("What does the cold plan say about power?", {"cold"}),
        ("兰州和海口的枢纽各排在哪一级", {"old", "isles"}),
    ],
)
def test_a_year_beside_a_place_is_of_that_place(question, documents):
    assert set(read_scope(question, HELD).documents) == documents


def test_documents_that_only_a_year_brings_in_are_not_named_apart():
    scope = read_scope("What does the 2023 plan say about power?", HELD)
    assert set(scope.documents) == set(scope.loose) == {"nation", "isles"}
    assert not spans_documents(scope, HELD)
    assert spans_documents(read_scope("海南2023年措施和甘肃2018年方案", HELD), HELD)


def test_half_of_a_word_that_two_titles_have_names_neither():
    rivals = [
        parsed(name, "方案\n一、总体要求\n", title=f"{name}方案", title_en=title).document
        for name, title in (("商贸", "county-commerce plan"), ("海岸", "coastal-commerce plan"))
    ]
    assert read_scope("What does the commerce plan say?", rivals).documents == ()
    assert read_scope("What does the coastal plan say?", rivals).documents == ("海岸",)


def test_the_words_of_a_title_behind_a_place_are_of_that_place():
    other = parsed(
        "other",
        "兰州市2021年优化营商环境工作要点\n一、总体要求\n",
        title="兰州市2021年优化营商环境工作要点",
        place="甘肃兰州",
        title_en="Lanzhou work points 2021",
    ).document
    held = (CITY, other)
    assert read_scope("兰州的2021年优化营商环境要点怎么说", held).documents == ("other",)
    assert read_scope("What is in Mianyang's business environment plan?", held).documents == (
        "city",
    )


def test_of_several_that_a_body_issued_that_of_its_own_is_meant():
    alone = document(
        "alone", title="关于做好秸秆工作的通知", level=Level.NATION, issuers=("农业农村部办公厅",)
    )
    first = document(
        "first", title="关于冷链的通知", level=Level.NATION, issuers=("农业农村部", "商务部")
    )
    among = document(
        "among", title="关于商业的通知", level=Level.NATION, issuers=("商务部", "农业农村部")
    )
    question = "农业农村部通知要求达到几成?"
    assert read_scope(question, (alone, first, among)).documents == ("alone",)
    assert read_scope(question, (first, among)).documents == ("first",)
