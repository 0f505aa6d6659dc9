"""The files of the annual pack: as a document, as Markdown, and its milestones and blockers for a spreadsheet."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any

from bot.context import Moment
from bot.domain.blockers import Severity
from bot.domain.csv_table import csv_table
from bot.domain.ids import RoomId
from bot.domain.milestones.milestone import MilestoneState
from bot.domain.reports.year.document import YearBlocker, YearDocument, YearMilestone
from bot.messages import File, Outgoing
from bot.odt import EXTENSION, MIME_TYPE
from bot.pictures.drawings import Drawing
from commands.report.overview.table import CSV
from commands.report.quarter.pictures import lights_drawn, trend_drawn

_NAMES: Mapping[str, tuple[str, str, str]] = {"de": ("jahr", "meilensteine", "blocker"), "en": ("year", "milestones", "blockers")}
_MILESTONES = {
    "de": ("Nr.", "Meilenstein", "Kennung", "Gruppe", "Plan", "Vereinbart", "Prognose", "Erreicht", "Stand", "Mal verschoben"),
    "en": ("No.", "Milestone", "Reference", "Group", "Plan", "Agreed", "Forecast", "Reached", "State", "Times moved"),
}
_BLOCKERS = {
    "de": ("Nr.", "Blocker", "Gruppe", "Farbe", "Meilenstein", "Gemeldet", "Geschlossen", "Tage offen"),
    "en": ("No.", "Blocker", "Group", "Colour", "Milestone", "Reported", "Closed", "Days open"),
}
_STATES = {
    "de": {MilestoneState.OPEN: "offen", MilestoneState.REACHED: "erreicht", MilestoneState.DROPPED: "gestrichen"},
    "en": {MilestoneState.OPEN: "open", MilestoneState.REACHED: "reached", MilestoneState.DROPPED: "dropped"},
}
_COLOURS = {"de": {Severity.RED: "rot", Severity.YELLOW: "gelb"}, "en": {Severity.RED: "red", Severity.YELLOW: "yellow"}}


async def files(moment: Moment, document: YearDocument, room: RoomId, *, once: str) -> list[Outgoing]:
    language = (await moment.settings_of(moment.tx, room)).language
    pack, milestones, blockers = (f"{name}-{document.cover.year}" for name in _NAMES[language])
    text: dict[str, Any] = {"text": "report.year-file", "params": {"document": document}}
    made = [
        File(room=room, name=f"{pack}.md", mime="text/markdown", once=f"{once}.md", **text),
        File(
            room=room,
            name=f"{pack}{EXTENSION}",
            mime=MIME_TYPE,
            as_odt=True,
            pictures=_pictures(document),
            once=f"{once}{EXTENSION}",
            **text,
        ),
    ]
    if document.milestones:
        data = csv_table(_MILESTONES[language], _of_milestones(document.milestones, language))
        made.append(File(room=room, name=f"{milestones}.csv", mime=CSV, data=data, once=f"{once} milestones.csv"))
    if document.blockers:
        data = csv_table(_BLOCKERS[language], _of_blockers(document.blockers, language))
        made.append(File(room=room, name=f"{blockers}.csv", mime=CSV, data=data, once=f"{once} blockers.csv"))
    return [*made]


def _pictures(document: YearDocument) -> tuple[Drawing, ...]:
    """Of all groups together, as of the last day."""
    found = (lights_drawn(document.groups, document.cover.as_of), trend_drawn(document.milestones))
    return tuple(drawing for drawing in found if drawing is not None)


def _of_milestones(milestones: Sequence[YearMilestone], language: str) -> Iterable[Sequence[str | int]]:
    for each in milestones:
        forecast = each.forecast if each.state is MilestoneState.OPEN else None
        days = (_day(day) for day in (each.plan, each.agreed, forecast, each.reached_on))
        yield (str(each.number), each.text, each.reference, each.group, *days, _STATES[language][each.state], each.slips)


def _of_blockers(blockers: Sequence[YearBlocker], language: str) -> Iterable[Sequence[str | int]]:
    for each in blockers:
        what = (str(each.number), each.text, each.group, _COLOURS[language][each.severity], str(each.milestone or ""))
        yield (*what, _day(each.reported), _day(each.closed), each.days)


def _day(day: date | None) -> str:
    return f"{day:%d.%m.%Y}" if day else ""
