"""Are votes and their ballots kept as the ports say?"""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from fractions import Fraction

from bot.domain.decisions import Decision
from bot.domain.ids import EventId, Number, UserId
from bot.domain.record_types import DECISIONS
from bot.domain.voting.votes import Ballot, Channel, Choice, Elector, Majority, Voting
from bot.ports import Store
from tests.storage.examples import ANNA, NOW, ROOM, TEAM, after

D6 = Number("D", 6)
BEN = UserId("@ben:stadt.example")
VOTING = Voting(
    decision=D6,
    electors=(Elector(municipality="Gießen", holder=BEN, speakers=(BEN, ANNA)), Elector(municipality="Marburg", takes_part=False)),
    conflicts=("Marburg",),
    majority=Majority.TWO_THIRDS,
    quorum=Fraction(2, 3),
    is_written=True,
    session=Number("S", 3),
    opened_by=ANNA,
    opened_at=NOW,
    closes_at=after(days=7),
    who=BEN,
    due=date(2026, 12, 24),
)


def ballot(event: str, choice: Choice = Choice.FOR) -> Ballot:
    return Ballot(
        decision=D6, municipality="Gießen", event=EventId(event), choice=choice, by=BEN, at=NOW, channel=Channel.REACTION, on_record=True
    )


async def decided(store: Store) -> None:
    async with store.transaction() as tx:
        team = await tx.teams.add(TEAM)
        await tx.records(DECISIONS).add(
            Decision(number=D6, team=team.id, text="Logo B", author=ANNA, created_at=NOW, room=ROOM, source=EventId("$d6"))
        )


async def test_a_vote_comes_back_as_it_was_and_is_replaced_by_the_next_one(store: Store) -> None:
    await decided(store)
    async with store.transaction() as tx:
        assert await tx.votings.get(D6) is None
        await tx.votings.put(VOTING)
        assert await tx.votings.get(D6) == VOTING
        assert list(await tx.votings.running()) == [VOTING] == list(await tx.votings.of_session(Number("S", 3)))
        await tx.votings.put(replace(VOTING, round=2, closed_at=NOW, counted_at=NOW))
        assert list(await tx.votings.running()) == []


async def test_ballots_come_back_in_their_order_and_go_with_their_event(store: Store) -> None:
    await decided(store)
    async with store.transaction() as tx:
        for each in (ballot("$1"), ballot("$2", Choice.AGAINST), ballot("$1", Choice.ABSTAIN)):
            await tx.votings.cast(each)
        assert [each.choice for each in await tx.votings.ballots(D6)] == [Choice.FOR, Choice.AGAINST, Choice.ABSTAIN]
        assert list(await tx.votings.take_back(EventId("$1"))) == [D6] and list(await tx.votings.take_back(EventId("$3"))) == []
        assert list(await tx.votings.ballots(D6)) == [ballot("$2", Choice.AGAINST)]
        await tx.votings.recast(D6, [ballot("$5"), ballot("$4")])
        assert [each.event for each in await tx.votings.ballots(D6)] == ["$5", "$4"]
        await tx.votings.recast(D6, [])
        assert list(await tx.votings.ballots(D6)) == []
