"""So long after a record is closed its persons become roles: nothing else of it changes, and the PMO's week says so before."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta

from bot.domain.ids import Number
from storage.transfer.export import export
from tests.world import BERLIN, Room, World, user


def at(day: int, month: int, year: int, hour: int = 12) -> datetime:
    return datetime(year, month, day, hour, tzinfo=BERLIN).astimezone(UTC)


async def everything(world: World) -> str:
    """All that an export says, and what is kept beside the records."""
    said = json.dumps(await export(world.store, BERLIN), ensure_ascii=False)
    async with world.store.reading() as tx:
        for number in ("B1", "A1", "M1", "S1", "T1", "L1", "D1", "Q1"):
            record = Number(number[0], 1)
            said += str(await tx.history.of(record)) + str(await tx.notes.of(record))
    return said


async def comes(world: World, moment: datetime) -> None:
    """That moment, after a long time in which the bot was away: what was due is done now."""
    world.clock.set(moment)
    await world.settle()


async def begin(world: World) -> None:
    await world.machine.startup.begin()
    await world.settle()


async def test_persons_of_a_closed_record_become_the_role_for_which_they_acted(team: Room, pmo: Room, world: World) -> None:
    await begin(world)
    await team.says("!blocker Freigabe fehlt | ampel: gelb", by="Ben")
    await pmo.says("!blocker übernehmen B1", by="Paula")
    await team.says("!blocker gelöst B1 Vorlage ist da", by="Anna")
    await comes(world, at(22, 11, 2027))
    await team.says("!blocker B1")
    assert "Ben" in team.sees()
    await comes(world, at(25, 11, 2027))
    await team.says("!blocker B1")
    assert "Ben" not in team.sees() and "Anna" not in team.sees() and "Task Force" in team.sees()
    async with world.store.reading() as tx:
        blocker = await tx.blockers.get(Number("B", 1))
    assert blocker is not None
    assert (blocker.reporter, blocker.taken_by, blocker.closed_by) == ("role:task-force", "role:pmo", "role:task-force")
    assert (blocker.text, blocker.how) == ("Freigabe fehlt", "Vorlage ist da")


async def test_roles_are_in_the_language_of_the_room(team: Room, world: World) -> None:
    await begin(world)
    await team.says("!blocker Freigabe fehlt")
    await team.says("!blocker gelöst B1")
    await comes(world, at(25, 11, 2027))
    await team.says("!sprache en")
    await team.says("!blocker B1")
    assert "task force" in team.sees() and "role:" not in team.sees()


async def test_an_open_record_keeps_its_persons_and_a_reopened_one_is_open(team: Room, world: World) -> None:
    await begin(world)
    await team.says("!aufgabe Angebot einholen | wer: Ben", by="Anna")
    await team.says("!aufgabe Konzept | wer: Ben", by="Anna")
    await team.says("!aufgabe erledigt A2")
    await team.says("!aufgabe öffnen A2")
    await comes(world, at(1, 12, 2028))
    async with world.store.reading() as tx:
        assert await tx.retention.persons_in(Number("A", 1)) >= {user("Ben"), user("Anna")}
        assert user("Ben") in await tx.retention.persons_in(Number("A", 2))


async def test_of_every_kind_nothing_names_a_person_when_its_time_is_over(team: Room, world: World) -> None:
    await begin(world)
    await team.says("!blocker Freigabe fehlt")
    await team.says("!blocker notiz B1 Ist beim Amt")
    await team.says("!blocker gelöst B1")
    await team.says("!aufgabe Angebot | wer: Ben")
    await team.says("!aufgabe erledigt A1")
    await team.says("!treffen Jour fixe | wann: heute 12:00")
    await team.says("!agenda Hosting | wer: Ben")
    await team.says("!agenda erledigt T1 Besprochen")
    await team.says("!meilenstein Katalog | bis: 27.11.")
    await team.says("!meilenstein prognose M1 1.2.2027 Zulieferung")
    await team.says("!meilenstein erreicht M1")
    await team.says("!lernen Kurze Wege brauchen feste Zeiten")
    await team.says("!beschluss Hosting bei der ekom21")
    await team.says("!frage Wer zahlt?")
    await team.says("!frage antwort Q1 Das Land")
    await team.says("!ampel inhalt gelb Stelle unbesetzt")
    assert "@ben" in await everything(world) and "@anna" in await everything(world)
    await comes(world, at(10, 12, 2027))
    found = await everything(world)
    named = {part.partition(":stadt")[0] for part in found.split("@")[1:]}
    # The group itself goes on, so who set it up and leads it stays.
    assert named <= {"anna", "ada"} and "@ben" not in found
    async with world.store.reading() as tx:
        for number in ("B1", "A1", "S1", "T1", "M1", "L1", "D1", "Q1"):
            assert not await tx.retention.persons_in(Number(number[0], 1)), number
        assert not await tx.retention.said_by(world.clock.now() - timedelta(days=366))


async def test_a_shorter_period_is_announced_before_it_holds(team: Room, world: World) -> None:
    await team.says("!blocker Freigabe fehlt")
    await team.says("!blocker gelöst B1")
    await comes(world, at(1, 3, 2028))
    await begin(world)
    await comes(world, at(10, 3, 2028))
    async with world.store.reading() as tx:
        assert await tx.retention.persons_in(Number("B", 1))
    await comes(world, at(17, 3, 2028))
    async with world.store.reading() as tx:
        assert not await tx.retention.persons_in(Number("B", 1))


async def test_a_tap_can_still_be_taken_back(team: Room, world: World) -> None:
    await begin(world)
    await team.says("!blocker Freigabe fehlt")
    tap = await team.taps("✅", on="Freigabe fehlt", by="Ben")
    await comes(world, at(25, 11, 2027))
    await team.deletes(tap, by="Ben")
    async with world.store.reading() as tx:
        blocker = await tx.blockers.get(Number("B", 1))
    assert blocker is not None and blocker.is_open and blocker.reporter == "role:task-force"


async def test_nobody_is_mentioned_by_a_role(team: Room, world: World) -> None:
    await begin(world)
    await team.says("!aufgabe Angebot | wer: Ben | bis: 27.11.")
    await team.says("!aufgabe erledigt A1")
    await comes(world, at(29, 11, 2027))
    team.forget()
    await team.says("!aufgabe öffnen A1")
    await team.says("!aufgabe ändere A1 | bis: 1.12.2027")
    await comes(world, at(2, 12, 2027))
    assert all("role:" not in json.dumps(message.content) for message in team.messages())


async def test_a_series_without_an_end_goes_on_and_one_with_an_end_is_over(team: Room, world: World) -> None:
    await begin(world)
    await team.says("!treffen Jour fixe | wann: jeden Donnerstag 10:00")
    await team.says("!treffen Sprint | wann: jeden Dienstag 10:00 bis 1.12.2026")
    await comes(world, at(20, 12, 2027))
    async with world.store.reading() as tx:
        assert await tx.retention.persons_in(Number("S", 1)) and not await tx.retention.persons_in(Number("S", 2))
