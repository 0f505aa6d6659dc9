"""Once a year, when November begins, the PMO hears what there is for the annual reflection."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from bot.cli.plan import plan
from bot.context import Project
from storage.connection.database import open_readonly
from tests.commands.retro.running_retro import held
from tests.world import BERLIN, Room, World

DUE = datetime(2027, 11, 1, 8, tzinfo=BERLIN).astimezone(UTC)
"""A Monday, when work begins."""


def reminders(pmo: Room) -> list[str]:
    return [seen.body for seen in pmo.messages() if "Jahresreflexion" in seen.body]


async def test_the_pmo_hears_on_the_first_working_day_of_november_what_there_is(team: Room, pmo: Room, world: World) -> None:
    await team.says("!lernen Aus dem Jahr davor | art: markt | blaupause: ja")
    world.clock.set(DUE - timedelta(days=30))
    await world.settle()
    await team.says("!lernen Eins | art: technik | blaupause: ja")
    await team.says("!lernen Zwei | art: technik")
    await team.says("!lernen Drei | art: organisation")
    await team.says("!lernen Vier")
    await held(team, 2, ended=True)
    await held(team, 3)
    await world.until(DUE - timedelta(seconds=1))
    assert reminders(pmo) == []
    await world.until(DUE)
    (said,) = reminders(pmo)
    for fact in (
        *("Jahresreflexion 2027", "Technik: 2 Einträge", "Organisation und Prozess: 1 Eintrag\n", "Markt: 0 Einträge"),
        *("noch ohne Art: 1 Eintrag\n", "Kandidaten für eine Blaupause: 1", "beendete Retros: 1", "!lernen export 2027"),
    ):
        assert fact in said
    assert pmo.messages()[-1].notifies and team.messages()[-1].body.startswith("🎓")


async def test_it_is_said_once_a_year_whatever_happens_to_the_bot(pmo: Room, world: World) -> None:
    for _ in range(2):
        await world.until(DUE + timedelta(hours=1))
        await world.machine.startup.begin()
        await world.settle()
    assert len(reminders(pmo)) == 1
    await world.until(DUE + timedelta(days=364))
    assert len(reminders(pmo)) == 1
    # In 2028 the first of November is a Wednesday.
    await world.until(datetime(2028, 11, 1, 8, tzinfo=BERLIN).astimezone(UTC))
    assert len(reminders(pmo)) == 2 and "Jahresreflexion 2028" in reminders(pmo)[-1]


async def test_a_weekend_moves_it_to_the_first_day_of_work(pmo: Room, world: World) -> None:
    world.clock.set(datetime(2031, 10, 31, 12, tzinfo=UTC))  # the first of November 2031 is a Saturday
    await world.settle()
    pmo.forget()
    monday = datetime(2031, 11, 3, 8, tzinfo=BERLIN).astimezone(UTC)
    await world.until(monday - timedelta(seconds=1))
    assert reminders(pmo) == []
    await world.until(monday)
    assert len(reminders(pmo)) == 1


@pytest.mark.parametrize(
    ("back", "posts"),
    [
        (datetime(2027, 11, 10, 15, tzinfo=BERLIN), 1),
        (datetime(2027, 11, 30, 17, tzinfo=BERLIN), 1),
        (datetime(2027, 12, 1, 0, 0, tzinfo=BERLIN), 0),
        (datetime(2028, 1, 10, 9, tzinfo=BERLIN), 0),
    ],
)
@pytest.mark.parametrize("restarted", [True, False])
async def test_after_an_outage_it_is_said_as_long_as_it_is_november(
    pmo: Room, world: World, back: datetime, posts: int, restarted: bool
) -> None:
    world.clock.set(back.astimezone(UTC))
    if restarted:
        await world.machine.startup.begin()
    await world.settle()
    assert len(reminders(pmo)) == posts
    await world.until(datetime(2028, 11, 2, 9, tzinfo=BERLIN).astimezone(UTC))
    assert "Jahresreflexion 2028" in reminders(pmo)[-1] and len(reminders(pmo)) == posts + 1


async def test_a_pmo_founded_later_in_november_gets_none_that_year(pmo: Room, world: World) -> None:
    await world.machine.startup.begin()
    await world.until(datetime(2026, 12, 15, 9, tzinfo=UTC))
    assert reminders(pmo) == []
    await world.until(DUE)
    assert len(reminders(pmo)) == 1


async def test_a_pmo_founded_anew_does_not_hear_it_again(pmo: Room, world: World) -> None:
    await world.until(DUE)
    await pmo.says("!team auflösen ja", by="Ada")
    await pmo.says("!team PMO | art: pmo", by="Ada")
    await world.machine.startup.begin()
    await world.until(DUE + timedelta(days=20))
    assert len(reminders(pmo)) == 1


async def test_without_a_pmo_nobody_hears_it(pmo: Room, team: Room, world: World) -> None:
    await pmo.says("!team auflösen ja", by="Ada")
    await world.machine.startup.begin()
    await world.until(DUE + timedelta(days=40))
    assert reminders(pmo) == [] and team.messages() == []


async def test_quiet_hours_hold_it_back(pmo: Room, world: World) -> None:
    await pmo.says("!einstellungen ruhezeit: 18:00-09:30", by="Ada")
    until = DUE + timedelta(minutes=90)
    await world.until(until - timedelta(seconds=1))
    assert reminders(pmo) == []
    await world.until(until)
    assert len(reminders(pmo)) == 1


async def test_a_year_without_learnings_says_how_to_begin(pmo: Room, world: World) -> None:
    await world.until(DUE)
    assert "export" not in reminders(pmo)[0] and "!lernen Kurze Wege" in reminders(pmo)[0]


async def test_an_english_room_hears_it_in_english(pmo: Room, world: World) -> None:
    await pmo.says("!sprache en", by="Ada")
    await world.until(DUE)
    assert "Annual reflection 2027" in pmo.sees() and "retrospectives that have ended: 0" in pmo.sees()


async def test_the_dry_run_shows_it(pmo: Room, world: World) -> None:
    world.clock.set(DUE - timedelta(days=5))
    await world.settle()
    source = await open_readonly(world.url, world.folder)
    project = Project(name="Open Smart City", prefix="!", admins=frozenset())
    settings = {"weekly": "off", "lead": "off"}
    ahead = plan(source, now=world.clock.now(), span=timedelta(days=10), project=project, zone=BERLIN, settings=settings)
    assert [(each.at, each.group, each.says) async for each in ahead] == [
        (DUE, "PMO", "🗓️ Jahresreflexion 2027: Das ist in diesem Jahr zusammengekommen.")
    ]
    await source.close()


async def test_retrospectives_of_a_group_that_is_dissolved_count_too(team: Room, pmo: Room, world: World) -> None:
    world.clock.set(DUE - timedelta(days=60))
    await held(team, 1, ended=True)
    await team.says("!team auflösen ja")
    await world.until(DUE)
    assert "beendete Retros: 1" in reminders(pmo)[-1]
