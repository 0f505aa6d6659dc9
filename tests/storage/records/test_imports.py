"""Are lists that people bring, and the records that came with them, kept as the port says?"""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from bot.domain.ids import EventId, Number, TeamId
from bot.domain.imports.batch import Batch, BatchState, Imported, Shown, Verdict
from bot.domain.imports.rows import Column, Problem, Reading, Row, RowDate, Skipped, Target
from bot.ports import Store
from tests.storage.examples import ANNA, NOW, ROOM, TEAM, TUESDAY, after

START = TUESDAY
READING = Reading(
    rows=(
        Row(line=2, target=Target.ACTION, key="op:1", title="Angebot", due=date(2026, 12, 3), who="Wer: Max"),
        Row(
            line=3,
            target=Target.MEETING,
            title="Jour fixe",
            start=START,
            minutes=60,
            rule="FREQ=WEEKLY;BYDAY=TU",
            dates=(RowDate(planned=START, cancelled=True),),
        ),
    ),
    problems=(Problem(line=4, reason="date", said="Q3"),),
    columns=(Column(name="Thema", field="title"), Column(name="Foo")),
    skipped=((Skipped.FINISHED, 2),),
)


def batch(team: TeamId) -> Batch:
    return Batch(event=EventId("$1"), room=ROOM, team=team, sender=ANNA, target=Target.ACTION, asked_at=NOW)


async def test_a_batch_comes_back_as_it_was_saved_last(store: Store) -> None:
    async with store.transaction() as tx:
        first = batch((await tx.teams.add(TEAM)).id)
        await tx.imports.put(first)
        later = replace(first, event=EventId("$0"), asked_at=after(minutes=1))
        await tx.imports.put(later)
        assert list(await tx.imports.waiting()) == [first, later]
        shown = first.previewed("liste.csv", READING, (Shown(line=2, verdict=Verdict.NEW),))
        await tx.imports.put(shown)
        assert await tx.imports.get(first.event) == shown
        assert list(await tx.imports.waiting()) == [later] and list(await tx.imports.of_room(ROOM)) == [later, shown]
        await tx.imports.put(shown.taken())
        taken = await tx.imports.get(first.event)
        assert taken is not None and taken.state is BatchState.TAKEN and taken.reading is None
        await tx.imports.delete(shown)
        assert await tx.imports.get(first.event) is None


async def test_records_are_known_by_their_keys(store: Store) -> None:
    async with store.transaction() as tx:
        team = (await tx.teams.add(TEAM)).id
        made = Imported(team=team, key="op:1", number=Number("A", 1), batch=EventId("$1"), made_by=EventId("$1"), said={"title": "abc"})
        await tx.imports.remember(made)
        changed = replace(made, batch=EventId("$2"), said={"title": "def"}, before="{}")
        await tx.imports.remember(changed)
        assert list(await tx.imports.known(team)) == [changed]
        assert list(await tx.imports.of_batch(EventId("$1"))) == [changed] == list(await tx.imports.of_batch(EventId("$2")))
        await tx.imports.keep_for_good(EventId("$2"))
        assert [each.before for each in await tx.imports.known(team)] == [None]
        await tx.imports.forget(changed)
        assert list(await tx.imports.known(team)) == []
