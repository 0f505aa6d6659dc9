"""1️⃣ 2️⃣ 3️⃣ under "Für Inhalt oder Ressourcen?", or the same as a reply."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from bot.command import Arguments, command
from bot.context import Context
from bot.domain.ids import Number, TeamId
from bot.domain.lights.report import OF_A_GROUP, Aspect
from bot.messages import Outgoing, Reply, Role, UserError
from bot.permissions import Who
from bot.ports import OutboxRow
from bot.values import Text
from bot.words import fold
from commands.light.colour_words import ASPECTS
from commands.light.groups import number_of
from commands.light.keep import withdrawn
from commands.light.reading import colour_first
from commands.light.set import BUTTONS, set_one
from commands.light.words import parted

ONE, TWO, THREE = (key.replace("\ufe0f", "") for key in BUTTONS)
_WORDS: dict[str, tuple[Aspect, ...]] = {
    **{word: (aspect,) for word, aspect in ASPECTS.items()},
    **dict.fromkeys(("1", ONE, BUTTONS[0]), (Aspect.CONTENT,)),
    **dict.fromkeys(("2", TWO, BUTTONS[1]), (Aspect.RESOURCES,)),
    **dict.fromkeys(("3", THREE, BUTTONS[2], "beide", "beides", "alle", "alles", "both", "all"), OF_A_GROUP),
    **dict.fromkeys(("inhalt und ressourcen", "content and resources"), OF_A_GROUP),
}


class Args(Arguments):
    text: Text


def names_lights(text: str) -> bool:
    return _chosen(text) is not None


def _chosen(text: str) -> Sequence[Aspect] | None:
    return _WORDS.get(fold(text.strip(" .!,")).removeprefix("die ").removeprefix("den ").removeprefix("the "))


async def retract(ctx: Context, number: Number) -> Sequence[Outgoing]:
    """The tap or the reply was taken back."""
    return await withdrawn(ctx, ctx.origin)


@command(
    "light choose",
    args=Args,
    who=Who.TEAM | Who.PMO,
    aliases=("für", "wähle", "for"),
    button=ONE,
    more_buttons=(TWO, THREE),
    on=(Role.LIGHT_WHICH,),
    retract=retract,
    fits=names_lights,
)
async def choose(ctx: Context, args: Args) -> Reply:
    aspects = _chosen(ctx.key if ctx.pressed else args.text)
    row = await _question(ctx)
    number = Number.of_subject(row.subject) if row is not None and row.subject else None
    if row is None or number is None or aspects is None:
        raise UserError("light.how", said=args.text, meanings=ctx.settings.light_meanings)
    team = await ctx.team(TeamId(number.count))
    await ctx.require_may_change(team.id)
    own, words = parted(row.suggests or "")
    colour, reason, _ = colour_first(own)
    if colour is None:
        raise UserError("light.chosen-already")
    await ctx.tx.outbox.blank(row)  # a second tap finds nothing to set
    return await set_one(ctx, team, aspects, colour, replace(words, reason=words.reason or reason))


async def _question(ctx: Context) -> OutboxRow | None:
    """The question that was tapped or replied to; else the last one to this room's group."""
    row = await ctx.tx.outbox.by_event(ctx.origin) if ctx.origin else None
    if row is not None and row.role is Role.LIGHT_WHICH:
        return row
    if ctx.here is None:
        return None
    asked = await ctx.tx.outbox.about(str(number_of(ctx.here)), (Role.LIGHT_WHICH,))
    return next((each for each in reversed(asked) if each.room == ctx.room), None)
