"""Are sessions, the changes of their dates, topics and actions kept and found as the ports say?"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date, timedelta

import pytest
from sqlalchemy import Table
from sqlalchemy.exc import IntegrityError, StatementError

from bot.domain.actions import Action
from bot.domain.agenda import Topic, TopicKind, TopicState
from bot.domain.calendar.durations import Span, Unit
from bot.domain.ids import Number
from bot.domain.meetings import DateChange, Session
from bot.domain.record_types import ACTIONS
from storage import tables
from storage.connection.database import Database
from tests.storage.examples import ANNA, NOW, OTHER_ROOM, TEAM, TUESDAY, action, after, blocker, session, topic

S1 = Number("S", 1)
A_WEEK = timedelta(weeks=1)


async def test_a_session_comes_back_as_it_was_kept(store: Database) -> None:
    async with store.transaction() as tx:
        team = await tx.teams.add(TEAM)
        planned = session(
            1, team, rule="FREQ=WEEKLY;BYDAY=TU", length=timedelta(minutes=90), until=date(2027, 6, 30), lead=Span(24, Unit.HOURS)
        )
        await tx.sessions.add(planned)
        assert await tx.sessions.get(S1) == planned
        await tx.sessions.save(planned.cancelled())
        assert await tx.sessions.get(S1) == planned.cancelled()
        assert await tx.sessions.get(Number("S", 2)) is None


async def test_only_what_is_planned_is_listed_the_oldest_number_first(store: Database) -> None:
    async with store.transaction() as tx:
        team, other = await tx.teams.add(TEAM), await tx.teams.add(replace(TEAM, room=OTHER_ROOM))
        for each in (session(10, team), session(2, team), session(3, team).cancelled(), session(4, other)):
            await tx.sessions.add(each)
        assert _counts(await tx.sessions.of_team(team.id)) == [2, 10]
        assert _counts(await tx.sessions.all()) == [2, 4, 10]


async def test_a_later_change_of_a_date_takes_the_place_of_an_earlier_one(store: Database) -> None:
    moved = DateChange(
        session=S1, planned=TUESDAY, moved_to=TUESDAY + timedelta(days=1), length=timedelta(minutes=30), title="Kurz", place=""
    )
    other = DateChange(session=S1, planned=TUESDAY - A_WEEK, cancelled=True, reason="Urlaub")
    async with store.transaction() as tx:
        await tx.sessions.add(session(1, await tx.teams.add(TEAM)))
        await tx.sessions.set_change(moved)
        await tx.sessions.set_change(other)
        assert await tx.sessions.changes(S1) == [other, moved]
        cancelled = DateChange(session=S1, planned=TUESDAY, cancelled=True)
        await tx.sessions.set_change(cancelled)
        assert await tx.sessions.changes(S1) == [other, cancelled]
        await tx.sessions.clear_change(S1, TUESDAY)
        assert await tx.sessions.changes(S1) == [other]


async def test_a_time_on_the_wall_with_a_zone_is_refused(store: Database) -> None:
    with pytest.raises(StatementError, match="has no zone"):
        async with store.transaction() as tx:
            await tx.sessions.add(session(1, await tx.teams.add(TEAM), start=NOW))


async def test_a_topic_comes_back_as_it_was_kept(store: Database) -> None:
    async with store.transaction() as tx:
        team = await tx.teams.add(TEAM)
        await tx.sessions.add(session(1, team))
        await tx.blockers.add(blocker(12, team))
        full = topic(
            1, team, proposed_by=team.id, kind=TopicKind.DECISION, who=ANNA, paper="https://stadt.example/a.pdf", minutes=15, position=3
        )
        full = replace(full, session=S1, planned=TUESDAY, blocker=Number("B", 12))
        await tx.topics.add(full)
        assert await tx.topics.get(full.number) == full
        handled = replace(full, state=TopicState.HANDLED, result="Angebot angenommen", carried=2, closed_at=after(days=1))
        await tx.topics.save(handled)
        assert await tx.topics.of_blocker(Number("B", 12)) == [handled]


async def test_an_agenda_has_its_order_and_knows_what_is_handled(store: Database) -> None:
    async with store.transaction() as tx:
        team = await tx.teams.add(TEAM)
        await tx.sessions.add(session(1, team))
        states = [(1, 2, TopicState.OPEN), (2, 1, TopicState.HANDLED), (3, 3, TopicState.DROPPED), (10, 1, TopicState.OPEN)]
        for count, position, state in states:
            await tx.topics.add(topic(count, team, session=S1, planned=TUESDAY, position=position, state=state))
        await tx.topics.add(topic(4, team, session=S1, planned=TUESDAY + A_WEEK))
        await tx.topics.add(topic(5, team, session=S1, planned=TUESDAY - A_WEEK, position=9))
        assert _counts(await tx.topics.of_date(S1, TUESDAY)) == [2, 10, 1]
        assert _counts(await tx.topics.open_of_session(S1)) == [5, 10, 1, 4]


async def test_topics_wait_for_a_session_the_oldest_first(store: Database) -> None:
    async with store.transaction() as tx:
        team, other = await tx.teams.add(TEAM), await tx.teams.add(replace(TEAM, room=OTHER_ROOM))
        await tx.sessions.add(session(1, team))
        for each in (
            topic(1, team),
            topic(2, team, created_at=after(days=-1)),
            topic(3, team, session=S1, planned=TUESDAY),
            topic(4, other),
            topic(5, team, state=TopicState.PROPOSED),
        ):
            await tx.topics.add(each)
        assert _counts(await tx.topics.waiting(team.id)) == [2, 1]


async def test_an_action_comes_back_as_it_was_kept(store: Database) -> None:
    async with store.transaction() as tx:
        team = await tx.teams.add(TEAM)
        given = action(1, team, who=ANNA, due=date(2026, 11, 27), retro=Number("R", 2))
        await tx.records(ACTIONS).add(given)
        assert await tx.records(ACTIONS).get(given.number) == given
        done = given.done(by=ANNA, at=after(days=1))
        await tx.records(ACTIONS).save(done)
        assert await tx.records(ACTIONS).get(given.number) == done
        assert await tx.records(ACTIONS).get(Number("A", 2)) is None


async def test_what_is_due_first_comes_first_and_what_has_no_date_last(store: Database) -> None:
    async with store.transaction() as tx:
        team, other = await tx.teams.add(TEAM), await tx.teams.add(replace(TEAM, room=OTHER_ROOM))
        for each in (
            action(1, team),
            action(2, team, due=date(2026, 12, 1)),
            action(10, team, due=date(2026, 11, 24)),
            action(3, team, due=date(2026, 11, 25)).done(by=ANNA, at=NOW),
            action(4, other, due=date(2026, 11, 24)),
        ):
            await tx.records(ACTIONS).add(each)
        assert _counts(await tx.records(ACTIONS).listed(team.id)) == [10, 2, 1]
        assert _counts(await tx.records(ACTIONS).listed(team.id, closed=True)) == [10, 3, 2, 1]
        assert _counts(await tx.records(ACTIONS).listed(team.id, closed_since=NOW)) == [10, 3, 2, 1]
        assert _counts(await tx.records(ACTIONS).listed(team.id, closed_since=after(seconds=1))) == [10, 2, 1]
        assert _counts(await tx.records(ACTIONS).listed()) == [4, 10, 2, 1]


@pytest.mark.parametrize("record", [session(1, TEAM), topic(1, TEAM), action(1, TEAM)])
async def test_a_record_of_no_team_is_refused_and_one_never_added_cannot_be_saved(
    store: Database, record: Session | Topic | Action
) -> None:
    async def keep(how: str) -> None:
        async with store.transaction() as tx:
            home = {Session: tx.sessions, Topic: tx.topics, Action: tx.records(ACTIONS)}[type(record)]
            await getattr(home, how)(record)

    with pytest.raises(LookupError, match=str(record.number)):
        await keep("save")
    with pytest.raises(IntegrityError):
        await keep("add")


@pytest.mark.parametrize(
    ("kind", "table"),
    [(Session, tables.sessions), (DateChange, tables.session_changes), (Topic, tables.topics), (Action, tables.actions)],
)
def test_every_field_has_a_column(kind: type[Session | DateChange | Topic | Action], table: Table) -> None:
    assert set(kind.__dataclass_fields__) == set(table.c.keys())


def _counts(found: Iterable[Session | Topic | Action]) -> list[int]:
    return [each.number.count for each in found]
