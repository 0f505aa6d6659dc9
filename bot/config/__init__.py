"""What was the bot told when it was started: a TOML file, overridden by environment variables, with secrets from files.

`LOTSE_SECTION__KEY` goes before the file; a secret file counts only where its secret is not given itself (spec: settings).
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Annotated, Any, Literal
from zoneinfo import ZoneInfo

from pydantic import BaseModel, ConfigDict, PlainValidator, SecretStr, ValidationError
from pydantic_settings import (
    BaseSettings,
    EnvSettingsSource,
    PydanticBaseSettingsSource,
    SettingsConfigDict,
    SettingsError,
    TomlConfigSettingsSource,
)

from bot.config import types as values
from bot.config.errors import ConfigError, described, line
from bot.config.types import Listen, reads
from bot.domain.calendar import Hours
from bot.domain.calendar.durations import Span
from bot.domain.ids import UserId
from bot.domain.settings import Settings, effective, refuse_contradictions, registry
from bot.domain.settings.formats import ClosedDay, Weekly
from bot.domain.settings.registry import Language, Setting, SettingRefused

__all__ = ["Config", "ConfigError", "load"]

PREFIX = "LOTSE_"
DELIMITER = "__"
_SECRET_FILES = (("matrix", "password"), ("matrix", "access_token"), ("storage", "secret"))
"""Each also from a file of its own, named by the key with `_file` behind it."""


class _Section(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True, hide_input_in_errors=True)


class Matrix(_Section):
    """The account. The secrets are empty where they were not given."""

    homeserver: Annotated[str, PlainValidator(values.homeserver)]
    user_id: Annotated[UserId, PlainValidator(values.user_id)]
    password: SecretStr = SecretStr("")
    password_file: str = ""
    access_token: SecretStr = SecretStr("")
    access_token_file: str = ""
    device_id: str = ""


class Access(_Section):
    """`invite_from` holds user ids, and servers by their name. `trust` says which devices may give commands in encrypted rooms."""

    admins: Annotated[tuple[UserId, ...], PlainValidator(values.user_ids)] = ()
    invite_from: Annotated[tuple[str, ...], PlainValidator(values.users_or_servers)] = ()
    trust: Literal["signed", "all"] = "signed"

    def may_invite(self, user: UserId) -> bool:
        """Whether the bot accepts this user's invitations: admins always, others by their id or by their server."""
        if not user.startswith("@"):
            return False
        server = user.partition(":")[2].casefold()
        return user in self.admins or user in self.invite_from or server in self.invite_from


class Storage(_Section):
    """`url` is complete, with its driver; empty for a file in `folder`. `secret` is empty where the bot makes one for its keys."""

    folder: Annotated[Path, PlainValidator(values.folder)] = Path("data")
    url: Annotated[SecretStr, PlainValidator(values.database)] = SecretStr("")
    secret: SecretStr = SecretStr("")
    secret_file: str = ""


class Project(_Section):
    name: str = "Projekt"
    prefix: Annotated[str, PlainValidator(values.prefix)] = "!"
    language: Annotated[Language, reads(registry.LANGUAGE)] = registry.LANGUAGE.default
    timezone: Annotated[ZoneInfo, PlainValidator(values.zone)] = ZoneInfo("Europe/Berlin")
    organizer: Annotated[str, PlainValidator(values.mail_address)] = ""
    working_days: Annotated[frozenset[int], reads(registry.WORKING_DAYS)] = registry.WORKING_DAYS.default
    working_hours: Annotated[Hours, reads(registry.WORKING_HOURS)] = registry.WORKING_HOURS.default
    holidays: Annotated[str, reads(registry.HOLIDAYS)] = registry.HOLIDAYS.default
    closed_days: Annotated[tuple[ClosedDay, ...], reads(registry.CLOSED_DAYS)] = registry.CLOSED_DAYS.default


class Escalation(_Section):
    repeat_every: Annotated[Span, reads(registry.REPEAT_EVERY)] = registry.REPEAT_EVERY.default
    repeats: Annotated[int, reads(registry.REPEATS)] = registry.REPEATS.default
    steering_after: Annotated[Span, reads(registry.STEERING_AFTER)] = registry.STEERING_AFTER.default
    yellow_after: Annotated[Span, reads(registry.YELLOW_AFTER)] = registry.YELLOW_AFTER.default
    taken_after: Annotated[Span, reads(registry.TAKEN_AFTER)] = registry.TAKEN_AFTER.default
    taken_steering_after: Annotated[Span, reads(registry.TAKEN_STEERING_AFTER)] = registry.TAKEN_STEERING_AFTER.default


class Digest(_Section):
    """None is switched off."""

    weekly: Annotated[Weekly | None, reads(registry.WEEKLY)] = registry.WEEKLY.default
    before_meeting: Annotated[Span | None, reads(registry.LEAD)] = registry.LEAD.default


class Decisions(_Section):
    paper_days: Annotated[int, reads(registry.PAPER_DAYS)] = registry.PAPER_DAYS.default
    remind_days: Annotated[int, reads(registry.REMIND_DAYS)] = registry.REMIND_DAYS.default


class Web(_Section):
    """None serves nothing."""

    listen: Annotated[Listen | None, PlainValidator(values.listen)] = None


class Log(_Section):
    level: Literal["debug", "info", "warning", "error"] = "info"
    format: Literal["console", "json"] = "console"


class Config(BaseSettings):
    """All of it, frozen and checked. Made by `load`, or from sections by hand, in which case no file and no variable is looked at."""

    # Values are decoded by their own readers: the environment's JSON would refuse "24.12., 31.12.".
    model_config = SettingsConfigDict(extra="forbid", frozen=True, enable_decoding=False, hide_input_in_errors=True)

    matrix: Matrix
    access: Access = Access()
    storage: Storage = Storage()
    project: Project = Project()
    escalation: Escalation = Escalation()
    digest: Digest = Digest()
    decisions: Decisions = Decisions()
    web: Web = Web()
    log: Log = Log()

    @classmethod
    def settings_customise_sources(
        cls,
        settings_cls: type[BaseSettings],
        init_settings: PydanticBaseSettingsSource,
        env_settings: PydanticBaseSettingsSource,
        dotenv_settings: PydanticBaseSettingsSource,
        file_secret_settings: PydanticBaseSettingsSource,
    ) -> tuple[PydanticBaseSettingsSource, ...]:
        return (init_settings,)

    def short_forms(self) -> dict[str, str]:
        """What the chat can change too, as `effective` takes it: short forms by the setting's name."""
        return {setting.name: setting.write(getattr(getattr(self, section), key)) for setting, section, key in PLACES}

    @property
    def settings(self) -> Settings:
        """What holds where nothing was set in the chat."""
        return effective(self.project.timezone, self.short_forms(), {}, {})


PLACES: tuple[tuple[Setting[Any], str, str], ...] = (
    (registry.LANGUAGE, "project", "language"),
    (registry.WEEKLY, "digest", "weekly"),
    (registry.LEAD, "digest", "before_meeting"),
    (registry.REPEAT_EVERY, "escalation", "repeat_every"),
    (registry.REPEATS, "escalation", "repeats"),
    (registry.STEERING_AFTER, "escalation", "steering_after"),
    (registry.YELLOW_AFTER, "escalation", "yellow_after"),
    (registry.TAKEN_AFTER, "escalation", "taken_after"),
    (registry.TAKEN_STEERING_AFTER, "escalation", "taken_steering_after"),
    (registry.PAPER_DAYS, "decisions", "paper_days"),
    (registry.REMIND_DAYS, "decisions", "remind_days"),
    (registry.WORKING_DAYS, "project", "working_days"),
    (registry.WORKING_HOURS, "project", "working_hours"),
    (registry.HOLIDAYS, "project", "holidays"),
    (registry.CLOSED_DAYS, "project", "closed_days"),
)
"""Which settings of the chat have a default in the configuration, and where."""


class _Environment(EnvSettingsSource):
    """The variables that it is given, instead of those of the process."""

    def __init__(self, environ: Mapping[str, str]) -> None:
        self._given = environ
        super().__init__(Config, env_prefix=PREFIX, env_nested_delimiter=DELIMITER)

    def _load_env_vars(self) -> Mapping[str, str | None]:
        return {name.lower(): value for name, value in self._given.items()}


def known_keys() -> dict[str, list[str]]:
    """The keys of each section."""
    sections = {name: field.annotation for name, field in Config.model_fields.items()}
    return {
        name: list(section.model_fields)
        for name, section in sections.items()
        if isinstance(section, type) and issubclass(section, BaseModel)
    }


def load(path: Path, environ: Mapping[str, str]) -> Config:
    """Reads the file and what overrides it. Raises ConfigError, with every mistake in its message."""
    given = _read(path)
    try:
        overrides = _Environment(environ)()
    except SettingsError as error:
        raise ConfigError(f"{PREFIX}…: {error}; write for example {PREFIX}MATRIX__HOMESERVER=https://matrix.stadt.example") from error
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
        section, key = next((section, key) for setting, section, key in PLACES if setting is refused.setting)
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
