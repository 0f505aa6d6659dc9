"""What can be set in the chat: what people write, what is stored, and what holds in the end."""

from __future__ import annotations

from datetime import date, time
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.calendar import Hours, QuietHours
from bot.domain.calendar.durations import Span, Unit, read_span
from bot.domain.errors import Refused, Why
from bot.domain.settings import Source, effective, refuse_contradictions, registry
from bot.domain.settings.formats import ClosedDay, Weekly, read_clock, write_working_days
from bot.domain.settings.registry import SETTINGS, Replies, Setting, SettingRefused, is_reset, setting_called

BERLIN = ZoneInfo("Europe/Berlin")


@pytest.mark.parametrize(
    ("said", "short"),
    [
        *[("4h", "4h"), ("4 h", "4h"), ("4 Stunden", "4h"), ("4 Std.", "4h"), ("4 hours", "4h"), ("vier Stunden", "4h"), ("1 hour", "1h")],
        *[("90s", "90s"), ("90 Sekunden", "90s"), ("30m", "30m"), ("30 min", "30m"), ("30 Minuten", "30m"), ("eine halbe Stunde", "30m")],
        *[("3d", "3d"), ("3 Tage", "3d"), ("3 Arbeitstage", "3d"), ("drei Werktagen", "3d"), ("3 working days", "3d"), ("1 Tag", "1d")],
        *[("2w", "2w"), ("2 Wochen", "2w"), ("eine Woche", "1w"), ("two weeks", "2w")],
        *[("1,5 Stunden", "90m"), ("1.5h", "90m"), ("anderthalb Stunden", "90m"), ("1:30", "90m"), ("1h 30m", "90m")],
        *[
            ("1 Stunde 30 Minuten", "90m"),
            ("1 Stunde und 30 Minuten", "90m"),
            ("0,5 min", "30s"),
            ("4 working hours", "4h"),
            ("24h", "24h"),
        ],
        *[("48 Stunden", "48h"), ("5 Arbeitsstunden", "5h")],
    ],
)
def test_durations_as_people_write_them(said: str, short: str) -> None:
    assert str(read_span(said)) == short


@pytest.mark.parametrize(
    ("said", "why"),
    [
        *[(said, Why.DURATION) for said in ("", "4", "Stunden", "bald", "1 Monat", "1,5 Tage", "1d 4h", "-4h", "4h und", "4 4h", "3 x")],
        *[(said, Why.DURATION_NOTHING) for said in ("0h", "0 Tage", "0:00")],
        *[(said, Why.DURATION_LONG) for said in ("800d", "9999999h", "999:00")][:2],
    ],
)
def test_what_is_no_duration_is_refused(said: str, why: Why) -> None:
    with pytest.raises(Refused) as refused:
        read_span(said)
    assert refused.value.why is why


@given(st.builds(Span, st.integers(min_value=1, max_value=100), st.sampled_from(Unit)))
def test_the_short_form_of_a_duration_is_read_back(span: Span) -> None:
    assert read_span(str(span)) == span


@pytest.mark.parametrize(
    ("said", "clock"),
    [
        *[("8", time(8)), ("8 Uhr", time(8)), ("08:00", time(8)), ("8.30 Uhr", time(8, 30)), ("8 Uhr 30", time(8, 30)), ("14h", time(14))],
        *[
            ("2pm", time(14)),
            ("2:30 p.m.", time(14, 30)),
            ("12am", time(0)),
            ("12pm", time(12)),
            ("0:00", time(0)),
            ("23:59", time(23, 59)),
        ],
    ],
)
def test_clock_times_as_people_write_them(said: str, clock: time) -> None:
    assert read_clock(said) == clock


@pytest.mark.parametrize("said", ["", "24:00", "25", "8:60", "13pm", "0am", "acht", "8:3", "8-9"])
def test_what_is_no_clock_time_is_refused(said: str) -> None:
    with pytest.raises(Refused):
        read_clock(said)


@pytest.mark.parametrize(
    ("word", "said", "stored"),
    [
        *[("sprache", said, "de") for said in ("de", "DE", "deutsch", "Deutsch.", "german")],
        *[("language", said, "en") for said in ("en", "englisch", "English")],
        *[("antworten", "voll", "full"), ("antworten", "Kurz", "short"), ("replies", "full", "full"), ("replies", "short", "short")],
        *[("wochenüberblick", said, "Fr 14:00") for said in ("Fr 14:00", "Freitag 14 Uhr", "freitags um 14 Uhr", "friday 2pm", "Fr. 14")],
        *[
            ("weekly", said, "Mo 08:00")
            for said in ("Mo 08:00", "montag, 8 Uhr", "jeden Montag um 8:00", "every monday at 8am", "on Mon 8:00")
        ],
        *[("wochenueberblick", said, "off") for said in ("aus", "AUS", "off", "nie", "never")],
        *[("vorlauf", "24h", "24h"), ("vorlauf", "2 Tage", "2d"), ("lead", "90 minutes", "90m"), ("lead", "off", "off")],
        *[("ruhezeit", said, "18:00-08:00") for said in ("18:00-08:00", "18-8 Uhr", "von 18 bis 8 Uhr", "18 – 8", "6pm to 8am")],
        *[("quiet", "22:30-24:00", "22:30-00:00"), ("quiet", "aus", "off")],
        *[("retro-rhythmus", said, "8w") for said in ("8 Wochen", "alle 8 Wochen", "8", "8w", "every 8 weeks")],
        *[("retro", "30 Tage", "30d"), ("retro", "aus", "off")],
        *[("wiederholung", "4 Stunden", "4h"), ("repeat-every", "90s", "90s"), ("Repeat every", "2h", "2h")],
        *[("wiederholungen", "3", "3"), ("wiederholungen", "drei mal", "3"), ("repeats", "0", "0"), ("repeats", "5x", "5")],
        *[("steuerungskreis-nach", "1 Arbeitstag", "1d"), ("steering-after", "4h", "4h")],
        *[("gelb-nach", "3 Arbeitstage", "3d"), ("yellow-after", "2w", "2w")],
        *[("übernommen-nach", "2 Wochen", "2w"), ("uebernommen nach:", "10 Tage", "10d"), ("taken-after", "10d", "10d")],
        *[("übernommen-steuerungskreis-nach", "5 Tage", "5d"), ("taken-steering-after", "5d", "5d")],
        *[
            ("vorlagenfrist", "5 Tage", "5"),
            ("paper-days", "5", "5"),
            ("vorlagen-erinnerung", "7 days", "7"),
            ("remind-days", "10", "10"),
            ("einwandfrist", "10", "10"),
        ],
        *[("abstimmen-per", "Text", "text"), ("ballots", "Reaktionen", "reaction"), ("mehrheit", "einstimmig", "all")],
        *[("mehrheit", said, "two-thirds") for said in ("zwei Drittel", "2/3", "two-thirds")],
        *[("beschlussfähig-ab", said, "1/2") for said in ("1/2", "50 %", "0,5", "die Hälfte", "mehr als 1/2", "half", "2/4")],
        *[("quorum", "1", "1"), ("quorum", "alle", "1"), ("quorum", "aus", "0"), ("quorum", "0", "0")],
        *[("umlauf-tage", "5 Arbeitstage", "5"), ("circular-min-days", "3", "3"), ("zwischenstand", "ja", "on")],
        *[("show-running", said, "off") for said in ("off", "nein", "False")],
        *[("arbeitstage", said, "Mo-Fr") for said in ("Mo-Fr", "Montag bis Freitag", "mon - fri", "Mo, Di, Mi, Do, Fr", "von Mo bis Fr")],
        *[("arbeitstage", "Mo-Mi und Fr", "Mo-Mi, Fr"), ("working-days", "täglich", "Mo-So"), ("working-days", "Mo/Mi/Fr", "Mo, Mi, Fr")],
        *[("working-days", "Sa-Mo", "Mo, Sa, So"), ("working-days", "tu, we, th", "Di-Do"), ("arbeitstage", "So", "So")],
        *[("arbeitszeit", said, "08:00-18:00") for said in ("08:00-18:00", "8-18 Uhr", "8 bis 18 Uhr", "8:00 – 18:00 Uhr", "8am-6pm")],
        *[("working-hours", said, "00:00-24:00") for said in ("00:00-24:00", "0-24 Uhr", "immer", "always", "0:00-0:00")],
        *[("working-hours", "22-24 Uhr", "22:00-24:00")],
        *[("feiertage", said, "DE-HE") for said in ("DE-HE", "de-he", "HE", "Hessen", "Hesse")],
        *[
            ("feiertage", "Baden-Wuerttemberg", "DE-BW"),
            ("holidays", "NRW", "DE-NW"),
            ("holidays", "Deutschland", "DE"),
            ("holidays", "aus", "off"),
        ],
        *[("schließtage", said, "24.12., 31.12.") for said in ("24.12., 31.12.", "24.12. und 31.12.", "24.12 31.12", "24.12.;31.12.")],
        *[
            ("schliesstage", "27.12.26, 2026-12-28", "27.12.2026, 28.12.2026"),
            ("closed-days", "keine", "off"),
            ("closed-days", "29.2.", "29.02."),
        ],
    ],
)
def test_what_people_write_is_stored_in_its_short_form_and_read_back(word: str, said: str, stored: str) -> None:
    setting = found(word)
    assert setting.canonical(said) == stored
    assert setting.canonical(stored) == stored


@pytest.mark.parametrize(
    ("word", "said", "why"),
    [
        *[("quorum", said, Why.FRACTION) for said in ("", "viele", "1/0", "3/2", "120 %", "1/2%")],
        *[("circular-days", "0", Why.COUNT), ("majority", "meistens", Why.CHOICE)],
        *[("sprache", "fr", Why.CHOICE), ("sprache", "aus", Why.CHOICE), ("antworten", "mittel", Why.CHOICE)],
        *[
            ("weekly", "Freitag", Why.WEEKLY),
            ("weekly", "14:00", Why.WEEKLY),
            ("weekly", "Fr 25:00", Why.WEEKLY),
            ("weekly", "Xy 8", Why.WEEKLY),
        ],
        *[
            ("lead", "früher", Why.DURATION),
            ("quiet", "18:00", Why.QUIET),
            ("quiet", "8-8 Uhr", Why.QUIET),
            ("quiet", "24:30-8", Why.QUIET),
        ],
        *[("retro", "4 Stunden", Why.WEEKS_OR_DAYS), ("repeat-every", "aus", Why.DURATION), ("repeats", "21", Why.COUNT)],
        *[
            ("repeats", "-1", Why.COUNT),
            ("repeats", "viele", Why.COUNT),
            ("paper-days", "5 Wochen", Why.COUNT),
            ("repeats", "2,5", Why.COUNT),
        ],
        *[("working-days", "", Why.WORKING_DAYS), ("working-days", "aus", Why.WORKING_DAYS), ("working-days", "Mo-Xx", Why.WORKING_DAYS)],
        *[
            ("working-hours", "18-8 Uhr", Why.HOURS_BACKWARDS),
            ("working-hours", "8-8", Why.HOURS_BACKWARDS),
            ("working-hours", "8", Why.HOURS),
        ],
        *[("working-hours", "8-24:30", Why.HOURS), ("working-hours", "aus", Why.HOURS), ("working-hours", "24:00-8:00", Why.HOURS)],
        *[("holidays", "Atlantis", Why.HOLIDAYS), ("holidays", "DE-XX", Why.HOLIDAYS), ("holidays", "AT-9", Why.HOLIDAYS)],
        *[
            ("closed-days", "31.11.", Why.CLOSED_DAY),
            ("closed-days", "29.2.2027", Why.CLOSED_DAY),
            ("closed-days", "Heiligabend", Why.CLOSED_DAY),
        ],
        ("closed-days", ", ".join(f"{day}.{month}." for month in (1, 3, 5) for day in range(1, 22)), Why.CLOSED_MANY),
    ],
)
def test_a_refusal_names_the_setting_and_why_and_stores_nothing(word: str, said: str, why: Why) -> None:
    with pytest.raises(SettingRefused) as refused:
        found(word).canonical(said)
    assert (refused.value.setting, refused.value.said, refused.value.why) == (found(word), said, why)


@pytest.mark.parametrize("setting", SETTINGS, ids=lambda setting: setting.name)
def test_the_examples_and_the_default_of_a_setting_are_values_of_it(setting: Setting[Any]) -> None:
    for language in ("de", "en"):
        assert setting.read(setting.canonical(setting.example_in(language))) is not None
    assert setting.read(setting.write(setting.default)) == setting.default


def test_a_refused_list_names_the_piece_that_is_wrong() -> None:
    with pytest.raises(SettingRefused) as refused:
        registry.CLOSED_DAYS.canonical("24.12., 31.11.")
    assert refused.value.part == "31.11."


def test_every_setting_has_names_of_its_own_in_both_languages() -> None:
    words = [setting.word(language) for setting in SETTINGS for language in ("de", "en")]
    assert len(set(words)) == len(words)
    assert [setting_called(word) for word in words] == [setting for setting in SETTINGS for _ in range(2)]
    assert setting_called("wetter") is None


@pytest.mark.parametrize(
    ("said", "expected"), [("zurücksetzen", True), ("Zuruecksetzen", True), ("reset", True), ("aus", False), ("", False)]
)
def test_resetting_is_not_switching_off(said: str, expected: bool) -> None:
    assert is_reset(said) is expected


@pytest.mark.parametrize("setting", SETTINGS, ids=lambda setting: setting.name)
def test_only_what_says_so_can_be_off(setting: Setting[Any]) -> None:
    may_be_off = {"weekly", "lead", "quiet", "retro", "milestones", "lights", "holidays", "closed-days", "show-running", "clock", "welcome"}
    may_be_off |= {"report-reference", "report-title", "report-contact", "report-approval"}
    assert setting.can_be_off is (setting.name in may_be_off)


def test_without_anything_set_the_defaults_of_the_handbook_hold() -> None:
    settings = effective(BERLIN, {}, {}, {})
    rules = settings.escalation
    assert (rules.repeat_every, rules.repeats, rules.steering_after) == (Span(4, Unit.HOURS), 3, Span(4, Unit.HOURS))
    assert (rules.yellow_after, rules.taken_after, rules.taken_steering_after) == (
        Span(3, Unit.DAYS),
        Span(10, Unit.DAYS),
        Span(5, Unit.DAYS),
    )
    assert (settings.decisions.paper_days, settings.decisions.remind_days) == (5, 7)
    assert (settings.weekly, settings.lead, settings.retro) == (Weekly(0, time(8)), Span(24, Unit.HOURS), Span(8, Unit.WEEKS))
    assert (settings.language, settings.replies, settings.quiet, settings.zone) == ("de", Replies.SHORT, None, BERLIN)
    assert (settings.working.days, settings.working.hours) == (frozenset(range(5)), Hours(time(8), time(18)))
    assert (settings.working.holidays, settings.working.closed_days) == ("DE-HE", (ClosedDay(24, 12), ClosedDay(31, 12)))
    assert set(settings.sources.values()) == {Source.CONFIG}
    assert set(settings.written) == {setting.name for setting in SETTINGS}


def test_a_room_goes_before_the_project_and_the_project_before_the_configuration() -> None:
    config = {"weekly": "Mo 08:00", "language": "en", "repeats": "1", "yellow-after": "1d"}
    project = {"repeats": "2", "language": "de"}
    room = {"weekly": "Fr 14:00", "quiet": "18:00-08:00", "repeats": "9"}
    settings = effective(BERLIN, config, project, room)
    assert (settings.weekly, settings.sources["weekly"]) == (Weekly(4, time(14)), Source.ROOM)
    assert (settings.quiet, settings.sources["quiet"]) == (QuietHours(time(18), time(8)), Source.ROOM)
    assert (settings.language, settings.sources["language"]) == ("de", Source.PROJECT)
    assert (settings.escalation.yellow_after, settings.sources["yellow-after"]) == (Span(1, Unit.DAYS), Source.CONFIG)
    # A room has no say in what belongs to the project.
    assert (settings.escalation.repeats, settings.sources["repeats"]) == (2, Source.PROJECT)


def test_what_a_room_switched_off_stays_off_though_the_configuration_has_it_on() -> None:
    settings = effective(BERLIN, {"weekly": "Mo 08:00", "lead": "24h"}, {}, {"weekly": "off", "lead": "off"})
    assert (settings.weekly, settings.lead) == (None, None)
    assert settings.written["weekly"] == "off"


def test_a_stored_value_that_cannot_be_read_any_more_counts_as_not_set() -> None:
    settings = effective(BERLIN, {"repeats": "1"}, {"repeats": "often"}, {"weekly": "some time"})
    assert (settings.escalation.repeats, settings.sources["repeats"]) == (1, Source.CONFIG)
    assert settings.weekly == Weekly(0, time(8))


def test_a_reminder_after_the_paper_is_due_is_refused() -> None:
    refuse_contradictions(effective(BERLIN, {}, {"paper-days": "7"}, {}))
    with pytest.raises(SettingRefused) as refused:
        refuse_contradictions(effective(BERLIN, {}, {"paper-days": "8"}, {}))
    assert (refused.value.setting, refused.value.why) == (registry.REMIND_DAYS, Why.REMIND_AFTER_PAPER)


@given(st.frozensets(st.integers(min_value=0, max_value=6), min_size=1))
def test_any_choice_of_working_days_is_written_and_read_back(days: frozenset[int]) -> None:
    assert registry.WORKING_DAYS.read(write_working_days(days)) == days


@given(st.text(max_size=40))
def test_nothing_that_people_write_does_more_than_being_refused(said: str) -> None:
    for setting in SETTINGS:
        try:
            stored = setting.canonical(said)
        except SettingRefused:
            continue
        assert setting.canonical(stored) == stored


def test_a_closed_day_of_one_year_is_open_in_the_next() -> None:
    assert ClosedDay(27, 12, 2026).falls_on(date(2026, 12, 27))
    assert not ClosedDay(27, 12, 2026).falls_on(date(2027, 12, 27))


def found(word: str) -> Setting[Any]:
    setting = setting_called(word)
    assert setting is not None, word
    return setting
