"""`!agenda ändere T7 | dauer: 20`: changes fields."""

from __future__ import annotations

from dataclasses import replace
from typing import Annotated

from bot.command import Key, command
from bot.context import Context
from bot.grammar import verb_words
from bot.messages import Reply, UserError
from bot.permissions import Who
from bot.records.assignee import find_doer
from bot.values import Title, TopicNumber
from commands.agenda.fields import TopicFields
from commands.agenda.placement import put_on
from commands.agenda.record import KIND
from commands.agenda.session_dates import chosen_date


class Args(TopicFields):
    number: TopicNumber
    title: Annotated[Title, Key("titel", "thema", "title")] = ""


@command("agenda edit", args=Args, who=Who.TEAM | Who.PMO, aliases=verb_words.EDIT)
async def edit(ctx: Context, args: Args) -> Reply:
    before = await KIND.open(ctx, args.number)
    if not args.model_fields_set - {"number"}:
        raise UserError("edit.nothing", number=str(args.number))
    after = replace(before, **args.model_dump(include=args.model_fields_set & {"minutes", "kind", "paper"}))
    if "title" in args.model_fields_set:
        after = replace(after, text=args.title)
    if "who" in args.model_fields_set:
        group = await ctx.team(before.proposed_by or before.team)
        after = replace(after, who=find_doer(ctx, args.who, group.room))
    if args.session is not None:
        date = await chosen_date(ctx, before.team, args.session)
        if before.is_proposed:
            after = replace(after, session=args.session)
        elif date is not None and (date.session, date.planned) != (before.session, before.planned):
            after = await put_on(ctx, after, date)
    if after == before:
        return Reply("agenda.same", subject=before.number, topic=before)
    also = await KIND.change(ctx, before, after, "edit")
    also += await KIND.told(ctx, after, "agenda.told.edited")
    params = await KIND.card(ctx, after, ctx.room)
    # Who, how long and when is repeated in words, as it was understood.
    is_plain = not args.model_fields_set & {"who", "minutes", "session"} and not params["over"]
    return Reply("agenda.edited", subject=after.number, also=tuple(also), receipt="👌" if is_plain else None, **params)
