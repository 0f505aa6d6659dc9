"""👍 👎 ⚪ on the card, or `!beschluss stimme D6 Gießen dafür`: a ballot. The last one of a voice counts."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Annotated

from bot.command import Arguments, Key, command
from bot.context import Context
from bot.domain.decisions import Decision
from bot.domain.ids import Number
from bot.domain.voting.votes import Ballot, Ballots, Channel, Choice, Elector, Voting, is_complete, standing
from bot.messages import Outgoing, Reply, Role, Say, UserError
from bot.permissions import Who
from bot.values import DecisionNumber, Text
from commands.decision.fields import Municipalities
from commands.decision.record import KIND
from commands.decision.voting import card, closing
from commands.decision.voting.ballot_words import read_ballot
from commands.decision.voting.electors import has_voice, moderates, named, takes_minutes
from commands.decision.voting.opening import number_of_running


class Args(Arguments):
    number: DecisionNumber
    text: Text = ""
    in_favour: Annotated[Municipalities, Key("dafür", "ja", "for", "yes")] = ()
    against: Annotated[Municipalities, Key("dagegen", "nein", "against", "no")] = ()
    abstained: Annotated[Municipalities, Key("enthaltung", "enthaltungen", "abstain", "abstentions")] = ()


async def retract(ctx: Context, number: Number) -> Sequence[Outgoing]:
    """The reaction was withdrawn, or the message deleted: the ballot before it counts again. Once it is counted nothing changes."""
    voting, decision = await ctx.tx.votings.get(number), await KIND.records(ctx.tx).get(number)
    if voting is None or decision is None or ctx.origin is None:
        return []
    known = await ctx.tx.votings.ballots(number)
    mine = [each for each in known if each.event == ctx.origin]
    if not mine:
        return []
    if not voting.is_open or voting.is_late(ctx.written_at):
        return [_late(ctx, voting)]
    await ctx.tx.votings.take_back(ctx.origin)
    return await _shown(ctx, decision, voting, known)


@command(
    "decision ballot",
    args=Args,
    who=Who.ANYONE,
    aliases=("stimme", "ballot"),
    button=card.FOR,
    more_buttons=(card.AGAINST, card.ABSTAIN),
    on=(Role.BALLOT,),
    retract=retract,
)
async def ballot(ctx: Context, args: Args) -> Reply:
    if ctx.pressed:
        return await _tapped(ctx, args.number)
    if not ctx.groups:
        raise UserError("right.member")
    decision = await KIND.find(ctx.tx, args.number)
    voting = await number_of_running(ctx, decision.number)
    if voting.is_late(ctx.written_at):
        raise UserError("decision.vote-over", decision=decision, closed=voting.closes_at)
    said = await _said(ctx, args, decision, voting)
    also = [each for choice, electors, channel in said for each in await _cast(ctx, decision, voting, choice, electors, channel)]
    names = [each.municipality for _, electors, _ in said for each in electors]
    entered = any(channel is Channel.MODERATION for _, _, channel in said)
    return Reply(
        "decision.ballot-kept",
        subject=decision.number,
        also=tuple(also),
        receipt="🗳️",
        decision=decision,
        names=names,
        entered=entered,
    )


async def _tapped(ctx: Context, number: Number) -> Reply:
    decision, voting = await KIND.records(ctx.tx).get(number), await ctx.tx.votings.get(number)
    current = await card.latest(ctx, number)
    if decision is None or voting is None or current is None or ctx.origin is None:
        return Reply("", subject=number)
    row = await ctx.tx.outbox.by_event(ctx.origin)
    if row is None or row.id != current.id:
        return Reply("", subject=number, also=(_late(ctx, voting, of_earlier=True),))
    if voting.is_late(ctx.written_at) or voting.counted_at is not None:
        is_counted = any(each.event == ctx.event for each in await ctx.tx.votings.ballots(number))
        return Reply("", subject=number, also=() if is_counted else (_late(ctx, voting),))
    if voting.ballots is Ballots.TEXT:
        return Reply("", subject=number, also=(_once(ctx, voting, "decision.ballot-in-words", decision=decision),))
    electors = voting.spoken_by(ctx.sender)
    if not electors:
        return Reply("", subject=number, also=(_without_voice(ctx, voting),))
    also = await _cast(ctx, decision, voting, card.CHOICES[ctx.key], electors, Channel.REACTION)
    return Reply("", subject=number, also=tuple(also))


async def _cast(
    ctx: Context, decision: Decision, voting: Voting, choice: Choice, electors: Iterable[Elector], channel: Channel
) -> list[Outgoing]:
    before = await ctx.tx.votings.ballots(decision.number)
    on_record = {each.municipality for each in before if each.on_record}
    for elector in electors:
        await ctx.tx.votings.cast(
            Ballot(
                decision=decision.number,
                municipality=elector.municipality,
                event=ctx.event,
                choice=choice,
                by=ctx.sender,
                at=ctx.written_at,
                channel=channel,
                on_record=elector.municipality in on_record,
            )
        )
    return await _shown(ctx, decision, voting, before)


async def _shown(ctx: Context, decision: Decision, voting: Voting, before: Sequence[Ballot]) -> list[Outgoing]:
    """The card as it reads now; a vote in writing ends with the last voice."""
    counted = standing(voting, await ctx.tx.votings.ballots(decision.number))
    if voting.is_written and voting.is_open and is_complete(voting, counted):
        return [
            *await card.rewritten(ctx, decision, voting),
            *await closing.closed(ctx, decision, voting, at=max(each.at for each in counted.values())),
        ]
    earlier = standing(voting, before)
    if ctx.settings.decisions.show_running or _shape(counted.values()) != _shape(earlier.values()):
        return await card.rewritten(ctx, decision, voting)
    return []


def _shape(counted: Iterable[Ballot]) -> tuple[int, int]:
    """What the card shows of the ballots."""
    channels = [each.channel for each in counted]
    return len(channels), channels.count(Channel.MODERATION)


async def _said(ctx: Context, args: Args, decision: Decision, voting: Voting) -> list[tuple[Choice, tuple[Elector, ...], Channel]]:
    """What the words vote for whom. Raises UserError where they do not say it, or the sender may not vote for that voice."""
    asked: list[tuple[Choice, tuple[str, ...]]] = [
        (choice, names)
        for choice, names in ((Choice.FOR, args.in_favour), (Choice.AGAINST, args.against), (Choice.ABSTAIN, args.abstained))
        if names
    ]
    if args.text or not asked:
        choice, names = read_ballot(args.text)
        if choice is None:
            raise UserError("decision.ballot-unclear", decision=decision, voting=voting, own=bool(voting.spoken_by(ctx.sender)))
        asked.append((choice, names))
    found: list[tuple[Choice, tuple[Elector, ...], Channel]] = []
    for choice, names in asked:
        if not names:
            own = voting.spoken_by(ctx.sender)
            if not own:
                raise await _refused_own(ctx, decision, voting)
            found.append((choice, own, Channel.TEXT))
        for name in names:
            elector = _elector(ctx, decision, voting, name)
            found.append((choice, (elector,), await _channel(ctx, decision, elector)))
    municipalities = [each.municipality for _, electors, _ in found for each in electors]
    if len(set(municipalities)) < len(municipalities):
        raise UserError("decision.ballot-unclear", decision=decision, voting=voting, own=bool(voting.spoken_by(ctx.sender)))
    return found


def _elector(ctx: Context, decision: Decision, voting: Voting, name: str) -> Elector:
    person = ctx.mentions.get(name) or ctx.mentions.get(f"@{name.removeprefix('@')}")
    by_person = [each for each in voting.electors if person is not None and person in (each.holder, *each.speakers)]
    elector = by_person[0] if len(by_person) == 1 else named(voting.electors, name)
    if elector is None:
        raise UserError("decision.no-such-voice", said=name, municipalities=[each.municipality for each in voting.electors])
    if elector.municipality in voting.conflicts:
        raise UserError("decision.ballot-conflict", municipality=elector.municipality, decision=decision)
    if not elector.takes_part:
        raise UserError("decision.ballot-absent", municipality=elector.municipality, decision=decision)
    return elector


async def _channel(ctx: Context, decision: Decision, elector: Elector) -> Channel:
    if ctx.sender in elector.speakers:
        return Channel.TEXT
    team = await ctx.team(decision.team)
    if not (await moderates(ctx, team) or await takes_minutes(ctx, team)):
        raise UserError("decision.ballot-of-others", municipality=elector.municipality, decision=decision)
    return Channel.MODERATION


async def _refused_own(ctx: Context, decision: Decision, voting: Voting) -> UserError:
    team = await ctx.team(decision.team)
    if await moderates(ctx, team) or await takes_minutes(ctx, team):
        return UserError("decision.ballot-whose", decision=decision, municipality=voting.taking_part[0].municipality)
    return UserError("decision.ballot-no-voice", why=_why_not(ctx, voting))


def _why_not(ctx: Context, voting: Voting) -> str:
    """Why somebody has no voice here: they may hold one that takes no part."""
    own = [each for each in voting.electors if has_voice((each,), ctx.sender)]
    if any(each.municipality in voting.conflicts for each in own):
        return "conflict"
    return "absent" if any(not each.takes_part for each in own) else "deputised" if own else ""


def _without_voice(ctx: Context, voting: Voting) -> Say:
    say = _once(ctx, voting, "decision.ballot-no-voice", why=_why_not(ctx, voting))
    return replace(say, once=f"{say.once}:{ctx.sender}")


def _late(ctx: Context, voting: Voting, *, of_earlier: bool = False) -> Say:
    ends = [each for each in (voting.closed_at, voting.closes_at) if each is not None]
    closed = min(ends) if ends and not of_earlier else None
    return _once(ctx, voting, "decision.ballot-late", closed=closed, number=str(voting.decision))


def _once(ctx: Context, voting: Voting, text: str, **params: object) -> Say:
    """A word in the thread of the card, once for each vote."""
    return Say(
        room=ctx.room,
        text=text,
        params=params,
        once=f"{text}:{voting.decision}:{voting.round}",
        subject=str(voting.decision),
        thread=ctx.origin,
    )
