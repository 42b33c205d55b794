"""Which one of several like values is asked for."""

import pytest

from corpus.parse import CatalogueEntry, parse_document
from rag.query import Query, ValueKind
from rag.respective import yearly_item
from rag.series import item_asked
from rag.types import Intent, Language

LIFTS = "对加装电梯给予补助,4层至5层每部12万元,6层每部15万元,7层及以上每部18万元。"
PRICES = (
    "实行累进加价,超定额不足20%的部分加价50%,超定额20%以上不足50%的部分加价100%,"
    "超定额50%以上的部分加价200%。"
)
PAYMENTS = "费用在5万元以下的,验收后一次性拨付;5万元以上20万元以下的,开工前拨付50%;20万元以上的,开工前拨付30%。"
MEALS = "70至74周岁每餐补助2元,75至79周岁每餐补助3元,80周岁及以上每餐补助5元。"
YEARS = (
    "2024年、2025年、2026年全县用水总量分别控制在3.92亿立方米、3.88亿立方米、3.84亿立方米以内,"
    "其中地下水开采量分别控制在1.12亿立方米、1.08亿立方米、1.04亿立方米以内。"
)
UNITS_BEHIND = "2024年、2025年分别改造管网12、14公里。"
GRADES = "评为优秀的,下一年度资金上浮10%;评为良好的,上浮5%;评为合格的,维持不变。"
REGIONS = "全国利用率稳定在88%以上。其中,东北地区达到86%以上,长江中下游地区达到91%以上,西北地区达到89%以上。"
HOUSES = "多层住宅,5%;小高层住宅,6%;高层住宅,7%;超高层住宅,8%。"
MONTHS = (
    "每年下泄水量不少于3100万立方米,其中4月至5月不少于900万立方米,8月至11月不少于2200万立方米。"
)

MONEY, PERCENT, COUNT = ValueKind.MONEY, ValueKind.PERCENT, ValueKind.COUNT


def chosen(sentences, question, kind, language=Language.SIMPLIFIED):
    text = f"江州市用水方案\n江州市人民政府\n2024年3月12日\n一、目标\n{sentences}\n"
    clause = parse_document(text, CatalogueEntry("a", "a.txt")).clauses[-1]
    query = Query(
        question=question,
        standalone=question,
        language=language,
        intent=Intent.FACT,
        topic=question,
        value_kind=kind,
    )
    return item_asked(query, clause)


@pytest.mark.parametrize(
    ("sentences", "question", "kind", "words"),
    [
        (LIFTS, "7楼以上的楼加装电梯补多少", MONEY, "7层及以上每部18万元。"),
        (LIFTS, "五层的楼加装电梯补多少", MONEY, "4层至5层每部12万元。"),
        (LIFTS, "6层补多少", MONEY, "6层每部15万元。"),
        (PRICES, "超定额三成加价多少", PERCENT, "超定额20%以上不足50%的部分加价100%。"),
        (PRICES, "超定额10%加价多少", PERCENT, "超定额不足20%的部分加价50%。"),
        (PAYMENTS, "15万元的工程开工前拨多少", PERCENT, "5万元以上20万元以下的,开工前拨付50%。"),
        (PAYMENTS, "三十多万元的工程开工前拨多少", PERCENT, "20万元以上的,开工前拨付30%。"),
        (MEALS, "77岁的老人每餐补多少", MONEY, "75至79周岁每餐补助3元。"),
        (MEALS, "八十岁的老人每餐补多少", MONEY, "80周岁及以上每餐补助5元。"),
    ],
)
def test_a_number_is_looked_up_in_its_band(sentences, question, kind, words):
    assert chosen(sentences, question, kind).words == words


@pytest.mark.parametrize(
    ("sentences", "question", "words"),
    [
        (YEARS, "2025年用水总量多少", "2025年……全县用水总量分别控制在……3.88亿立方米"),
        (YEARS, "2026年地下水开采量多少", "地下水开采量分别控制在……1.04亿立方米"),
        (UNITS_BEHIND, "2024年改造多少公里", "分别改造管网……12公里"),
    ],
)
def test_a_year_takes_the_value_in_its_place(sentences, question, words):
    assert words in chosen(sentences, question, COUNT).words


@pytest.mark.parametrize(
    ("sentences", "question", "kind", "words"),
    [
        (GRADES, "绩效评上良好,资金能涨多少", MONEY, "评为良好的,上浮5%。"),
        (REGIONS, "长江中下游地区的利用率要到多少", PERCENT, "长江中下游地区达到91%以上。"),
        (HOUSES, "高层住宅按百分之几交", PERCENT, "高层住宅,7%。"),
        (MONTHS, "8月到11月要放多少水", COUNT, "8月至11月不少于2200万立方米。"),
    ],
)
def test_a_label_that_the_question_names_whole_takes_its_value(sentences, question, kind, words):
    assert chosen(sentences, question, kind).words == words


@pytest.mark.parametrize(
    ("sentences", "question", "kind"),
    [
        (LIFTS, "加装电梯补多少", MONEY),  # no storey is named
        (LIFTS, "3层的楼补多少", MONEY),  # it is in no band
        (LIFTS, "200万元够吗,补多少", MONEY),  # money says no storey
        (YEARS, "2024年和2025年用水总量多少", COUNT),  # two years
        (YEARS, "2028年用水总量多少", COUNT),
        (GRADES, "绩效评价后资金能涨多少", MONEY),
        (HOUSES, "别墅按百分之几交", PERCENT),
        ("新建厂房3座。", "新建厂房多少座", COUNT),
        (LIFTS, "7层的楼由谁加装电梯", None),
    ],
)
def test_where_nothing_tells_one_from_another_none_is_chosen(sentences, question, kind):
    assert chosen(sentences, question, kind) is None


PRIZES = "对年营业收入首次突破1亿元、5亿元、10亿元的企业,分别奖励50万元、100万元、200万元。"
SETTLING = "对工作满3年的茶学博士、硕士,分别给予安家补助15万元、6万元。"
PHASES = "完成Ⅰ期、Ⅱ期、Ⅲ期试验的,分别按投入的30%给予最高500万元、1000万元、2000万元补助。"
TREES = "树龄100年以上不满300年的每株每年200元,树龄300年以上的每株每年500元。"
NO_SHOWS = "累计爽约3次的,暂停预约30天;累计爽约5次的,暂停预约90天。"
AGED = "对年满60周岁的特困人员每餐补5元,年满75周岁不满80周岁的每餐补2元,年满80周岁的每餐补3元。"
KINDERGARTENS = "一级园每月860元;二级园每月640元;三级园每月460元。"
AIRCRAFT = "取得合格证的,有人航空器每型奖励1000万元,大中型无人航空器每型奖励300万元。"


@pytest.mark.parametrize(
    ("sentences", "question", "kind", "words"),
    [
        (PRIZES, "过5亿的奖多少", MONEY, "5亿元……分别奖励……100万元。"),
        (SETTLING, "硕士能拿多少", MONEY, "硕士……分别给予安家补助……6万元。"),
        (PHASES, "做完Ⅱ期的最高补多少", MONEY, "Ⅱ期……分别按投入的30%给予最高……1000万元。"),
        (TREES, "三百多岁的树给多少钱", MONEY, "树龄300年以上的每株每年500元。"),
        (NO_SHOWS, "第5回了,多久不能再约", ValueKind.DATE, "累计爽约5次的,暂停预约90天。"),
        (AGED, "七十七岁的老人一顿补几块", MONEY, "年满75周岁不满80周岁的每餐补2元。"),
        (KINDERGARTENS, "一级的公立园多少钱", MONEY, "一级园每月860元。"),
        (AIRCRAFT, "一款大型无人机奖多少", MONEY, "大中型无人航空器每型奖励300万元。"),
        (PRIZES, "怎么奖励的", None, None),
        (SETTLING, "博士和硕士各拿多少", MONEY, None),
    ],
)
def test_one_of_several_is_told_by_its_place_its_band_or_its_name(sentences, question, kind, words):
    item = chosen(sentences, question, kind)
    assert (item and item.words) == words


@pytest.mark.parametrize(
    ("sentences", "question", "words"),
    [
        (SETTLING, "How much does a master's graduate get?", "硕士……分别给予安家补助……6万元。"),
        (
            PHASES,
            "What is paid at most for a phase II trial?",
            "Ⅱ期……分别按投入的30%给予最高……1000万元。",
        ),
        (KINDERGARTENS, "How much does a kindergarten of grade two charge?", "二级园每月640元。"),
        (NO_SHOWS, "How long are they barred after 5 times?", "累计爽约5次的,暂停预约90天。"),
    ],
)
def test_an_english_question_tells_them_by_what_a_dictionary_gives(sentences, question, words):
    assert chosen(sentences, question, MONEY, Language.ENGLISH).words == words


YEARLY_COUNTS = "2024年、2025年分别建设渔港30座、40座，分别治理河沟300条、360条。"


def test_of_a_year_s_values_that_with_the_unit_asked_for_is_given():
    found = yearly_item("2025年要整治多少条", YEARLY_COUNTS)
    assert found is not None
    assert "360条" in found.words
    assert "40座" not in found.words
