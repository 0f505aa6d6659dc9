"""In an English room everything that the bot suggests is English: nouns, verbs, filters, keys and colours."""

from __future__ import annotations

import html
import re

import pytest

from bot.grammar.in_english import ENGLISH, english, in_english
from bot.grammar.parsed import NumberMissing
from bot.grammar.parser import parse
from bot.messages import UserError
from bot.texts import texts_of
from bot.words import fold
from commands import VOCABULARY
from tests.world import Room, World

TEXTS = texts_of("en").sections
_VERBS = {fold(word) for command in VOCABULARY.commands for word in (*command.words, *command.filters)} - {"+"}
_NOUNS = {fold(word) for noun in VOCABULARY.nouns for word in noun.words}
_KEYS = {key for command in VOCABULARY.commands for key in command.keys}
_NAMES = {command.verb for command in VOCABULARY.commands} | {noun.name for noun in VOCABULARY.nouns}
_NAMES |= {fold(english(key.words)) for command in VOCABULARY.commands for key in command.fields}
GERMAN = (_VERBS | _NOUNS | _KEYS) - ENGLISH - _NAMES - {"an"}  # an English article, too
COLOURS = {"rot", "gelb", "gruen"}


def german_in(shown: str) -> list[str]:
    """The German words among those that a command or a field begins with, and among its keys."""
    said = re.sub(r"^[!|]\s*", "", shown.strip())
    keys = re.findall(r"(?:^|[|,\n]\s*)([^\W\d_][\w-]*):", said)
    colours = re.findall(r"severity: (\w+)", said)
    words = re.split(r"\s+\|", said)[0].split()[:3] if shown.strip().startswith("!") else []
    return [word for word in (*words, *keys) if fold(word.rstrip(",")) in GERMAN] + [word for word in colours if fold(word) in COLOURS]


def test_every_filter_and_key_has_an_english_word() -> None:
    for command in VOCABULARY.commands:
        for key in command.fields:
            assert len(key.words) == 1 or fold(english(key.words)) in ENGLISH or english(key.words) != key.words[0], (
                command.name,
                key.words,
            )
        for name in set(command.filters.values()):
            same = [word for word, other in command.filters.items() if other == name]
            assert english(same) != same[0] or same[0] in ENGLISH, (command.name, name)


def commands_in(name: str, text: str) -> list[str]:
    """The commands that a text shows, with something in place of what it fills in."""
    examples = [text] if name.endswith(".example") else []
    shown = examples or re.findall(r"`([^`]*)`", re.sub(r"{%[^`]*?%}", "", text))
    return [_filled(each) for each in (each.replace("{{ prefix }}", "!").strip() for each in shown) if re.match(r"![a-z]", each)]


def _filled(shown: str) -> str:
    noun = VOCABULARY.by_word[fold(re.split(r"[\s!]", shown)[1])]
    shown = re.sub(r"{{ [^}]*(?:number|could_wait)[^}]* }}", f"{noun.letter}1", shown)
    return re.sub(r"{{ .*? }}", "x", shown.replace("G{{ team.id }}", "G1").replace("{{ noun }}", "blocker"))


@pytest.mark.parametrize("name", [name for name, text in TEXTS.items() if commands_in(name, text)])
def test_every_command_that_an_english_text_shows_is_understood_and_english(name: str) -> None:
    for shown in commands_in(name, TEXTS[name]):
        try:
            parsed = parse(shown.removeprefix("!"), VOCABULARY, "!")
        except NumberMissing:
            continue
        except UserError as error:
            pytest.fail(f"{shown}: {error.text}")
        noun = shown.removeprefix("!").split()[0].rstrip(",")
        assert fold(noun) in ENGLISH | _NAMES, shown
        assert german_in(shown) == [], (shown, parsed.command.name)


async def records(world: World) -> tuple[Room, ...]:
    team, _, _ = world.founded
    await team.says("!language en")
    for each in (
        "blocker Network down",
        "meeting Weekly | when: every Thursday 10:00",
        "agenda Budget",
        "task Get an offer",
        "learning Short ways help",
        "question Who pays?",
        "decision Hosting by ekom21",
        "retro plan next thursday 3pm",
    ):
        await team.says(f"!{each}")
        if team.messages()[-1].reactions[:1] == ["✅"] and "Did you mean" in team.sees():
            await team.taps("✅", on=team.messages()[-1].event)
    return world.founded


after_records = pytest.mark.goes_on_from(story=records)
SAID = [
    "blcoker Network down",
    "hürd Network down",
    "aufgbe Get a room",
    "sitzng liste",
    "tagesordnng",
    "fragee Who pays?",
    "blocker slove B1",
    "blocker gelösct B1",
    "blocker gelöt B1",
    "blocker sovle B1",
    "task dnoe A1",
    "aufgabe erledgit A1",
    "blocker B1 red",
    "blocker B1 rot",
    "B1 red",
    "blocker B1 until friday",
    "blocker B1 is solved",
    "blocker close B1",
    "blocker schließen B1",
    "blocker B1 not solved",
    "blocker unsolved B1",
    "meeting delete S1",
    "agenda close T1",
    "question close Q1",
    "task A1 friday",
    "blocker edit B1 red",
    "meeting S1 Wed 11:00",
    "meeting S1 90 min",
    "agenda T1 20 min",
    "agenda T1 decision",
    "agenda T1 to 1",
    "blocker Network down, red",
    "blocker Network down, ampel rot",
    "blocker Network down!!! urgent",
    "blocker Network down by friday",
    "blocker Network down, gruen",
    "blocker urgent: Network down",
    "blocker Network down ampel: rot",
    "blocker Network down (lösung: New one) again",
    "blocker Network down\nsoltion: New one",
    "blocker Network down\nlösng: New one",
    "blocker Network down\ncost: 5000",
    "blocker Network | foo: x",
    "blocker Network | wer: Ben",
    "blocker Network | who: Ben",
    "blocker Network | titel: x",
    "task Get | treffen: S1",
    "agenda Cost | bis: friday",
    "blocker solved",
    "blocker gelöst network",
    "task done offer",
    "aufgabe erledigt offer",
    "agenda erledigt",
    "meeting absagen",
    "meeting cancel",
    "meeting move",
    "meeting Jour fixe",
    "meeting Jour fixe thursday 10:00",
    "meeting Weekly | when: every Thursday 10:00",
    "agenda S1 Hosting",
    "agenda A1",
    "meeting T1",
    "task solved B1",
    "agenda move S1",
    "blocker note",
    "question answer",
    "decision approve",
    "learning blueprint",
    "retro stat R1",
    "rtero stop: x",
    "retro Handovers go well",
    "retro delete R1",
    "retro R1 friday 10am",
    "retro move R1",
    "help blocer",
    "hilfe aufgbe",
    "help erledigt",
    "help due",
    "einstellungen ruhezeit",
    "settings quite: 18:00-08:00",
    "team dissolve",
    "decision Hosting (3 for, 1 against)",
    "decision delete D1",
    "decision D1 https://stadt.example/x",
    "gruppe auflösen",
    "löschen B1",
    "delete B1",
    "A1 friday",
    "agenda list alle x",
    "question Q1 in a month",
    "question again Q1",
    "learning L1 technical",
    "learning kind: x",
    "question Who pays?\nfuer: pmo\nagian: friday",
    "task Get an offer by friday",
    "task Ben: get a room",
    "decision D1 edit",
    "blocker S1",
    "meeting cancel S1 all",
    "meeting move S1 to: every friday 10:00",
    "meeting edit S1 | when: friday 11:00",
    "meeting move S1 | to: 1.3.2027 10:00",
]


@after_records
@pytest.mark.parametrize("said", SAID)
async def test_what_is_suggested_in_an_english_room_is_english_and_works(team: Room, said: str) -> None:
    await team.says(f"!{said}")
    answer = team.messages()[-1]
    shown = [html.unescape(each).replace("<br>", "\n") for each in re.findall(r"<code>(.*?)</code>", answer.html, re.DOTALL)]
    assert [german_in(each) for each in shown if german_in(each)] == [], answer.body
    known = re.search(r"ields are: ([^.]*)\.", answer.body)
    assert known is None or not GERMAN & set(map(fold, known[1].split(", "))), answer.body
    if "Did you mean" in answer.body and answer.reactions[:1] == ["✅"]:
        await team.taps("✅", on=answer.event)
        assert "Did you mean" not in team.sees(), team.sees()


@pytest.mark.parametrize(
    ("german", "english"),
    [
        ("!blocker gelöst B1 Vorlage da", "!blocker solve B1 Vorlage da"),
        ("!hürde B1 gelöst", "!blocker B1 solve"),
        ("!aufgabe neu Raum buchen | wer: Ben | bis: Freitag", "!action new Raum buchen | who: Ben | due: Freitag"),
        ("!blocker liste alle projekt", "!blocker list all project"),
        ("!blocker Lösung fehlt, ampel: rot", "!blocker Lösung fehlt, severity: red"),
        ("!treffen verschieben S1, S2 | auf: Mi 11:00", "!meeting move S1, S2 | to: Mi 11:00"),
        ("!task done A1", "!task done A1"),
        ("!retro schlecht: Protokolle", "!retro bad: Protokolle"),
    ],
)
def test_only_the_words_of_the_bot_are_translated(german: str, english: str) -> None:
    assert in_english(german, VOCABULARY, "!") == english
