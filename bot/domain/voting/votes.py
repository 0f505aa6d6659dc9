"""Votes on decisions: who may vote, which ballots count, and what they decide.

A voice is a municipality's. Its last ballot counts; one that is taken back leaves the one before. Voices with a conflict of interest
count neither way.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from fractions import Fraction

from bot.domain.ids import EventId, Number, TeamId, UserId


class Choice(StrEnum):
    FOR = "for"
    AGAINST = "against"
    ABSTAIN = "abstain"


class Channel(StrEnum):
    """How a ballot came in."""

    REACTION = "reaction"
    TEXT = "text"
    """In words, by somebody who speaks for the voice."""
    MODERATION = "moderation"
    """Entered by the moderator or the minute taker, for somebody on the phone."""


class Majority(StrEnum):
    SIMPLE = "simple"
    """More for than against; abstentions are not counted, a tie declines."""
    TWO_THIRDS = "two-thirds"
    """At least two thirds of the votes for and against."""
    ALL = "all"
    """Every voice that takes part votes for it."""


class Ballots(StrEnum):
    """What counts as a ballot (`[decisions] ballots`)."""

    REACTION = "reaction"
    TEXT = "text"
    """Words alone, which in an encrypted room are signed by a device."""


class Result(StrEnum):
    PASSED = "passed"
    DECLINED = "declined"
    NO_QUORUM = "no-quorum"
    """Too few voices were there: the votes are a recommendation."""
    NOT_REACHED = "not-reached"
    """In writing: too few voices answered in time to say either way."""


@dataclass(frozen=True, kw_only=True)
class Elector:
    """A voice as it was when the vote opened."""

    municipality: str
    holder: UserId | None = None
    """Whose voice it is."""
    speakers: tuple[UserId, ...] = ()
    """Who may vote for it."""
    takes_part: bool = True
    """Whether its ballot is waited for: in a session, whether somebody is there who speaks for it."""


@dataclass(frozen=True, kw_only=True)
class Ballot:
    """What one event said for one voice."""

    decision: Number
    municipality: str
    event: EventId
    choice: Choice
    by: UserId
    at: datetime
    """When it was given, by the server's time."""
    channel: Channel
    on_record: bool = False
    """Whether the voice wants its vote in the minutes by name."""


@dataclass(frozen=True, kw_only=True)
class Voting:
    """A vote on a decision, from its card to its result."""

    decision: Number
    round: int = 1
    """Counts the votes on the same decision."""
    electors: tuple[Elector, ...]
    conflicts: tuple[str, ...] = ()
    majority: Majority = Majority.SIMPLE
    quorum: Fraction = Fraction(1, 2)
    ballots: Ballots = Ballots.REACTION
    is_written: bool = False
    session: Number | None = None
    planned: datetime | None = None
    """The date of a session in whose minutes it stands; None outside of one."""
    opened_by: UserId
    opened_at: datetime
    closes_at: datetime | None = None
    """The deadline of a written vote."""
    who: UserId | None = None
    who_team: TeamId | None = None
    due: date | None = None
    """Who is to carry the decision out by when, once it has passed, as a member of which group."""
    closed_at: datetime | None = None
    """Since when ballots are late; the result is known a moment later (`counted_at`)."""
    counted_at: datetime | None = None

    @property
    def is_open(self) -> bool:
        """Whether ballots given now count."""
        return self.closed_at is None

    @property
    def is_counting(self) -> bool:
        """Whether it is closed and its ballots are still to be counted."""
        return self.closed_at is not None and self.counted_at is None

    @property
    def eligible(self) -> tuple[Elector, ...]:
        """All voices without a conflict of interest."""
        return tuple(each for each in self.electors if each.municipality not in self.conflicts)

    @property
    def taking_part(self) -> tuple[Elector, ...]:
        """The voices whose ballots are waited for."""
        return tuple(each for each in self.eligible if each.takes_part)

    def spoken_by(self, person: UserId) -> tuple[Elector, ...]:
        """The voices that a person speaks for."""
        return tuple(each for each in self.taking_part if person in each.speakers)

    def is_late(self, at: datetime) -> bool:
        """Whether a ballot given then is too late."""
        end = min((each for each in (self.closed_at, self.closes_at) if each is not None), default=None)
        return end is not None and at > end


@dataclass(frozen=True, kw_only=True)
class Tally:
    in_favour: int = 0
    against: int = 0
    abstained: int = 0

    @property
    def cast(self) -> int:
        return self.in_favour + self.against + self.abstained


def standing(voting: Voting, ballots: Iterable[Ballot]) -> Mapping[str, Ballot]:
    """The ballot that counts of each voice, by municipality: its last one. `ballots` come in the order in which they arrived."""
    taking_part = {each.municipality for each in voting.taking_part}
    found: dict[str, Ballot] = {}
    for ballot in ballots:
        before = found.get(ballot.municipality)
        if ballot.municipality in taking_part and not voting.is_late(ballot.at) and (before is None or before.at <= ballot.at):
            found[ballot.municipality] = ballot
    return found


def tally(ballots: Iterable[Ballot]) -> Tally:
    """The count of ballots of which each is another voice's (`standing`)."""
    choices = [ballot.choice for ballot in ballots]
    return Tally(in_favour=choices.count(Choice.FOR), against=choices.count(Choice.AGAINST), abstained=choices.count(Choice.ABSTAIN))


def missing(voting: Voting, counted: Mapping[str, Ballot]) -> tuple[Elector, ...]:
    """The voices that have not voted yet."""
    return tuple(each for each in voting.taking_part if each.municipality not in counted)


def is_quorate(there: int, voices: int, quorum: Fraction) -> bool:
    """Whether more than the fraction `quorum` of the voices is there; for a quorum of 1, all of them."""
    return there > 0 and (there > voices * quorum or there == voices)


def carries(majority: Majority, votes: Tally, voices: int) -> bool:
    """Whether so many votes, of so many voices that take part, adopt it."""
    if majority is Majority.ALL:
        return votes.in_favour > 0 and votes.in_favour == voices
    if majority is Majority.TWO_THIRDS:
        return votes.in_favour > 0 and 3 * votes.in_favour >= 2 * (votes.in_favour + votes.against)
    return votes.in_favour > votes.against


def result(voting: Voting, votes: Tally) -> Result:
    """What the vote has decided now that it is over."""
    eligible, taking_part = len(voting.eligible), len(voting.taking_part)
    there = votes.cast if voting.is_written else taking_part
    if not is_quorate(there, eligible, voting.quorum):
        return Result.NOT_REACHED if voting.is_written else Result.NO_QUORUM
    if not votes.cast:
        return Result.NOT_REACHED
    if carries(voting.majority, votes, taking_part):
        return Result.PASSED
    # In writing, silence is no vote against it: where the missing ones could have carried it, nothing was decided.
    at_best = Tally(in_favour=votes.in_favour + taking_part - votes.cast, against=votes.against, abstained=votes.abstained)
    if voting.is_written and votes.cast < taking_part and carries(voting.majority, at_best, taking_part):
        return Result.NOT_REACHED
    return Result.DECLINED


def is_complete(voting: Voting, counted: Mapping[str, Ballot]) -> bool:
    """Whether every voice that is waited for has voted."""
    return bool(voting.taking_part) and not missing(voting, counted)
