"""What is a measure, and where does it put what it found? A failure of one peer is told, and the others go on."""

from __future__ import annotations

import asyncio
from collections import defaultdict
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path

from benchmarks.peers.peer import Peer
from benchmarks.sizes import Sizes
from benchmarks.statistics import Figure
from demo.world.person import Refused

FAILURES = (TimeoutError, OSError, RuntimeError, AssertionError, LookupError, Refused)
"""What a peer, the homeserver or the machine may do to a measure; anything else is a fault of the measure itself."""


@dataclass
class Sheet:
    """What one measure found."""

    values: defaultdict[str, defaultdict[str, list[float]]] = field(default_factory=lambda: defaultdict(lambda: defaultdict(list)))
    """Figure -> peer -> one value a round."""
    failed: dict[str, str] = field(default_factory=dict)
    """Peer -> why. It is measured no further."""
    say: Callable[[str], None] = lambda line: None

    def note(self, figure: str, peer: str, value: float) -> None:
        self.values[figure][peer].append(value)

    @asynccontextmanager
    async def tolerating(self, peer: str) -> AsyncIterator[None]:
        """One that fails in here is left out from then on."""
        try:
            yield
        except FAILURES as failure:
            self.failed[peer] = f"{type(failure).__name__}: {failure}"[:300].rstrip(": ")
            self.say(f"  {peer} failed: {self.failed[peer]}")


@dataclass(frozen=True)
class Bench:
    """What a measure works with: how much, whom, and an empty folder of its own."""

    sizes: Sizes
    peers: Sequence[Peer]
    folder: Path
    say: Callable[[str], None]

    def turns(self, sheet: Sheet, peers: Sequence[Peer] | None = None) -> Iterator[tuple[int, Peer]]:
        """Round for round every peer that has not failed, each round beginning with another one."""
        among = self.peers if peers is None else peers
        for number in range(self.sizes.rounds):
            for place in range(len(among)):
                peer = among[(number + place) % len(among)]
                if peer.name not in sheet.failed:
                    yield number, peer


@dataclass(frozen=True, kw_only=True)
class Measure:
    name: str
    title: str
    about: str
    """How it is measured, for the page."""
    figures: Callable[[Sizes], tuple[Figure, ...]]
    run: Callable[[Bench, Sheet], Awaitable[None]]
    limit: timedelta
    """After that it is stopped; what it found until then stays."""


async def carry_out(measure: Measure, bench: Bench) -> Sheet:
    """Never raises what a peer or the machine has done."""
    sheet = Sheet(say=bench.say)
    limit = asyncio.timeout(measure.limit.total_seconds())
    try:
        async with limit:
            await measure.run(bench, sheet)
    except FAILURES as failure:
        sheet.failed["all"] = f"stopped after {measure.limit}" if limit.expired() else f"{type(failure).__name__}: {failure}"[:300]
        bench.say(f"  stopped: {sheet.failed['all']}")
    return sheet
