"""Minutes: what is kept while a session is held, and how the time of its topics runs.

They are minutes of results: no entry says who spoke. What an entry keeps beside its words is needed to take it back, and is forgotten
when the minutes are final.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import StrEnum

from bot.domain.ids import EventId, Number, TeamId, UserId

MORE = timedelta(minutes=5)
"""What `mehr` gives where no number is said."""
FORGOTTEN_AFTER = timedelta(hours=2)
"""How long after the planned end running minutes are closed by themselves."""
NEAR = timedelta(hours=12)
"""How far the date may be from now on which `start` begins the minutes."""
WARNED_FROM = timedelta(minutes=10)
"""A slot of at least this length is warned of before it is over."""
WARNED_AT = 0.8
"""The part of a slot after which it is warned of."""


class MinutesState(StrEnum):
    RUNNING = "running"
    DRAFT = "draft"
    """The session is over: what is said now is marked as added later, and objections count."""
    FINAL = "final"


class Warned(StrEnum):
    """What the clock has said about the current topic."""

    NOT = "not"
    SOON = "soon"
    OVER = "over"


@dataclass(frozen=True, kw_only=True)
class Minutes:
    """The minutes of one date of a session, which `session` and `planned` name; a group has one that is running at most."""

    session: Number
    planned: datetime
    """`Occurrence.planned` of the date, naive and local."""
    team: TeamId
    state: MinutesState = MinutesState.RUNNING
    started_at: datetime
    ended_at: datetime | None = None
    closed_by_itself: bool = False
    """Whether nobody ended them: they were closed some time after the planned end, or at the start of the next session."""
    moderator: UserId | None = None
    """Who was named, or else who started; forgotten when they are final."""
    minute_taker: UserId | None = None
    topic: Number | None = None
    """The current topic; None where all are through, or there are none."""
    since: datetime | None = None
    """Since when it is talked about."""
    until: datetime | None = None
    """When its slot is over."""
    warned: Warned = Warned.NOT

    @property
    def is_running(self) -> bool:
        return self.state is MinutesState.RUNNING

    def on(self, topic: Number | None, minutes: int, *, at: datetime) -> Minutes:
        """With this topic as the current one from then on, for so many minutes."""
        until = at + timedelta(minutes=minutes) if topic else None
        return replace(self, topic=topic, since=at if topic else None, until=until, warned=Warned.NOT)

    def extended(self, by: timedelta, *, at: datetime) -> Minutes:
        """With more time for the current topic; where its slot is over, from then on."""
        return self.lasting_until(max(self.until or at, at) + by, at=at)

    def lasting_until(self, until: datetime | None, *, at: datetime) -> Minutes:
        """With another end of the slot. What the clock would have said of it by now it does not say any more."""
        changed = replace(self, until=until, warned=Warned.NOT)
        while (due := next_warning(changed)) is not None and due[1] <= at:
            changed = replace(changed, warned=due[0])
        return changed

    def ended(self, *, at: datetime, by_itself: bool = False) -> Minutes:
        return replace(
            self, state=MinutesState.DRAFT, ended_at=at, closed_by_itself=by_itself, topic=None, since=None, until=None, warned=Warned.NOT
        )

    def resumed(self) -> Minutes:
        """Running again, after they were ended too early."""
        return replace(self, state=MinutesState.RUNNING, ended_at=None, closed_by_itself=False)


def name_of(minutes: Minutes) -> str:
    """What tells them from those of another date: in the `once` keys of their messages, and as the subject of their timers."""
    return f"{minutes.session}:{minutes.planned.isoformat()}"


class EntryKind(StrEnum):
    LINE = "line"
    """Words under a topic."""
    CLOSED = "closed"
    """A topic was left: handled, deferred or dropped. Its result stands with the topic."""
    RECORD = "record"
    """An action, a decision, a question or a blocker that was said while the topic was the current one."""
    PRESENT = "present"
    """Who is there; the last of them holds."""
    MORE = "more"
    """The topic was given more time."""


@dataclass(frozen=True)
class Attendance:
    """Who is there, as it was said: by municipality where voices are, else by name or by count."""

    municipalities: tuple[str, ...] = ()
    people: tuple[str, ...] = ()
    """Names as typed, user ids where somebody was mentioned."""
    count: int | None = None
    """Where only a number was said: "5 Personen"."""


@dataclass(frozen=True, kw_only=True)
class Entry:
    session: Number
    planned: datetime
    position: int
    """Its place in the order in which the entries came."""
    kind: EntryKind
    topic: Number | None = None
    """Under which it stands; None before the first and after the last."""
    text: str = ""
    record: Number | None = None
    present: Attendance | None = None
    is_late: bool = False
    """Whether it came after the end: "nachgetragen"."""
    at: datetime | None = None
    """When it was said. Of a topic that was left, `at - since` is the time that it took. Forgotten when the minutes are final."""
    since: datetime | None = None
    """Since when the topic had been the current one; of CLOSED and MORE, as what follows, to take it back."""
    until: datetime | None = None
    """When its slot would have been over."""
    event: EventId | None = None
    """The message or reaction that made it, whose deletion takes it back. Forgotten when the minutes are final."""
    is_tap: bool = False
    """Whether it was a tap on the card, whose button the same person may tap again."""

    def forgotten(self) -> Entry:
        """Without anything that tells when, for how long and by which message."""
        return replace(self, at=None, since=None, until=None, event=None)


def next_warning(minutes: Minutes) -> tuple[Warned, datetime] | None:
    """What the clock says next about the current topic, and when; None where it has said all, or nothing is talked about."""
    if minutes.since is None or minutes.until is None or minutes.warned is Warned.OVER:
        return None
    slot = minutes.until - minutes.since
    if minutes.warned is Warned.NOT and slot >= WARNED_FROM:
        return Warned.SOON, minutes.since + slot * WARNED_AT
    return Warned.OVER, minutes.until


def projected_end(minutes: Minutes, rest: timedelta, now: datetime) -> datetime:
    """When the session is over if everything takes as long as planned from now on; `rest` are the topics behind the current one."""
    return max(minutes.until or now, now) + rest


def attendance(entries: Sequence[Entry]) -> Attendance | None:
    """Who is there, as it was said last; None where nobody has said it."""
    return next((entry.present for entry in reversed(entries) if entry.kind is EntryKind.PRESENT), None)
