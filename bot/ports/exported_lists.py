"""The port of the lists of the export, which can also be read in parts."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import tzinfo
from typing import Any, Protocol


class ExportedLists(Protocol):
    @property
    def names(self) -> Sequence[str]: ...

    async def part(self, name: str, zone: tzinfo, *, after: int, most: int) -> list[dict[str, Any]]:
        """At most `most` records behind the first `after` of them, ready for JSON. Raises KeyError where there is no such list."""
