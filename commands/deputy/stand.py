"""`!vertretung komme`, `enthaltung` and `aufheben`: what becomes of my voice at a session. 👍 and ⚪ on the card say the same."""

from __future__ import annotations

from collections.abc import Sequence

from bot.command import Arguments, command
from bot.context import Context
from bot.domain.ids import Number
from bot.domain.meetings import Occurrence
from bot.domain.teams import Team
from bot.domain.voting.voices import Chair, Stand, Word
from bot.grammar.implied_verb import NOT
from bot.messages import Outgoing, Reply, Role, Say, UserError
from bot.permissions import Who
from bot.records.notes import RECEIPT
from bot.values import Text
from bot.words import fold
from commands.deputy.committee import chair_for, committee, own_chairs
from commands.deputy.dates import card_tapped, date_meant, date_on
from commands.deputy.fields import For, SessionField
from commands.deputy.look import look_now
from commands.deputy.period import read_one_day
from commands.deputy.speaking import chairs, voices_on
from commands.deputy.taken_back import taken_back
from commands.deputy.words import About, say, told_deputies, told_lenders
from commands.deputy.words_said import bare, number_in

COMES, ABSTAINS = "👍", "⚪"


class Args(Arguments):
    prose = False
    text: Text = ""
    municipality: For = ""
    session: SessionField = None


async def retract(ctx: Context, number: Number) -> Sequence[Outgoing]:
    """What was said by a tap the card shows; the message of a command is answered."""
    team = await committee(ctx)
    words = await ctx.tx.voices.of_event(ctx.origin) if ctx.origin else []
    is_answered = ctx.origin is not None and bool(await ctx.tx.outbox.by_cause(ctx.origin))
    return await taken_back(ctx, team, words, answers=is_answered)


@command(
    "deputy coming",
    args=Args,
    who=Who.MEMBERS,
    aliases=("komme", "kommen", "dabei", "zusage", "zusagen"),
    button=COMES,
    on=(Role.SPEAKERS,),
    retract=retract,
)
async def coming(ctx: Context, args: Args) -> Reply:
    return await _said(ctx, args, Stand.COMING)


@command(
    "deputy abstain",
    args=Args,
    who=Who.MEMBERS,
    aliases=("enthaltung", "enthalte", "enthalten"),
    button=ABSTAINS,
    on=(Role.SPEAKERS,),
    retract=retract,
)
async def abstain(ctx: Context, args: Args) -> Reply:
    return await _said(ctx, args, Stand.ABSTAINS)


@command("deputy clear", args=Args, who=Who.MEMBERS, aliases=("aufheben", "vergessen", "vergiss", "zurück", "zurücknehmen", "löschen"))
async def clear(ctx: Context, args: Args) -> Reply:
    """The PMO takes back only what it has said itself."""
    team = await committee(ctx)
    municipality, date = await _meant(ctx, team, args)
    own = [await chair_for(ctx, team, municipality)] if municipality else await own_chairs(ctx, team)
    before = await voices_on(ctx, team, date)
    words = [word for chair in own for word in await _words_about(ctx, team, chair, date)]
    if not words:
        raise UserError("deputy.nothing-said", date=date, names=[chair.name for chair in own])
    await ctx.tx.voices.unsay(words)
    await look_now(ctx, team)
    also = await told_deputies(ctx, team, date, before)
    voices = [voice for voice in await voices_on(ctx, team, date) if voice.municipality in {chair.name for chair in own}]
    return Reply("deputy.cleared", subject=date.session, also=tuple(also), date=date, voices=voices)


async def _said(ctx: Context, args: Args, stand: Stand) -> Reply:
    team = await committee(ctx)
    if (ctx.pressed or ctx.replied) and all(chair.holder != ctx.sender for chair in await chairs(ctx, team)):
        return _without_voice(ctx)
    municipality, date = await _meant(ctx, team, args)
    own = await own_chairs(ctx, team, municipality)
    before = await voices_on(ctx, team, date)
    await say(ctx, team, own, About(on=date), stand)
    also = await told_deputies(ctx, team, date, before)
    if stand is Stand.ABSTAINS:
        also += await told_lenders(ctx, team, date)
    on_card = (await card_tapped(ctx)) is not None
    if ctx.pressed and on_card:
        return Reply("", subject=date.session, also=tuple(also))  # the card shows it
    names = [chair.name for chair in own]
    return Reply(
        "deputy.said",
        subject=date.session,
        also=tuple(also),
        date=date,
        names=names,
        stand=stand,
        seats=bool(own[0].municipality),
        receipt=RECEIPT if on_card else None,
    )


async def _meant(ctx: Context, team: Team, args: Args) -> tuple[str, Occurrence]:
    """For which municipality, and on which date. Raises UserError for words that say neither."""
    if ctx.replied:  # the words have said no more than the verb
        return args.municipality, await date_meant(ctx, team, None)
    number, rest = number_in(args.text)
    number, rest = number or args.session, bare(rest.rstrip("!") if rest.strip(" .!") else "")
    if not rest:
        return args.municipality, await date_meant(ctx, team, number)
    if fold(rest) in {fold(chair.name) for chair in await chairs(ctx, team)}:
        return args.municipality or rest, await date_meant(ctx, team, number)
    if any(fold(word) in NOT for word in rest.split()):
        raise UserError("deputy.not-how", said=args.text)
    try:
        day = read_one_day(ctx, rest)
    except UserError:
        raise UserError("text.unexpected", said=rest) from None
    return args.municipality, await date_on(ctx, team, number, day)


def _without_voice(ctx: Context) -> Reply:
    """Answered once for each person and card, in its thread."""
    once = f"voices tap {ctx.origin} {ctx.sender}"
    return Reply("", also=(Say(room=ctx.room, text="deputy.tap-without-voice", params={"user": ctx.sender}, once=once, thread=ctx.origin),))


async def _words_about(ctx: Context, team: Team, chair: Chair, date: Occurrence) -> list[Word]:
    """What was said about the voice for that date; where that is nothing, for a period in which it lies."""
    day = ctx.calendar.day_of(date.start)
    words = [
        word
        for word in await ctx.tx.voices.words(team.id)
        if (word.municipality, word.holder) == (chair.municipality, chair.holder)
        and word.is_about(date.session, date.planned, day)
        and (chair.holder == ctx.sender or word.by != chair.holder)
    ]
    return [word for word in words if word.session is not None] or words
