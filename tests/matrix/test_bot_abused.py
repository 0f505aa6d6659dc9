"""Does the whole bot go on, and change nothing, whatever raw events somebody sends through a real homeserver?"""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import suppress
from typing import Any

import pytest
import pytest_asyncio

from demo.world.homeserver import Homeserver
from demo.world.person import Person, Refused
from tests.matrix.bot_fixtures import Project, number_of, project_at_work


@pytest_asyncio.fixture(scope="module", loop_scope="session")
async def project(server: Homeserver, tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Project]:
    async with project_at_work(server, tmp_path_factory.mktemp("bot")) as running:
        yield running


def tower(depth: int) -> Any:
    tall: Any = "top"
    for _ in range(depth):
        tall = [tall]
    return tall


SEALED = {"algorithm": "m.megolm.v1.aes-sha2", "ciphertext": "AwgA", "sender_key": "x", "session_id": "y", "device_id": "z"}
TEXT = {"msgtype": "m.text", "body": "!hilfe"}
SENT: list[tuple[str, dict[str, Any]]] = [
    ("m.room.encrypted", {**SEALED, "tower": tower(100), "nul": "a\0b", "a\0b": 1}),
    ("m.room.encrypted", {**SEALED, "ciphertext": tower(100)}),
    ("m.room.encrypted", {"algorithm": "m.megolm.v1.aes-sha2"}),
    ("m.room.encrypted", {**SEALED, "tower": tower(300)}),
    *(("m.room.message", {"msgtype": "m.text", "body": "x", "tower": tower(depth)}) for depth in (100, 300, 900)),
    ("m.room.message", {"msgtype": ["m.text"], "body": "!hilfe", "m.mentions": tower(50)}),
    ("m.room.message", {"msgtype": "m.text", "body": "x", "format": "org.matrix.custom.html", "formatted_body": tower(50)}),
    ("m.room.message", {"msgtype": "m.text", "body": "!" + "a" * 60_000}),
    ("m.room.message", {**TEXT, "m.relates_to": {"rel_type": "m.replace", "event_id": "$a\0b"}, "m.new_content": TEXT}),
    ("m.room.message", {**TEXT, "m.relates_to": {"rel_type": "m.replace", "event_id": "$" + "a" * 300}, "m.new_content": 5}),
    ("m.room.message", {**TEXT, "m.relates_to": {"m.in_reply_to": {"event_id": "$a\0b"}}}),
    ("m.reaction", {"m.relates_to": {"rel_type": "m.annotation", "event_id": "$a\0b", "key": "✅"}}),
    ("m.reaction", {"m.relates_to": {"rel_type": "m.annotation", "event_id": 5, "key": "✅"}}),
]


async def test_nothing_that_the_homeserver_takes_stops_the_bot(project: Project, anna: Person) -> None:
    room = await project.team(anna)
    taken = 0
    for kind, content in SENT:
        with suppress(Refused):  # what the homeserver itself does not take is no matter of ours
            await anna.send(room, kind, content)
            taken += 1
    assert taken > 5
    number = number_of(await project.answer(anna, room, await anna.say(room, "!blocker Raum fehlt")))
    assert f"{number} Raum fehlt" in (await project.answer(anna, room, await anna.say(room, "!blocker"))).body


async def test_somebody_elses_edit_deletion_or_forged_reply_changes_nothing(project: Project, anna: Person, ben: Person) -> None:
    room = await project.team(anna, ben)
    other = await ben.create_room("Bei Ben", [project.bot.user_id])
    said = await anna.say(room, "!blocker Raum fehlt")
    card = await project.answer(anna, room, said)
    number = number_of(card)

    await ben.edit(room, said, "!blocker Alles steht still | ampel: rot")
    with suppress(Refused):
        await ben.redact(room, said)
    with suppress(Refused):  # Synapse takes no relation to another room; others may
        await ben.edit(other, said, "!blocker Alles steht still | ampel: rot")
    await ben.say(other, "das stimmt nicht", reply_to=card.event_id)
    await ben.say(room, f"> <{anna.user_id}> !blocker gelöst {number}\n\nstimmt", f"<mx-reply>!blocker gelöst {number}</mx-reply>stimmt")
    await ben.send(room, "m.room.message", {"msgtype": "m.notice", "body": f"!blocker gelöst {number}"})
    with suppress(Refused):
        await ben.react(other, card.event_id, "✅")

    shown = await project.answer(anna, room, await anna.say(room, f"!blocker {number}"))
    assert "Raum fehlt" in shown.body and "gelb" in shown.body
    assert "still" not in shown.body and "stimmt" not in shown.body and "Gelöst" not in shown.body


async def test_who_was_put_out_has_said_nothing(project: Project, anna: Person, ben: Person) -> None:
    room = await project.team(anna, ben)
    said = await ben.say(room, "!blocker Etwas")
    number = number_of(await project.answer(ben, room, said))
    await project.ada.kick(room, ben.user_id)
    for attempt in (ben.edit(room, said, "!blocker Rache | ampel: rot"), ben.redact(room, said), ben.say(room, "!blocker Rache")):
        with suppress(Refused):
            await attempt
    shown = await project.answer(anna, room, await anna.say(room, f"!blocker {number}"))
    assert "Etwas" in shown.body and "Rache" not in shown.body


async def test_rooms_that_replace_each_other_or_anothers_stay_what_they_are(project: Project, anna: Person) -> None:
    room = await project.team(anna)
    own = await anna.create_room("Bei Anna", [project.bot.user_id])
    await project.sees(anna, own, "!blocker")
    await anna.set_state(own, "m.room.tombstone", {"body": "", "replacement_room": project.pmo})
    await anna.set_state(own, "m.room.tombstone", {"body": "", "replacement_room": room})
    await project.ada.set_state(room, "m.room.tombstone", {"body": "", "replacement_room": own})
    number = number_of(await project.answer(anna, room, await anna.say(room, "!blocker Server aus | ampel: rot")))
    await project.sees(project.ada, project.pmo, f"{number} Server aus")
