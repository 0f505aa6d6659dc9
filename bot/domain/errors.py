"""The refusals of the readers in `bot/domain`: of a setting or a span (`Refused`), and of a phrase (`NotUnderstood`)."""

from __future__ import annotations

from enum import StrEnum
from typing import Any


class Why(StrEnum):
    """The reasons. The value is a stable name by which texts are looked up; `ENGLISH` has the words for the log and the terminal."""

    TOO_LONG = "too-long"
    DURATION = "duration"
    DURATION_NOTHING = "duration-nothing"
    DURATION_LONG = "duration-long"
    WEEKS_OR_DAYS = "weeks-or-days"
    CLOCK = "clock"
    WEEKLY = "weekly"
    HOURS = "hours"
    HOURS_BACKWARDS = "hours-backwards"
    QUIET = "quiet"
    WORKING_DAYS = "working-days"
    COUNT = "count"
    CHOICE = "choice"
    FRACTION = "fraction"
    CLOSED_DAY = "closed-day"
    CLOSED_MANY = "closed-many"
    HOLIDAYS = "holidays"
    LINE = "line"
    REMIND_AFTER_PAPER = "remind-after-paper"


ENGLISH = {
    Why.TOO_LONG: "far longer than any value",
    Why.DURATION: "not a duration",
    Why.DURATION_NOTHING: "has to be longer than nothing",
    Why.DURATION_LONG: "longer than two years",
    Why.WEEKS_OR_DAYS: "not a number of weeks or days",
    Why.CLOCK: "not a time of day",
    Why.WEEKLY: "not a weekday with a time",
    Why.HOURS: "not a span of hours",
    Why.HOURS_BACKWARDS: "the hours have to end after they begin, on the same day",
    Why.QUIET: "not a span of quiet hours",
    Why.WORKING_DAYS: "not a list of weekdays with at least one day in it",
    Why.COUNT: "not a whole number in the range",
    Why.CHOICE: "not one of the choices",
    Why.FRACTION: "not a part of a whole",
    Why.CLOSED_DAY: "not a list of dates that exist",
    Why.CLOSED_MANY: "more than 60 days",
    Why.HOLIDAYS: "not a German state",
    Why.LINE: "not a sentence in one line of at most 120 characters",
    Why.REMIND_AFTER_PAPER: "the reminder has to come no later than the paper is due, so it needs at least as many days",
}


class Refused(ValueError):
    """A setting or a span cannot be read. `why` is the reason; `part` is the piece that is wrong where only one of several is."""

    def __init__(self, why: Why, part: str = "") -> None:
        super().__init__(ENGLISH[why])
        self.why = why
        self.part = part


class NotUnderstood(Exception):
    """A date, a series or a duration cannot be taken as it stands.

    `reason` names a text in `bot/texts/*/when.md`, `params` are its parameters.
    """

    def __init__(self, reason: str, /, **params: Any) -> None:
        super().__init__(reason)
        self.reason = reason
        self.params = params
