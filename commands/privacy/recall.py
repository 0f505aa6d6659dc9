"""`!datenschutz zurückziehen`: nothing is to be erased any more, as long as it was not carried out."""

from __future__ import annotations

from bot.command import Arguments, command
from bot.context import Context
from bot.direct_chat import privately
from bot.domain.erasure_requests import ErasureRequest, RequestState
from bot.messages import Outgoing, Reply, UserError
from bot.permissions import Who
from commands.privacy.deadline import TIMER
from commands.privacy.desk import card
from commands.privacy.direct import IN_PRIVATE


class Args(Arguments):
    pass


@command("privacy recall", args=Args, who=Who.ANYONE, aliases=("zurückziehen", "zurücknehmen", "withdraw"))
async def recall(ctx: Context, args: Args) -> Reply:
    if not ctx.direct:
        return await privately(ctx, IN_PRIVATE)
    request = await ctx.tx.erasure_requests.latest_of(ctx.sender)
    if request is None or request.state is not RequestState.ASKED:
        raise UserError("privacy.nothing-runs", granted=request is not None and request.state is RequestState.GRANTED)
    return Reply("privacy.withdrawn", also=tuple(await taken_back(ctx, request)))


async def taken_back(ctx: Context, request: ErasureRequest) -> list[Outgoing]:
    """What was erased at once stays so. Once it was granted, it is carried out."""
    if request.state not in (RequestState.SHOWN, RequestState.ASKED):
        return []
    was_asked = request.state is RequestState.ASKED
    request = request.became(RequestState.WITHDRAWN, by=None, at=ctx.now)
    await ctx.tx.erasure_requests.save(request)
    await ctx.tx.timers.clear(str(request.id), TIMER)
    return await card(ctx, request) if was_asked else []
