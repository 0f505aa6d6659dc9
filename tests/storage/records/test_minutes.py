"""Are the minutes of a date and their entries kept as the ports say, in their order, and only those of that date?"""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from bot.domain.ids import EventId, Number
from bot.domain.minutes.running import Attendance, Entry, EntryKind, Minutes, MinutesState
from bot.domain.teams import Team
from storage.connection.database import Database
from tests.storage.examples import ANNA, NOW, TEAM, TUESDAY, session

S1, T1, A1 = Number("S", 1), Number("T", 1), Number("A", 1)


def minutes(team: Team) -> Minutes:
    return Minutes(session=S1, planned=TUESDAY, team=team.id, started_at=NOW, moderator=ANNA).on(T1, 10, at=NOW)


def entry(kind: EntryKind = EntryKind.LINE, event: str = "$e1") -> Entry:
    return Entry(session=S1, planned=TUESDAY, position=0, kind=kind, topic=T1, at=NOW, event=EventId(event))


async def test_minutes_come_back_as_they_were_kept(store: Database) -> None:
    async with store.transaction() as tx:
        team = await tx.teams.add(TEAM)
        await tx.sessions.add(session(1, team))
        kept = minutes(team)
        await tx.minutes.save(kept)
        earlier = replace(kept, planned=TUESDAY - timedelta(days=7), started_at=NOW - timedelta(days=7)).ended(at=NOW - timedelta(days=7))
        await tx.minutes.save(earlier)
    async with store.reading() as tx:
        assert await tx.minutes.running(team.id) == kept == await tx.minutes.of_date(S1, TUESDAY)
        assert list(await tx.minutes.of_team(team.id)) == [kept, earlier] == list(await tx.minutes.of_session(S1))
        assert list(await tx.minutes.of_team(team.id, MinutesState.DRAFT, MinutesState.FINAL)) == [earlier]
        assert await tx.minutes.newest(1) == ([kept], 2) and await tx.minutes.newest(1, skip=1) == ([earlier], 2)


async def test_entries_have_their_order_and_are_changed_and_deleted_one_by_one(store: Database) -> None:
    async with store.transaction() as tx:
        team = await tx.teams.add(TEAM)
        await tx.sessions.add(session(1, team))
        await tx.minutes.save(minutes(team))
        line = await tx.minutes.add(replace(entry(), text="Angebot liegt vor"))
        record = await tx.minutes.add(replace(entry(EntryKind.RECORD, "$e2"), record=A1))
        said = await tx.minutes.add(replace(entry(EntryKind.PRESENT, "$e3"), present=Attendance(municipalities=("Gießen",))))
        assert [line.position, record.position, said.position] == [1, 2, 3]
        assert list(await tx.minutes.entries(S1, TUESDAY)) == [line, record, said]
        assert await tx.minutes.entry_of(EventId("$e2")) == record
        assert list(await tx.minutes.entries_about(A1)) == [record]
        await tx.minutes.change(replace(line, text="Zwei Angebote liegen vor"))
        await tx.minutes.delete(record)
        later = await tx.minutes.add(entry(event="$e4"))
        assert [each.text for each in await tx.minutes.entries(S1, TUESDAY)] == ["Zwei Angebote liegen vor", "", ""]
        assert later.position == 4
        assert list(await tx.minutes.entries(S1, TUESDAY + timedelta(days=7))) == []
