"""The sections and keys of the configuration, each with the reader of its values; `Config` is all of them."""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path
from typing import Annotated, Any, Literal
from zoneinfo import ZoneInfo

from pydantic import BaseModel, ConfigDict, PlainValidator, SecretStr
from pydantic_settings import BaseSettings, PydanticBaseSettingsSource, SettingsConfigDict

from bot.config import types as values
from bot.config.types import Listen, Network, reads
from bot.domain.calendar import Hours
from bot.domain.calendar.durations import Span
from bot.domain.ids import UserId
from bot.domain.public_parts import Part
from bot.domain.reports.periods import Due
from bot.domain.retention import PERSON_AFTER, Period
from bot.domain.settings import Settings, effective, registry
from bot.domain.settings.formats import ClosedDay, Weekly
from bot.domain.settings.registry import Language, Setting
from bot.domain.voting.votes import Ballots, Majority


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
    answer_after: Annotated[Span, reads(registry.ANSWER_AFTER)] = registry.ANSWER_AFTER.default
    late_after: Annotated[Span, reads(registry.LATE_AFTER)] = registry.LATE_AFTER.default


class Digest(_Section):
    """None is switched off."""

    weekly: Annotated[Weekly | None, reads(registry.WEEKLY)] = registry.WEEKLY.default
    before_meeting: Annotated[Span | None, reads(registry.LEAD)] = registry.LEAD.default


class Decisions(_Section):
    paper_days: Annotated[int, reads(registry.PAPER_DAYS)] = registry.PAPER_DAYS.default
    remind_days: Annotated[int, reads(registry.REMIND_DAYS)] = registry.REMIND_DAYS.default
    minutes_days: Annotated[int, reads(registry.MINUTES_DAYS)] = registry.MINUTES_DAYS.default
    proxies_per_person: Annotated[int, reads(registry.PROXIES_PER_PERSON)] = registry.PROXIES_PER_PERSON.default
    ballots: Annotated[Ballots, reads(registry.BALLOTS)] = registry.BALLOTS.default
    majority: Annotated[Majority, reads(registry.MAJORITY)] = registry.MAJORITY.default
    quorum: Annotated[Fraction, reads(registry.QUORUM)] = registry.QUORUM.default
    circular_days: Annotated[int, reads(registry.CIRCULAR_DAYS)] = registry.CIRCULAR_DAYS.default
    circular_min_days: Annotated[int, reads(registry.CIRCULAR_MIN_DAYS)] = registry.CIRCULAR_MIN_DAYS.default
    show_running: Annotated[bool, reads(registry.SHOW_RUNNING)] = registry.SHOW_RUNNING.default


class Report(_Section):
    """The reports to the funder."""

    due: Annotated[Due, reads(registry.REPORT_DUE)] = registry.REPORT_DUE.default
    reference: Annotated[str, reads(registry.REPORT_REFERENCE)] = ""
    title: Annotated[str, reads(registry.REPORT_TITLE)] = ""
    contact: Annotated[str, reads(registry.REPORT_CONTACT)] = ""
    approval: Annotated[bool, reads(registry.REPORT_APPROVAL)] = registry.REPORT_APPROVAL.default


class Web(_Section):
    """None serves nothing. `url` is where people find the board, without a slash at the end; without it there is none.

    `user_header` counts only from `trusted_proxies`, and so does what they say of the address that a request comes from.
    """

    listen: Annotated[Listen | None, PlainValidator(values.listen)] = None
    url: Annotated[str, PlainValidator(values.web_address)] = ""
    public: Annotated[frozenset[Part], PlainValidator(values.public_parts)] = frozenset()
    imprint: str = ""
    trusted_proxies: Annotated[tuple[Network, ...], PlainValidator(values.networks)] = ()
    user_header: Annotated[str, PlainValidator(values.user_header)] = ""


class Privacy(_Section):
    """`officer` decides on requests to erase, in a direct chat with the bot; without one the PMO does. `person_after` is how long after a
    record is closed persons stand in it. Neither is a setting of the chat: they protect people there from each other (ADR 156)."""

    officer: Annotated[UserId | None, PlainValidator(values.maybe_user_id)] = None
    person_after: Annotated[Period, PlainValidator(values.period)] = PERSON_AFTER


class Log(_Section):
    level: Literal["debug", "info", "warning", "error"] = "info"
    format: Literal["console", "json"] = "console"


class Config(BaseSettings):
    """The whole configuration, frozen and checked. Made by `load`, or from sections directly, without a file or environment variables."""

    # Values are decoded by their own readers: decoded as JSON, a variable "24.12., 31.12." would be refused.
    model_config = SettingsConfigDict(extra="forbid", frozen=True, enable_decoding=False, hide_input_in_errors=True)

    matrix: Matrix
    access: Access = Access()
    storage: Storage = Storage()
    project: Project = Project()
    escalation: Escalation = Escalation()
    digest: Digest = Digest()
    decisions: Decisions = Decisions()
    report: Report = Report()
    web: Web = Web()
    privacy: Privacy = Privacy()
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
        """The settings that the chat can change too, as `effective` takes them: short forms by the setting's name."""
        return {setting.name: setting.write(getattr(getattr(self, section), key)) for setting, section, key in SETTINGS_IN_CONFIG}

    @property
    def settings(self) -> Settings:
        """The settings where nothing was set in the chat."""
        return effective(self.project.timezone, self.short_forms(), {}, {})


SETTINGS_IN_CONFIG: tuple[tuple[Setting[Any], str, str], ...] = (
    (registry.LANGUAGE, "project", "language"),
    (registry.WEEKLY, "digest", "weekly"),
    (registry.LEAD, "digest", "before_meeting"),
    (registry.REPEAT_EVERY, "escalation", "repeat_every"),
    (registry.REPEATS, "escalation", "repeats"),
    (registry.STEERING_AFTER, "escalation", "steering_after"),
    (registry.YELLOW_AFTER, "escalation", "yellow_after"),
    (registry.TAKEN_AFTER, "escalation", "taken_after"),
    (registry.TAKEN_STEERING_AFTER, "escalation", "taken_steering_after"),
    (registry.ANSWER_AFTER, "escalation", "answer_after"),
    (registry.LATE_AFTER, "escalation", "late_after"),
    (registry.PAPER_DAYS, "decisions", "paper_days"),
    (registry.REMIND_DAYS, "decisions", "remind_days"),
    (registry.MINUTES_DAYS, "decisions", "minutes_days"),
    (registry.PROXIES_PER_PERSON, "decisions", "proxies_per_person"),
    (registry.BALLOTS, "decisions", "ballots"),
    (registry.MAJORITY, "decisions", "majority"),
    (registry.QUORUM, "decisions", "quorum"),
    (registry.CIRCULAR_DAYS, "decisions", "circular_days"),
    (registry.CIRCULAR_MIN_DAYS, "decisions", "circular_min_days"),
    (registry.SHOW_RUNNING, "decisions", "show_running"),
    (registry.REPORT_DUE, "report", "due"),
    (registry.REPORT_REFERENCE, "report", "reference"),
    (registry.REPORT_TITLE, "report", "title"),
    (registry.REPORT_CONTACT, "report", "contact"),
    (registry.REPORT_APPROVAL, "report", "approval"),
    (registry.WORKING_DAYS, "project", "working_days"),
    (registry.WORKING_HOURS, "project", "working_hours"),
    (registry.HOLIDAYS, "project", "holidays"),
    (registry.CLOSED_DAYS, "project", "closed_days"),
)
"""The settings of the chat that have a default in the configuration, each with its section and key."""


def known_keys() -> dict[str, list[str]]:
    """The keys of each section."""
    sections = {name: field.annotation for name, field in Config.model_fields.items()}
    return {
        name: list(section.model_fields)
        for name, section in sections.items()
        if isinstance(section, type) and issubclass(section, BaseModel)
    }
