"""`!blocker notiz B12 <text>`, or a plain reply to a card: a remark, a question, or the solution that the answer asked for."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from bot.command import Arguments, command
from bot.context import Context
from bot.domain.blockers import Blocker, BlockerState
from bot.domain.ids import Number, RoomId, UserId
from bot.grammar import verb_words
from bot.messages import Outgoing, Reply, Rewrite, Role, Say
from bot.permissions import Who
from bot.records import notes
from bot.values import BlockerNumber, Words
from commands.blocker.card import alert_in
from commands.blocker.record import HOW, KIND, SOLUTION


class Args(Arguments):
    number: BlockerNumber
    text: Words


async def amend(ctx: Context, number: Number, args: Args) -> Sequence[Outgoing] | None:
    """The reply was edited: the note, or what it was taken for, reads as it does."""
    blocker = await KIND.find(ctx.tx, number)
    group = await _speaks_for(ctx, blocker)
    written = await ctx.tx.notes.of_event(ctx.event)
    if written is not None:
        await ctx.tx.notes.reword(written, args.text)
        return _reworded(ctx, blocker, group, args.text)
    taken_as = await ctx.tx.history.of_event(ctx.event)
    if taken_as is not None and taken_as.what == KIND.named(HOW) and blocker.state is BlockerState.SOLVED:
        return await KIND.change(ctx, blocker, replace(blocker, how=args.text), "edit")
    if taken_as is None or not blocker.is_open:
        return None
    return await KIND.change(ctx, blocker, replace(blocker, solution=args.text), "edit")


def _reworded(ctx: Context, blocker: Blocker, group: str, text: str) -> list[Outgoing]:
    """What was passed on reads as the note does now."""
    params = {"blocker": blocker, "by": ctx.sender, "text": text, "now": ctx.now, "group": group}
    rooms = (("team", "blocker.word-to-team"), ("pmo", "blocker.word-to-pmo"))
    return [Rewrite(of=f"note:{ctx.event} {room}", text=name, params=params) for room, name in rooms]


@command("blocker note", args=Args, who=Who.TEAM | Who.PMO | Who.STEERING, aliases=verb_words.NOTE, amend=amend)
async def note(ctx: Context, args: Args) -> Reply:
    blocker = await KIND.find(ctx.tx, args.number)
    group = await _speaks_for(ctx, blocker)
    if _was_asked_for(ctx, blocker):
        after = replace(blocker, solution=args.text)
        also = await KIND.change(ctx, blocker, after, SOLUTION)
        return Reply("blocker.solution-noted", subject=blocker.number, also=tuple(also), receipt=notes.RECEIPT, blocker=after)
    if _says_how(ctx, blocker):
        told = replace(blocker, how=args.text)
        also = await KIND.change(ctx, blocker, told, HOW)
        return Reply("blocker.how-noted", subject=blocker.number, also=tuple(also), receipt=notes.RECEIPT, blocker=told)
    return await notes.keep(ctx, blocker.number, args.text, KIND.named("note"), also=await _passed_on(ctx, blocker, group, args.text))


def _was_asked_for(ctx: Context, blocker: Blocker) -> bool:
    """Whether this replies to the card that asks for a solution, and is the first answer from the team."""
    return ctx.replied is Role.CARD and not blocker.solution and blocker.is_open and ctx.belongs_to(blocker.team)


def _says_how(ctx: Context, blocker: Blocker) -> bool:
    """Whether this replies to the question how it was solved, and is the first answer of those who should know."""
    should_know = ctx.belongs_to(blocker.team) or blocker.closed_by == ctx.sender
    return ctx.replied is not None and should_know and blocker.state is BlockerState.SOLVED and not blocker.how


async def _speaks_for(ctx: Context, blocker: Blocker) -> str:
    """The group for which the sender speaks; refused where none of theirs has to do with the blocker.

    The steering committee may note something on what was brought before it.
    """
    if ctx.belongs_to(blocker.team):
        return (await ctx.team(blocker.team)).name
    committee = next((group for group in ctx.groups if group.is_steering), None)
    if committee is not None and not ctx.is_pmo and await alert_in(ctx, blocker, committee.room) is not None:
        return committee.name
    await ctx.require_may_change(blocker.team)
    return "PMO"


async def _passed_on(ctx: Context, blocker: Blocker, group: str, text: str) -> list[Outgoing]:
    """What others say to the team's room, where it reaches the reporter; to the PMO's what is said elsewhere."""
    team = await ctx.team(blocker.team)
    pmo = await ctx.pmo()
    params = {"text": text, "by": ctx.sender, "group": group}
    said: list[Outgoing] = []
    if ctx.room != team.room and team.counts:
        word = KIND.about(ctx, blocker, team.room, "blocker.word-to-team", once=f"note:{ctx.event} team", **params)
        said.append(replace(word, notify=True, mentions=_in_room(ctx, blocker.reporter, team.room)))
    if pmo is not None and pmo.room not in (ctx.room, team.room) and await ctx.tx.ladder.rungs(blocker.number):
        said.append(
            Say(
                room=pmo.room,
                text="blocker.word-to-pmo",
                params={"blocker": blocker, **params},
                once=f"note:{ctx.event} pmo",
                subject=str(blocker.number),
                role=Role.NOTICE,
                notify=True,
                mentions=_in_room(ctx, blocker.taken_by, pmo.room),
                reply_to_once=await alert_in(ctx, blocker, pmo.room),
                unasked=True,
            )
        )
    return said


def _in_room(ctx: Context, person: UserId | None, room: RoomId) -> tuple[UserId, ...]:
    """The one to be mentioned, if they are there to read it and have not written it themselves."""
    return (person,) if person is not None and person != ctx.sender and ctx.rooms.is_joined(person, room) else ()
