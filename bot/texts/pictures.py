"""The words of a picture in one language: its title, its caption, and the short words that stand in it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date

from babel.dates import format_date

from bot.pictures import Worded
from bot.pictures.drawings import Drawing, FundsAndTime, LightsCourse, MilestoneTrend
from bot.texts import Setting, Texts
from bot.texts.filters import percent

_WORDS = {
    "lights": ("content", "resources", "green", "yellow", "red", "none"),
    "trend": ("expected", "reported"),
    "funds": ("called", "gone"),
}
"""The fixed words of each kind of picture; each is a text `picture.<kind>.<word>`."""
_DAY = {"de": "d.M.yy", "en": "d MMM yy"}
_SHORT_DAY = {"de": "d.M.", "en": "d MMM"}
"""Of a column, of which there are eight; the caption has the year."""
_MONTH = {"de": "MMM yy", "en": "MMM yy"}
_MAX_MONTHS = 1200


def worded(texts: Texts, drawing: Drawing, setting: Setting) -> Worded:
    params = {"picture": drawing}
    labels = {word: texts.plain(f"picture.{drawing.kind}.{word}") for word in _WORDS[drawing.kind]}
    if drawing.more:
        labels["more"] = texts.plain(f"picture.{drawing.kind}.more", {"more": drawing.more})
    return Worded(
        drawing=drawing,
        title=texts.render(f"picture.{drawing.kind}.title", params, setting).body,
        caption=texts.render(f"picture.{drawing.kind}.caption", params, setting).body,
        labels=labels | dict(_numbers(drawing, texts.language)),
    )


def _numbers(drawing: Drawing, language: str) -> Iterator[tuple[str, str]]:
    """The days, months and percentages that the layout may show, each by its name."""
    match drawing:
        case LightsCourse():
            yield from ((day.isoformat(), format_date(day, _SHORT_DAY[language], locale=language)) for day in drawing.days)
        case MilestoneTrend():
            reports = [report for line in drawing.lines for report in line.reports]
            for day in {report.reported for report in reports} | {line.expected for line in drawing.lines}:
                yield day.isoformat(), format_date(day, _DAY[language], locale=language)
            for month in _months(report.expected for report in reports):
                yield f"{month:%Y-%m}", format_date(month, _MONTH[language], locale=language)
        case FundsAndTime():
            for share in {share for each in drawing.groups for share in (each.called, each.gone)}:
                yield f"{share}%", percent(language, share)


def _months(days: Iterable[date]) -> Iterator[date]:
    """The first day of each month from the one before the earliest to the one after the latest."""
    counts = [day.year * 12 + day.month - 1 for day in days]
    if not counts:
        return
    first, last = max(min(counts) - 1, 12), min(max(counts) + 2, 9999 * 12)
    for count in range(first, min(last, first + _MAX_MONTHS) + 1):
        yield date(count // 12, count % 12 + 1, 1)
