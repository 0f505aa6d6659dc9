"""Does the bot understand on a real homeserver what clients make of words: pills, captions, edits, deleted edits, two taps?"""

from __future__ import annotations

import re
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest
import pytest_asyncio

from demo.world.homeserver import Homeserver
from demo.world.person import Person
from tests.matrix.bot_fixtures import Project, number_of, project_at_work
from tests.matrix.encrypted_person import EncryptedPerson
from tests.sampling import sampled


@pytest_asyncio.fixture(scope="module", loop_scope="session")
async def project(server: Homeserver, tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Project]:
    async with project_at_work(server, tmp_path_factory.mktemp("bot")) as running:
        yield running


@pytest_asyncio.fixture(loop_scope="session")
async def room(project: Project, anna: Person, ben: Person) -> str:
    return await project.team(anna, ben)


def replacing(event: str, content: dict[str, Any]) -> dict[str, Any]:
    relation = {"rel_type": "m.replace", "event_id": event}
    return {**content, "body": f"* {content['body']}", "m.new_content": content, "m.relates_to": relation}


def picture(caption: str, **more: Any) -> dict[str, Any]:
    return {"msgtype": "m.image", "body": caption, "filename": "plan.jpg", "url": "mxc://stadt.example/plan", **more}


async def card_reads(project: Project, person: Person, room: str, card: str, pattern: str) -> None:
    await person.sees(room, lambda line: line.event_id == card and re.search(pattern, line.body) is not None, 15)


@pytest.mark.parametrize("text", sampled(["Der frühere Name", "@[Lotse]", "Lotse (@lotse:stadt.example)"], 3))
@pytest.mark.parametrize("link", ["https://matrix.to/#/{}", "https://chat.stadt.example/#/user/{}"])
async def test_a_pill_is_known_by_its_link(project: Project, room: str, anna: Person, text: str, link: str) -> None:
    event = await anna.say(room, "?", f'<a href="{link.format(project.bot.user_id)}">{text}</a> blocker Raum fehlt')
    assert "Raum fehlt" in (await project.answer(anna, room, event)).body


async def test_a_command_under_a_picture_is_carried_out(project: Project, room: str, anna: Person) -> None:
    event = await anna.send(room, "m.room.message", picture("!blocker Raum zu klein. Ampel: rot. Lösung: mieten"))
    card = await project.answer(anna, room, event)
    assert "🔴" in card.body
    reply = {"m.relates_to": {"m.in_reply_to": {"event_id": card.event_id}}}
    await anna.send(room, "m.room.message", picture("So sieht es aus", **reply))
    shown = await anna.say(room, f"!blocker {number_of(card)}")
    answer = await project.answer(anna, room, shown)
    assert "So sieht es aus 📎 plan.jpg" in answer.body and "mxc://stadt.example/plan" in answer.body and event in answer.body


async def test_a_caption_may_come_by_an_edit(project: Project, room: str, anna: Person) -> None:
    event = await anna.send(room, "m.room.message", picture("plan.jpg"))
    edit = await anna.send(room, "m.room.message", replacing(event, picture("!blocker Wand im Weg")))
    assert "Wand im Weg" in (await project.answer(anna, room, edit)).body


@pytest.mark.parametrize("version", sampled(["10", "11", "12"], 2))
async def test_deleting_an_edit_gives_back_the_words_before_it(project: Project, anna: Person, version: str) -> None:
    room = await project.team(anna, version=version)
    event = await anna.say(room, "!blocker Erste Worte")
    card = await project.answer(anna, room, event)
    first = await anna.edit(room, event, "!blocker Zweite Worte")
    await card_reads(project, anna, room, card.event_id, "Zweite Worte")
    second = await anna.edit(room, event, "!blocker Dritte Worte")
    await card_reads(project, anna, room, card.event_id, "Dritte Worte")
    await anna.redact(room, second)
    await card_reads(project, anna, room, card.event_id, "Zweite Worte")
    await anna.redact(room, first)
    await card_reads(project, anna, room, card.event_id, "Erste Worte")


async def test_nobody_speaks_with_the_words_of_another(project: Project, room: str, anna: Person, ben: Person) -> None:
    event = await anna.say(room, "!blocker Raum fehlt")
    card = await project.answer(anna, room, event)
    talk = await anna.say(room, "Guten Morgen")
    edits = [
        await ben.edit(room, talk, "!blocker Alarm"),
        await ben.edit(room, event, "!blocker Alarm"),
        await ben.edit(room, card.event_id, f"!blocker gelöst {number_of(card)}"),
    ]
    listed = await ben.say(room, "!blocker")
    answer = await project.answer(ben, room, listed)
    assert "Raum fehlt" in answer.body and "Alarm" not in answer.body
    own = await anna.edit(room, talk, "!blocker Heizung aus")
    assert "Heizung aus" in (await project.answer(anna, room, own)).body
    onces = {line.content.get("de.lotse.once") for line in await project.said(anna, room)}
    assert onces.isdisjoint(f"answer:{edit}" for edit in edits)


async def test_also_what_was_said_while_it_was_away(project: Project, room: str, anna: Person, ben: Person) -> None:
    event = await anna.say(room, "!blocker Erste Worte")
    card = await project.answer(anna, room, event)
    edit = await anna.edit(room, event, "!blocker Zweite Worte")
    await card_reads(project, anna, room, card.event_id, "Zweite Worte")
    await project.bot.stop()
    await anna.redact(room, edit)
    talk = await anna.say(room, "Guten Morgen")
    await ben.edit(room, talk, "!blocker Alarm")
    own = await anna.edit(room, talk, "!blocker Heizung aus")
    caption = await anna.send(room, "m.room.message", picture("!blocker Wand im Weg"))
    await project.bot.start()
    await card_reads(project, anna, room, card.event_id, "Erste Worte")
    assert "Heizung aus" in (await project.answer(anna, room, own)).body
    assert "Wand im Weg" in (await project.answer(anna, room, caption)).body
    assert not any("Alarm" in line.body for line in await project.said(anna, room))


async def test_a_blocker_is_solved_as_long_as_one_tap_stands(project: Project, room: str, anna: Person, ben: Person) -> None:
    event = await anna.say(room, "!blocker Raum fehlt")
    card = await project.answer(anna, room, event)
    plain = await anna.react(room, card.event_id, "✅")
    await card_reads(project, anna, room, card.event_id, "✅")
    other = await ben.react(room, card.event_id, "✅")
    own = await anna.react(room, card.event_id, "✅\ufe0f")
    await anna.redact(room, plain)
    await ben.redact(room, other)
    listed = await anna.say(room, "!blocker")
    assert "Raum fehlt" not in (await project.answer(anna, room, listed)).body
    await anna.redact(room, own)
    await card_reads(project, anna, room, card.event_id, "🟡")


async def test_so_it_is_in_an_encrypted_room(project: Project, anna: Person, tmp_path: Path) -> None:
    clara = await EncryptedPerson.of(anna, tmp_path)
    try:
        room = await anna.create_room("Geheim", [project.bot.user_id], encrypted=True)
        await clara.until(lambda: any(place == room for place, _ in clara.read))
        await clara.say(room, "!team Geheim")
        proposal = await project.sees(project.ada, project.pmo, "Geheim")
        await project.ada.react(project.pmo, proposal.event_id, "✅")
        await clara.until(lambda: any(place == room and "Geheim bestätigt" in text for place, text in clara.read))
        key = {"kty": "oct", "alg": "A256CTR", "ext": True, "k": "x", "key_ops": ["encrypt", "decrypt"]}
        sealed = {"url": "mxc://stadt.example/sealed", "v": "v2", "key": key, "iv": "x", "hashes": {"sha256": "x"}}
        content = {"msgtype": "m.image", "body": "!blocker Erste Worte", "filename": "plan.jpg", "file": sealed}
        event = await clara.send(room, "m.room.message", content)
        await clara.sees(room, "Erste Worte")
        edit = await clara.edit(room, event, "!blocker Zweite Worte")
        await clara.sees(room, "Zweite Worte")
        seen = len(clara.heard)
        await anna.redact(room, edit)
        await clara.until(lambda: any("Erste Worte" in each.body for each in clara.heard[seen:]), 30)
    finally:
        await clara.close()
