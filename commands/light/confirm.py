"""`!ampel stimmt`, or ✅: the lights hold. A point of their course like a new colour."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Annotated

from bot.command import Arguments, Key, command
from bot.context import Context
from bot.domain.ids import Number, TeamId
from bot.domain.lights.course import lights
from bot.domain.lights.report import ReportKind
from bot.domain.teams import Kind, Team
from bot.grammar import verb_words
from bot.messages import Outgoing, Reply, Role, UserError
from bot.permissions import Who
from bot.values import GroupName, Text
from bot.words import fold
from commands.light.groups import group_meant, number_of
from commands.light.keep import confirmed, keep, withdrawn
from commands.light.shown import GroupLights, meanings, of_group

CONFIRM = "✅"
_GERMAN = "alle alles beide beides noch so weiter weiterhin immer es ja soweit wie bisher gehabt"
_ENGLISH = "all both still everything yes as before"
_ALL = frozenset(f"{_GERMAN} {_ENGLISH}".split())
"""Words, folded, with which nothing else is said but that they hold."""


class Args(Arguments):
    prose = False

    text: Text = ""
    team: Annotated[GroupName, Key("team", "gruppe", "group")] = ""


def _fits(text: str) -> bool:
    return _says_no_more(text) or fold(text.lstrip("| ")).startswith(("team", "gruppe", "group"))


def _says_no_more(text: str) -> bool:
    return all(fold(word.strip(" .!,")) in _ALL for word in text.split())


async def retract(ctx: Context, number: Number) -> Sequence[Outgoing]:
    """The tap or the message was taken back."""
    return await withdrawn(ctx, ctx.origin)


@command(
    "light confirm",
    args=Args,
    who=Who.TEAM,
    aliases=("stimmt", "passt", "unverändert", "bleibt", "unchanged", *verb_words.CONFIRM),
    button=CONFIRM,
    on=(Role.LIGHTS,),
    retract=retract,
    fits=_fits,
)
async def confirm(ctx: Context, args: Args) -> Reply:
    if ctx.tapped is Role.LIGHTS:
        return await _tapped(ctx, args.text)
    if not _says_no_more(args.text):
        raise UserError("light.how", said=args.text, meanings=meanings(ctx))
    if not (args.team or ctx.direct) and Kind.TASK_FORCE not in ctx.own_group().kinds:
        raise UserError("light.only-task-forces")
    team = await group_meant(ctx, args.team)
    return _reply(team, await _confirmed(ctx, team))


async def _tapped(ctx: Context, subject: str) -> Reply:
    number = Number.of_subject(subject)
    team = await ctx.team(TeamId(number.count)) if number else ctx.own_group()
    await ctx.require_may_change(team.id)
    row = await ctx.tx.outbox.by_event(ctx.origin) if ctx.origin else None
    asked = await _asked_by(ctx, row.once) if row is not None else None
    if asked is not None:
        if (found := await confirm_asked(ctx, row.once if row else "")) is None:
            raise UserError("light.answered-already")
        return found
    return _reply(team, await _confirmed(ctx, team))


async def confirm_asked(ctx: Context, once: str) -> Reply | None:
    """What a tap on the digest with this key confirms; None where it asks for no lights, or somebody has said something of them since."""
    asked = await _asked_by(ctx, once)
    if asked is None:
        return None
    team, at_id = asked
    await ctx.require_may_change(team.id)
    reports = await ctx.tx.lights.of(team.id)
    if not lights(reports, ctx.settings.zone):  # it was told how to set them, and has not
        return None
    if any(each.is_said and each.id > at_id and each.withdrawn_at is None for each in reports):
        return None
    return _reply(team, await _confirmed(ctx, team))


async def _asked_by(ctx: Context, once: str) -> tuple[Team, int] | None:
    """The group that this digest asks, and the last row that says so."""
    rows = [each for each in await ctx.tx.lights.of_mark(once) if each.kind is ReportKind.ASKED]
    return (await ctx.team(rows[0].team), max(each.id for each in rows)) if rows else None


async def _confirmed(ctx: Context, team: Team) -> tuple[GroupLights, Sequence[Outgoing]]:
    now = lights(await ctx.tx.lights.of(team.id), ctx.settings.zone)
    if not now:
        raise UserError("light.never-set", meanings=meanings(ctx))
    changed = await keep(ctx, team, confirmed(ctx, now))
    return await of_group(ctx, team), changed.also


def _reply(team: Team, done: tuple[GroupLights, Sequence[Outgoing]]) -> Reply:
    group, also = done
    return Reply("light.confirmed", subject=number_of(team), also=tuple(also), receipt="👌", group=group)
