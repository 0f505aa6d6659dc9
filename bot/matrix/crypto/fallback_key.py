"""The fallback key: what others begin an encrypted channel with when the one-time keys have run out. nio does not upload one."""

from __future__ import annotations

from typing import Any

from bot.matrix.http import CLIENT_API, REQUEST_TIMEOUT, call


async def upload_fallback_key(nio: Any) -> None:
    """Signs and uploads it, made anew where there is none. Raises HomeserverError or Unreachable."""
    account = nio.olm.account._account
    if not account.fallback_key:
        account.generate_fallback_key()
        nio.olm.save_account()
    keys = {}
    for name, key in account.fallback_key.items():
        content: dict[str, Any] = {"key": key.to_base64(), "fallback": True}
        signature = nio.olm.sign_json(dict(content))
        content["signatures"] = {nio.user_id: {f"ed25519:{nio.device_id}": signature}}
        keys[f"signed_curve25519:{name}"] = content
    await call(nio, "POST", f"{CLIENT_API}/keys/upload", {"fallback_keys": keys}, None, REQUEST_TIMEOUT, nio.access_token)
    nio.olm.account.mark_keys_as_published()
    nio.olm.save_account()
