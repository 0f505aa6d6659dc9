"""`make bench`: carries out the measures, keeps the results, and writes the page.

python -m benchmarks [--quick] [--only answer,burst] [--peers lotse,nio] [--set rounds=2] [--as NAME]
python -m benchmarks --compare BEFORE AFTER
python -m benchmarks --page
"""

from __future__ import annotations

import argparse
import asyncio
import sys
import tempfile
import time
from collections.abc import Sequence
from contextlib import AsyncExitStack
from pathlib import Path
from typing import Protocol, TypeVar

from benchmarks.compare import compared
from benchmarks.measure import Bench, Measure, carry_out
from benchmarks.measures import MEASURES
from benchmarks.peers import PEERS
from benchmarks.peers.lotse import FarLotse, Lotse
from benchmarks.peers.peer import PEERS_PYTHON, Peer
from benchmarks.report_page import PAGE, page, pages
from benchmarks.results import APART, all_versions, load, of_sheet, ours, save, versioned
from benchmarks.sizes import FULL, QUICK, Sizes, changed
from benchmarks.statistics import BARE, FLOOR, OURS
from tests.postgres import programs


def main(arguments: Sequence[str]) -> int:
    asked = _parsed(arguments)
    if asked.compare:
        before, after = (load(APART / f"{name}.json") for name in asked.compare)
        print(compared(before, after))
        return 0
    if asked.page:
        _write_page()
        return 0
    sizes = changed(QUICK if asked.quick else FULL, asked.set)
    measures = _chosen(MEASURES, asked.only)
    names = asked.peers or (",".join((OURS, FLOOR, BARE)) if asked.quick else "")
    peers = [peer for peer in _chosen(PEERS, names) if _can_be_measured(peer)]
    if asked.quick:
        print("A quick run: few rounds, small sizes, fewer peers. It shows what is badly off, and proves nothing.", flush=True)
    name = asked.name or ("quick" if asked.quick else "")
    file = APART / f"{name}.json" if name else versioned(ours())
    asyncio.run(_all(measures, peers, sizes, file))
    if not name:
        _write_page()
    print(page(load(file)) if name else f"written: {file}, {PAGE}")
    return 0


async def _all(measures: Sequence[Measure], peers: Sequence[Peer], sizes: Sizes, file: Path) -> None:
    """What is done is kept at once: a run that is stopped has not been for nothing."""
    async with AsyncExitStack() as stack:
        for peer in peers:
            if isinstance(peer, FarLotse):
                await stack.enter_async_context(peer.near_its_database(_postgresql()))
        await _each(measures, peers, sizes, file)


async def _each(measures: Sequence[Measure], peers: Sequence[Peer], sizes: Sizes, file: Path) -> None:
    for measure in measures:
        print(f"{measure.title} …", flush=True)
        begun = time.perf_counter()
        with tempfile.TemporaryDirectory(prefix="lotse-bench-") as folder:
            sheet = await carry_out(measure, Bench(sizes, peers, Path(folder), lambda line: print(line, flush=True)))
        took = time.perf_counter() - begun
        save(file, load(file) | {measure.name: of_sheet(sheet, sizes, took)})
        print(f"  {took:.0f} s", flush=True)


def _can_be_measured(peer: Peer) -> bool:
    """Whether what it takes is installed."""
    if isinstance(peer, Lotse):
        return not isinstance(peer, FarLotse) or programs() is not None
    return PEERS_PYTHON.exists()


def _postgresql() -> Path:
    found = programs()
    assert found is not None, "measured only where it is installed"
    return found


def _write_page() -> None:
    for file, written in pages(all_versions()).items():
        file.parent.mkdir(exist_ok=True)
        file.write_text(written)


def _parsed(arguments: Sequence[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description="Lotse beside what one would take instead.")
    parser.add_argument("--quick", action="store_true", help="small sizes, few rounds, few peers; not for the page")
    parser.add_argument("--only", default="", metavar="NAMES", help=f"of {', '.join(each.name for each in MEASURES)}")
    parser.add_argument("--peers", default="", metavar="NAMES", help=f"of {', '.join(each.name for each in PEERS)}")
    parser.add_argument("--set", action="append", default=[], metavar="SIZE=N", help="another size, such as rounds=3; several times")
    parser.add_argument(
        "--as", dest="name", default="", metavar="NAME", help="keep the results under this name, for --compare, and not for the page"
    )
    parser.add_argument("--compare", nargs=2, metavar=("BEFORE", "AFTER"), help="two runs that were kept under a name")
    parser.add_argument("--page", action="store_true", help="only write the page and its charts anew from the results")
    return parser.parse_args(arguments)


class _Named(Protocol):
    @property
    def name(self) -> str: ...


T = TypeVar("T", bound=_Named)


def _chosen(known: Sequence[T], names: str) -> list[T]:
    """Those named, separated by commas, in their own order; all where none is. Ends the program at a name that is none's."""
    wanted = [name for name in names.replace(",", " ").split() if name]
    unknown = set(wanted) - {each.name for each in known}
    if unknown:
        sys.exit(f"{', '.join(sorted(unknown))}: one of {', '.join(each.name for each in known)}")
    return [each for each in known if not wanted or each.name in wanted]


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
