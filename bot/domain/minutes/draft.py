"""Drafts of minutes: since when one is posted, what people object to in it, and when it is final."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from bot.domain.calendar import Calendar
from bot.domain.calendar.durations import Span, Unit
from bot.domain.ids import EventId, Number, UserId
from bot.domain.minutes.document import MinutesDocument

_AFTER_SETTLING = Span(1, Unit.DAYS)
"""How long what was mended can be looked at before the minutes are final."""


@dataclass(frozen=True, kw_only=True)
class Draft:
    """The draft of the minutes of one date of a session, which `session` and `planned` name."""

    session: Number
    planned: datetime
    posted_at: datetime
    open_topics: tuple[Number, ...] = ()
    """The topics that stood open on the agenda when it was posted: by now they may stand on that of another date."""
    settled_at: datetime | None = None
    """When the last objection was settled."""
    final_at: datetime | None = None
    document: MinutesDocument | None = None
    """What was shown last; since they are final what the minutes say, whatever becomes of the records. None where nothing was shown yet."""

    def final(self, document: MinutesDocument, *, at: datetime) -> Draft:
        return replace(self, final_at=at, document=document)


@dataclass(frozen=True, kw_only=True)
class Objection:
    """What somebody objects to in a draft. Forgotten when the minutes are final."""

    session: Number
    planned: datetime
    event: EventId
    """The message or reaction that raised it, whose deletion takes it back."""
    by: UserId
    text: str = ""
    """Empty where nothing but ✋ was said."""
    at: datetime
    topic: Number | None = None
    """The topic under which the group decides on it in its next session."""
    settled_at: datetime | None = None

    @property
    def is_open(self) -> bool:
        """Whether nobody has settled it yet. While the group is to decide on it, that is once its topic has been handled."""
        return self.settled_at is None

    def settled(self, *, at: datetime) -> Objection:
        return replace(self, settled_at=at)


def open_ones(objections: Sequence[Objection]) -> list[Objection]:
    return [objection for objection in objections if objection.is_open]


def final_due(draft: Draft, calendar: Calendar, days: int) -> datetime:
    """When it is final if nobody objects (any more): so many working days after it was posted."""
    due = calendar.add(draft.posted_at, Span(days, Unit.DAYS))
    if draft.settled_at is None:
        return due
    return max(due, calendar.add(draft.settled_at, _AFTER_SETTLING))
