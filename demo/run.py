"""The demo as a whole: `show` starts every process, plays the tour and cleans up."""

from __future__ import annotations

import asyncio
import signal
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from importlib.util import find_spec
from pathlib import Path
from tempfile import TemporaryDirectory

from rich.console import Console
from rich.table import Table
from rich.text import Text

from demo.terminal import WIDTH_IN_COLUMNS, Screen
from demo.tour import TOUR, Chapter
from demo.world.homeserver import homeserver
from demo.world.person import NotSeen, Refused
from demo.world.project import BOT_LOG, PASSWORD, Project, project

EXIT_INTERRUPTED = 130


async def show(*, stay: bool) -> None:
    """The tour in the terminal; with `stay` everything stays up after it until Ctrl-C. Raises SystemExit where it ends badly."""
    console = Console(highlight=False, width=min(WIDTH_IN_COLUMNS, Console().width))
    if find_spec("synapse") is None:
        raise SystemExit("the demo needs Synapse: install lotse[demo]")
    code = await play(TOUR, console, stay=stay)
    if code:
        raise SystemExit(code)


async def play(tour: Sequence[Chapter], console: Console, *, stay: bool) -> int:
    """The exit code: 0, 1 where something was not seen in time or did not start, 130 where a signal broke the tour off."""
    with TemporaryDirectory(prefix="lotse-demo-") as name:
        folder = Path(name)
        toured = False
        try:
            async with _stopped_by_signal():
                console.print("Einen Moment, der Homeserver und Lotse starten …", style="dim")
                async with homeserver(folder / "homeserver") as server, project(server, folder) as made:
                    await _tour(tour, made, Screen(console))
                    toured = True
                    if stay:
                        _invite(console, made)
                        await made.process.wait()
                        raise RuntimeError("the bot has ended")
        except _Stopped:
            console.print("\nAlles ist beendet und aufgeräumt.", style="dim")
            return 0 if toured else EXIT_INTERRUPTED
        except (NotSeen, Refused, RuntimeError) as error:
            console.print(Text(f"\n{error}", style="red"))
            console.print(Text(_last_words(folder / BOT_LOG), style="dim"))
            return 1
    console.print("\nDas war die Tour. Alles ist beendet und aufgeräumt.", style="dim")
    return 0


async def _tour(tour: Sequence[Chapter], made: Project, screen: Screen) -> None:
    number = 0
    for chapter in tour:
        screen.chapter(chapter.title)
        for step in chapter.steps:
            number += 1
            screen.step(number, step.says)
            try:
                await step.play(made)
            except NotSeen as missing:
                raise NotSeen(f"Schritt {number} ist nicht zu sehen: {step.says}\n{missing}") from None
            screen.rooms({room.name: await room.members[0].timeline(room.id) for room in made.rooms})


def _invite(console: Console, made: Project) -> None:
    """How to come in with a client of one's own."""
    console.print()
    console.rule("Jetzt du")
    console.print("\nMelde dich mit einem Matrix-Programm auf diesem Rechner an,\nzum Beispiel mit Element:\n")
    login = Table.grid(padding=(0, 2))
    login.add_row("Homeserver", Text(made.url, style="bold"))
    login.add_row("Passwort", Text(PASSWORD, style="bold"))
    console.print(login)
    for room in made.rooms:
        console.print(Text(f"\n💬 {room.name}", style="bold"), Text(f"– {room.about}"))
        people = Table.grid(padding=(0, 2))
        for person in room.members:
            people.add_row("  ", person.display_name, Text(person.user_id, style="cyan"))
        console.print(people)
    console.print("\nZum Beispiel bei der Dateninventur: [cyan]!blocker Server fällt aus | ampel: rot[/cyan]")
    console.print("\nStrg-C beendet alles und räumt auf.", style="bold")


def _last_words(log: Path) -> str:
    """What the bot logged last; it logs no texts."""
    return "\n".join(log.read_text(errors="replace").splitlines()[-15:]) if log.exists() else ""


class _Stopped(Exception):
    """A signal asked us to stop."""


@asynccontextmanager
async def _stopped_by_signal() -> AsyncIterator[None]:
    """Cancels what runs inside at the first SIGINT or SIGTERM, and raises _Stopped once it has cleaned up."""
    task = asyncio.current_task()
    assert task is not None
    stopped = False

    def stop() -> None:
        nonlocal stopped
        if not stopped:
            stopped = True
            task.cancel()

    loop = asyncio.get_running_loop()
    signals = (signal.SIGINT, signal.SIGTERM)
    for each in signals:
        loop.add_signal_handler(each, stop)
    try:
        yield
    except asyncio.CancelledError:
        if not stopped:
            raise
        task.uncancel()
        raise _Stopped from None
    finally:
        for each in signals:
            loop.remove_signal_handler(each)
