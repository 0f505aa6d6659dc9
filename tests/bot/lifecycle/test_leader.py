"""When is a bot sure to lead?"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

import pytest
from nio import AsyncClientConfig

from bot.lifecycle.leader import LEASE_TRUSTED_FOR, RENEW_INTERVAL, Leadership
from bot.matrix.crypto.client import KeyedClient
from bot.matrix.errors import Unreachable
from bot.matrix.http import REQUEST_TIMEOUT, call
from storage.connection.lease import EXPIRES_AFTER_S


@dataclass
class Uptime:
    now: timedelta = timedelta(hours=1)

    def __call__(self) -> timedelta:
        return self.now


def test_it_is_sure_for_a_while_after_it_has_asked_and_then_sends_nothing() -> None:
    uptime = Uptime()
    leadership = Leadership(None, 7, uptime(), uptime)
    uptime.now += LEASE_TRUSTED_FOR - timedelta(milliseconds=1)
    leadership.require()
    uptime.now += timedelta(milliseconds=1)
    assert not leadership.leads
    with pytest.raises(Unreachable, match="not sure to lead"):
        leadership.require()


def test_who_shares_with_nobody_always_leads() -> None:
    uptime = Uptime()
    leadership = Leadership(None, None, uptime(), uptime)
    uptime.now += timedelta(days=1)
    assert leadership.leads


def test_others_wait_longer_than_it_is_trusted_and_it_is_renewed_in_time_for_two_failures() -> None:
    assert 3 * RENEW_INTERVAL <= LEASE_TRUSTED_FOR
    assert LEASE_TRUSTED_FOR + timedelta(seconds=5) <= timedelta(seconds=EXPIRES_AFTER_S)


async def test_no_request_gets_out_while_it_is_not_sure(tmp_path: Path) -> None:
    uptime = Uptime()
    leadership = Leadership(None, 7, uptime() - LEASE_TRUSTED_FOR, uptime)
    config = AsyncClientConfig(encryption_enabled=True, store_sync_tokens=False)
    # Nobody listens there: a request that got out would be refused in other words.
    client = KeyedClient("http://127.0.0.1:1", "@lotse:x", "D", store_path=str(tmp_path), config=config, may_speak=leadership.require)
    with pytest.raises(Unreachable, match="not sure to lead"):
        await call(client, "GET", "/", None, None, REQUEST_TIMEOUT, "token")
    await client.close()
