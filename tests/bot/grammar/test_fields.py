"""A field is a field wherever it is set apart, is asked about where it may be one, and is never swallowed."""

from __future__ import annotations

import pytest

from bot.grammar.parser import Parsed, parse
from bot.messages import UserError
from commands import VOCABULARY
from tests.world import Room

TAKEN = [
    "\n", "\n\n", " \n ", "\n- ", "\n• ", "\n* ", "\n1. ", "\n2) ", "\n– ", "\n-  ", ".\n", "!\n", "\n\t", "\n| ", "\n> ",
    " | ", "|", " |", "| ", " || ", "||", " ｜ ", "｜", " │ ", " ¦ ", "\t|\t", " | | ",
    ", ", ",", "; ", ";", " , ", "，", ",\n", ", - ",
    ". ", ".", " . ", " – ", " — ", " - ", "– ", "–", "—", " -", "- ", " / ", "/", " \\ ", " • ", "•", " · ", " → ", " * ", " + ",
    ": ", " _",
    " (", " [", ' "', " „", " *", " **", "\u00a0– ",
]  # fmt: skip
"""What may stand between a title and a field."""
ASKED = [" ", "  ", "   ", "\t", "\u00a0", "\u202f", " \u00a0 ", "-"]


def read(said: str) -> Parsed:
    return parse(said, VOCABULARY, "!")


def refused(said: str) -> UserError:
    with pytest.raises(UserError) as error:
        read(said)
    return error.value


@pytest.mark.parametrize("pause", TAKEN)
@pytest.mark.parametrize("key", ["ampel", "Ampel", "AMPEL", "severity", "Severity"])
@pytest.mark.parametrize("colon", [": ", ":", "：", "： ", " : "])
def test_behind_any_punctuation_a_known_key_makes_a_field(pause: str, key: str, colon: str) -> None:
    parsed = read(f"blocker Server brennt{pause}{key}{colon}rot")
    assert (parsed.text.rstrip("!."), parsed.fields) == ("Server brennt", {"severity": "rot"})


@pytest.mark.parametrize("pause", ASKED)
@pytest.mark.parametrize("key", ["ampel", "severity"])
@pytest.mark.parametrize("colon", [": ", ":", "："])
def test_behind_white_space_alone_it_is_asked_about(pause: str, key: str, colon: str) -> None:
    error = refused(f"blocker Server brennt{pause}{key}{colon}rot")
    assert error.text == "field.hidden" and error.suggest is not None
    parsed = read(error.suggest.removeprefix("!"))
    assert (parsed.text, parsed.fields) == ("Server brennt", {"severity": "rot"})


@pytest.mark.parametrize("pause", ["\n", " | ", ", ", ". ", " – ", " / ", " ", "  ", " (", "\n- "])
@pytest.mark.parametrize("key", ["amepl", "Amepl", "ampl", "ampelll", "severty"])
def test_a_slip_of_a_key_is_asked_about_wherever_it_stands(pause: str, key: str) -> None:
    assert refused(f"blocker Server brennt{pause}{key}: rot").text == "field.meant"


@pytest.mark.parametrize(
    "text",
    [
        "Frage: wer zahlt?",
        "Ort unklar. Frage: wer zahlt?",
        "Ort unklar – Frage: wer zahlt?",
        "Siehe https://stadt.example/ampel:rot",
        "Siehe https://stadt.example/?a=1,bis:2",
        "Siehe https://stadt.example:8448/bis:2/lösung:x",
        "Siehe matrix://team:x",
        "Um 12:30 ist Schluss",
        "Von 8:00 – 12:30",
        "B1: noch offen",
        "Fragt @team:stadt.example",
        "Fragt @max.bis:stadt.example bitte",
        "Steht in #team:stadt.example",
        "Danke ans team:)",
        "Danke an das Team :)",
        "Lösungen: drei, alle teuer",
        "Teams: eins, zwei",
        "1:0 für uns",
        "Verhältnis 3 : 4",
        "Verkehrs-Ampel: defekt",
        "Adresse fe80::1",
        "std::vector fehlt",
    ],
)
def test_what_only_looks_like_a_field_stays_text(text: str) -> None:
    parsed = read(f"blocker neu {text}")
    assert (parsed.text, parsed.fields) == (text, {})


@pytest.mark.parametrize(
    ("said", "text", "fields"),
    [
        ("blocker X fehlt (ampel: rot)", "X fehlt", {"severity": "rot"}),
        ("blocker X fehlt (ampel: rot).", "X fehlt", {"severity": "rot"}),
        ("blocker X fehlt [ampel: rot] | bis: Freitag", "X fehlt", {"severity": "rot", "due": "Freitag"}),
        ("blocker X fehlt (ampel: rot, bis: Freitag)", "X fehlt", {"severity": "rot", "due": "Freitag"}),
        ("blocker X fehlt <ampel: rot>", "X fehlt", {"severity": "rot"}),
        ("blocker X fehlt (lösung: A (neu), bis: Fr)", "X fehlt", {"solution": "A (neu)", "due": "Fr"}),
        ("blocker X fehlt\n**Ampel:** rot", "X fehlt", {"severity": "rot"}),
        ("blocker X fehlt\n**Ampel**: rot", "X fehlt", {"severity": "rot"}),
        ("blocker X fehlt\n_ampel: rot_", "X fehlt", {"severity": "rot"}),
        ("blocker X fehlt „ampel: rot“", "X fehlt", {"severity": "rot"}),
        ("blocker „X“ fehlt – „lösung“: „AVV“", "„X“ fehlt", {"solution": "„AVV“"}),
        ('blocker Wir nutzen "X"\nampel: rot', 'Wir nutzen "X"', {"severity": "rot"}),
        ('blocker Wir nutzen "X" – ampel: rot', 'Wir nutzen "X"', {"severity": "rot"}),
        ("blocker X fehlt 🔥 ampel: rot | bis: Freitag", "X fehlt 🔥", {"severity": "rot", "due": "Freitag"}),
        ("blocker X fehlt... ampel: rot", "X fehlt...", {"severity": "rot"}),
        ("blocker X fehlt?! Ampel: rot", "X fehlt?!", {"severity": "rot"}),
        (
            "blocker X fehlt. Lösung: AVV nutzen. Ampel: rot. Bis: Freitag",
            "X fehlt",
            {"solution": "AVV nutzen", "severity": "rot", "due": "Freitag"},
        ),
        ("blocker X fehlt || lösung: AVV || ampel: rot ||", "X fehlt", {"solution": "AVV", "severity": "rot"}),
        ("blocker | X fehlt | ampel: rot |", "X fehlt", {"severity": "rot"}),
        ("blocker X fehlt ｜ lösung： AVV ｜ ampel： rot", "X fehlt", {"solution": "AVV", "severity": "rot"}),
        ("blocker X fehlt\n- lösung: AVV\n- ampel: rot", "X fehlt", {"solution": "AVV", "severity": "rot"}),
        ("blocker X fehlt\n1. lösung: AVV\n2. ampel: rot", "X fehlt", {"solution": "AVV", "severity": "rot"}),
        ("blocker X fehlt\n-\nlösung: AVV\n-\nampel: rot", "X fehlt", {"solution": "AVV", "severity": "rot"}),
        ("blocker Siehe https://a.example/b, ampel: rot", "Siehe https://a.example/b", {"severity": "rot"}),
        ("blocker Siehe https://a.example/b. Ampel: rot", "Siehe https://a.example/b", {"severity": "rot"}),
        ("blocker Siehe https://a.example/b|ampel: rot", "Siehe https://a.example/b", {"severity": "rot"}),
        ("blocker X fehlt, lösung: erst A\n- dann B\nampel: rot", "X fehlt", {"solution": "erst A\n- dann B", "severity": "rot"}),
    ],
)
def test_what_is_set_apart_ends_where_people_see_it_end(said: str, text: str, fields: dict[str, str]) -> None:
    parsed = read(said)
    assert (parsed.text, dict(parsed.fields)) == (text, fields)


@pytest.mark.parametrize(
    ("said", "suggestion"),
    [
        ("blocker Raum (ampel: rot) fehlt", "!blocker Raum fehlt | ampel: rot"),
        ("blocker X fehlt | lösung: AVV nutzen ampel: rot", "!blocker X fehlt | lösung: AVV nutzen | ampel: rot"),
        ("blocker X fehlt Ampel: rot", "!blocker X fehlt | Ampel: rot"),
        ("blocker X fehlt-ampel: rot", "!blocker X fehlt | ampel: rot"),
    ],
)
def test_what_may_be_a_field_is_shown_as_one(said: str, suggestion: str) -> None:
    assert refused(said).suggest == suggestion


@pytest.mark.parametrize("pause", ["\n", "\n- ", " | ", ", ", ". ", " – ", " — ", " / ", " ｜ ", " || ", " (", " • "])
@pytest.mark.parametrize(
    ("said", "key", "argument"),
    [
        ("blocker Server brennt", "Bis", "due"),
        ("hurdle Server down", "Due", "due"),
        ("blocker ändere B1", "Titel", "title"),
        ("agenda Hosting", "Dauer", "minutes"),
        ("topic Hosting", "Duration", "minutes"),
        ("aufgabe Angebot", "Wer", "who"),
        ("task Offer", "Who", "who"),
        ("treffen Jour fixe", "Wann", "when"),
        ("meeting Weekly", "Where", "place"),
        ("lernen Kurze Wege", "Art", "kind"),
        ("retro planen morgen", "Format", "form"),
        ("team Dateninventur", "Kommunen", "municipalities"),
        ("treffen verschieben S1", "Auf", "to"),
    ],
)
def test_every_command_that_has_fields_takes_them(said: str, key: str, argument: str, pause: str) -> None:
    assert argument in read(f"{said}{pause}{key}: etwas").fields


async def test_what_two_spaces_become_on_a_phone_is_a_red_blocker(team: Room, pmo: Room) -> None:
    await team.says("!blocker Server brennt. Ampel: rot")
    assert "🔴" in team.sees() and "Server brennt" in team.sees() and "Ampel:" not in team.sees()
    assert "Server brennt" in pmo.message("B1").body


@pytest.mark.parametrize("pause", ["\n", " | ", ", ", "; ", " "])
def test_the_dot_of_a_day_stays_with_it(pause: str) -> None:
    """`am 15.` is a day, and `am 15` asks what the number is."""
    assert read(f"treffen Workshop | wann: am 15.{pause}ort: Rathaus").fields["when"] == "am 15."


@pytest.mark.parametrize(
    ("said", "fields"),
    [
        ("protokoll start S3 moderation: @anna protokoll: @ben", {"moderator": "@anna", "minute_taker": "@ben"}),
        ("beschluss bestätigt D6 Gießen am: 12.2. nr: 0123/26", {"given_on": "12.2.", "reference": "0123/26"}),
        ("vertretung sitz Gießen @ben vertretung: @cem", {"deputy": "@cem"}),
        ("vertretung @cem S7 von: 1.3. bis: 5.3.", {"first": "1.3.", "last": "5.3."}),
        ("meilenstein erreicht M4 am: 3.3. nachweis: https://stadt.example/x", {"on": "3.3.", "evidence": "https://stadt.example/x"}),
        ("meilenstein vereinbart M4 30.11. beschluss: D6 mit: fördergeber", {"decision": "D6", "agreed_with": "fördergeber"}),
    ],
)
def test_where_no_sentence_stands_a_space_is_enough(said: str, fields: dict[str, str]) -> None:
    assert read(said).fields == fields
