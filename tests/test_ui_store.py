"""The SQLite file of what staff keep."""

import sqlite3
import subprocess
import sys
import threading
from datetime import UTC, date, datetime

import pytest
from pydantic import ValidationError

from rag.types import Answer
from ui.conversations import (
    MAX_NAME_CHARACTERS,
    Conversations,
    KeptTurn,
    NoSuchConversationError,
)
from ui.marks import Mark, Marks
from ui.opinions import AnswerSettings, Feedback, Opinion, Opinions
from ui.store import Store, StoreError


def turn(question, place=0, text="由省发展改革委牵头。"):
    answer = Answer(
        question=question,
        standalone_question=question,
        language="zh-Hans",
        intent="agency",
        text=text,
        confidence=0.9,
    )
    return KeptTurn(question=question, answer=answer, place=place)


@pytest.fixture
def store(tmp_path):
    return Store(tmp_path)


@pytest.fixture
def conversations(store):
    return Conversations(store)


def test_a_conversation_is_kept_with_its_answers_in_order(conversations):
    kept = conversations.begin("li", turn("冷链由谁牵头?"))
    conversations.go_on("li", kept, turn("山西呢?", 1))
    opened = conversations.opened("li", kept)
    assert opened.turns == (turn("冷链由谁牵头?"), turn("山西呢?", 1))
    assert opened.name == "冷链由谁牵头?"
    assert opened.changed > opened.started


def test_a_turn_takes_the_place_of_what_stood_there_and_after(conversations):
    kept = conversations.begin("li", turn("一"))
    conversations.go_on("li", kept, turn("二", 1))
    conversations.go_on("li", kept, turn("三", 2))
    conversations.go_on("li", kept, turn("另一个", 1))
    assert [one.question for one in conversations.opened("li", kept).turns] == ["一", "另一个"]


def test_nothing_of_one_user_reaches_another(conversations):
    kept = conversations.begin("li", turn("冷链"))
    for forbidden in (
        lambda: conversations.opened("wang", kept),
        lambda: conversations.go_on("wang", kept, turn("二", 1)),
        lambda: conversations.rename("wang", kept, "我的"),
        lambda: conversations.delete("wang", kept),
    ):
        with pytest.raises(NoSuchConversationError):
            forbidden()
    assert conversations.listed("wang") == []
    assert conversations.listed("wang", "冷链") == []
    assert conversations.opened("li", kept).name == "冷链"


def test_conversations_are_found_by_name_question_and_answer_in_either_script(conversations):
    one = conversations.begin("li", turn("冷链由谁牵头?", text="由商务厅负责。"))
    other = conversations.begin("li", turn("口岸"))
    conversations.rename("li", other, "给王处的答复")
    found = lambda words: [entry.id for entry in conversations.listed("li", words)]  # noqa: E731
    assert found("冷鏈") == [one]
    assert found("商务厅") == [one]
    assert found("王处") == [other]
    assert found("") == [other, one]
    assert found("%") == []
    assert found("_") == []


def test_a_name_is_one_short_line_and_never_empty(conversations):
    kept = conversations.begin("li", turn("问" * 500))
    assert len(conversations.opened("li", kept).name) == MAX_NAME_CHARACTERS
    conversations.rename("li", kept, "  第一行\n第二行 ")
    conversations.rename("li", kept, " \n ")
    assert conversations.opened("li", kept).name == "第一行 第二行"


def test_what_is_deleted_is_gone_with_its_turns(conversations, store):
    kept = conversations.begin("li", turn("冷链"))
    conversations.delete("li", kept)
    with pytest.raises(NoSuchConversationError):
        conversations.opened("li", kept)
    with store.reading() as connection:
        assert connection.execute("SELECT count(*) FROM turns").fetchone() == (0,)


def test_names_that_are_statements_stay_names(conversations):
    kept = conversations.begin("'; DROP TABLE turns; --", turn("'; DROP TABLE conversations; --"))
    assert conversations.opened("'; DROP TABLE turns; --", kept).turns
    assert conversations.listed("' OR 1=1 --") == []


def test_many_threads_and_a_second_process_write_at_once(conversations, store):
    script = (
        "import sys; from pathlib import Path; sys.path[:0] = sys.argv[2:];"
        "from ui.conversations import *; from ui.store import Store; from test_ui_store import turn;"
        "kept = Conversations(Store(Path(sys.argv[1])));"
        "[kept.begin('li', turn(str(n))) for n in range(20)]"
    )
    home = str(store.path.parent)
    process = subprocess.Popen([sys.executable, "-c", script, home, ".", "tests"])

    def write():
        for n in range(20):
            conversations.begin("li", turn(str(n)))

    threads = [threading.Thread(target=write) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert process.wait() == 0
    assert len(conversations.listed("li")) == 100


def test_a_file_of_something_else_or_of_a_later_version_is_refused(tmp_path):
    other = tmp_path / "other"
    other.mkdir()
    (other / "staff.sqlite3").write_bytes(b"no database at all, only words" * 100)
    with pytest.raises(StoreError, match="move the file away"):
        Store(other)
    later = Store(tmp_path)
    with sqlite3.connect(later.path) as connection:
        connection.execute("PRAGMA user_version = 99")
    with pytest.raises(StoreError, match="later version"):
        Store(tmp_path)


def test_a_file_that_is_opened_again_holds_what_it_held_and_is_private(conversations, store):
    kept = conversations.begin("li", turn("冷链"))
    again = Conversations(Store(store.path.parent))
    assert again.opened("li", kept).turns == (turn("冷链"),)
    assert store.path.stat().st_mode & 0o077 == 0


def test_a_change_that_fails_halfway_leaves_nothing(store, conversations):
    kept = conversations.begin("li", turn("冷链"))

    def fail_after_deleting():
        with store.writing() as connection:
            connection.execute("DELETE FROM turns")
            raise RuntimeError

    with pytest.raises(RuntimeError):
        fail_after_deleting()
    assert conversations.opened("li", kept).turns


def feedback(opinion, **changes):
    fields = {
        "owner": "li",
        "turns": ("冷链由谁牵头?",),
        "answer": turn("冷链由谁牵头?").answer,
        "settings": AnswerSettings(version="1", model="default", corpus="abc"),
        "opinion": opinion,
        "words": "牵头单位不对",
        "given": datetime(2026, 1, 2, tzinfo=UTC),
    }
    return Feedback(**{**fields, **changes})


def test_the_last_opinion_of_a_person_on_an_answer_counts(store):
    opinions = Opinions(store)
    opinions.keep(feedback(Opinion.RIGHT))
    changed = feedback(Opinion.WRONG_AGENCY, given=datetime(2026, 1, 3, tzinfo=UTC))
    opinions.keep(changed)
    other = feedback(Opinion.RIGHT, owner="wang")
    opinions.keep(other)
    assert opinions.all() == [other, changed]


def test_an_opinion_that_is_none_or_too_long_is_refused():
    with pytest.raises(ValidationError, match="opinion"):
        feedback("splendid")
    with pytest.raises(ValidationError, match="words"):
        feedback(Opinion.WRONG, words="长" * 2001)


@pytest.fixture
def clause(shipped):
    return next(one for one in shipped.clauses if one.responsibilities)


def test_a_mark_holds_until_the_clause_or_its_roles_change(store, clause):
    marks = Marks(store)
    mark = Mark(name="李四", checked_on=date(2026, 1, 2))
    marks.set(clause, mark)
    assert marks.of([clause]) == {clause.clause_id: mark}
    assert marks.of([clause.model_copy(update={"text": f"{clause.text}改"})]) == {}
    assert marks.of([clause.model_copy(update={"responsibilities": ()})]) == {}
    marks.take_back(clause)
    assert marks.of([clause]) == {}


def test_a_mark_without_a_name_is_none():
    with pytest.raises(ValidationError):
        Mark(name="  ", checked_on=date(2026, 1, 2))
