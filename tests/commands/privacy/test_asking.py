"""What somebody may ask: what is kept in general, what of them, and how long."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.commands.privacy.direct_chats import direct_chat
from tests.world import Room, World


async def test_in_a_room_five_lines_say_what_is_kept(team: Room) -> None:
    await team.says("!datenschutz")
    said = team.sees()
    assert all(f"• {what}:" in said for what in ("Was", "Wofür", "Wie lange", "Wer das sieht", "Wen du fragst"))
    assert "das PMO" in said and "im Direktchat: datenschutz auskunft" in said and "http" not in said


@pytest.mark.parametrize(
    "said", ["!datenschutz auskunft", "!privacy export", "!datenschutz löschen", "!datenschutz frist", "!dsgvo zurückziehen"]
)
async def test_a_room_is_told_where_and_not_what(team: Room, world: World, said: str) -> None:
    await team.says(said)
    assert "Kommt in den Direktchat" in team.sees()
    assert not any(word in team.sees() for word in ("lösch", "Auskunft", "Frist"))
    assert not team.files()
    chat = await world.opened_direct()
    assert "Hier bist du mit mir allein" in chat.sees() and "datenschutz auskunft" in chat.sees()


async def test_whoever_has_said_nothing_hears_that_nothing_is_kept(world: World, team: Room) -> None:
    eva = await direct_chat(world, "Eva")
    await eva.says("!datenschutz auskunft")
    assert "Über dich ist nichts gespeichert" in eva.sees() and not eva.files()
    await eva.says("!datenschutz löschen")
    assert "Über dich ist nichts gespeichert" in eva.sees()


async def test_somebody_gets_all_that_is_tied_to_their_id_in_two_files(team: Room, world: World) -> None:
    await team.says("!blocker Freigabe fehlt", by="Ben")
    await team.says("!aufgabe Angebot einholen | wer: Ben | bis: Freitag", by="Anna")
    ben = await direct_chat(world, "Ben")
    await ben.says("datenschutz auskunft")
    data, text = [seen.file for seen in ben.files()]
    assert data is not None and text is not None
    tables = json.loads(data)["tables"]
    assert tables["blockers"][0]["because"] == ["reporter"] and tables["blockers"][0]["row"]["text"] == "Freigabe fehlt"
    assert tables["actions"][0]["because"] == ["who"] and tables["actions"][0]["row"]["author"] == "@…"
    assert [seen.content["filename"] for seen in ben.files()] == ["datenauskunft.json", "datenauskunft.md"]
    readable = text.decode()
    assert "## Blocker: 1" in readable and "**B1** Freigabe fehlt (hat ihn gemeldet" in readable and "ist dran" in readable
    assert "anna" not in json.dumps(tables["blockers"]) and "Das ist alles, was an deiner Adresse hängt" in ben.sees()


async def test_nobody_asks_for_others(world: World, team: Room) -> None:
    ben = await direct_chat(world, "Ben")
    for said in ("datenschutz auskunft @anna:stadt.example", "datenschutz löschen Anna"):
        await ben.says(said)
        assert "nur für dich selbst" in ben.sees() and not ben.files()
    await ben.says("datenschutz auskunft bitte")
    assert ben.files()


async def test_who_has_left_the_project_can_still_ask(team: Room, world: World) -> None:
    await team.says("!blocker Freigabe fehlt", by="Ben")
    ben = await direct_chat(world, "Ben")
    team.leaves("Ben")
    await ben.says("datenschutz auskunft")
    assert "B1" in (ben.files()[1].file or b"").decode()


async def test_the_periods_are_those_in_force(world: World, pmo: Room) -> None:
    ben = await direct_chat(world, "Ben")
    await ben.says("datenschutz frist")
    assert "in der Regel 5 Arbeitstage" in ben.sees() and "12 Monate nachdem es abgeschlossen ist" in ben.sees()


async def test_the_link_and_the_officer_are_named_where_they_are_set(tmp_path: Path) -> None:
    world = await World.start(tmp_path, privacy_officer="Dora", web_url="https://tafel.stadt.example")
    room = world.room("Irgendwo", "Ben", "Dora")
    await room.says("!privacy")
    assert "https://tafel.stadt.example/datenschutz" in room.sees() and "Dora" in room.sees()
    await world.stop()
