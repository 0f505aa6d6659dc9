"""Are retrospectives, their notes and their votes kept as the ports say, and the notes without a trace of when they came?"""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from sqlalchemy import text

from bot.domain.ids import EventId, Number, UserId
from bot.domain.retros import Form, Retro, RetroNote, RetroState, Vote
from bot.domain.teams import Team
from storage.connection.database import Database
from tests.storage.examples import ANNA, NOW, TEAM, TUESDAY, session

R2 = Number("R", 2)
BEN = UserId("@ben:stadt.example")


def retro(team: Team, count: int = 2) -> Retro:
    return Retro(number=Number("R", count), team=team.id, form=Form.SAILBOAT, created_by=ANNA, created_at=NOW, room=team.room)


def note(key: str, **more: object) -> RetroNote:
    return replace(RetroNote(key=key, retro=R2, column="wind", text=key, source=None), **more)  # type: ignore[arg-type]


async def test_a_retrospective_comes_back_as_it_was_kept(store: Database) -> None:
    async with store.transaction() as tx:
        team = await tx.teams.add(TEAM)
        await tx.retros.add(retro(team, 10))
        await tx.retros.add(retro(team))
        await tx.sessions.add(replace(session(1, team), number=R2))
        planned = replace(retro(team).put_on(R2, TUESDAY), box=timedelta(minutes=10))
        await tx.retros.save(planned)
    async with store.reading() as tx:
        assert await tx.retros.get(R2) == planned
        assert [each.number.count for each in await tx.retros.of_team(team.id)] == [2, 10]
        assert list(await tx.retros.of_session(R2)) == [planned]
        assert planned.state is RetroState.PLANNED


async def test_sessions_with_an_agenda_are_listed_without_retrospectives_unless_both_are_asked_for(store: Database) -> None:
    async with store.transaction() as tx:
        team = await tx.teams.add(TEAM)
        await tx.sessions.add(session(1, team))
        await tx.sessions.add(replace(session(2, team), number=R2))
        assert [str(each.number) for each in await tx.sessions.of_team(team.id)] == ["S1"]
        assert [str(each.number) for each in await tx.sessions.all(retros=True)] == ["R2", "S1"]


async def test_notes_come_by_place_and_before_that_by_their_random_key(store: Database) -> None:
    async with store.transaction() as tx:
        await tx.retros.add(retro(await tx.teams.add(TEAM)))
        for key in ("c", "a", "b"):
            await tx.retro_notes.add(note(key, source=EventId("$1") if key == "a" else None))
        assert [each.key for each in await tx.retro_notes.of(R2)] == ["a", "b", "c"]
        assert [each.key for each in await tx.retro_notes.of_source(EventId("$1"))] == ["a"]
        await tx.retro_notes.save(note("c", place=1))
        assert [each.key for each in await tx.retro_notes.of(R2)] == ["a", "b", "c"], "those without a place come first"
        await tx.retro_notes.save(note("a", place=2))
        await tx.retro_notes.delete(note("b"))
        assert [each.key for each in await tx.retro_notes.of(R2)] == ["c", "a"]


async def test_the_order_in_which_notes_came_is_not_in_the_table(store: Database) -> None:
    async with store.transaction() as tx:
        await tx.retros.add(retro(await tx.teams.add(TEAM)))
        for key in ("z", "m", "a"):
            await tx.retro_notes.add(note(key))
        rows = await tx.connection.execute(text("SELECT key FROM retro_notes"))
        assert [row.key for row in rows] == ["a", "m", "z"]


async def test_votes_are_withdrawn_by_the_event_that_gave_them_and_forgotten_as_a_whole(store: Database) -> None:
    async with store.transaction() as tx:
        await tx.retros.add(retro(await tx.teams.add(TEAM)))
        for place in (1, 2):
            await tx.votes.add(Vote(R2, place, ANNA, EventId("$both")))
            await tx.votes.add(Vote(R2, place, ANNA, EventId("$both")))
        await tx.votes.add(Vote(R2, 1, BEN, EventId("$tap")))
        assert [(vote.place, vote.voter) for vote in await tx.votes.of(R2)] == [(1, ANNA), (1, BEN), (2, ANNA)]
        await tx.votes.withdraw(EventId("$both"))
        assert [(vote.place, vote.voter) for vote in await tx.votes.of(R2)] == [(1, BEN)]
        await tx.votes.forget(R2)
        assert list(await tx.votes.of(R2)) == []
