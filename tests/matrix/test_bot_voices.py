"""Does the steering committee say who speaks for whom, with a real client's pills, taps and edits?"""

from __future__ import annotations

import re
from collections.abc import AsyncIterator

import pytest
import pytest_asyncio

from demo.world.homeserver import Homeserver
from demo.world.person import Person
from tests.matrix.bot_fixtures import Project, found_group, project_at_work


@pytest_asyncio.fixture(scope="module", loop_scope="session")
async def project(server: Homeserver, tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Project]:
    async with project_at_work(server, tmp_path_factory.mktemp("bot")) as running:
        yield running


async def test_a_card_asks_who_speaks_and_follows_taps_and_words(project: Project, anna: Person, ben: Person) -> None:
    steering = await project.ada.create_room("Steuerungskreis", [project.bot.user_id, anna.user_id, ben.user_id])
    await anna.join(steering)
    await ben.join(steering)
    await found_group(project.bot, project.ada, steering, "Steuerungskreis | art: steuerungskreis")
    await project.ada.say(steering, f"!vertretung sitz Gießen {ben.user_id}")
    await project.sees(ben, steering, "🪑 Gießen: Ben Beck.*der einzige Sitz")
    await project.ada.say(steering, "!treffen Sondersitzung | wann: morgen 10:00")
    card = await project.sees(ben, steering, r"Zum Einlesen für .*\(S\d+\)")
    assert "Gießen: ruht bisher, Ben Beck hat noch nichts gesagt" in card.body

    tapped = await ben.react(steering, card.event_id, "👍🏽")
    await ben.sees(steering, lambda line: line.event_id == card.event_id and "Gießen: Ben Beck kommt" in line.body)
    await anna.react(steering, card.event_id, "⚪")
    await project.sees(anna, steering, "hier sagen die, die für eine Kommune sprechen")
    await ben.redact(steering, tapped)
    await ben.sees(steering, lambda line: line.event_id == card.event_id and "Gießen: ruht bisher" in line.body)

    await ben.say(steering, f"!vertretung {anna.user_id}")
    named = await project.sees(anna, steering, r"Anna \w+ spricht am .* für Gießen")
    assert (named.kind, named.mentions) == ("m.text", (anna.user_id,))
    await ben.sees(steering, lambda line: line.event_id == card.event_id and bool(re.search(r"Gießen: Anna \w+ für Ben Beck", line.body)))
    asked = await anna.say(steering, "!vertretung")
    assert re.search("1 von 1 sicher: beschlussfähig\nDu sprichst für Gießen", (await project.answer(anna, steering, asked)).body)
