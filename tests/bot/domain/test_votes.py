"""Which ballots count, and what do they decide?"""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from fractions import Fraction
from typing import Any

import pytest

from bot.domain.ids import EventId, Number, UserId
from bot.domain.voting.votes import (
    Ballot,
    Channel,
    Choice,
    Elector,
    Majority,
    Result,
    Tally,
    Voting,
    carries,
    is_complete,
    is_quorate,
    missing,
    result,
    standing,
    tally,
)

D6 = Number("D", 6)
NOW = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)
ANNA, BEN, CEM = UserId("@anna:stadt.example"), UserId("@ben:stadt.example"), UserId("@cem:stadt.example")
FOUR = ("Gießen", "Marburg", "Wetzlar", "Hanau")
SIMPLE, ALL, TWO_THIRDS = Majority.SIMPLE, Majority.ALL, Majority.TWO_THIRDS


def voting(*names: str, absent: tuple[str, ...] = (), **more: Any) -> Voting:
    electors = tuple(Elector(municipality=name, takes_part=name not in absent) for name in names or FOUR)
    return Voting(decision=D6, electors=electors, opened_by=ANNA, opened_at=NOW, **more)


def ballot(municipality: str, choice: Choice = Choice.FOR, minutes: int = 1) -> Ballot:
    return Ballot(
        decision=D6,
        municipality=municipality,
        event=EventId(f"${municipality}{minutes}"),
        choice=choice,
        by=ANNA,
        at=NOW + timedelta(minutes=minutes),
        channel=Channel.REACTION,
    )


def counted(voting: Voting, *ballots: Ballot) -> dict[str, Choice]:
    return {name: each.choice for name, each in standing(voting, ballots).items()}


def test_the_last_ballot_of_a_voice_counts() -> None:
    said = ballot("Gießen", Choice.FOR, 1), ballot("Gießen", Choice.AGAINST, 2), ballot("Marburg", Choice.ABSTAIN, 1)
    assert counted(voting(), *said) == {"Gießen": Choice.AGAINST, "Marburg": Choice.ABSTAIN}


def test_of_two_ballots_of_the_same_moment_the_later_to_arrive_counts() -> None:
    assert counted(voting(), ballot("Gießen", Choice.FOR), ballot("Gießen", Choice.AGAINST)) == {"Gießen": Choice.AGAINST}


def test_one_that_was_given_earlier_and_arrives_later_does_not_undo_the_last() -> None:
    assert counted(voting(), ballot("Gießen", Choice.AGAINST, 2), ballot("Gießen", Choice.FOR, 1)) == {"Gießen": Choice.AGAINST}


def test_voices_that_take_no_part_are_not_counted() -> None:
    vote = voting(absent=("Hanau",), conflicts=("Wetzlar",))
    assert counted(vote, *map(ballot, (*FOUR, "Kassel"))) == {"Gießen": Choice.FOR, "Marburg": Choice.FOR}
    assert [each.municipality for each in vote.taking_part] == ["Gießen", "Marburg"]
    assert [each.municipality for each in vote.eligible] == ["Gießen", "Marburg", "Hanau"]


def test_ballots_count_to_the_second_of_the_deadline_and_not_after_closing() -> None:
    vote = voting(closes_at=NOW + timedelta(minutes=5))
    assert counted(vote, ballot("Gießen", minutes=5), ballot("Marburg", minutes=6)) == {"Gießen": Choice.FOR}
    closed = voting(closes_at=NOW + timedelta(minutes=5), closed_at=NOW + timedelta(minutes=3))
    assert counted(closed, ballot("Gießen", minutes=3), ballot("Marburg", minutes=4)) == {"Gießen": Choice.FOR}


def test_somebody_can_speak_for_two_voices() -> None:
    electors = (Elector(municipality="Gießen", speakers=(BEN,)), Elector(municipality="Marburg", speakers=(CEM, BEN)))
    vote = Voting(decision=D6, electors=electors, opened_by=ANNA, opened_at=NOW)
    assert [each.municipality for each in vote.spoken_by(BEN)] == ["Gießen", "Marburg"]
    assert [each.municipality for each in vote.spoken_by(CEM)] == ["Marburg"]
    assert vote.spoken_by(ANNA) == ()


def test_who_is_missing_is_said_by_municipality() -> None:
    vote = voting()
    some = standing(vote, [ballot("Gießen"), ballot("Hanau")])
    assert [each.municipality for each in missing(vote, some)] == ["Marburg", "Wetzlar"]
    assert not is_complete(vote, some) and is_complete(vote, standing(vote, map(ballot, FOUR)))


def test_a_vote_without_voices_is_never_complete() -> None:
    assert not is_complete(voting("Gießen", absent=("Gießen",)), {})


def test_a_tally_counts_each_choice() -> None:
    said = [ballot("Gießen"), ballot("Marburg"), ballot("Wetzlar", Choice.AGAINST), ballot("Hanau", Choice.ABSTAIN)]
    assert tally(said) == Tally(in_favour=2, against=1, abstained=1)
    assert tally(said).cast == 4


@pytest.mark.parametrize(
    ("there", "voices", "quorum", "is_enough"),
    [
        (2, 4, "1/2", False),
        (3, 4, "1/2", True),
        (2, 3, "1/2", True),
        (1, 1, "1/2", True),
        (0, 4, "0", False),
        (1, 4, "0", True),
        (2, 3, "2/3", False),
        (3, 3, "2/3", True),
        (3, 4, "1", False),
        (4, 4, "1", True),
        (0, 0, "1/2", False),
    ],
)
def test_a_quorum_is_more_than_its_fraction_of_the_voices(there: int, voices: int, quorum: str, is_enough: bool) -> None:
    assert is_quorate(there, voices, Fraction(quorum)) is is_enough


@pytest.mark.parametrize(
    ("majority", "votes", "voices", "is_adopted"),
    [
        (SIMPLE, (2, 1, 1), 4, True),
        (SIMPLE, (1, 1, 2), 4, False),
        (SIMPLE, (1, 0, 3), 4, True),
        (SIMPLE, (0, 0, 4), 4, False),
        (TWO_THIRDS, (2, 1, 1), 4, True),
        (TWO_THIRDS, (3, 2, 0), 5, False),
        (TWO_THIRDS, (4, 2, 0), 6, True),
        (TWO_THIRDS, (0, 0, 4), 4, False),
        (ALL, (4, 0, 0), 4, True),
        (ALL, (3, 0, 0), 4, False),
        (ALL, (3, 0, 1), 4, False),
        (ALL, (0, 0, 0), 0, False),
    ],
)
def test_what_a_majority_takes(majority: Majority, votes: tuple[int, int, int], voices: int, is_adopted: bool) -> None:
    assert carries(majority, Tally(in_favour=votes[0], against=votes[1], abstained=votes[2]), voices) is is_adopted


@pytest.mark.parametrize(
    ("votes", "absent", "outcome"),
    [
        ((3, 0, 1), 0, Result.PASSED),
        ((1, 0, 0), 0, Result.PASSED),  # the others are there and keep silent
        ((2, 2, 0), 0, Result.DECLINED),
        ((0, 0, 3), 1, Result.DECLINED),
        ((2, 0, 0), 2, Result.NO_QUORUM),
        ((0, 0, 0), 0, Result.NOT_REACHED),
    ],
)
def test_in_a_session_the_voices_that_are_there_make_the_quorum(votes: tuple[int, int, int], absent: int, outcome: Result) -> None:
    vote = voting(absent=FOUR[:absent])
    assert result(vote, Tally(in_favour=votes[0], against=votes[1], abstained=votes[2])) is outcome


@pytest.mark.parametrize(
    ("majority", "votes", "outcome"),
    [
        (SIMPLE, (3, 0, 0), Result.PASSED),
        (SIMPLE, (2, 1, 1), Result.PASSED),
        (SIMPLE, (2, 0, 0), Result.NOT_REACHED),
        (SIMPLE, (1, 1, 1), Result.NOT_REACHED),  # the fourth could have carried it
        (SIMPLE, (1, 2, 0), Result.DECLINED),  # not even the fourth could
        (SIMPLE, (2, 2, 0), Result.DECLINED),
        (ALL, (3, 0, 0), Result.NOT_REACHED),
        (ALL, (4, 0, 0), Result.PASSED),
        (ALL, (2, 1, 0), Result.DECLINED),
    ],
)
def test_in_writing_the_voices_that_voted_make_the_quorum(majority: Majority, votes: tuple[int, int, int], outcome: Result) -> None:
    vote = voting(majority=majority, is_written=True)
    assert result(vote, Tally(in_favour=votes[0], against=votes[1], abstained=votes[2])) is outcome


def test_a_conflict_of_interest_lowers_what_makes_a_quorum() -> None:
    vote = voting(conflicts=("Wetzlar", "Hanau"), is_written=True)
    assert result(vote, Tally(in_favour=2)) is Result.PASSED
