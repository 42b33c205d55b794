"""Documents out: conversations and reply notes, as Markdown and as Word files."""

import io
import re
import zipfile
from datetime import UTC, date, datetime
from types import SimpleNamespace

import docx
import pytest
from lxml import etree
from markdown_it import MarkdownIt

from corpus.types import Role, Status
from rag.types import Absence, Answer, AnswerAgency, Citation, Comparison, NearestClause, Side
from ui.conversations import KeptConversation, KeptTurn
from ui.marks import CheckedClauses, Mark
from ui.note import CorpusState, conversation_sheet, not_stated, reply_note
from ui.sheet import Block, Kind, Piece, Sheet, blocks_of
from ui.sheet_markdown import markdown_of
from ui.sheet_word import word_of

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
STATE = CorpusState(documents=5, clauses=230, as_of=date(2026, 1, 2), titles={"other": "乙方案"})
UNCHECKED = CheckedClauses({}, {})
ATTACK = "<script>alert(1)</script> ![x](http://evil.example/x.png) [y](javascript:alert(1))"


def citation(n=1, **changes):
    fields = {
        "n": n,
        "document": "plan",
        "title": "甲方案",
        "clause": f"三(一){n}",
        "heading": "冷链",
        "quote": f"建设骨干网{n}",
        "cite_as": f"《甲方案》第三部分第(一)项第{n}条",
        "source_file": "plan.txt",
        "source_lines": (3, 3),
        "status": Status.NOT_STATED,
        "clause_text": f"建设骨干网{n}。",
    }
    return Citation(**{**fields, **changes})


def answer(question="冷链由谁负责?", **changes):
    fields = {
        "question": question,
        "standalone_question": question,
        "language": "zh-Hans",
        "intent": "agency",
        "text": "由**商务厅**共同负责。[1]\n\n- 第二项[2]\n- 又一次[1]",
        "agencies": (AnswerAgency(name="商务厅", role="joint", citation=1),),
        "citations": (citation(1), citation(2, status=Status.REPEALED, title="旧方案")),
        "confidence": 0.9,
    }
    return Answer(**{**fields, **changes})


def kept(*answers):
    now = datetime(2026, 1, 2, tzinfo=UTC)
    turns = tuple(KeptTurn(question=one.question, answer=one) for one in answers)
    return KeptConversation(id="x", name="给王处的答复", started=now, changed=now, turns=turns)


def words_of(document):
    return "\n".join(paragraph.text for paragraph in document.paragraphs)


def footnotes_in(file):
    with zipfile.ZipFile(io.BytesIO(file)) as package:
        parts = {name: package.read(name) for name in package.namelist()}
    root = etree.fromstring(parts["word/footnotes.xml"])
    texts = {
        int(note.get(f"{W}id")): "".join(note.itertext(f"{W}t")).strip()
        for note in root.iter(f"{W}footnote")
    }
    body = etree.fromstring(parts["word/document.xml"])
    referred = [int(one.get(f"{W}id")) for one in body.iter(f"{W}footnoteReference")]
    return {number: text for number, text in texts.items() if number > 0}, referred, parts


def test_a_word_file_opens_and_each_footnote_is_referred_to_once():
    file = word_of(conversation_sheet(kept(answer()), STATE, date(2026, 1, 3), UNCHECKED))
    document = docx.Document(io.BytesIO(file))
    assert "冷链由谁负责?" in words_of(document)
    notes, referred, parts = footnotes_in(file)
    assert notes == {
        1: "《甲方案》第三部分第(一)项第1条:“建设骨干网1”",
        2: "《甲方案》第三部分第(一)项第2条:“建设骨干网2”",
    }
    assert referred == [1, 2]
    fields = re.findall(r'w:instr="([^"]+)"', parts["word/document.xml"].decode())
    assert [field.split()[:2] for field in fields] == [["NOTEREF", "_Footnote1"]] * 2
    names = re.findall(r'bookmarkStart[^>]*w:name="([^"]+)"', parts["word/document.xml"].decode())
    assert names == ["_Footnote1", "_Footnote2"]


def test_the_parts_of_the_word_file_name_the_footnotes():
    _, _, parts = footnotes_in(word_of(reply_note(answer(), STATE, UNCHECKED)))
    assert b"/word/footnotes.xml" in parts["[Content_Types].xml"]
    assert b"relationships/footnotes" in parts["word/_rels/document.xml.rels"]
    settings = [etree.QName(one).localname for one in etree.fromstring(parts["word/settings.xml"])]
    assert settings.index("footnotePr") < settings.index("compat")
    styles = parts["word/styles.xml"].decode()
    assert 'w:styleId="FootnoteText"' in styles
    assert 'w:styleId="FootnoteReference"' in styles


def test_a_reply_note_has_every_part_of_a_reply():
    words = words_of(docx.Document(io.BytesIO(word_of(reply_note(answer(), STATE, UNCHECKED)))))
    for part in (
        "关于“冷链由谁负责?”的答复要点",
        "⚠ 《旧方案》已失效",
        "由商务厅共同负责。",
        "共同负责:商务厅",
        "《甲方案》第三部分第(一)项第1条",
        "“建设骨干网1”",
        "没有写明牵头单位",
        "《甲方案》没有写明是否有效",
        "截至 2026-01-02 收录的 5 份文件",
    ):
        assert part in words


def test_a_note_to_an_english_question_is_in_english():
    sheet = reply_note(answer("Who?", language="en", text="**商务厅**.[1]"), STATE, UNCHECKED)
    assert sheet.title == "Reply note: Who?"
    assert "names no lead" in markdown_of(sheet)


def test_what_is_not_stated_is_said_of_refusals_and_silent_sides():
    near = NearestClause(document="other", clause="一", why_not="没有写到")
    absence = Absence(scope={"documents": 4, "clauses": 100}, searched=("低空",), nearest=(near,))
    refused = answer(refused=True, agencies=(), citations=(), text="没有。", absence=absence)
    assert not_stated(refused, STATE) == [
        "已收录的文件没有回答这个问题(已查找 4 份文件、100 个条款)。",
        "相近条款 《乙方案》一,不是答案:没有写到",
    ]
    side = Side(
        document="other", place="乙", level=None, date=None, status="not_stated", covered=False
    )
    compared = answer(
        comparison=Comparison(topic="冷链", sides=(side,)), agencies=(), intent="compare"
    )
    assert not_stated(compared, STATE) == ["《乙方案》未作规定。"]
    assert not_stated(answer(agencies=()), STATE) == ["所引条款没有写明责任单位。"]


def test_markdown_has_footnotes_numbered_through_the_conversation():
    text = markdown_of(
        conversation_sheet(kept(answer(), answer("二?")), STATE, date(2026, 1, 3), UNCHECKED)
    )
    assert text.startswith("# 给王处的答复\n")
    assert "由**商务厅**共同负责。[^1]" in text
    assert "- 第二项[^2]\n\n- 又一次[^1]" in text
    assert text.count("[^1]: 《甲方案》") == 1
    assert "[^3]" not in text


def test_nothing_in_exported_markdown_becomes_html_or_a_link():
    attacked = answer(ATTACK, text=ATTACK, citations=(citation(cite_as=ATTACK, title=ATTACK),))
    html = MarkdownIt("commonmark").render(
        markdown_of(conversation_sheet(kept(attacked), STATE, date(2026, 1, 3), UNCHECKED))
    )
    assert "<script" not in html
    assert "<img" not in html
    assert "<a " not in html
    assert "&lt;script&gt;" in html


@pytest.mark.parametrize("opener", ["# ", "- ", "1. ", "> ", "=== ", "    ", "+ ", "1) "])
def test_words_do_not_begin_a_list_or_a_heading_by_chance(opener):
    block = Block(kind=Kind.PARAGRAPH, pieces=(Piece(words=f"甲\n{opener}乙"),))
    text = markdown_of(Sheet(title="题", language="zh-Hans", blocks=(block,)))
    kinds = {token.type for token in MarkdownIt("commonmark").parse(text)}
    assert kinds <= {"heading_open", "heading_close", "inline", "paragraph_open", "paragraph_close"}
    assert text.count("\n") >= 3


def test_characters_that_no_file_can_hold_are_left_out():
    given = answer("冷\x00链\u202e\ud800?", text="甲\x0b乙[1]\ufffe", standalone_question="冷")
    file = word_of(conversation_sheet(kept(given), STATE, date(2026, 1, 3), UNCHECKED))
    assert "冷链?" in words_of(docx.Document(io.BytesIO(file)))


def test_markdown_of_an_answer_becomes_blocks_with_notes():
    blocks = blocks_of("甲**乙**[1]\n\n- 丙\n\n## 丁", {1: "注"})
    assert blocks == (
        Block(
            kind=Kind.PARAGRAPH,
            pieces=(Piece(words="甲"), Piece(words="乙", bold=True), Piece(note="注")),
        ),
        Block(kind=Kind.ITEM, pieces=(Piece(words="丙"),)),
        Block(kind=Kind.HEADING, pieces=(Piece(words="丁"),)),
    )


def test_an_answer_that_warns_itself_is_not_warned_of_twice():
    given = answer(text="⚠ 《旧方案》已失效,以下内容仅供参考。\n\n由商务厅负责。[1]")
    sheet = reply_note(given, STATE, UNCHECKED)
    assert [one.kind for one in sheet.blocks].count(Kind.WARNING) == 1


def test_bodies_of_one_clause_share_a_footnote():
    agencies = tuple(
        AnswerAgency(name=name, role="joint", citation=n)
        for name, n in (("甲", 1), ("乙", 1), ("丙", 2))
    )
    text = markdown_of(reply_note(answer(agencies=agencies), STATE, UNCHECKED))
    assert "甲、乙[^1]、丙[^2]" in text


def checked(name="王芳", **changes):
    """The clause that the answer cites first, with a mark, after `changes` of it."""
    duty = SimpleNamespace(agency="商务厅", role=Role.JOINT)
    clause = SimpleNamespace(text="建设骨干网1。", responsibilities=(duty,))
    for field, value in changes.items():
        setattr(clause, field, value)
    mark = Mark(name=name, checked_on=date(2026, 1, 1))
    return CheckedClauses({"plan#三(一)1": clause}, {"plan#三(一)1": mark})


def test_a_mark_of_staff_stands_with_its_clause_in_every_file():
    note = markdown_of(reply_note(answer(), STATE, checked()))
    whole = conversation_sheet(kept(answer()), STATE, date(2026, 1, 3), checked())
    line = "✓ 责任已核对:王芳,2026-01-01"
    footnote = f"[^1]: 《甲方案》第三部分第(一)项第1条:“建设骨干网1”({line})\n"
    for text in (note, markdown_of(whole)):
        assert footnote in text
        assert "第2条:“建设骨干网2”\n" in text
    assert f"> “建设骨干网1”\n\n{line}\n\n2\\. " in note
    notes, _, _ = footnotes_in(word_of(whole))
    assert (notes[1].count(line), notes[2].count("✓")) == (1, 0)
    assert line in words_of(
        docx.Document(io.BytesIO(word_of(reply_note(answer(), STATE, checked()))))
    )


def test_a_mark_is_worded_in_the_language_of_the_answer():
    english = markdown_of(reply_note(answer(language="en"), STATE, checked()))
    assert "“建设骨干网1” (✓ roles checked by 王芳, 2026-01-01)" in english
    assert "✓ 責任已核對" in markdown_of(reply_note(answer(language="zh-Hant"), STATE, checked()))


@pytest.mark.parametrize(
    "changes",
    [
        {"text": "建设骨干网1。改"},
        {"responsibilities": ()},
        {"responsibilities": (SimpleNamespace(agency="商务厅", role=Role.LEAD),)},
    ],
)
def test_a_mark_on_what_an_earlier_answer_does_not_say_is_left_out(changes):
    assert "✓" not in markdown_of(reply_note(answer(), STATE, checked(**changes)))


def test_a_name_on_a_mark_stays_text_and_hinders_no_file():
    attacked = checked(name=f"李\x00\u202e<b>{ATTACK[:30]}")
    sheet = conversation_sheet(kept(answer()), STATE, date(2026, 1, 3), attacked)
    assert "李<b>" in footnotes_in(word_of(sheet))[0][1]
    html = MarkdownIt("commonmark").render(markdown_of(sheet))
    assert "<b>" not in html
    assert "<script" not in html
