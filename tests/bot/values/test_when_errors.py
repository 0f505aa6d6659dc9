"""What callers get: a day, a moment or the lines of `lotse when`, and what a refusal carries."""

from __future__ import annotations

import subprocess
import sys
from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import pytest

from bot.values.when import Day, NotUnderstood, PointInTime, iso_lines, read, read_day, read_point_in_time

BERLIN = ZoneInfo("Europe/Berlin")
NOW = datetime(2026, 11, 23, 9, tzinfo=UTC)
"""Monday 2026-11-23, 10:00 in Berlin."""


def test_the_lines_of_a_result_are_iso_8601() -> None:
    assert iso_lines(Day(date(2026, 12, 24))) == ["2026-12-24"]
    assert iso_lines(PointInTime(NOW, BERLIN)) == ["2026-11-23T10:00+01:00"]
    assert iso_lines(read("jeden Montag", now=NOW, zone=BERLIN)) == ["2026-11-23", "2026-11-30", "2026-12-07"]


def test_a_day_takes_the_date_of_a_moment_and_no_series() -> None:
    assert read_day("Freitag 23:30 Uhr", now=NOW, zone=BERLIN) == date(2026, 11, 27)
    with pytest.raises(NotUnderstood, match=r"when\.series"):
        read_day("jeden Freitag", now=NOW, zone=BERLIN)


def test_a_moment_wants_its_time() -> None:
    with pytest.raises(NotUnderstood) as refusal:
        read_point_in_time("Freitag", now=NOW, zone=BERLIN)
    assert (refusal.value.reason, refusal.value.params) == ("when.time-missing", {"said": "Freitag", "day": date(2026, 11, 27)})


def test_the_past_is_taken_where_it_may_be() -> None:
    assert read_day("1.11.2026", now=NOW, zone=BERLIN, past_ok=True) == date(2026, 11, 1)


def test_a_wrong_weekday_is_answered_with_both_days() -> None:
    with pytest.raises(NotUnderstood) as refusal:
        read("Mo 24.12.2026", now=NOW, zone=BERLIN)
    assert refusal.value.params == {"said": "Mo 24.12.2026", "date": date(2026, 12, 24), "near": date(2026, 12, 21)}


def test_what_the_grammar_knows_does_not_load_dateparser() -> None:
    program = (
        "import sys; from datetime import datetime, UTC; from zoneinfo import ZoneInfo; from bot.values.when import read, NotUnderstood\n"
        "now, zone = datetime(2026, 11, 23, 9, tzinfo=UTC), ZoneInfo('Europe/Berlin')\n"
        "for text in ('24.12. 10 Uhr', 'jeden Dienstag 10 Uhr', '31.11.', 'irgendwann'):\n"
        "    try: read(text, now=now, zone=zone)\n"
        "    except NotUnderstood: pass\n"
        "assert 'dateparser' not in sys.modules\n"
        "read('2026.12.24 10:00', now=now, zone=zone)\n"
        "assert 'dateparser' in sys.modules\n"
    )
    subprocess.run([sys.executable, "-c", program], check=True)
