"""What a noun declares of its kind of record: names, steps, card, and what is not as with other kinds."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any, Generic

from pydantic import TypeAdapter

from bot.context import Context, Moment
from bot.domain.ids import RoomId, TeamId
from bot.domain.record_types import R, RecordType
from bot.domain.teams import Team
from bot.messages import Outgoing, Role
from bot.ports import OutboxRow, Records, Transaction


async def _nothing(ctx: Context, before: Any, after: Any) -> list[Outgoing]:
    return []


async def _never(ctx: Context, record: Any) -> str:
    return ""


async def _by_its_group(ctx: Context, record: Any) -> None:
    await ctx.require_may_change(record.team)


async def _its_group(moment: Moment, record: Any) -> Sequence[TeamId]:
    return (record.team,)


def _is_open(record: Any) -> bool:
    return bool(record.is_open)


def _no(record: Any) -> bool:
    return False


@dataclass(frozen=True, kw_only=True)
class Declaration(Generic[R]):
    """What a noun says of its kind; most of it holds for all kinds, and only what differs is said."""

    noun: str
    """The name of its noun, with which its commands and texts begin (`action.unknown`)."""
    german: str
    """The noun as German help writes it; in English that is its name."""
    param: str
    """The parameter by which its texts know the record."""
    of: RecordType[R]
    steps: tuple[str, ...]
    """What its history can hold: each has a text `NOUN.change.STEP`, if the kind shows its history."""
    card: Callable[[Moment, R, RoomId], Awaitable[Mapping[str, Any]]]
    """The parameters of its card as it reads in a room."""
    follow_up: Callable[[Context, R, R], Awaitable[list[Outgoing]]] = _nothing
    """What a change brings with it beside history and cards, given the record before and after: timers, escalation, calendar file."""
    may_change: Callable[[Context, R], Awaitable[None]] = _by_its_group
    """Raises UserError where the sender may not."""
    is_open: Callable[[R], bool] = _is_open
    """Whether it can be changed; one that is not is refused with `NOUN.closed`."""
    is_erased: Callable[[R], bool] = _no
    """Whether so little of it is left that it is refused as one that never was (`NOUN.unknown`)."""
    owners: Callable[[Moment, R], Awaitable[Sequence[TeamId]]] = _its_group
    """The groups that are told what was done to it elsewhere."""
    built_on: Callable[[Context, R], Awaitable[str]] = _never
    """The text that says why deleting its message no longer withdraws it; empty where nothing stands in the way."""
    withdrawn: Callable[[Context, R], R] | None = None
    """The record closed because its message was deleted; `None` for a kind whose message nobody deletes with effect."""
    withdraw_step: str = "withdraw"
    """The step of the history that says so."""
    erased: Callable[[R], R] | None = None
    """The record without anything that people wrote."""
    card_roles: tuple[Role, ...] = (Role.CARD,)
    """The messages about it that are rewritten with each change."""
    card_text: Callable[[OutboxRow, Team], str] | None = None
    """Which text such a message has, if not `NOUN.card` in its group's room and `NOUN.added-direct` elsewhere."""

    @property
    def letter(self) -> str:
        return self.of.letter

    @cached_property
    def state(self) -> TypeAdapter[R]:
        """A record as JSON, for its history."""
        return TypeAdapter(self.of.model)

    def word(self, moment: Moment) -> str:
        """The noun in the language of the room."""
        return self.noun if moment.settings.language == "en" else self.german

    def as_param(self, record: R) -> dict[str, Any]:
        """The record under the name that its texts know."""
        return {self.param: record}

    def records(self, tx: Transaction) -> Records[R]:
        return tx.records(self.of)
