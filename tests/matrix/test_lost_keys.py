"""What becomes of the bot when the store of its keys is lost, old, or locked with another secret?"""

from __future__ import annotations

import secrets
import shutil
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from bot.domain.ids import EventId, RoomId, UserId
from bot.matrix.account import Account
from bot.matrix.client import connect
from bot.matrix.errors import LoginFailed
from bot.messages import Message
from demo.world.homeserver import Homeserver
from demo.world.person import Person
from tests.matrix.encrypted_person import EncryptedPerson
from tests.matrix.listener import Listener


async def devices_of(bot: Listener) -> set[str]:
    answer = await bot.person.request("GET", "/_matrix/client/v3/devices")
    return {device["device_id"] for device in answer["devices"]} - {bot.person.device_id}


async def lost(bot: Listener) -> None:
    shutil.rmtree(bot.folder / "encryption")


async def put_back(bot: Listener) -> None:
    """A backup from before the last start."""
    backup = bot.folder.with_name("backup")
    shutil.copytree(bot.folder, backup)
    await bot.start()
    await bot.stop()
    shutil.rmtree(bot.folder)
    shutil.copytree(backup, bot.folder)


@pytest.mark.parametrize("fate", [lost, put_back])
async def test_it_goes_on_as_a_new_device_of_the_same_identity(
    fate: object, server: Homeserver, anna: Person, bot: Listener, tmp_path: Path
) -> None:
    clara = await EncryptedPerson.of(anna, tmp_path / "clara")
    room = await anna.create_room(encrypted=True)
    await bot.enters(anna, room)
    await clara.say(room, "vorher")
    await bot.hears_text(room, "vorher")
    sent = await bot.chat.send(
        RoomId(room), "m.room.message", {"msgtype": "m.text", "body": "Übersicht", "de.lotse.once": "digest:S3"}, "1"
    )
    old = bot.connection.session.device_id
    await bot.stop()

    assert callable(fate)
    await fate(bot)
    await bot.start()

    new = bot.connection.session.device_id
    assert new != old
    assert bot.connection.signed
    assert await devices_of(bot) == {new}
    await clara.say(room, "nachher")
    heard = await bot.hears(Message, room, lambda event: event.text == "nachher")
    assert heard.doubt == ""
    await bot.chat.send(RoomId(room), "m.room.message", {"msgtype": "m.text", "body": "wieder da"}, secrets.token_hex(4))
    await clara.reads(room, "wieder da")
    # What the old device said is found, though nobody can open it any more.
    assert await bot.chat.find(RoomId(room), "digest:S3", datetime.now(UTC) - timedelta(hours=1)) == EventId(sent)
    await clara.close()


async def test_without_a_password_it_says_what_to_do(server: Homeserver, anna: Person, tmp_path: Path) -> None:
    account = Account(homeserver=server.url, user_id=UserId(anna.user_id), access_token=anna.access_token)
    await (await connect(account, tmp_path)).close()
    shutil.rmtree(tmp_path / "encryption")

    with pytest.raises(LoginFailed, match=r"lotse login.*matrix\.device_id"):
        await connect(account, tmp_path)


async def test_the_token_of_a_device_that_has_other_keys_is_refused(server: Homeserver, anna: Person, tmp_path: Path) -> None:
    account = Account(homeserver=server.url, user_id=UserId(anna.user_id), access_token=anna.access_token)
    await (await connect(account, tmp_path / "one")).close()

    with pytest.raises(LoginFailed, match="other keys"):
        await connect(account, tmp_path / "two")


@pytest.mark.parametrize("file", ["encryption", "signing.json"])
async def test_another_secret_does_not_open_the_keys_and_is_told(file: str, bot: Listener, tmp_path: Path) -> None:
    await bot.stop()
    if file == "signing.json":
        shutil.rmtree(bot.folder / "encryption")
        (bot.folder / "session.json").unlink()

    with pytest.raises(LoginFailed, match=r"storage\.secret"):
        await connect(replace(bot.account, secret="another"), bot.folder)


async def test_a_secret_of_ones_own_is_kept_nowhere(server: Homeserver, anna: Person, tmp_path: Path) -> None:
    account = Account(homeserver=server.url, user_id=UserId(anna.user_id), password="secret", secret="S3-ganz-geheim")
    first = await connect(account, tmp_path)
    await first.close()
    again = await connect(account, tmp_path)
    await again.close()

    assert again.session == first.session and again.signed
    assert not (tmp_path / "pickle.key").exists()
    assert not holders(tmp_path, b"S3-ganz-geheim")


def holders(folder: Path, secret: bytes) -> list[Path]:
    return [path for path in folder.rglob("*") if path.is_file() and secret in path.read_bytes()]


async def test_a_store_that_is_no_database_is_told(bot: Listener) -> None:
    await bot.stop()
    for path in (bot.folder / "encryption").glob("*.db"):
        path.write_bytes(b"broken" * 1000)

    with pytest.raises(LoginFailed, match="move that folder away"):
        await connect(bot.account, bot.folder)
