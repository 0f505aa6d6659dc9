"""`!ampel inhalt gelb ressourcen rot Stelle unbesetzt`: how a group's content and resources stand, and why."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Annotated, Any

from bot.command import Arguments, Key, command
from bot.context import Context
from bot.domain.ids import Number, TeamId
from bot.domain.lights.course import Light, lights, turned
from bot.domain.lights.report import OF_A_GROUP, Aspect, Colour, Report, ReportKind
from bot.domain.teams import Team
from bot.grammar import verb_words
from bot.messages import Erase, Outgoing, Reply, Rewrite, Role, Say, UserError
from bot.permissions import Who
from bot.values import GroupName, Text
from bot.words import fold
from commands.light.colour_words import ASPECTS
from commands.light.groups import group_called, group_meant, group_nearly_called, number_of
from commands.light.keep import Changed, confirmed, keep, require_unbuilt, said_by, withdrawn
from commands.light.loose_fields import refuse_slips, with_group
from commands.light.reading import Said, Unclear, read
from commands.light.show import groups_meant, is_all, shown_for
from commands.light.shown import meanings, of_group
from commands.light.words import HELP, MEASURE, REASON, Words, line

BUTTONS = ("1️⃣", "2️⃣", "3️⃣")
"""As clients write them: with the variation selector, which is taken out of what people tap (`bot/matrix/inbound/text.py`)."""


class Args(Arguments):
    prose = False

    text: Text = ""
    content: Annotated[Text, Key("inhalt", "inhalte", "content")] = ""
    resources: Annotated[Text, Key("ressourcen", "ressource", "resources")] = ""
    reason: Annotated[Text, REASON] = ""
    measure: Annotated[Text, MEASURE] = ""
    help: Annotated[Text, HELP] = ""
    team: Annotated[GroupName, Key("team", "gruppe", "group")] = ""


async def amend(ctx: Context, number: Number, args: Args) -> Sequence[Outgoing] | None:
    """The message was edited: what it said before does not count any more."""
    team = await ctx.team(TeamId(number.count))
    if (args.team or ctx.direct) and (await group_meant(ctx, args.team)).id != team.id:
        raise UserError("light.other-team", team=team.name)
    await ctx.require_may_change(team.id)
    before = await said_by(ctx, ctx.event)
    await require_unbuilt(ctx, before)
    try:
        said = _said(ctx, args)
    except _OneColour:  # the question that it would be answered with has its buttons under a message of its own
        raise UserError("light.how", said=args.text, meanings=meanings(ctx)) from None
    reply = await _set(ctx, team, said, _words(args), instead_of=before)
    return [*reply.also, Rewrite(of=f"answer:{ctx.event}", text=reply.text, params=reply.params)]


async def retract(ctx: Context, number: Number) -> Sequence[Outgoing]:
    """The message was deleted: its report is taken back and its words are erased, if nobody has confirmed it since."""
    rows = await said_by(ctx, ctx.origin)
    try:
        await require_unbuilt(ctx, rows)
    except UserError as refused:
        return [Say(room=ctx.room, text=refused.text, once=f"kept:{ctx.event}")]
    answers = await ctx.tx.outbox.by_cause(ctx.origin) if ctx.origin else ()
    also: list[Outgoing] = [Erase(of=row.once) for row in answers if row.role in (Role.LIGHT_REASON, Role.LIGHT_WHICH)]
    if not rows:
        return also
    team = await ctx.team(TeamId(number.count))
    also += await withdrawn(ctx, ctx.origin)
    await ctx.tx.lights.erase(rows)
    gone = Say(
        room=ctx.room,
        text="light.retracted",
        params={"group": await of_group(ctx, team), "today": ctx.calendar.day_of(ctx.now)},
        once=f"gone:{ctx.event}",
    )
    return [*also, gone]


@command(
    "light set",
    args=Args,
    who=Who.TEAM | Who.PMO,
    aliases=(*verb_words.SET, *verb_words.EDIT),
    amend=amend,
    retract=retract,
)
async def set_lights(ctx: Context, args: Args) -> Reply:
    shown = await _only_named(ctx, args)
    if shown is not None:
        return shown
    team_named, text = await with_group(ctx, args.team, args.text)
    args = args.model_copy(update={"team": team_named, "text": text})
    try:
        said = _said(ctx, args)
    except _OneColour as asked:
        team = await group_meant(ctx, args.team)
        return Reply(
            "light.which",
            subject=number_of(team),
            role=Role.LIGHT_WHICH,
            buttons=BUTTONS,
            suggests=_rest(args, args.text),
            colour=asked.unclear.colour,
            reason=asked.unclear.rest,
            meanings=meanings(ctx),
        )
    team = await group_meant(ctx, args.team)
    return await _set(ctx, team, said, _words(args))


async def _only_named(ctx: Context, args: Args) -> Reply | None:
    """The lights of a group, where nothing is said but which: `!ampel Dateninventur`. Raises UserError for a slip of its name."""
    values = (args.content, args.resources, args.reason, args.measure, args.help)
    if any(values) or bool(args.text) is bool(args.team):
        return None
    if is_all(args.text):
        return await shown_for(ctx, await groups_meant(ctx, args.text), in_full=False)
    named = await group_called(ctx, args.text or args.team)
    if named is not None:
        return await shown_for(ctx, [named], in_full=True)
    meant = await group_nearly_called(ctx, args.text)
    if meant is not None and not ctx.literal:
        raise UserError("light.no-group", said=args.text, near=meant, groups=[], suggest=f"{_spoken(ctx)} {meant}")
    return None


async def set_one(ctx: Context, team: Team, aspects: Sequence[Aspect], colour: Colour, words: Words) -> Reply:
    """The answer to "Inhalt, Ressourcen oder beide?"."""
    said = Said(colours=dict.fromkeys(aspects, colour), reasons={})
    return await _set(ctx, team, said, words)


async def _set(ctx: Context, team: Team, said: Said, words: Words, instead_of: Sequence[Report] = ()) -> Reply:
    reports = [each for each in await ctx.tx.lights.of(team.id) if each.id not in {row.id for row in instead_of}]
    now = lights(reports, ctx.settings.zone)
    rows = _rows(ctx, team, said, words, now)
    if not rows:
        raise UserError("light.nothing-to-explain", meanings=meanings(ctx))
    changed = await keep(ctx, team, [*rows, *confirmed(ctx, now, but=[row.aspect for row in rows])], instead_of)
    also = [*changed.also, *await _told(ctx, team)]
    return Reply(
        "light.set",
        subject=number_of(team),
        role=Role.LIGHT_REASON,
        also=tuple(also),
        **await _answer(ctx, team, [row.aspect for row in rows], changed),
    )


async def _answer(ctx: Context, team: Team, named: Sequence[Aspect], changed: Changed) -> dict[str, Any]:
    group = await of_group(ctx, team)
    new = [light for light in turned(changed.before, changed.after) if light.aspect in named]
    return {
        "group": group,
        "named": [each for each in group.lights if each.aspect in named],
        "kept": [each for each in group.was_set if each.aspect not in named],
        "here": team.room == ctx.room,
        "asks": asks(new),
        "asks_of": [light.aspect for light in new if (light.needs_reason if asks(new) == "reason" else light.needs_help)],
        "unheard": any(light.colour is Colour.RED for light in new) and await ctx.pmo() is None,
        "red_help_missing": any(light.needs_help for light in new),
        "today": ctx.calendar.day_of(ctx.now),
        "now": ctx.now,
        "meanings": meanings(ctx),
    }


def asks(new: Sequence[Light]) -> str:
    """What is asked of lights that have turned: a reason first, and else the help wanted."""
    if any(light.needs_reason for light in new):
        return "reason"
    return "help" if any(light.needs_help for light in new) else ""


def _rows(ctx: Context, team: Team, said: Said, words: Words, now: Mapping[Aspect, Light]) -> list[Report]:
    """A row for each light that was named; where none was, the words are about those that are not green."""
    if said.colours:
        named, kind = dict(said.colours), ReportKind.SET
    else:
        named = {aspect: light.colour for aspect, light in now.items() if light.colour is not Colour.GREEN}
        kind = ReportKind.EXPLAINED
    needs_words = [aspect for aspect, colour in named.items() if colour is not Colour.GREEN] or list(named)
    reasons = _reasons(said, words, needs_words)
    needs_help = [aspect for aspect, colour in named.items() if colour is Colour.RED] or needs_words
    return [
        Report(
            id=0,
            team=team.id,
            aspect=aspect,
            kind=kind,
            colour=named[aspect],
            reason=reasons.get(aspect, ""),
            measure=words.measure if aspect in needs_words else "",
            help=words.help if aspect in needs_help else "",
            at=ctx.written_at,
            by=ctx.sender,
            mark=ctx.event,
        )
        for aspect in OF_A_GROUP
        if aspect in named
    ]


def _reasons(said: Said, words: Words, needs_words: Sequence[Aspect]) -> Mapping[Aspect, str]:
    """What stands behind the colours, and `grund:` for those without a word; where each has one, `grund:` is added."""
    lacking = [aspect for aspect in needs_words if aspect not in said.reasons]
    if not words.reason:
        return said.reasons
    if lacking:
        return {**said.reasons, **dict.fromkeys(lacking, words.reason)}
    return {**said.reasons, **{aspect: f"{said.reasons[aspect]}; {words.reason}" for aspect in needs_words}}


async def _told(ctx: Context, team: Team) -> list[Outgoing]:
    """A word to the group where somebody has set its lights elsewhere."""
    if team.room == ctx.room or not team.counts:
        return []
    params = {"group": await of_group(ctx, team), "by": ctx.sender, "today": ctx.calendar.day_of(ctx.now)}
    return [
        Say(
            room=team.room,
            text="light.told",
            params=params,
            once=f"told:{ctx.event}:lights",
            subject=str(number_of(team)),
            role=Role.LIGHTS,
            unasked=True,
        )
    ]


def _words(args: Args) -> Words:
    return Words(reason=line(args.reason), measure=line(args.measure), help=line(args.help))


class _OneColour(Exception):
    def __init__(self, unclear: Unclear) -> None:
        super().__init__()
        self.unclear = unclear


def _said(ctx: Context, args: Args) -> Said:
    """The colours in the text and in the fields. Raises UserError, or _OneColour for a colour without its light."""
    values = (args.content, args.resources, args.reason, args.measure, args.help)
    refuse_slips(ctx, args.text, values, set_lights.fields, _spoken(ctx))
    text = _whole(args)
    if not text:
        if _words(args).is_empty:
            raise UserError("light.how", said="", meanings=meanings(ctx))
        return Said(colours={}, reasons={})
    try:
        return read(text, literal=ctx.literal)
    except Unclear as unclear:
        if unclear.colour is not None:
            raise _OneColour(unclear) from None
        raise _refusal(ctx, args, unclear) from None


def _whole(args: Args) -> str:
    words = [args.text]
    words += [f"{word} {value}" for word, value in (("inhalt", args.content), ("ressourcen", args.resources)) if value]
    return "\n".join(word for word in words if word.strip())


def _refusal(ctx: Context, args: Args, unclear: Unclear) -> UserError:
    if unclear.twice is not None:
        return UserError("light.twice", aspect=unclear.twice, meanings=meanings(ctx))
    if unclear.mended:
        spoken = _spoken(ctx)
        literal = f"{spoken} {_rest(args, _whole(args))}" if unclear.as_it_stands else None
        return UserError("light.meant", suggest=f"{spoken} {_rest(args, unclear.mended)}", literal=literal, meanings=meanings(ctx))
    if unclear.unknown:
        aspect = ASPECTS.get(fold(unclear.unknown.strip(" ?!.,")))
        return UserError("light.colour", said="" if aspect else unclear.unknown, aspect=aspect, meanings=meanings(ctx))
    return UserError("light.how", said=args.text, meanings=meanings(ctx))


def _spoken(ctx: Context) -> str:
    return f"{ctx.project.prefix}{'status' if ctx.settings.language == 'en' else 'ampel'}"


def _rest(args: Args, words: str) -> str:
    """These words, with the fields that were written beside them."""
    fields = (("grund", args.reason), ("maßnahme", args.measure), ("hilfe", args.help), ("team", args.team))
    return " ".join([words, *(f"| {key}: {line(value)}" for key, value in fields if value)]).strip()
