"""The kinds of record, declared once: storage, limits, export, backup and help go through this list.

A new kind is one more `RecordType` here, a table of the same columns, and a `Kind` beside its commands.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, ClassVar, Generic, Protocol, TypeVar

from bot.domain import actions, agenda, blockers, decisions, learnings, meetings, questions, retros
from bot.domain.ids import EventId, Number, RoomId, TeamId
from bot.domain.milestones import milestone


class Record(Protocol):
    """The fields of every record, which is a frozen dataclass."""

    __dataclass_fields__: ClassVar[dict[str, Any]]

    @property
    def number(self) -> Number: ...

    @property
    def team(self) -> TeamId:
        """The group that owns it."""

    @property
    def state(self) -> StrEnum: ...

    @property
    def room(self) -> RoomId:
        """Where the command was given that made it: the group's room or a direct chat."""

    @property
    def source(self) -> EventId | None:
        """The message that made it; None where a timer did."""


R = TypeVar("R", bound=Record)


def by_number(record: Record) -> Number:
    return record.number


@dataclass(frozen=True, kw_only=True)
class RecordType(Generic[R]):
    """What the database, the export and the limits have to know of a kind of record."""

    letter: str
    """Of its numbers: `A` of A5."""
    plural: str
    """The name of its table, of its list in the export, and of its count in a backup."""
    model: type[R]
    """A frozen dataclass; its fields are the columns of the table."""
    live_states: frozenset[StrEnum]
    """The states in which a list shows it and the limit counts it."""
    order: Callable[[R], Any] = by_number
    """Sort key of its lists."""
    settled_states: frozenset[StrEnum] = frozenset()
    """Live states in which nothing is left to do with it: persons stand in it as long as if it had been closed when it was made."""


ACTIONS = RecordType(
    letter=actions.LETTER,
    plural="actions",
    model=actions.Action,
    live_states=frozenset({actions.ActionState.OPEN}),
    order=actions.order,
)
LEARNINGS = RecordType(
    letter=learnings.LETTER,
    plural="learnings",
    model=learnings.Learning,
    live_states=frozenset({learnings.LearningState.KEPT}),
    settled_states=frozenset({learnings.LearningState.KEPT}),
)
BLOCKERS = RecordType(
    letter=blockers.LETTER,
    plural="blockers",
    model=blockers.Blocker,
    live_states=frozenset({blockers.BlockerState.OPEN, blockers.BlockerState.TAKEN}),
    order=blockers.order,
)
TOPICS = RecordType(
    letter=agenda.LETTER,
    plural="topics",
    model=agenda.Topic,
    live_states=frozenset({agenda.TopicState.OPEN, agenda.TopicState.PROPOSED}),
    order=agenda.order,
)
SESSIONS = RecordType(
    letter=meetings.LETTER,
    plural="sessions",
    model=meetings.Session,
    live_states=frozenset({meetings.SessionState.PLANNED}),
)
RETROS = RecordType(
    letter=retros.LETTER,
    plural="retros",
    model=retros.Retro,
    live_states=frozenset({retros.RetroState.COLLECTING, retros.RetroState.PLANNED, retros.RetroState.RUNNING}),
)
DECISIONS = RecordType(
    letter=decisions.LETTER,
    plural="decisions",
    model=decisions.Decision,
    live_states=frozenset({decisions.DecisionState.RUNNING, decisions.DecisionState.IN_FORCE, decisions.DecisionState.SUBJECT_TO_APPROVAL}),
    order=decisions.newest_first,
    settled_states=frozenset({decisions.DecisionState.IN_FORCE}),
)
QUESTIONS = RecordType(
    letter=questions.LETTER,
    plural="questions",
    model=questions.Question,
    live_states=frozenset({questions.QuestionState.OPEN}),
    order=questions.order,
)
MILESTONES = RecordType(
    letter=milestone.LETTER,
    plural="milestones",
    model=milestone.Milestone,
    live_states=frozenset({milestone.MilestoneState.OPEN}),
    order=milestone.order,
)

RECORD_TYPES: tuple[RecordType[Any], ...] = (BLOCKERS, SESSIONS, TOPICS, ACTIONS, RETROS, LEARNINGS, DECISIONS, QUESTIONS, MILESTONES)
"""In the order in which the export lists them."""
