"""The tour's chapter on meetings, topics and actions: what is told before each step, and how it is played."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from demo.wait import lotse_receipts, lotse_says
from demo.world.project import Project

TITLE = "Treffen und Themen"
_ZONE = ZoneInfo("Europe/Berlin")
_TUESDAY, _WEDNESDAY = 1, 2


async def plan(project: Project) -> None:
    day = weekday_name(regular_weekday(datetime.now(_ZONE).date()))
    await project.anna.say(project.inventory.id, f"!treffen Jour fixe\nwann: jeden {day} 10:00\nort: Rathaus Gießen")
    await lotse_says(project.inventory, "S1 Jour fixe", f"jeden {day}")
    await lotse_says(project.inventory, "S1.ics")


async def plan_committee(project: Project) -> None:
    words = "!treffen Sitzung\nwann: jeden ersten Donnerstag im Monat 14 Uhr\ndauer: 90 min"
    await project.katrin.say(project.steering.id, words)
    await lotse_says(project.steering, "S2 Sitzung")
    await lotse_says(project.steering, "S2.ics")


async def collect(project: Project) -> None:
    await project.anna.say(project.inventory.id, "!agenda Welche Daten dürfen offen sein?\ndauer: 20\nart: diskussion")
    await lotse_says(project.inventory, "T1 Welche Daten", "Platz 1")
    await project.tobias.say(project.inventory.id, "!agenda Neue Sensoren in Marburg")
    await lotse_receipts(project.inventory, "!agenda Neue Sensoren", "🗓️ T2")


async def collect_blocker(project: Project) -> None:
    await project.lukas.say(project.app.id, "!agenda B2")
    await lotse_says(project.app, "T3 Testgeräte fehlen", "Wartet auf das nächste Treffen")


async def propose(project: Project) -> None:
    topic = "!agenda Hosting für alle Kommunen\nfür: steuerungskreis\nart: entscheidung\nvorlage: https://stadt.example/hosting"
    await project.sabine.say(project.app.id, topic)
    await lotse_says(project.app, "T4 Hosting", "Das PMO entscheidet")
    await lotse_says(project.pmo, "T4 Hosting", "schlägt ein Thema", buttons="✅ ❌")


async def accept(project: Project) -> None:
    card = await lotse_says(project.pmo, "T4 Hosting", "schlägt ein Thema")
    await project.jonas.react(project.pmo.id, card.event_id, "✅")
    await lotse_says(project.pmo, "T4 Hosting", "ist angenommen")
    await lotse_says(project.pmo, "T4 Hosting", "Angenommen, vorgeschlagen von")
    await lotse_says(project.app, "T4 Hosting", "für den Steuerungskreis angenommen")
    await lotse_says(project.app, "🗓️ Thema · T4 Hosting", "Platz 1")


async def show(project: Project) -> None:
    await project.tobias.say(project.inventory.id, "!agenda")
    await lotse_says(project.inventory, "Zusammen 30 von 60 min")
    await project.katrin.say(project.steering.id, "!agenda")
    await lotse_says(project.steering, "T4 Hosting", "Zusammen 10 von 90 min")


async def give(project: Project) -> None:
    await project.anna.say(project.inventory.id, "!aufgabe Liste der Sensoren schicken\nwer: Tobias Lang\nbis: in zwei Wochen")
    await lotse_says(project.inventory, "A1 Liste der Sensoren", "Tobias Lang")


async def look_ahead(project: Project) -> None:
    start = _next(time(10), weekday=regular_weekday(datetime.now(_ZONE).date()))
    await project.anna.say(project.inventory.id, f"!einstellungen vorlauf: {_lead(start)}")
    await lotse_says(project.inventory, "📅 Jour fixe (S1)", "1. T1 Welche Daten", "2. T2 Neue Sensoren", "Zusammen 30 von 60 min")


async def ask_whether_needed(project: Project) -> None:
    await project.miriam.say(project.pmo.id, "!treffen PMO-Runde\nwann: morgen 9 Uhr")
    await lotse_says(project.pmo, "S3 PMO-Runde")
    await project.miriam.say(project.pmo.id, f"!einstellungen vorlauf: {_lead(_next(time(9)))}")
    await lotse_says(project.pmo, "📅 PMO-Runde (S3)", "Braucht ihr das Treffen?", buttons="❌ ➕")


async def cancel(project: Project) -> None:
    question = await lotse_says(project.pmo, "Braucht ihr das Treffen?")
    await project.jonas.react(project.pmo.id, question.event_id, "❌")
    await lotse_says(project.pmo, "S3 PMO-Runde ist abgesagt")


STEPS: tuple[tuple[str, Callable[[Project], Awaitable[None]]], ...] = (
    ("Anna plant ein Treffen, so wie man es sagt. Die Kalenderdatei kommt mit.", plan),
    ("Katrin plant die Sitzungen des Steuerungskreises.", plan_committee),
    ("Worüber sprechen? Alle schreiben ihre Themen dazu.", collect),
    ("Lukas will über den Blocker reden. Ein Treffen fehlt noch, das Thema wartet.", collect_blocker),
    ("Das muss der Steuerungskreis entscheiden. Sabine schlägt es vor.", propose),
    ("Jonas tippt ✅ an: Das Thema steht auf der Agenda, Sabine erfährt es.", accept),
    ("Was steht an, und reicht die Zeit?", show),
    ("Anna gibt Tobias eine Aufgabe.", give),
    ("Vor jedem Treffen kommt ein Überblick, sonst einen Tag vorher. Anna stellt ihn auf gleich.", look_ahead),
    ("Das PMO will sich treffen, aber es gibt kein Thema. Lotse fragt nach.", ask_whether_needed),
    ("Jonas tippt ❌ an: Das Treffen fällt aus.", cancel),
)
"""What is told before, in one short German line, and the play. Blocker B2 is open from an earlier chapter."""


def regular_weekday(today: date) -> int:
    """The weekday of the regular meeting: Tuesday, and not today, so that its next date is the one that `_next` finds."""
    return _WEDNESDAY if today.weekday() == _TUESDAY else _TUESDAY


def weekday_name(weekday: int) -> str:
    return "Mittwoch" if weekday == _WEDNESDAY else "Dienstag"


def _next(at: time, *, weekday: int | None = None) -> datetime:
    """The next day after today with this time of day, and of this weekday where one is named."""
    day = datetime.now(_ZONE).date() + timedelta(days=1)
    while weekday is not None and day.weekday() != weekday:
        day += timedelta(days=1)
    return datetime.combine(day, at, _ZONE)


def _lead(start: datetime) -> str:
    """A lead with which the overview of a session comes in a moment."""
    soon = datetime.now(_ZONE) + timedelta(seconds=3)
    return f"{(start - soon).total_seconds():.0f}s"
