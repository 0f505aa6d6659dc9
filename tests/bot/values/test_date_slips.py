"""A mistyped word of a date is asked about with what was meant; another word is never taken for one."""

from __future__ import annotations

from datetime import datetime

import pytest

from bot.values.date_slips import mended
from bot.values.when import NotUnderstood, read
from tests.bot.values.said import BERLIN, cases, meaning
from tests.world import Room

NOW = datetime(2026, 11, 30, 10, tzinfo=BERLIN)
"""A Monday."""

SLIPS = """
dinstag 10 Uhr | Dienstag 10 Uhr
Dinstag 10 Uhr | Dienstag 10 Uhr
Dienstg 10 Uhr | Dienstag 10 Uhr
Diesntag 10 Uhr | Dienstag 10 Uhr
Donerstag 9:30 | Donnerstag 9:30
Donnertag 9:30 | Donnerstag 9:30
Donnerstsg 9:30 | Donnerstag 9:30
Mitwoch um 10 | Mittwoch um 10
Mittwcoh um 10 | Mittwoch um 10
Feitag | Freitag
Freiatg 12 Uhr | Freitag 12 Uhr
Freitga 12 Uhr | Freitag 12 Uhr
Samtag | Samstag
Sontag | Sonntag
Mntag 10 Uhr | Montag 10 Uhr
moren 10 Uhr | morgen 10 Uhr
mogren 10 Uhr | morgen 10 Uhr
übermorgn 10 Uhr | übermorgen 10 Uhr
uebermorgn 10 Uhr | übermorgen 10 Uhr
nächsen Dienstag | nächsten Dienstag
nächten Dienstag | nächsten Dienstag
nächsen dinstag 10 Uhr | nächsten Dienstag 10 Uhr
kommeden Freitag | kommenden Freitag
übernächsen Freitag | übernächsten Freitag
dreiviertl zehn | dreiviertel zehn
vietel nach zehn | viertel nach zehn
4. Dezmber | 4. Dezember
4. Dezembr 10 Uhr | 4. Dezember 10 Uhr
5. Januer | 5. Januar
5. Febuar | 5. Februar
5. Agust | 5. August
5. Septmber | 5. September
Ende Novmber | Ende November
Di vormitag | Di Vormittag
Di nachmitag | Di Nachmittag
heite 14 Uhr | heute 14 Uhr
hute 14 Uhr | heute 14 Uhr
in drei Wohcen | in drei Wochen
in drei Wocen | in drei Wochen
in 3 Monatn | in 3 Monaten
jden Dienstag 10 Uhr | jeden Dienstag 10 Uhr
jeden Dinstag 10 Uhr | jeden Dienstag 10 Uhr
dinstags 10 Uhr | dienstags 10 Uhr
wöchenlich dienstags 10 Uhr | wöchentlich dienstags 10 Uhr
monatlch am 15. | monatlich am 15.
Karfeitag | Karfreitag
Ostermotag | Ostermontag
Silvster | Silvester
Fronleichnahm | Fronleichnam
tomorow 10am | tomorrow 10am
tommorow 10am | tomorrow 10am
wednsday 3pm | wednesday 3pm
thursdy 3pm | thursday 3pm
teusday 3pm | tuesday 3pm
firday | friday
febuary 3 | february 3
nxt friday | next friday
MIttwochh 10 Uhr | Mittwoch 10 Uhr
Donnersatg | Donnerstag
Sonabend | Sonnabend
Monatg | Montag
mntags 9 uhr | montags 9 uhr
heude 14 Uhr | heute 14 Uhr
nächsten Dienstach | nächsten Dienstag
nächste Wohe Di | nächste Woche Di
5. Nobember | 5. November
tomorow morning | tomorrow morning
thrusday 10am | thursday 10am
wensday | wednesday
decmber 3 | december 3
toady | today
"""
NO_SLIPS = """
# now 2026-11-30T10:00
am Wochnende | when.weekend
Weihnachen | when.feast
Monnat | when.vague
Montage | when.unknown
Leute | when.unknown
Sorgen | when.unknown
Main | when.unknown
Marz 5 | 2027-03-05
heuer | when.unknown
Feiertag | when.vague
"""
OTHER_WORDS = """
Montage Leute Sorgen Main modern Dienst Donner Sonne samt Freigabe Feiertag Augen Marsch Markt Messe Wache Moment Mitten Zeiten Anhang
Anfrage Umfang Monitor Minister Heuer Haute weiter Julia Jana Marta Mia mögen march mouth north very
"""


@pytest.mark.parametrize(("text", "meant"), [line.split(" | ") for line in SLIPS.strip().splitlines()])
def test_a_slip_is_asked_about_with_what_was_meant(text: str, meant: str) -> None:
    with pytest.raises(NotUnderstood) as refusal:
        read(text, now=NOW, zone=BERLIN)
    assert (refusal.value.reason, refusal.value.params) == ("when.meant", {"said": text, "meant": meant})
    assert read(meant, now=NOW, zone=BERLIN)


@pytest.mark.parametrize(("text", "now", "meant"), cases(NO_SLIPS))
def test_what_is_no_slip_is_refused_as_it_stands(text: str, now: str, meant: str) -> None:
    assert meaning(text, now) == meant


@pytest.mark.parametrize("word", OTHER_WORDS.split())
def test_a_word_with_a_meaning_of_its_own_is_left_alone(word: str) -> None:
    assert mended(word) is None


@pytest.mark.parametrize(
    ("said", "shown"),
    [
        ("!treffen Workshop | wann: nächsen Dinstag 10 Uhr", "Dienstag, 24.11.2026, 10:00 Uhr"),
        ("!treffen Workshop⏎wann: Donerstag 9:30".replace("⏎", "\n"), "Donnerstag, 26.11.2026, 09:30 Uhr"),
        ("!aufgabe Angebot holen | bis: Feitag", "Freitag, 27.11.2026"),
        ("!retro planen Donerstag 15 Uhr", "Donnerstag, 26.11.2026, 15:00 Uhr"),
    ],
)
async def test_a_tap_runs_the_command_as_it_was_meant(team: Room, said: str, shown: str) -> None:
    await team.says(said)
    assert "Meintest du" in team.sees() and shown not in team.sees()
    await team.taps("✅", on="Meintest du")
    assert shown in team.sees()


async def test_a_slip_in_a_date_at_the_end_of_a_title_is_asked_about_together(team: Room) -> None:
    await team.says("!treffen Jour fixe nächsen Dinstag 10 Uhr")
    assert "!treffen Jour fixe | wann: nächsten Dienstag 10 Uhr" in team.sees()
    await team.taps("✅", on="Jour fixe")
    assert "Dienstag, 24.11.2026, 10:00 Uhr" in team.sees()


async def test_a_slip_is_asked_about_in_english(team: Room) -> None:
    await team.says("!sprache en")
    await team.says("!meeting Weekly | when: wednsday 3pm")
    assert "Did you mean wednesday 3pm?" in team.sees()
