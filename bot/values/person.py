"""Who in a room bears a name that is only a part of theirs? `Ben`, `Krämer`, `Frau Krämer`, `Ben K.`"""

from __future__ import annotations

import re
from collections.abc import Sequence

from bot.domain.ids import RoomId, UserId
from bot.ports import Rooms
from bot.words import fold

_WORD = re.compile(r"[^\W_]+(?:['’-][^\W_]+)*")
_TITLES = frozenset({"herr", "herrn", "frau", "dr", "prof", "mr", "mrs", "ms", "kollege", "kollegin"})


def called(rooms: Rooms, name: str, room: RoomId) -> Sequence[UserId]:
    """Everybody in the room of whose name these words are a part, or whose address begins with them.

    An initial stands for a last name (`Ben K.`). Whose words are whole words of the name come before those whom only an address tells.
    """
    said = [fold(word) for word in _WORD.findall(name)]
    said = [word for word in said if word not in _TITLES]
    if not said:
        return []
    members = sorted(rooms.members(room))
    named = [user for user in members if _is_part(said, [fold(word) for word in _WORD.findall(_shown(rooms, user, room))])]
    return named or [user for user in members if len(said) == 1 and fold(user.removeprefix("@").partition(":")[0]) == said[0]]


def _shown(rooms: Rooms, user: UserId, room: RoomId) -> str:
    """The display name, without the address that is shown beside one that others bear too; nothing where there is none."""
    name = rooms.name(user, room).partition(" (@")[0]
    return "" if name.startswith("@") else name


def _is_part(said: Sequence[str], borne: Sequence[str]) -> bool:
    whole = [word for word in said if len(word) > 1]
    initials = [word for word in said if len(word) == 1]
    rest = [word for word in borne if word not in whole]
    return bool(whole) and all(word in borne for word in whole) and all(any(word[0] == each for word in rest) for each in initials)
