"""The card of a vote: what it is about, how to vote, and how many have. It is rewritten with every ballot, and closed with the result."""

from __future__ import annotations

from typing import Any

from bot.context import Moment
from bot.domain.decisions import Decision
from bot.domain.ids import Number, UserId
from bot.domain.voting.votes import Ballots, Channel, Choice, Voting, is_complete, missing, standing, tally
from bot.messages import Outgoing, Rewrite, Role
from bot.ports import OutboxRow

FOR, AGAINST, ABSTAIN, HAND = "👍", "👎", "⚪", "✋"
CHOICES = {FOR: Choice.FOR, AGAINST: Choice.AGAINST, ABSTAIN: Choice.ABSTAIN}
TEXT = "decision.vote-card"
_UNSEATED = "first vote without seats"
"""The key in `meta` of the first vote of a committee in which nobody has said who speaks for whom: its card says so."""


def buttons(voting: Voting) -> tuple[str, ...]:
    """The reactions that the bot sets itself."""
    if voting.ballots is Ballots.TEXT:
        return ()
    return (*CHOICES, HAND) if voting.is_written else tuple(CHOICES)


def mentioned(voting: Voting) -> tuple[UserId, ...]:
    """In writing everybody who can vote is to know of it."""
    if not voting.is_written:
        return ()
    return tuple(dict.fromkeys(person for each in voting.taking_part for person in (each.speakers or (each.holder,)) if person))


async def params(moment: Moment, decision: Decision, voting: Voting) -> dict[str, Any]:
    """The parameters of the text."""
    counted = standing(voting, await moment.tx.votings.ballots(decision.number))
    return {
        "decision": decision,
        "voting": voting,
        "by_text": voting.ballots is Ballots.TEXT,
        "cast": len(counted) if decision.is_running else decision.votes_cast,
        "voices": len(voting.taking_part),
        "entered": sum(each.channel is Channel.MODERATION for each in counted.values()),
        "so_far": tally(counted.values()) if moment.settings.decisions.show_running and decision.is_running else None,
        "complete": is_complete(voting, counted),
        "absent": [each.municipality for each in voting.eligible if not each.takes_part],
        "unseated": await moment.tx.get_meta(_UNSEATED) == str(decision.number),
        "now": moment.now,
    }


async def rewritten(moment: Moment, decision: Decision, voting: Voting) -> list[Outgoing]:
    row = await latest(moment, decision.number)
    return [Rewrite(of=row.once, text=TEXT, params=await params(moment, decision, voting))] if row else []


async def latest(moment: Moment, number: Number) -> OutboxRow | None:
    """The card of the last vote on a decision; None where it was never said."""
    rows = await moment.tx.outbox.about(str(number), (Role.BALLOT,))
    return rows[-1] if rows else None


async def missing_from(moment: Moment, voting: Voting) -> list[str]:
    """The municipalities that have not voted."""
    counted = standing(voting, await moment.tx.votings.ballots(voting.decision))
    return [each.municipality for each in missing(voting, counted)]


async def note_unseated(moment: Moment, number: Number) -> None:
    """The first vote without seats is the one whose card says so."""
    if not await moment.tx.get_meta(_UNSEATED):
        await moment.tx.set_meta(_UNSEATED, str(number))
