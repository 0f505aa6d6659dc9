"""How long persons are kept: the period as people write it, and where it ends in the calendar."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest

from bot.domain.ids import EventId, Number, RoomId, TeamId, UserId
from bot.domain.meetings import DateChange, Session, SessionState
from bot.domain.retention import Period, read_period, session_over
from tests.world import BERLIN, MONDAY


def local(text: str) -> datetime:
    """As the clock on the wall shows it."""
    return datetime.fromisoformat(text)


@pytest.mark.parametrize(
    ("said", "period"),
    [
        *[(said, Period(12, "months")) for said in ("12 months", "12 Monate", "12 MONATEN", "zwölf Monate", "12months")],
        *[(said, Period(1, "years")) for said in ("1 year", "ein Jahr", "1 Jahr", "1y")],
        *[(said, Period(90, "days")) for said in ("90 days", "90 Tage", "90d")],
        ("26w", Period(26, "weeks")),
        ("ein halbes Jahr", Period(6, "months")),
        ("anderthalb Jahre", Period(18, "months")),
    ],
)
def test_it_is_read_in_both_languages(said: str, period: Period) -> None:
    assert read_period(said) == period and read_period(str(period)) == period


@pytest.mark.parametrize(
    "said", ["", "off", "nie", "12", "12m", "12 h", "-12 months", "1,5 Jahre", "Monate", "0 months", "3 days", "11 years", "9999 days"]
)
def test_what_is_no_period_is_refused(said: str) -> None:
    with pytest.raises(ValueError, match="write for example"):
        read_period(said)


def test_a_month_ends_on_its_own_last_day_and_keeps_the_time_on_the_wall() -> None:
    assert Period(1, "months").after(datetime(2027, 1, 31, 12, tzinfo=BERLIN), BERLIN) == datetime(2027, 2, 28, 12, tzinfo=BERLIN)
    across = Period(4, "weeks").after(datetime(2027, 3, 15, 9, tzinfo=BERLIN).astimezone(UTC), BERLIN)
    assert across == datetime(2027, 4, 12, 9, tzinfo=BERLIN)


def session(**values: object) -> Session:
    usual: dict[str, object] = {"number": Number("S", 1), "team": TeamId(1), "title": "Jour fixe", "start": local("2026-12-03T10:00")}
    usual |= {"created_by": UserId("@a:b"), "created_at": MONDAY, "room": RoomId("!r"), "source": EventId("$e")}
    return Session(**{**usual, **values})  # type: ignore[arg-type]


def test_a_session_is_over_after_its_last_date() -> None:
    weekly = "FREQ=WEEKLY;BYDAY=TH"
    assert session_over(session(), [], BERLIN) == datetime(2026, 12, 3, 11, tzinfo=BERLIN)
    moved = DateChange(session=Number("S", 1), planned=local("2026-12-03T10:00"), moved_to=local("2027-01-07T10:00"))
    assert session_over(session(), [moved], BERLIN) == datetime(2027, 1, 7, 11, tzinfo=BERLIN)
    assert session_over(session(rule=weekly), [], BERLIN) is None
    ended = session_over(session(rule=weekly, until=date(2027, 6, 1)), [], BERLIN)
    assert ended is not None and ended - datetime(2027, 6, 1, tzinfo=BERLIN) < timedelta(days=1)
    assert session_over(session(rule=weekly, state=SessionState.CANCELLED), [], BERLIN) == MONDAY
