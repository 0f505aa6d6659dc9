"""The entries of a calendar as rows: appointments become sessions, tasks become actions or milestones, whole days milestones."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Sequence
from datetime import date, datetime

from bot.domain.calendar.recurrence import Frequency, Recurrence
from bot.domain.imports.contents import ChangedDate, Entry
from bot.domain.imports.rows import Finished, Problem, Reading, Row, RowDate, Skipped, Target
from bot.domain.imports.tables import MAX_MINUTES, MAX_NAME, MAX_TITLE

_MAX_UID = 200
_RULE_PARTS = frozenset({"FREQ", "INTERVAL", "BYDAY", "BYMONTHDAY", "BYMONTH"})
_FINISHED = {"COMPLETED": Finished.DONE, "CANCELLED": Finished.DROPPED}


def read_calendar(entries: Sequence[Entry], target: Target) -> Reading:
    rows: list[Row] = []
    problems: list[Problem] = []
    skipped: Counter[Skipped] = Counter()
    for entry in entries:
        read = _read(entry, target)
        if isinstance(read, Skipped):
            skipped[read] += 1
        elif isinstance(read, Problem):
            problems.append(read)
        else:
            rows.append(read)
    return Reading(rows=tuple(rows), problems=tuple(problems), skipped=tuple(sorted(skipped.items())), is_calendar=True)


def _read(entry: Entry, target: Target) -> Row | Problem | Skipped:
    if entry.is_over:
        return Skipped.PAST
    if not entry.is_task and target is Target.ACTION:
        return Skipped.APPOINTMENT
    if entry.is_task and target is Target.MEETING:
        return Skipped.TASK
    if not any(each.isalnum() for each in entry.title):
        return Skipped.UNTITLED
    if entry.problem:
        return _unclear(entry, entry.problem)
    if len(entry.title) > MAX_TITLE:
        return _unclear(entry, "title-long")
    if target is Target.MEETING:
        return _session(entry)
    if not entry.is_task and not entry.all_day:
        return Skipped.APPOINTMENT
    due = datetime.fromisoformat(entry.start).date() if entry.start else None
    if due is None and target is Target.MILESTONE:
        return _unclear(entry, "date-missing")
    return Row(
        line=entry.line,
        target=target,
        key=_key(entry),
        title=entry.title,
        due=due,
        finished=_FINISHED.get(entry.status, Finished.NO),
        who=", ".join(entry.people)[:MAX_NAME],
    )


def _session(entry: Entry) -> Row | Problem:
    if entry.all_day:
        return _unclear(entry, "all-day")
    if entry.minutes > MAX_MINUTES:
        return _unclear(entry, "length")
    rule = _rule(entry.rule, datetime.fromisoformat(entry.start)) if entry.until else None
    if entry.rule and rule is None:
        return _unclear(entry, "rule")
    return Row(
        line=entry.line,
        target=Target.MEETING,
        key=_key(entry),
        title=entry.title,
        finished=Finished.DROPPED if entry.status == "CANCELLED" else Finished.NO,
        start=datetime.fromisoformat(entry.start),
        minutes=entry.minutes or None,
        place=entry.place[:MAX_TITLE],
        rule=rule or "",
        until=date.fromisoformat(entry.until) if rule else None,
        is_cut=bool(rule) and entry.is_endless,
        dates=tuple(_date(each, entry) for each in entry.changes) if rule else (),
    )


def _rule(said: str, start: datetime) -> str | None:
    """The rule as this project keeps it; None where it has no words for that. Where the file leaves out a day, the first date gives it."""
    parts = dict(part.split("=", 1) for part in said.split(";") if "=" in part)
    if not parts.keys() <= _RULE_PARTS:
        return None
    if any("," in parts.get(name, "") for name in ("BYMONTHDAY", "BYMONTH", "INTERVAL")):
        return None
    try:
        rule = Recurrence.read(said)
    except (ValueError, KeyError):
        return None
    if rule.frequency is Frequency.DAILY and len(parts.keys() - {"FREQ", "INTERVAL"}):
        return None
    if rule.frequency is Frequency.WEEKLY:
        if rule.ordinals or rule.month_day or rule.month:
            return None
        days = rule.weekdays or (start.weekday(),)
        return str(Recurrence(frequency=rule.frequency, interval=rule.interval, weekdays=tuple(sorted(days))))
    if rule.frequency is Frequency.MONTHLY:
        return _monthly(rule, start)
    if rule.frequency is Frequency.YEARLY:
        if rule.weekdays:
            return None
        month, day = rule.month or start.month, rule.month_day or start.day
        return str(Recurrence(frequency=rule.frequency, interval=rule.interval, month=month, month_day=day)) if day > 0 else None
    return str(Recurrence(frequency=rule.frequency, interval=rule.interval))


def _monthly(rule: Recurrence, start: datetime) -> str | None:
    if rule.month or (rule.weekdays and rule.month_day):
        return None
    if rule.weekdays:
        fits = bool(rule.ordinals) and set(rule.ordinals) <= {1, 2, 3, 4, 5, -1, -2}
        return str(rule) if fits else None
    day = rule.month_day or start.day
    return str(Recurrence(frequency=rule.frequency, interval=rule.interval, month_day=day)) if 1 <= day <= 31 or day == -1 else None


def _date(change: ChangedDate, entry: Entry) -> RowDate:
    planned = datetime.fromisoformat(change.planned)
    if change.cancelled:
        return RowDate(planned=planned, cancelled=True)
    start = datetime.fromisoformat(change.start) if change.start else planned
    return RowDate(
        planned=planned,
        start=start if start != planned else None,
        minutes=change.minutes if change.minutes and change.minutes != entry.minutes else None,
        title=change.title[:MAX_TITLE] if change.title and change.title != entry.title else None,
        place=change.place[:MAX_TITLE] if change.place != entry.place else None,
    )


def _key(entry: Entry) -> str:
    if not entry.uid:
        return ""
    return f"ical:{entry.uid}" if len(entry.uid) <= _MAX_UID else f"ical:{hashlib.sha256(entry.uid.encode()).hexdigest()}"


def _unclear(entry: Entry, reason: str) -> Problem:
    title = entry.title if len(entry.title) <= 40 else f"{entry.title[:39]}…"
    return Problem(line=entry.line, reason=reason, said=title)
