"""What does an administrator do with the bot's own keys: look at them, begin anew, carry them to another machine?"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from demo.world.homeserver import Homeserver
from demo.world.person import Person
from tests.matrix.bot_process import BotProcess, Ended, lotse
from tests.matrix.encrypted_person import EncryptedPerson


async def keys(bot: BotProcess, *arguments: str) -> Ended:
    ended = await lotse("keys", *arguments, "--config", str(bot.config))
    assert "Traceback" not in ended.err
    return ended


async def identity(person: Person) -> str:
    answer: dict[str, Any] = await person.request("POST", "/_matrix/client/v3/keys/query", {"device_keys": {person.user_id: []}})
    return str(next(iter(answer["master_keys"][person.user_id]["keys"].values())))


@pytest.fixture
def passphrase(tmp_path: Path) -> str:
    path = tmp_path / "passphrase"
    path.write_text("vier kurze Worte reichen\n", encoding="utf-8")
    return str(path)


@pytest.mark.thorough
async def test_status_says_what_others_see_while_it_runs_and_while_it_does_not(server: Homeserver, anna: Person, tmp_path: Path) -> None:
    bot = BotProcess(server.url, anna, tmp_path)
    bot.configure()
    before = await keys(bot, "status")
    async with bot:
        running = await keys(bot, "status")
    after = await keys(bot, "status")

    assert (before.code, running.code, after.code) == (1, 0, 0)
    assert "lotse login" in before.err
    assert "signed: yes" in running.text
    assert running.text == after.text
    assert (await identity(anna))[:4] in running.text


@pytest.mark.thorough
async def test_an_identity_from_elsewhere_stays_until_somebody_asks_for_a_new_one(server: Homeserver, anna: Person, tmp_path: Path) -> None:
    other = await EncryptedPerson.of(anna, tmp_path / "other")
    await other.close()
    theirs = await identity(anna)
    bot = BotProcess(server.url, anna, tmp_path / "bot")
    async with bot:
        unsigned = await keys(bot, "status")
        busy = await keys(bot, "reset", "--yes")
    assert (unsigned.code, busy.code) == (1, 1)
    assert "signed: no" in unsigned.text and "lotse keys reset" in unsigned.text
    assert "Another process" in busy.err
    assert await identity(anna) == theirs

    done = await keys(bot, "reset", "--yes")

    assert (done.code, done.err) == (0, "")
    assert await identity(anna) != theirs
    async with bot:
        assert (await keys(bot, "status")).code == 0


async def test_on_another_machine_it_is_the_same_identity_and_reads_what_was_said_before(
    server: Homeserver, anna: Person, ben: Person, tmp_path: Path, passphrase: str
) -> None:
    clara = await EncryptedPerson.of(ben, tmp_path / "clara")
    file = tmp_path / "bot.keys"
    old, new = (BotProcess(server.url, anna, tmp_path / name, admins=(ben.user_id,)) for name in ("old", "new"))
    new.configure()
    room = await ben.create_room("Umzug", [anna.user_id], encrypted=True)
    async with old:
        await clara.until(lambda: any(place == room for place, _ in clara.read))
        device = json.loads((old.data / "session.json").read_text())["device_id"]
    same = await identity(anna)

    exported = await keys(old, "export", str(file), "--passphrase-file", passphrase)
    imported = await keys(new, "import", str(file), "--passphrase-file", passphrase)

    assert (exported.code, exported.err) == (0, "")
    assert file.stat().st_mode & 0o777 == 0o600
    assert (imported.code, imported.err) == (0, "")
    assert "0 keys" not in imported.text
    assert await identity(anna) == same
    async with new:
        assert json.loads((new.data / "session.json").read_text())["device_id"] != device
        assert (await keys(new, "status")).code == 0
        await clara.say(room, "!hilfe team")
        await clara.until(lambda: any("auflösen" in text for _, text in clara.read))
    await clara.close()


@pytest.mark.thorough
async def test_a_wrong_passphrase_a_foreign_file_and_a_short_passphrase_change_nothing(
    server: Homeserver, anna: Person, tmp_path: Path, passphrase: str
) -> None:
    bot = BotProcess(server.url, anna, tmp_path / "bot")
    async with bot:
        pass
    file, wrong, foreign = tmp_path / "bot.keys", tmp_path / "wrong", tmp_path / "foreign"
    wrong.write_text("eine ganz andere Reihe", encoding="utf-8")
    foreign.write_text("-----BEGIN MEGOLM SESSION DATA-----", encoding="utf-8")
    before = (bot.data / "signing.json").read_bytes()
    await keys(bot, "export", str(file), "--passphrase-file", passphrase)

    mistaken = await keys(bot, "import", str(file), "--passphrase-file", str(wrong))
    strange = await keys(bot, "import", str(foreign), "--passphrase-file", passphrase)
    again = await keys(bot, "export", str(file), "--passphrase-file", passphrase)
    wrong.write_text("kurz", encoding="utf-8")
    short = await keys(bot, "export", str(tmp_path / "other"), "--passphrase-file", str(wrong))

    assert [each.code for each in (mistaken, strange, again, short)] == [1, 1, 1, 1]
    assert "passphrase is another one" in mistaken.err
    assert "no file of `lotse keys export`" in strange.err
    assert "exists already" in again.err
    assert "too short" in short.err
    assert (bot.data / "signing.json").read_bytes() == before
    assert b"master" not in file.read_bytes()


@pytest.mark.thorough
async def test_with_an_access_token_alone_it_says_what_an_administrator_can_do(server: Homeserver, anna: Person, tmp_path: Path) -> None:
    other = await EncryptedPerson.of(anna, tmp_path / "other")
    await other.close()
    theirs = await identity(anna)
    bot = BotProcess(server.url, anna, tmp_path / "bot")
    bot.configure()
    bot.config.write_text(bot.config.read_text().replace('password = "secret"', f'access_token = "{anna.access_token}"'))

    refused = await keys(bot, "reset", "--yes")

    assert refused.code == 1
    assert "matrix.password" in refused.err
    assert await identity(anna) == theirs
