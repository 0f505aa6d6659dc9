"""From when until when, in the ways that people write it."""

from __future__ import annotations

from datetime import date

import pytest

from bot.domain.date_phrases.periods import read_period
from bot.domain.errors import NotUnderstood

TODAY = date(2026, 11, 23)


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("1.1.2026 - 31.12.2027", "2026-01-01", "2027-12-31"),
        ("1.1.2026-31.12.2027", "2026-01-01", "2027-12-31"),
        ("1.1.2026 – 31.12.2027", "2026-01-01", "2027-12-31"),
        ("vom 1.1.2026 bis zum 31.12.2027", "2026-01-01", "2027-12-31"),
        ("2026-01-01 - 2027-12-31", "2026-01-01", "2027-12-31"),
        ("1.3. - 31.12.2026", "2026-03-01", "2026-12-31"),
        ("1.12. - 31.3.2027", "2026-12-01", "2027-03-31"),
        ("2026-2027", "2026-01-01", "2027-12-31"),
        ("2026/27", "2026-01-01", "2027-12-31"),
        ("2026", "2026-01-01", "2026-12-31"),
        ("01/2026 - 12/2027", "2026-01-01", "2027-12-31"),
        ("01/26 - 12/27", "2026-01-01", "2027-12-31"),
        ("KW 10 - KW 20 2027", "2027-03-08", "2027-05-23"),
        ("KW 50 2026 bis KW 5 2027", "2026-12-07", "2027-02-07"),
        ("Januar 2026 bis März 2027", "2026-01-01", "2027-03-31"),
        ("Januar bis März 2027", "2027-01-01", "2027-03-31"),
        ("from January 2026 to March 2027", "2026-01-01", "2027-03-31"),
        ("Q1 2026 - Q2 2027", "2026-01-01", "2027-06-30"),
        ("Anfang 2026 bis Ende 2027", "2026-01-01", "2027-12-31"),
        ("seit 2026", "2026-01-01", ""),
        ("ab 1.3.2026", "2026-03-01", ""),
        ("ab sofort", "2026-11-23", ""),
        ("bis 31.12.2027", "", "2027-12-31"),
        ("until 2027", "", "2027-12-31"),
    ],
)
def test_a_period_has_a_first_and_a_last_day(text: str, first: str, last: str) -> None:
    assert [day.isoformat() if day else "" for day in read_period(text, TODAY)] == [first, last]


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("bald", "when.period"),
        ("1.1.2026", "when.period"),
        ("Januar - Juni", "when.period"),
        ("KW 10 - KW 20", "when.period"),
        ("31.12.2027 - 1.1.2026", "when.period-backwards"),
        ("31.2.2026 - 1.1.2027", "when.impossible"),
        ("12/24/2026 - 1.1.2027", "when.american"),
    ],
)
def test_a_period_in_doubt_is_refused(text: str, reason: str) -> None:
    with pytest.raises(NotUnderstood) as refusal:
        read_period(text, TODAY)
    assert refusal.value.reason == reason
