"""`!blocker notiz B12 <text>`, or a plain reply to a card: a remark, a question, or the solution that the answer asked for."""

from __future__ import annotations

from dataclasses import replace

from pydantic import BaseModel

from bot.command import command
from bot.context import Context
from bot.domain.blockers import Blocker
from bot.domain.records import Note
from bot.messages import Outgoing, Reply, Role, Say
from bot.permissions import Who
from bot.values import BlockerNumber, Title
from commands.blocker.changes import about, changed, found, noted

RECEIPT = "📝"


class Args(BaseModel):
    number: BlockerNumber
    text: Title


@command("blocker note", args=Args, who=Who.TEAM | Who.PMO, aliases=("notiz", "notieren", "kommentar", "note"))
async def note(ctx: Context, args: Args) -> Reply:
    blocker = await found(ctx.tx, args.number)
    await ctx.require_may_change(blocker.team)
    if ctx.replied and await _was_asked_for(ctx, blocker):
        after = replace(blocker, solution=args.text)
        also = await changed(ctx, blocker, after, "blocker edit")
        return Reply("blocker.solution-noted", subject=blocker.number, also=tuple(also), receipt=RECEIPT, blocker=after)
    written = Note(
        id=0,
        subject=blocker.number,
        author=ctx.sender,
        at=ctx.written_at,
        text=args.text,
        event=ctx.event if ctx.replied else None,
    )
    await ctx.tx.notes.add(written)
    await noted(ctx, blocker, "blocker note")
    return Reply(
        "blocker.noted",
        subject=blocker.number,
        also=tuple(await _passed_on(ctx, blocker, args.text)),
        receipt=RECEIPT,
        blocker=blocker,
    )


async def _was_asked_for(ctx: Context, blocker: Blocker) -> bool:
    """Whether the card asked for a solution and this is the first answer from the team."""
    return (
        not blocker.solution and blocker.is_open and ctx.belongs_to(blocker.team) and ctx.here is not None and ctx.here.id == blocker.team
    )


async def _passed_on(ctx: Context, blocker: Blocker, text: str) -> list[Outgoing]:
    """The PMO's word to the team's room, the team's to the PMO's card, so that they can ask each other."""
    team = await ctx.team(blocker.team)
    pmo = await ctx.pmo()
    params = {"text": text, "by": ctx.sender}
    said: list[Outgoing] = []
    if ctx.room != team.room and team.counts:
        word = about(ctx, blocker, team.room, "blocker.word-to-team", once=f"note:{ctx.event} team", **params)
        said.append(replace(word, notify=True))
    if pmo is not None and ctx.room != pmo.room and pmo.room != team.room:
        alerts = await ctx.tx.outbox.about(str(blocker.number), (Role.ALERT,))
        card = next((row.once for row in alerts if row.room == pmo.room), None)
        if card is not None:
            said.append(
                Say(
                    room=pmo.room,
                    text="blocker.word-to-pmo",
                    params={"blocker": blocker, "team": team.name, **params},
                    once=f"note:{ctx.event} pmo",
                    subject=str(blocker.number),
                    role=Role.NOTICE,
                    notify=True,
                    mentions=(blocker.taken_by,) if blocker.taken_by and ctx.rooms.is_joined(blocker.taken_by, pmo.room) else (),
                    reply_to_once=card,
                    unasked=True,
                )
            )
    return said
