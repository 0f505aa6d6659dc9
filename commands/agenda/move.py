"""`!agenda verschieben T7 | auf: 1`: another place in the order."""

from __future__ import annotations

import re
from typing import Annotated

from bot.command import Arguments, Key, command
from bot.context import Context
from bot.domain.agenda import moved, standing
from bot.grammar import verb_words
from bot.messages import Reply, UserError
from bot.permissions import Who
from bot.values import Place, Text, TopicNumber
from bot.values.length_limits import PLACE
from commands.agenda.record import KIND, on_agenda
from commands.agenda.session_dates import date_of

_PLACE = re.compile(r"(?:(?:auf|an|to) )?(?:(?:platz|stelle|place|position) )?#?(\d{1,4})\.?", re.IGNORECASE)


def says_place(value: str) -> bool:
    return _PLACE.fullmatch(value) is not None


class Args(Arguments):
    number: TopicNumber
    to: Annotated[Place, Key("auf", "to", "an")] = ""
    text: Text = ""


@command("agenda move", args=Args, who=Who.TEAM | Who.PMO, aliases=verb_words.MOVE)
async def move(ctx: Context, args: Args) -> Reply:
    topic = await on_agenda(ctx, args.number)
    said = args.to or args.text
    PLACE.require(said)
    place = _PLACE.fullmatch(said)
    if place is None or int(place[1]) < 1:
        raise UserError("agenda.place-unknown", said=said, topic=topic)
    date = await date_of(ctx, topic.session, topic.planned)
    if date is None:
        raise UserError("agenda.waits", topic=topic)
    before = standing(await ctx.tx.topics.of_date(date.session, date.planned), date.start)
    order = {each.number: each for each in moved(before, topic.number, int(place[1]))}
    after = order.pop(topic.number)
    for other in order.values():
        await ctx.tx.topics.save(other)
    also = await KIND.change(ctx, topic, after, "move", str(after.position))
    return Reply("agenda.moved", subject=topic.number, also=tuple(also), receipt="👌", **await KIND.card(ctx, after, ctx.room))
