"""Every refusal has its sentence in both languages, and the examples in it are understood."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime
from importlib.resources import files
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from jinja2 import Environment, meta

import bot
from bot.domain.date_phrases.shifts import is_shift
from bot.texts import Setting, texts_of
from bot.values.when import NotUnderstood, read, read_delay, read_duration, read_period

NOW = datetime(2026, 11, 23, 9, tzinfo=UTC)
BERLIN = ZoneInfo("Europe/Berlin")


def sentences(language: str) -> dict[str, str]:
    text = (files("bot.texts") / language / "when.md").read_text(encoding="utf-8")
    _, *parts = re.split(r"^## (\S+)\n", text, flags=re.MULTILINE)
    return dict(zip(parts[::2], (body.strip() for body in parts[1::2]), strict=True))


def parameters(sentence: str) -> set[str]:
    environment = Environment(autoescape=True)
    environment.filters.update(dict.fromkeys(("day", "moment"), str))
    return meta.find_undeclared_variables(environment.parse(sentence))


def examples(language: str) -> list[tuple[str, str]]:
    return [
        (name, example)
        for name, sentence in sentences(language).items()
        for example in re.findall(r"`([^`]+)`", sentence)
        if "{{" not in example
    ]


def test_every_reason_has_a_sentence_in_both_languages() -> None:
    folder = Path(bot.__file__).parent
    sources = [folder / "values" / "when.py", *(folder / "domain" / "date_phrases").rglob("*.py")]
    reasons = {reason for source in sources for reason in re.findall(r'"(when\.[a-z-]+)"', source.read_text(encoding="utf-8"))}
    assert set(sentences("de")) == set(sentences("en")) == reasons


@pytest.mark.parametrize("name", sorted(sentences("de")))
def test_both_languages_have_the_same_parameters(name: str) -> None:
    assert parameters(sentences("de")[name]) == parameters(sentences("en")[name])


@pytest.mark.parametrize(("name", "example"), examples("de") + examples("en"))
def test_an_example_is_understood(name: str, example: str) -> None:
    field, _, value = example.rpartition(": ")
    if name.startswith("when.period"):
        assert read_period(value, now=NOW, zone=BERLIN)[0] == date(2026, 1, 1)
    elif name == "when.direction":
        assert is_shift(value)
    elif name.startswith("when.delay"):
        assert read_delay(value).count > 0
    elif name.startswith("when.duration") or field in {"dauer", "duration"}:
        assert read_duration(value)
    else:
        assert read(value, now=NOW, zone=BERLIN)


@pytest.mark.parametrize("text", ["Donnerstag, 24.12.2026", "Thursday, 24 December 2026", "Donnerstag, 24.12.2026, 14 Uhr"])
def test_a_day_as_the_bot_says_it_is_understood(text: str) -> None:
    assert read(text, now=NOW, zone=BERLIN)


@pytest.mark.parametrize("language", ["de", "en"])
@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("heute 8 Uhr", {"de": "Montag, 23.11.2026", "en": "Monday, 23 November 2026"}),
        ("Mo 24.12.2026", {"de": "Montag, 21.12.2026", "en": "Monday, 21 December 2026"}),
        ("28.3.2027 2:30", {"de": "28.3.2027, 03:30 Uhr", "en": "28 March 2027, 03:30"}),
        ("Montag in einer Woche", {"de": "7.12.2026", "en": "7 December 2026"}),
        ("diesen Montag 14 Uhr", {"de": "Montag, 30.11.2026, 14:00 Uhr", "en": "Monday, 30 November 2026, 14:00"}),
        ("Ostern", {"de": "Freitag, 26.3.2027", "en": "Friday, 26 March 2027"}),
        ("um 3", {"de": "15 Uhr", "en": "15:00"}),
        ("Freitag 10", {"de": "ob 10 ein Tag", "en": "whether 10 is a day"}),
        ("jeden dritten Dienstag", {"de": "alle 3 Wochen", "en": "every 3 weeks"}),
        ("monatlich am 31.", {"de": "Den 31.", "en": "day 31"}),
    ],
)
def test_a_refusal_says_what_was_understood(text: str, shown: dict[str, str], language: str) -> None:
    with pytest.raises(NotUnderstood) as refusal:
        read(text, now=NOW, zone=BERLIN)
    said = texts_of(language).render(refusal.value.reason, refusal.value.params, Setting(zone=BERLIN, name_of=str)).body
    assert text in said
    assert shown[language] in said
