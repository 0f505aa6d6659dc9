"""The effective settings of a room: what was set in the chat goes before the configuration."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from functools import lru_cache
from zoneinfo import ZoneInfo

from bot.config.closed_days import closed_days
from bot.domain.calendar import Calendar
from bot.domain.ids import RoomId
from bot.domain.settings import Settings, WorkingTime, effective
from bot.ports import Transaction

PROJECT_SCOPE = "project"
"""The scope under which settings of the whole project are stored."""

SettingsOf = Callable[[Transaction, RoomId], Awaitable[Settings]]
CalendarOf = Callable[[Settings], Calendar]


def settings_of(zone: ZoneInfo, config: Mapping[str, str]) -> SettingsOf:
    """A function that reads the settings of a room, or of the project for an empty room id. `config` are short forms by name.

    Merging them is remembered for what was set last: a command asks several times, and hardly anybody changes a setting.
    """

    @lru_cache(maxsize=64)
    def merged(project: tuple[tuple[str, str], ...], own: tuple[tuple[str, str], ...]) -> Settings:
        return effective(zone, config, dict(project), dict(own))

    async def ask(tx: Transaction, room: RoomId) -> Settings:
        project = await tx.settings.get(PROJECT_SCOPE)
        own = await tx.settings.get(room) if room else {}
        return merged(tuple(project.items()), tuple(own.items()))

    return ask


def calendar_of() -> CalendarOf:
    """A function that makes the calendar of a project, cached for as long as its working time stays the same."""

    @lru_cache(maxsize=4)
    def make(zone: ZoneInfo, working: WorkingTime) -> Calendar:
        return Calendar(zone, working.days, working.hours, closed_days(working.holidays, working.closed_days))

    return lambda settings: make(settings.zone, settings.working)
