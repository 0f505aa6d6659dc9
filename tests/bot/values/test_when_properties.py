"""Whatever is written and whenever: nothing past, no year and no time of day that nobody wrote, also when the clocks change."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, time, timedelta
from itertools import pairwise
from random import Random
from zoneinfo import ZoneInfo

from hypothesis import assume, example, given, settings
from hypothesis import strategies as st

from bot.domain.date_phrases.vocabulary import FILLERS, MONTHS, NUMBERS, ORDINALS, PARTS, RELATIVE_DAYS, WEEKDAYS
from bot.values.when import Day, NotUnderstood, PointInTime, Series, read, read_delay, read_duration, read_period

BERLIN = ZoneInfo("Europe/Berlin")
_SPRING, _AUTUMN = datetime(2027, 3, 28, 1, tzinfo=UTC), datetime(2026, 10, 25, 1, tzinfo=UTC)
_FROM, _TO = datetime(2026, 1, 1, tzinfo=UTC), datetime(2029, 12, 31, tzinfo=UTC)
NOWS = st.one_of(
    st.builds(
        lambda change, seconds: change + timedelta(seconds=seconds), st.sampled_from([_SPRING, _AUTUMN]), st.integers(-300_000, 300_000)
    ),
    st.datetimes(_FROM.replace(tzinfo=None), _TO.replace(tzinfo=None), timezones=st.just(UTC)),
)
MINUTES = st.builds(time, st.integers(0, 23), st.integers(0, 59))
DATES = st.sampled_from(
    ["{d}.{m}.{y}", "{d:02}.{m:02}.{y}", "{y}-{m:02}-{d:02}", "am {d}. {name} {y}", "{name} {d}, {y}", "the {d}th of {name} {y}"]
)
CLOCKS = st.sampled_from(["{h}:{n:02}", "um {h}:{n:02} Uhr", "{h}.{n:02} Uhr", "{h:02}{n:02} Uhr", "{h} Uhr {n:02}", "{h}h{n:02}"])
NAMES = {
    1: "Januar",
    2: "Februar",
    3: "März",
    4: "April",
    5: "Mai",
    6: "Juni",
    7: "July",
    8: "August",
    9: "Sept.",
    10: "Okt",
    11: "Nov.",
    12: "Dezember",
}
LOOSE = """
jeden jede alle every other woche wochen monat tage stunden minuten nächste übernächsten ende anfang mitte
dienstags ab halb viertel dreiviertel 24.12. 24.12.2027 1.12 28.3.2027 31.10. 14:30 02:30 2:30 14.30 14 uhr 9 h 2pm 3 kw 49 5. - / . 2027
10.00 9.10 kw50 do14 am den 3. 31. 1400 werktag jeweils sofort oder 10-11 25.10.2026 26 nachm. q1
vor nach karfreitag ostern weihnachten nikolaus advent tag acht bis 10-12 zwischen mez utc diesen danach 90
14-tägig so gegen monatsende 1.-3.
"""
TABLES = (WEEKDAYS, MONTHS, PARTS, RELATIVE_DAYS, FILLERS, NUMBERS, ORDINALS, LOOSE.split())
WORDS = st.sampled_from(sorted({word for table in TABLES for word in table}))


def _utc(day: date, at: time) -> datetime:
    return datetime.combine(day, at, tzinfo=BERLIN).astimezone(UTC)


DAYS = (
    (0, 360, "{d}.{m}."),
    (0, 360, "{d:02}.{m:02}."),
    (0, 360, "am {d}. {name}"),
    (0, 360, "{short}., {d}.{m}."),
    (0, 360, "{long}, den {d}. {name} {y}"),
    (0, 1500, "{d}.{m}.{y}"),
    (0, 1500, "{y}-{m:02}-{d:02}"),
    (0, 1500, "{short} {d}.{m}.{y} (KW {w})"),
    (0, 27, "am {d}."),
    (0, 27, "{long}, den {d}."),
    (1, 7, "{long}"),
    (1, 7, "{short}"),
    (1, 7, "nächsten {long}"),
    (8, 14, "übernächsten {long}"),
    (0, 300, "KW{w} {short}"),
    (0, 300, "{long} in KW {w}"),
    (0, 0, "heute"),
    (1, 1, "morgen"),
    (2, 2, "übermorgen"),
    (2, 99, "in {ahead} Tagen"),
)
"""How many days ahead a way to write a day may be used for, so that it means that day and no other."""
TIMES = (
    "{h}:{n:02}",
    "{h:02}:{n:02} Uhr",
    "um {h}:{n:02}Uhr",
    "{h}.{n:02} Uhr",
    "{h},{n:02} Uhr",
    "um {h}.{n:02}",
    "{h:02}{n:02} Uhr",
    "{h} Uhr {n:02}",
    "{h}h{n:02}",
    "{half}:{n:02} {meridiem}",
    "at {half}.{n:02}{meridiem}",
)
JOINED = ("{day} {time}", "{day}, {time}", "{day},{time}", "{day} - {time}", "{day}  {time}!", "{time} {day}", "{time}, {day}")
LONG = ["Montag", "Dienstag", "Mittwoch", "Donnerstag", "Freitag", "Samstag", "Sonntag"]


def _skipped(day: date, at: time) -> bool:
    return _utc(day, at).astimezone(BERLIN).time() != at


@given(NOWS, st.integers(-3, 1500), MINUTES, DATES, CLOCKS)
@example(_SPRING - timedelta(days=1), 1, time(2, 30), "{d}.{m}.{y}", "{h}:{n:02}")
@example(_AUTUMN - timedelta(days=1), 1, time(2, 30), "{d}.{m}.{y}", "{h}:{n:02}")
@settings(max_examples=300, deadline=None)
def test_a_whole_date_with_its_time_is_exactly_that_or_refused_for_the_right_reason(
    now: datetime, ahead: int, at: time, date_form: str, clock_form: str
) -> None:
    day = now.astimezone(BERLIN).date() + timedelta(days=ahead)
    text = date_form.format(d=day.day, m=day.month, y=day.year, name=NAMES[day.month]) + " " + clock_form.format(h=at.hour, n=at.minute)
    try:
        result = read(text, now=now, zone=BERLIN)
    except NotUnderstood as refusal:
        expected = "when.gap" if _skipped(day, at) else "when.past"
        assert refusal.reason == expected
        assert expected == "when.gap" or _utc(day, at) <= now
    else:
        assert isinstance(result, PointInTime)
        assert result.at == _utc(day, at) > now


@given(NOWS, st.sampled_from(DAYS), st.randoms(use_true_random=False), MINUTES, st.sampled_from(TIMES), st.sampled_from(JOINED))
@settings(max_examples=1500, deadline=None)
def test_every_way_to_write_a_day_goes_with_every_way_to_write_a_time(
    now: datetime, day_form: tuple[int, int, str], chance: Random, at: time, time_form: str, joined: str
) -> None:
    nearest, furthest, form = day_form
    today = now.astimezone(BERLIN).date()
    day = today + timedelta(days=chance.randint(nearest, furthest))
    assume((day.day, day.month) != (29, 2) or "{y}" in form or "{m}" not in form + form.replace("name", "m"))
    assume(not (at.hour == 0 and "{half}" in time_form))
    names = {"name": NAMES[day.month], "long": LONG[day.weekday()], "short": LONG[day.weekday()][:2], "w": day.isocalendar().week}
    said_day = form.format(d=day.day, m=day.month, y=day.year, ahead=(day - today).days, **names)
    half, meridiem = (at.hour - 1) % 12 + 1, "am" if at.hour < 12 else "pm"
    said_time = time_form.format(h=at.hour, n=at.minute, half=half, meridiem=meridiem)
    text = joined.format(day=said_day, time=said_time)
    try:
        result = read(text, now=now, zone=BERLIN)
    except NotUnderstood as refusal:
        assert refusal.reason == ("when.gap" if _skipped(day, at) else "when.past"), text
        assert _skipped(day, at) or _utc(day, at) <= now
    else:
        assert isinstance(result, PointInTime)
        assert result.at == _utc(day, at) > now, text


@given(
    NOWS,
    st.sampled_from(["heute", "morgen", "übermorgen", "Mo", "tuesday", "nächsten Mittwoch", "am So", "24.12.", "in 3 Tagen", "KW 12"]),
    MINUTES,
    CLOCKS,
)
@settings(max_examples=300, deadline=None)
def test_the_clock_shows_what_was_written(now: datetime, day: str, at: time, form: str) -> None:
    try:
        result = read(f"{day} {form.format(h=at.hour, n=at.minute)}", now=now, zone=BERLIN)
    except NotUnderstood as refusal:
        assert refusal.reason in {"when.past", "when.gap", "when.this-week"}
    else:
        assert isinstance(result, PointInTime)
        assert result.local.replace(second=0).time() == at
        assert result.at > now


@given(NOWS, st.integers(1, 5000))
def test_hours_and_minutes_are_counted_on_a_clock_that_does_not_jump(now: datetime, minutes: int) -> None:
    result = read(f"in {minutes} Minuten", now=now, zone=BERLIN)
    assert isinstance(result, PointInTime)
    assert timedelta(0) <= now + timedelta(minutes=minutes) - result.at < timedelta(minutes=1)
    assert result.at > now


@given(NOWS, st.lists(WORDS, min_size=1, max_size=6))
@settings(max_examples=1500, deadline=None)
def test_no_words_yield_a_past_or_a_year_or_a_time_that_nobody_wrote(now: datetime, words: list[str]) -> None:
    text = " ".join(words)
    today = now.astimezone(BERLIN).date()
    try:
        result = read(text, now=now, zone=BERLIN)
    except NotUnderstood:
        return
    first = result.next(1)[0] if isinstance(result, Series) else result
    day = first.date if isinstance(first, Day) else first.local.date()
    assert day >= today
    assert first.at > now if isinstance(first, PointInTime) else True
    if isinstance(result, Series) or re.search(r"\bin\b|from|jahr|quarter", text):
        return
    # From one Easter to the next it may be a year and five weeks.
    assert str(day.year) in text or f"{day:%y}" in words or day <= today + timedelta(days=410)
    digits = re.search(r"\b(14:30|0?2:30|14\.30)\b", text)
    if isinstance(first, PointInTime) and digits and not set(words) & (set(PARTS) | {"morgen", "utc"}) and not isinstance(result, Series):
        assert f"{first.local:%H:%M}" == f"{digits[1].replace('.', ':'):0>5}"


@given(NOWS, st.sampled_from(["Montag", "Dienstag", "Mittwoch", "Donnerstag", "Freitag", "Samstag", "Sonntag"]), MINUTES, st.integers(1, 8))
@example(_AUTUMN, "Sonntag", time(2, 1), 1)
@settings(max_examples=150, deadline=None)
def test_a_series_keeps_weekday_and_wall_clock_time_across_the_changes(now: datetime, weekday: str, at: time, weeks: int) -> None:
    series = read(f"alle {weeks} Wochen {weekday.lower()}s {at:%H:%M}", now=now, zone=BERLIN)
    assert isinstance(series, Series)
    moments = series.next(30)
    assert all(isinstance(moment, PointInTime) and moment.at > now for moment in moments)
    locals_ = [moment.local for moment in moments if isinstance(moment, PointInTime)]
    assert all(local.time() == at or _skipped(local.date(), at) for local in locals_)
    assert all(later.date() - earlier.date() == timedelta(weeks=weeks) for earlier, later in pairwise(locals_))


@given(NOWS, st.text(max_size=40) | st.from_regex(r"[0-9./: -]{1,20}", fullmatch=True), st.sampled_from(["", "24.12.", "um "]))
@settings(max_examples=300, deadline=None)
def test_any_text_is_understood_or_refused(now: datetime, text: str, before: str) -> None:
    for reading in (
        lambda: read(before + text, now=now, zone=BERLIN),
        lambda: read_period(text, now=now, zone=BERLIN),
        lambda: read_duration(text),
        lambda: read_delay(text),
    ):
        try:
            reading()
        except NotUnderstood as refusal:
            assert refusal.reason.startswith("when.")
            assert "said" in refusal.params


@given(st.integers(1, 999), st.sampled_from(["Tage", "Wochen", "Monate", "Jahre", "Stunden", "Minuten", "Arbeitstage", "Quartale"]))
def test_a_delay_said_again_is_the_same_delay(count: int, unit: str) -> None:
    assume(count > 1)
    delay = read_delay(f"{count} {unit}")
    assert delay.said("de") == f"{count} {unit}"
    assert read_delay(delay.said("en")) == delay
