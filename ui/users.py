"""The file of users: a name, a role and a hashed password each."""

from __future__ import annotations

import json
import os
import unicodedata
from enum import StrEnum
from pathlib import Path
from typing import Annotated, Final

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError
from pydantic import Field, SecretStr, ValidationError, model_validator

from corpus.errors import AssistantError
from corpus.types import Frozen

MIN_PASSWORD_CHARACTERS: Final = 10
MAX_PASSWORD_CHARACTERS: Final = 1000
MAX_NAME_CHARACTERS: Final = 60
_HASHER: Final = PasswordHasher()
# What an unknown name is compared with, so that it takes as long to refuse as a wrong password.
_NOBODY: Final = _HASHER.hash("nobody")


class UsersError(AssistantError):
    """The file of users cannot be used, or a user cannot be added to it."""


class UserRole(StrEnum):
    """What a user may do: ask and read, or also look after documents and feedback."""

    READER = "reader"
    ADMIN = "admin"


class User(Frozen):
    """Someone who may sign in."""

    name: Annotated[str, Field(min_length=1, max_length=MAX_NAME_CHARACTERS)]
    role: UserRole
    password_hash: SecretStr


class _UsersFile(Frozen):
    users: tuple[User, ...] = ()

    @model_validator(mode="after")
    def _names_are_unique(self) -> _UsersFile:
        if len({user.name for user in self.users}) != len(self.users):
            raise ValueError("a name stands twice")
        return self


class Users:
    """The users of a file, which is read again when it changes.

    Raises:
        UsersError: the file cannot be read, is no file of users, or has no users.

    """

    def __init__(self, path: Path) -> None:
        self._path = path
        self._stamp = _stamp(path)
        self._users = _by_name(path)
        if not self._users:
            raise UsersError(f"{str(path)!r} has no users; run: zhengda user add NAME --file FILE")

    def find(self, name: str) -> User | None:
        """Return the user of this name as the file says now."""
        stamp = _stamp(self._path)
        if stamp != self._stamp:
            self._users, self._stamp = _by_name(self._path), stamp
        return self._users.get(name)

    def verified(self, name: str, password: str) -> User | None:
        """Return the user whose name and password these are, None if there is none."""
        user = self.find(unicodedata.normalize("NFC", name.strip()))
        known = user.password_hash.get_secret_value() if user else _NOBODY
        try:
            _HASHER.verify(known, _comparable(password[:MAX_PASSWORD_CHARACTERS]))
        except (VerificationError, InvalidHashError):
            return None
        return user


def check_name(name: str) -> None:
    """Raise UsersError where a name cannot be one."""
    if not name.strip() or name != name.strip() or len(name) > MAX_NAME_CHARACTERS:
        raise UsersError(
            f"{name!r} is no name: 1 to {MAX_NAME_CHARACTERS} characters, no blanks around"
        )
    if not name.isprintable() or ":" in name:
        raise UsersError(f"{name!r} is no name: it holds a colon or a control character")


def check_password(password: str) -> None:
    """Raise UsersError where a password is too short or too long."""
    if not MIN_PASSWORD_CHARACTERS <= len(password) <= MAX_PASSWORD_CHARACTERS:
        raise UsersError(
            f"a password has {MIN_PASSWORD_CHARACTERS} to {MAX_PASSWORD_CHARACTERS} characters, "
            f"this one {len(password)}"
        )


def add_user(path: Path, name: str, password: str, role: UserRole) -> None:
    """Write a user into the file, in place of one of the same name; makes the file if it is missing."""
    check_name(name)
    check_password(password)
    known = _by_name(path) if path.exists() else {}
    name = unicodedata.normalize("NFC", name)
    user = User(name=name, role=role, password_hash=SecretStr(_HASHER.hash(_comparable(password))))
    _write(path, {**known, name: user})


def remove_user(path: Path, name: str) -> None:
    known = _by_name(path)
    if name not in known:
        raise UsersError(
            f"{str(path)!r} has no user {name!r}; it has: {', '.join(known) or 'none'}"
        )
    _write(path, {other: user for other, user in known.items() if other != name})


def _comparable(password: str) -> str:
    """Return a password as every keyboard types it: é may be one character or two."""
    return unicodedata.normalize("NFC", password)


def _by_name(path: Path) -> dict[str, User]:
    try:
        found = _UsersFile.model_validate_json(path.read_bytes())
    except OSError as error:
        raise UsersError(
            f"cannot read the users of {str(path)!r}: {error.strerror}; "
            "make the file with: zhengda user add NAME --file FILE"
        ) from error
    except ValidationError as error:
        raise UsersError(
            f"{str(path)!r} is no file of users; make one: zhengda user add"
        ) from error
    return {user.name: user for user in found.users}


def _write(path: Path, users: dict[str, User]) -> None:
    rows = [
        {**user.model_dump(mode="json"), "password_hash": user.password_hash.get_secret_value()}
        for user in users.values()
    ]
    unfinished = path.with_name(f".{path.name}.{os.getpid()}.part")
    try:
        unfinished.touch(mode=0o600)
        unfinished.write_text(_json(rows), encoding="utf-8")
        unfinished.replace(path)
    except OSError as error:
        unfinished.unlink(missing_ok=True)
        raise UsersError(f"cannot write {str(path)!r}: {error.strerror}") from error


def _json(rows: list[dict[str, str]]) -> str:
    return json.dumps({"users": rows}, ensure_ascii=False, indent=2) + "\n"


def _stamp(path: Path) -> tuple[int, int, int]:
    """Return what changes when the file is replaced; zeros when it is gone."""
    try:
        found = path.stat()
    except OSError:
        return (0, 0, 0)
    return (found.st_ino, found.st_mtime_ns, found.st_size)
