"""Telling people that a room is muted: what is wrong with it, and who can change that.

It is told once for as long as it lasts, at once, and elsewhere than in the room itself. When a message arrives there again, the
messages that told it are edited.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from bot.context import Moment
from bot.domain.ids import EventId, Number, RoomId, UserId
from bot.domain.muted_rooms import RETRY_INTERVAL, TRY, MutedRoom, Why
from bot.domain.teams import Team
from bot.messages import Open, Outgoing, Priority, Rewrite, Role, Say
from bot.monitoring.undelivered import undelivered

_ABOUT_PREFIX = "muted "
"""Begins the `about` of a direct chat that was opened to tell somebody of a muted room; the room's id follows."""
_ALERT_PREFIX = "refused "
"""The same where it is about one alert, whose number follows."""


def described(moment: Moment, room: RoomId, why: Why, team: Team | None) -> dict[str, Any]:
    """The parameters of the texts about a muted room."""
    kind = "pmo" if team and team.is_pmo else "steering" if team and team.is_steering else "group" if team else "room"
    name = team.name if team else moment.rooms.title(room) or room
    return {"kind": kind, "name": name, "why": why, "link": moment.rooms.permalink(room)}


async def begun(moment: Moment, room: RoomId, why: Why) -> list[Outgoing]:
    """Marks a room as muted after a refusal or the bot's removal, and sets the timer of the next try; what is to be said about it."""
    if await moment.tx.muted.get(room) is None:
        await moment.tx.timers.set(TRY, room, moment.now + RETRY_INTERVAL)
    # Told once to each recipient: the room may have become that of a group since the first refusal.
    return await _told(moment, await moment.tx.muted.begin(room, why, moment.now))


async def _told(moment: Moment, muted: MutedRoom) -> list[Outgoing]:
    """What is said to the PMO and, where the room is one that alerts depend on, to the admins of the project."""
    team = await moment.tx.teams.of_room(muted.room)
    if team is None or not team.counts:
        return []
    once, params = f"muted:{muted.room}:{muted.since.isoformat()}", described(moment, muted.room, muted.why, team)
    said: list[Outgoing] = []
    pmo = await moment.pmo()
    hears = pmo is not None and pmo.room != muted.room and await moment.tx.muted.get(pmo.room) is None
    if pmo is not None and hears:
        said.append(_notice(muted.room, pmo.room, "muted.told", params, once))
    if team.is_pmo or team.is_steering or not hears:
        for admin in sorted(moment.project.admins):
            said += await _to_person(moment, admin, muted.room, "muted.told", params, once)
    return said


async def to_author(moment: Moment, room: RoomId, why: Why, author: UserId) -> list[Outgoing]:
    """Tells the author of a command that cannot be answered in its room why, in a direct chat, once a day."""
    known = await moment.tx.rooms.get(room)
    if known is not None and known.is_direct:
        return []
    params = described(moment, room, why, await moment.tx.teams.of_room(room))
    day = moment.calendar.day_of(moment.now)
    return await _to_person(moment, author, room, "muted.author", params, f"muted-answer:{room}:{day}")


def unheard(moment: Moment, muted: MutedRoom, team: Team, room: RoomId, number: str, text: str, *mentioned: UserId, what: str = "") -> Say:
    """Tells the group whose alert or proposal it was that it could not be delivered: the record `number`, which says `text`.

    `what` is the step of the ladder, where the group knows the record already.
    """
    once = f"muted:{muted.room}:{muted.since.isoformat()}"
    told = {**described(moment, muted.room, muted.why, team), "number": number, "text": text, "what": what}
    return _notice(muted.room, room, "muted.unheard", told, once, *mentioned)


async def refused_alone(moment: Moment, muted: MutedRoom, team: Team, number: Number, once: str) -> list[Outgoing]:
    """Tells the admins of an alert that was refused for itself, in a room that takes other messages; without what it says."""
    params = {**described(moment, muted.room, muted.why, team), "number": str(number), "greets": False, "holds": True}
    said: list[Outgoing] = []
    for admin in sorted(moment.project.admins):
        said += await _to_person(moment, admin, muted.room, "muted.alert", params, f"refused:{once}", about=f"{_ALERT_PREFIX}{number}")
    return said


async def mended(moment: Moment, room: RoomId) -> list[Outgoing]:
    """Edits the messages that told of the room to say that it is over."""
    params = described(moment, room, Why.REFUSED, await moment.tx.teams.of_room(room))
    rows = await moment.tx.outbox.about(room, (Role.ANSWER,))
    told = [row for row in rows if not await moment.tx.outbox.edits_of(row.id)]
    return [Rewrite(of=row.once, text="muted.over", params=params) for row in told]


async def opened(moment: Moment, chat: RoomId, user: UserId, about: str, joined: EventId) -> Say | None:
    """The first message in a direct chat that was opened to tell of a muted room; None for a chat with another purpose."""
    if about.startswith(_ALERT_PREFIX):
        return await _opened_for_alert(moment, chat, user, about.removeprefix(_ALERT_PREFIX), joined)
    if not about.startswith(_ABOUT_PREFIX):
        return None
    room = RoomId(about.removeprefix(_ABOUT_PREFIX))
    muted = [each for each in await moment.tx.muted.all() if each.room == room or user in moment.project.admins]
    teams = {each.room: await moment.tx.teams.of_room(each.room) for each in muted}
    shown = [described(moment, each.room, each.why, teams[each.room]) for each in muted if each.room == room or teams[each.room]]
    once = f"welcome:{joined}"
    return Say(room=chat, text="muted.opened", params={"rooms": shown}, once=once, subject=room, notify=True, mentions=(user,))


async def _opened_for_alert(moment: Moment, chat: RoomId, user: UserId, number: str, joined: EventId) -> Say:
    still = next((each for each in await undelivered(moment.tx) if str(each.number) == number), None)
    room = still.room if still else RoomId("")
    team = await moment.tx.teams.of_room(room) if still else None
    params = {**described(moment, room, Why.CONTENT, team), "number": number, "greets": True, "holds": still is not None}
    once = f"welcome:{joined}"
    return Say(room=chat, text="muted.alert", params=params, once=once, subject=room, notify=True, mentions=(user,))


async def _to_person(
    moment: Moment, user: UserId, room: RoomId, text: str, params: Mapping[str, Any], once: str, *, about: str = ""
) -> list[Outgoing]:
    """Says a text once, in the latest direct chat with nobody else in it, or in a new one."""
    opening = f"{once}:{user}"
    if await moment.tx.outbox.by_once(opening) is not None:
        return []
    for chat in await moment.tx.rooms.direct_with(user):
        if moment.rooms.members(chat.room) == {user} and await moment.tx.muted.get(chat.room) is None:
            return [_notice(room, chat.room, text, params, once, user)]
    return [Open(room=room, user=user, about=about or f"{_ABOUT_PREFIX}{room}", once=opening)]


def _notice(about: RoomId, room: RoomId, text: str, params: Mapping[str, Any], once: str, *mentioned: UserId) -> Say:
    return Say(
        room=room,
        text=text,
        params=params,
        once=f"{once}:{room}",
        subject=about,
        notify=True,
        mentions=mentioned,
        priority=Priority.ALERT,
    )
