"""`!vertretung @cem [S7]`, or with `von: … bis: …` in a period: somebody else speaks for my voice."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Annotated, Any

from bot.command import Arguments, Key, command
from bot.context import Context
from bot.domain.ids import Number, UserId
from bot.domain.meetings import Occurrence
from bot.domain.teams import Team
from bot.domain.voting.voices import Chair, Stand
from bot.grammar import field_words, verb_words
from bot.messages import Outgoing, Reply, Rewrite, UserError
from bot.permissions import Who
from bot.values import People, Text
from bot.values.length_limits import PERIOD
from bot.words import fold
from commands.deputy.committee import chair_for, committee, number_of
from commands.deputy.dates import date_meant, date_on
from commands.deputy.fields import For, SessionField
from commands.deputy.list import listed_for
from commands.deputy.period import read_days, read_one_day
from commands.deputy.rules import require_able
from commands.deputy.speaking import can_vote, chairs, voices_on
from commands.deputy.stand_in_words import refuse_stand, without_lead
from commands.deputy.taken_back import taken_back
from commands.deputy.words import About, say, told, told_deputies
from commands.deputy.words_said import read_said

_MYSELF = frozenset({"mich", "mich selbst", "meine stimme", "me", "myself", "my voice"})
PERIOD_FIRST = ("von", "ab", "vom", "from", "since")


class Args(Arguments):
    prose = False
    text: Text = ""
    who: Annotated[People, Key(*field_words.WHO)] = ""
    municipality: For = ""
    session: SessionField = None
    first: Annotated[Text, PERIOD.first, Key(*PERIOD_FIRST)] = ""
    last: Annotated[Text, PERIOD.first, Key("bis", "until", "to")] = ""


@dataclass(frozen=True)
class _Meant:
    chair: Chair
    deputy: UserId
    about: About


async def amend(ctx: Context, number: Number, args: Args) -> Sequence[Outgoing] | None:
    """The message was edited: what it said before no longer holds."""
    team = await committee(ctx)
    before = await ctx.tx.voices.of_event(ctx.event)
    also = await taken_back(ctx, team, before)
    reply = await _named(ctx, team, args, is_edit=True)
    return [*also, *reply.also, Rewrite(of=f"answer:{ctx.event}", text=reply.text, params=reply.params)]


async def retract(ctx: Context, number: Number) -> Sequence[Outgoing]:
    team = await committee(ctx)
    return await taken_back(ctx, team, await ctx.tx.voices.of_event(ctx.origin) if ctx.origin else [], answers=True)


@command(
    "deputy name",
    args=Args,
    who=Who.MEMBERS,
    aliases=("benennen", "ernennen", *verb_words.ADD),
    amend=amend,
    retract=retract,
)
async def name(ctx: Context, args: Args) -> Reply:
    team = await committee(ctx)
    if ctx.replied:
        args = args.model_copy(update={"text": without_lead(args.text)})
    said = await read_said(ctx, team, args.text) if not args.who else None
    if said is not None and said.person is None and not args.municipality:
        refuse_stand(ctx, said.before, said.number)
    if said is not None and said.person is None and not said.before and (said.number or args.session):
        return await listed_for(ctx, team, said.number or args.session)
    return await _named(ctx, team, args)


async def _named(ctx: Context, team: Team, args: Args, *, is_edit: bool = False) -> Reply:
    """An edited answer notifies nobody, so that whoever it concerns gets a word of their own then."""
    meant = await _meant(ctx, team, args)
    date = meant.about.on
    before = await voices_on(ctx, team, date)
    await require_able(ctx, team, meant.chair, meant.deputy, meant.about)
    await say(ctx, team, [meant.chair], meant.about, Stand.DEPUTISED, meant.deputy)
    by_pmo = meant.chair.holder != ctx.sender
    is_there = can_vote(ctx, team, meant.deputy)
    reads = ctx.room == team.room and not is_edit
    mentions = [user for user in (meant.deputy, meant.chair.holder) if user != ctx.sender and ctx.rooms.is_joined(user, ctx.room)]
    params: dict[str, Any] = {
        "chair": meant.chair,
        "deputy": meant.deputy,
        "date": date,
        "first": meant.about.first,
        "last": meant.about.last,
        "by_pmo": by_pmo,
        "by": ctx.sender,
        "is_there": is_there,
    }
    also: list[Outgoing] = []
    if date is not None:
        also += await told_deputies(ctx, team, date, before, but=mentions if reads else ())
    elif meant.deputy not in (mentions if reads else ()):
        also += await told(ctx, team, meant.deputy, "deputy.told.period", params, "period")
    if by_pmo and meant.chair.holder not in (mentions if reads else ()):
        also += await told(ctx, team, meant.chair.holder, "deputy.told.by-pmo", params, "by pmo")
    return Reply(
        "deputy.named",
        subject=date.session if date else number_of(team),
        also=tuple(also),
        mentions=tuple(mentions) if reads else (),
        **params,
    )


async def _meant(ctx: Context, team: Team, args: Args) -> _Meant:
    said = await read_said(ctx, team, f"{args.who} {args.text}" if args.who else args.text)
    if said.before and not said.behind and _is_day(ctx, said.before):  # `am 4.12. Cem`
        said = replace(said, before="", behind=said.before)
    municipality, behind = args.municipality, said.behind
    if municipality and said.person is None:
        within = await read_said(ctx, team, f"{municipality} {said.before}")
        municipality, said, behind = within.before or within.behind, within, "" if not within.before else within.behind
    if said.person is None:
        raise UserError("deputy.who", said=said.before)
    if said.before and not municipality:
        municipality = said.before
    elif said.before and fold(said.before) != fold(municipality):
        raise UserError("text.unexpected", said=said.before)
    if behind and not municipality and any(fold(behind) == fold(each.name) for each in await chairs(ctx, team)):
        municipality, behind = behind, ""
    chair = await chair_for(ctx, team, "" if fold(municipality) in _MYSELF else municipality)
    return _Meant(chair, said.person, await _about(ctx, team, args, said.number or args.session, behind))


async def _about(ctx: Context, team: Team, args: Args, number: Number | None, behind: str) -> About:
    days = read_days(ctx, args.first, args.last)
    if days is None and behind:
        found = await _read_behind(ctx, team, number, behind)
        if isinstance(found, Occurrence):
            return About(on=found)
        days = found
    elif behind:
        raise UserError("text.unexpected", said=behind)
    if days is None:
        return About(on=await date_meant(ctx, team, number))
    if number is not None:
        raise UserError("deputy.session-or-period", number=str(number))
    return About(first=days[0], last=days[1])


def _is_day(ctx: Context, said: str) -> bool:
    try:
        read_one_day(ctx, said)
    except UserError:
        return False
    return True


async def _read_behind(ctx: Context, team: Team, number: Number | None, said: str) -> Occurrence | tuple[date, date]:
    """A day or a period that stands behind the name, without a field. Raises UserError for anything else."""
    try:
        days = read_days(ctx, said, "")
    except UserError as refused:
        if refused.text not in ("deputy.until-when",):
            raise UserError("text.unexpected", said=said) from None
        if not _is_day(ctx, said):
            raise UserError("text.unexpected", said=said) from None
        return await date_on(ctx, team, number, read_one_day(ctx, said))
    if days is None:
        raise UserError("text.unexpected", said=said)
    return days
