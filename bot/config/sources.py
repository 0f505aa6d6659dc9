"""Loading the configuration: a TOML file, overridden by environment variables, with secrets from files of their own.

`LOTSE_SECTION__KEY` goes before the file; a secret file counts only where its secret is not given itself.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from pydantic import ValidationError
from pydantic_settings import EnvSettingsSource, SettingsError, TomlConfigSettingsSource

from bot.config.errors import ConfigError, described, line
from bot.config.sections import SETTINGS_IN_CONFIG, Config, known_keys
from bot.domain.settings import refuse_contradictions
from bot.domain.settings.registry import SettingRefused

ENV_PREFIX = "LOTSE_"
ENV_DELIMITER = "__"
_SECRET_FILES = (("matrix", "password"), ("matrix", "access_token"), ("storage", "secret"))
"""The secrets that can also stand in a file of their own, which the key with `_file` behind it names."""


class _Environment(EnvSettingsSource):
    """pydantic's source of environment variables, for the given ones instead of those of the process."""

    def __init__(self, environ: Mapping[str, str]) -> None:
        self._given = environ
        super().__init__(Config, env_prefix=ENV_PREFIX, env_nested_delimiter=ENV_DELIMITER)

    def _load_env_vars(self) -> Mapping[str, str | None]:
        return {name.lower(): value for name, value in self._given.items()}


def load(path: Path, environ: Mapping[str, str]) -> Config:
    """Reads the file and what overrides it. Raises ConfigError, with every mistake in its message."""
    given = _read(path)
    try:
        overrides = _Environment(environ)()
    except SettingsError as error:
        raise ConfigError(
            f"{ENV_PREFIX}…: {error}; write for example {ENV_PREFIX}MATRIX__HOMESERVER=https://matrix.stadt.example"
        ) from error
    for section, keys in overrides.items():
        below = given.get(section, {})
        given[section] = {**below, **keys} if isinstance(below, dict) and isinstance(keys, dict) else keys
    _add_secrets(given)
    try:
        config = Config(**given)
    except ValidationError as error:
        raise ConfigError(described(error, known_keys(), environ)) from None
    try:
        refuse_contradictions(config.settings)
    except SettingRefused as refused:
        section, key = next((section, key) for setting, section, key in SETTINGS_IN_CONFIG if setting is refused.setting)
        raise ConfigError(line(section, key, refused.said, f"{refused.reason} ({refused.part})")) from None
    return config


def _read(path: Path) -> dict[str, Any]:
    if not path.exists():
        raise ConfigError(f"{path} does not exist: copy config.example.toml to {path} and fill in the section [matrix].")
    if path.is_dir():
        raise ConfigError(f"{path} cannot be read: it is a folder, not a file.")
    try:
        return TomlConfigSettingsSource(Config, path)()
    except tomllib.TOMLDecodeError as error:
        raise ConfigError(f"{path} is not valid TOML: {error}") from error
    except UnicodeDecodeError as error:
        raise ConfigError(f"{path} is not written in UTF-8.") from error
    except OSError as error:
        raise ConfigError(f"{path} cannot be read: {error.strerror}.") from error


def _add_secrets(given: dict[str, Any]) -> None:
    """Puts in the secrets that stand in files of their own. The last line break of the file is not part of the secret."""
    for section, key in _SECRET_FILES:
        file_key, keys = f"{key}_file", given.get(section)
        file = keys.get(file_key) if isinstance(keys, dict) else None
        if not isinstance(keys, dict) or keys.get(key) or not isinstance(file, str) or not file:
            continue
        try:
            secret = Path(file).expanduser().read_text(encoding="utf-8").rstrip("\r\n")
        except (OSError, UnicodeDecodeError) as error:
            raise ConfigError(line(section, file_key, file, f"cannot be read ({getattr(error, 'strerror', 'not UTF-8')})")) from error
        if not secret:
            raise ConfigError(line(section, file_key, file, "the file is empty"))
        given[section] = {**keys, key: secret}
