"""What is left out, or said in another order, and is plain all the same."""

from __future__ import annotations

import pytest

from bot.grammar.parser import parse
from bot.messages import UserError
from commands import VOCABULARY


@pytest.mark.parametrize(
    ("said", "command", "number"),
    [
        ("B1", "blocker show", "B1"),
        ("b1", "blocker show", "B1"),
        ("T3", "agenda show", "T3"),
        ("S3", "meeting show", "S3"),
        ("A5", "action show", "A5"),
        ("R2", "retro show", "R2"),
        ("L9", "learning show", "L9"),
        ("show B1", "blocker show", "B1"),
        ("zeige S3", "meeting show", "S3"),
        ("gelöst B1", "blocker solve", "B1"),
        ("gelöst: B1", "blocker solve", "B1"),
        ("B1 gelöst", "blocker solve", "B1"),
        ("B1: gelöst", "blocker solve", "B1"),
        ("B1, gelöst", "blocker solve", "B1"),
        ("b1 solved", "blocker solve", "B1"),
        ("erledigt A5", "action done", "A5"),
        ("A5 erledigt", "action done", "A5"),
        ("done A5", "action done", "A5"),
        ("öffnen B1", "blocker reopen", "B1"),
        ("notiz T7 Gießen fragt nach", "agenda note", "T7"),
        ("verschieben S3 | auf: Mi 11:00", "meeting move", "S3"),
        ("B1 | ampel: rot", "blocker edit", "B1"),
        ("B1\nampel: rot", "blocker edit", "B1"),
    ],
)
def test_a_number_says_which_noun_was_left_out(said: str, command: str, number: str) -> None:
    parsed = parse(said, VOCABULARY, "!")
    assert (parsed.command.name, str(parsed.number)) == (command, number)


@pytest.mark.parametrize(
    ("said", "suggestion"),
    [
        ("löschen B1", "!blocker löschen B1"),
        ("B1 weg", "!blocker B1 weg"),
        ("streichen A5", "!aufgabe streichen A5"),
        ("T7 streichen", "!agenda T7 streichen"),
        ("absagen S1", "!treffen absagen S1"),
        ("zurückziehen L9", "!lernen zurückziehen L9"),
        ("withdraw B1", "!blocker withdraw B1"),
        ("R2 absagen", "!retro R2 absagen"),
    ],
)
def test_but_what_takes_a_record_away_is_asked_about(said: str, suggestion: str) -> None:
    with pytest.raises(UserError) as asked:
        parse(said, VOCABULARY, "!")
    assert (asked.value.text, asked.value.suggest) == ("noun.sure", suggestion)


@pytest.mark.parametrize("said", ["Raum B12 fehlt", "vertagen B1", "übernehmen A5", "Hausnummer A5 fehlt"])
def test_a_number_in_a_text_is_no_command(said: str) -> None:
    with pytest.raises(UserError) as refused:
        parse(said, VOCABULARY, "!")
    assert refused.value.suggest is None


@pytest.mark.parametrize(
    ("said", "command", "numbers", "text"),
    [
        ("blocker gelöst B3, B7", "blocker solve", "B3 B7", ""),
        ("blocker gelöst B3,B7", "blocker solve", "B3 B7", ""),
        ("blocker gelöst B3 B7", "blocker solve", "B3 B7", ""),
        ("blocker gelöst B3/B7", "blocker solve", "B3 B7", ""),
        ("blocker gelöst B3 & B7", "blocker solve", "B3 B7", ""),
        ("blocker gelöst B3; B7.", "blocker solve", "B3 B7", ""),
        ("blocker gelöst #3, #7", "blocker solve", "B3 B7", ""),
        ("blocker gelöst 3, 7 und 9", "blocker solve", "B3 B7 B9", ""),
        ("blocker gelöst B3 und 7", "blocker solve", "B3 B7", ""),
        ("blocker gelöst B3, B7 und B9 Vorlage ist da", "blocker solve", "B3 B7 B9", "Vorlage ist da"),
        ("blocker gelöst B3, 7 Vorlagen sind da", "blocker solve", "B3", "7 Vorlagen sind da"),
        ("blocker gelöst B3 7 Vorlagen sind da", "blocker solve", "B3", "7 Vorlagen sind da"),
        ("blocker gelöst B3 B3", "blocker solve", "B3", ""),
        ("blocker B3, B7 gelöst", "blocker solve", "B3 B7", ""),
        ("B3, B7 gelöst", "blocker solve", "B3 B7", ""),
        ("gelöst B3 and B7", "blocker solve", "B3 B7", ""),
        ("aufgabe erledigt A1 A2 und A3", "action done", "A1 A2 A3", ""),
        ("task done A1, A2: all fine", "action done", "A1 A2", "all fine"),
        ("agenda streichen T1 T2", "agenda drop", "T1 T2", ""),
        ("treffen absagen S1, S2 Ferien", "meeting cancel", "S1 S2", "Ferien"),
        ("blocker ändere B1, B2 | ampel: rot", "blocker edit", "B1 B2", ""),
        ("blocker B1 B2", "blocker show", "B1 B2", ""),
    ],
)
def test_several_numbers_are_several_records(said: str, command: str, numbers: str, text: str) -> None:
    parsed = parse(said, VOCABULARY, "!")
    assert parsed.number is not None
    assert (parsed.command.name, " ".join(map(str, (parsed.number, *parsed.others))), parsed.text) == (command, numbers, text)


@pytest.mark.parametrize(
    ("said", "suggestion"),
    [
        ("blocker B1 rot", "!blocker ändere B1 | ampel: rot"),
        ("blocker B1 ROT!", "!blocker ändere B1 | ampel: ROT"),
        ("blocker B1 ist rot", "!blocker ändere B1 | ampel: rot"),
        ("blocker B1 auf rot", "!blocker ändere B1 | ampel: rot"),
        ("blocker B1 ampel rot", "!blocker ändere B1 | ampel: rot"),
        ("blocker B1 prio hoch", "!blocker ändere B1 | ampel: hoch"),
        ("blocker ändere B1 rot", "!blocker ändere B1 | ampel: rot"),
        ("blocker ändere B1 auf rot", "!blocker ändere B1 | ampel: rot"),
        ("blocker edit B1 red", "!blocker ändere B1 | ampel: red"),
        ("blocker ändere B1 rot bis Freitag", "!blocker ändere B1 | ampel: rot | bis: Freitag"),
        ("blocker ändere B1 rot | bis: Freitag", "!blocker ändere B1 | ampel: rot | bis: Freitag"),
        ("blocker B1 bis Freitag", "!blocker ändere B1 | bis: Freitag"),
        ("blocker B1 Freitag", "!blocker ändere B1 | bis: Freitag"),
        ("B1 rot", "!blocker ändere B1 | ampel: rot"),
        ("blocker B9 ist gelöst", "!blocker gelöst B9"),
        ("blocker B9 wurde behoben, danke", "!blocker gelöst B9 danke"),
        ("blocker B9 bitte schließen", "!blocker gelöst B9"),
        ("blocker bitte B9 schließen", "!blocker gelöst B9"),
        ("blocker close B9", "!blocker gelöst B9"),
        ("blocker B9 is done", "!blocker gelöst B9"),
        ("aufgabe A2 ist fertig", "!aufgabe erledigt A2"),
        ("aufgabe A2 bis Mittwoch wer Ben", "!aufgabe ändere A2 | bis: Mittwoch | wer: Ben"),
        ("aufgabe ändere A2 bis Mittwoch", "!aufgabe ändere A2 | bis: Mittwoch"),
        ("agenda T3 15 min", "!agenda ändere T3 | dauer: 15 min"),
        ("agenda T3 Entscheidung", "!agenda ändere T3 | art: Entscheidung"),
        ("agenda T3 www.stadt.de/vorlage", "!agenda ändere T3 | vorlage: www.stadt.de/vorlage"),
        ("treffen S1 Mi 11:00", "!treffen verschieben S1 | auf: Mi 11:00"),
        ("treffen S1 auf Mi 11:00", "!treffen verschieben S1 | auf: Mi 11:00"),
        ("treffen S1 90 min", "!treffen ändere S1 | dauer: 90 min"),
        ("retro R1 nächsten Donnerstag 15 Uhr", "!retro verschieben R1 | auf: nächsten Donnerstag 15 Uhr"),
        ("blocker B12 ruft jemand an", "!blocker notiz B12 ruft jemand an"),
    ],
)
def test_what_stands_behind_a_number_is_offered_as_what_it_sounds_like(said: str, suggestion: str) -> None:
    with pytest.raises(UserError) as asked:
        parse(said, VOCABULARY, "!")
    assert asked.value.suggest == suggestion


@pytest.mark.parametrize(
    ("said", "command"),
    [
        ("blocker lösche B14", "blocker withdraw"),
        ("blocker löschen B1", "blocker withdraw"),
        ("blocker lösch B1", "blocker withdraw"),
        ("blocker B1 weg", "blocker withdraw"),
        ("blocker entfernen B1", "blocker withdraw"),
        ("blocker delete B1", "blocker withdraw"),
        ("blocker remove B1", "blocker withdraw"),
        ("blocker streichen B1", "blocker withdraw"),
        ("aufgabe löschen A1", "action drop"),
        ("task delete A1", "action drop"),
        ("agenda lösche T1", "agenda drop"),
        ("lernen löschen L1", "learning withdraw"),
    ],
)
def test_to_delete_is_to_withdraw(said: str, command: str) -> None:
    assert parse(said, VOCABULARY, "!").command.name == command


@pytest.mark.parametrize(
    ("said", "suggestion"),
    [
        ("treffen löschen S1", "!treffen absagen S1"),
        ("meeting delete S1", "!meeting absagen S1"),
        ("retro lösche R1", "!retro absagen R1"),
        ("team löschen", "!team auflösen"),
        ("team delete", "!team auflösen"),
    ],
)
def test_where_it_has_another_effect_it_is_asked_about(said: str, suggestion: str) -> None:
    with pytest.raises(UserError) as asked:
        parse(said, VOCABULARY, "!")
    assert (asked.value.text, asked.value.suggest) == ("verb.offered", suggestion)


@pytest.mark.parametrize(
    ("said", "never"),
    [
        ("blocker ungelöst B1", "!blocker gelöst"),
        ("blocker nicht gelöst B1", "!blocker gelöst"),
        ("blocker B1 ist noch nicht gelöst", "!blocker gelöst"),
        ("blocker B1 not solved", "!blocker gelöst"),
        ("blocker unsolved B1", "!blocker solved"),
        ("blocker lösce B1", "!blocker lös"),
        ("blocker gelösct B1", "!blocker gelös"),
        ("blocker loeschhe B1", "!blocker löse"),
        ("aufgabe unerledigt A1", "!aufgabe erledigt"),
        ("task undone A1", "!task done"),
        ("treffen zusagen S1", "!treffen absagen"),
        ("treffen ansagen S1", "!treffen absagen"),
        ("agenda vertragen T1", "!agenda vertagen"),
        ("blocker B1 nicht löschen", "!blocker zurückziehen"),
    ],
)
def test_a_suggestion_never_does_the_opposite(said: str, never: str) -> None:
    with pytest.raises(UserError) as asked:
        parse(said, VOCABULARY, "!")
    assert not (asked.value.suggest or "").startswith(never)


@pytest.mark.parametrize(
    ("said", "command"),
    [
        ("aufgabe kommentar A2 gut", "action note"),
        ("agenda kommentar T1 gut", "agenda note"),
        ("treffen comment S1 good", "meeting note"),
        ("action change A2 | bis: Mo", "action edit"),
        ("task open A2", "action reopen"),
        ("aufgabe edit A2 | bis: Mo", "action edit"),
    ],
)
def test_a_verb_has_the_same_words_with_every_noun(said: str, command: str) -> None:
    assert parse(said, VOCABULARY, "!").command.name == command


@pytest.mark.parametrize("said", ["aufgabe eskalieren A2 Frist läuft ab", "agenda übernehmen T1 weil eilig", "lernen vertagen L1 bis Mai"])
def test_the_verb_of_another_noun_and_a_number_are_no_new_record(said: str) -> None:
    with pytest.raises(UserError) as refused:
        parse(said, VOCABULARY, "!")
    assert refused.value.text == "verb.unclear"
