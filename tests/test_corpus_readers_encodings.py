import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.readers.encodings import decode
from corpus.readers.errors import Refused, UnreadableReason
from corpus.readers.plausible import plausibility
from corpus.readers.types import NoteKind
from corpus.script import simplified

SIMPLIFIED = (
    "各市、州人民政府，省政府各部门、各直属机构：",
    "关于印发推进现代流通体系建设实施方案的通知",
    "（责任单位：省发展改革委、省财政厅、省自然资源厅，各市（州）人民政府）",
    "第十二条　经营单位应当自投入使用之日起15日内，向所在地的主管部门备案。",
    "到2025年底，全省冷库总库容达到1050万立方米，损耗率降至5%以下。",
    "3.规范养殖用海。6月底前完成禁养区内筏式养殖清退1.8万亩。",
    "由市海洋发展和渔业局牵头,市公安局、烟台海警局配合",
    "有效期五年，《暂行规定》（武政办〔2015〕76号）同时废止。",
)
TRADITIONAL = (
    "各市（州）、縣（市、區）人民政府，省政府有關部門：",
    "關於印發鋼鐵行業壓減產能和轉型升級工作方案的通知",
    "（由省工業和信息化廳牽頭，省發展改革委、省生態環境廳配合）",
    "第十二條　經營單位應當自投入使用之日起１５日內備案。",
    "為深入推進供給側結構性改革，制定本方案。",
    "冀政辦字〔２０１９〕３７號",
    "對退出企業成立債權人委員會，嚴禁抽貸斷貸。",
    "堅持「減量、綠色、高端、集聚」方向，嚴禁新增產能。",
)


@pytest.mark.parametrize("text", SIMPLIFIED + TRADITIONAL)
@pytest.mark.parametrize("encoding", ["utf-8", "gb18030", "utf-16-le", "utf-16-be"])
def test_a_line_of_a_document_is_read_in_each_encoding(text, encoding):
    assert decode(text.encode(encoding)).text == text


@pytest.mark.parametrize("text", TRADITIONAL)
@pytest.mark.parametrize("codec", ["cp950", "big5hkscs"])
def test_big5_is_told_from_gb18030(text, codec):
    decoded = decode(text.encode(codec))
    assert (decoded.text, decoded.encoding) == (text, "big5")


@pytest.mark.parametrize("text", SIMPLIFIED)
def test_gb18030_is_told_from_big5(text):
    assert decode(text.encode("gb18030")).encoding == "gb18030"


def test_traditional_text_in_a_mainland_encoding_is_no_big5():
    text = "\n".join(TRADITIONAL)
    assert decode(text.encode("gbk")).text == text


def test_every_cut_out_of_the_shipped_documents_is_told_apart(shipped):
    wrong = [
        (encoding, cut)
        for parsed in shipped.parsed
        for cut in _cut_outs(parsed.raw_text, length=30)
        for encoding, text in _in_encodings(cut)
        if decode(text.encode(encoding)).text != text
    ]
    assert wrong == []


def _cut_outs(text, length):
    plain = "".join(text.split())
    cuts = [plain[i : i + length] for i in range(0, len(plain) - length, 400)]
    return [cut for cut in cuts if sum("\u4e00" <= one <= "\u9fff" for one in cut) >= length / 2]


def _in_encodings(cut):
    for encoding, text in (("gb18030", simplified(cut)), ("gb18030", cut), ("cp950", cut)):
        try:
            text.encode(encoding)
        except UnicodeEncodeError:
            continue
        if encoding == "cp950" and text == simplified(text):
            continue
        yield encoding, text


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-32"])
def test_a_byte_order_mark_decides_and_is_no_text(encoding):
    assert decode("第一条　总则 abc".encode(encoding)).text == "第一条　总则 abc"


def test_a_text_of_letters_in_utf_16_without_a_mark_is_read():
    assert decode("第1条 a\r\n".encode("utf-16-le")).text == "第1条 a\r\n"


def test_what_is_declared_wrongly_does_not_count_and_is_noted():
    decoded = decode(SIMPLIFIED[0].encode(), declared="gb2312")
    assert decoded.text == SIMPLIFIED[0]
    assert [note.words for note in decoded.notes] == ["declared gb2312, read as utf-8"]


@pytest.mark.parametrize("declared", ["gb2312", "GBK", "x-unknown", "", "utf-8\0"])
def test_any_declaration_is_harmless(declared):
    assert decode(SIMPLIFIED[1].encode("gb18030"), declared).text == SIMPLIFIED[1]


@pytest.mark.parametrize("encoding", ["utf-8", "gb18030"])
def test_a_file_that_was_cut_inside_a_character_is_read_with_a_note(encoding):
    text = "推进改革，" * 50 + "落实"
    decoded = decode(text.encode(encoding)[:-1])
    assert decoded.text.rstrip("\ufffd") == text[:-1]
    assert [note.kind for note in decoded.notes] == [NoteKind.LOST_CHARACTERS]


def test_a_few_broken_bytes_become_replacement_characters():
    whole = "推进改革，落实责任。" * 100
    broken = whole.encode().replace("落实".encode(), b"\xff\xfe", 1)
    decoded = decode(broken)
    assert decoded.text.count("\ufffd") == decoded.notes[0].count == 2
    assert decoded.text.endswith("推进改革，落实责任。")


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        ("국무회의에서 통과된 법률안은 대통령이 공포한다. 정부는 시행계획을 수립한다.", "euc-kr"),
        (
            "内閣府は、関係省庁と連携し、地方創生の推進に関する基本方針を定めるものとする。",
            "shift-jis",
        ),
        (
            "内閣府は、関係省庁と連携し、地方創生の推進に関する基本方針を定めるものとする。",
            "euc-jp",
        ),
        ("Le décret relatif à l’organisation des marchés a été adopté à Paris.", "cp1252"),
    ],
)
def test_a_text_in_another_encoding_is_refused(text, encoding):
    with pytest.raises(Refused) as refused:
        decode(text.encode(encoding) * 3)
    assert refused.value.reason is UnreadableReason.UNKNOWN_ENCODING
    assert "save it again as UTF-8" in refused.value.words


def test_plausibility_is_high_for_documents_and_low_for_their_bytes_in_another_encoding():
    for text in SIMPLIFIED:
        assert plausibility(text) > 0.6
        noise = text.encode("gb18030").decode("cp950", errors="replace")
        assert plausibility(noise) < plausibility(text) - 0.3


def test_plain_letters_are_plausible_and_control_characters_are_not():
    assert plausibility("Article 1.\r\n\tScope") == 1
    assert plausibility("a\0b") < 0


@given(st.text(st.characters(codec="utf-8"), min_size=1))
def test_any_text_survives_utf_8(text):
    assert decode(("字" + text.replace("\0", "")).encode()).text == "字" + text.replace("\0", "")


@given(st.text(st.characters(codec="utf-8"), min_size=1), st.sampled_from(["utf-16", "utf-8-sig"]))
def test_any_text_survives_an_encoding_with_a_mark(text, encoding):
    plain = text.replace("\0", "")
    assert decode(plain.encode(encoding)).text == plain


@given(
    st.lists(st.sampled_from(SIMPLIFIED), min_size=2, max_size=5),
    st.text(st.characters(codec="gb2312"), max_size=20),
    st.sampled_from(["gb18030", "utf-8"]),
)
def test_a_document_with_odd_characters_survives_a_mainland_encoding(lines, odd, encoding):
    text = "\n".join((*lines, odd))
    assert decode(text.encode(encoding)).text == text


@given(
    st.lists(st.sampled_from(TRADITIONAL), min_size=2, max_size=5),
    st.text(st.sampled_from("龘龜鬱籲灣體廳縣號鐵驗藝麗"), max_size=20),
)
def test_a_document_with_odd_characters_survives_big5(lines, odd):
    text = "\n".join((*lines, odd.replace("龘", "龜")))
    assert decode(text.encode("cp950")).text == text
