"""What storage asks of an engine and of a connection: the part that SQLAlchemy's AsyncEngine and our SQLite engine have in common."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable, Iterator, Mapping, Sequence
from contextlib import AbstractAsyncContextManager
from typing import Any, Protocol, TypeVar

import sqlalchemy
from sqlalchemy import URL, Dialect, Executable, Row

T = TypeVar("T")

AnyRow = Row[*tuple[Any, ...]]
Parameters = Mapping[str, Any] | Sequence[Mapping[str, Any]]
"""The values of a statement by name; a list of them where it is executed several times."""


class Rows(Protocol):
    """What a statement has returned; of a change, how many rows it concerned."""

    @property
    def rowcount(self) -> int: ...

    def __iter__(self) -> Iterator[AnyRow]: ...

    def all(self) -> Sequence[AnyRow]: ...

    def first(self) -> AnyRow | None: ...


class Scalars(Protocol):
    """The first column of each row."""

    def __iter__(self) -> Iterator[Any]: ...

    def all(self) -> Sequence[Any]: ...


class Pieces(Protocol):
    """The rows of a long list, so many at a time."""

    def partitions(self, size: int, /) -> AsyncIterator[Sequence[AnyRow]]: ...


class Connection(Protocol):
    """A connection inside a transaction."""

    @property
    def dialect(self) -> Dialect: ...

    async def execute(self, statement: Executable, parameters: Parameters | None = None, /) -> Rows: ...

    async def scalar(self, statement: Executable, parameters: Mapping[str, Any] | None = None, /) -> Any: ...

    async def scalars(self, statement: Executable, parameters: Mapping[str, Any] | None = None, /) -> Scalars: ...

    def stream(self, statement: Executable, /) -> AbstractAsyncContextManager[Pieces]: ...

    def begin_nested(self) -> AbstractAsyncContextManager[object]:
        """A savepoint, to which an exception rolls back."""

    async def run_sync(self, work: Callable[[sqlalchemy.Connection], T], /) -> T:
        """Lets `work`, which may take long, use the connection of SQLAlchemy itself."""


class Engine(Protocol):
    @property
    def url(self) -> URL: ...

    def begin(self) -> AbstractAsyncContextManager[Connection]:
        """A transaction: commits at the end of the block, rolls back on any exception."""

    async def dispose(self) -> None: ...
