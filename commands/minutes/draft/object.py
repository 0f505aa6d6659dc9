"""`Einwand: …` as a reply to the draft, ✋ under it, or `!protokoll einwand: …`: somebody objects to what the minutes say."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from bot.command import Arguments, command
from bot.context import Context
from bot.domain.ids import Number, UserId
from bot.domain.minutes.draft import Objection, open_ones
from bot.domain.minutes.running import Minutes
from bot.messages import Outgoing, Reply, Rewrite, Role, Say
from bot.permissions import Who
from bot.records.count_limits import require_room_for_notes
from bot.records.notes import RECEIPT
from bot.values import Text
from commands.minutes.draft import message
from commands.minutes.draft.editing import until_final
from commands.minutes.draft.final import watch_draft
from commands.minutes.draft.meant import draft_meant, drafted_on, objection_on
from commands.minutes.draft.words import objected
from commands.minutes.line import Args as LineArgs
from commands.minutes.line import line
from commands.minutes.running import all_running

SETTLED, AGENDA = "✅", "➕"
_WORD = {"de": "Einwand", "en": "Objection"}


class Args(Arguments):
    text: Text = ""


async def amend(ctx: Context, number: Number, args: Args) -> Sequence[Outgoing] | None:
    """The message was edited: so is the objection."""
    objection = await ctx.tx.drafts.objection_of(ctx.event)
    text = objected(args.text)
    if objection is None or objection.text == text:
        return None
    await ctx.tx.drafts.save_objection(replace(objection, text=text))
    return await shown_anew(ctx, replace(objection, text=text))


async def retract(ctx: Context, number: Number) -> Sequence[Outgoing]:
    """The message or the reaction was taken back: nobody objects any more."""
    objection = await ctx.tx.drafts.objection_of(ctx.origin) if ctx.origin else None
    minutes = await ctx.tx.minutes.of_date(objection.session, objection.planned) if objection else None
    if objection is None or minutes is None:
        return []
    said = await shown_anew(ctx, objection, text="minutes.objection-withdrawn")
    await ctx.tx.drafts.delete_objection(objection)
    return [*said, *await after_change(ctx, minutes)]


@command(
    "minutes object",
    args=Args,
    who=Who.TEAM | Who.PMO,
    aliases=("einwand", "einspruch", "widerspruch", "objection"),
    needs_colon=True,
    button=message.OBJECT,
    on=(Role.DRAFT,),
    amend=amend,
    retract=retract,
    editable=until_final,
)
async def object_to(ctx: Context, args: Args) -> Reply:
    raised = await objection_on(ctx)
    if raised is not None:
        return await _explained(ctx, raised, args.text)
    if await drafted_on(ctx) is None and await all_running(ctx):
        return await line.run(ctx, LineArgs(text=f"{_WORD[ctx.settings.language]}: {args.text}"))
    minutes = await draft_meant(ctx)
    await ctx.require_may_change(minutes.team)
    objections = await ctx.tx.drafts.objections(minutes.session, minutes.planned)
    require_room_for_notes(minutes.session, len(objections))
    objection = Objection(
        session=minutes.session,
        planned=minutes.planned,
        event=ctx.event,
        by=ctx.sender,
        text="" if ctx.pressed else objected(args.text),
        at=ctx.written_at,
    )
    hand = next((each for each in open_ones(objections) if each.by == ctx.sender and not each.text), None)
    if hand is not None and objection.text:
        return await _explained(ctx, hand, args.text)  # ✋ first and then a reply is one objection
    await ctx.tx.drafts.save_objection(objection)
    also = await after_change(ctx, minutes)
    told = await _told(ctx, minutes)
    team = await ctx.team(minutes.team)
    params: dict[str, Any] = {"objection": objection, "told": told}
    if team.room == ctx.room or not team.counts:
        return Reply(
            "minutes.objection",
            subject=minutes.session,
            role=Role.OBJECTION,
            buttons=(SETTLED, AGENDA),
            mentions=told,
            also=tuple(also),
            **params,
        )
    say = Say(
        room=team.room,
        text="minutes.objection",
        params=params,
        once=f"objection:{ctx.event}",
        subject=str(minutes.session),
        role=Role.OBJECTION,
        buttons=(SETTLED, AGENDA),
        mentions=told,
        notify=True,
    )
    return Reply("minutes.objection-elsewhere", subject=minutes.session, also=(say, *also), team=team.name, objection=objection)


async def _explained(ctx: Context, objection: Objection, text: str) -> Reply:
    """A plain reply to the question what is wrong, by who has tapped ✋. What others say there is said among people."""
    if ctx.sender != objection.by or objection.text:
        return Reply("", subject=objection.session)
    explained = replace(objection, text=objected(text))
    await ctx.tx.drafts.save_objection(explained)
    return Reply(
        "minutes.objection-explained",
        subject=objection.session,
        receipt=RECEIPT,
        also=tuple(await shown_anew(ctx, explained)),
        objection=explained,
    )


async def after_change(ctx: Context, minutes: Minutes) -> list[Outgoing]:
    """What follows where somebody objects, or an objection is settled: the draft says so, and is final at another time."""
    await watch_draft(ctx, minutes)
    return await message.corrected(ctx, minutes)


async def shown_anew(ctx: Context, objection: Objection, *, text: str = "minutes.objection") -> list[Outgoing]:
    """The messages about the objection as they should read now."""
    rows = [row for row in await ctx.tx.outbox.by_cause(objection.event) if row.role is Role.OBJECTION and row.action == "send"]
    params = {"objection": objection, "told": (), "by": ctx.sender}
    return [Rewrite(of=row.once, text=text, params=params) for row in rows]


async def _told(ctx: Context, minutes: Minutes) -> tuple[UserId, ...]:
    """Who moderated and who kept the minutes, as far as they are there and do not object themselves."""
    room = (await ctx.team(minutes.team)).room
    named = dict.fromkeys(user for user in (minutes.moderator, minutes.minute_taker) if user is not None)
    return tuple(user for user in named if user != ctx.sender and ctx.rooms.is_joined(user, room))
