"""Pictures to look at: of any names, counts and dates, worded as the product words them, and laid out with the shipped font."""

from __future__ import annotations

from datetime import UTC, date, timedelta
from functools import cache
from typing import Literal

from hypothesis import strategies as st

from bot.pictures import Worded
from bot.pictures.drawings import (
    MAX_GROUPS,
    MAX_LINES,
    MAX_REPORTS,
    Drawing,
    FundsAndTime,
    GroupFunds,
    LightRow,
    LightsCourse,
    Mark,
    MilestoneTrend,
    Report,
    TrendLine,
)
from bot.pictures.layout import scene_of
from bot.pictures.layout.fonts import Font
from bot.pictures.layout.scene import Scene
from bot.texts import Setting, texts_of
from bot.texts.pictures import worded

HOSTILE = '<b>&"Wärme" 🦊👩‍👩‍👧 ' + "Quartiersentwicklungsplattform & Beteiligung " * 4
LONG = HOSTILE[:200]
_NAMES = st.one_of(
    st.sampled_from(["Dateninventur", "Bürger-App – Straße", "€ …", LONG, "x" * 200, "🦊", "שלום עולם", "", "1️⃣ Größe", "A\u0301 o\u0308"]),
    st.text(max_size=200),
)
_DAYS = st.dates(date(2026, 1, 1), date(2031, 12, 31))
_PERCENT = st.integers(-20, 400)


@cache
def font() -> Font:
    return Font.installed()


def in_words(drawing: Drawing, language: str = "de") -> Worded:
    return worded(texts_of(language), drawing, Setting(zone=UTC, name_of=str))


def scene(drawing: Drawing, language: str = "de") -> Scene:
    return scene_of(in_words(drawing, language), font())


@st.composite
def courses(draw: st.DrawFn) -> LightsCourse:
    first, count = draw(_DAYS), draw(st.integers(1, MAX_REPORTS))
    days = tuple(first + timedelta(weeks=draw(st.integers(1, 8)) * place) for place in range(count))
    marks = st.tuples(*[st.sampled_from(Mark)] * count)
    rows: list[LightRow] = []
    for name in draw(st.lists(_NAMES, min_size=1, max_size=MAX_GROUPS)):
        rows.append(LightRow(group=name, light="content", marks=draw(marks)))
        rows.append(LightRow(group=name, light="resources", marks=draw(marks)))
    return LightsCourse(days=tuple(sorted(days)), rows=tuple(rows), more=draw(st.integers(0, 30)))


@st.composite
def trends(draw: st.DrawFn) -> MilestoneTrend:
    lines: list[TrendLine] = []
    for number in draw(st.lists(st.integers(1, 9999), min_size=1, max_size=MAX_LINES, unique=True)):
        reported = sorted(draw(st.lists(_DAYS, min_size=1, max_size=MAX_REPORTS)))
        reports = tuple(Report(reported=day, expected=draw(st.dates(date(2026, 1, 1), date(2060, 1, 1)))) for day in reported)
        states: list[Literal["open", "reached", "dropped"]] = ["open", "reached", "dropped"]
        state = draw(st.sampled_from(states))
        lines.append(
            TrendLine(
                number=f"M{number}", name=draw(_NAMES), plan=draw(_DAYS), slips=draw(st.integers(0, 40)), reports=reports, state=state
            )
        )
    return MilestoneTrend(lines=tuple(lines), more=draw(st.integers(0, 30)))


@st.composite
def funds(draw: st.DrawFn) -> FundsAndTime:
    groups = [
        GroupFunds(group=name, called=draw(_PERCENT), gone=draw(_PERCENT))
        for name in draw(st.lists(_NAMES, min_size=1, max_size=MAX_GROUPS))
    ]
    return FundsAndTime(groups=tuple(groups), more=draw(st.integers(0, 30)))


def drawings() -> st.SearchStrategy[Drawing]:
    return st.one_of(courses(), trends(), funds())


def _report(reported: str, expected: str) -> Report:
    return Report(reported=date.fromisoformat(reported), expected=date.fromisoformat(expected))


G, Y, R, NONE = Mark.GREEN, Mark.YELLOW, Mark.RED, Mark.NONE
COURSE = LightsCourse(
    days=(date(2026, 9, 8), date(2026, 10, 6), date(2026, 11, 3), date(2026, 12, 1)),
    rows=(
        LightRow(group="Dateninventur", light="content", marks=(G, G, Y, Y)),
        LightRow(group="Dateninventur", light="resources", marks=(NONE, G, G, R)),
        LightRow(group=LONG, light="content", marks=(G, G, G, G)),
        LightRow(group=LONG, light="resources", marks=(R, Y, Y, G)),
    ),
    more=1,
)
TREND = MilestoneTrend(
    lines=(
        TrendLine(
            number="M2",
            name="Datenkatalog online",
            plan=date(2026, 9, 30),
            slips=4,
            reports=(_report("2026-01-12", "2026-09-30"), _report("2026-05-01", "2026-11-15"), _report("2026-11-20", "2027-03-31")),
        ),
        TrendLine(
            number="M7",
            name=LONG,
            plan=date(2026, 12, 1),
            slips=0,
            reports=(_report("2026-01-12", "2026-12-01"), _report("2026-11-20", "2026-12-01")),
        ),
    ),
)
FUNDS = FundsAndTime(groups=(GroupFunds(group="Dateninventur", called=20, gone=60), GroupFunds(group=LONG, called=133, gone=60)))
SAMPLES: tuple[Drawing, ...] = (COURSE, TREND, FUNDS)
