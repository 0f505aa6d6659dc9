"""The person that words name: a pill, an address, a display name, or a part of one (`Krämer`, `Frau Krämer`, `Ben K.`)."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Annotated, Any
from urllib.parse import unquote

from pydantic import BeforeValidator, ValidationInfo

from bot.context import Context
from bot.domain.ids import RoomId, UserId
from bot.messages import UserError
from bot.ports import Rooms
from bot.values.empty import says_nothing
from bot.values.length_limits import PERSON
from bot.values.text import read_text
from bot.values.validation import context_of
from bot.words import fold

_WORD = re.compile(r"[^\W_]+(?:['’-][^\W_]+)*")
_TITLES = frozenset({"herr", "herrn", "frau", "dr", "prof", "mr", "mrs", "ms", "kollege", "kollegin"})
_USER_ID = re.compile(r"(@[^\s:@]+:[^\s@]+)$")
_LINKED = re.compile(r"(?:https?://[^\s#]{1,200}#/(?:user/)?|matrix:u/)(@?[^\s?:/]{1,255}:[^\s?/]{1,255})")
_ADDRESSED = re.compile(r"\((@[^\s:@()]{1,255}:[^\s@()]{1,255})\)\Z")
"""How the bot shows somebody whose name is not unique: `Ben (@ben:stadt.example)`."""
_AROUND = " \"'„“”»«‚‘’*_`,;:!"


def _person(value: Any, info: ValidationInfo) -> UserId | None:
    """A pill, `@name:server`, or the display name when only one member of the room bears it."""
    if not value or says_nothing(value):
        return None
    ctx = context_of(info)
    return find_person(ctx, value, ctx.here.room if ctx.here else ctx.room)


def find_person(ctx: Context, value: str, room: RoomId) -> UserId:
    """The person whom the words mean in `room`, which may be another than that of the command; a UserError for nobody or several."""
    said = value.strip()
    # `„Ben Öztürk“`, `Ben,`; but a name may end with a dot.
    spelled = [said, said.removeprefix("@"), said.strip(_AROUND), said.strip(_AROUND + ".@")]
    linked, behind = _LINKED.search(unquote(said)), _ADDRESSED.search(said)
    pilled = next((ctx.mentions[each] for each in spelled if each in ctx.mentions), None)
    user_id = linked or behind or _USER_ID.match(said.strip(_AROUND + "."))
    if pilled or user_id:
        user = pilled or _as_joined(ctx, UserId("@" + (user_id[1] if user_id else "").removeprefix("@")), room)
        if not ctx.rooms.is_joined(user, room):
            raise UserError("person.not-here", said=user)
        return user
    if not ctx.rooms.named(said.removeprefix("@"), room):
        said = said.strip(_AROUND) if ctx.rooms.named(said.strip(_AROUND), room) else said.strip(_AROUND + ".@") or said
    bearers = ctx.rooms.named(said.removeprefix("@"), room) or called(ctx.rooms, said, room)
    if len(bearers) > 1:
        raise UserError("person.several", said=said, users=list(bearers))
    if not bearers:
        raise UserError("person.unknown", said=said)
    return bearers[0]


def _as_joined(ctx: Context, user: UserId, room: RoomId) -> UserId:
    """The user id as it is spelled in the room: phones capitalize its first letter. Unchanged where no or more than one member fits."""
    if ctx.rooms.is_joined(user, room):
        return user
    alike = [member for member in ctx.rooms.members(room) if member.casefold() == user.casefold()]
    return alike[0] if len(alike) == 1 else user


def called(rooms: Rooms, name: str, room: RoomId) -> Sequence[UserId]:
    """Everybody in the room of whose name these words are a part, or whose address begins with them.

    An initial stands for a last name (`Ben K.`). Matches by display name go before matches by address.
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


Person = Annotated[UserId | None, BeforeValidator(_person), PERSON.first]


def _people(value: str) -> str:
    return "" if says_nothing(value) else read_text(value)


People = Annotated[str, BeforeValidator(_people), PERSON.first]
"""Who does something, as it was written: it is looked up later, in the room of the record's group."""
