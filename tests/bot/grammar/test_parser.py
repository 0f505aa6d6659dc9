"""What people write, and which command it is."""

from __future__ import annotations

import pytest

from bot.grammar.parser import NumberMissing, parse
from bot.messages import UserError
from commands import VOCABULARY


@pytest.mark.parametrize(
    ("said", "command", "number", "text"),
    [
        ("blocker", "blocker list", None, ""),
        ("blocker:Raum fehlt", "blocker add", None, "Raum fehlt"),
        ("Blocker：Raum fehlt", "blocker add", None, "Raum fehlt"),
        ("Blocker! Raum fehlt", "blocker add", None, "Raum fehlt"),
        ("Blocker,Raum fehlt", "blocker add", None, "Raum fehlt"),
        ("Blocker:", "blocker list", None, ""),
        ("huerde", "blocker list", None, ""),
        ("HÜRDE liste", "blocker list", None, ""),
        ("hurdle list all", "blocker list", None, ""),
        ("blocker liste alle projekt", "blocker list", None, ""),
        ("blocker Liste der Kommunen fehlt", "blocker add", None, "Liste der Kommunen fehlt"),
        ("blocker Datenschutzfreigabe fehlt", "blocker add", None, "Datenschutzfreigabe fehlt"),
        ("blocker neu gelöst Vorlage da", "blocker add", None, "gelöst Vorlage da"),
        ("blocker add 12 Vorlagen fehlen", "blocker add", None, "12 Vorlagen fehlen"),
        ("blocker new: Server down", "blocker add", None, "Server down"),
        ("blocker 12 Vorlagen fehlen", "blocker add", None, "12 Vorlagen fehlen"),
        ("blocker A5-Format fehlt", "blocker add", None, "A5-Format fehlt"),
        ("blocker Frage: wer zahlt?", "blocker add", None, "Frage: wer zahlt?"),
        ("blocker siehe https://stadt.example/x", "blocker add", None, "siehe https://stadt.example/x"),
        ("blocker hilfe", "help show", None, "blocker"),
        ("team help", "help show", None, "team"),
        ("blocker B 12", "blocker show", "B12", ""),
        ("blocker erledigt B12", "blocker solve", "B12", ""),
        ("blocker liste offen", "blocker list", None, ""),
        ("blocker B12", "blocker show", "B12", ""),
        ("blocker 12", "blocker show", "B12", ""),
        ("blocker #12", "blocker show", "B12", ""),
        ("blocker b12", "blocker show", "B12", ""),
        ("blocker zeige B12.", "blocker show", "B12", ""),
        ("blocker show 12", "blocker show", "B12", ""),
        ("blocker gelöst B12 Vorlage ist da", "blocker solve", "B12", "Vorlage ist da"),
        ("blocker geloest: B12", "blocker solve", "B12", ""),
        ("blocker GELÖST 12", "blocker solve", "B12", ""),
        ("blocker solved #12", "blocker solve", "B12", ""),
        ("blocker done 12", "blocker solve", "B12", ""),
        ("blocker B12 gelöst", "blocker solve", "B12", ""),
        ("blocker B12 ampel: rot", "blocker edit", "B12", ""),
        ("blocker übernehmen 12", "blocker take", "B12", ""),
        ("blocker uebernehmen 12", "blocker take", "B12", ""),
        ("blocker ack 12", "blocker take", "B12", ""),
        ("blocker eskalieren 12 Frist läuft ab", "blocker escalate", "B12", "Frist läuft ab"),
        ("blocker notiz 12 Frage: wer zahlt?", "blocker note", "B12", "Frage: wer zahlt?"),
        ("blocker öffnen 12", "blocker reopen", "B12", ""),
        ("blocker concerns 12", "blocker concern", "B12", ""),
        ("blocker zurückziehen 12", "blocker withdraw", "B12", ""),
        ("team", "team show", None, ""),
        ("gruppe liste", "team list", None, ""),
        ("team auflösen", "team dissolve", None, ""),
        ("team Auflösen der Silos", "team set", None, "Auflösen der Silos"),
        ("team Dateninventur", "team set", None, "Dateninventur"),
        ("team G3", "team show", "G3", ""),
        ("team zeige G3", "team show", "G3", ""),
        ("team bestätigen G3", "team confirm", "G3", ""),
        ("hilfe", "help show", None, ""),
        ("help blocker", "help show", None, "blocker"),
        ("sprache en", "language set", None, "en"),
        ("einstellungen ruhezeit: 18:00-08:00", "settings set", None, "ruhezeit: 18:00-08:00"),
        ("lotse", "bot show", None, ""),
    ],
)
def test_what_is_said_is_understood(said: str, command: str, number: str | None, text: str) -> None:
    parsed = parse(said, VOCABULARY, "!")
    assert (parsed.command.name, str(parsed.number) if parsed.number else None, parsed.text) == (command, number, text)


@pytest.mark.parametrize(
    "separators",
    [
        "blocker Freigabe fehlt | lösung: AVV aus Gießen | ampel: rot | bis: Freitag",
        "blocker Freigabe fehlt\nlösung: AVV aus Gießen\nampel: rot\nbis: Freitag",
        "blocker Freigabe fehlt\n\nLösung:AVV aus Gießen\nAmpel : rot\nBis: Freitag",
        "blocker Freigabe fehlt, loesung: AVV aus Gießen; ampel: rot, bis: Freitag",
        "hurdle Freigabe fehlt | solution: AVV aus Gießen | severity: rot | due: Freitag",
        "blocker Freigabe fehlt |lösung: AVV aus Gießen| ampel: rot |bis: Freitag",
    ],
)
def test_fields_stand_on_lines_or_behind_pipes_commas_and_semicolons(separators: str) -> None:
    parsed = parse(separators, VOCABULARY, "!")
    assert parsed.text == "Freigabe fehlt"
    assert parsed.fields == {"solution": "AVV aus Gießen", "severity": "rot", "due": "Freitag"}


@pytest.mark.parametrize(
    ("said", "text", "fields"),
    [
        ("blocker Ort unklar, Frage: wer zahlt?", "Ort unklar, Frage: wer zahlt?", {}),
        ("blocker Ort unklar | Frage: wer zahlt?", "Ort unklar | Frage: wer zahlt?", {}),
        ("blocker Ort unklar\nFrage: wer zahlt?", "Ort unklar\nFrage: wer zahlt?", {}),
        ("blocker X fehlt | lösung: erst AVV, dann prüfen", "X fehlt", {"solution": "erst AVV, dann prüfen"}),
        ("blocker X fehlt | lösung: erst AVV\ndann prüfen", "X fehlt", {"solution": "erst AVV\ndann prüfen"}),
        ("blocker X fehlt | lösung: https://a.example/b", "X fehlt", {"solution": "https://a.example/b"}),
        ("blocker A oder B | C", "A oder B | C", {}),
        ("blocker X fehlt | lösung:", "X fehlt", {"solution": ""}),
    ],
)
def test_only_a_known_key_makes_a_field(said: str, text: str, fields: dict[str, str]) -> None:
    parsed = parse(said, VOCABULARY, "!")
    assert (parsed.text, parsed.fields) == (text, fields)


@pytest.mark.parametrize(
    ("said", "reason", "suggestion"),
    [
        ("blcoker Freigabe fehlt", "noun.meant", "!blocker Freigabe fehlt"),
        ("bloker", "noun.meant", "!blocker"),
        ("xyzzy", "noun.unknown", None),
        ("blocker gelösst B12", "verb.meant", "!blocker gelöst B12"),
        ("blocker lsite", "verb.meant", "!blocker liste"),
        ("blocker eskalieren T7", "number.other-kind", "!agenda T7"),
        ("blocker eskalieren X7", "number.other-kind", None),
        ("blocker vertagen T7", "number.other-kind", "!agenda vertagen T7"),
        ("blocker Freigabe fehlt | lösng: AVV", "field.meant", "!blocker Freigabe fehlt | lösung: AVV"),
        ("blocker Freigabe fehlt\namepl: rot", "field.meant", "!blocker Freigabe fehlt\nampel: rot"),
        ("blocker Freigabe fehlt | bsi: Freitag", "field.meant", "!blocker Freigabe fehlt | bis: Freitag"),
        ("blocker Freigabe fehlt ampel: rot", "field.hidden", "!blocker Freigabe fehlt | ampel: rot"),
        ("blocker Freigabe fehlt | größe: rot", "field.unknown", None),
        ("blocker Freigabe fehlt | budget: 12", "field.elsewhere", None),
        ("blocker Freigabe fehlt | ampel: rot | ampel: gelb", "field.twice", None),
        ("blocker Freigabe fehlt | ampel: rot | severity: gelb", "field.twice", None),
        ("blocker gelöst B12 | ampel: rot", "field.elsewhere", None),
        ("blocker B12 ruft jemand an", "number.no-verb", "!blocker notiz B12 ruft jemand an"),
    ],
)
def test_what_is_not_understood_is_refused_with_what_was_meant(said: str, reason: str, suggestion: str | None) -> None:
    with pytest.raises(UserError) as refused:
        parse(said, VOCABULARY, "!")
    assert (refused.value.text, refused.value.suggest) == (reason, suggestion)


@pytest.mark.parametrize("said", ["blocker gelöst Vorlage da", "blocker gelöst", "blocker notiz vom Gespräch fehlt"])
def test_a_verb_that_needs_a_number_asks_for_it(said: str) -> None:
    with pytest.raises(NumberMissing):
        parse(said, VOCABULARY, "!")
