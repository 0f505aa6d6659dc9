"""When minutes are final, what they say from then on, and what is forgotten."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from storage.transfer.export import export
from tests.commands.agenda.planned_sessions import berlin
from tests.commands.minutes.draft.test_posted import after_held, held, markdown
from tests.commands.minutes.sessions import after_begun, at
from tests.world import BERLIN, Room, World

FINAL = "📗 Endgültig: Protokoll S1 Jour fixe, Dienstag, 24.11.2026"


@after_held
async def test_after_five_working_days_they_are_final_and_the_file_comes_once_more(team: Room, world: World) -> None:
    card = team.message("Protokoll, Entwurf")
    await world.until(berlin(1, 10, 39, month=12))
    assert len(team.files()) == 1 and "Entwurf" in card.body
    await world.until(berlin(1, 10, 41, month=12))
    assert FINAL in team.sees() and "📗 Endgültig seit Dienstag, 1.12.2026." in card.body and "Entwurf" not in card.body
    assert len(team.files()) == 2 and "- Endgültig seit: Dienstag, 1.12.2026" in markdown(team)
    await world.pass_(days=30)
    assert len(team.files()) == 2


async def test_the_project_says_how_many_days(team: Room, pmo: Room, world: World) -> None:
    await pmo.says("!einstellungen einwandfrist: 2", by="Paula")
    await held(team)
    assert "Bis Donnerstag, 26.11.2026" in team.message("Protokoll, Entwurf").body
    await world.until(berlin(26, 11))
    assert FINAL in team.sees()


@after_held
async def test_a_bot_that_was_away_makes_them_final_when_it_is_back(team: Room, world: World) -> None:
    world.clock.set(berlin(15, 9, month=12))
    await world.settle()
    assert "📗 Endgültig seit Dienstag, 15.12.2026." in team.message("Protokoll: Jour fixe").body


@after_begun
async def test_final_minutes_say_what_they_said_whatever_becomes_of_the_records(team: Room, world: World) -> None:
    await team.says("!beschluss Logo B | thema: T1")
    await team.says("!protokoll weiter: Logo B")
    await team.says("!protokoll ende")
    await world.pass_(days=9)
    said = markdown(team)
    await team.says("!beschluss aufheben D1 falsch gezählt")
    await team.says("!agenda ändere T1 | titel: Ganz anders")
    await team.says("!treffen ändere S1 | ort: Marburg")
    await team.says("!protokoll datei S1")
    assert markdown(team) == said


@after_held
@pytest.mark.parametrize(
    ("said", "refused"),
    [("!protokoll Noch etwas", "Gerade läuft kein Protokoll"), ("!protokoll nachtrag: Noch etwas", "Das Protokoll S1 ist endgültig")],
)
async def test_nothing_is_added_to_final_minutes(team: Room, world: World, said: str, refused: str) -> None:
    await world.pass_(days=9)
    await team.says(said)
    assert refused in team.sees()


@after_begun
async def test_of_final_minutes_nothing_is_kept_of_who_came_objected_moderated_or_when(team: Room, world: World) -> None:
    await team.says("!protokoll da: Anna, Ben")
    await team.says("!protokoll Ein Angebot liegt vor", by="Ben")
    await at(world, 10, 13)
    await team.says("!protokoll weiter: Wir nehmen es", by="Ben")
    await team.says("!protokoll ende")
    said = await team.says("Einwand: Es waren zwei", reply_to=team.message("Protokoll, Entwurf").event, by="Ben")
    await team.taps("✅", on="Einwand zum Protokoll", by="Anna")
    await world.pass_(days=12)
    assert FINAL in team.sees()
    async with world.store.reading() as tx:
        (minutes,) = await tx.minutes.of_session((await tx.sessions.all())[0].number)
        entries = await tx.minutes.entries(minutes.session, minutes.planned)
        assert (minutes.moderator, minutes.minute_taker) == (None, None)
        assert {(entry.at, entry.event, entry.present) for entry in entries} == {(None, None, None)}
        assert list(await tx.drafts.objections(minutes.session, minutes.planned)) == []
        assert await tx.drafts.objection_of(said) is None
    assert "Es waren zwei" not in _everything(world.folder)
    async with world.store.reading() as _:
        exported = json.dumps(await export(world.store, BERLIN), ensure_ascii=False)
    assert "Es waren zwei" not in exported


def _everything(folder: Path) -> str:
    """Every byte that the bot keeps."""
    return "".join(path.read_bytes().decode(errors="replace") for path in folder.rglob("*") if path.is_file())
