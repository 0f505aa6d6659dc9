"""`!blocker besprechen B12`, or ➕ on its card: a topic on the next agenda of the group that taps, the steering committee's too."""

from __future__ import annotations

from bot.command import Arguments, command
from bot.context import Context
from bot.messages import Reply
from bot.permissions import Who
from bot.values import BlockerNumber
from commands.agenda import add as agenda


class Args(Arguments):
    number: BlockerNumber


@command("blocker discuss", args=Args, who=Who.MEMBERS, aliases=("besprechen", "bespreche", "discuss"), button="➕")
async def discuss(ctx: Context, args: Args) -> Reply:
    topic = agenda.Args.model_validate({"number": args.number, "text": ""}, context=ctx)
    reply: Reply = await agenda.add.run(ctx, topic)
    return reply
