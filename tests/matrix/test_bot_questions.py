"""Is a question asked, tapped and answered at a real client as the stories say?"""

from __future__ import annotations

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


async def test_a_tap_asks_for_the_answer_and_the_reply_gives_it(project: Project, anna: Person) -> None:
    room = await project.team(anna)
    await anna.say(room, "!frage Wer bezahlt den Server?\nfür: pmo")
    own = await project.sees(anna, room, r"❓ Frage · Q\d+ Wer bezahlt den Server\?")
    card = await project.ada.sees(project.pmo, lambda line: "Wer bezahlt den Server?" in line.body and line.kind == "m.text")
    await project.ada.sees(project.pmo, lambda line: line.event_id == card.event_id and {"✅", "💤", "➕"} <= set(line.reactions))

    await project.ada.react(project.pmo, card.event_id, "✅")
    request = await project.sees(project.ada, project.pmo, r"Was ist die Antwort auf Q\d+ Wer bezahlt den Server\?")
    await project.ada.say(project.pmo, "Das Land", reply_to=request.event_id)

    told = await project.sees(anna, room, r"Ada Amt hat Q\d+ für Anna Abel beantwortet")
    assert told.mentions == (anna.user_id,) and "Das Land" in told.body
    await anna.sees(room, lambda line: line.event_id == own.event_id and "✅ geklärt" in line.body and "Das Land" in line.body)
    await project.ada.sees(project.pmo, lambda line: line.event_id == card.event_id and "✅ geklärt" in line.body)
