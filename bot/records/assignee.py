"""The assignee of an action: somebody in the room of its group, whatever room the command was given in."""

from __future__ import annotations

from bot.context import Context
from bot.domain.ids import RoomId, UserId
from bot.messages import UserError
from bot.values import find_person
from bot.words import fold

_MYSELF = frozenset({"ich", "mir", "mich", "me", "myself", "i"})


def find_doer(ctx: Context, said: str, room: RoomId) -> UserId | None:
    """The person whom the words name; None where nobody is named. Raises UserError for a person who is not in `room`."""
    if not said:
        return None
    doer = ctx.sender if fold(said) in _MYSELF else find_person(ctx, said, room)
    if not ctx.rooms.is_joined(doer, room):
        raise UserError("person.not-here", said=said)
    return doer
