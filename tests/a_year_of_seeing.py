"""A year of four task forces with twelve milestones and two lights each: what the bot says of its own in each room, week by week.

Two groups answer each question, one forgets to from May on, and one says green while its records say otherwise. What was counted stands
in docs/behaviour/a-year.md; `python -m tests.a_year_of_seeing` makes that table anew.
"""

from __future__ import annotations

import asyncio
import tempfile
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from pathlib import Path

from bot.domain.ids import EventId, RoomId
from bot.messages import ONCE
from tests.world import BERLIN, Room, World
from tests.world.fake_chat import Seen

PAGE = Path(__file__).parent.parent / "docs" / "behaviour" / "a-year.md"
BEGIN, END = "<!-- Made by `python -m tests.a_year_of_seeing`. Do not edit. -->\n", "<!-- End of what is made. -->\n"
FIRST, LAST = date(2026, 11, 30), date(2027, 11, 29)
WEEK = timedelta(days=7)
FORGETS_FROM = date(2027, 5, 3)
BUSY = frozenset({2, 3, 4, 6, 7, 9})
"""The months in which something happens: a delay, a light that is not green, a red blocker, a session of the steering committee."""
GROUPS = ("Dateninventur", "App", "Fernwärme", "Beteiligung")
PLANNED = {
    "Dateninventur": (
        "Katalog | bis: 28.2.2027 | kennung: MS1",
        "Pflege | bis: 30.6.2027 | nach: M1",
        "Übergabe | bis: 15.10.2027 | nach: M2",
    ),
    "App": ("Prototyp | bis: 31.3.2027 | nach: M1", "Test | bis: 31.7.2027 | nach: M4", "Start | bis: 30.11.2027 | nach: M5, M3"),
    "Fernwärme": ("Messnetz | bis: 31.1.2027", "Daten | bis: 31.5.2027 | nach: M7", "Karte | bis: 31.12.2027 | nach: M8 und M2"),
    "Beteiligung": ("Auftakt | bis: 15.1.2027", "Umfrage | bis: 30.6.2027 | nach: M10", "Bericht | bis: 31.12.2027 | nach: M11"),
}
REACHED = {
    date(2027, 1, 18): ("Beteiligung", "M10"),
    date(2027, 2, 1): ("Fernwärme", "M7"),
    date(2027, 3, 15): ("Dateninventur", "M1"),
    date(2027, 4, 12): ("App", "M4"),
    date(2027, 6, 28): ("Dateninventur", "M2"),
    date(2027, 7, 5): ("Beteiligung", "M11"),
    date(2027, 8, 2): ("App", "M5"),
    date(2027, 10, 11): ("Dateninventur", "M3"),
}
SAID = {
    date(2027, 2, 8): (("Dateninventur", "!meilenstein prognose M1 14.3.2027 Zulieferung fehlt"), ("PMO", "!meilenstein angesprochen M1")),
    date(2027, 2, 15): (("PMO", "!meilenstein zugestimmt M1"),),
    date(2027, 4, 5): (("App", "!ampel ressourcen gelb Eine Stelle ist unbesetzt"),),
    date(2027, 4, 26): (("App", "!ampel ressourcen grün"),),
    date(2027, 6, 7): (("Beteiligung", "!ampel ressourcen rot Die Stelle ist seit Juni unbesetzt | hilfe: Entscheidung"),),
    date(2027, 7, 12): (("Beteiligung", "!ampel ressourcen grün"),),
    date(2027, 9, 6): (("Beteiligung", "!blocker Genehmigung fehlt | ampel: rot"), ("Beteiligung", "!ampel inhalt grün")),
    date(2027, 9, 20): (("Beteiligung", "!blocker gelöst B1"),),
}
SESSIONS = (date(2027, 3, 10), date(2027, 6, 9), date(2027, 9, 8))


@dataclass
class Year:
    world: World
    rooms: dict[RoomId, str] = field(default_factory=dict)
    own: list[tuple[datetime, RoomId, EventId]] = field(default_factory=list)
    """What the bot said of its own: when and where."""
    seen: int = 0

    def look(self) -> None:
        """Dates what has been said since the last look; the files of a message count with it."""
        timeline = self.world.chat.timeline
        for said in timeline[self.seen :]:
            if said.room in self.rooms and said.file is None and not str(said.content.get(ONCE, "")).startswith("answer:"):
                self.own.append((self.world.clock.now(), said.room, said.event))
        self.seen = len(timeline)

    def said(self) -> list[tuple[datetime, str, Seen]]:
        found = {each.event: each for each in self.world.chat.timeline}
        return [(at, self.rooms[room], found[event]) for at, room, event in self.own]

    def weeks(self, name: str, months: frozenset[int]) -> list[int]:
        """How many in each week of these months."""
        counted = Counter((at.astimezone(BERLIN).date() - FIRST).days // 7 for at, room, _ in self.said() if room == name)
        mondays = [FIRST + count * WEEK for count in range((LAST - FIRST) // WEEK)]
        return [counted[count] for count, monday in enumerate(mondays) if monday.month in months]


async def told(world: World) -> Year:
    """The whole year; the world has its usual project."""
    team, pmo, steering = world.founded or await world.project()
    rooms = {"Dateninventur": team, "PMO": pmo, "Steuerungskreis": steering}
    for name, person in zip(GROUPS[1:], ("Lukas", "Fatma", "Bert"), strict=True):
        rooms[name] = world.room(name, person, moderators=(f"{person}s Chefin",))
        await rooms[name].says(f"!team {name}")
        await pmo.taps("✅", on=name, by="Paula")
    for name in GROUPS:
        for planned in PLANNED[name]:
            await rooms[name].says(f"!meilenstein {planned}")
        await rooms[name].says("!ampel inhalt grün ressourcen grün")
    for day in SESSIONS:
        await steering.says(f"!treffen Sitzung | wann: {day.day}.{day.month}.{day.year} 10:00")
    year = Year(world, {room.id: name for name, room in rooms.items()})
    year.seen = len(world.chat.timeline)
    monday = FIRST
    while monday < LAST:
        await _until(year, datetime(monday.year, monday.month, monday.day, 9, tzinfo=BERLIN))
        await _happens(year, rooms, monday)
        monday += WEEK
    await _until(year, datetime(LAST.year, LAST.month, LAST.day, tzinfo=BERLIN))
    return year


async def _until(year: Year, end: datetime) -> None:
    """Looks at the beginning of the week, too, so that it is known in which week something was said."""
    for moment in (end.replace(hour=0), end):
        await year.world.until(moment.astimezone(year.world.clock.now().tzinfo))
        year.look()


async def _happens(year: Year, rooms: dict[str, Room], monday: date) -> None:
    for name in GROUPS:
        if name == "Fernwärme" and monday >= FORGETS_FROM:
            continue
        await _answers(rooms[name])
    if monday in REACHED:
        name, number = REACHED[monday]
        await rooms[name].says(f"!meilenstein erreicht {number}")
    for name, text in SAID.get(monday, ()):
        await rooms[name].says(text)
    year.look()
    for name in GROUPS:  # whoever is asked whether a date moves takes it over
        for card in rooms[name].messages():
            if card.body.endswith("✅ übernehmen · ❌ bleibt"):
                await rooms[name].taps("✅", on=card.event)
    year.look()


async def _answers(room: Room) -> None:
    """Taps ✅ under the week's digest where it asks whether all holds, and ❌ where it proposes a retro."""
    (week,) = [each for each in room.messages() if each.content.get(ONCE, "").startswith("weekly:")][-1:]
    if "stimmt das noch?" in week.body:
        await room.taps("✅", on=week.event)
    elif "❌" in week.reactions:
        await room.taps("❌", on=week.event)


def table(year: Year) -> str:
    calm = frozenset(range(1, 13)) - BUSY
    lines = [
        "| room | calm month: a week, at most | on average | other months: a week, at most | on average | in the year |",
        "|---|---|---|---|---|---|",
    ]
    for name in year.rooms.values():
        quiet, busy = year.weeks(name, calm), year.weeks(name, BUSY)
        lines.append(f"| {name} | {max(quiet)} | {_average(quiet)} | {max(busy)} | {_average(busy)} | {sum(quiet) + sum(busy)} |")
    return "\n".join(lines) + "\n"


def _average(counts: Sequence[int]) -> str:
    return f"{sum(counts) / len(counts):.1f}"


async def _made() -> str:
    with tempfile.TemporaryDirectory() as folder:
        world = await World.start(Path(folder), settings={})
        try:
            return table(await told(world))
        finally:
            await world.stop()


def with_table(page: str, made: str) -> str:
    before, _, rest = page.partition(BEGIN)
    return before + BEGIN + "\n" + made + "\n" + END + rest.partition(END)[2]


if __name__ == "__main__":
    PAGE.write_text(with_table(PAGE.read_text(encoding="utf-8"), asyncio.run(_made())), encoding="utf-8")
