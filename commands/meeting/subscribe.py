"""`!treffen abo`: the address of this room's calendar, for the person who asks; with `neu` one that takes the place of the old one."""

from __future__ import annotations

import re
from typing import Annotated, Any

from bot.command import Arguments, Key, command
from bot.context import Context, Moment
from bot.direct_chat import Private, privately
from bot.domain.ids import Number, RoomId, UserId
from bot.domain.meetings import LETTER
from bot.domain.teams import Team
from bot.messages import Reply, Say, UserError
from bot.permissions import Who
from bot.values import GroupName, Text
from bot.words import fold
from commands.meeting.feed.address import address_of

_NEW = frozenset({"neu", "neue", "erneuern", "erneuere", "new", "renew"})
_WHOLE = frozenset({"projekt", "project"})
_BESIDE = frozenset({"adresse", "address", "bitte", "please", "abonnieren", "subscribe", "ganzes", "whole"})
_FIELD = re.compile(r"\b(?:team|gruppe|group)\s*:", re.IGNORECASE)


def _fits(behind: str) -> bool:
    """Whether the words can be about the address. With others the verb only begins the title of a meeting."""
    return _words(_FIELD.split(behind, maxsplit=1)[0]) is not None


def _words(text: str) -> frozenset[str] | None:
    """What is said behind the verb, without numbers: the calendar of a session is that of its group. None where it is something else."""
    words = [fold(word) for word in re.split(r"[\s,;|.:!?]+", text) if word]
    said = frozenset(word for word in words if Number.read(word, LETTER) is None)
    return said if said <= _NEW | _WHOLE | _BESIDE else None


class Args(Arguments):
    text: Text = ""
    team: Annotated[GroupName, Key("team", "gruppe", "group")] = ""


@command(
    "meeting subscribe",
    args=Args,
    who=Who.MEMBERS,
    aliases=("abo", "abonnieren", "abonniere", "abonnement", "kalender", "kalenderabo", "ical", "ics", "calendar", "feed", "subscription"),
    fits=_fits,
)
async def subscribe(ctx: Context, args: Args) -> Reply:
    if not ctx.project.url:
        raise UserError("calendar.no-board")
    said = _words(args.text)
    if said is None:
        raise UserError("text.unexpected", said=args.text)
    team = await _whole_project(ctx) if said & _WHOLE else None
    if said & _NEW:
        return await _renewed(ctx, team or await ctx.acting_group(args.team))
    if team is not None:
        return await privately(ctx, ADDRESS, str(team.id))
    if ctx.direct and not args.team:
        if not ctx.groups:
            raise UserError("team.none-direct")
        return await privately(ctx, ADDRESS)
    return await privately(ctx, ADDRESS, str((await ctx.acting_group(args.team)).id))


async def _whole_project(ctx: Context) -> Team:
    """The PMO, whose calendar is the one of the whole project."""
    pmo = next((team for team in ctx.groups if team.is_pmo), None)
    if pmo is None:
        raise UserError("calendar.whole-project")
    return pmo


async def _renewed(ctx: Context, team: Team) -> Reply:
    """Whoever sees that an address has got into the wrong hands has to be able to end it, so every member may."""
    await ctx.tx.calendar_feeds.renew(team.id, ctx.event)
    reply = await privately(ctx, ADDRESS, str(team.id))
    # Whoever subscribed has to hear of it: a calendar that cannot be read any more just stays as it was.
    told = Say(room=team.room, text="calendar.renewed", params={}, once=f"renewed:{ctx.event}", unasked=ctx.room != team.room)
    return reply.saying(told)


async def _says(moment: Moment, user: UserId, about: str) -> Say:
    """As of now: who has left the room since gets no address any more."""
    groups = [team for team in await moment.groups_of(user) if about in ("", str(team.id))]
    if not groups:
        return Say(room=RoomId(""), text="calendar.left", params={}, once="")
    calendars: list[dict[str, Any]] = [{"team": team, "address": await address_of(moment, team)} for team in groups]
    params = {"calendars": calendars, "url": moment.project.url}
    return Say(room=RoomId(""), text="calendar.addresses", params=params, once="")


ADDRESS = Private("calendar", _says)
