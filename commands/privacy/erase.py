"""`!datenschutz löschen`: what erasing would do; and ✅ on it, or `!datenschutz beantragen`: those who decide are asked."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from bot.command import Arguments, command
from bot.context import Context
from bot.direct_chat import privately
from bot.domain.erasure_requests import ErasureRequest, RequestState, due_day
from bot.domain.ids import Number, UserId
from bot.messages import Outgoing, Reply, Role, UserError
from bot.permissions import Who
from bot.ports import Kept
from bot.values import Text
from commands.privacy.deadline import watch
from commands.privacy.desk import card, desk_of, for_the_inbox
from commands.privacy.direct import IN_PRIVATE, beyond_the_chat, require_oneself
from commands.privacy.names import called
from commands.privacy.recall import taken_back

YES = "✅"


class Args(Arguments):
    text: Text = ""


async def retract(ctx: Context, number: Number) -> Sequence[Outgoing]:
    """The command was deleted, or its ✅ withdrawn: nothing is asked for any more, where it was not carried out yet."""
    request = await ctx.tx.erasure_requests.latest_of(ctx.sender)
    if request is None or ctx.origin is None:
        return []
    answers = await ctx.tx.outbox.by_cause(ctx.origin)
    # Of a tap, and of a command that asked again, the time tells whether it is this request that came of it.
    is_its = request.event == ctx.origin or any(row.created_at == request.asked_at for row in answers)
    return await taken_back(ctx, request) if is_its else []


@command(
    "privacy erase",
    args=Args,
    who=Who.ANYONE,
    aliases=("löschen", "lösche", "löschung", "delete"),
    retract=retract,
)
async def erase(ctx: Context, args: Args) -> Reply:
    if not ctx.direct:
        return await privately(ctx, IN_PRIVATE)
    require_oneself(ctx, args.text)
    running = await ctx.tx.erasure_requests.latest_of(ctx.sender)
    if running is not None and running.is_open:
        return Reply("privacy.runs-already", request=running)
    kept = await ctx.tx.people.what_is_kept(ctx.sender)
    if not beyond_the_chat(ctx, kept):
        return Reply("privacy.nothing-kept")
    if await desk_of(ctx, ctx.sender) is None:
        raise UserError("privacy.nobody-decides", admins=sorted(ctx.project.admins))
    request = ErasureRequest(
        person=ctx.sender,
        room=ctx.room,
        event=ctx.event,
        asked_at=ctx.written_at,
        due=due_day(ctx.calendar.day_of(ctx.written_at)),
    )
    if running is not None and running.state is RequestState.SHOWN:
        request = replace(request, id=running.id)
        await ctx.tx.erasure_requests.save(request)
    else:
        request = await ctx.tx.erasure_requests.add(request)
    return Reply(
        "privacy.preview",
        subject=await for_the_inbox(ctx),
        role=Role.ERASURE,
        buttons=(YES,),
        **await _preview(ctx, ctx.sender, kept),
    )


@command(
    "privacy ask",
    args=Args,
    who=Who.ANYONE,
    aliases=("beantragen", "beantrage", "request"),
    button=YES,
    on=(Role.ERASURE,),
    retract=retract,
)
async def ask(ctx: Context, args: Args) -> Reply:
    if not ctx.direct:
        return await privately(ctx, IN_PRIVATE)
    request = await ctx.tx.erasure_requests.latest_of(ctx.sender)
    if request is not None and request.is_open:
        return Reply("privacy.runs-already", request=request)
    if request is None or request.state is not RequestState.SHOWN:
        raise UserError("privacy.look-first")
    if await desk_of(ctx, ctx.sender) is None:
        raise UserError("privacy.nobody-decides", admins=sorted(ctx.project.admins))
    due = due_day(ctx.calendar.day_of(ctx.now))
    request = replace(request, state=RequestState.ASKED, asked_at=ctx.now, due=due, room=ctx.room)
    await ctx.tx.erasure_requests.save(request)
    gone = await ctx.tx.people.erase_at_once(ctx.sender, called(ctx, ctx.sender))
    also = await card(ctx, request)
    await watch(ctx, request)
    return Reply(
        "privacy.asked",
        subject=await for_the_inbox(ctx),
        also=tuple(also),
        request=request,
        gone=gone.removed,
        officer=ctx.project.privacy_officer is not None and ctx.project.privacy_officer != ctx.sender,
    )


class _NotNow(Exception):
    """Takes back what was tried."""


async def _preview(ctx: Context, user: UserId, kept: Sequence[Kept]) -> Mapping[str, Any]:
    """What would go, what would be changed and what stays, by counting."""
    removed: Mapping[str, int] = {}
    try:
        async with ctx.tx.attempt():
            removed = (await ctx.tx.people.erase_at_once(user, called(ctx, user))).removed
            raise _NotNow
    except _NotNow:
        pass
    tables = [each.table for each in kept]
    changed = {table: tables.count(table) - removed.get(table, 0) for table in dict.fromkeys(tables)}
    return {
        "removed": removed,
        "changed": {table: count for table, count in changed.items() if count > 0},
        "count": len(kept),
        "officer": ctx.project.privacy_officer is not None and ctx.project.privacy_officer != user,
    }
