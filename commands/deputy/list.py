"""`!vertretung`: the voices, and who speaks for each at the next session."""

from __future__ import annotations

from bot.command import Arguments, command
from bot.context import Context
from bot.domain.ids import Number
from bot.domain.meetings import Occurrence
from bot.domain.teams import Team
from bot.domain.voting.voices import sure
from bot.grammar import verb_words
from bot.messages import Reply, UserError
from bot.permissions import Who
from bot.values import Text
from commands.deputy.committee import committee
from commands.deputy.dates import date_meant
from commands.deputy.fields import SessionField
from commands.deputy.quorum import is_secured
from commands.deputy.speaking import has_seats, voices_on
from commands.deputy.words_said import bare, number_in

MAX_SHOWN = 30


class Args(Arguments):
    prose = False
    text: Text = ""
    session: SessionField = None


@command(
    "deputy list",
    args=Args,
    who=Who.MEMBERS,
    aliases=(*verb_words.LIST, *verb_words.SHOW),
)
async def listed(ctx: Context, args: Args) -> Reply:
    number, rest = number_in(args.text)
    if bare(rest):
        raise UserError("text.unexpected", said=rest)
    return await listed_for(ctx, await committee(ctx), number or args.session)


async def listed_for(ctx: Context, team: Team, number: Number | None) -> Reply:
    """The answer for that session, or for the next one."""
    date = await _date(ctx, team, number)
    voices = await voices_on(ctx, team, date)
    seats = await has_seats(ctx, team)
    mine = [voice for voice in voices if voice.holder == ctx.sender]
    lent = [voice for voice in voices if voice.holder != ctx.sender and voice.may_vote(ctx.sender)]
    return Reply(
        "deputy.list",
        date=date,
        voices=voices[:MAX_SHOWN],
        more=max(len(voices) - MAX_SHOWN, 0),
        count=len(voices),
        sure=sure(voices),
        quorate=is_secured(ctx, voices),
        seats=seats,
        mine=mine,
        lent=lent,
        team=team.name,
    )


async def _date(ctx: Context, team: Team, number: Number | None) -> Occurrence | None:
    """None where nothing is planned and no number was said: the voices are shown all the same."""
    try:
        return await date_meant(ctx, team, number)
    except UserError as refused:
        if refused.text == "deputy.no-session":
            return None
        raise
