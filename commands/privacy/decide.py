"""✅ or ✋ on a request to erase, `!datenschutz genehmigen` and `!datenschutz ablehnen <reason>`: those who decide on it do."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from bot.command import Arguments, command
from bot.context import Context
from bot.domain.erasure_requests import RequestState
from bot.domain.ids import Number
from bot.grammar import verb_words
from bot.messages import Outgoing, Reply, Role, Say, UserError
from bot.permissions import Who
from bot.values import Text
from commands.privacy.carry_out import CARRY_OUT
from commands.privacy.deadline import TIMER, watch
from commands.privacy.desk import CARD, card, for_the_inbox, meant, subject_of


class Args(Arguments):
    text: Text = ""


async def ungranted(ctx: Context, number: Number) -> Sequence[Outgoing]:
    """The ✅ was withdrawn: it waits for a decision again, where nothing was carried out yet."""
    request, _ = await meant(ctx, "")
    if request.state is not RequestState.GRANTED or request.decided_by != ctx.sender or request.looked_at:
        return []
    request = replace(request.became(RequestState.ASKED, by=None, at=ctx.now), decided_at=None)
    await ctx.tx.erasure_requests.save(request)
    await watch(ctx, request)
    return await card(ctx, request)


@command(
    "privacy confirm",
    args=Args,
    who=Who.ANYONE,
    aliases=("genehmigen", "genehmigt", *verb_words.CONFIRM, "approve", "grant"),
    button="✅",
    on=CARD,
    retract=ungranted,
)
async def confirm(ctx: Context, args: Args) -> Reply:
    request, _ = await meant(ctx, args.text)
    if request.state is not RequestState.ASKED:
        raise UserError("privacy.decided", request=request)
    request = request.became(RequestState.GRANTED, by=ctx.sender, at=ctx.now)
    await ctx.tx.erasure_requests.save(request)
    await ctx.tx.timers.clear(str(request.id), TIMER)
    await ctx.tx.timers.set(CARRY_OUT, str(request.id), ctx.now)
    return Reply("", subject=await for_the_inbox(ctx), also=tuple(await card(ctx, request)))


@command(
    "privacy decline",
    args=Args,
    who=Who.ANYONE,
    aliases=(*verb_words.DECLINE, "refuse", "reject"),
    button="✋",
    on=CARD,
)
async def decline(ctx: Context, args: Args) -> Reply:
    request, reason = await meant(ctx, args.text)
    if request.state is not RequestState.ASKED:
        raise UserError("privacy.decided", request=request)
    if not reason:
        question = Say(
            room=ctx.room,
            text="privacy.why-refused",
            params={"request": request},
            once=f"erasure {request.id} why {ctx.event}",
            subject=subject_of(request),
            role=Role.REQUEST,
            reply_gives="privacy decline",
            mentions=(ctx.sender,),
            notify=True,
        )
        return Reply("", subject=await for_the_inbox(ctx), also=(question,))
    request = request.became(RequestState.REFUSED, by=ctx.sender, at=ctx.now, reason=reason)
    await ctx.tx.erasure_requests.save(request)
    await ctx.tx.timers.clear(str(request.id), TIMER)
    told = Say(
        room=request.room,
        text="privacy.refused",
        params={"request": request},
        once=f"erasure {request.id} refused",
        notify=True,
        mentions=(request.person,),
    )
    return Reply("", subject=await for_the_inbox(ctx), also=(*await card(ctx, request), told), receipt="👌")
