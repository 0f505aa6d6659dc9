"""`!bericht vertretung`: the page for a stand-in; `!bericht vertretung @eva bis: 15.1.` hands over what somebody has taken until then."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import Annotated, Any

from bot.command import Arguments, Key, command
from bot.context import Context, Moment
from bot.domain.actions import Action
from bot.domain.blockers import Blocker
from bot.domain.date_phrases.ends import SUNDAY
from bot.domain.handovers import END, Handover, holders, is_looked_after_by
from bot.domain.history import Change
from bot.domain.ids import Number, UserId
from bot.domain.record_types import ACTIONS
from bot.domain.teams import Team, team_subject
from bot.grammar import field_words
from bot.messages import Outgoing, Reply, Rewrite, Say, UserError
from bot.permissions import Who
from bot.values import Text, find_person, read_last_day
from bot.values.length_limits import PERIOD, PERSON
from commands.action.record import KIND as ACTION_KIND
from commands.blocker.record import KIND as BLOCKER_KIND
from commands.report.stand_in.page import page

_BETWEEN = (" bis ", " until ", " till ", " to ")


class Args(Arguments):
    prose = False
    text: Text = ""
    last: Annotated[Text, PERIOD.first, Key(*field_words.DUE, "until")] = ""
    absent: Annotated[Text, PERSON.first, Key("für", "for", "statt")] = ""


async def amend(ctx: Context, number: Number, args: Args) -> Sequence[Outgoing] | None:
    """The message was edited: what it had handed over goes back, and is handed over as it says now."""
    _, said = await _back(ctx, await ctx.tx.handovers.of_event(ctx.event))
    reply = await _handed_over(ctx, await _pmo(ctx), args)
    return [*said, *reply.also, Rewrite(of=f"answer:{ctx.event}", text=reply.text, params=reply.params)]


async def retract(ctx: Context, number: Number) -> Sequence[Outgoing]:
    """The message was deleted: what it had handed over goes back."""
    ended = await ctx.tx.handovers.of_event(ctx.origin) if ctx.origin else []
    back, said = await _back(ctx, ended)
    if ended:
        params = {"handover": ended[0], "back": back}
        said.append(Say(room=ctx.room, text="report.handed-back", params=params, once=f"handed back {ctx.event}"))
    return said


@command(
    "report handover",
    args=Args,
    who=Who.MEMBERS,
    aliases=("vertretung", "vertretungsseite", "übergabe", "übergeben", "handover", "stand-in"),
    amend=amend,
    retract=retract,
)
async def hand_over(ctx: Context, args: Args) -> Reply:
    pmo = await _pmo(ctx)
    if not args.text and not args.last and not args.absent:
        return Reply("report.stand-in", **await page(ctx, pmo, in_pmo=ctx.room == pmo.room))
    return await _handed_over(ctx, pmo, args)


async def _pmo(ctx: Context) -> Team:
    """The PMO. Raises UserError where there is none, or the sender is neither of it nor of the steering committee."""
    pmo = await ctx.pmo()
    if pmo is None:
        raise UserError("report.no-pmo")
    if not (ctx.is_pmo or any(team.is_steering for team in ctx.groups)):
        raise UserError("right.pmo-steering")
    return pmo


async def _handed_over(ctx: Context, pmo: Team, args: Args) -> Reply:
    named, until = _read(ctx, args)
    stand_in = _member(ctx, pmo, named)
    absent = _member(ctx, pmo, args.absent) if args.absent else ctx.sender
    if not ctx.rooms.is_joined(absent, pmo.room):
        raise UserError("report.for-whom", stand_in=stand_in, until=until)
    if absent == stand_in:
        raise UserError("report.oneself", user=absent)
    taken = await _taken(ctx, pmo, absent)
    if not taken:
        raise UserError("report.nothing-taken", user=absent, is_self=absent == ctx.sender)
    handover = await ctx.tx.handovers.add(
        Handover(
            id=0,
            absent=absent,
            stand_in=stand_in,
            until=until,
            numbers=tuple(each.number for each in taken),
            by=ctx.sender,
            at=ctx.written_at,
            event=ctx.event,
        )
    )
    await ctx.tx.timers.set(END, str(handover.id), handover.ends_at(ctx.calendar))
    also = [each for record in taken for each in await give(ctx, record, stand_in, "handover", by=ctx.sender)]
    params: dict[str, Any] = {"handover": handover, "records": taken}
    told = tuple(sorted({absent, stand_in} - {ctx.sender}))
    if ctx.room != pmo.room:
        once = f"handed over {ctx.event}"
        also.append(Say(room=pmo.room, text="report.handed-over", params=params, once=once, notify=True, mentions=told))
    mentions = tuple(user for user in told if ctx.rooms.is_joined(user, ctx.room)) if ctx.room == pmo.room else ()
    return Reply("report.handed-over", subject=Number.of_subject(team_subject(pmo.id)), also=tuple(also), mentions=mentions, **params)


def _read(ctx: Context, args: Args) -> tuple[str, date]:
    """Who stands in, and the last day: `@eva bis: 15.1.`, `@eva bis 15.1.`."""
    named, last = args.text, args.last
    for between in _BETWEEN if not last else ():
        before, found, behind = named.partition(between)
        if found:
            named, last = before, behind
            break
    if not named.strip():
        raise UserError("report.who")
    if not last.strip():
        raise UserError("report.until-when", said=named)
    return named, read_last_day(ctx, PERIOD.require(last.strip()), of_week=SUNDAY)


def _member(ctx: Context, pmo: Team, said: str) -> UserId:
    """Somebody who is in the PMO's room. Raises UserError for everybody else."""
    said = said.strip()
    try:
        return find_person(ctx, PERSON.require(said), pmo.room)
    except UserError as refused:
        if refused.text == "person.several":
            raise
        raise UserError("report.not-in-pmo", said=said) from None


async def _taken(moment: Moment, pmo: Team, user: UserId) -> list[Blocker | Action]:
    """The blockers that somebody has taken, and their actions of the PMO."""
    found: list[Blocker | Action] = [*await moment.tx.blockers.listed(), *await moment.tx.records(ACTIONS).listed(pmo.id)]
    return [each for each in sorted(found, key=lambda each: each.number) if is_looked_after_by(each, user)]


async def give(moment: Moment, record: Blocker | Action, to: UserId, step: str, *, by: UserId | None = None) -> list[Outgoing]:
    """It is looked after by somebody else from now on: kept in its history, and shown on its cards. `by` is None where a timer did it.

    What a person does keeps an earlier tap from being taken back: without 👀 of the absent one it stays with the stand-in.
    """
    kind = BLOCKER_KIND if isinstance(record, Blocker) else ACTION_KIND
    await moment.tx.history.add(Change(id=0, subject=record.number, at=moment.now, by=by, what=kind.named(step), detail=to))
    if isinstance(record, Blocker):
        blocker = record.handed_to(to)
        await moment.tx.blockers.save(blocker)
        return await BLOCKER_KIND.refreshed(moment, blocker)
    action = replace(record, who=to)
    await moment.tx.records(ACTIONS).save(action)
    return await ACTION_KIND.refreshed(moment, action)


async def give_back(moment: Moment, handover: Handover, *, by: UserId | None = None) -> tuple[list[Blocker | Action], list[Outgoing]]:
    """What the stand-in still has, or has handed on, goes back; what others have taken over meanwhile, or is done, stays as it is."""
    back: list[Blocker | Action] = []
    said: list[Outgoing] = []
    running = await moment.tx.handovers.running()
    for number in handover.numbers:
        record = await moment.tx.blockers.get(number) or await moment.tx.records(ACTIONS).get(number)
        if record is not None and any(is_looked_after_by(record, user) for user in holders(handover, number, running)):
            back.append(record)
            said += await give(moment, record, handover.absent, "handback", by=by)
    await moment.tx.handovers.end(handover, moment.now)
    await moment.tx.timers.clear(str(handover.id), END)
    return back, said


async def _back(ctx: Context, ended: Sequence[Handover]) -> tuple[list[Blocker | Action], list[Outgoing]]:
    back: list[Blocker | Action] = []
    said: list[Outgoing] = []
    for handover in ended:
        given, also = await give_back(ctx, handover, by=ctx.sender)
        back += given
        said += also
    return back, said
