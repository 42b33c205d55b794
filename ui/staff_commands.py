"""The commands for those who look after the web front end: `zhengda feedback`, `zhengda user`."""

# ruff: noqa: PLC0415 - help should not wait for what a command imports

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from rag.settings import Settings

users = typer.Typer(help="The file of those who may use the web front end.", no_args_is_help=True)

UserFile = Annotated[
    Path, typer.Option("--file", metavar="FILE", dir_okay=False, help="The file of users.")
]


def feedback(
    output: Annotated[
        Path,
        typer.Option(
            "--export",
            metavar="FILE.jsonl",
            dir_okay=False,
            help="Cases for zhengda eval; those to complete go to FILE.to-complete.jsonl.",
        ),
    ],
) -> None:
    """Write what staff said about answers in the web front end as evaluation cases."""
    from ui.feedback_command import export

    print(export(Settings().home, output))


@users.command()
def add(
    name: Annotated[str, typer.Argument(metavar="NAME", help="What the person signs in with.")],
    file: UserFile,
    role: Annotated[str, typer.Option(help="reader or admin.")] = "reader",
) -> None:
    """Add a user, or give one another password and role; the password is asked for."""
    from ui.users import UserRole, add_user, check_name, check_password

    if role not in list(UserRole):
        raise typer.BadParameter(f"role {role!r} is none of: {', '.join(UserRole)}")
    check_name(name)
    password = typer.prompt("Password", hide_input=True, confirmation_prompt=True, err=True)
    check_password(password)
    add_user(file, name, password, UserRole(role))
    print(f"{name!r} is a user of {str(file)!r}, role {role}")


@users.command()
def remove(
    name: Annotated[str, typer.Argument(metavar="NAME")],
    file: UserFile,
) -> None:
    """Take a user away; a server that runs keeps out whoever is not in the file."""
    from ui.users import remove_user

    remove_user(file, name)
    print(f"{name!r} is no longer a user of {str(file)!r}")
