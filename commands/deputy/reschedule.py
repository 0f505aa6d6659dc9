"""`!vertretung umplanen S7`, or 📅 under the word that too few voices are sure: another date is offered."""

from __future__ import annotations

from datetime import timedelta

from bot.command import Arguments, command
from bot.context import Context
from bot.domain.calendar import on_clock
from bot.domain.ids import UserId
from bot.domain.meetings import Occurrence
from bot.domain.teams import Team
from bot.messages import Reply, Role, UserError
from bot.permissions import Who
from bot.values import Text
from commands.deputy.committee import committee
from commands.deputy.dates import date_meant
from commands.deputy.fields import SessionField
from commands.deputy.reminder import LATER
from commands.deputy.words_said import bare, number_in
from commands.meeting.dates import local

_A_WEEK = timedelta(weeks=1)


class Args(Arguments):
    prose = False
    text: Text = ""
    session: SessionField = None


@command("deputy reschedule", args=Args, who=Who.MEMBERS, aliases=("umplanen",), button=LATER, on=(Role.QUORUM,))
async def reschedule(ctx: Context, args: Args) -> Reply:
    team = await committee(ctx)
    number, rest = number_in(args.text)
    if bare(rest):
        raise UserError("text.unexpected", said=rest)
    date = await date_meant(ctx, team, number or args.session)
    require_planner(ctx, team, ctx.sender)
    raise UserError("deputy.move-when", date=date, suggest=await _a_week_later(ctx, date))


def require_planner(ctx: Context, team: Team, user: UserId) -> None:
    """Raises UserError unless somebody may change the sessions of the committee."""
    if not (ctx.is_pmo or ctx.belongs_to(team.id)):
        raise UserError("right.team", team=team.name, pmo_too=True)


async def _a_week_later(ctx: Context, date: Occurrence) -> str:
    """The command that moves the date to the same time of the first working day a week later."""
    session = await ctx.tx.sessions.get(date.session)
    at = local(ctx, date.start)
    day = ctx.calendar.next_working_day((at + _A_WEEK).date())
    to = local(ctx, on_clock(day, at.time(), ctx.settings.zone))
    english = ctx.settings.language == "en"
    which = f" | {'on' if english else 'am'}: {at.day}.{at.month}.{at.year}" if session is not None and session.is_series else ""
    words = "meeting move {} | to: {}{}" if english else "treffen verschieben {} | auf: {}{}"
    return ctx.project.prefix + words.format(date.session, f"{to.day}.{to.month}.{to.year} {to:%H:%M}", which)
