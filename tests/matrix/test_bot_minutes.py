"""A session with minutes at a real homeserver: the card, taps of two people at once, replies as lines, and the end."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator

import pytest
import pytest_asyncio

from demo.world.homeserver import Homeserver
from demo.world.person import Person
from tests.matrix.bot_fixtures import Project, project_at_work


@pytest_asyncio.fixture(scope="module", loop_scope="session")
async def project(server: Homeserver, tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Project]:
    async with project_at_work(server, tmp_path_factory.mktemp("bot")) as running:
        yield running


async def test_two_people_hold_a_session_with_its_card(project: Project, anna: Person, ben: Person) -> None:
    room = await project.team(anna, ben)
    await anna.say(room, "!treffen Jour fixe\nwann: in 2 Stunden")
    await project.sees(anna, room, "S1 Jour fixe")
    for topic in ("Hosting", "Vergabe", "Haushalt"):
        await anna.say(room, f"!agenda {topic}")
    await project.sees(anna, room, "T1 Hosting")

    await anna.say(room, "!protokoll start")
    card = await project.sees(anna, room, r"📝 Jour fixe \(S1\), läuft seit")
    assert "▶️ T1 Hosting" in card.body and "Danach: T2 Vergabe (10 min)" in card.body
    await anna.sees(room, lambda line: line.event_id == card.event_id and {"⏭️", "➕", "🏁"} <= set(line.reactions))

    said = await ben.say(room, "Das Angebot liegt vor", reply_to=card.event_id)
    await ben.sees(room, lambda line: line.event_id == said and "📝" in line.reactions)

    await asyncio.gather(anna.react(room, card.event_id, "⏭️"), ben.react(room, card.event_id, "⏭️"))
    shown = await anna.sees(room, lambda line: line.event_id == card.event_id and "▶️ T2 Vergabe" in line.body)
    assert "Danach: T3 Haushalt" in shown.body
    start = await ben.say(room, "!protokoll start")
    assert "S1 läuft seit" in (await project.answer(ben, room, start)).body

    await ben.say(room, "!aufgabe Vertrag prüfen")
    await project.sees(ben, room, "A1 Vertrag prüfen")
    await anna.say(room, "!protokoll weiter: Wir schreiben aus")
    await project.sees(anna, room, "T2 ist erledigt: Wir schreiben aus")
    more = await ben.say(room, "!protokoll mehr")
    assert "Das macht die Moderation" in (await project.answer(ben, room, more)).body
    more = await anna.say(room, "!protokoll mehr 20")
    await anna.sees(room, lambda line: line.event_id == more and "👌" in line.reactions)

    await anna.say(room, "!protokoll ende")

    await anna.sees(room, lambda line: line.event_id == card.event_id and "Die Sitzung ist beendet" in line.body)
    await project.sees(anna, room, "Offen geblieben, weiter beim nächsten Treffen: T3 Haushalt")
