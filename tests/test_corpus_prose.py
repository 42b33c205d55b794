"""Duties that the prose gives, and names of bodies in phrases."""

import pytest

from corpus.names import names_in
from corpus.prose import read_prose_duties


def read(text):
    duties = read_prose_duties(text)
    return [(one.agency, one.role.value) for one in duties.responsibilities], duties.also_involved


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("第五条 国务院商务主管部门负责全国电子商务促进工作。", ["国务院商务主管部门"]),
        ("第十条　公安机关交通管理部门应当按照规定核发号牌。电子商务经营者应当依法纳税。", ["公安机关交通管理部门"]),
        ("(一)省级主管部门结合实际,制定本省计划。", ["省级主管部门"]),
        ("各级人民政府要加强统筹。市城管执法局、市公安局应当加强执法。", ["各级人民政府", "市城管执法局", "市公安局"]),
        ("商务部会同财政部、海关总署制定办法。", ["商务部", "财政部", "海关总署"]),
        ("违反规定的,由县级以上人民政府市场监督管理部门责令改正;情节严重的,由公安机关处理。", ["县级以上人民政府市场监督管理部门", "公安机关"]),
        ("本办法由市商务局、市财政局解释，自2023年1月1日起施行。", ["市商务局", "市财政局"]),
        ("第八条　设区的市人民政府应当建立机制。乡镇人民政府、街道办事处协助做好工作。", ["设区的市人民政府", "乡镇人民政府", "街道办事处"]),
        ("国家发展改革委、商务部要加强指导,各省、自治区、直辖市人民政府要负起责任。", ["国家发展改革委", "商务部", "各省、自治区、直辖市人民政府"]),
        ("第十一条 省、设区的市、县(市、区)人民政府负责本行政区域内的工作。", ["省、设区的市、县(市、区)人民政府"]),
        ("县级以上人民政府发展改革、财政等部门按照各自职责做好工作。", ["县级以上人民政府发展改革、财政等部门"]),
        ("第七条 中国人民银行依法实施监管。海关对进出口货物实施监管。", ["中国人民银行", "海关"]),
        ("下列单位应当报告：\n（一）市商务局负责汇总；", ["市商务局"]),
        ("推动银行机构加强服务,支持各县(市、区)建设,鼓励企业、高校加强合作。", []),
        ("建设单位应当编制报告。任何单位不得阻碍。", []),
        ("按照省政府要求,落实财政部规定,依托海关总署系统。", []),
        ("领导小组办公室设在市商务局。", []),
        # several bodies, each with a part of the sentence
        ("市商务局负责规划,市税务局负责核税,人行江州营管部督促银行开户。", ["市商务局", "市税务局", "人行江州营管部"]),
        ("市大数据局会同市政务服务中心升级平台。市城管执法委会同市数据局建设平台。", ["市大数据局", "市政务服务中心", "市城管执法委", "市数据局"]),
        ("第七条　市建设局应当会同市城管局、市公安交管局,每五年编制一次规划。", ["市建设局", "市城管局", "市公安交管局"]),
        ("市工商联联合市总工会举办活动。团市委、市妇联要组织志愿者。", ["市工商联", "市总工会", "团市委", "市妇联"]),
        ("市政府口岸办负责通关。省政府督查室每半年督查一次,省统计局按月监测。", ["市政府口岸办", "省政府督查室", "省统计局"]),
        ("国网江州电力对小微企业实行零投资。江州供电公司负责接电。", ["国网江州电力", "江州供电公司"]),
        ("办法由市教育局会同市卫健委另行制定。", ["市教育局", "市卫健委"]),
        ("坚持政府主导、部门配合、学校教育,形成良好氛围。", []),
        ("形成政府引导、部门联动、社会参与的格局。", []),
        ("省委组织部负责考核,省委宣传部负责宣传。", ["省委组织部", "省委宣传部"]),
        # what stands before 由 is no part of the name
        ("各项任务由县商务局统筹调度。", ["县商务局"]),
        ("联席会议每年召开一次,日常工作由市商务局承担。", ["市商务局"]),
        ("收费标准由市、县人民政府价格主管部门会同停车主管部门制定。", ["市、县人民政府价格主管部门", "停车主管部门"]),
        ("自由贸易试验区管委会负责推进。", ["自由贸易试验区管委会"]),
        # each place has one
        ("各区人民政府是本辖区工作的责任主体。", ["各区人民政府"]),
        ("各区城市管理执法部门应当每年评估。", ["各区城市管理执法部门"]),
        # no bodies, or such as get no duty
        ("收费分别实行政府定价、政府指导价和市场调节价。", []),
        ("因故不能开放的,应当报同级机关事务管理部门备案。", []),
        ("承办部门应当答复。各区有关部门应当配合。", []),
        ("跨部门联合抽查比例不低于15%。", []),
        ("建立由商务、农业等部门参加的专班。", []),
        ("市场主体应当诚信,市民办事更方便,区域全局改造要统筹。", []),
        ("举办展会,主办单位要做好服务。", []),
    ],
)  # fmt: skip
def test_prose_names_the_bodies_to_which_it_gives_a_duty(text, named):
    assert read(text)[0] == [(name, "named") for name in named]


def test_beside_a_lead_of_the_same_sentence_others_take_part():
    text = "由省商务厅牵头,省财政厅、省教育厅配合,建立机制。市州政府要落实责任。"
    assert read(text)[0] == [
        *[("省商务厅", "lead"), ("省财政厅", "participant"), ("省教育厅", "participant")],
        ("市州政府", "named"),
    ]


def test_prose_calls_on_open_groups():
    text = "各地区要加强领导。各有关部门要抓好落实。各地应引入机构。商务部会同有关部门加强指导。"
    assert read(text) == ([("商务部", "named")], ("各有关部门", "有关部门", "各地区", "各地"))


def test_territories_without_a_government_are_called_on():
    text = "各市(州)每年1月15日前报送。各区市要落实责任,各省于年底前总结。"
    assert read(text) == ([], ("各市(州)", "各区市", "各省"))


def test_who_is_joined_behind_a_comma_takes_part():
    found, _ = read("由市城建局牵头，会同市城管执法委、市交通运输局对全市桥梁逐一排查。")
    assert found == [
        ("市城建局", "lead"),
        *[("市城管执法委", "participant"), ("市交通运输局", "participant")],
    ]


def test_a_lead_in_prose_goes_before_those_who_help():
    text = "由市口岸办牵头,市商务委、中国铁路江州局集团公司配合,加快试点。"
    assert read(text)[0] == [
        *[("市口岸办", "lead"), ("市商务委", "participant")],
        ("中国铁路江州局集团公司", "participant"),
    ]


def test_the_words_of_a_duty_are_its_sentence():
    (one,) = read_prose_duties("一、甲。省商务厅负责汇总;乙。").responsibilities
    assert one.words == "省商务厅负责汇总;"


def test_a_body_is_named_once_with_its_other_name():
    text = "市行政审批服务局(市政务服务中心)负责受理。市行政审批服务局应当公开。"
    (one,) = read_prose_duties(text).responsibilities
    assert (one.agency, one.also_called) == ("市行政审批服务局", ("市政务服务中心",))


@pytest.mark.parametrize(
    ("phrase", "names"),
    [
        ("省发展改革委、省商务厅按职责分工负责", ["省发展改革委", "省商务厅"]),
        ("省发展改革委和省能源局", ["省发展改革委", "省能源局"]),
        ("省文化和旅游厅、省粮食和储备局", ["省文化和旅游厅", "省粮食和储备局"]),
        ("市国土资源与房屋管理局", ["市国土资源与房屋管理局"]),
        ("省商务厅以及省财政厅", ["省商务厅", "省财政厅"]),
        ("市级有关部门和各县(市、区)人民政府", ["市级有关部门", "各县(市、区)人民政府"]),
        ("各市(州)、县(市、区)人民政府,", ["各市(州)、县(市、区)人民政府,"]),
        ("各盟行政公署、市人民政府", ["各盟行政公署、市人民政府"]),
        ("各级党委、政府", ["各级党委、政府"]),
        ("省有关部门和单位", ["省有关部门和单位"]),
        ("市司法局等市级有关部门及各县市区政府", ["市司法局", "市级有关部门", "各县市区政府"]),
        ("商务部、财政部等部门", ["商务部", "财政部"]),
        ("高等学校、中等职业学校", ["高等学校", "中等职业学校"]),
        ("省商务厅/省财政厅 省税务局", ["省商务厅", "省财政厅", "省税务局"]),
        ("由省商务厅负责", ["省商务厅"]),
        ("中国铁路成都局集团公司", ["中国铁路成都局集团公司"]),
        ("", []),
    ],
)
def test_a_phrase_is_parted_into_names_of_bodies(phrase, names):
    assert [name.written for name in names_in(phrase)] == names


@pytest.mark.parametrize(
    ("written", "open_group", "territory"),
    [
        ("市级有关部门", True, False),
        ("省级有关部门(单位)", True, False),
        ("市级各部门", True, False),
        ("各地区", True, True),
        ("各市(州)人民政府", False, True),
        ("各县市区政府", False, True),
        ("各级人民政府", False, True),
        ("省商务厅", False, False),
    ],
)
def test_groups_and_territories_are_told_from_bodies(written, open_group, territory):
    (name,) = names_in(written)
    assert (name.is_open_group, name.is_territory) == (open_group, territory)
