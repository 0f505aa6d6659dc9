"""The settings that hold in a room and for the project, merged from all that was set.

What was set in a room goes before what was set for the project, and that before the configuration (spec: settings). Every layer
holds the short forms that `Setting.canonical` gives; a stored value that cannot be read any more counts as not set.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction
from typing import TypeVar
from zoneinfo import ZoneInfo

from bot.domain.calendar import Hours, QuietHours
from bot.domain.calendar.durations import Span
from bot.domain.errors import Refused, Why
from bot.domain.reports.periods import Due
from bot.domain.settings.formats import ClosedDay, Weekly
from bot.domain.settings.registry import (
    ANSWER_AFTER,
    BALLOTS,
    CIRCULAR_DAYS,
    CIRCULAR_MIN_DAYS,
    CLOCK,
    CLOSED_DAYS,
    HOLIDAYS,
    LANGUAGE,
    LATE_AFTER,
    LEAD,
    LIGHTS,
    MAJORITY,
    MEANS_GREEN,
    MEANS_RED,
    MEANS_YELLOW,
    MILESTONES,
    MINUTES_DAYS,
    PAPER_DAYS,
    PROXIES_PER_PERSON,
    QUIET,
    QUORUM,
    REMIND_DAYS,
    REPEAT_EVERY,
    REPEATS,
    REPLIES,
    REPORT_APPROVAL,
    REPORT_CONTACT,
    REPORT_DUE,
    REPORT_REFERENCE,
    REPORT_TITLE,
    RETRO,
    SHOW_RUNNING,
    STEERING_AFTER,
    TAKEN_AFTER,
    TAKEN_STEERING_AFTER,
    WEEKLY,
    WELCOME,
    WORKING_DAYS,
    WORKING_HOURS,
    YELLOW_AFTER,
    Language,
    Replies,
    Scope,
    Setting,
    SettingRefused,
)
from bot.domain.voting.votes import Ballots, Majority

__all__ = [
    "DecisionRules",
    "EscalationRules",
    "Language",
    "Replies",
    "ReportRules",
    "Settings",
    "Source",
    "WorkingTime",
    "effective",
    "refuse_contradictions",
]

T = TypeVar("T")


class Source(StrEnum):
    """Where a value comes from."""

    CONFIG = "config"
    PROJECT = "project"
    ROOM = "room"


@dataclass(frozen=True, kw_only=True)
class EscalationRules:
    repeat_every: Span
    repeats: int
    steering_after: Span
    yellow_after: Span
    taken_after: Span
    taken_steering_after: Span
    answer_after: Span
    """How long a question to the PMO waits before it is asked once more."""
    late_after: Span
    """How late a milestone is of which the PMO hears at once, in days or weeks of the calendar."""


@dataclass(frozen=True, kw_only=True)
class DecisionRules:
    """How the steering committee decides."""

    paper_days: int
    """Days before a session at which its papers are due."""
    remind_days: int
    """Days before it at which the authors of missing ones are reminded."""
    ballots: Ballots
    majority: Majority
    quorum: Fraction
    """More than this part of the voices makes a quorum; for 1, all of them."""
    circular_days: int
    """Working days that a vote in writing is open."""
    circular_min_days: int
    """Working days that it is open at least, whatever deadline is named."""
    show_running: bool
    """Whether the card shows the votes before the end."""
    proxies_per_person: int
    """For so many voices beside their own one person may speak."""
    minutes_days: int
    """So many working days after their draft minutes are final."""


@dataclass(frozen=True, kw_only=True)
class ReportRules:
    """The reports to the funder, and what stands on their cover."""

    due: Due
    reference: str
    """The funder's number of the project (Förderkennzeichen)."""
    title: str
    contact: str
    approval: bool
    """Whether the steering committee accepts a report before it is passed on."""


@dataclass(frozen=True, kw_only=True)
class WorkingTime:
    """The settings of a calendar. `holidays` is "DE-HE", or "" for none."""

    days: frozenset[int]
    hours: Hours
    holidays: str
    closed_days: tuple[ClosedDay, ...]


@dataclass(frozen=True, kw_only=True)
class Settings:
    """The settings of a room, or, without a room, of the project. None means switched off."""

    zone: ZoneInfo
    language: Language
    replies: Replies
    weekly: Weekly | None
    lead: Span | None
    quiet: QuietHours | None
    retro: Span | None
    milestones: Span | None
    lights: Span | None
    light_meanings: Mapping[str, str]
    """What each colour of the traffic lights means, empty where it means the usual."""
    clock: bool
    """Whether the slots of topics are watched while minutes run."""
    welcome: bool
    """Whether the room is told what it is for when people come into it for the first time."""
    escalation: EscalationRules
    decisions: DecisionRules
    reports: ReportRules
    working: WorkingTime
    written: Mapping[str, str]
    """Each setting's value in its short form, by name."""
    sources: Mapping[str, Source]
    """Where each one comes from, by name."""


def effective(zone: ZoneInfo, config: Mapping[str, str], project: Mapping[str, str], room: Mapping[str, str]) -> Settings:
    """The merged settings. The mappings are short forms by name: the configuration's, and what was set for the project and in the room.

    A project setting is never taken from a room. Where the project's scope holds a room setting, it holds for every room
    without one of its own.
    """
    written: dict[str, str] = {}
    sources: dict[str, Source] = {}

    def pick(setting: Setting[T]) -> T:
        layers = [(Source.PROJECT, project), (Source.CONFIG, config)]
        if setting.scope is Scope.ROOM:
            layers.insert(0, (Source.ROOM, room))
        value, source = setting.default, Source.CONFIG
        for layer, values in layers:
            if setting.name in values:
                try:
                    value, source = setting.read(values[setting.name]), layer
                except Refused:
                    continue
                break
        written[setting.name], sources[setting.name] = setting.write(value), source
        return value

    return Settings(
        zone=zone,
        language=pick(LANGUAGE),
        replies=pick(REPLIES),
        weekly=pick(WEEKLY),
        lead=pick(LEAD),
        quiet=pick(QUIET),
        retro=pick(RETRO),
        milestones=pick(MILESTONES),
        lights=pick(LIGHTS),
        light_meanings={"green": pick(MEANS_GREEN), "yellow": pick(MEANS_YELLOW), "red": pick(MEANS_RED)},
        clock=pick(CLOCK),
        welcome=pick(WELCOME),
        escalation=EscalationRules(
            repeat_every=pick(REPEAT_EVERY),
            repeats=pick(REPEATS),
            steering_after=pick(STEERING_AFTER),
            yellow_after=pick(YELLOW_AFTER),
            taken_after=pick(TAKEN_AFTER),
            taken_steering_after=pick(TAKEN_STEERING_AFTER),
            answer_after=pick(ANSWER_AFTER),
            late_after=pick(LATE_AFTER),
        ),
        decisions=DecisionRules(
            paper_days=pick(PAPER_DAYS),
            remind_days=pick(REMIND_DAYS),
            ballots=pick(BALLOTS),
            majority=pick(MAJORITY),
            quorum=pick(QUORUM),
            circular_days=pick(CIRCULAR_DAYS),
            circular_min_days=pick(CIRCULAR_MIN_DAYS),
            show_running=pick(SHOW_RUNNING),
            proxies_per_person=pick(PROXIES_PER_PERSON),
            minutes_days=pick(MINUTES_DAYS),
        ),
        reports=ReportRules(
            due=pick(REPORT_DUE),
            reference=pick(REPORT_REFERENCE),
            title=pick(REPORT_TITLE),
            contact=pick(REPORT_CONTACT),
            approval=pick(REPORT_APPROVAL),
        ),
        working=WorkingTime(days=pick(WORKING_DAYS), hours=pick(WORKING_HOURS), holidays=pick(HOLIDAYS), closed_days=pick(CLOSED_DAYS)),
        written=written,
        sources=sources,
    )


def refuse_contradictions(settings: Settings) -> None:
    """Raises SettingRefused where two settings do not go together: a reminder of a paper after the paper is due."""
    rules = settings.decisions
    if rules.remind_days < rules.paper_days:
        raise SettingRefused(REMIND_DAYS, str(rules.remind_days), Why.REMIND_AFTER_PAPER, str(rules.paper_days))
