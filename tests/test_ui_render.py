"""An answer as HTML: everything in it shown, everything in it text."""

import re
from html.parser import HTMLParser

import pytest

from corpus.types import Level, Role, Status
from rag.types import (
    Absence,
    Answer,
    AnswerAgency,
    Choice,
    Citation,
    Comparison,
    Intent,
    Language,
    NearestClause,
    Side,
)
from ui.markup import marked, prose, text
from ui.pages.query import PageQuery
from ui.render import render_answer, render_failure, render_question, render_waiting
from ui.words import PageLanguage, answer_words, page_words

ATTACK = '<script>alert(1)</script><img src="http://evil.example/x.png" onerror="alert(1)">'
ALLOWED_TAGS = {*"abip", "article", "blockquote", "br", "button", "caption", "dd", "details", "div", "dl", "dt", "em",
     "li", "mark", "ol", "section", "span", "strong", "summary", "table", "tbody", "td", "th",
     "thead", "tr", "ul"}  # fmt: skip
ALLOWED_ATTRIBUTES = {
    "class", "href", "id", "lang", "rel", "role", "scope", "tabindex", "target", "title",
    "type", "value",
}  # fmt: skip


class _Tags(HTMLParser):
    """Collects what a browser would see as elements, and the text between them."""

    def __init__(self, html):
        super().__init__()
        self.tags, self.attributes, self.links, self.words = set(), set(), [], ""
        self.open = []
        self.feed(html)

    def handle_starttag(self, tag, attrs):
        self.tags.add(tag)
        self.attributes |= {name for name, _ in attrs}
        self.links += [value for name, value in attrs if name == "href"]
        if tag != "br":
            self.open.append(tag)

    def handle_endtag(self, tag):
        assert self.open.pop() == tag

    def handle_data(self, data):
        self.words += data


def citation(n=1, **changes):
    fields = {
        "n": n,
        "document": "plan",
        "title": "某省现代流通方案",
        "clause": "三(一)2",
        "heading": "完善冷链物流",
        "quote": "责任单位:省发展改革委",
        "cite_as": "《某省现代流通方案》第三部分第(一)项第2条",
        "source_file": "plan.txt",
        "source_lines": (30, 31),
        "status": Status.NOT_STATED,
        "clause_text": "2.完善冷链物流。建设骨干网。\n(责任单位:省发展改革委、商务厅)",
    }
    return Citation(**{**fields, **changes})


def answer(**changes):
    fields = {
        "question": "谁牵头?",
        "standalone_question": "谁牵头?",
        "language": Language.SIMPLIFIED,
        "intent": Intent.AGENCY,
        "text": "由**省发展改革委**牵头 [1]。",
        "agencies": (AnswerAgency(name="省发展改革委", role=Role.LEAD, citation=1),),
        "citations": (citation(),),
        "confidence": 0.9,
    }
    return Answer(**{**fields, **changes})


def refusal(**changes):
    absence = Absence(
        scope={"documents": 5, "clauses": 230},
        searched=("低空", "无人机"),
        nearest=(
            NearestClause(document="plan", clause="三(一)2", why_not="讲的是冷链"),
            NearestClause(document="other", clause="二10", why_not="讲的是审批"),
        ),
    )
    fields = {"refused": True, "text": "没有涉及低空经济。", "agencies": (), "absence": absence}
    return answer(**{**fields, **changes})


def comparison(**changes):
    covered = Side(
        document="plan",
        place="四川",
        level=Level.PROVINCE,
        date="2022-06-06",
        status=Status.REPEALED,
        covered=True,
        citations=(1,),
        agencies=("省发展改革委", "商务厅"),
        summary="建设骨干网 [1]。",
    )
    silent = Side(
        document="points",
        place="咸阳",
        level=Level.CITY,
        date=None,
        status=Status.IN_FORCE,
        covered=False,
    )
    sides = Comparison(topic="冷链物流", sides=(covered, silent))
    return answer(**{"intent": Intent.COMPARE, "comparison": sides, **changes})


def render(shown, turn=1, titles=None):
    return render_answer(shown, turn, titles or {})


def words_of(html):
    return _Tags(html).words


def test_an_answer_shows_its_text_its_agency_and_its_citation():
    html = render(answer())
    assert "<strong>省发展改革委</strong>" in html
    assert re.search(r'zd-role-lead"><dt>牵头 .*?<b lang="zh-Hans">省发展改革委</b>', html)
    for part in ("《某省现代流通方案》", "三(一)2", "完善冷链物流", "plan.txt", "第 30–31 行",
                 "《某省现代流通方案》第三部分第(一)项第2条"):  # fmt: skip
        assert part in words_of(html)


def test_a_citation_holds_the_whole_clause_with_the_quote_marked():
    html = render(answer())
    assert (
        "2.完善冷链物流。建设骨干网。<br>(<mark>责任单位:省发展改革委</mark>、商务厅)</blockquote>"
        in html
    )


def test_each_number_opens_the_citation_of_its_own_turn():
    html = render(answer(), turn=7)
    assert 'href="#turn-7-citation-1">[1]</a>。' in html
    assert '<details class="zd-citation" id="turn-7-citation-1">' in html


def test_a_number_without_citation_stays_text():
    assert prose("见 [2] 和 [1]", {1}, 1).count("<a ") == 1
    assert "[2]" in prose("见 [2] 和 [1]", {1}, 1)


@pytest.mark.parametrize(
    "attacked",
    [
        {"question": ATTACK, "standalone_question": "别的" + ATTACK},
        {"text": ATTACK + " [1] ![x](http://evil.example) [y](javascript:alert(1)) <http://evil>"},
        {"agencies": (AnswerAgency(name=ATTACK, name_en=ATTACK, role=Role.JOINT, citation=1),)},
        {
            "citations": (
                citation(
                    title=ATTACK, clause=ATTACK, heading=ATTACK, quote=ATTACK, cite_as=ATTACK,
                    source_file=ATTACK, clause_text=f"前{ATTACK}后",
                ),
            )
        },
        {"clarify": (Choice(label=ATTACK, question=ATTACK),)},
    ],
)  # fmt: skip
@pytest.mark.parametrize("shape", [answer, refusal, comparison])
def test_whatever_documents_and_users_write_stays_text(shape, attacked):
    if shape is refusal:
        attacked = {name: value for name, value in attacked.items() if name != "agencies"}
    _assert_harmless(render(shape(**attacked)))


def test_a_comparison_and_an_absence_are_escaped_too():
    side = Side(
        document=ATTACK,
        place=ATTACK,
        level=None,
        date=ATTACK,
        status=Status.NOT_STATED,
        covered=True,
        agencies=(ATTACK,),
        summary=ATTACK,
    )
    _assert_harmless(render(answer(comparison=Comparison(topic=ATTACK, sides=(side, side)))))
    near = NearestClause(document=ATTACK, clause=ATTACK, why_not=ATTACK)
    absence = Absence(scope={}, searched=(ATTACK,), nearest=(near,))
    _assert_harmless(render(refusal(absence=absence), titles={ATTACK: ATTACK}))
    _assert_harmless(render_question(ATTACK))


def _assert_harmless(html):
    seen = _Tags(html)
    assert seen.tags <= ALLOWED_TAGS
    assert seen.attributes <= ALLOWED_ATTRIBUTES
    assert all(
        link.startswith(("#turn-", "./read?doc=", "./compare?topic=")) for link in seen.links
    )
    assert not seen.open


@pytest.mark.parametrize("shown", [answer(), refusal(), comparison()])
def test_html_is_one_line_so_that_markdown_cannot_break_into_it(shown):
    lines = "甲\r\n\r\n# 乙\r丙\n\n    丁\u2028戊\x00\x0b"
    changed = shown.model_copy(update={"text": lines, "standalone_question": lines})
    html = render(changed)
    assert not re.search(r"[\x00-\x1f\x85\u2028\u2029]", html)
    assert html.startswith("<article ")


def test_the_quote_is_marked_once_and_nothing_else_changes():
    assert marked("甲乙甲乙", "乙") == "甲<mark>乙</mark>甲乙"
    assert marked("a<b", "<") == "a<mark>&lt;</mark>b"
    assert marked("甲", "丙") == "甲"
    assert text("甲\r\n乙\n丙") == "甲<br>乙<br>丙"


def test_the_question_as_understood_is_shown_only_when_it_differs():
    assert "按此理解作答" not in render(answer(question="谁 牵头?", standalone_question="谁牵头?"))
    html = render(answer(question="那财政厅呢?", standalone_question="财政厅负责什么?"))
    assert "按此理解作答财政厅负责什么?" in words_of(html)


def test_a_repealed_document_carries_a_badge_before_it_is_opened():
    closed = render(answer(citations=(citation(status=Status.REPEALED),))).split("</summary>")[0]
    assert '<strong class="zd-badge">已失效</strong>' in closed
    assert "zd-badge" not in render(answer())


def test_roles_stand_in_order_of_duty_and_name_themselves_in_the_answers_language():
    roles = [Role.PARTICIPANT, Role.NAMED, Role.JOINT, Role.SOLE, Role.LEAD]
    agencies = tuple(AnswerAgency(name=f"单位{role}", role=role, citation=1) for role in roles)
    for language, labels in {
        Language.SIMPLIFIED: ["牵头", "负责", "共同负责", "文中指明", "参与"],
        Language.TRADITIONAL: ["牽頭", "負責", "共同負責", "文中指明", "參與"],
        Language.ENGLISH: [
            "Lead", "Sole responsibility", "Jointly responsible", "Named in the text", "Participant"
        ],
    }.items():  # fmt: skip
        html = render(answer(agencies=agencies, language=language))
        assert re.findall(r"<dt>([^<]*) <a", html) == labels


def test_agencies_of_several_clauses_each_refer_to_their_own():
    agencies = (
        AnswerAgency(name="甲厅", role=Role.LEAD, citation=1),
        AnswerAgency(name="乙厅", name_en="Department B", role=Role.LEAD, citation=2),
    )
    cited = (citation(1), citation(2))
    html = render(answer(agencies=agencies, citations=cited, language=Language.ENGLISH))
    assert '甲厅</b></button> <a class="zd-ref" href="#turn-1-citation-1">' in html
    assert (
        '乙厅</b> <i lang="en">Department B</i></button> <a class="zd-ref" href="#turn-1-citation-2">'
        in html
    )


@pytest.mark.parametrize("shape", [answer, comparison])
def test_english_names_of_bodies_stand_in_english_answers_only(shape):
    body = AnswerAgency(name="省发展改革委", name_en="Commission", role=Role.LEAD, citation=1)
    for language in Language:
        html = render(shape(agencies=(body,), language=language))
        assert "省发展改革委" in words_of(html)
        assert answer_words(language).roles[Role.LEAD] in words_of(html)
        assert ("Commission" in html) is (language is Language.ENGLISH)


def test_a_refusal_looks_different_and_offers_no_sources_but_what_came_near():
    html = render(refusal(), titles={"other": "咸阳工作要点"})
    words = words_of(html)
    assert html.startswith('<article class="zd-answer zd-declined"')
    assert "依据条款" not in words
    assert "相近条款,不是答案" in words
    assert "已查找 5 份文件、230 个条款" in words
    assert "低空无人机" in words
    assert "讲的是冷链" in html.split("</summary>")[0]
    assert "《咸阳工作要点》 二10讲的是审批" in words


def test_a_greeting_is_no_refusal_to_look_at():
    html = render(
        answer(intent=Intent.GREETING, refused=True, agencies=(), citations=(), text="您好")
    )
    assert "zd-declined" not in html
    assert "没有回答" not in html


def test_a_comparison_has_a_column_for_each_side_and_says_which_one_is_silent():
    html = render(comparison(), titles={"points": "咸阳工作要点"})
    heads = re.findall(r'<th scope="col">(.*?)</th>', html)
    assert [words_of(head) for head in heads] == ["四川已失效某省现代流通方案", "咸阳咸阳工作要点"]
    rows = {
        words_of(name): [words_of(cell) for cell in re.findall(r"<td[^>]*>(.*?)</td>", cells)]
        for name, cells in re.findall(r'<th scope="row">(.*?)</th>(.*?)</tr>', html)
    }
    assert rows["层级"] == ["省级", "市级"]
    assert rows["成文日期"] == ["2022-06-06", "未注明"]
    assert rows["效力"] == ["已失效", "现行有效"]
    assert rows["规定"] == ["建设骨干网 [1]。 ", "未作规定"]
    assert rows["责任单位"] == ["省发展改革委 牵头 [1]商务厅", "未作规定"]
    assert "zd-agencies" not in html
    assert "not stated" in words_of(render(comparison(language=Language.ENGLISH)))


def test_a_citation_that_a_cell_does_not_mention_is_added_to_it():
    shown = comparison()
    bare = shown.comparison.sides[0].model_copy(update={"summary": "建设骨干网。"})
    changed = Comparison(topic="冷链", sides=(bare, shown.comparison.sides[1]))
    html = render(comparison(comparison=changed))
    assert '建设骨干网。</p> <a class="zd-ref" href="#turn-1-citation-1">[1]</a>' in html


@pytest.mark.parametrize("language", list(Language))
def test_every_role_status_and_level_has_a_word_in_each_language(language):
    words = answer_words(language)
    assert set(words.roles) == set(Role)
    assert set(words.statuses) == set(Status)
    assert set(words.levels) == set(Level)
    assert all(page_words(page) for page in PageLanguage)


def test_a_failure_and_a_wait_say_so_in_the_language_of_the_page():
    for language in PageLanguage:
        words = page_words(language)
        assert words.failed in render_failure(words)
        assert words.waiting in render_waiting(words.waiting)


def test_a_citation_leads_to_its_words_in_the_whole_document():
    html = render(answer(citations=(citation(clause="三(一)2", quote="省发展改革委"),)))
    query = PageQuery.of(re.search(r'href="\./read\?([^"]*)"', html)[1].replace("&amp;", "&"))
    assert (query.one("doc"), query.one("clause")) == ("plan", "三(一)2")
    assert query.one("quote") == "省发展改革委"


def test_a_comparison_leads_to_the_page_for_comparing_with_its_documents_and_topic():
    html = render(comparison())
    query = PageQuery.of(re.search(r'href="\./compare\?([^"]*)"', html)[1].replace("&amp;", "&"))
    assert query.all("doc") == tuple(s.document for s in comparison().comparison.sides)
    assert query.one("topic") == comparison().comparison.topic


@pytest.mark.parametrize("language", Language)
def test_documents_compared_as_wholes_lead_to_their_alignment_without_a_topic(language):
    sides = comparison().comparison.model_copy(update={"totals": {"rows": 3}})
    html = render(comparison(comparison=sides, language=language))
    query = PageQuery.of(next(a for a in _Tags(html).links if "./compare?" in a).partition("?")[2])
    assert query.all("doc") == tuple(side.document for side in sides.sides)
    assert query.one("topic") == ""
    assert answer_words(language).open_alignment in words_of(html)
