"""`!treffen abo`: the address of this room's calendar, for the person who asks; with `neu` one that takes the place of the old one."""

from __future__ import annotations

import re
from typing import Annotated, Any

from bot.command import Arguments, Key, command
from bot.context import Context, Moment
from bot.direct_chat import Private, privately
from bot.domain.ids import RoomId, UserId
from bot.domain.teams import Team
from bot.messages import Reply, Say, UserError
from bot.permissions import Who
from bot.values import GroupName, Text
from commands.meeting.feed.address import address_of, groups_of

_FITS = re.compile(
    r"(?:(?:neue?|erneuern?|new|renew)(?:\s+(?:adresse|address))?)?[\s,;|.!]*(?:(?:team|gruppe|group)\s*:.*)?", re.IGNORECASE | re.DOTALL
)
"""What may stand behind the verb. Anything else is the title of a meeting about subscriptions."""


class Args(Arguments):
    text: Text = ""
    """Whether a new address is asked for: what fits behind the verb says nothing else."""
    team: Annotated[GroupName, Key("team", "gruppe", "group")] = ""


@command(
    "meeting subscribe",
    args=Args,
    who=Who.MEMBERS,
    aliases=("abo", "abonnieren", "abonniere", "abonnement", "kalender", "kalenderabo", "ical", "ics", "calendar", "feed", "subscription"),
    fits=lambda behind: _FITS.fullmatch(behind) is not None,
)
async def subscribe(ctx: Context, args: Args) -> Reply:
    if not ctx.project.url:
        raise UserError("calendar.no-board")
    if args.text:
        return await _renewed(ctx, await ctx.acting_group(args.team))
    if ctx.direct and not args.team:
        if not ctx.groups:
            raise UserError("team.none-direct")
        return await privately(ctx, ADDRESS)
    return await privately(ctx, ADDRESS, str((await ctx.acting_group(args.team)).id))


async def _renewed(ctx: Context, team: Team) -> Reply:
    """Whoever sees that an address has got into the wrong hands has to be able to end it, so every member may."""
    await ctx.tx.calendar_feeds.renew(team.id, ctx.event)
    reply = await privately(ctx, ADDRESS, str(team.id))
    # Whoever subscribed has to hear of it: a calendar that cannot be read any more just stays as it was.
    told = Say(room=team.room, text="calendar.renewed", params={}, once=f"renewed:{ctx.event}", unasked=ctx.room != team.room)
    return reply.saying(told)


async def _says(moment: Moment, user: UserId, about: str) -> Say:
    """As of now: who has left the room since gets no address any more."""
    groups = [team for team in await groups_of(moment, user) if about in ("", str(team.id))]
    if not groups:
        return Say(room=RoomId(""), text="calendar.left", params={}, once="")
    calendars: list[dict[str, Any]] = [{"team": team, "address": await address_of(moment, team)} for team in groups]
    params = {"calendars": calendars, "url": moment.project.url}
    return Say(room=RoomId(""), text="calendar.addresses", params=params, once="")


ADDRESS = Private("calendar", _says)
