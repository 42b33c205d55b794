"""Settings from the environment, read once and handed down."""

from __future__ import annotations

from pathlib import Path

from platformdirs import user_data_path
from pydantic import Field
from pydantic_settings import BaseSettings, SettingsConfigDict


class Settings(BaseSettings):
    """`ZHENGDA_HOME`: where model, index and added documents live. `ZHENGDA_MODEL`: another
    embedding model, a folder or a hub name, instead of the one that comes with the package.
    """

    model_config = SettingsConfigDict(env_prefix="ZHENGDA_", frozen=True)

    home: Path = Field(default_factory=lambda: user_data_path("zhengda", appauthor=False))
    model: str | None = None
