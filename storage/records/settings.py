"""What was set in the chat, for a room or for the project."""

from __future__ import annotations

from sqlalchemy import delete, select, update

from storage import tables
from storage.connection.interface import Connection
from storage.row_mapping import put

_settings = tables.settings


class Settings:
    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._known: dict[str, dict[str, str]] = {}
        """Cache of this transaction: each message asks several times for the settings of its room."""

    async def get(self, scope: str) -> dict[str, str]:
        if scope not in self._known:
            query = select(_settings.c.key, _settings.c.value).where(_settings.c.scope == scope).order_by(_settings.c.key)
            self._known[scope] = {row.key: row.value for row in await self._connection.execute(query)}
        return dict(self._known[scope])

    def forget(self) -> None:
        """What was read before may have changed."""
        self._known.clear()

    def know(self, scope: str, values: dict[str, str]) -> None:
        """They have been read in this transaction."""
        self._known.setdefault(scope, values)

    async def set(self, scope: str, key: str, value: str) -> None:
        self.forget()
        await put(self._connection, _settings, {"scope": scope, "key": key}, {"value": value})

    async def reset(self, scope: str, key: str) -> None:
        self.forget()
        await self._connection.execute(delete(_settings).where(_settings.c.scope == scope, _settings.c.key == key))

    async def move(self, old: str, new: str) -> None:
        """Moves the settings of one scope to another. What the new one has set itself stays."""
        own = list(await self.get(new))
        self.forget()
        await self._connection.execute(delete(_settings).where(_settings.c.scope == old, _settings.c.key.in_(own)))
        await self._connection.execute(update(_settings).where(_settings.c.scope == old).values(scope=new))
