"""The state of one joined room, kept from its state events: members and their names, power levels, version, settings."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from bot.domain.confusables import look
from bot.domain.ids import UserId
from bot.matrix.inbound.text import clean_name

ABOVE_ALL = 2**53
"""More than any power level can be (canonical JSON ends at 2**53 - 1): creators of rooms of version 12 and later."""
CREATORS_RULE_VERSION = 12
"""The first room version in which creators are above all (specification, "Room Version 12")."""
MAX_VERSION_DIGITS = 4
"""The creator of a room writes its version; one with more digits counts as unknown."""

Event = Mapping[str, Any]


@dataclass
class RoomState:
    """One joined room. Events of the state are given to `apply` in their order; whatever they hold, nothing here raises."""

    create: Event = field(default_factory=dict)
    power_levels: Event | None = None
    members: dict[UserId, str] = field(default_factory=dict)
    """Who is joined, and the display name there (empty where none is set)."""
    looks: dict[UserId, str] = field(default_factory=dict)
    """What their names look like at a glance: the same for names that people confuse (`bot.domain.confusables`)."""
    seen: set[UserId] = field(default_factory=set)
    """Everybody with a membership event: invited, joined, gone again."""
    gone: set[UserId] = field(default_factory=set)
    """Everybody who has left, was removed, or has declined an invitation."""
    title: str = ""
    join_rule: str = "invite"
    history: str = "shared"

    def apply(self, event: Event, content: Event) -> None:
        """Takes in one state event; those of other types change nothing."""
        kind, key = event.get("type"), event["state_key"]
        if kind == "m.room.member":
            self._member(UserId(key), content)
        elif key != "":
            return
        elif kind == "m.room.create":
            self.create = event
        elif kind == "m.room.power_levels":
            self.power_levels = content
        elif kind == "m.room.join_rules":
            self.join_rule = str(content.get("join_rule", "invite"))
        elif kind == "m.room.history_visibility":
            self.history = str(content.get("history_visibility", "shared"))
        elif kind == "m.room.name":
            self.title = clean_name(str(content.get("name") or ""))

    def _member(self, user: UserId, content: Event) -> None:
        self.seen.add(user)
        if content.get("membership") in ("leave", "ban"):
            self.gone.add(user)
        else:
            self.gone.discard(user)
        if content.get("membership") != "join":
            self.members.pop(user, None)
            self.looks.pop(user, None)
            return
        name = clean_name(str(content.get("displayname") or ""))
        self.members[user] = name
        self.looks[user] = look(name)

    @property
    def version(self) -> int:
        """The room version as a number; experimental ones count as the stable one that they became, others as 1."""
        written = str(self.create.get("content", {}).get("room_version", "1"))
        if written.startswith("org.matrix.hydra"):
            return CREATORS_RULE_VERSION
        return int(written) if written.isdecimal() and len(written) <= MAX_VERSION_DIGITS else 1

    def power(self, user: UserId) -> int:
        """The power level of a user; ABOVE_ALL for a creator of a room of version 12 and later."""
        if self.version >= CREATORS_RULE_VERSION and user in _creators(self.create):
            return ABOVE_ALL
        if self.power_levels is None:
            return 100 if user == self.create.get("sender") else 0
        users = self.power_levels.get("users")
        level = users.get(user) if isinstance(users, dict) else None
        return _level(self.power_levels.get("users_default") if level is None else level)

    def needed_to_send(self, kind: str) -> int:
        """The power level that an event of type `kind` needs."""
        levels = self.power_levels or {}
        events = levels.get("events")
        needed = events.get(kind) if isinstance(events, dict) else None
        return _level(levels.get("events_default") if needed is None else needed)


def _creators(create: Event) -> set[str]:
    """Specification, room version 12: the sender of m.room.create and its `additional_creators`."""
    more = create.get("content", {}).get("additional_creators")
    return {str(create.get("sender")), *(each for each in (more if isinstance(more, list) else ()) if isinstance(each, str))}


def _level(value: Any) -> int:
    """A power level as a number: old room versions allow numbers written as text."""
    try:
        return int(value) if value is not None else 0
    except (TypeError, ValueError, OverflowError):
        return 0
