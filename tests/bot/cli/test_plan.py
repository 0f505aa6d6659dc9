"""The dry run says what the bot then really says, and leaves the records as they are."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from typer.testing import CliRunner

from bot.cli import app
from bot.cli.plan import Planned, plan
from bot.context import Project
from storage.connection.database import open_readonly
from tests.databases import Place
from tests.world import BERLIN, Room, World

PROJECT = Project(name="Open Smart City", prefix="!", admins=frozenset())
CONFIG = """
[matrix]
homeserver = "https://matrix.stadt.example"
user_id = "@lotse:stadt.example"
access_token = "secret"
[storage]
folder = "{folder}"
url = "{url}"
"""


@pytest.fixture
def settings() -> dict[str, str]:
    """With digests."""
    return {}


async def planned(world: World, days: int) -> list[Planned]:
    source = await open_readonly(world.url, world.folder)
    try:
        ahead = plan(source, now=world.clock.now(), span=timedelta(days=days), project=PROJECT, zone=BERLIN, settings={})
        return [each async for each in ahead]
    finally:
        await source.close()


async def prepare(team: Room) -> None:
    await team.says("!treffen Jour fixe | wann: jeden Donnerstag 10:00")
    await team.says("!agenda Hosting")
    await team.says("!aufgabe Bericht | wer: Ben | bis: 27.11.")
    await team.says("!blocker Server aus | ampel: rot")
    await team.says("!beschluss Hosting bei der ekom21 | grund: C5 | prüfen: 1.12.")
    await team.says("!meilenstein Katalog | bis: 27.11. | kennung: MS2")
    await team.says("!meilenstein prognose M1 1.2.2027 Zulieferung")
    await team.world.machine.startup.begin()


async def test_it_says_when_minutes_are_final(team: Room, world: World) -> None:
    await team.says("!treffen Jour fixe | wann: heute 12:00")
    await team.says("!protokoll start")
    await team.says("!protokoll ende")
    final = [each for each in await planned(world, days=21) if "Endgültig" in each.says]
    assert [(each.group, each.says) for each in final] == [("Dateninventur", "📗 Endgültig: Protokoll S1 Jour fixe, Montag, 23.11.2026")]
    assert final[0].at == world.clock.now() + timedelta(days=7)


async def test_it_says_when_a_red_light_is_repeated_and_when_the_risks_go_out(team: Room, world: World) -> None:
    await team.says("!ampel ressourcen rot Stelle unbesetzt | hilfe: Vertretung")
    said = [each for each in await planned(world, days=21) if "Risiken" in each.says or "rot" in each.says.split(", und")[0]]
    assert [(each.group, f"{each.at.astimezone(BERLIN):%d.%m. %H:%M}") for each in said if "Überblick" not in each.says] == [
        ("PMO", "24.11. 10:00"),
        ("PMO", "03.12. 08:00"),
        ("Steuerungskreis", "07.12. 08:00"),
        ("Steuerungskreis", "07.12. 10:00"),
        ("Dateninventur", "07.12. 10:00"),
        ("PMO", "07.12. 10:00"),
    ]


async def test_what_is_planned_is_what_is_said_if_nobody_reacts(team: Room, world: World) -> None:
    await prepare(team)
    ahead = await planned(world, days=21)
    before = len(world.chat.timeline)
    await world.until(world.clock.now() + timedelta(days=21))
    names = {"!dateninventur": "Dateninventur", "!pmo": "PMO", "!steuerungskreis": "Steuerungskreis"}
    said = [(names[seen.room], seen.body.splitlines()[0]) for seen in world.chat.timeline[before:]]
    # Without a homeserver people have no display names, only what their address says.
    assert [(each.group, each.says.replace("ben,", "Ben,")) for each in ahead] == said
    assert len([each for each in ahead if each.says.startswith("📅 Jour fixe")]) == 3
    assert [each.at for each in ahead] == sorted(each.at for each in ahead)


async def test_planning_changes_nothing(team: Room, world: World) -> None:
    await prepare(team)
    before = len(world.chat.timeline)
    first, second = await planned(world, days=7), await planned(world, days=7)
    assert first == second and len(world.chat.timeline) == before
    async with world.store.reading() as tx:
        assert (await tx.outbox.counts())[0] == 0


async def test_it_keeps_the_clock_time_over_a_change_of_the_clocks_and_knows_holidays(team: Room, world: World) -> None:
    world.clock.set(datetime(2027, 3, 19, 12, tzinfo=UTC))
    await world.settle()
    await team.says("!treffen Jour fixe | wann: jeden Dienstag 10:00 | vorlauf: 24 Stunden")
    await team.says("!einstellungen wochenüberblick: aus")
    await world.machine.startup.begin()
    times = [each.at.astimezone(BERLIN) for each in await planned(world, days=30) if "Jour fixe" in each.says]
    assert [f"{moment:%d.%m. %H:%M}" for moment in times] == ["22.03. 10:00", "25.03. 08:00", "05.04. 10:00", "12.04. 10:00"]


def test_the_command_prints_local_time_group_and_first_line(tmp_path: Path, migrated: Place) -> None:
    config = tmp_path / "config.toml"
    config.write_text(CONFIG.format(folder=migrated.folder, url=migrated.url))
    result = CliRunner().invoke(app, ["plan", "--config", str(config), "--days", "7", "--now", "2026-11-23T10:00"])
    assert result.exit_code == 0, result.output
    assert "0 messages from 2026-11-23 10:00 on" in result.output


async def test_a_vote_in_writing_is_reminded_of_and_counted_as_it_stands(steering: Room, world: World) -> None:
    steering.joins("Gisela", "Max")
    await steering.says("!beschluss Logo B | art: umlauf | vorlage: https://cloud.example/b.pdf", by="Stefan")
    await steering.taps("👍", on="Umlaufbeschluss D1", by="Gisela")
    await steering.taps("👍", on="Umlaufbeschluss D1", by="Max")
    ahead = [(f"{each.at:%d.%m. %H:%M}", each.group, each.says) for each in await planned(world, days=8) if "D1" in each.says]
    assert ahead == [
        (
            "27.11. 07:00",
            "Steuerungskreis",
            "⏳ stefan: Bei D1 Logo B fehlt noch Stefan. Abstimmen bis Montag, 30.11.2026, 18:00 Uhr",
        ),
        ("30.11. 17:00", "PMO", "📜 D1 gilt: Logo B"),
        ("30.11. 17:00", "Steuerungskreis", "📜 D1 gilt: Logo B"),
    ]


async def test_it_says_when_a_report_is_asked_for_and_when_its_draft_is_due(team: Room, world: World) -> None:
    world.clock.set(datetime(2027, 1, 2, 12, tzinfo=UTC))
    await world.settle()
    await team.says("!team Dateninventur | budget: 120000")
    await world.machine.startup.begin()
    ahead = await planned(world, days=30)
    assert [(f"{each.at.astimezone(BERLIN):%d.%m.}", each.group) for each in ahead if "Entwurf: Bericht Q4 2026" in each.says] == [
        ("22.01.", "PMO")
    ]


async def test_it_says_when_a_handover_ends(team: Room, pmo: Room, world: World) -> None:
    pmo.joins("Eva")
    await team.says("!blocker Server aus | ampel: rot")
    await pmo.says("!blocker übernehmen B1", by="Paula")
    await pmo.says("!bericht vertretung @Eva bis: 4.12.", by="Paula")
    ended = [each for each in await planned(world, days=21) if "Vertretung" in each.says]
    assert [(f"{each.at.astimezone(BERLIN):%d.%m. %H:%M}", each.group) for each in ended] == [("07.12. 08:00", "PMO")]


async def test_it_says_in_which_night_persons_become_roles(team: Room, world: World) -> None:
    await world.machine.startup.begin()
    await team.says("!blocker Server aus")
    await team.says("!blocker gelöst B1")
    world.clock.set(world.clock.now() + timedelta(days=360))
    ahead = [each for each in await planned(world, days=10) if not each.is_said]
    assert [(each.at.astimezone(BERLIN).strftime("%d.%m.%Y %H:%M"), each.group, each.says) for each in ahead] == [
        ("24.11.2027 03:00", "PMO", "no message: roles in place of names in B1")
    ]
