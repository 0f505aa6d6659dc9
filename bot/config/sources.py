"""Loading the configuration: a TOML file, overridden by environment variables, with secrets from files of their own.

`LOTSE_SECTION__KEY` goes before the file; a secret file counts only where its secret is not given itself.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from bot.config.errors import ConfigError, described, line
from bot.config.sections import SETTINGS_IN_CONFIG, Config, known_keys
from bot.domain.settings import refuse_contradictions
from bot.domain.settings.registry import SettingRefused

ENV_PREFIX = "LOTSE_"
ENV_DELIMITER = "__"
_SECRET_FILES = (("matrix", "password"), ("matrix", "access_token"), ("storage", "secret"))
"""The secrets that can also stand in a file of their own, which the key with `_file` behind it names."""


def load(path: Path, environ: Mapping[str, str]) -> Config:
    """Reads the file and what overrides it. Raises ConfigError, with every mistake in its message."""
    given = _read(path)
    for section, keys in _overrides(environ).items():
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
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except tomllib.TOMLDecodeError as error:
        raise ConfigError(f"{path} is not valid TOML: {error}") from error
    except UnicodeDecodeError as error:
        raise ConfigError(f"{path} is not written in UTF-8.") from error
    except OSError as error:
        raise ConfigError(f"{path} cannot be read: {error.strerror}.") from error


def _overrides(environ: Mapping[str, str]) -> dict[str, Any]:
    """What variables set, by section and key; one that names a section alone stands for all of it, and is refused later."""
    whole: dict[str, Any] = {}
    found: dict[str, dict[str, str]] = {}
    for variable, value in environ.items():
        section, delimiter, key = variable.upper().removeprefix(ENV_PREFIX).lower().partition(ENV_DELIMITER)
        if not variable.upper().startswith(ENV_PREFIX) or section not in Config.model_fields:
            continue
        if delimiter:
            found.setdefault(section, {})[key] = value
        else:
            whole[section] = value
    return {**found, **whole}


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
