"""All settings: the names, values and default of each, and whether it holds for a room or the project."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import time
from enum import StrEnum
from fractions import Fraction
from typing import Any, Generic, Literal, TypeVar

from bot.domain.calendar import Hours, QuietHours
from bot.domain.calendar.durations import Span, Unit, read_span
from bot.domain.date_phrases.vocabulary import normalize_phrase
from bot.domain.errors import ENGLISH, Refused, Why
from bot.domain.reports.periods import Due, read_due
from bot.domain.settings.formats import (
    OFF,
    ClosedDay,
    Weekly,
    choice,
    count,
    optional,
    read_calendar_span,
    read_closed_days,
    read_fraction,
    read_holidays,
    read_hours,
    read_line,
    read_quiet,
    read_weekly,
    read_words,
    read_working_days,
    write_words,
    write_working_days,
)
from bot.domain.voting.votes import Ballots, Majority

T = TypeVar("T")
Language = Literal["de", "en"]
MAX_VALUE_LENGTH = 1000
"""Characters of a value: sixty days on which nobody works take some room."""


class Replies(StrEnum):
    FULL = "full"
    SHORT = "short"
    """A reaction as receipt where a sentence adds nothing."""


class Scope(StrEnum):
    ROOM = "room"
    PROJECT = "project"


class SettingRefused(Exception):
    """What was written is no value of `setting`. `why` is the reason, `part` the wrong piece where there are several."""

    def __init__(self, setting: Setting[Any], said: str, why: Why, part: str = "") -> None:
        super().__init__(f"{setting.name}: {why}")
        self.setting = setting
        self.said = said
        self.why = why
        self.part = part

    @property
    def reason(self) -> str:
        """The reason in English."""
        return ENGLISH[self.why]


@dataclass(frozen=True, kw_only=True)
class Setting(Generic[T]):
    """A setting: its names, the reader and writer of its values, and its default.

    `read` raises Refused. `write` gives the stored form, which `read` takes back. `example` is a value in a form that both
    languages take, `example_de` where German has words of its own.
    """

    name: str
    """The name under which it is stored, and its English word."""
    german: str
    scope: Scope
    read: Callable[[str], T]
    write: Callable[[T], str] = str
    default: T
    example: str
    example_de: str = ""

    def canonical(self, said: str) -> str:
        """The short form to store for what somebody wrote. Raises SettingRefused."""
        if len(said) > MAX_VALUE_LENGTH:
            raise SettingRefused(self, said, Why.TOO_LONG, str(MAX_VALUE_LENGTH))
        try:
            return self.write(self.read(said))
        except Refused as refused:
            raise SettingRefused(self, said, refused.why, refused.part) from refused

    @property
    def can_be_off(self) -> bool:
        """Whether `aus` is a value of it."""
        try:
            return self.write(self.read(OFF)) == OFF
        except Refused:
            return False

    def word(self, language: str) -> str:
        return self.german if language == "de" else self.name

    def example_in(self, language: str) -> str:
        return self.example_de if language == "de" and self.example_de else self.example


def _or_off(value: object) -> str:
    return OFF if value is None else str(value)


def _list_or_off(days: tuple[ClosedDay, ...]) -> str:
    return ", ".join(map(str, days)) or OFF


_HOURS, _DAYS, _WEEKS = Unit.HOURS, Unit.DAYS, Unit.WEEKS
_LANGUAGES: dict[str, Language] = {
    "de": "de", "deutsch": "de", "german": "de", "auf deutsch": "de", "en": "en", "englisch": "en", "english": "en", "auf englisch": "en",
}  # fmt: skip
_REPLIES = {
    "voll": Replies.FULL, "full": Replies.FULL, "lang": Replies.FULL, "long": Replies.FULL, "kurz": Replies.SHORT, "short": Replies.SHORT,
}  # fmt: skip
_BALLOTS = {
    **dict.fromkeys(("reaktion", "reaktionen", "reaction", "reactions"), Ballots.REACTION),
    **dict.fromkeys(("text", "nachricht", "message"), Ballots.TEXT),
}
_MAJORITIES = {
    **dict.fromkeys(("einfach", "einfache", "einfache mehrheit", "simple"), Majority.SIMPLE),
    **dict.fromkeys(("alle", "einstimmig", "all", "unanimous"), Majority.ALL),
    **dict.fromkeys(("two-thirds", "two thirds", "zwei drittel", "zweidrittel", "2/3"), Majority.TWO_THIRDS),
}
_SWITCH = {
    **dict.fromkeys(("ja", "an", "ein", "yes", "on", "true"), True),
    **dict.fromkeys(("nein", "aus", "keine", "no", OFF, "false"), False),
}

LANGUAGE: Setting[Language] = Setting(
    name="language", german="sprache", scope=Scope.ROOM, read=choice(_LANGUAGES), default="de", example="de"
)
REPLIES = Setting(
    name="replies", german="antworten", scope=Scope.ROOM, read=choice(_REPLIES), default=Replies.SHORT, example="full", example_de="voll"
)
WEEKLY: Setting[Weekly | None] = Setting(
    name="weekly", german="wochenüberblick", scope=Scope.ROOM,
    read=optional(read_weekly), write=_or_off, default=Weekly(0, time(8)), example="Fr 14:00",
)  # fmt: skip
LEAD: Setting[Span | None] = Setting(
    name="lead", german="vorlauf", scope=Scope.ROOM, read=optional(read_span), write=_or_off, default=Span(24, _HOURS), example="24h"
)
QUIET: Setting[QuietHours | None] = Setting(
    name="quiet", german="ruhezeit", scope=Scope.ROOM, read=optional(read_quiet), write=_or_off, default=None, example="18:00-08:00"
)
RETRO: Setting[Span | None] = Setting(
    name="retro", german="retro-rhythmus", scope=Scope.ROOM, read=optional(read_calendar_span), write=_or_off, default=Span(8, _WEEKS),
    example="8 weeks", example_de="8 Wochen",
)  # fmt: skip


CLOCK: Setting[bool] = Setting(
    name="clock", german="uhr", scope=Scope.ROOM, read=choice(_SWITCH), write=lambda on: "on" if on else OFF, default=True, example="off",
    example_de="aus",
)  # fmt: skip

WELCOME: Setting[bool] = Setting(
    name="welcome", german="willkommen", scope=Scope.ROOM, read=choice(_SWITCH), write=lambda on: "on" if on else OFF, default=True,
    example="off", example_de="aus",
)  # fmt: skip
MILESTONES: Setting[Span | None] = Setting(
    name="milestones", german="meilenstein-rhythmus", scope=Scope.ROOM, read=optional(read_calendar_span), write=_or_off,
    default=Span(4, _WEEKS), example="4 weeks", example_de="4 Wochen",
)  # fmt: skip


LIGHTS: Setting[Span | None] = Setting(
    name="lights", german="ampel-rhythmus", scope=Scope.ROOM, read=optional(read_calendar_span), write=_or_off,
    default=Span(4, _WEEKS), example="4 weeks", example_de="4 Wochen",
)  # fmt: skip


def _meaning(name: str, german: str, example: str, example_de: str) -> Setting[str]:
    """What a colour of the traffic lights means; empty for the words that come with the bot."""
    return Setting(name=name, german=german, scope=Scope.PROJECT, read=read_line, default="", example=example, example_de=example_de)


MEANS_GREEN = _meaning("light-green", "ampel-grün", "as planned", "wie geplant")
MEANS_YELLOW = _meaning("light-yellow", "ampel-gelb", "a risk, we solve it ourselves", "ein Risiko, das wir selbst lösen")
MEANS_RED = _meaning("light-red", "ampel-rot", "we need help", "wir brauchen Hilfe")


def _duration(name: str, german: str, default: Span, example: str) -> Setting[Span]:
    return Setting(name=name, german=german, scope=Scope.PROJECT, read=read_span, default=default, example=example)


def _count(name: str, german: str, default: int, highest: int, *, lowest: int = 0) -> Setting[int]:
    return Setting(name=name, german=german, scope=Scope.PROJECT, read=count(lowest, highest), default=default, example=str(default))


REPEAT_EVERY = _duration("repeat-every", "wiederholung", Span(4, _HOURS), "4h")
REPEATS = _count("repeats", "wiederholungen", 3, 20)
STEERING_AFTER = _duration("steering-after", "steuerungskreis-nach", Span(4, _HOURS), "4h")
YELLOW_AFTER = _duration("yellow-after", "gelb-nach", Span(3, _DAYS), "3d")
TAKEN_AFTER = _duration("taken-after", "übernommen-nach", Span(10, _DAYS), "10d")
TAKEN_STEERING_AFTER = _duration("taken-steering-after", "übernommen-steuerungskreis-nach", Span(5, _DAYS), "5d")
ANSWER_AFTER = _duration("answer-after", "antwort-nach", Span(3, _DAYS), "3d")
LATE_AFTER = Setting(
    name="late-after", german="verzug-ab", scope=Scope.PROJECT, read=read_calendar_span, default=Span(2, _WEEKS),
    example="2 weeks", example_de="2 Wochen",
)  # fmt: skip
PAPER_DAYS = _count("paper-days", "vorlagenfrist", 5, 60)
REMIND_DAYS = _count("remind-days", "vorlagen-erinnerung", 7, 90)
MINUTES_DAYS = _count("minutes-days", "einwandfrist", 5, 60)
PROXIES_PER_PERSON = _count("proxies-per-person", "vertretungen-je-person", 1, 20)
BALLOTS = Setting(
    name="ballots", german="abstimmen-per", scope=Scope.PROJECT, read=choice(_BALLOTS), default=Ballots.REACTION, example="text"
)
MAJORITY = Setting(
    name="majority", german="mehrheit", scope=Scope.PROJECT, read=choice(_MAJORITIES), default=Majority.SIMPLE,
    example="two-thirds", example_de="zwei Drittel",
)  # fmt: skip
QUORUM = Setting(name="quorum", german="beschlussfähig-ab", scope=Scope.PROJECT, read=read_fraction, default=Fraction(1, 2), example="1/2")
CIRCULAR_DAYS = _count("circular-days", "umlauf-tage", 5, 60, lowest=1)
CIRCULAR_MIN_DAYS = _count("circular-min-days", "umlauf-mindestens", 3, 60)
SHOW_RUNNING = Setting(
    name="show-running", german="zwischenstand", scope=Scope.PROJECT, read=choice(_SWITCH), write=lambda shown: "on" if shown else OFF,
    default=False, example="on", example_de="ja",
)  # fmt: skip


def _words(name: str, german: str, example: str) -> Setting[str]:
    return Setting(name=name, german=german, scope=Scope.PROJECT, read=read_words, write=write_words, default="", example=example)


REPORT_DUE = Setting(
    name="report-due", german="berichtstermin", scope=Scope.PROJECT, read=read_due, default=Due(Span(15, _DAYS)),
    example="15d after quarter", example_de="15 Arbeitstage nach Quartalsende",
)  # fmt: skip
REPORT_REFERENCE = _words("report-reference", "förderkennzeichen", "13FKZ0815")
REPORT_TITLE = _words("report-title", "berichtstitel", "Open Smart City")
REPORT_CONTACT = _words("report-contact", "berichtskontakt", "Anna Weber, 0641 306-0")
REPORT_APPROVAL = Setting(
    name="report-approval", german="berichtsabnahme", scope=Scope.PROJECT, read=choice(_SWITCH), write=lambda on: "on" if on else OFF,
    default=True, example="off", example_de="aus",
)  # fmt: skip
WORKING_DAYS: Setting[frozenset[int]] = Setting(
    name="working-days", german="arbeitstage", scope=Scope.PROJECT,
    read=read_working_days, write=write_working_days, default=frozenset(range(5)), example="Mo-Fr",
)  # fmt: skip
WORKING_HOURS = Setting(
    name="working-hours",
    german="arbeitszeit",
    scope=Scope.PROJECT,
    read=read_hours,
    default=Hours(time(8), time(18)),
    example="08:00-18:00",
)
HOLIDAYS: Setting[str] = Setting(
    name="holidays", german="feiertage", scope=Scope.PROJECT,
    read=read_holidays, write=lambda code: code or OFF, default="DE-HE", example="DE-HE", example_de="Hessen",
)  # fmt: skip
CLOSED_DAYS: Setting[tuple[ClosedDay, ...]] = Setting(
    name="closed-days", german="schließtage", scope=Scope.PROJECT,
    read=read_closed_days, write=_list_or_off, default=(ClosedDay(24, 12), ClosedDay(31, 12)), example="24.12., 31.12.",
)  # fmt: skip

SETTINGS: tuple[Setting[Any], ...] = (
    LANGUAGE, REPLIES, WEEKLY, LEAD, QUIET, RETRO, MILESTONES, LIGHTS, CLOCK, WELCOME,
    REPEAT_EVERY, REPEATS, STEERING_AFTER, YELLOW_AFTER, TAKEN_AFTER, TAKEN_STEERING_AFTER, ANSWER_AFTER, LATE_AFTER, PAPER_DAYS,
    REMIND_DAYS, BALLOTS, MAJORITY, QUORUM, CIRCULAR_DAYS, CIRCULAR_MIN_DAYS, SHOW_RUNNING, PROXIES_PER_PERSON, MINUTES_DAYS,
    REPORT_DUE, REPORT_REFERENCE, REPORT_TITLE, REPORT_CONTACT, REPORT_APPROVAL,
    WORKING_DAYS, WORKING_HOURS, HOLIDAYS, CLOSED_DAYS, MEANS_GREEN, MEANS_YELLOW, MEANS_RED,
)  # fmt: skip
"""In the order in which they are shown."""


def setting_called(word: str) -> Setting[Any] | None:
    """The setting of this name in German or English; case, umlaut spelling, dashes and a trailing colon do not matter."""
    wanted = _bare(word)
    return next((setting for setting in SETTINGS if wanted in (_bare(setting.name), _bare(setting.german))), None)


def is_reset(said: str) -> bool:
    """Whether the words ask for the default: then what was set is forgotten."""
    return normalize_phrase(said) in ("zuruecksetzen", "zurueck", "reset", "default", "standard")


def _bare(word: str) -> str:
    return normalize_phrase(word.rstrip(" :.")).replace("-", "").replace(" ", "")
