"""Are learnings kept as the ports say, and exported?"""

from __future__ import annotations

from dataclasses import replace
from zoneinfo import ZoneInfo

import pytest

from bot.domain.history import Note
from bot.domain.ids import EventId, Number
from bot.domain.learnings import Learning, LearningKind
from bot.domain.record_types import LEARNINGS
from bot.domain.teams import Team
from storage.connection.database import Database
from storage.transfer.export import export
from tests.storage.examples import ANNA, NOW, OTHER_ROOM, TEAM, after

R2 = Number("R", 2)


def learning(count: int, team: Team) -> Learning:
    source = EventId(f"$l{count}")
    return Learning(number=Number("L", count), team=team.id, text="Kurze Wege", author=ANNA, created_at=NOW, room=team.room, source=source)


async def test_a_learning_comes_back_as_it_was_kept(store: Database) -> None:
    async with store.transaction() as tx:
        team = await tx.teams.add(TEAM)
        await tx.records(LEARNINGS).add(learning(9, team))
        said = replace(learning(9, team), kind=LearningKind.MARKET, blueprint=True, retro=R2, note=3)
        await tx.records(LEARNINGS).save(said)
        with pytest.raises(LookupError):
            await tx.records(LEARNINGS).save(learning(8, team))
    async with store.reading() as tx:
        assert await tx.records(LEARNINGS).get(Number("L", 9)) == said
        assert await tx.records(LEARNINGS).get(Number("L", 8)) is None


async def test_those_kept_are_listed_by_number_of_a_group_or_of_all(store: Database) -> None:
    async with store.transaction() as tx:
        team = await tx.teams.add(TEAM)
        other = await tx.teams.add(replace(TEAM, room=OTHER_ROOM, name="Wege"))
        for count, whose in ((10, team), (2, team), (3, other)):
            await tx.records(LEARNINGS).add(learning(count, whose))
        gone = learning(4, team)
        await tx.records(LEARNINGS).add(gone)
        await tx.records(LEARNINGS).save(gone.withdrawn(at=after(days=1)))
    async with store.reading() as tx:
        assert [str(each.number) for each in await tx.records(LEARNINGS).listed()] == ["L2", "L3", "L10"]
        assert [str(each.number) for each in await tx.records(LEARNINGS).listed(team.id)] == ["L2", "L10"]
        assert await tx.records(LEARNINGS).get(Number("L", 4)) == gone.withdrawn(at=after(days=1))


async def test_they_are_exported_with_their_notes(store: Database) -> None:
    async with store.transaction() as tx:
        team = await tx.teams.add(TEAM)
        await tx.records(LEARNINGS).add(replace(learning(9, team), kind=LearningKind.ORGANISATION, retro=R2, note=3))
        await tx.notes.add(Note(id=0, subject=Number("L", 9), author=ANNA, at=NOW, text="auch in Gießen", event=None))
    data = await export(store, ZoneInfo("Europe/Berlin"))
    assert data["learnings"] == [
        {
            **{"number": "L9", "state": "kept", "team": "Dateninventur", "text": "Kurze Wege", "kind": "organisation"},
            **{"blueprint": False, "retro": "R2", "note": 3, "author": ANNA, "created_at": "2026-11-23T10:00:00+01:00", "closed_at": None},
        }
    ]
    assert [(note["number"], note["team"], note["text"]) for note in data["notes"]] == [("L9/1", "Dateninventur", "auch in Gießen")]
