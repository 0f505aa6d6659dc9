"""`!protokoll vertagen`, or ✅ under what could wait: the topic goes to the following session."""

from __future__ import annotations

from bot.command import Arguments, command
from bot.context import Context
from bot.domain.agenda import LETTER
from bot.domain.ids import Number
from bot.messages import Reply, Role, UserError
from bot.permissions import Who
from bot.values import Text
from commands.agenda import defer as on_agenda
from commands.agenda.session_card import topic_of_subject
from commands.minutes.running import meant
from commands.minutes.taps import YES, offers_to_defer, tapped


class Args(Arguments):
    text: Text = ""


def _says_topic(text: str) -> bool:
    number = Number.read(text)
    return number is not None and number.letter == LETTER


@command(
    "minutes defer",
    args=Args,
    who=Who.TEAM | Who.PMO,
    aliases=("vertagen", "vertage", "postpone"),
    button=YES,
    on=(Role.SESSION,),
    fits=_says_topic,
)
async def defer(ctx: Context, args: Args) -> Reply:
    minutes = await meant(ctx)
    number = minutes.topic
    if ctx.pressed:
        row = await tapped(ctx)
        number = topic_of_subject(row.subject) if row and offers_to_defer(row, minutes) else None
        topic = await ctx.tx.topics.get(number) if number else None
        if topic is None or not topic.is_open or (topic.session, topic.planned) != (minutes.session, minutes.planned):
            return Reply("", subject=minutes.session)  # not offered, or talked about or deferred meanwhile
    elif args.text:
        number = Number.read(args.text)
    if number is None:
        raise UserError("minutes.no-topic")
    return await on_agenda.defer.run(ctx, on_agenda.Args.model_construct(number=number, text=""))
