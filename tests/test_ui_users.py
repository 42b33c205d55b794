"""The file of users and the commands that write it."""

import pytest
from typer.testing import CliRunner

from ui.cli import app
from ui.users import UserRole, Users, UsersError, add_user, remove_user

PASSWORD = "correct horse 马"


@pytest.fixture
def path(tmp_path):
    path = tmp_path / "users.json"
    add_user(path, "李四", PASSWORD, UserRole.ADMIN)
    return path


def test_a_user_is_verified_by_name_and_password(path):
    users = Users(path)
    assert users.verified("李四", PASSWORD).role is UserRole.ADMIN
    assert users.verified("李四", PASSWORD + "x") is None
    assert users.verified("王五", PASSWORD) is None
    assert users.verified("", "") is None


def test_the_file_holds_no_password_and_is_private(path):
    assert PASSWORD not in path.read_text(encoding="utf-8")
    assert "$argon2id$" in path.read_text(encoding="utf-8")
    assert path.stat().st_mode & 0o077 == 0
    assert "argon2" not in repr(Users(path).find("李四"))


def test_a_user_can_be_added_changed_and_removed_while_a_server_runs(path):
    users = Users(path)
    add_user(path, "wang", "another long one", UserRole.READER)
    assert users.verified("wang", "another long one")
    add_user(path, "wang", "a third long one", UserRole.ADMIN)
    assert users.verified("wang", "another long one") is None
    assert users.find("wang").role is UserRole.ADMIN
    remove_user(path, "wang")
    assert users.find("wang") is None


@pytest.mark.parametrize(
    ("name", "password", "complaint"),
    [
        ("", PASSWORD, "is no name"),
        ("a:b", PASSWORD, "is no name"),
        ("a\nb", PASSWORD, "is no name"),
        ("x" * 61, PASSWORD, "is no name"),
        ("li", "short", "10 to 1000"),
        ("li", "x" * 1001, "10 to 1000"),
    ],
)
def test_a_user_that_cannot_be_one_is_refused(path, name, password, complaint):
    before = path.read_bytes()
    with pytest.raises(UsersError, match=complaint):
        add_user(path, name, password, UserRole.READER)
    assert path.read_bytes() == before


def test_a_file_that_is_none_is_named_with_the_remedy(tmp_path):
    path = tmp_path / "users.json"
    with pytest.raises(UsersError, match="zhengda user add"):
        Users(path)
    for content in (b"", b"{}", b'{"users": [{"name": "li"}]}', b"\xff"):
        path.write_bytes(content)
        with pytest.raises(UsersError, match=r"users\.json"):
            Users(path)
    path.write_bytes(b'{"users": []}')
    with pytest.raises(UsersError, match="no user 'li'"):
        remove_user(path, "li")


def test_the_command_asks_for_the_password_twice(tmp_path):
    path = tmp_path / "users.json"
    command = ["user", "add", "li", "--role", "admin", "--file", str(path)]
    result = CliRunner().invoke(app, command, input=f"{PASSWORD}\n{PASSWORD}\n")
    assert result.exit_code == 0, result.output
    assert PASSWORD not in result.output
    assert Users(path).verified("li", PASSWORD)
    assert CliRunner().invoke(app, [*command[:4], "king", *command[5:]]).exit_code == 2
    assert CliRunner().invoke(app, ["user", "remove", "li", "--file", str(path)]).exit_code == 0
