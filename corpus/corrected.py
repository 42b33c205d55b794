"""What a person says of a document in place of what was understood: title, place, roles."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Final

from pydantic import Field, ValidationError

from corpus.errors import DocumentError
from corpus.sentences import split_sentences
from corpus.types import Clause, Frozen, ParsedDocument, Responsibility, Role

CORRECTION_ENDING: Final = ".zhengda.toml"
_MAX_BYTES: Final = 1_000_000
_GIVEN: Final = "given when it was added"


class RoleCorrection(Frozen):
    """The role that a body has in a clause; without a role it has none there."""

    clause: str = Field(min_length=1)
    agency: str = Field(min_length=1)
    role: Role | None = None


class Corrections(Frozen):
    """What takes the place of what was understood; None and nothing leave it as it is."""

    title: str | None = Field(default=None, min_length=1, max_length=300)
    place: str | None = Field(default=None, min_length=1, max_length=60)
    role: tuple[RoleCorrection, ...] = ()

    def beside(self, others: Corrections) -> Corrections:
        """Return these together with others, which count where both say something."""
        return Corrections(
            title=others.title or self.title,
            place=others.place or self.place,
            role=(*self.role, *others.role),
        )


def correction_file(path: Path) -> Path:
    """Return where the corrections of a document stand: `NAME.zhengda.toml` beside NAME.docx."""
    return path.with_name(path.stem + CORRECTION_ENDING)


def read_corrections(path: Path) -> Corrections:
    """Return the corrections that stand beside a document, empty ones where there is no file.

    Raises:
        DocumentError: the file says what no correction can say.

    """
    file = correction_file(path)
    try:
        if not file.is_file():
            return Corrections()
        if file.stat().st_size > _MAX_BYTES:
            raise DocumentError(f"cannot read {str(file)!r}: it has more than {_MAX_BYTES:,} bytes")
        return Corrections.model_validate(tomllib.loads(file.read_text(encoding="utf-8")))
    except ValidationError as error:
        first = error.errors()[0]
        where = ".".join(map(str, first["loc"]))
        raise DocumentError(f"cannot read {str(file)!r}: {where}: {first['msg']}") from error
    except (OSError, ValueError) as error:  # no TOML, no UTF-8
        raise DocumentError(f"cannot read {str(file)!r}: {error}") from error


def with_corrections(parsed: ParsedDocument, said: Corrections) -> ParsedDocument:
    """Return a document with its title and the roles corrected; its place the parser takes itself.

    Raises:
        DocumentError: a role is for a clause that there is not, or a body that it does not name.

    """
    document = parsed.document
    if said.title:
        document = document.model_copy(update={"title": said.title, "title_source": _GIVEN})
    clauses = {clause.reference: clause for clause in parsed.clauses}
    for one in said.role:
        if one.clause not in clauses:
            raise DocumentError(
                f"the correction of a role names the clause {one.clause!r}, which "
                f"{document.document_id!r} does not have; see: zhengda clauses"
            )
        clauses[one.clause] = _with_role(clauses[one.clause], one)
    return parsed.model_copy(update={"document": document, "clauses": tuple(clauses.values())})


def _with_role(clause: Clause, said: RoleCorrection) -> Clause:
    others = tuple(one for one in clause.responsibilities if one.agency != said.agency)
    if said.role is None:
        return clause.model_copy(update={"responsibilities": others})
    if said.agency not in clause.text:
        raise DocumentError(
            f"the correction of a role names {said.agency!r}, which the clause "
            f"{clause.reference!r} of {clause.document_id!r} does not; take the name as it stands there"
        )
    words = next((s.strip() for s in split_sentences(clause.text) if said.agency in s), said.agency)
    duty = Responsibility(agency=said.agency, role=said.role, words=words)
    # A lead stands before the others, as the parser puts it.
    listed = (duty, *others) if said.role is Role.LEAD else (*others, duty)
    also = tuple(name for name in clause.also_involved if name != said.agency)
    return clause.model_copy(update={"responsibilities": listed, "also_involved": also})
