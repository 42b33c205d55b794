"""Enumerators in all styles and widths; cross-references and figures are none."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from corpus.enumerators import Style, enumerator_of, label_of, number_of, numeral_of


@pytest.mark.parametrize(
    ("line", "style", "label", "rest"),
    [
        ("一、总体要求", Style.CHINESE, "一", "总体要求"),
        ("二十三、附则", Style.CHINESE, "二十三", "附则"),
        ("一．总体要求", Style.CHINESE, "一", "总体要求"),
        ("十 、保障措施", Style.CHINESE, "十", "保障措施"),
        ("二、三大任务", Style.CHINESE, "二", "三大任务"),
        ("(一)指导思想", Style.CHINESE_BRACKETED, "(一)", "指导思想"),
        ("（十二）指导思想", Style.CHINESE_BRACKETED, "(十二)", "指导思想"),
        ("（ 一 ）指导思想", Style.CHINESE_BRACKETED, "(一)", "指导思想"),
        ("(一）、指导思想", Style.CHINESE_BRACKETED, "(一)", "指导思想"),
        ("(一)项目建设", Style.CHINESE_BRACKETED, "(一)", "项目建设"),
        ("(二)及时报送", Style.CHINESE_BRACKETED, "(二)", "及时报送"),
        ("㈠指导思想", Style.CHINESE_BRACKETED, "(一)", "指导思想"),
        ("㈩、指导思想", Style.CHINESE_BRACKETED, "(十)", "指导思想"),
        ("1.做好衔接", Style.ARABIC, "1", "做好衔接"),
        ("12．做好衔接", Style.ARABIC, "12", "做好衔接"),
        ("３、做好衔接", Style.ARABIC, "3", "做好衔接"),
        ("1. 做好衔接", Style.ARABIC, "1", "做好衔接"),
        ("⒈做好衔接", Style.ARABIC, "1", "做好衔接"),
        ("(1)改造冷库", Style.ARABIC_BRACKETED, "(1)", "改造冷库"),
        ("（１）改造冷库", Style.ARABIC_BRACKETED, "(1)", "改造冷库"),
        ("1)改造冷库", Style.ARABIC_BRACKETED, "(1)", "改造冷库"),
        ("2）改造冷库", Style.ARABIC_BRACKETED, "(2)", "改造冷库"),
        ("⑴改造冷库", Style.ARABIC_BRACKETED, "(1)", "改造冷库"),
        ("①选择企业", Style.CIRCLED, "①", "选择企业"),
        ("⑳、选择企业", Style.CIRCLED, "⑳", "选择企业"),
        ("第一条 为了规范", Style.ARTICLE, "第一条", "为了规范"),
        ("第二十三条　违反", Style.ARTICLE, "第二十三条", "违反"),
        ("第一百一十条 本法", Style.ARTICLE, "第一百一十条", "本法"),
        ("第12条 本法", Style.ARTICLE, "第十二条", "本法"),
        ("第十条之一　设立", Style.ARTICLE, "第十条之一", "设立"),
        ("第四条下列行为", Style.ARTICLE, "第四条", "下列行为"),
        ("第五条中央企业", Style.ARTICLE, "第五条", "中央企业"),
        ("第一章 总则", Style.CHAPTER, "第一章", "总则"),
        ("第 一 章　总则", Style.CHAPTER, "第一章", "总则"),
        ("第二节 协同监管", Style.SECTION, "第二节", "协同监管"),
        ("第一编 总则", Style.PART, "第一编", "总则"),
        ("第二部分 任务", Style.PART, "第二部分", "任务"),
        ("附件", Style.ANNEX, "附件", ""),
        ("附 件：清单", Style.ANNEX, "附件", "清单"),
        ("附件１ 清单", Style.ANNEX, "附件1", "清单"),
        ("附录一:清单", Style.ANNEX, "附录一", "清单"),
    ],
)
def test_a_line_that_begins_with_an_enumerator_has_its_style_and_label(line, style, label, rest):
    found = enumerator_of(line)
    assert found is not None
    assert (found.style, found.label, line[found.length :]) == (style, label, rest)
    assert not found.doubtful


@pytest.mark.parametrize(
    "line",
    [
        *(
            "第三条规定的情形",
            "第二十三条，由公安机关",
            "第三条、第四条",
            "第三条第二款",
            "第三条的规定",
        ),
        *("第三条所称快递", "第三条和第四条", "第三条至第五条", "第十条之一规定的", "第三章规定"),
        *("(一)项规定", "(一)至(三)项", "（一）、（二）项", "(一)(二)项", "（1）和（2）", "①、②项"),
        *("一、二、三产业", "一,二", "1.5亿元", "10.5%", "2025.", "2025年", "1000.", "一般要求"),
        *("附件材料齐全", "附则", "第一批项目", "第二产业", "一是加强领导", "", "　", "〇、无"),
    ],
)
def test_cross_references_figures_and_words_are_no_enumerators(line):
    assert enumerator_of(line) is None


@pytest.mark.parametrize(
    "line", ["1.2025年底前建成", "2.12345热线", "3.5G网络", "4.7月底前", "一、二级市场"]
)
def test_what_may_be_a_figure_is_doubtful(line):
    found = enumerator_of(line)
    assert found is not None
    assert found.doubtful


@settings(deadline=None, max_examples=200)
@given(st.integers(1, 999))
def test_a_number_in_chinese_numerals_reads_as_itself(number):
    assert number_of(numeral_of(number)) == number
    assert not numeral_of(number).startswith("一十")
    for style, line in [
        (Style.CHINESE, f"{numeral_of(number)}、要求"),
        (Style.ARTICLE, f"第{numeral_of(number)}条 要求"),
        (Style.ARABIC, f"{number}.要求"),
    ]:
        found = enumerator_of(line)
        assert found is not None
        assert (found.style, found.number) == (style, number)
        assert found.label == label_of(style, number)


@pytest.mark.parametrize(
    ("numeral", "number"),
    [
        *(
            ("〇", 0),
            ("二十", 20),
            ("㈢", 3),
            ("⒓", 12),
            ("⑫", 12),
            ("（７）", 7),
            ("乙", 0),
            ("一亿一", 0),
            ("", 0),
        )
    ],
)
def test_nonsense_has_the_number_nought(numeral, number):
    assert number_of(numeral) == number
