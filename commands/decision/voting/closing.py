"""How a vote ends: it is closed, its ballots are counted anew from the homeserver, and the result is said, once.

Closing and counting are two steps, each in a transaction of its own, with a request to the homeserver between them. Killed anywhere in
between, the bot goes on from the mark that the first step has left.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import datetime, timedelta

import structlog

from bot.context import Moment
from bot.domain.decisions import Decision, DecisionState
from bot.domain.ids import Number
from bot.domain.record_types import DECISIONS
from bot.domain.voting.votes import Ballot, Ballots, Channel, Result, Voting, result, standing, tally
from bot.messages import Outgoing, Reaction, Role, Say
from bot.ports import OutboxRow, Transaction
from bot.recount import Recount, Uncounted
from bot.timer import timer
from commands.decision.announce import told_elsewhere
from commands.decision.carry_out import made_after_vote
from commands.decision.record import KIND, card, make_way, topic_of
from commands.decision.voting import card as vote_card
from commands.decision.voting import forget

COUNT = "vote count"
RECOUNT_TIMEOUT = timedelta(seconds=30)
"""How long the result waits for the homeserver's count; then what the bot has heard itself counts."""
HAND_TIMEOUT = timedelta(minutes=5)
"""How long after the deadline a ✋ is waited for that the homeserver has and no sync has brought."""
HAND_PAUSE = timedelta(minutes=1)
AGAIN, IN_WRITING, AGENDA = "🔁", "➡️", "➕"

log = structlog.get_logger(__name__)


async def card_of(moment: Moment, number: Number) -> OutboxRow | None:
    return await vote_card.latest(moment, number)


async def closed(moment: Moment, decision: Decision, voting: Voting, *, at: datetime) -> list[Outgoing]:
    """Takes no more ballots. The result follows when the homeserver has been asked, or at once where there are no reactions to ask for."""
    voting = replace(voting, closed_at=at)
    subject = str(voting.decision)
    await moment.tx.votings.put(voting)
    await moment.tx.timers.clear(subject)
    row = await card_of(moment, voting.decision)
    if voting.ballots is Ballots.TEXT or row is None or row.event_id is None:
        return await _concluded(moment, decision, voting)
    await moment.tx.timers.set(COUNT, subject, moment.now + RECOUNT_TIMEOUT)
    return []


async def waiting(tx: Transaction) -> Sequence[Uncounted]:
    found: list[Uncounted] = []
    for voting in await tx.votings.running():
        rows = await tx.outbox.about(str(voting.decision), (Role.BALLOT,)) if voting.is_counting else ()
        if rows and rows[-1].event_id is not None:
            found.append(Uncounted(subject=voting.decision, room=rows[-1].room, event=rows[-1].event_id))
    return found


async def counted(moment: Moment, number: Number, reactions: Sequence[Reaction] | None) -> Sequence[Outgoing]:
    """What the homeserver has counts; where it does not say, what the bot has heard."""
    voting, decision = await moment.tx.votings.get(number), await moment.tx.records(DECISIONS).get(number)
    if voting is None or decision is None or not voting.is_counting:
        return []
    if reactions is not None:
        if await _is_raised(moment, voting, reactions):
            # The reaction is on its way to the bot, and ends the vote in another way than by counting.
            voting = replace(voting, closed_at=None)
            await moment.tx.votings.put(voting)
            await moment.tx.timers.clear(str(number))
            await moment.tx.timers.set("vote deadline", str(number), moment.now + HAND_PAUSE)
            return []
        await _recast(moment, voting, reactions)
    return await _concluded(moment, decision, voting)


RECOUNT = Recount(waiting=waiting, counted=counted, timer=COUNT)


@timer(COUNT)
async def count_what_is_there(moment: Moment, subject: str) -> Sequence[Outgoing]:
    """The homeserver did not answer in time."""
    number = Number.read(subject)
    return await counted(moment, number, None) if number else []


async def _is_raised(moment: Moment, voting: Voting, reactions: Iterable[Reaction]) -> bool:
    if not voting.is_written or voting.closes_at is None or moment.now - voting.closes_at > HAND_TIMEOUT:
        return False
    return any(each.key == vote_card.HAND and voting.spoken_by(each.sender) and not voting.is_late(each.sent_at) for each in reactions)


async def _recast(moment: Moment, voting: Voting, reactions: Iterable[Reaction]) -> None:
    """The reactions of the homeserver in place of those that were heard; what was said in words stays."""
    known = await moment.tx.votings.ballots(voting.decision)
    on_record = {each.municipality for each in known if each.on_record}
    said = [each for each in known if each.channel is not Channel.REACTION]
    tapped = [
        Ballot(
            decision=voting.decision,
            municipality=elector.municipality,
            event=each.event_id,
            choice=vote_card.CHOICES[each.key],
            by=each.sender,
            at=each.sent_at,
            channel=Channel.REACTION,
            on_record=elector.municipality in on_record,
        )
        for each in reactions
        if each.key in vote_card.CHOICES
        for elector in voting.spoken_by(each.sender)
    ]
    await moment.tx.votings.recast(voting.decision, sorted([*said, *tapped], key=lambda each: each.at))


async def _concluded(moment: Moment, decision: Decision, voting: Voting) -> list[Outgoing]:
    """The result: in the register, on the card, and said where people wait for it."""
    counts = standing(voting, await moment.tx.votings.ballots(voting.decision))
    await moment.tx.votings.recast(voting.decision, list(counts.values()))
    votes = tally(counts.values())
    outcome = result(voting, votes)
    closed_at = voting.closed_at or moment.now
    after = decision.voted(outcome, votes, len(voting.taking_part), at=closed_at)
    after, given = await made_after_vote(moment, after, voting)
    voting = replace(voting, counted_at=moment.now)
    await moment.tx.votings.put(voting)
    await KIND.records(moment.tx).save(after)
    await KIND.remember_timer(moment, after, "close")
    await moment.tx.timers.clear(str(after.number))
    await forget.schedule(moment, voting)
    said = [*await vote_card.rewritten(moment, after, voting), *await make_way(moment, decision, after)]
    said += await KIND.refreshed(moment, after)
    said.append(await _result(moment, after, voting, outcome))
    said += await told_elsewhere(moment, after, by=f"vote:{voting.round}", said_in=(await moment.team(after.team)).room)
    return [*said, *given]


async def _result(moment: Moment, decision: Decision, voting: Voting, outcome: Result) -> Say:
    team = await moment.team(decision.team)
    is_open_question = decision.state is DecisionState.NOT_ADOPTED
    topic = await topic_of(moment, decision)
    offers = (AGENDA, AGAIN) if voting.is_written or not decision.votes_cast else (IN_WRITING, AGENDA)
    counts = standing(voting, await moment.tx.votings.ballots(voting.decision))
    silent = [each.municipality for each in voting.taking_part if each.municipality not in counts]
    params = {
        **await card(moment, decision, team.room),
        "still_open": topic is not None and topic.is_open and decision.is_open,
        "not_carried_out": bool(voting.who or voting.due) and decision.action is None and decision.state is DecisionState.DECLINED,
        "time_said": False,
        "left": None,
        "silent": silent,
        "offers": offers if is_open_question else (),
        "quorum": voting.quorum,
    }
    return Say(
        room=team.room,
        text="decision.voted",
        params=params,
        once=f"vote result:{decision.number}:{voting.round}",
        subject=str(decision.number),
        role=Role.QUESTION if is_open_question else Role.CARD,
        buttons=offers if is_open_question else (),
        unasked=voting.closes_at is not None and voting.closed_at == voting.closes_at,
    )


async def ended_for_session(moment: Moment, decision: Decision, voting: Voting, *, at: datetime) -> tuple[Decision, Voting]:
    """Somebody wants to talk about it first: nothing is decided in writing, and what was voted so far is forgotten."""
    after = replace(decision, state=DecisionState.NOT_ADOPTED, closed_at=at)
    voting = replace(voting, closed_at=at, counted_at=moment.now)
    await moment.tx.votings.put(voting)
    await moment.tx.votings.recast(voting.decision, ())
    await moment.tx.timers.clear(str(voting.decision))
    await moment.tx.inbox.forget_words_about(voting.decision)
    return after, voting
