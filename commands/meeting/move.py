"""`!treffen verschieben S3 | auf: Mi 11:00`: the next date of a series, the one that `am:` names, or with `alle` the series."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import datetime
from typing import Annotated, Any

from bot import when
from bot.appointments import read_move
from bot.command import Arguments, Key, command
from bot.context import Context
from bot.domain.meetings import Occurrence, Session, in_utc, on_day
from bot.domain.recurrence import Recurrence
from bot.messages import Outgoing, Reply, UserError
from bot.permissions import Who
from bot.values import SessionNumber, Text
from commands.meeting import cards
from commands.meeting.add import require_reach
from commands.meeting.args import On, whole_series
from commands.meeting.changes import change_of, changed, date_meant, forgotten_changes, local, planned, told_team
from commands.meeting.named import read_named

_TO = r"(?:auf|to|zu|nach)\b ?:?"
_BARE = re.compile(
    rf"(?:(?P<all>alle|all)\b[ ,:]*)?(?P<from>(?:am|vom|den|on|from) (?P<on>.+?) (?={_TO}))?(?:{_TO})? ?(?P<to>.*)", re.IGNORECASE
)
"""On one line, with no more than one space between two words."""


class Args(Arguments):
    number: SessionNumber
    text: Text = ""
    to: Annotated[Text, Key("auf", "to")] = ""
    on: On = None


@command("meeting move", args=Args, who=Who.TEAM | Who.PMO, aliases=("verschieben", "verschiebe", "verlegen", "verlege", "move"))
async def move(ctx: Context, args: Args) -> Reply:
    before = await planned(ctx, args.number)
    whole, said = whole_series(args.text)
    said = " ".join(said.split())
    bare = _BARE.fullmatch(said)
    if not args.to and bare is not None:
        # `verschieben S3 auf Mi 11:00` says it as well, and so does `verschieben S3 vom 1.12. auf 2.12.`
        if bare["on"] and args.on is not None:
            raise UserError("text.unexpected", said=bare["from"].strip())
        on = read_named(ctx, bare["on"]) if bare["on"] else args.on
        args = args.model_copy(update={"to": bare["to"].strip(), "on": on})
        whole = whole or bare["all"] is not None
    elif said:
        raise UserError("text.unexpected", said=said)
    if not args.to:
        raise UserError("meeting.where-to", session=before)
    if whole and args.on is not None:
        raise UserError("meeting.all-or-one", session=before)
    date = await date_meant(ctx, before, args.on)
    target = read_move(ctx, args.to, local(ctx, date.start))
    if not before.is_series:
        if isinstance(target, when.Series):
            raise UserError("meeting.becomes-series", session=before)
        return await _one(ctx, before, date, target)
    if isinstance(target, when.Series) or whole:
        if not whole:
            raise UserError("meeting.all-meant", session=before, suggest=_suggested(ctx, before, args.to))
        return await _all(ctx, before, date, target)
    return await _one(ctx, before, date, target)


async def _one(ctx: Context, before: Session, date: Occurrence, target: when.Moment) -> Reply:
    """One date of a series, or the single session."""
    change = await change_of(ctx, date)
    to = local(ctx, target.at)
    if target.at == date.start and not date.cancelled:
        raise UserError("meeting.there-already", session=before, date=date)
    await _require_free(ctx, before, date, target.at)
    moved = replace(change, moved_to=to if to != change.planned else None, cancelled=False, reason="")
    after = before.changed()
    also = await changed(ctx, before, after, "meeting move", date.start.isoformat(), date=moved)
    params = await cards.shown(ctx, after, ctx.room, about=[target.at])
    return await _moved(ctx, after, also, {**params, "old": date, "moved_to": target.at, "whole": False})


async def _require_free(ctx: Context, session: Session, date: Occurrence, to: datetime) -> None:
    """Refuses to put a date onto another one of the same session."""
    changes = await ctx.tx.sessions.changes(session.number)
    there = on_day(session, changes, ctx.settings.zone, ctx.calendar.day_of(to))
    taken = there is not None and not there.cancelled and there.planned != date.planned
    if taken and there is not None and ctx.calendar.day_of(there.start) == ctx.calendar.day_of(to):
        raise UserError("meeting.taken", session=session, date=there, old=date)


async def _all(ctx: Context, before: Session, date: Occurrence, target: when.Moment | when.Series) -> Reply:
    """The series, from its next date on."""
    rule, start = _planned_anew(before, date, target)
    if (rule, start.time()) == (before.rule, before.start.time()) and start == date.planned:
        raise UserError("meeting.there-already", session=before, date=date)
    require_reach(before.until, start)
    await forgotten_changes(ctx, before)
    after = before.changed(rule=rule, start=start)
    also = await changed(ctx, before, after, "meeting move", before.rule)
    params = await cards.shown(ctx, after, ctx.room)
    return await _moved(ctx, after, also, {**params, "old": date, "moved_to": in_utc(start, ctx.settings.zone), "whole": True})


def _planned_anew(before: Session, date: Occurrence, target: when.Moment | when.Series) -> tuple[str, datetime]:
    if isinstance(target, when.Series):
        assert isinstance(target.start, datetime), "a move has its time"
        return target.rule, target.start
    start = target.local.replace(tzinfo=None)
    rule = Recurrence.read(before.rule).moved(date.planned.date(), start.date())
    if rule is None:
        raise UserError("meeting.which-rule", session=before, start=start)
    return str(rule), start


async def _moved(ctx: Context, after: Session, also: list[Outgoing], params: dict[str, Any]) -> Reply:
    told = await told_team(ctx, after, "meeting.told.moved", **params)
    return Reply("meeting.moved", subject=after.number, also=(*told, *also), **params)


def _suggested(ctx: Context, session: Session, to: str) -> str:
    words = "meeting move {} all | to: {}" if ctx.settings.language == "en" else "treffen verschieben {} alle | auf: {}"
    return ctx.project.prefix + words.format(session.number, to)
