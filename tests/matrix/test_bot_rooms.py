"""Does the whole bot come where it is asked in, stay out elsewhere, and keep its bearings in rooms of every kind?"""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import pytest
import pytest_asyncio

from demo.world.homeserver import Homeserver
from demo.world.person import Person
from tests.matrix.bot_fixtures import SOON, Project, answers, number_of, project_at_work, until, welcomes
from tests.matrix.bot_process import BotProcess, lotse
from tests.matrix.encrypted_person import EncryptedPerson
from tests.sampling import sampled


@pytest_asyncio.fixture(scope="module", loop_scope="session")
async def project(server: Homeserver, tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Project]:
    async with project_at_work(server, tmp_path_factory.mktemp("bot")) as running:
        yield running


async def test_asked_into_a_room_it_comes_and_says_once_who_it_is(project: Project, anna: Person) -> None:
    room = await anna.create_room("Wärmenetz", [project.bot.user_id])

    welcome = await project.sees(anna, room, "!blocker")
    await project.answer(anna, room, await anna.say(room, "!hilfe team"))

    assert (welcome.kind, welcome.mentions) == ("m.notice", ())
    assert [line.event_id for line in welcomes(await project.said(anna, room))] == [welcome.event_id]


async def test_in_a_direct_chat_it_says_that_no_prefix_is_needed_and_needs_none(project: Project, anna: Person) -> None:
    direct = await anna.create_direct(project.bot.user_id)

    welcome = await project.sees(anna, direct, "blocker")
    answer = await project.answer(anna, direct, await anna.say(direct, "hilfe team"))

    assert "!blocker" not in welcome.body
    assert "auflösen" in answer.body


async def test_strangers_are_declined_and_admins_never(server: Homeserver, anna: Person, ben: Person, tmp_path: Path) -> None:
    account = await server.register(f"lotse-{tmp_path.name[-20:].replace('_', '-')}", "secret", "Lotse")
    async with BotProcess(server.url, account, tmp_path, admins=(ben.user_id,), invite_from=("andere.example",)) as bot:
        strange = await anna.create_room("Fremd", [bot.user_id])

        async def declined() -> bool:
            member = await anna.state(strange, "m.room.member", bot.user_id)
            return bool(member["membership"] == "leave")

        await until(anna, declined)
        assert list(await anna.joined(strange)) == [anna.user_id]

        known = await ben.create_room("Bekannt", [bot.user_id])
        await ben.sees(known, lambda line: line.sender == bot.user_id, SOON)
        assert await bot.account.rooms() == [known]


async def test_what_was_said_before_it_was_asked_in_is_not_for_it(project: Project, anna: Person) -> None:
    room = await anna.create_room("Wärmenetz")
    early = await anna.say(room, "!hilfe blocker")
    await anna.invite(room, project.bot.user_id)
    await project.sees(anna, room, "Lotse")

    late = await anna.say(room, "!hilfe team")

    await project.answer(anna, room, late)
    answered = answers(await project.said(anna, room))
    assert (answered[early], answered[late]) == (0, 1)


async def test_the_creator_of_a_room_of_version_12_may_set_it_up_and_a_member_may_not(project: Project, anna: Person, ben: Person) -> None:
    room = await anna.create_room("Fernwärme", [project.bot.user_id, ben.user_id], version="12")
    await ben.join(room)
    await project.sees(anna, room, "Lotse")

    await project.answer(ben, room, await ben.say(room, "!team Fernwärme"))
    answer = await project.answer(anna, room, await anna.say(room, "!team Fernwärme"))

    cards = [line for line in await project.said(project.ada, project.pmo) if "Fernwärme" in line.body]
    card = cards[0] if cards else await project.sees(project.ada, project.pmo, "Fernwärme")
    assert "Anna Abel" in card.body
    await project.ada.react(project.pmo, card.event_id, "✅")
    await project.sees(anna, room, "Fernwärme", after=answer.event_id)


@pytest.mark.parametrize("version", sampled(["10", "11"], 2))
async def test_the_group_moves_along_when_its_room_is_upgraded(version: str, project: Project, anna: Person) -> None:
    old = await project.team(anna, name=f"Archiv {version}", version=version)
    await anna.say(old, f"!blocker Akten feucht {version}")
    number = number_of(await project.sees(anna, old, "Akten feucht"))

    new = await project.ada.upgrade_room(old, "12")
    await project.ada.invite(new, project.bot.user_id)
    await project.ada.invite(new, anna.user_id)
    await anna.join(new)

    moved = await project.sees(anna, new, f"Archiv {version}")
    listed = await project.answer(anna, new, await anna.say(new, "!blocker"))
    assert f"{number} Akten feucht" in listed.body
    solved = await project.answer(anna, new, await anna.say(new, f"!blocker gelöst {number}"))
    assert f"✅ {number}" in solved.body
    assert not welcomes(await project.said(anna, new)), moved.body


async def test_a_successor_that_it_has_to_be_asked_into_is_no_failure(project: Project, anna: Person) -> None:
    """Nobody can join a private room before the invitation, which clients send after the upgrade."""
    old = await project.team(anna, version="11")
    new = await project.ada.upgrade_room(old, "12")
    await project.ada.invite(new, project.bot.user_id)
    await project.sees(project.ada, new, "Wärmenetz")

    assert "failed: none" in (await lotse("status", "--config", str(project.bot.config))).text


async def test_a_room_that_only_claims_to_replace_another_gets_nothing_of_it(project: Project, anna: Person, ben: Person) -> None:
    await project.team(anna, name="Stadtarchiv")
    old = next(room for room in await anna.rooms())
    create = {"preset": "private_chat", "invite": [project.bot.user_id], "creation_content": {"predecessor": {"room_id": old}}}
    false = str((await ben.request("POST", "/_matrix/client/v3/createRoom", create))["room_id"])

    await project.sees(ben, false, "Lotse")
    answer = await project.answer(ben, false, await ben.say(false, "!team"))

    assert len(welcomes(await project.said(ben, false))) == 1
    assert "Stadtarchiv" not in answer.body


async def test_in_an_encrypted_room_it_reads_and_answers_encrypted(project: Project, anna: Person, tmp_path: Path) -> None:
    secretive = await EncryptedPerson.of(anna, tmp_path)
    room = await anna.create_room("Geheim", [project.bot.user_id], encrypted=True)
    try:
        await secretive.until(lambda: any(place == room for place, _ in secretive.read))

        await secretive.say(room, "!hilfe team")
        await secretive.until(lambda: any(place == room and "auflösen" in text for place, text in secretive.read))

        said = await project.said(anna, room)
        assert {line.kind for line in said} == {"m.room.encrypted"}
        assert len(said) == 2
    finally:
        await secretive.close()
