"""Where does somebody stand in a room of the homeserver in the lab: are they in it, and may they speak?"""

from __future__ import annotations

from collections.abc import Iterable

from bot.domain.ids import RoomId, UserId
from tests.faults.room_log import Event


def latest(log: Iterable[Event], room: RoomId, kind: str, key: str) -> Event | None:
    """The state of a room, as its last event of this kind has it."""
    found = [event for event in log if event.room == room and event.type == kind and event.state_key == key]
    return found[-1] if found else None


def membership(log: Iterable[Event], room: RoomId, user: UserId) -> str:
    member = latest(log, room, "m.room.member", user)
    return str(member.content["membership"]) if member else "leave"


def may_speak(log: list[Event], room: RoomId, user: UserId) -> bool:
    levels = latest(log, room, "m.room.power_levels", "")
    content = levels.content if levels else {}
    power = content.get("users", {}).get(user, 0)
    return membership(log, room, user) == "join" and power >= content.get("events_default", 0)
