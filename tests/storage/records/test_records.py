"""Are teams, blockers, their ladder, notes and history kept and found as the ports say?"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from sqlalchemy.exc import IntegrityError

from bot.domain.blockers import Blocker, BlockerState, Severity
from bot.domain.escalation import Step
from bot.domain.history import Change, Note
from bot.domain.ids import EventId, Number, TeamId
from bot.domain.record_types import BLOCKERS
from bot.domain.teams import Kind, TeamState
from storage.connection.database import Database
from tests.storage.examples import ANNA, NOW, OTHER_ROOM, ROOM, TEAM, after, blocker, queue

B1 = Number("B", 1)


async def test_a_team_comes_back_as_it_was_kept(store: Database) -> None:
    async with store.transaction() as tx:
        team = await tx.teams.add(
            replace(TEAM, municipalities="Gießen, Marburg", lead=ANNA, budget=5_000_000_000, period_to=date(2027, 12, 31))
        )
        assert await tx.teams.get(team.id) == team
        changed = replace(team, name="Daten", kinds=frozenset({Kind.PMO, Kind.TASK_FORCE}))
        await tx.teams.save(changed)
        assert await tx.teams.of_room(ROOM) == changed
        assert await tx.teams.get(TeamId(99)) is None


async def test_only_what_is_tied_to_a_room_is_listed_by_name(store: Database) -> None:
    states = [("Wege", TeamState.ACTIVE), ("daten", TeamState.PROPOSED), ("Alt", TeamState.DISSOLVED), ("Bad", TeamState.DECLINED)]
    async with store.transaction() as tx:
        for name, state in states:
            await tx.teams.add(replace(TEAM, name=name, state=state))
        assert [team.name for team in await tx.teams.all()] == ["daten", "Wege"]


@pytest.mark.parametrize(
    ("state", "of_room", "of_kind"),
    [
        (TeamState.PROPOSED, True, False),
        (TeamState.ACTIVE, True, True),
        (TeamState.DECLINED, False, False),
        (TeamState.DISSOLVED, False, False),
    ],
)
async def test_which_state_ties_a_team_to_its_room_and_office(store: Database, state: TeamState, of_room: bool, of_kind: bool) -> None:
    async with store.transaction() as tx:
        await tx.teams.add(replace(TEAM, room=OTHER_ROOM))
        await tx.teams.add(replace(TEAM, state=state, kinds=frozenset({Kind.STEERING, Kind.PMO})))
        assert (await tx.teams.of_room(ROOM) is not None) is of_room
        assert (await tx.teams.of_kind(Kind.PMO) is not None) is of_kind
        assert (await tx.teams.of_kind(Kind.STEERING) is not None) is of_kind


async def test_a_team_is_what_was_saved_last_however_often_it_was_looked_at(store: Database) -> None:
    async with store.transaction() as tx:
        assert await tx.teams.of_kind(Kind.PMO) is None
        team = await tx.teams.add(replace(TEAM, kinds=frozenset({Kind.PMO})))
        assert await tx.teams.of_kind(Kind.PMO) == await tx.teams.get(team.id) == team
        renamed = replace(team, name="Büro")
        await tx.teams.save(renamed)
        assert await tx.teams.of_kind(Kind.PMO) == await tx.teams.get(team.id) == renamed


async def test_a_blocker_comes_back_as_it_was_kept(store: Database) -> None:
    async with store.transaction() as tx:
        team = await tx.teams.add(TEAM)
        reported = blocker(1, team, severity=Severity.RED, red_since=NOW, due=date(2026, 11, 27), solution="AVV-Vorlage", delay="2 Wochen")
        await tx.blockers.add(reported)
        assert await tx.blockers.get(B1) == reported
        solved = reported.taken(by=ANNA, at=NOW).solved(by=ANNA, at=after(days=1), how="Vorlage da")
        await tx.blockers.save(solved)
        assert await tx.blockers.of_source(reported.source) == solved
        assert await tx.blockers.get(Number("B", 2)) is None


async def test_a_list_has_red_ones_first_then_the_oldest(store: Database) -> None:
    async with store.transaction() as tx:
        team, other = await tx.teams.add(TEAM), await tx.teams.add(replace(TEAM, room=OTHER_ROOM, name="Wege"))
        await tx.blockers.add(blocker(1, team))
        await tx.blockers.add(blocker(2, team, reported_at=after(days=-1)).taken(by=ANNA, at=NOW))
        await tx.blockers.add(blocker(3, team, severity=Severity.RED))
        await tx.blockers.add(blocker(4, team).solved(by=ANNA, at=NOW, how=""))
        await tx.blockers.add(blocker(5, other).withdrawn(by=ANNA, at=NOW))
        await tx.blockers.add(blocker(10, other))
        await tx.blockers.concern(Number("B", 10), team.id)
        assert _counts(await tx.blockers.listed(team.id)) == [3, 2, 1, 10]
        assert _counts(await tx.blockers.listed(other.id)) == [10]
        assert _counts(await tx.blockers.listed()) == [3, 2, 1, 10]
        assert _counts(await tx.blockers.listed(other.id, closed_since=NOW)) == [5, 10]
        assert _counts(await tx.blockers.listed(closed_since=NOW)) == [3, 2, 1, 4, 5, 10]
        assert _counts(await tx.blockers.listed(closed_since=after(seconds=1))) == [3, 2, 1, 10]


async def test_of_a_long_list_only_the_first_are_read_and_the_others_counted(store: Database) -> None:
    async with store.transaction() as tx:
        team, other = await tx.teams.add(TEAM), await tx.teams.add(replace(TEAM, room=OTHER_ROOM, name="Wege"))
        await tx.blockers.add(blocker(1, team, severity=Severity.RED, reported_at=after(days=-9)).solved(by=ANNA, at=NOW, how=""))
        for count in (9, 10, 2):
            await tx.blockers.add(blocker(count, team))
        await tx.blockers.add(blocker(3, team, reported_at=after(days=-1)).taken(by=ANNA, at=NOW))
        await tx.blockers.add(blocker(4, other, severity=Severity.RED))
        await tx.blockers.concern(Number("B", 4), team.id)

        async def first(*asked: Any, **more: Any) -> tuple[list[int], int]:
            found, count = await tx.blockers.first(*asked, **more)
            return _counts(found), count

        assert await first(9, [team.id]) == ([4, 3, 2, 9, 10], 5)
        assert await first(2, [team.id]) == ([4, 3], 5)
        assert await first(9, [other.id]) == ([4], 1)
        assert await first(9, [team.id, other.id], closed=True) == ([4, 3, 2, 9, 10, 1], 6)
        assert await first(6, closed=True) == ([4, 3, 2, 9, 10, 1], 6)
        assert await first(5, closed=True) == ([4, 3, 2, 9, 10], 6)
        assert await first(9, []) == ([], 0)


async def test_those_solved_lately_come_with_the_latest_first(store: Database) -> None:
    async with store.transaction() as tx:
        team = await tx.teams.add(TEAM)
        for count in (1, 2, 3):
            await tx.blockers.add(blocker(count, team).solved(by=ANNA, at=after(days=-count), how=""))
        await tx.blockers.add(blocker(4, team).withdrawn(by=ANNA, at=NOW))
        await tx.blockers.add(blocker(5, team))
        assert _counts(await tx.blockers.solved_since(after(days=-2), 9)) == [1, 2]
        assert _counts(await tx.blockers.solved_since(after(days=-9), 2)) == [1, 2]


async def test_the_newest_are_read_in_pages_and_all_are_counted(store: Database) -> None:
    async with store.transaction() as tx:
        team = await tx.teams.add(TEAM)
        for count in (9, 10, 2, 11):
            await tx.blockers.add(blocker(count, team))
        await tx.blockers.add(blocker(12, team).solved(by=ANNA, at=NOW, how="Umlauf"))
        blockers = tx.records(BLOCKERS)

        async def newest(most: int, **more: Any) -> tuple[list[int], int]:
            found, count = await blockers.newest(most, **more)
            return _counts(found), count

        assert await newest(3) == ([12, 11, 10], 5)
        assert await newest(3, skip=3) == ([9, 2], 5)
        assert await newest(3, skip=9) == ([], 5)
        assert await newest(2, states={BlockerState.OPEN}) == ([11, 10], 4)
        assert await newest(2, states={BlockerState.SOLVED}, how="Umlauf") == ([12], 1)


async def test_a_blocker_concerns_a_team_once_and_its_own_from_the_start(store: Database) -> None:
    async with store.transaction() as tx:
        team, other = await tx.teams.add(TEAM), await tx.teams.add(replace(TEAM, room=OTHER_ROOM))
        await tx.blockers.add(blocker(1, team))
        assert await tx.blockers.concern(B1, other.id)
        assert not await tx.blockers.concern(B1, other.id)
        assert not await tx.blockers.concern(B1, team.id)
        assert await tx.blockers.concerned(B1) == [other.id]


async def test_a_blocker_of_no_team_is_refused(store: Database) -> None:
    with pytest.raises(IntegrityError):
        async with store.transaction() as tx:
            await tx.blockers.add(blocker(1, TEAM))


async def test_what_was_never_added_cannot_be_saved(store: Database) -> None:
    async with store.transaction() as tx:
        with pytest.raises(LookupError, match="B1"):
            await tx.blockers.save(blocker(1, TEAM))
        with pytest.raises(LookupError, match="teams"):
            await tx.teams.save(TEAM)


async def test_a_step_of_the_ladder_is_delivered_when_its_message_is(store: Database) -> None:
    async with store.transaction() as tx:
        await tx.blockers.add(blocker(1, await tx.teams.add(TEAM)))
        first, second = await queue(tx, "first"), await queue(tx, "second")
        for step, once in ((Step.ALERT, "first"), (Step.REPEAT, "second"), (Step.STEERING, "third")):
            await tx.ladder.add(B1, step, once, NOW)
        await tx.outbox.sent(first, EventId("$1"), after(minutes=1))
        await tx.outbox.parked(second, "forbidden", after(minutes=2))
        rungs = await tx.ladder.rungs(B1)
    assert [(rung.step, rung.delivered_at, rung.refused_at) for rung in rungs] == [
        (Step.ALERT, after(minutes=1), None),
        (Step.REPEAT, None, after(minutes=2)),
        (Step.STEERING, None, None),
    ]
    assert {rung.queued_at for rung in rungs} == {NOW}


async def test_the_steps_of_all_open_blockers_are_read_at_once(store: Database) -> None:
    async with store.transaction() as tx:
        team = await tx.teams.add(TEAM)
        for each in (blocker(1, team), blocker(2, team), blocker(3, team).solved(by=ANNA, at=NOW, how="")):
            await tx.blockers.add(each)
        for count, step in ((1, Step.ALERT), (1, Step.REPEAT), (3, Step.STEERING)):
            await tx.ladder.add(Number("B", count), step, f"{count} {step}", NOW)
        assert await tx.ladder.of_open() == {B1: {Step.ALERT, Step.REPEAT}}


async def test_notes_are_added_reworded_and_deleted(store: Database) -> None:
    note = Note(id=0, subject=B1, author=ANNA, at=NOW, text="eins", event=EventId("$1"))
    async with store.transaction() as tx:
        await tx.notes.add(note)
        await tx.notes.add(replace(note, text="zwei", event=None))
        await tx.notes.add(replace(note, subject=Number("B", 2)))
        one, two = await tx.notes.of(B1)
        assert (one.text, two.text, two.event) == ("eins", "zwei", None)
        assert one.id != two.id
        await tx.notes.reword(one, "anders")
        assert await tx.notes.of_event(EventId("$1")) == replace(one, text="anders")
        await tx.notes.delete(one)
        assert await tx.notes.of(B1) == [two]


async def test_history_is_found_undone_and_erased(store: Database) -> None:
    step = Change(id=0, subject=B1, at=NOW, by=ANNA, what="blocker add", detail="Vorlage fehlt", event=EventId("$1"))
    async with store.transaction() as tx:
        await tx.history.add(step)
        await tx.history.add(replace(step, by=None, what="escalation alert", event=None))
        await tx.history.add(replace(step, what="blocker solve", before='{"text": "Vorlage fehlt"}'))
        assert [change.what for change in await tx.history.of(B1)] == ["blocker add", "escalation alert", "blocker solve"]
        last = await tx.history.of_event(EventId("$1"))
        assert last is not None
        assert (last.what, last.before) == ("blocker solve", '{"text": "Vorlage fehlt"}')
        await tx.history.erase(B1)
        assert {(change.detail, change.before) for change in await tx.history.of(B1)} == {("", None)}
        await tx.history.delete(last)
        assert [change.what for change in await tx.history.of(B1)] == ["blocker add", "escalation alert"]


def _counts(blockers: Iterable[Blocker]) -> list[int]:
    return [each.number.count for each in blockers]
