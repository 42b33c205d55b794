"""What a body has to do: every clause in which it has a role."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from corpus.gazetteer import BodyName, agrees, read_name
from corpus.places import covers
from corpus.types import Clause, Responsibility, Role
from rag.cite import Cited, duty_quote
from rag.draft import Draft, answer_agency, headed, say, shown_name, validity_warning
from rag.evidence import Reason, Refusal
from rag.knowledge import Knowledge
from rag.language import comparable
from rag.query import Query
from rag.resolve import clauses_within
from rag.wording import ALONE, LEAD

_ROLE_WORDS = {
    Role.LEAD: ("牵头", "leads"),
    Role.SOLE: ("单独负责", "alone responsible"),
    Role.JOINT: ("共同负责", "shares responsibility"),
    Role.PARTICIPANT: ("参与", "takes part"),
    Role.NAMED: ("正文写明", "named in the text"),
}


@dataclass(frozen=True)
class Task:
    """A clause in which a body has a role."""

    clause: Clause
    duty: Responsibility


def tasks_of(body: BodyName, clauses: Sequence[Clause], knowledge: Knowledge) -> list[Task]:
    """Return the clauses in which a body, by whatever name, has a role, in reading order."""
    tasks = []
    for clause in clauses:
        document = knowledge.document_of(clause)
        if body.place is not None and not covers(document.place, body.place):
            inside = [o for o in clause.responsibilities if read_name(o.agency).place == body.place]
        else:
            inside = list(clause.responsibilities)
        for one in inside:
            names = (one.agency, *one.also_called)
            if any(agrees(body, read_name(name), document.level) for name in names):
                tasks.append(Task(clause, one))
    return tasks


_NAMES_A_FIELD = re.compile(
    r"方面|领域|这块|在.{2,12}上(?=有|要|负责|承担)|\b(?:regarding|concerning|as regards|when it comes to)\b"
)
# A task is on the topic of a question when its clause holds this share of the topic's words.
_ON_TOPIC = 0.5


def compose_tasks(query: Query, knowledge: Knowledge) -> Draft:
    """Return all tasks of the body asked about, or those on the topic that the question adds."""
    clauses = _in_part(query, knowledge.in_scope(query.scope.documents))
    tasks = [task for body in query.bodies for task in tasks_of(body, clauses, knowledge)]
    tasks = _of_role(query, [t for t in tasks if t.clause.clause_id not in query.beside])
    if _NAMES_A_FIELD.search(query.question):
        on_topic = [t for t in tasks if knowledge.coverage(query.topic, t.clause.text) >= _ON_TOPIC]
        tasks = on_topic or tasks
    if not tasks:
        return _no_tasks(query, knowledge)
    tasks = list(dict.fromkeys(tasks))
    cited: dict[str, Cited] = {}
    for task in tasks:
        quote = duty_quote(task.clause, task.duty.words)
        cited.setdefault(task.clause.clause_id, Cited(task.clause, quote))
    numbers = {clause_id: n for n, clause_id in enumerate(cited, start=1)}
    documents = list(dict.fromkeys(knowledge.document_of(task.clause) for task in tasks))
    blocks = [_intro(query, tasks, len(documents))]
    for document in documents:
        of_document = [t for t in tasks if t.clause.document_id == document.document_id]
        name = shown_name(of_document[0].duty.agency, document, query.language)
        blocks.append(f"《{document.title}》— {name}:")
        blocks.append(
            "\n".join(
                f"- {t.clause.reference} {headed(t.clause, query.language)}"
                f"({say(query.language, *_ROLE_WORDS[t.duty.role])})[{numbers[t.clause.clause_id]}]"
                for t in of_document
            )
        )
    return Draft(
        text=validity_warning(documents, query.language) + "\n\n".join(blocks),
        cited=tuple(cited.values()),
        agencies=tuple(
            answer_agency(t.duty, knowledge.document_of(t.clause), numbers[t.clause.clause_id])
            for t in tasks
        ),
    )


_ROLES_TOGETHER = re.compile(
    r"都算|都要|不管|不论|无论|或(?:者)?(?:参与|配合)|参与|配合|\bor (?:not|otherwise)\b|\bany\b|"
    r"\b(?:or|and) (?:also |just )?(?:helps?|supports?|assists?|takes? part|is involved)\b"
)


def _of_role(query: Query, tasks: list[Task]) -> list[Task]:
    """Return the tasks in the role asked about: those it leads, those it has alone, or all."""
    text = comparable(query.question)
    if ALONE.search(text):
        return [task for task in tasks if task.duty.role is Role.SOLE] or tasks
    if LEAD.search(text) and not _ROLES_TOGETHER.search(text):
        return [task for task in tasks if task.duty.role is Role.LEAD] or tasks
    return tasks


def _in_part(query: Query, clauses: Sequence[Clause]) -> list[Clause]:
    """Return the clauses of the part that the question names, or all: 第三部分里省发改委参与了哪些."""
    if query.reference is None or not query.reference.steps:
        return list(clauses)
    return clauses_within(query.reference, clauses) or list(clauses)


def _intro(query: Query, tasks: Sequence[Task], documents: int) -> str:
    asked = query.bodies[0].written
    clauses = len({task.clause.clause_id for task in tasks})
    if query.beside:
        return say(
            query.language,
            f"除刚才那条外,{asked}共有{clauses}项任务,见于{documents}份文件:",
            f"Apart from that, {asked} has {clauses} task(s) in {documents} document(s):",
        )
    return say(
        query.language,
        f"{asked}共有{clauses}项任务,见于{documents}份文件:",
        f"{asked} has {clauses} task(s) in {documents} document(s):",
    )


def _no_tasks(query: Query, knowledge: Knowledge) -> Draft:
    asked = query.bodies[0]
    if query.beside:
        return _no_other_task(query, knowledge)
    text = say(
        query.language,
        f"文件没有给{asked.written}安排任务。",
        f"The documents give {asked.written} no task.",
    )
    refusal = Refusal(Reason.TOPIC, asked.written, (asked.written,))
    return Draft(text=text, refused=True, refusal=refusal)


def _no_other_task(query: Query, knowledge: Knowledge) -> Draft:
    """Return that the body asked about has no task beside those spoken of, which are cited."""
    asked = query.bodies[0].written
    spoken_of = [knowledge.clauses[one] for one in query.beside]
    text = say(
        query.language,
        f"除刚才那条外,文件没有给{asked}安排其他任务。[1]",
        f"Apart from that clause, the document gives {asked} no other task. [1]",
    )
    return Draft(text=text, cited=tuple(Cited(one, duty_quote(one)) for one in spoken_of))
