"""Does what the steering committee decides reach those who asked, at a real client?"""

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


async def test_a_decision_of_the_committee_is_heard_where_it_was_asked_for_and_its_reason_is_a_reply(
    project: Project, anna: Person, ben: Person
) -> None:
    team = await project.team(anna, name="Dateninventur")
    steering = await project.ada.create_room("Steuerungskreis", [project.bot.user_id, ben.user_id])
    await ben.join(steering)
    await found_group(project.bot, project.ada, steering, "Steuerungskreis | art: steuerungskreis")
    await anna.say(team, "!agenda Hosting\nfür: steuerungskreis\nart: entscheidung\nvorlage: https://stadt.example/hosting")
    proposal = await project.sees(project.ada, project.pmo, "Kommt es auf die Agenda")
    await project.ada.react(project.pmo, proposal.event_id, "✅")
    await project.sees(project.ada, project.pmo, "ist angenommen")

    await ben.say(steering, f"!beschluss Hosting bei der ekom21\nthema: T1\ndafür: 2\ndagegen: 0\nwer: {anna.user_id}\nbis: 1.3.")

    card = await project.sees(ben, steering, "^📜 D1 gilt: Hosting bei der ekom21\n")
    assert "🔗 T1 → D1 → A1" in card.body and "Warum habt ihr so entschieden?" in card.body
    heard = await project.sees(anna, team, "D1 gilt: Hosting bei der ekom21\n.*euer Thema T1 Hosting")
    assert (heard.kind, heard.mentions) == ("m.text", (anna.user_id,))
    given = await project.sees(anna, team, "Neue Aufgabe für .*A1")
    assert given.mentions == (anna.user_id,)
    await project.sees(project.ada, project.pmo, "D1 gilt: Hosting bei der ekom21")

    await ben.say(steering, "einziges Angebot mit C5", reply_to=card.event_id)

    await ben.sees(steering, lambda line: line.event_id == card.event_id and "💬 Grund: einziges Angebot mit C5" in line.body)
    shown = await anna.say(team, "!beschluss D1")
    assert re.search("Grund: einziges Angebot mit C5", (await project.answer(anna, team, shown)).body)


async def test_the_result_of_a_topic_becomes_a_decision_with_a_tap(project: Project, anna: Person) -> None:
    team = await project.team(anna)
    await anna.say(team, "!agenda Logo\nart: entscheidung")
    number = re.search(r"T\d+", (await project.sees(anna, team, r"T\d+ Logo")).body)
    assert number is not None
    await anna.say(team, f"!agenda erledigt {number[0]} Logo B, dafür: 3, dagegen: 1")
    offer = await project.sees(anna, team, "Als Beschluss festhalten")

    await anna.react(team, offer.event_id, "✅")

    await project.sees(anna, team, rf"D\d+ gilt: Logo B\n🙋 3 dafür, 1 dagegen, 0 Enthaltungen\n🔗 {number[0]} → D\d+")
