"""`!agenda vertagen T7`: to the session after the one on which it stands."""

from __future__ import annotations

from bot.command import Arguments, command
from bot.context import Context
from bot.messages import Reply, UserError
from bot.permissions import Who
from bot.values import Text, TopicNumber
from commands.agenda.placement import put_on
from commands.agenda.record import KIND, on_agenda
from commands.agenda.session_dates import date_of, next_date


class Args(Arguments):
    number: TopicNumber
    text: Text = ""


@command("agenda defer", args=Args, who=Who.TEAM | Who.PMO, aliases=("vertagen", "vertage", "defer", "postpone"))
async def defer(ctx: Context, args: Args) -> Reply:
    before = await on_agenda(ctx, args.number)
    old = await date_of(ctx, before.session, before.planned)
    if old is None:
        raise UserError("agenda.waits", topic=before)
    after = await put_on(ctx, before, await next_date(ctx, before.team, after=old.start), after=old)
    also = await KIND.change(ctx, before, after, "defer", args.text)
    params = await KIND.card(ctx, after, ctx.room)
    also += await KIND.told(ctx, after, "agenda.told.deferred", date=params["date"])
    return Reply("agenda.deferred", subject=after.number, also=tuple(also), **params)
