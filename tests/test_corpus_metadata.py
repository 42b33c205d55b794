"""What a document states of itself, in all usual forms; what it does not state is not guessed."""

from datetime import date

import pytest

from corpus.metadata import read_metadata
from corpus.parse import CatalogueEntry, parse_document
from corpus.places import places_in, speaks_of
from corpus.signature import bodies_of_line, date_in, is_closing, signed_by
from corpus.types import Level, Status


@pytest.mark.parametrize(
    ("line", "number"),
    [
        ("国办发〔2023〕42号", "国办发〔2023〕42号"),
        ("川府发[2023] 1 号", "川府发[2023]1号"),
        ("鄂政办发（2024）18号", "鄂政办发（2024）18号"),
        ("发改经贸【2022】123号", "发改经贸【2022】123号"),
        ("工信部联消费〔2023〕第 12 号", "工信部联消费〔2023〕第12号"),
        ("商建函〔２０２３〕１２３号", "商建函〔2023〕123号"),
        ("商务部 公告\n2023年第5号", "商务部公告2023年第5号"),
        ("中华人民共和国国务院令\n第722号", "中华人民共和国国务院令第722号"),
        ("四川省人民政府令第358号", "四川省人民政府令第358号"),
        ("深圳市人民政府令\n（第350号）", "深圳市人民政府令第350号"),
        ("中华人民共和国国务院令\n第 735 号令", "中华人民共和国国务院令第735号"),
        ("文号：第 735 号令", "第735号令"),
        ("2022年 第 3 号", "2022年第3号"),
        ("（2022年第3号）", "2022年第3号"),
        ("中华人民共和国某部令\n二〇二三年 第2号", "中华人民共和国某部令二〇二三年第2号"),
        ("桂政办发〖2022〗5号", "桂政办发〖2022〗5号"),
        ("国发〔一九九八〕二十三号", "国发〔一九九八〕二十三号"),
        ("特急 川办发〔2023〕12号", "川办发〔2023〕12号"),
        ("财政部 税务总局公告2022年第3号", "财政部税务总局公告2022年第3号"),
        ("（3号）", None),
        ("发文字号：苏政办规〔2023〕7号", "苏政办规〔2023〕7号"),
        ("【文号】：苏政办规〔2023〕7号", "苏政办规〔2023〕7号"),
        ("根据国办发〔2018〕1号要求，制定本方案。", None),
        ("按照《意见》（国办发〔2018〕1号）要求", None),
        ("国办发〔2018〕1号文件要求各地抓好落实。", None),
        ("文号：无", None),
        ("电话：0951-12345号", None),
    ],
)
def test_the_document_number_is_its_own(line, number):
    assert read_metadata(f"某某文件\n{line}\n各有关单位：").document_number == number


@pytest.mark.parametrize(
    ("preface", "title"),
    [
        ("某省人民政府办公厅关于印发某省冷链方案的通知", "某省冷链方案"),
        ("关于印发《某省冷链方案（2023—2025年）》的通知", "某省冷链方案（2023—2025年）"),
        ("四川省人民政府办公厅\n关于印发四川省推进方案的通知", "四川省推进方案"),
        ("现将《某省冷链方案》印发给你们，请执行。", "某省冷链方案"),
        ("《某省贯彻〈国家规划〉方案》已经省政府同意，现印发给你们。", "某省贯彻《国家规划》方案"),
        ("我们研究制定了《某省冷链方案》，现印发给你们。", "某省冷链方案"),
        ("《某市管理办法》已经市政府第5次常务会议通过，现予公布。", "某市管理办法"),
        ("国务院办公厅关于加快发展的意见", "国务院办公厅关于加快发展的意见"),
        ("国务院办公厅\n关于加快发展的意见", "国务院办公厅关于加快发展的意见"),
        (
            "商务部 财政部\n关于加快县域商业\n发展的指导意见",
            "商务部 财政部关于加快县域商业发展的指导意见",
        ),
        ("某省“十四五”商务发展规划", "某省“十四五”商务发展规划"),
        ("某市管理办法（试行）", "某市管理办法（试行）"),
        ("标题：关于印发某市方案的通知\n正文", "某市方案"),
        ("为做好工作，制定本方案。", None),
        ("各市、县人民政府：", None),
        ("", None),
    ],
)
def test_the_title_is_that_of_what_is_issued(preface, title):
    assert read_metadata(preface).title == title


@pytest.mark.parametrize(
    ("preface", "issuers", "issued"),
    [
        ("某市人民政府\n2023年7月5日", ("某市人民政府",), date(2023, 7, 5)),
        ("某市人民政府 2023年7月5日", ("某市人民政府",), date(2023, 7, 5)),
        ("某市人民政府\n二〇二三年七月二十五日", ("某市人民政府",), date(2023, 7, 25)),
        ("某市人民政府\n二○二三年十月十日", ("某市人民政府",), date(2023, 10, 10)),
        ("某市人民政府\n2023 年 7 月 5 日", ("某市人民政府",), date(2023, 7, 5)),
        (
            "商务部 财政部\n教　育　部\n2023年7月5日",
            ("商务部", "财政部", "教育部"),
            date(2023, 7, 5),
        ),
        ("某省人民政府令\n第 5 号\n省长 张某\n2023年7月5日", ("某省人民政府",), date(2023, 7, 5)),
        (
            "某市人民政府令\n（第5号）\n市　长　张某\n2023年7月5日",
            ("某市人民政府",),
            date(2023, 7, 5),
        ),
        ("某市人民政府令\n第5号\n市长：×××\n2023年7月5日", ("某市人民政府",), date(2023, 7, 5)),
        ("某市商务局 某市财政局关于印发某市方案的通知", ("某市商务局", "某市财政局"), None),
        ("发文机关：国务院办公厅\n成文日期：2023-07-05", ("国务院办公厅",), date(2023, 7, 5)),
        (
            "发文机关：\n国务院办公厅\n成文日期：\n2023年07月05日",
            ("国务院办公厅",),
            date(2023, 7, 5),
        ),
        ("某市人民政府\n2023年2月30日", ("某市人民政府",), None),
        ("到2025年7月5日完成。", (), None),
        ("商务部等9部门关于印发方案的通知", (), None),
    ],
)
def test_issuers_and_date_come_from_the_signature_or_the_letterhead(preface, issuers, issued):
    stated = read_metadata(preface)
    assert (stated.issuers, stated.issued_on) == (issuers, issued)


def test_the_day_of_issue_and_of_publication_are_two_days():
    stated = read_metadata("成文日期：2018-06-15\t发布日期：2018年6月20日 19:58")
    assert (stated.issued_on, stated.published_on) == (date(2018, 6, 15), date(2018, 6, 20))


def test_a_title_keeps_its_issuers_apart():
    text = "教育部财政部\n关于建设示范县的实施意见\n教体〔2023〕7号\n教育部　财政部\n2023年9月26日"
    assert read_metadata(text).title == "教育部 财政部关于建设示范县的实施意见"


def test_an_empty_label_does_not_take_the_value_of_the_next():
    stated = read_metadata("成文日期：\n发布日期：2018-06-20\n废止日期：\n四川省人民政府办公厅")
    assert (stated.issued_on, stated.published_on) == (None, date(2018, 6, 20))
    assert stated.status is Status.NOT_STATED


@pytest.mark.parametrize(
    ("line", "status"),
    [
        ("有效性：有效", Status.IN_FORCE),
        ("有 效 性 :失效", Status.REPEALED),
        ("是否有效：是", Status.IN_FORCE),
        ("是否有效：否", Status.REPEALED),
        ("时效性：现行有效", Status.IN_FORCE),
        ("文件状态：已废止", Status.REPEALED),
        ("效力状态：尚未失效", Status.IN_FORCE),
        ("效力状态：部分失效", Status.NOT_STATED),
        ("有效性：", Status.NOT_STATED),
        ("废止日期：", Status.NOT_STATED),
        ("本通知有效期5年。", Status.NOT_STATED),
    ],
)
def test_validity_is_what_the_page_states(line, status):
    assert read_metadata(f"某某文件\n{line}\n某某办公厅").status is status


@pytest.mark.parametrize("mark", [" | ", "\t", "｜", "|"])
@pytest.mark.parametrize("frame", ["", "| "])
def test_a_table_of_metadata_is_read_as_a_list(mark, frame):
    rows = [
        ("索引号", "0111/2026-1", "信息所属单位", "某司"),
        ("标题", "江州市商务局关于做好冷链工作的通知"),
        ("文号", "江商发〔2026〕3号", "有效性", "现行有效"),
        ("成文日期", "2026年4月18日", "发布日期", "2026年4月25日"),
        ("实施日期", "2026-05-01"),
    ]
    text = "\n".join(frame + mark.join(row) for row in rows)
    stated = parse_document(f"{text}\n一、甲\n", CatalogueEntry("x", "x.txt")).document
    assert stated.title == "江州市商务局关于做好冷链工作的通知"
    assert stated.document_number == "江商发〔2026〕3号"
    assert (stated.issued_on, stated.published_on) == (date(2026, 4, 18), date(2026, 4, 25))
    assert (stated.status, stated.effective_on) == (Status.IN_FORCE, date(2026, 5, 1))


@pytest.mark.parametrize(
    ("issuer", "place", "level"),
    [
        ("嘉禾县人民政府办公室", "嘉禾", Level.COUNTY),
        ("浙江省嘉兴市平湖市商务局", "浙江嘉兴", Level.COUNTY),
        ("北京市朝阳区人民政府", "北京", Level.COUNTY),
        ("云和县人民政府", "云和", Level.COUNTY),
        ("长阳土家族自治县人民政府", "长阳土家族自治县", Level.COUNTY),
        ("杭州市人民政府", "浙江杭州", Level.CITY),
        ("武汉市城市管理执法委员会", "湖北武汉", Level.CITY),
        ("四川省市场监督管理局", "四川", Level.PROVINCE),
        ("国家市场监督管理总局", "全国", Level.NATION),
        ("杭州高新技术产业开发区管委会", "浙江杭州", Level.CITY),
    ],
)
def test_place_and_level_are_those_of_the_issuer(issuer, place, level):
    text = f"{issuer}\n关于做好冷链工作的通知\n一、甲\n{issuer}\n2026年1月1日\n"
    document = parse_document(text, CatalogueEntry("x", "x.txt")).document
    assert (document.place, document.level) == (place, level)


def test_the_letterhead_may_say_in_which_city_a_county_is():
    text = (
        "郴州市嘉禾县人民政府文件\n关于做好冷链工作的通知\n一、甲\n嘉禾县人民政府\n2026年1月1日\n"
    )
    document = parse_document(text, CatalogueEntry("x", "x.txt")).document
    assert (document.place, document.level) == ("湖南郴州", Level.COUNTY)


def test_the_number_of_a_county_is_not_that_of_a_province():
    text = "云和县人民政府\n关于做好冷链工作的通知\n云政发〔2026〕1号\n一、甲\n云和县人民政府\n2026年1月1日\n"
    assert parse_document(text, CatalogueEntry("x", "x.txt")).document.place == "云和"


@pytest.mark.parametrize(
    ("line", "addressees"),
    [
        ("各市、县人民政府，省政府各部门：", ("各市、县人民政府", "省政府各部门")),
        ("各市(州)人民政府、省级有关部门(单位):", ("各市(州)人民政府、省级有关部门(单位)",)),
        ("各有关高等学校；各直属机构：", ("各有关高等学校", "各直属机构")),
        ("现将有关事项通知如下：", ()),
        ("经会议研究，提出如下工作要点：", ()),
        ("为做好各单位工作，现就办理要求通知如下：", ()),
    ],
)
def test_addressees_stand_before_a_colon(line, addressees):
    assert read_metadata(f"某某文件\n{line}\n正文。").addressees == addressees


@pytest.mark.parametrize(
    ("line", "bodies"),
    [
        ("商 务 部", ("商务部",)),
        ("国家发展改革委　商　务　部", ("国家发展改革委", "商务部")),
        ("中央网信办、海关总署", ("中央网信办", "海关总署")),
        ("四川省推进“放管服”改革协调小组办公室", ("四川省推进“放管服”改革协调小组办公室",)),
        ("做好各项工作", ()),
        ("", ()),
    ],
)
def test_a_line_of_bodies_holds_nothing_else(line, bodies):
    assert bodies_of_line(line) == bodies


def test_lines_of_a_signature_are_bodies_officers_and_dates():
    assert signed_by("2023年7月5日").is_dated
    assert signed_by("(2023年7月5日)").on == date(2023, 7, 5)
    assert signed_by("市长：张三").officer
    assert signed_by("自2023年7月5日起施行") is None
    assert signed_by("截至2023年7月5日") is None
    assert signed_by("") is None


@pytest.mark.parametrize(
    "line",
    [
        "（此件公开发布）",
        "抄送：省委办公厅。",
        "某厅办公室 2023年7月5日印发",
        "信息公开形式：主动公开",
    ],
)
def test_distribution_lines_close_a_page(line):
    assert is_closing(line)
    assert not is_closing("一、" + line)


def test_a_date_of_nonsense_is_none():
    assert date_in("二〇二三年十三月一日") is None
    assert date_in("第2023-07号") is None
    assert date_in("2023.07.05") == date(2023, 7, 5)


@pytest.mark.parametrize(
    ("text", "name", "spoken_of"),
    [
        ("打造川渝农产品批发市场联盟", "重庆", True),
        ("成渝中线高铁", "重庆", True),
        ("与重庆市共建", "重庆", True),
        ("打造川渝农产品批发市场联盟", "江苏", False),
        ("渝", "重庆", False),
        ("新台阶", "台湾", False),
        ("川青铁路", "青海", False),  # a colour as well, so it takes the whole name
    ],
)
def test_a_place_is_spoken_of_by_name_or_by_one_character_beside_another(text, name, spoken_of):
    [place] = [mention.place for mention in places_in(name)]
    assert speaks_of(text, place) is spoken_of


def test_a_date_that_nobody_signed_above_is_that_of_issue():
    text = "甘肃省人民政府办公厅关于印发甘肃省渔业方案的通知\n甘政办发〔2024〕2号\n各市人民政府:\n现印发给你们。\n2024年4月19日\n"
    assert read_metadata(text).issued_on == date(2024, 4, 19)
    twice = text + "2024年5月1日\n"
    assert read_metadata(twice).issued_on is None
