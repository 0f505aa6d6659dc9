"""Who wrote the note without a name? Two stories that differ in nothing but that leave the same behind."""

from __future__ import annotations

import logging
import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from bot.cli.status import status
from bot.domain.ids import EventId
from bot.messages import Edit, Message, Reaction, Redaction
from storage.transfer.export import export
from tests.conftest import Founded
from tests.world import BERLIN, Room, World, user

SAID = "retro R1 stop: Zu lange Sitzungen"


async def both_direct_chats(team: Room, world: World) -> dict[str, Room]:
    await team.says("!retro planen nächsten Donnerstag 15 Uhr", by="Anna")
    chats = {}
    for person in ("Anna", "Ben"):
        await team.says("!retro anonym", by=person)
        chats[person] = await world.opened_direct()
    return chats


pytestmark = pytest.mark.sqlite  # they look into the file


def rows(folder: Path) -> list[str]:
    """Every row of every table, with what SQLite knows of it beside."""
    found = []
    with closing(sqlite3.connect(folder / "lotse.db")) as database:
        for (table,) in database.execute("SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name").fetchall():
            found += [f"{table}: {row}" for row in database.execute(f'SELECT * FROM "{table}"').fetchall()]
    return found


def files(folder: Path) -> bytes:
    return b"\n".join(path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file())


async def handed_in(team: Room, world: World, person: str, manner: str) -> None:
    """The note by `person`, and what else people try with it, with the same event ids whoever it is."""
    chats = await both_direct_chats(team, world)
    direct, event = chats[person], EventId("$die-notiz")
    common = {"room": direct.id, "sender": user(person), "sent_at": world.clock.now()}
    match manner:
        case "mistyped":
            await direct.says("retro R1 stopp Zu lange Sitzungen")
            await direct.says("retro R9 stop: Zu lange Sitzungen")
        case "suggested":
            await direct.says("rertro R1 stop: Zu lange Sitzungen")
            await world.happens(Reaction(event_id=event, target=direct.messages()[-1].event, key="✅", **common))
            return
        case "edited":
            await world.happens(Message(event_id=EventId("$vorher"), text="retro R9 stop: Zu lange Sitzungen", **common))
            await world.happens(Edit(event_id=event, of=EventId("$vorher"), text=SAID, **common))
            return
    await world.happens(Message(event_id=event, text=SAID, **common))
    match manner:
        case "changed":
            await world.happens(Edit(event_id=EventId("$danach"), of=event, text="retro R1 stop: Zu kurze Sitzungen", **common))
        case "deleted":
            await world.happens(Redaction(event_id=EventId("$danach"), target=event, **common))
        case "answered":
            answer = direct.messages()[-1].event
            await world.happens(Reaction(event_id=EventId("$tap"), target=answer, key="👍", **common))
            await world.happens(Message(event_id=EventId("$danach"), text="Danke!", reply_to=answer, **common))
        case "repeated":
            await world.happens(Message(event_id=event, text=SAID, **common))
        case "left":
            team.leaves(person)
            await world.happens(Edit(event_id=EventId("$danach"), of=event, text="retro R1 stop: Zu kurze Sitzungen", **common))


MANNERS = ["plain", "changed", "deleted", "repeated", "edited", "left"]


@pytest.mark.parametrize("manner", MANNERS)
async def test_the_records_say_the_same_whoever_it_was(
    manner: str, team: Room, world: World, tmp_path: Path, founded: Founded, settings: dict[str, str], caplog: pytest.LogCaptureFixture
) -> None:
    for package in ("bot", "commands", "storage"):  # of libraries, warnings alone are logged (`bot.log_config`)
        caplog.set_level(logging.DEBUG, logger=package)
    await handed_in(team, world, "Anna", manner)
    await world.store.checkpoint()
    logs, annas = caplog.text, (rows(world.folder), await export(world.store, BERLIN), await status(world.store, world.clock.now(), BERLIN))
    caplog.clear()

    place, scenery = await founded.under(settings)
    shutil.copytree(place.folder, tmp_path / "other")
    other = await World.start(tmp_path / "other", settings=settings)
    rooms = other.stands_as(scenery)
    await handed_in(rooms[0], other, "Ben", manner)
    await other.store.checkpoint()
    bens = (rows(other.folder), await export(other.store, BERLIN), await status(other.store, other.clock.now(), BERLIN))
    await other.stop()

    assert annas[0] == bens[0]
    assert annas[1:] == bens[1:]
    assert "Sitzungen" not in logs + caplog.text


@pytest.mark.parametrize("manner", [*MANNERS, "mistyped", "suggested", "answered"])
async def test_nothing_in_any_file_joins_the_words_to_anybody(manner: str, team: Room, world: World) -> None:
    await handed_in(team, world, "Ben", manner)
    await world.store.checkpoint()
    kept = files(world.folder)
    assert kept.count(b"Zu lange Sitzungen") == 1
    assert not [row for row in rows(world.folder) if "Zu lange Sitzungen" in row and ("ben" in row or "Ben" in row)]
    for event in ("$die-notiz", "$vorher", "$danach"):
        told = [row for row in rows(world.folder) if event in row and ("R1" in row or "retro" in row)]
        assert told == []


async def test_neither_its_place_nor_its_moment_tells_of_two_notes_which_came_first(team: Room, world: World) -> None:
    chats = await both_direct_chats(team, world)
    await chats["Anna"].says("retro R1 stop: Von der einen")
    await world.pass_(hours=1)
    await chats["Ben"].says("retro R1 stop: Von dem anderen")
    with closing(sqlite3.connect(world.folder / "lotse.db")) as database:
        notes = database.execute("SELECT * FROM retro_notes ORDER BY key").fetchall()
        unordered = database.execute("SELECT * FROM retro_notes").fetchall()
    assert unordered == notes  # in the order of their random keys
    assert not [value for note in notes for value in note if str(value).startswith("2026-")]


async def test_the_room_hears_nothing_when_it_comes_and_only_counts_before_the_beginning(team: Room, world: World) -> None:
    chats = await both_direct_chats(team, world)
    team.forget()
    edits = sum(seen.edits for seen in world.chat.timeline if seen.room == team.id)
    await chats["Ben"].says(SAID)
    assert team.messages() == []
    assert sum(seen.edits for seen in world.chat.timeline if seen.room == team.id) == edits
    await team.says("!retro R1", by="Anna")
    assert "Eine Notiz" in team.sees() and "Sitzungen" not in team.sees()
