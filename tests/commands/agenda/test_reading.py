"""Which words about the agenda are which command; above all, a number of another kind after the noun."""

from __future__ import annotations

import pytest

from bot.grammar.parser import parse
from bot.messages import UserError
from commands import VOCABULARY


@pytest.mark.parametrize(
    ("said", "command", "number", "text"),
    [
        ("agenda", "agenda list", None, ""),
        ("top liste alle", "agenda list", None, ""),
        ("agenda Liste der Kommunen", "agenda add", None, "Liste der Kommunen"),
        ("agenda B12", "agenda add", "B12", ""),
        ("agenda #b12 | dauer: 15", "agenda add", "B12", ""),
        ("agenda B12 Was tun wir?", "agenda add", "B12", "Was tun wir?"),
        ("agenda neu B12", "agenda add", "B12", ""),
        ("agenda neu B12-Zuschnitt", "agenda add", None, "B12-Zuschnitt"),
        ("agenda T7", "agenda show", "T7", ""),
        ("agenda 7", "agenda show", "T7", ""),
        ("agenda T7 erledigt", "agenda done", "T7", ""),
        ("agenda erledigt 7 Angebot B", "agenda done", "T7", "Angebot B"),
        ("agenda T7 | dauer: 20", "agenda edit", "T7", ""),
        ("agenda 3 Angebote vergleichen", "agenda add", None, "3 Angebote vergleichen"),
    ],
)
def test_what_is_said_is_understood(said: str, command: str, number: str | None, text: str) -> None:
    parsed = parse(said, VOCABULARY, "!")
    assert (parsed.command.name, str(parsed.number) if parsed.number else None, parsed.text) == (command, number, text)


@pytest.mark.parametrize("said", ["agenda B12 erledigt", "agenda erledigt B12", "agenda G3", "blocker T7"])
def test_a_number_of_another_kind_is_refused_where_nothing_is_added_from_it(said: str) -> None:
    with pytest.raises(UserError) as refused:
        parse(said, VOCABULARY, "!")
    assert refused.value.text == "number.other-kind"
