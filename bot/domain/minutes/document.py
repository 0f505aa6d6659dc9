"""The document of minutes: what they say of a session, composed from its records, and which of it a message in a room has place for.

Rules of procedure ask for the same everywhere (in Hesse § 61 HGO): session, place, beginning and end, who was there, whether it was
quorate, and of each topic what came of it. It holds results, and nothing of who said what.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from enum import StrEnum

from bot.domain.actions import Action, ActionState
from bot.domain.agenda import Topic, TopicState
from bot.domain.blockers import Blocker
from bot.domain.decisions import Decision, DecisionState
from bot.domain.ids import EventId, Number, RoomId, UserId
from bot.domain.minutes.running import Entry, EntryKind, Minutes
from bot.domain.questions import Question

MAX_LINES_IN_ROOM = 20
"""Lines of the message in the room; all of it stands in the file."""


class Outcome(StrEnum):
    """What became of a topic in the session."""

    HANDLED = "handled"
    DEFERRED = "deferred"
    DROPPED = "dropped"
    OPEN = "open"


@dataclass(frozen=True, kw_only=True)
class Presence:
    """Who was there. Who was absent is nowhere said."""

    there: tuple[str, ...] = ()
    """Municipalities that were there themselves."""
    represented: tuple[str, ...] = ()
    """Municipalities whose voice a deputy spoke for."""
    people: tuple[str, ...] = ()
    """Names as typed, user ids where somebody was mentioned; where there are no voices."""
    count: int | None = None
    """Where only a number was said."""
    is_quorate: bool | None = None
    """None where there are no voices, or nobody has said who is there."""
    voices_there: int = 0
    """How many voices were there, themselves or by a deputy."""
    voices: int = 0
    """How many there are; 0 where there are none."""


@dataclass(frozen=True, kw_only=True)
class Noted:
    """A line, or a question or blocker with its number."""

    text: str
    number: Number | None = None
    is_late: bool = False
    """Whether it was said after the end: "nachgetragen"."""


@dataclass(frozen=True, kw_only=True)
class Assigned:
    """An action: who does what by when."""

    number: Number
    text: str
    who: UserId | None = None
    due: date | None = None
    is_late: bool = False


@dataclass(frozen=True, kw_only=True)
class OnRecord:
    """A voice whose vote stands in the minutes by name, because it asked for that."""

    municipality: str
    choice: str


@dataclass(frozen=True, kw_only=True)
class Decided:
    decision: Decision
    """With its wording and its votes, and without who recorded it."""
    on_record: tuple[OnRecord, ...] = ()
    is_late: bool = False


@dataclass(frozen=True, kw_only=True)
class Item:
    """What was said on a topic, or without one, before the first and after the last."""

    topic: Number | None = None
    title: str = ""
    outcome: Outcome = Outcome.OPEN
    result: str = ""
    is_late: bool = False
    """Whether its result came after the end."""
    decisions: tuple[Decided, ...] = ()
    actions: tuple[Assigned, ...] = ()
    questions: tuple[Noted, ...] = ()
    blockers: tuple[Noted, ...] = ()
    lines: tuple[Noted, ...] = ()

    @property
    def has_content(self) -> bool:
        return bool(self.result or self.decisions or self.actions or self.questions or self.blockers or self.lines)


@dataclass(frozen=True, kw_only=True)
class Left:
    """A topic that stayed open."""

    number: Number
    title: str


@dataclass(frozen=True, kw_only=True)
class MinutesDocument:
    session: Number
    title: str
    group: str
    place: str = ""
    began: datetime
    ended: datetime | None = None
    """None while it is held."""
    closed_by_itself: bool = False
    """Whether nobody has said that it is over."""
    presence: Presence | None = None
    """None where nobody has said who is there."""
    items: tuple[Item, ...] = ()
    stayed_open: tuple[Left, ...] = ()
    next_date: datetime | None = None


@dataclass(frozen=True, kw_only=True)
class Sources:
    """All that minutes are composed from."""

    minutes: Minutes
    entries: Sequence[Entry]
    title: str
    group: str
    place: str = ""
    topics: Sequence[Topic] = ()
    """Those of the date in the order of its agenda, and those that entries speak of."""
    decisions: Sequence[Decision] = ()
    """Those that entries speak of, and those that were taken on one of the topics since the beginning."""
    actions: Sequence[Action] = ()
    questions: Sequence[Question] = ()
    blockers: Sequence[Blocker] = ()
    on_record: Mapping[Number, tuple[OnRecord, ...]] = field(default_factory=dict)
    presence: Presence | None = None
    next_date: datetime | None = None


def compose(sources: Sources) -> MinutesDocument:
    """The document: topics in the order in which they were talked about, then those of which only the result is known."""
    minutes = sources.minutes
    items = [item for item in _items(sources) if item.has_content or item.outcome is not Outcome.OPEN]
    return MinutesDocument(
        session=minutes.session,
        title=sources.title,
        group=sources.group,
        place=sources.place,
        began=minutes.started_at,
        ended=minutes.ended_at,
        closed_by_itself=minutes.closed_by_itself,
        presence=sources.presence,
        items=tuple(items),
        stayed_open=tuple(_stayed_open(sources)),
        next_date=sources.next_date,
    )


def _items(sources: Sources) -> list[Item]:
    topics = {topic.number: topic for topic in sources.topics}
    late_records = {entry.record for entry in sources.entries if entry.record and entry.is_late}
    under: dict[Number, Number | None] = {entry.record: entry.topic for entry in sources.entries if entry.record}
    under |= {each.number: each.topic for each in sources.decisions if each.topic in topics}
    order = dict.fromkeys([*(entry.topic for entry in sources.entries), *under.values(), *topics])
    found: list[Item] = []
    for number in order:
        mine = [entry for entry in sources.entries if entry.topic == number]
        of = frozenset(record for record, topic in under.items() if topic == number)
        item = Item(
            decisions=tuple(_decided(sources, each, late_records) for each in sources.decisions if each.number in of and _stands(each)),
            questions=_noted(sources.questions, of, late_records),
            blockers=_noted(sources.blockers, of, late_records),
            lines=tuple(Noted(text=each.text, is_late=each.is_late) for each in mine if each.kind is EntryKind.LINE and each.text),
        )
        item = replace(item, actions=_assigned(sources, item, of, late_records))
        topic = topics.get(number) if number else None
        found.append(_on_topic(item, topic, mine, sources.minutes) if topic else item)
    return found


def _on_topic(item: Item, topic: Topic, entries: Sequence[Entry], minutes: Minutes) -> Item:
    is_late = topic.closed_at is not None and minutes.ended_at is not None and topic.closed_at > minutes.ended_at
    was_left = any(entry.kind is EntryKind.CLOSED for entry in entries)
    result = topic.result if topic.state is TopicState.HANDLED else ""
    return replace(item, topic=topic.number, title=topic.text, outcome=_outcome(topic, was_left), result=result, is_late=is_late)


def _outcome(topic: Topic, was_left: bool) -> Outcome:
    if topic.state is TopicState.HANDLED:
        return Outcome.HANDLED
    if topic.state in (TopicState.DROPPED, TopicState.DECLINED):
        return Outcome.DROPPED
    return Outcome.DEFERRED if was_left else Outcome.OPEN


def _stands(decision: Decision) -> bool:
    return bool(decision.text) and decision.state is not DecisionState.WITHDRAWN


def _decided(sources: Sources, decision: Decision, late: Iterable[Number]) -> Decided:
    ended = sources.minutes.ended_at
    return Decided(
        decision=replace(decision, author=UserId(""), room=RoomId(""), source=EventId("")),
        on_record=sources.on_record.get(decision.number, ()),
        is_late=decision.number in late or (ended is not None and decision.created_at > ended),
    )


def _assigned(sources: Sources, item: Item, of: frozenset[Number], late: Iterable[Number]) -> tuple[Assigned, ...]:
    """The actions that were given, and those that carry out its decisions."""
    carried_out = {each.decision.action: each.is_late for each in item.decisions}
    return tuple(
        Assigned(
            number=each.number,
            text=each.text,
            who=each.who,
            due=each.due,
            is_late=each.number in late or carried_out.get(each.number, False),
        )
        for each in sources.actions
        if (each.number in of or each.number in carried_out) and each.text and each.state is not ActionState.DROPPED
    )


def _noted(records: Sequence[Question | Blocker], of: frozenset[Number], late: Iterable[Number]) -> tuple[Noted, ...]:
    return tuple(
        Noted(number=each.number, text=each.text, is_late=each.number in late) for each in records if each.number in of and each.text
    )


def _stayed_open(sources: Sources) -> list[Left]:
    """The topics that were on the agenda of the date and did not come to an end."""
    return [Left(number=topic.number, title=topic.text) for topic in sources.topics if topic.is_open and topic.text]


class LineKind(StrEnum):
    """What a line in the room says; the first are the last to be left out."""

    TOPIC = "topic"
    DECISION = "decision"
    ACTION = "action"
    QUESTION = "question"
    BLOCKER = "blocker"
    NOTED = "noted"


@dataclass(frozen=True)
class RoomLine:
    kind: LineKind
    of: Item | Decided | Assigned | Noted
    is_inside: bool
    """Whether it stands under a topic."""


def room_lines(document: MinutesDocument, most: int) -> tuple[tuple[RoomLine, ...], int]:
    """At most so many lines, one of them kept for the remark on what is left out; and how many are left out.

    Where there is no place for all, words go first, then blockers, questions and actions; topics and decisions last.
    """
    lines = [line for item in document.items for line in _lines_of(item)]
    if len(lines) <= most:
        return tuple(lines), 0
    place = max(most - 1, 0)
    kept = lines
    for kind in reversed(LineKind):
        surplus = len(kept) - place
        if surplus <= 0:
            break
        last = [index for index, line in enumerate(kept) if line.kind is kind][-surplus:]
        kept = [line for index, line in enumerate(kept) if index not in last]
    return tuple(kept), len(lines) - len(kept)


def _lines_of(item: Item) -> list[RoomLine]:
    is_inside = item.topic is not None
    return [
        *([RoomLine(LineKind.TOPIC, item, False)] if is_inside else []),
        *(RoomLine(LineKind.DECISION, each, is_inside) for each in item.decisions),
        *(RoomLine(LineKind.ACTION, each, is_inside) for each in item.actions),
        *(RoomLine(LineKind.QUESTION, each, is_inside) for each in item.questions),
        *(RoomLine(LineKind.BLOCKER, each, is_inside) for each in item.blockers),
        *(RoomLine(LineKind.NOTED, each, is_inside) for each in item.lines),
    ]
