"""A document's own particulars are answered, with a verdict on what is proposed, or refused."""

import pytest

from corpus.parse import CatalogueEntry, parse_document
from rag.language import comparable
from rag.particulars import Particular, asked_particulars
from rag.types import Intent, Verdict

PORTS_PAGE = """索 引 号:123456/2020-00007
公文种类:
成文日期:2020-03-05
发布日期:2020-03-11
文 号:甘政办发〔2020〕6号
有 效 性:失效
废止日期:
甘肃省人民政府办公厅
关于印发甘肃省渔港建设实施方案的通知
甘政办发〔2020〕6号
各市(州)、县(市、区)人民政府,省政府有关部门:
《甘肃省渔港建设实施方案》已经省政府同意,现印发给你们,请认真组织实施。
甘肃省人民政府办公厅
2020年3月5日
甘肃省渔港建设实施方案
为贯彻落实《全国渔港布局规划》(国函〔2018〕31号),按照《农业农村部等5部门关于加强渔港管理的意见》(农渔发〔2019〕12号,以下简称《意见》)和《农业农村部办公厅关于印发〈渔港建设指南〉的通知》(农办渔〔2019〕40号,以下简称《指南》),制定本方案。
一、清理渔港
按照《意见》清理渔港四十座。(责任单位:省农业农村厅)
二、修缮码头
按照《指南》修缮码头,落实《码头检测规程》(农办渔〔2017〕9号)。(责任单位:省交通运输厅)
"""
PORTS = parse_document(
    PORTS_PAGE, CatalogueEntry("ports", "ports.txt", title_en="Gansu fishing ports plan 2020")
)
TREES = parse_document(
    """兰州市行道树管理办法
第一条 为加强行道树管理,根据《城市绿化条例》和《甘肃省绿化条例》,制定本办法。
第二条 市林业局负责行道树管理工作。
第三条 本办法自2021年3月1日起施行,有效期5年。《兰州市行道树管理暂行办法》(兰政发〔2010〕5号)同时废止。
""",
    CatalogueEntry("trees", "trees.txt", place="甘肃兰州", title_en="Lanzhou street trees rules"),
)
SALT = parse_document(
    """财政部办公厅 商务部办公厅 国家粮食和物资储备局办公室关于印发《食盐储备三年行动计划(2021-2023年)》的通知
财办盐〔2021〕4号
各省、自治区、直辖市财政厅(局)、商务主管部门:
现将《食盐储备三年行动计划(2021-2023年)》印发给你们,请贯彻执行。
财政部办公厅 商务部办公厅
国家粮食和物资储备局办公室
2021年1月8日
食盐储备三年行动计划(2021-2023年)
一、建设储备库
建设食盐储备库九座。
""",
    CatalogueEntry("salt", "salt.txt", place="全国", title_en="National salt reserve plan 2021"),
)
BRIDGES = parse_document(
    """各县(区)人民政府:
现将《青海省桥梁养护工作要点》印发给你们。
青海省交通运输厅
2022年6月1日
青海省桥梁养护工作要点
一、检查桥梁
每年检查桥梁一次。(责任单位:各县区人民政府)
""",
    CatalogueEntry("bridges", "bridges.txt", place="青海", title_en="Qinghai bridges plan 2022"),
)

CHARGERS = parse_document(
    """市场监管总局 工业和信息化部公告
2023年第15号
关于发布《充电桩管理规范》的公告
经国务院同意,现发布《充电桩管理规范》,自2024年1月1日起实施。
市场监管总局 工业和信息化部
2023年4月7日
充电桩管理规范
一、总则
充电桩由运营单位维护。
""",
    CatalogueEntry("chargers", "chargers.txt", place="全国", title_en="National chargers rules"),
)
COLD_STORES = parse_document(
    """国务院办公厅关于加快发展冷库的意见
国办发〔2021〕22号
各省、自治区、直辖市人民政府:
经国务院同意,现提出以下意见。
一、支持政策
冷库可以使用集体土地。(责任单位:自然资源部)
国务院办公厅
2021年6月24日
""",
    CatalogueEntry("cold", "cold.txt", place="全国"),
)


DRIFT_NETS = parse_document(
    PORTS_PAGE.replace("渔港", "流网").replace(
        "有 效 性:失效\n废止日期:", "时效性:失效(2023年4月5日宣布废止)"
    ),
    CatalogueEntry("nets", "nets.txt"),
)


@pytest.fixture(scope="module")
def ask(assistant_on):
    assistant = assistant_on(PORTS, TREES, SALT, BRIDGES)
    return lambda *turns: assistant.answer(turns)[-1]


@pytest.fixture(scope="module")
def ask_nation(assistant_on):
    assistant = assistant_on(CHARGERS, COLD_STORES, SALT)
    return lambda *turns: assistant.answer(turns)[-1]


def quotes(answer):
    return [(f"{c.document}#{c.clause}", c.quote) for c in answer.citations]


@pytest.mark.parametrize(
    ("question", "words"),
    [
        ("甘肃渔港方案的文号是多少?", "甘政办发〔2020〕6号"),
        ("甘肃渔港那份是谁印发的", "甘肃省人民政府办公厅"),
        ("甘肃渔港方案哪天印发的", "2020年3月5日"),
        ("甘肃渔港方案哪天挂网的?不是问落款", "2020年3月11日"),
        ("甘肃渔港方案抬头是写给谁的", "各市(州)、县(市、区)人民政府、省政府有关部门"),
        ("甘肃渔港方案的收文单位", "各市(州)、县(市、区)人民政府、省政府有关部门"),
        ("甘肃渔港方案经谁同意的", "省政府"),
        ("甘政办发〔2020〕6号的索引号", "123456/2020-00007"),
        ("甘政办发〔2020〕6号全称是什么", "《甘肃省渔港建设实施方案》"),
        ("食盐储备计划几家联合印发的", "(共3家)"),
        ("食盐储备计划管哪几年", "2021—2023年"),
        ("When was the Gansu fishing ports plan put online?", "11 March 2020"),
        ("Who issued the Gansu fishing ports plan?", "General Office of the Gansu Provincial"),
        ("What years does the national salt reserve plan cover?", "2021—2023"),
    ],
)
def test_a_particular_is_given_and_its_line_cited(ask, question, words):
    answer = ask(question)
    assert (answer.intent, answer.refused, answer.verdict) == (Intent.STATUS, False, None)
    assert words in answer.text
    assert answer.citations[0].clause == "序言"


def test_only_what_is_asked_is_given(ask):
    text = ask("甘肃渔港方案哪天印发的?").text
    assert "3月11日" not in text
    assert "6号" not in text


def test_several_particulars_are_given_each_with_its_line(ask):
    answer = ask("甘肃渔港方案的文号是多少,哪天成文的?")
    assert "甘政办发〔2020〕6号[1];成文日期:2020年3月5日[2]" in answer.text
    assert [quote for _, quote in quotes(answer)] == [
        "文号:甘政办发〔2020〕6号",
        "成文日期:2020-03-05",
    ]


def test_co_signers_are_quoted_as_they_signed(ask):
    answer = ask("食盐储备计划是哪几家联合印发的?")
    signed = "财政部办公厅 商务部办公厅\n国家粮食和物资储备局办公室\n2021年1月8日"
    assert quotes(answer)[0] == ("salt#序言", signed)


@pytest.mark.parametrize(
    ("question", "verdict"),
    [
        ("甘肃渔港方案是省政府办公厅印的吧?什么时候?", Verdict.YES),
        ("甘肃渔港方案,省府办印的?", Verdict.YES),
        ("甘肃渔港方案是省农业农村厅印发的吗", Verdict.NO),
        ("甘肃渔港方案是国务院办公厅印发的吧", Verdict.NO),
        (
            "Was the Gansu fishing ports plan issued by the provincial general office, and when?",
            Verdict.YES,
        ),
        ("财政部是不是也在食盐储备计划上落款了", Verdict.YES),
        ("教育部是食盐储备计划的联合发文单位吗?", Verdict.NO),
        ("食盐储备计划是财政部一家发的吧", Verdict.PARTLY),
        ("食盐储备计划是财政部和教育部联合印发的吗", Verdict.PARTLY),
        ("食盐储备计划是3个部门联合印发的吗", Verdict.YES),
        ("食盐储备计划是9部门联合印发的吧", Verdict.NO),
        ("Did the Ministry of Finance co-sign the national salt reserve plan?", Verdict.YES),
        ("甘政办发〔2020〕6号是3月5号挂网公布的吧?", Verdict.NO),
        ("甘政办发〔2020〕6号是3月11号挂网公布的吧?", Verdict.YES),
        ("甘政办发〔2020〕6号是3月5日成文的吗", Verdict.YES),
        ("Was the Gansu fishing ports plan published on 5 March 2020?", Verdict.NO),
        ("甘肃渔港方案的文号是国函〔2018〕31号吧?", Verdict.NO),
        ("甘肃渔港方案是6号文吗", Verdict.YES),
        ("甘肃渔港方案经省政府同意了吗?", Verdict.YES),
        ("甘肃渔港方案是国务院批准的吧", Verdict.NO),
        ("甘肃渔港方案现在还管用吗", Verdict.NO),
        ("甘肃渔港方案失效了吧", Verdict.YES),
        ("Is the Gansu fishing ports plan still in force?", Verdict.NO),
        ("甘肃渔港方案也发到县级政府吗", Verdict.YES),
        ("青海桥梁要点是发给市级政府的吗", Verdict.NO),
        ("食盐储备计划是2021到2023年的吧", Verdict.YES),
        ("甘肃渔港方案比青海桥梁要点早吧", Verdict.YES),
        ("甘肃渔港方案是按照农渔发〔2019〕12号制定的吗", Verdict.YES),
        ("甘肃渔港方案里的《意见》是农办渔〔2019〕40号吧", Verdict.NO),
    ],
)
def test_what_a_question_proposes_gets_a_verdict(ask, question, verdict):
    answer = ask(question)
    assert (answer.refused, answer.verdict) == (False, verdict)


@pytest.mark.parametrize(
    "question",
    [
        "甘肃渔港方案现在管不管用?",  # leaves both open
        "甘肃渔港方案还有没有效?",
        "商务部印发的食盐储备计划,文号是多少?",  # the body tells which document is meant
        "2020年3月5日成文的甘肃渔港方案,文号多少",
    ],
)
def test_a_question_that_proposes_nothing_gets_no_verdict(ask, question):
    answer = ask(question)
    assert (answer.refused, answer.verdict) == (False, None)


def test_a_day_that_is_the_other_date_is_set_right(ask):
    text = ask("甘政办发〔2020〕6号是3月5号挂网公布的吧?").text
    assert "发布日期:2020年3月11日" in text
    assert "成文日期:2020年3月5日" in text


@pytest.mark.parametrize(
    ("question", "given", "not_given"),
    [
        ("甘肃渔港方案里老提的《意见》是哪个文,文号给我", "农渔发〔2019〕12号", "40号"),
        ("甘肃渔港方案开头引的那个《指南》,是哪一号文?", "农办渔〔2019〕40号", "12号"),
        ("甘肃渔港方案里头说的指南几号文", "农办渔〔2019〕40号", "12号"),
        ("甘肃渔港方案里的《码头检测规程》文号", "农办渔〔2017〕9号", "12号"),
        ("甘肃渔港方案是落实国家哪个文件,国务院批的那个函号是多少", "国函〔2018〕31号", "6号"),
        ("甘肃渔港方案的制定依据是什么", "农渔发〔2019〕12号", "甘政办发"),
        (
            "Which national plan does the Gansu fishing ports plan carry out, and what is its number?",
            "国函〔2018〕31号",
            "甘政办发",
        ),
        (
            "In the Gansu fishing ports plan, which document are the Opinions it refers to? What number?",
            "农渔发〔2019〕12号",
            "40号",
        ),
        ("农渔发〔2019〕12号是什么文件", "《农业农村部等5部门关于加强渔港管理的意见》", "40号"),
    ],
)
def test_a_document_that_is_only_named_has_the_number_the_text_gives(
    ask, question, given, not_given
):
    answer = ask(question)
    assert (answer.intent, answer.refused) == (Intent.STATUS, False)
    assert given in answer.text
    assert not_given not in answer.text
    assert answer.citations[0].document == "ports"


def test_the_quote_is_the_sentence_that_introduces_the_short_name(ask):
    (clause, quote), *_ = quotes(ask("甘肃渔港方案里老提的《意见》是哪个文?文号?"))
    assert clause == "ports#序言"
    assert "(农渔发〔2019〕12号,以下简称《意见》)" in quote


def test_a_number_in_a_clause_is_cited_from_there(ask):
    answer = ask("甘肃渔港方案里的《码头检测规程》文号")
    assert quotes(answer)[0][0] == "ports#二"


def test_the_basis_of_rules_is_their_first_article(ask):
    answer = ask("兰州行道树办法是依据什么制定的?")
    assert "《城市绿化条例》(文号没有写明)、《甘肃省绿化条例》" in answer.text
    assert quotes(answer)[0][0] == "trees#第一条"


def test_from_when_rules_run_and_what_they_repeal(ask):
    assert "自2021年3月1日起施行" in ask("兰州行道树办法什么时候开始施行?").text
    assert "兰政发〔2010〕5号" in ask("兰州行道树办法同时废止了哪个文件?").text
    still = ask("兰州行道树办法现在还有效吗?")
    assert (still.refused, still.verdict) == (False, "no")  # until the end of February 2026
    assert "有效期5年" in still.text


@pytest.mark.parametrize(
    "question",
    [
        "青海桥梁要点的文号是多少?",
        "青海桥梁要点现在还有效吗?",
        "青海桥梁要点哪天挂网的?",
        "青海桥梁要点经谁同意的?",
        "甘肃渔港方案是哪天废止的?",
        "甘肃渔港方案被哪个文件替代了?",
        "甘肃渔港方案里的《意见》现在还有效吗?",
        "When was the Gansu fishing ports plan repealed?",
        "What is the document number of the Qinghai bridges plan?",
    ],
)
def test_what_the_page_does_not_state_is_refused_with_the_nearest_clause(ask, question):
    answer = ask(question)
    assert (answer.refused, answer.verdict, answer.agencies) == (True, None, ())
    assert answer.citations[0].clause == "序言"
    assert answer.absence is not None


@pytest.mark.parametrize(
    "question",
    [
        "湖北那份方案的文号是多少?",
        "甘政办发〔2031〕88号是谁印发的?",
        "《无人机低空飞行条例》是哪年发布的?",
        "甘肃省低空无人机方案是谁印发的?",
        "甘肃渔港2011年那份方案的文号?",
    ],
)
def test_a_document_that_is_not_held_is_refused(ask, question):
    answer = ask(question)
    assert (answer.refused, answer.citations) == (True, ())


def test_documents_are_put_in_the_order_of_their_dates(ask):
    answer = ask("甘肃渔港、食盐储备、青海桥梁这三份文件,最早印发和最晚印发的分别是哪天?")
    assert [c.document for c in answer.citations] == ["ports", "salt", "bridges"]
    assert (
        answer.text.index("最早:") < answer.text.index("2020年3月5日") < answer.text.index("最晚:")
    )
    covered = [side.document for side in answer.comparison.sides if side.covered]
    assert covered == ["ports", "salt", "bridges"]
    assert ask("甘肃渔港和青海桥梁哪份更新?").citations[0].document == "bridges"


def test_of_many_documents_those_that_state_nothing_are_named_together(ask):
    answer = ask("哪份文件失效了?")
    assert answer.citations[0].quote == "有效性:失效"
    assert {c.document for c in answer.citations} == {"ports", "trees"}
    assert "《青海省桥梁养护工作要点》" in answer.text.partition("没有写明效力的:")[2]


@pytest.mark.parametrize(
    "question",
    ["你这儿收了几份文件?", "馆藏有哪些文件", "How many documents do you have?"],
)
def test_the_collection_is_counted_and_listed(ask, question):
    answer = ask(question)
    assert (answer.intent, answer.refused) == (Intent.STATUS, False)
    assert "4" in answer.text
    assert all(one.document.title in answer.text for one in (PORTS, SALT, BRIDGES))


@pytest.mark.parametrize(
    ("turns", "words"),
    [
        (("甘肃渔港方案是谁印发的?", "那文号呢?"), "甘政办发〔2020〕6号"),
        (("甘肃渔港方案文号多少?", "成文日期呢"), "2020年3月5日"),
        (("Who issued the Gansu fishing ports plan?", "and its date?"), "5 March 2020"),
        (("Who issued the Gansu fishing ports plan?", "and what is its document number?"), "6号"),
        (("甘肃渔港方案文号多少?", "那食盐储备那份呢"), "财办盐〔2021〕4号"),
        (("甘肃渔港方案哪天印发的?", "和青海桥梁那份比谁在前?"), "2022年6月1日"),
        (("码头由谁修缮?", "这文件是哪年发的?"), "2020年3月5日"),
        (("甘肃渔港方案里码头由谁修缮?", "里头的《指南》是几号文?"), "农办渔〔2019〕40号"),
    ],
)
def test_a_follow_up_is_on_the_document_spoken_of(ask, turns, words):
    answer = ask(*turns)
    assert not answer.refused
    assert words in answer.text


@pytest.mark.parametrize(
    "question",
    [
        "甘肃渔港方案里码头由谁修缮?",
        "甘肃渔港方案要清理多少座渔港",
        "青海每年检查桥梁几次",
        "行道树由哪个部门管理?",
        "甘肃渔港方案里哪家单位负责清理渔港?",
    ],
)
def test_a_question_on_a_clause_is_none_on_particulars(ask, question):
    assert ask(question).intent is not Intent.STATUS


@pytest.mark.parametrize(
    ("question", "verdict"),
    [
        ("冷库那个意见是国务院办公厅发的吧", Verdict.YES),
        ("冷库那个意见是国务院发的吧", Verdict.NO),
        ("充电桩规范是市场监管总局单独发布的吗", Verdict.PARTLY),
        ("工信部是不是也署名了充电桩规范", Verdict.YES),
        ("这些文件里有没有商务部发的", Verdict.YES),
        ("这些文件里有没有教育部发的", Verdict.NO),
    ],
)
def test_a_government_and_its_office_are_two_issuers(ask_nation, question, verdict):
    assert ask_nation(question).verdict is verdict


def test_the_number_of_an_announcement_is_quoted_with_its_name(ask_nation):
    answer = ask_nation("充电桩规范是几号公告")
    assert "2023年第15号" in answer.text
    assert answer.citations[0].quote == "市场监管总局 工业和信息化部公告\n2023年第15号"


def test_a_body_picks_the_documents_it_issued(ask_nation):
    answer = ask_nation("哪份文件是商务部发的?")
    assert [c.document for c in answer.citations] == ["salt"]


def test_a_document_is_found_by_the_words_it_is_described_with(ask):
    answer = ask("甘肃渔港方案引用的农业农村部办公厅通知是几号")
    assert "农办渔〔2019〕40号" in answer.text


@pytest.mark.parametrize(
    "question",
    [
        "兰州行道树办法管到什么时候?",
        "兰州行道树办法有效期到哪一年?",
        "兰州行道树办法什么时候到期?",
        "How long are the Lanzhou street trees rules valid?",
        "Until when are the Lanzhou street trees rules in force?",
    ],
)
def test_until_when_rules_run_is_what_they_say_of_it(ask, question):
    answer = ask(question)
    assert (answer.intent, answer.refused) == (Intent.STATUS, False)
    assert "有效期5年" in answer.text
    assert answer.citations[0].clause == "第三条"


@pytest.mark.parametrize(
    "question",
    [
        "兰州行道树办法出来之后哪个旧办法作废了?",
        "兰州行道树办法施行后哪些旧文件废止?",
        "兰州行道树办法一印发,哪个老办法就失效了?",
    ],
)
def test_what_rules_repeal_is_asked_by_what_lapsed_after_them(ask, question):
    answer = ask(question)
    assert (answer.intent, answer.refused) == (Intent.STATUS, False)
    assert "《兰州市行道树管理暂行办法》(兰政发〔2010〕5号)" in answer.text


def test_of_the_documents_named_those_whose_number_is_missing_are_told(ask):
    text = ask("甘肃渔港方案、食盐储备计划和青海桥梁要点,哪份没有文号?").text
    given, _, missing = text.partition("没有写明文号的:")
    assert missing == "《青海省桥梁养护工作要点》。"
    assert "甘政办发〔2020〕6号" in given


@pytest.mark.parametrize(
    ("question", "asked"),
    [
        # It only says which document is meant.
        ("甘肃省政府办公厅20年印发的渔港方案,文号是多少?", (Particular.NUMBER,)),
        ("甘肃省政府办公厅制定的《渔港方案》文号是多少?", (Particular.NUMBER,)),
        # It is asked about.
        ("渔港方案是甘肃省政府办公厅印发的吗,文号是多少?", (Particular.NUMBER, Particular.ISSUERS)),
        ("渔港方案,甘肃省政府办公厅印发的吧,文号是多少?", (Particular.NUMBER, Particular.ISSUERS)),
        ("渔港方案由甘肃省政府办公厅印发,文号是多少?", (Particular.NUMBER, Particular.ISSUERS)),
        # What is said to have lapsed is no question on whether it has.
        ("渔港方案不是都失效了嘛,那文号是多少?", (Particular.NUMBER,)),
        ("渔港方案失效了吗,文号是多少?", (Particular.NUMBER, Particular.VALIDITY)),
    ],
)
def test_a_body_that_only_describes_a_document_is_not_asked_about(question, asked):
    assert set(asked_particulars(comparable(question), ["甘肃省政府办公厅"])) == set(asked)


@pytest.mark.parametrize(
    ("question", "verdict"),
    [
        (
            "《甘肃省渔港建设实施方案》和《食盐储备三年行动计划(2021-2023年)》的落款是同一家吗?",
            Verdict.NO,
        ),
        (
            "《甘肃省渔港建设实施方案》和《食盐储备三年行动计划(2021-2023年)》是同一年印发的吗?",
            Verdict.NO,
        ),
    ],
)
def test_whether_documents_share_an_issuer_or_a_year(ask, question, verdict):
    assert ask(question).verdict is verdict


@pytest.mark.parametrize("question", ["甘肃渔港方案现在还管用不?", "甘肃渔港方案还作数不"])
def test_a_question_that_ends_with_not_asks_whether_it_holds(ask, question):
    assert ask(question).verdict == Verdict.NO


@pytest.mark.parametrize(
    ("question", "says"),
    [
        ("甘肃省流网建设实施方案是哪天废止的?", "2023年4月5日"),
        ("甘肃省流网建设实施方案还有效吗?", "已失效(2023年4月5日)"),
        ("When was 甘肃省流网建设实施方案 repealed?", "5 April 2023"),
    ],
)
def test_the_day_of_repeal_is_read_from_the_line_on_validity(assistant_on, question, says):
    answer = assistant_on(DRIFT_NETS).answer([question])[-1]
    assert says in answer.text
    assert "没有写明" not in answer.text


def test_the_words_of_a_title_ask_for_nothing(assistant_on):
    plan = parse_document(
        """甘肃省人民政府办公厅关于印发甘肃省贯彻落实《渔业规划》工作方案的通知
甘政办发〔2021〕9号
《甘肃省贯彻落实〈渔业规划〉工作方案》已经省人民政府同意,现印发给你们。
甘肃省人民政府办公厅
2021年4月7日
甘肃省贯彻落实《渔业规划》工作方案
为贯彻落实《渔业规划》(国函〔2020〕8号),制定本方案。
一、清理渔港
清理渔港四十座。(责任单位:省农业农村厅)
""",
        CatalogueEntry("fishery", "fishery.txt"),
    )
    assistant = assistant_on(plan)
    [dated] = assistant.answer(["《甘肃省贯彻落实《渔业规划》工作方案》是哪天印发的?"])
    assert "2021年4月7日" in dated.text
    assert "国函" not in dated.text
    [based] = assistant.answer(["甘肃的渔业工作方案是贯彻落实哪份文件的?"])
    assert "国函〔2020〕8号" in based.text
