"""Settings from the environment, read once and handed down."""

from __future__ import annotations

from pathlib import Path

from platformdirs import user_data_path
from pydantic import Field, field_validator
from pydantic_settings import BaseSettings, SettingsConfigDict

from corpus.readers.limits import Limits


class Settings(BaseSettings):
    """What a user may set; a variable that is set to nothing counts as not set.

    `ZHENGDA_HOME`: where model, index and added documents live. `ZHENGDA_MODEL`: another
    embedding model, a folder or a hub name, instead of the one that comes with the package.
    `ZHENGDA_LIMITS__PAGES` and so on: the most that an added file may have.
    """

    model_config = SettingsConfigDict(
        env_prefix="ZHENGDA_", env_nested_delimiter="__", env_ignore_empty=True, frozen=True
    )

    home: Path = Field(default_factory=lambda: user_data_path("zhengda", appauthor=False))
    model: str | None = None
    limits: Limits = Limits()

    @field_validator("home")
    @classmethod
    def _expand(cls, home: Path) -> Path:
        """Read `~`, which a shell leaves alone in `env ZHENGDA_HOME=~/x` and in a unit file."""
        return home.expanduser()
