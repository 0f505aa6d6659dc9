"""One ordinary week in the room of a task force, as its people live it: how often the bot speaks there, and that nothing is lost."""

from __future__ import annotations

from datetime import datetime

import pytest

from bot.domain.ids import EventId
from tests.world import BERLIN, Room, Seen

MOST = 22
"""Messages of the bot in the room in such a week: files count, reactions and edits of its own messages do not."""


@pytest.fixture
def settings() -> dict[str, str]:
    return {}


def said_in(room: Room) -> list[Seen]:
    return [seen for seen in room.world.chat.timeline if seen.room == room.id]


def announced(room: Room, title: str, written: EventId) -> EventId:
    """The card of a topic; where a reaction was its answer, what its author wrote."""
    return next((seen.event for seen in said_in(room) if seen.body.startswith("🗓️ Thema") and title in seen.body), written)


def ballot(room: Room, place: int) -> EventId:
    return next(seen.event for seen in said_in(room) if seen.body.startswith(f"{place} · "))


async def at(room: Room, day: int, clock: str) -> None:
    await room.world.until(datetime.fromisoformat(f"2026-12-{day:02} {clock}").replace(tzinfo=BERLIN))


async def test_an_ordinary_week_brings_at_most_22_messages(team: Room, pmo: Room) -> None:
    await team.world.until(datetime(2026, 11, 29, 12, tzinfo=BERLIN))
    before = len(said_in(team))
    await team.world.until(datetime(2026, 11, 30, 9, tzinfo=BERLIN))
    # Monday: something stops us, and the week is planned.
    await team.says("!blocker Datenschutzfreigabe fehlt\nampel: rot")
    blocker = team.message("B1").event
    await team.says("Wir nehmen die Vorlage aus Gießen", reply_to=blocker)
    await pmo.taps("👀", on="B1", by="Paula")
    await team.says("Gießen schickt sie morgen", reply_to=blocker)
    await team.says("!treffen Jour fixe\nwann: Mittwoch 10 Uhr")
    topics = {title: await team.says(f"!agenda {title}") for title in ("Hosting-Angebot", "Personal", "Stand der Daten", "Wie weiter?")}
    await team.says("!retro planen Donnerstag 15 Uhr")
    # Tuesday: notes, and it is solved.
    await at(team, 1, "16:00")
    for note in ("Übergaben", "Tempo", "Technik", "Ziele", "Doku", "Essen", "Stimmung", "Räume"):
        await team.says(f"!retro + {note}", by="Ben")
    await team.taps("✅", on=blocker, by="Ben")
    # Wednesday: they meet.
    await at(team, 2, "10:30")
    for title, written in topics.items():
        await team.reacts("✅", to=announced(team, title, written))
    # Thursday: they look back.
    await at(team, 3, "15:00")
    await team.says("!retro start")
    for place in (1, 2):
        await team.reacts("👍", to=ballot(team, place), by="Ben")
    await team.says("!retro ende")
    await team.says("Aufgabe: Protokolle zusammenlegen\nwer: Ben\nbis: Freitag", reply_to=ballot(team, 1))
    await team.says("Lernen: Ein Protokoll reicht\nart: organisation", reply_to=ballot(team, 2))
    await at(team, 6, "12:00")
    messages = said_in(team)[before:]
    assert len(messages) <= MOST, "\n---\n".join(seen.body for seen in messages)
    # Nothing is lost: whoever looks finds all of it.
    for asked, shown in (
        ("!blocker B1", ("Wir nehmen die Vorlage aus Gießen", "Gießen schickt sie morgen", "✅ Gelöst von Ben")),
        ("!agenda T4", ("Wie weiter?", "✅ Erledigt")),
        ("!retro R1", ("1 Stimme", "A1", "L1")),
        ("!aufgabe A1", ("Protokolle zusammenlegen", "Ben", "Freitag, 4.12.2026")),
        ("!lernen L1", ("Ein Protokoll reicht", "Organisation")),
    ):
        await team.says(asked)
        assert [words for words in shown if words not in team.sees()] == []
