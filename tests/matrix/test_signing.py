"""Do others see that the bot's device is signed by its owner, and does that identity stay?"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import vodozemac
from nio import Api

from bot.domain.ids import UserId
from bot.matrix.account import Account
from bot.matrix.client import connect
from demo.world.homeserver import Homeserver
from demo.world.person import Person
from tests.matrix.listener import Listener


async def seen_by(person: Person, user: str) -> dict[str, Any]:
    """The user's published keys."""
    return await person.request("POST", "/_matrix/client/v3/keys/query", {"device_keys": {user: []}})


def is_signed(content: dict[str, Any], user: str, key: str) -> bool:
    """Whether `key`, an Ed25519 key in base64, signed it."""
    signature = content.get("signatures", {}).get(user, {}).get(f"ed25519:{key}")
    if signature is None:
        return False
    bare = {name: value for name, value in content.items() if name not in ("signatures", "unsigned")}
    public = vodozemac.Ed25519PublicKey.from_base64(key)
    public.verify_signature(Api.to_canonical_json(bare).encode(), vodozemac.Ed25519Signature.from_base64(signature))
    return True


def only_key(content: dict[str, Any]) -> str:
    (key,) = content["keys"].values()
    return str(key)


async def test_the_device_is_signed_by_its_owner(anna: Person, bot: Listener) -> None:
    seen = await seen_by(anna, bot.user_id)

    master, signing = seen["master_keys"][bot.user_id], seen["self_signing_keys"][bot.user_id]
    device = seen["device_keys"][bot.user_id][bot.connection.session.device_id]
    assert is_signed(signing, bot.user_id, only_key(master))
    assert is_signed(device, bot.user_id, only_key(signing))
    assert bot.connection.signed


async def test_a_restart_still_knows_that_the_device_is_signed(bot: Listener) -> None:
    await bot.stop()
    await bot.start()

    assert bot.connection.signed


async def test_what_was_noted_about_a_signature_is_not_believed(server: Homeserver, anna: Person, bot: Listener, tmp_path: Path) -> None:
    folder = tmp_path / "other"
    folder.mkdir()
    (folder / "pickle.key").write_text((bot.folder / "pickle.key").read_text())
    noted = json.loads((bot.folder / "signing.json").read_text())
    (folder / "signing.json").write_text(json.dumps({**noted, "signed_device": "SECOND"}))

    account = Account(homeserver=server.url, user_id=UserId(bot.user_id), password="secret", device_id="SECOND")
    other = await connect(account, folder)
    await other.close()

    seen = await seen_by(anna, bot.user_id)
    assert other.signed
    assert is_signed(seen["device_keys"][bot.user_id]["SECOND"], bot.user_id, only_key(seen["self_signing_keys"][bot.user_id]))


async def test_a_new_device_is_signed_with_the_same_keys(anna: Person, bot: Listener) -> None:
    before = await seen_by(anna, bot.user_id)
    await bot.stop()
    (bot.folder / "session.json").unlink()

    await bot.start()

    after = await seen_by(anna, bot.user_id)
    assert after["master_keys"] == before["master_keys"]
    device = after["device_keys"][bot.user_id][bot.connection.session.device_id]
    assert bot.connection.session.device_id not in before["device_keys"][bot.user_id]
    assert is_signed(device, bot.user_id, only_key(after["self_signing_keys"][bot.user_id]))


async def test_an_identity_from_another_client_is_left_alone(server: Homeserver, anna: Person, bot: Listener, tmp_path: Path) -> None:
    before = await seen_by(anna, bot.user_id)

    account = Account(homeserver=server.url, user_id=UserId(bot.user_id), password=bot.account.password)
    other = await connect(account, tmp_path / "other")
    await other.close()

    after = await seen_by(anna, bot.user_id)
    assert not other.signed
    assert after["master_keys"] == before["master_keys"]
    assert not is_signed(
        after["device_keys"][bot.user_id][other.session.device_id], bot.user_id, only_key(after["self_signing_keys"][bot.user_id])
    )
