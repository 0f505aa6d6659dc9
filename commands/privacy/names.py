"""The display names of a person, as the rooms that the bot is in show them: so its own messages name them."""

from __future__ import annotations

from collections.abc import Collection

from bot.context import Moment
from bot.domain.ids import RoomId, UserId


def called(moment: Moment, user: UserId, rooms: Collection[RoomId] = ()) -> frozenset[str]:
    found = {moment.rooms.name(user), *(moment.rooms.name(user, room) for room in rooms)}
    plain = {name.partition(" (@")[0].strip() for name in found}
    return frozenset(name for name in plain if name and not name.startswith("@"))
