"""Rooms in a terminal, as on a phone: narrow, bubble by bubble, and only what is new or has changed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby

from rich.console import Console, ConsoleOptions, Group, RenderableType, RenderResult
from rich.padding import Padding
from rich.panel import Panel
from rich.segment import Segment
from rich.style import Style
from rich.table import Table
from rich.text import Text

from demo.room_diff import News, Tap, news_of
from demo.terminal_html import formatted, paragraphs
from demo.world.timeline import Line

WIDTH_IN_COLUMNS = 60
LOTSE = "Lotse"
"""The bot's display name."""

_COLOURS = ("green", "magenta", "blue", "yellow", "red", "bright_green", "bright_magenta")
_INDENT = 6


class Screen:
    """Remembers what it has shown of each room."""

    def __init__(self, console: Console) -> None:
        self._console = console
        self._shown: dict[str, dict[str, Line]] = {}
        self._colours = {LOTSE: "cyan"}

    def chapter(self, title: str) -> None:
        self._console.print()
        self._console.print(Panel(Text(title, style="bold", justify="center"), style="cyan"))

    def step(self, number: int, says: str) -> None:
        self._console.print()
        row = Table.grid(padding=(0, 1))
        row.add_row(Text(f"{number:>2}.", style="bold cyan"), Text(says, style="italic"))
        self._console.print(row)

    def rooms(self, rooms: Mapping[str, Sequence[Line]]) -> None:
        """The news of each room, by its name; neighbours with the same news are shown once."""
        drawn: list[tuple[str, Group, str]] = []
        for name, lines in rooms.items():
            news = news_of(self._shown.get(name, {}), lines, LOTSE)
            known = {line.event_id: line for line in lines}
            self._shown[name] = known
            if news:
                group = Group(*self._drawn(news, known))
                drawn.append((name, group, self._plain(group)))
        for _, same in groupby(drawn, key=lambda each: each[2]):
            together = list(same)
            heading = Text("💬 " + " · ".join(name for name, _, _ in together), style="bold")
            self._console.print()
            self._console.print(Padding(heading, (0, 1), style="reverse"))
            self._console.print(together[0][1])

    def _drawn(self, news: News, known: Mapping[str, Line]) -> Iterator[RenderableType]:
        """Taps on earlier messages come before what followed from them."""
        fresh = {line.event_id for line in news.new}
        for tap in news.taps:
            if tap.on.event_id not in fresh:
                yield self._tap(tap)
        for line in (*news.new, *news.changed):
            yield self._bubble(line, known.get(line.reply_to or ""))
            for tap in news.taps:
                if tap.on.event_id == line.event_id and line.event_id in fresh:
                    yield self._tap(tap)

    def _bubble(self, line: Line, quoted: Line | None) -> RenderableType:
        """The bell stands where phones ring: notices and edits never do."""
        head = Text(line.name, style=f"bold {self._colour(line.name)}")
        if line.name == LOTSE and line.kind == "m.text" and not line.edited:
            head.append(" 🔔", style="not bold")
        if line.edited:
            head.append(" (bearbeitet)", style="dim not bold")
        parts: list[RenderableType] = [head]
        if quoted is not None:
            parts.append(_one_line(Text(f"↪ {quoted.name}: {_start(quoted)}", style="dim")))
        parts.append(_words(line))
        if line.reactions:
            counts = (f"[{key} {len(people)}]" for key, people in line.reactions.items())
            parts.append(Text("  ".join(counts), style="dim"))
        bubble = _Barred(Group(*parts), Style.parse(self._colour(line.name)))
        return Padding(bubble, (1, 0, 0, 0 if line.name == LOTSE else _INDENT))

    def _tap(self, tap: Tap) -> RenderableType:
        text = Text(tap.name, style=f"bold {self._colour(tap.name)}")
        text.append(f" tippt {tap.key} an", style="not bold default")
        text.append(f" · {_start(tap.on)}", style="not bold dim default")
        return Padding(_one_line(text), (1, 0, 0, _INDENT))

    def _colour(self, name: str) -> str:
        return self._colours.setdefault(name, _COLOURS[(len(self._colours) - 1) % len(_COLOURS)])

    def _plain(self, drawn: RenderableType) -> str:
        with self._console.capture() as captured:
            self._console.print(drawn)
        return captured.get()


class _Barred:
    """A bar along the left side. None along the right: terminals do not agree on how wide an emoji is."""

    def __init__(self, inside: RenderableType, style: Style) -> None:
        self._inside = inside
        self._style = style

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        for line in console.render_lines(self._inside, options.update_width(options.max_width - 2), pad=False):
            yield Segment("┃ ", self._style)
            yield from line
            yield Segment.line()


def _words(line: Line) -> RenderableType:
    if line.kind == "deleted":
        return Text("(gelöscht)", style="dim italic")
    return formatted(line.html) if line.html else Text(line.body)


def _start(line: Line) -> str:
    """Its first line, to know it by."""
    shown = paragraphs(line.html)[0].text.plain if line.html else line.body
    return shown.split("\n")[0]


def _one_line(text: Text) -> Text:
    text.no_wrap, text.overflow = True, "ellipsis"
    return text
