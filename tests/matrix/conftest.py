"""What does each story with a real homeserver get? One Synapse for all, and people and a bot of its own.

Everything here runs in the session's event loop, because the homeserver and its clients live longer than a test.
"""

from __future__ import annotations

import secrets
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
import pytest_asyncio

from demo.world.homeserver import Homeserver, homeserver
from demo.world.person import Person
from tests.matrix.listener import Listener

HERE = Path(__file__).parent


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if item.path.is_relative_to(HERE):
            item.add_marker(pytest.mark.asyncio(loop_scope="session"), append=False)


@pytest_asyncio.fixture(scope="session", loop_scope="session")
async def server(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Homeserver]:
    async with homeserver(tmp_path_factory.mktemp("homeserver")) as running:
        yield running


@pytest_asyncio.fixture(loop_scope="session")
async def anna(server: Homeserver) -> Person:
    return await server.register(f"anna-{secrets.token_hex(3)}", "secret", "Anna Abel")


@pytest_asyncio.fixture(loop_scope="session")
async def ben(server: Homeserver) -> Person:
    return await server.register(f"ben-{secrets.token_hex(3)}", "secret", "Ben Beck")


@pytest_asyncio.fixture(loop_scope="session")
async def bot(server: Homeserver, tmp_path: Path) -> AsyncIterator[Listener]:
    """Connected and listening since before anything was said."""
    account = await server.register(f"lotse-{secrets.token_hex(3)}", "secret", "Lotse")
    listener = Listener(server.url, account, tmp_path / "data")
    await listener.start()
    yield listener
    await listener.stop()
