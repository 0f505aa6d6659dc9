"""Counters of this process since its start. No figure says who, where or what."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from datetime import datetime, timedelta
from enum import StrEnum

from bot.domain.ids import EventId
from bot.monitoring.faults import Faults
from bot.ports import SendFailed

BUCKET_BOUNDS_S = (0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0, 30.0, 60.0, 300.0)
"""Upper bounds of the histogram: a homeserver answers in 0.03 seconds, and under a rate limit people wait for minutes."""
MAX_UNDERWAY = 1000
"""Answers under way whose time is measured; in a flood beyond that the oldest are left out."""
NO_COMMAND = "unknown"
"""Stands for what could not be understood as any command."""


class Result(StrEnum):
    DONE = "done"
    REFUSED = "refused"
    FAILED = "failed"
    """A programming error: the person got an apology."""


class SendError(StrEnum):
    SLOWED = "slowed"
    """The homeserver asked for a pause (429)."""
    REFUSED = "refused"
    """The homeserver refused the message for good."""
    DOUBTED = "doubted"
    """The homeserver refused the message for no known reason; it is retried."""
    UNREACHABLE = "unreachable"
    """The homeserver did not answer, or is in trouble."""
    FAULT = "fault"
    """A programming error."""

    @classmethod
    def of(cls, failure: SendFailed) -> SendError:
        if failure.final:
            return cls.REFUSED
        return cls.SLOWED if failure.is_slowed else cls.DOUBTED if failure.is_doubted else cls.UNREACHABLE


class Times:
    """A histogram of durations: counts by upper bound."""

    def __init__(self) -> None:
        self.counts = [0] * (len(BUCKET_BOUNDS_S) + 1)
        """How many took at most the bound at the same index, and more than the one before; the last counts those beyond all bounds."""
        self.seconds = 0.0

    def took(self, span: timedelta) -> None:
        seconds = max(span.total_seconds(), 0.0)  # the clock of the machine may be set back
        self.counts[bisect_left(BUCKET_BOUNDS_S, seconds)] += 1
        self.seconds += seconds


class Tally:
    def __init__(self) -> None:
        self.commands: Counter[tuple[str, Result]] = Counter()
        self.send_errors: Counter[SendError] = Counter()
        self.sending = Times()
        """From the request until the homeserver's answer to it."""
        self.answering = Times()
        """From a command's arrival until its answer was sent."""
        self.faults = Faults()
        self._underway: dict[EventId, datetime] = {}

    def command(self, name: str, result: Result) -> None:
        self.commands[name or NO_COMMAND, result] += 1

    def to_be_answered(self, event: EventId, received_at: datetime) -> None:
        self._underway[event] = received_at
        if len(self._underway) > MAX_UNDERWAY:
            del self._underway[next(iter(self._underway))]

    def sent(self, cause: EventId | None, began: datetime, now: datetime) -> None:
        """A message has arrived; `cause` is the event that it answers, if any. Only the first answer to it counts."""
        self.sending.took(now - began)
        received_at = self._underway.pop(cause, None) if cause is not None else None
        if received_at is not None:
            self.answering.took(now - received_at)

    def not_sent(self, error: SendError) -> None:
        self.send_errors[error] += 1
