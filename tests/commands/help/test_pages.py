"""The help: what these people can do here, on one screen of a phone, and where each word leads."""

from __future__ import annotations

import re

import pytest

from commands import VOCABULARY
from tests.world import Room, World

PAGES = (
    "", "blocker", "treffen", "agenda", "aufgabe", "retro", "lernen", "team", "überblick", "einstellungen", "sprache", "lotse", "hilfe",
    "start", "antippen", "antworten", "bearbeiten", "direkt", "datum",
)  # fmt: skip
LINES, WIDTH = 20, 60
"""Of a phone's screen, as far as people read it at once."""


def fits(body: str) -> bool:
    lines = [line for line in body.splitlines() if line.strip()]
    return len(lines) <= LINES and max(map(len, lines)) <= WIDTH


@pytest.mark.parametrize("language", ["de", "en"])
async def test_every_page_fits_on_a_screen_and_has_no_bar(team: Room, language: str) -> None:
    await team.says(f"!sprache {language}")
    wrong = []
    for page in (*PAGES, *(noun.words[0] for noun in VOCABULARY.nouns)):
        await team.says(f"!hilfe {page}")
        if not fits(team.sees()) or "|" in team.sees() or "kenne ich nicht" in team.sees():
            wrong.append(team.sees())
    assert wrong == []


@pytest.mark.parametrize("language", ["de", "en"])
async def test_every_room_has_a_page_that_fits(team: Room, pmo: Room, steering: Room, world: World, language: str) -> None:
    await team.says("!blocker Der Server fällt seit gestern immer wieder aus und niemand weiß warum\nampel: rot")
    await pmo.says("!blocker eskalieren B1 Hilfe", by="Paula")
    await pmo.says("!blocker öffnen B1", by="Paula")
    bare = world.room("Noch ohne Gruppe", "Xaver", moderators=("Ada",))
    for room in (team, pmo, steering, bare):
        await room.says(f"!sprache {language}", by="Ada" if room is not team else "Anna")
        await room.says("!hilfe")
        assert "</ul><p>" in room.messages()[-1].html, "what follows the list is not a part of its last line"
        assert fits(room.sees()) and "|" not in room.sees(), room.sees()


@pytest.mark.parametrize(("language", "words"), [("de", ("!ampel", "!bericht", "!import")), ("en", ("!status", "!report", "!import"))])
async def test_the_first_page_leads_to_lights_reports_and_lists(
    team: Room, pmo: Room, steering: Room, language: str, words: tuple[str, ...]
) -> None:
    for room, needed in ((team, words), (pmo, words), (steering, words[:2])):
        await room.says(f"!sprache {language}")
        await room.says("!hilfe")
        assert [word for word in needed if word not in room.sees()] == []


async def test_the_pmo_and_the_steering_committee_hear_what_they_do_and_what_is_next(team: Room, pmo: Room, steering: Room) -> None:
    await team.says("!blocker Server aus | ampel: rot")
    await pmo.says("!hilfe", by="Paula")
    lines = pmo.sees().splitlines()
    assert lines[2:4] == ["Als Nächstes: B1 Server aus – wer übernimmt?", "!blocker übernehmen B1"]
    assert "Auf den Alarm antworten" in pmo.sees()
    await pmo.says("!blocker eskalieren B1 Bitte helft", by="Paula")
    await steering.says("!hilfe", by="Stefan")
    assert "Als Nächstes: B1 Server aus" in steering.sees()
    assert "➕ auf einer Karte" in steering.sees() and "Auf eine Karte antworten" in steering.sees()


async def test_in_a_direct_chat_it_is_about_that_person(team: Room, world: World) -> None:
    direct = world.room("Direkt", "Anna")
    await direct.invites(by="Anna", direct=True)
    await direct.lets_the_bot_in()
    await direct.says("hilfe")
    assert "in deinen Gruppen" in direct.sees() and "team: Dateninventur" in direct.sees() and fits(direct.sees())


async def test_a_room_without_a_group_hears_first_how_to_set_one_up(world: World) -> None:
    room = world.room("Neu", "Anna")
    await room.says("!hilfe")
    assert "!team Dateninventur" in room.sees().splitlines()[2]


@pytest.mark.parametrize(
    ("said", "leads_to"),
    [
        ("eskalieren", "!blocker eskalieren B12"),
        ("übernehmen", "!blocker übernehmen B12"),
        ("uebernehmen", "!blocker übernehmen B12"),
        ("ampel", "ampel: rot"),
        ("Lösung", "!hilfe blocker"),
        ("verzug", "!hilfe blocker"),
        ("vertagen", "!agenda vertagen T7"),
        ("vorlage", "!agenda vorlage T7"),
        ("bis", "bis: Freitag"),
        ("wann", "wann: jeden Dienstag 10:00"),
        ("ändern", "!blocker ändere B12"),
        ("abstimmen", "!beschluss abstimmen T7"),
        ("beschlussfähig", "!vertretung komme"),
        ("Einwand", "!protokoll ende"),
        ("stimmen", "!retro stimme 3 7"),
        ("datum", "jeden Dienstag 10:00"),
        ("so gehts", "So geht’s."),
        ("so geht's?", "So geht’s."),
        ("anfang", "So geht’s."),
        ("👀", "ein Knopf"),
        ("knöpfe", "ein Knopf"),
        ("solve", "!blocker gelöst B12"),
        ("escalate", "!blocker eskalieren B12"),
        ("!blocker", "was euch aufhält"),
        ("blocker?", "was euch aufhält"),
    ],
)
async def test_a_word_leads_to_its_place(team: Room, said: str, leads_to: str) -> None:
    await team.says(f"!hilfe {said}")
    assert leads_to in team.sees() and "kenne ich nicht" not in team.sees()
    assert fits(team.sees()) and not re.search(r"\|", team.sees())


async def test_a_word_that_leads_nowhere_is_asked_about_or_refused(team: Room) -> None:
    await team.says("!hilfe blokcer")
    assert "!hilfe blocker" in team.sees()
    await team.says("!hilfe Quantencomputer")
    assert "kenne ich nicht" in team.sees()
