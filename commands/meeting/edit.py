"""`!treffen ändere S3 | dauer: 90 min`: title, length, place; with `am:` those of one date."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta
from typing import Annotated, Any

from bot.command import Key, command
from bot.context import Context
from bot.domain.meetings import Occurrence, Session, occurrences
from bot.grammar import verb_words
from bot.messages import Reply, UserError
from bot.permissions import Who
from bot.values import SessionNumber, Text, Title
from commands.meeting.dates import change_of, date_meant
from commands.meeting.fields import On, SessionFields, require_reach
from commands.meeting.record import KIND, card, change_date

_OF_A_DATE = frozenset({"title", "length", "place"})


class Args(SessionFields):
    number: SessionNumber
    title: Annotated[Title, Key("titel", "title")] = ""
    when: Annotated[Text, Key("wann", "when")] = ""
    on: On = None


@command("meeting edit", args=Args, who=Who.TEAM | Who.PMO, aliases=verb_words.EDIT)
async def edit(ctx: Context, args: Args) -> Reply:
    before = await KIND.open(ctx, args.number)
    given = args.model_fields_set - {"number", "on"}
    if "when" in given:
        raise UserError("meeting.move-instead", session=before, suggest=_as_move(ctx, before, args))
    if not given:
        raise UserError("edit.nothing", number=str(args.number))
    values = {name: getattr(args, name) for name in given}
    if args.on is not None and before.is_series:
        return await _one(ctx, before, args, values)
    return await _all(ctx, before, values)


async def _all(ctx: Context, before: Session, values: dict[str, Any]) -> Reply:
    if not before.is_series and values.get("until") is not None:
        raise UserError("meeting.until-single", day=values["until"])
    if "until" in values:
        require_reach(values["until"], before.start)
    after = before.changed(**values)
    if replace(after, sequence=before.sequence) == before:
        return Reply("meeting.same", subject=before.number, session=before)
    also = await KIND.change(ctx, before, after, "edit")
    params = {**await card(ctx, after, ctx.room), "date": None}
    told = await KIND.told(ctx, after, "meeting.told.edited", **params)
    receipt = None if values.keys() & {"length", "until", "lead"} else "👌"  # spans and days are repeated as they were understood
    return Reply("meeting.edited", subject=after.number, also=(*told, *also), receipt=receipt, **params)


async def _one(ctx: Context, before: Session, args: Args, values: dict[str, Any]) -> Reply:
    """One date of a series. What is the same as for the series is no change of the date."""
    if set(values) - _OF_A_DATE:
        raise UserError("meeting.of-series-only", session=before)
    date = await date_meant(ctx, before, args.on)
    standing = await change_of(ctx, date)
    differing: dict[str, Any] = {name: None if value == getattr(before, name) else value for name, value in values.items()}
    change = replace(standing, **differing)
    if change == standing:
        return Reply("meeting.same", subject=before.number, session=before)
    after = before.changed()
    also = await change_date(ctx, before, after, change, "edit", date.start.isoformat())
    params = {**await card(ctx, after, ctx.room, about=[date.start]), "date": await _as_it_stands(ctx, after, date.start)}
    told = await KIND.told(ctx, after, "meeting.told.edited", **params)
    return Reply("meeting.edited", subject=after.number, also=(*told, *also), **params)


async def _as_it_stands(ctx: Context, session: Session, start: datetime) -> Occurrence:
    changes = await ctx.tx.sessions.changes(session.number)
    found = occurrences(session, changes, ctx.settings.zone, after=start - timedelta(seconds=1), before=start + timedelta(seconds=1))
    return next(each for each in found if each.start == start)


def _as_move(ctx: Context, session: Session, args: Args) -> str:
    english = ctx.settings.language == "en"
    all_of_it = (" all" if english else " alle") if session.is_series and args.on is None else ""
    named = f" | {'on' if english else 'am'}: {args.on.day}.{args.on.month}.{args.on.year}" if args.on else ""
    words = "meeting move {}{} | to: {}{}" if english else "treffen verschieben {}{} | auf: {}{}"
    return ctx.project.prefix + words.format(session.number, all_of_it, args.when, named)
