"""What somebody says about a voice is kept, and whoever it concerns hears of it: a deputy who is named or not needed any more."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from bot.context import Context, Moment
from bot.domain.ids import RoomId, UserId
from bot.domain.meetings import Occurrence
from bot.domain.teams import Team
from bot.domain.voting.voices import Chair, Stand, Voice, Word
from bot.messages import Outgoing, Say
from commands.deputy.look import look_now
from commands.deputy.speaking import voices_on


@dataclass(frozen=True)
class About:
    """What a word is about: a date of a session, or the days of a period."""

    on: Occurrence | None = None
    first: date | None = None
    last: date | None = None


async def say(ctx: Context, team: Team, chairs: Sequence[Chair], about: About, said: Stand, deputy: UserId | None = None) -> None:
    """Keeps what the sender says about these voices."""
    for chair in chairs:
        await ctx.tx.voices.say(
            Word(
                id=0,
                team=team.id,
                municipality=chair.municipality,
                holder=chair.holder,
                session=about.on.session if about.on else None,
                planned=about.on.planned if about.on else None,
                first=about.first,
                last=about.last,
                said=said,
                deputy=deputy,
                by=ctx.sender,
                at=ctx.written_at,
                event=ctx.event,
            )
        )
    await look_now(ctx, team)


async def told_deputies(
    ctx: Context, team: Team, date: Occurrence, before: Sequence[Voice], *, but: Sequence[UserId] = ()
) -> list[Outgoing]:
    """A word to each who speaks for a voice on that date now, or does not any more. `but` are those who read it in the answer."""
    said: list[Outgoing] = []
    for old, new in zip(before, await voices_on(ctx, team, date), strict=True):
        was = old.speaker if old.is_deputised else None
        now = new.speaker if new.is_deputised else None
        if was == now:
            continue
        params = {"voice": new, "date": date, "by": ctx.sender}
        if was is not None and was not in (*but, ctx.sender):
            said += await told(ctx, team, was, "deputy.told.free", params, f"free {new.municipality}")
        if now is not None and now not in (*but, ctx.sender):
            said += await told(ctx, team, now, "deputy.told.named", params, f"named {new.municipality}")
    return said


async def told_lenders(ctx: Context, team: Team, date: Occurrence) -> list[Outgoing]:
    """A word to those for whom the sender was to speak, and who is not there now."""
    said: list[Outgoing] = []
    for voice in await voices_on(ctx, team, date):
        if voice.is_deputised and voice.speaker == ctx.sender and voice.holder is not None:
            params = {"voice": voice, "date": date, "by": ctx.sender}
            said += await told(ctx, team, voice.holder, "deputy.told.not-coming", params, f"not coming {voice.municipality}")
    return said


async def told(ctx: Context, team: Team, user: UserId, text: str, params: dict[str, Any], what: str) -> list[Outgoing]:
    """A message that reaches somebody: in their direct chat with the bot, else by a mention in the committee's room if they are in it."""
    room = await direct_chat(ctx, user)
    if room is None and not ctx.rooms.is_joined(user, team.room):
        return []
    once = f"voices told {ctx.event} {what} {user}"
    return [Say(room=room or team.room, text=text, params={**params, "user": user}, once=once, notify=True, mentions=(user,))]


async def direct_chat(moment: Moment, user: UserId) -> RoomId | None:
    """Their direct chat with the bot that has nobody else in it; None where there is none."""
    for known in await moment.tx.rooms.direct_with(user):
        if moment.rooms.members(known.room) == {user}:
            return known.room
    return None
