"""What is an administrator told when a homeserver does not take signing keys, and what is kept of them?"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from nio import AsyncClientConfig

from bot.matrix.crypto import identity
from bot.matrix.crypto.client import KeyedClient
from bot.matrix.crypto.cross_signing import SigningRefused, begin_anew
from bot.matrix.errors import HomeserverError, homeserver_error

BOT = "@lotse:stadt.example"
PASSWORD = {"session": "s", "flows": [{"stages": ["m.login.password"]}], "params": {}}
SINGLE_SIGN_ON = {"session": "s", "flows": [{"stages": ["m.login.sso"]}], "params": {}}
ACCOUNT_PAGE = {
    "session": "s",
    "flows": [{"stages": ["org.matrix.cross_signing_reset"]}],
    "params": {"org.matrix.cross_signing_reset": {"url": "https://account.stadt.example/?action=reset"}},
}


@pytest.fixture
def nio(tmp_path: Path) -> KeyedClient:
    client = KeyedClient("http://stadt.example", BOT, "DEVICE", store_path=str(tmp_path), config=AsyncClientConfig(encryption_enabled=True))
    client.restore_login(BOT, "DEVICE", "token")
    return client


@pytest.mark.parametrize(
    ("wanted", "told"),
    [
        (PASSWORD, "set matrix.password"),
        (SINGLE_SIGN_ON, "verify the device of the bot there"),
        (ACCOUNT_PAGE, "https://account.stadt.example/?action=reset"),
        (ACCOUNT_PAGE, "_allow_cross_signing_replacement_without_uia"),
        ({"flows": "odd", "params": ["odd"]}, "verify the device of the bot there"),
    ],
)
async def test_the_refusal_says_what_to_do_and_the_old_identity_stays(
    nio: KeyedClient, tmp_path: Path, wanted: dict[str, Any], told: str
) -> None:
    old = identity.new_identity()
    identity.keep(tmp_path, "DEFAULT_KEY", old)

    async def call(method: str, path: str, body: dict[str, Any] | None = None, /) -> dict[str, Any]:
        raise homeserver_error(401, wanted)

    with pytest.raises(SigningRefused) as refused:
        await begin_anew(call, nio, tmp_path, "")
    kept = identity.kept(tmp_path, "DEFAULT_KEY")

    assert told in str(refused.value)
    assert BOT not in str(refused.value)  # it may get into the log
    assert kept is not None and kept.public == old.public


async def test_another_fault_is_not_taken_for_a_refusal(nio: KeyedClient, tmp_path: Path) -> None:
    async def call(method: str, path: str, body: dict[str, Any] | None = None, /) -> dict[str, Any]:
        raise homeserver_error(502, None)

    with pytest.raises(HomeserverError):
        await begin_anew(call, nio, tmp_path, "")


async def test_a_new_identity_is_on_disk_before_anybody_sees_it(nio: KeyedClient, tmp_path: Path) -> None:
    """Killed between the two, it finds at the next start what others have seen of it."""
    seen: list[str] = []

    async def call(method: str, path: str, body: dict[str, Any] | None = None, /) -> dict[str, Any]:
        assert body is not None
        seen.extend(body["master_key"]["keys"].values())
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        await begin_anew(call, nio, tmp_path, "")

    coming = identity.upcoming(tmp_path, "DEFAULT_KEY")
    assert coming is not None and [coming.public] == seen
