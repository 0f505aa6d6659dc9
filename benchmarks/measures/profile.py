"""Where does the time of one command go: homeserver, intake, dispatch, commit, relay? The bot runs with a clock at its seams."""

from __future__ import annotations

import time
from collections import defaultdict
from collections.abc import Sequence
from datetime import timedelta

from benchmarks.measure import Bench, Measure, Sheet
from benchmarks.peers.lotse import Lotse, configure
from benchmarks.profiled_bot import Span, profiled, spans
from benchmarks.scene import stage
from benchmarks.sizes import Sizes
from benchmarks.statistics import OURS, Figure, median

PATIENCE = 30.0
WARMING_UP = 5


def figures(sizes: Sizes) -> tuple[Figure, ...]:
    """The parts follow each other and add up to the whole; those indented are parts of the one before."""
    return (
        Figure(key="whole", title="One command, from its sending until the answer is heard", unit="ms"),
        Figure(key="to-us", title="Homeserver: takes the command and tells the bot", unit="ms"),
        Figure(key="intake", title="Intake: reads the sync, keeps the command with the position", unit="ms"),
        Figure(key="to-dispatch", title="Until the dispatcher has it", unit="ms"),
        Figure(key="handle", title="Dispatch: understands, decides, changes records", unit="ms"),
        Figure(key="compose", title="Dispatch: writes the answer and queues it", unit="ms"),
        Figure(key="render", title="… of that, the text", unit="ms"),
        Figure(key="commit", title="Dispatch: marks the event and commits", unit="ms"),
        Figure(key="to-relay", title="Relay: finds the answer and begins to send it", unit="ms"),
        Figure(key="send", title="Homeserver: takes the answer", unit="ms"),
        Figure(key="to-them", title="Homeserver: tells the person (less than nothing where it does before its reply)", unit="ms"),
        Figure(key="after", title="Afterwards, while nobody waits: keeps that it was sent", unit="ms"),
        Figure(key="own", title="Ours of the whole, all in all", unit="ms"),
    )


async def run(bench: Bench, sheet: Sheet) -> None:
    ours = [peer for peer in bench.peers if peer.name == OURS]
    async with stage(bench, sheet, ours) as scene:
        for bot in scene.bots:
            output = bot.seat.folder / "spans.json"
            await bot.start(profiled(configure(bot.seat), output))
            await bot.process.logs(Lotse.ready, PATIENCE)
            room = await scene.room(bot)
            asked: list[list[tuple[float, float]]] = []
            for number in range(bench.sizes.rounds):
                bench.say(f"  round {number + 1} of {bench.sizes.rounds}")
                asked.append([])
                for sample in range(bench.sizes.samples + (WARMING_UP if number == 0 else 0)):
                    mark, begun = scene.ear.count(room), time.perf_counter()
                    await scene.anna.say(room, f"!blocker Nummer {number}-{sample} fehlt")
                    asked[-1].append((begun, (await scene.ear.next(room, mark, PATIENCE)).at))
            await bot.stop()
            asked[0] = asked[0][WARMING_UP:]
            found = spans(output)
            for commands in asked:
                times: defaultdict[str, list[float]] = defaultdict(list)
                for begun, heard in commands:
                    for key, took in parts(found, begun, heard).items():
                        times[key].append(took * 1000)
                for key, each in times.items():
                    sheet.note(key, OURS, median(each))


def parts(noted: Sequence[Span], begun: float, heard: float) -> dict[str, float]:
    """Seconds of each part of the command that was sent at `begun` and answered at `heard`; empty where a seam was not passed."""

    def first(name: str, after: float) -> Span | None:
        return min((span for span in noted if span[0] == name and span[1] >= after), key=lambda span: span[1], default=None)

    def last(name: str, before: float) -> Span | None:
        return max((span for span in noted if span[0] == name and span[2] <= before), key=lambda span: span[2], default=None)

    handled = first("handle", begun)
    received = last("receive", handled[1]) if handled else None
    synced = last("sync", received[1]) if received else None
    composed = first("compose", handled[2]) if handled else None
    dispatched = min((each for each in noted if composed and each[0] == "dispatch" and each[2] >= composed[2]), default=None)
    sent = first("send", composed[2]) if composed else None
    kept = first("note sent", sent[2]) if sent else None
    if not (handled and received and synced and composed and dispatched and sent and kept):
        return {}
    rendered = sum(ended - start for name, start, ended in noted if name == "render" and composed[1] <= start <= composed[2])
    found = {
        "whole": heard - begun,
        "to-us": synced[2] - begun,
        "intake": received[2] - synced[2],
        "to-dispatch": handled[1] - received[2],
        "handle": handled[2] - handled[1],
        "compose": composed[2] - composed[1],
        "render": rendered,
        "commit": dispatched[2] - composed[2],
        "to-relay": sent[1] - dispatched[2],
        "send": sent[2] - sent[1],
        "to-them": heard - sent[2],
        "after": kept[2] - kept[1],
    }
    return found | {"own": sent[1] - synced[2]}


MEASURE = Measure(
    name="profile",
    title="Where the time goes",
    about="The parts of one `!blocker …` in a plain room, in their order. The clock at the seams is not part of the measures above.",
    figures=figures,
    run=run,
    limit=timedelta(minutes=10),
)
