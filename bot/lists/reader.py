"""The program that the child process runs: a file on standard input, its lines or entries as JSON on standard output.

    python reader.py MAX_MEMORY_BYTES ZONE NOW

It imports nothing of the bot, and nothing imports it: see `child.py`. Where a file is not read the answer says why (`refused`): the reason,
the line, and how many there are.
"""

from __future__ import annotations

import csv
import io
import json
import os
import re
import resource
import sys
import unicodedata
from datetime import date, datetime, time, timedelta
from typing import Any, NoReturn
from zoneinfo import ZoneInfo

Data = dict[str, Any]
"""A line, entry or changed date as `bot.lists` declares it."""

MAX_ROWS, MAX_COLUMNS, MAX_CELL = 500, 60, 20_000
_TITLE_LINES = 20
"""Lines above the header, and the header itself: they are no rows."""
_DELIMITERS = ";\t,"
_SEPARATOR_LINE = re.compile(r"sep=(.)\r?\n", re.IGNORECASE)
_NO_TEXT = re.compile("[\x00-\x08\x0b\x0e-\x1a\x1c-\x1f]")
_UNSEEN = re.compile("[\u00ad\u061c\u200b\u200c\u200e\u200f\u202a-\u202e\u2060-\u206f\ufeff]")
"""What turns the direction of the text around it, or has no width: nobody sees it, and it is in no title."""
_PACKED = (b"PK\x03\x04", b"PK\x05\x06", b"\x1f\x8b", b"\xd0\xcf\x11\xe0", b"7z\xbc\xaf", b"Rar!", b"BZh", b"\xfd7zXZ")
_BINARY = (b"%PDF", b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"\xff\xfe\x00\x00", b"\x00\x00\xfe\xff")
_UTF16_SAMPLE = 4096
MAX_CHANGES = 200
"""Changed dates of one series."""
MAX_COMPONENTS = 20_000
AHEAD = timedelta(days=366)
"""How long a series without an end is taken over."""


class UnknownZone(Exception):
    """A time zone that neither the file nor the time zone database explains."""


def main() -> None:
    limit = int(sys.argv[1])
    resource.setrlimit(resource.RLIMIT_AS, (limit, limit))
    os.nice(10)  # the bot answers first
    data = sys.stdin.buffer.read()
    now = datetime.fromisoformat(sys.argv[3])
    text = text_of(data)
    found = entries_of(text, ZoneInfo(sys.argv[2]), now) if is_calendar(text) else lines_of(text)
    sys.stdout.write(json.dumps(found))


def refuse(why: str, line: int = 0, count: int = 0) -> NoReturn:
    sys.stdout.write(json.dumps({"refused": [why, line, count]}))
    sys.stdout.flush()
    sys.exit(0)


def text_of(data: bytes) -> str:
    """The text, whatever it is encoded in."""
    if data.startswith(_PACKED):
        refuse("packed")
    if data.startswith(_BINARY):
        refuse("binary")
    text = _decoded(data)
    if text.lstrip()[:1] == "<":
        refuse("markup")
    if _NO_TEXT.search(text):
        refuse("binary")
    text = unicodedata.normalize("NFC", _UNSEEN.sub("", text))
    if not text.strip():
        refuse("empty")
    return text


def _decoded(data: bytes) -> str:
    try:
        if data.startswith((b"\xff\xfe", b"\xfe\xff")):
            return data.decode("utf-16")
        if data.startswith(b"\xef\xbb\xbf"):
            return data.decode("utf-8-sig")
        without_mark = _utf16(data[:_UTF16_SAMPLE])
        if without_mark:
            return data.decode(without_mark)
    except UnicodeDecodeError:
        refuse("binary")
    for encoding in ("utf-8", "cp1252"):
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    refuse("binary")


def _utf16(sample: bytes) -> str:
    """UTF-16 without its mark: of letters of Europe every other byte is zero."""
    even, odd = sample[0::2].count(0), sample[1::2].count(0)
    most = len(sample) // 4
    if odd > most and even == 0:
        return "utf-16-le"
    return "utf-16-be" if even > most and odd == 0 else ""


# Tables


def lines_of(text: str) -> Data:
    said = _SEPARATOR_LINE.match(text)
    if said:  # spreadsheets do not show this line, and do not count it
        text = text[said.end() :]
    delimiter = said[1] if said else _delimiter(text)
    csv.field_size_limit(MAX_CELL)
    rows: list[Data] = []
    count = 0
    line = 0
    try:
        for line, cells in enumerate(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True), start=1):
            kept = [cell.strip() for cell in cells]
            while kept and not kept[-1]:
                kept.pop()
            if not kept:
                continue
            count += 1
            if len(kept) > MAX_COLUMNS:
                refuse("too-wide", line, len(kept))
            if count <= MAX_ROWS + _TITLE_LINES:
                rows.append({"line": line, "cells": kept})
    except csv.Error as error:
        refuse("too-long" if "field larger" in str(error) else "quotes", line + 1)
    if count > MAX_ROWS + _TITLE_LINES:
        refuse("too-many", 0, count - 1)
    if not rows:
        refuse("empty")
    return {"lines": rows}


def _delimiter(text: str) -> str:
    """The one that makes most cells of the first lines, where as many lines as possible agree."""
    best, score = ";", 0
    for delimiter in _DELIMITERS:
        widths: list[int] = []
        try:
            for cells in csv.reader(io.StringIO(text[:100_000], newline=""), delimiter=delimiter):
                if any(cells):
                    widths.append(len(cells))
                if len(widths) >= 10:
                    break
        except csv.Error:
            continue
        common = max(set(widths), key=widths.count, default=0)
        found = widths.count(common) * (common - 1)
        if found > score:
            best, score = delimiter, found
    return best


# Calendars


def is_calendar(text: str) -> bool:
    return text.lstrip()[:15].upper() == "BEGIN:VCALENDAR"


def entries_of(text: str, zone: ZoneInfo, now: datetime) -> Data:
    from icalendar import Calendar  # noqa: PLC0415  # after the limit is set

    if text.upper().count("\nBEGIN:") > MAX_COMPONENTS:
        refuse("too-many", 0, text.upper().count("\nBEGIN:V"))
    if "END:VCALENDAR" not in text.upper():
        refuse("broken")  # cut off on its way
    try:
        calendars = Calendar.from_ical(text, multiple=True)
    except (ValueError, IndexError, KeyError, RecursionError):
        refuse("broken")
    components = [
        (component, str(calendar.get("METHOD", "")).upper() == "CANCEL")
        for calendar in calendars
        for component in calendar.walk()
        if component.name in ("VEVENT", "VTODO")
    ]
    if not components:
        refuse("empty")
    single: dict[str, list[Data]] = {}
    entries: list[Data] = []
    by_uid: dict[str, Any] = {}
    for place, (component, is_cancelled) in enumerate(components, start=1):
        entry = _entry(component, place, zone, now, is_cancelled)
        planned = _planned(component, zone)
        if planned is not None:
            single.setdefault(entry["uid"], []).append(_changed(entry, planned[0]))
            by_uid.setdefault(entry["uid"], (component, entry))
        else:
            entries.append(entry)
    known = {entry["uid"] for entry in entries if entry["uid"]}
    for uid, changes in single.items():
        if uid in known:
            master = next(entry for entry in entries if entry["uid"] == uid)
            cancelled = {change["planned"] for change in master["changes"]}
            master["changes"] = sorted(
                [*master["changes"], *(change for change in changes if change["planned"] not in cancelled)],
                key=lambda change: str(change["planned"]),
            )[:MAX_CHANGES]
        else:
            # An invitation to one date of a series that is not in the file: a date of its own.
            entries += [{**by_uid[uid][1], "uid": f"{uid}/{change['planned']}", "rule": ""} for change in changes[:1]]
    _require_few(entries)
    # The changed dates of a series are no entries of their own.
    return {"entries": [{**entry, "line": place} for place, entry in enumerate(entries, start=1)], "is_calendar": True}


def _require_few(entries: list[Data]) -> None:
    left = sum(not entry["is_over"] for entry in entries)
    if left > MAX_ROWS:
        refuse("too-many", 0, left)


def _entry(component: Any, place: int, zone: ZoneInfo, now: datetime, is_cancelled: bool) -> Data:
    is_task = component.name == "VTODO"
    entry: Data = {
        "line": place,
        "is_task": is_task,
        "uid": _plain(component.get("UID"))[:500],
        "title": " ".join(_plain(component.get("SUMMARY")).split())[:2000],
        "place": " ".join(_plain(component.get("LOCATION")).split())[:500],
        "status": "CANCELLED" if is_cancelled else _plain(component.get("STATUS")).upper()[:40],
        "people": _people(component) if is_task else [],
        "changes": [],
        "is_over": False,
    }
    name = "DUE" if is_task and "DUE" in component else "DTSTART"
    try:
        start = _moment(component, name, zone)
    except UnknownZone:
        return {**entry, "problem": "zone"}
    except (ValueError, KeyError, TypeError, OverflowError, AttributeError):
        return {**entry, "problem": "when"}
    if start is None:
        return entry if is_task else {**entry, "problem": "when"}
    at, all_day = start
    entry |= {"start": at.isoformat(), "all_day": all_day, "minutes": _minutes(component, at, zone)}
    rule = component.get("RRULE")
    if isinstance(rule, list):
        return {**entry, "rule": "several"}
    if "RDATE" in component:
        return {**entry, "rule": "RDATE"}
    if rule is not None:
        return _repeated(component, entry, rule, at, zone, now)
    over_at = at + (timedelta(days=1) if all_day else timedelta(minutes=entry["minutes"]))
    return {**entry, "is_over": not is_task and over_at <= now}


def _repeated(component: Any, entry: Data, rule: Any, at: datetime, zone: ZoneInfo, now: datetime) -> Data:
    """With its rule, the last day of it, and the dates that are left out."""
    from dateutil.rrule import rrulestr  # noqa: PLC0415

    parts = {str(name).upper(): rule[name] for name in rule}
    frequency = str((parts.get("FREQ") or [""])[0]).upper()
    if frequency not in ("DAILY", "WEEKLY", "MONTHLY", "YEARLY"):
        return {**entry, "rule": frequency or "?"}
    ends: Data = {name: parts.pop(name) for name in ("UNTIL", "COUNT") if name in parts}
    parts.pop("WKST", None)
    text = ";".join(f"{name}={','.join(_part(value) for value in values)}" for name, values in parts.items())
    until = _until(ends, zone)
    try:
        dates = rrulestr(text, dtstart=at)
        if "COUNT" in ends:
            count = int(ends["COUNT"][0])
            until = _last(dates, min(count, 5000))
        first = next(iter(dates), None)
    except (ValueError, TypeError, OverflowError, AttributeError, IndexError):
        return {**entry, "rule": text or "?"}
    is_endless = until is None or until > now + 5 * AHEAD
    last = min(until, now + AHEAD) if until is not None and not is_endless else now + AHEAD
    if first is None:
        return {**entry, "rule": text}
    changes = [{"planned": planned.isoformat(), "cancelled": True} for planned in _left_out(component, at, zone) if planned >= now]
    return {
        **entry,
        "rule": text,
        "until": (until if until is not None and not is_endless else last).date().isoformat(),
        "is_endless": is_endless,
        "is_over": until is not None and until < now - timedelta(minutes=entry["minutes"]),
        "changes": changes[:MAX_CHANGES],
    }


def _part(value: Any) -> str:
    written = value.to_ical() if hasattr(value, "to_ical") else str(value)
    return written.decode() if isinstance(written, bytes) else str(written)


def _until(ends: Data, zone: ZoneInfo) -> datetime | None:
    if "UNTIL" not in ends:
        return None
    return _local(ends["UNTIL"][0], zone, end_of_day=True)


def _last(dates: Any, count: int) -> datetime | None:
    last = None
    for place, each in enumerate(dates):
        if place >= count:
            break
        last = each
    return last


def _left_out(component: Any, at: datetime, zone: ZoneInfo) -> list[datetime]:
    found = component.get("EXDATE")
    lists = found if isinstance(found, list) else [found] if found is not None else []
    dates: list[datetime] = []
    for each in lists:
        for value in getattr(each, "dts", []):
            moment = value.dt
            plain = isinstance(moment, date) and not isinstance(moment, datetime)
            dates.append(datetime.combine(moment, at.time()) if plain else _local(moment, zone))
    return sorted(set(dates))


def _planned(component: Any, zone: ZoneInfo) -> tuple[datetime, bool] | None:
    """Which date of a series it is; None for a series or a single date, and where that cannot be read."""
    try:
        return _moment(component, "RECURRENCE-ID", zone)
    except (UnknownZone, ValueError, KeyError, TypeError, OverflowError, AttributeError):
        return None


def _changed(entry: Data, planned: datetime) -> Data:
    return {
        "planned": planned.isoformat(),
        "cancelled": entry["status"] == "CANCELLED",
        "start": entry.get("start", ""),
        "minutes": entry.get("minutes", 0),
        "title": entry["title"],
        "place": entry["place"],
    }


def _moment(component: Any, name: str, zone: ZoneInfo) -> tuple[datetime, bool] | None:
    """The time on the clock of the project, and whether only a day is said; None where nothing is."""
    found = component.get(name)
    if found is None:
        return None
    if isinstance(found, list):
        found = found[0]
    value = found.dt
    all_day = isinstance(value, date) and not isinstance(value, datetime)
    if all_day:
        return datetime.combine(value, time()), True
    if value.tzinfo is None and "TZID" in getattr(found, "params", {}):
        raise UnknownZone
    return _local(value, zone), False


def _local(value: Any, zone: ZoneInfo, *, end_of_day: bool = False) -> datetime:
    if not isinstance(value, datetime):
        return datetime.combine(value, time(23, 59, 59) if end_of_day else time())
    return value.astimezone(zone).replace(tzinfo=None) if value.tzinfo is not None else value


def _minutes(component: Any, at: datetime, zone: ZoneInfo) -> int:
    try:
        length = component.get("DURATION")
        if length is not None:
            return max(int(length.dt.total_seconds() // 60), 0)
        end = _moment(component, "DTEND", zone)
    except (UnknownZone, ValueError, KeyError, TypeError, OverflowError, AttributeError):
        return 0
    return max(int((end[0] - at).total_seconds() // 60), 0) if end is not None else 0


def _people(component: Any) -> list[str]:
    found = component.get("ATTENDEE")
    each = found if isinstance(found, list) else [found] if found is not None else []
    return [_person(one)[:200] for one in each[:10]]


def _person(one: Any) -> str:
    name = str(getattr(one, "params", {}).get("CN", ""))
    address = re.sub("^mailto:", "", str(one), flags=re.IGNORECASE)
    return f"{name} ({address})" if name and name != address else address


def _plain(value: Any) -> str:
    if isinstance(value, list):
        value = value[0]
    return "" if value is None else str(value)


if __name__ == "__main__":
    main()
