"""`!meilenstein stimmt [M4 …]`: the forecasts hold. Each becomes a point of the trend; one tap under the question confirms all it names."""

from __future__ import annotations

from bot.command import Arguments, command
from bot.context import Context
from bot.domain.ids import Number
from bot.domain.milestones.forecasts import EntryKind
from bot.domain.milestones.milestone import LETTER, Milestone
from bot.domain.record_types import MILESTONES
from bot.grammar import numbers, verb_words
from bot.grammar.numbers import MAX_NUMBERS
from bot.messages import Outgoing, Reply, Role, UserError
from bot.permissions import Who
from bot.values import Text
from bot.words import fold
from commands.light.confirm import confirm_asked
from commands.milestone.close import ON
from commands.milestone.record import CONFIRM, KIND, log

_ALL = frozenset({"", "alle", "alles", "all", "noch", "so", "weiter", "weiterhin", "noch so"})
_DENIED = frozenset({"nicht", "nich", "not"})
_MOST_DENYING = 3
"""Words of `nicht mehr ganz`; a longer text begins something else."""


class Args(Arguments):
    text: Text = ""


def _holds(text: str) -> bool:
    """Whether nothing but milestones is named."""
    said, rest = numbers.leading(text, LETTER, frozenset({LETTER}))
    return fold(text.strip(" .!,")) in _ALL or (bool(said) and fold(rest.strip(" .!,")) in _ALL)


def _denies(text: str) -> bool:
    """`stimmt M4 nicht`, `stimmt nicht mehr`."""
    words = fold(numbers.leading(text, LETTER, frozenset({LETTER}))[1].strip(" .!,")).split()
    return 0 < len(words) <= _MOST_DENYING and words[0] in _DENIED


def _fits(text: str) -> bool:
    """Whether it speaks of forecasts at all: `stimmt alles im Katalog` begins something else."""
    return _holds(text) or _denies(text)


@command(
    "milestone confirm",
    args=Args,
    who=Who.TEAM,
    aliases=("stimmt", "passt", *verb_words.CONFIRM),
    button=CONFIRM,
    on=ON,
    fits=_fits,
)
async def confirm(ctx: Context, args: Args) -> Reply:
    if _denies(args.text):
        said, _ = numbers.leading(args.text, LETTER, frozenset({LETTER}))
        raise UserError("milestone.confirm-not", milestone=await KIND.open(ctx, said[0]) if said else None)
    if not _holds(args.text):
        raise UserError("milestone.confirm-which", said=args.text)
    chosen = await _asked(ctx) if ctx.tapped is Role.QUESTION else await _named(ctx, args.text)
    of_lights = await _lights_asked(ctx)
    if not chosen and of_lights is None:
        raise UserError("milestone.answered-already")
    if not chosen and of_lights is not None:
        return of_lights
    also: list[Outgoing] = [*of_lights.also] if of_lights else []
    confirmed: list[Milestone] = []
    for before in chosen:
        after = before.expected(before.forecast, at=ctx.written_at)
        await log(ctx, after, EntryKind.CONFIRMED)
        also += await KIND.change(ctx, before, after, "confirm")
        if ctx.direct:
            also += await KIND.told(ctx, after, "milestone.told.confirmed")
        confirmed.append(after)
    today = ctx.calendar.day_of(ctx.now)
    return Reply(
        "milestone.confirmed",
        subject=confirmed[0].number,
        also=tuple(also),
        receipt="👌",
        milestones=confirmed,
        lights=of_lights.params["group"] if of_lights else None,
        overdue=[each for each in confirmed if each.forecast < today],
    )


async def _named(ctx: Context, text: str) -> list[Milestone]:
    said, _ = numbers.leading(text, LETTER, frozenset({LETTER}))
    if len(said) > MAX_NUMBERS:
        raise UserError("number.too-many", most=MAX_NUMBERS)
    if said:
        return [await KIND.open(ctx, number) for number in said]
    groups = ctx.groups if ctx.direct else [ctx.own_group()]
    found = [each for group in groups for each in await ctx.tx.records(MILESTONES).listed(group.id)]
    if not found:
        raise UserError("milestone.none-open")
    for each in found:
        await KIND.may_change(ctx, each)
    return found


async def _asked(ctx: Context) -> list[Milestone]:
    """Those that the tapped message has asked about, as far as they are open and nobody has reported of them since."""
    row = await ctx.tx.outbox.by_event(ctx.origin) if ctx.origin else None
    entries = await ctx.tx.milestone_log.of_mark(row.once) if row is not None else ()
    asked = [entry for entry in entries if entry.kind is EntryKind.ASKED]
    if not asked and row is not None and row.subject:  # a digest that names an overdue one alone
        number = Number.of_subject(row.subject)
        return [await KIND.open(ctx, number)] if number else []
    found: list[Milestone] = []
    for entry in asked:
        milestone = await KIND.changeable(ctx, entry.milestone)
        if milestone.is_open and milestone.reported_at < entry.at:
            found.append(milestone)
    return found


async def _lights_asked(ctx: Context) -> Reply | None:
    """The traffic lights that the same digest asks about, confirmed by the same tap."""
    row = await ctx.tx.outbox.by_event(ctx.origin) if ctx.tapped is Role.QUESTION and ctx.origin else None
    return await confirm_asked(ctx, row.once) if row is not None else None
