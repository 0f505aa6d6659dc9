"""Both languages say the same things with the same facts, and every command has its words."""

from __future__ import annotations

import re

import pytest
from jinja2 import Environment, meta, nodes

from bot.texts import LANGUAGES, filters, sections, texts_of
from commands import VOCABULARY

GERMAN, ENGLISH = sections("de"), sections("en")
ENVIRONMENT = Environment(autoescape=False)
ENVIRONMENT.filters.update(dict.fromkeys((*filters.of("de"), "pill", "name", "link"), str))


def names_used(template: str) -> set[str]:
    """The parameters of a text: what it prints or asks for, without what it sets itself."""
    parsed = ENVIRONMENT.parse(template)
    inner = {name.name for loop in parsed.find_all(nodes.For) for name in loop.target.find_all(nodes.Name)} | {
        loop.target.name for loop in parsed.find_all(nodes.For) if isinstance(loop.target, nodes.Name)
    }
    return meta.find_undeclared_variables(parsed) - inner


def included(template: str) -> list[str]:
    return re.findall(r'{% include "([^"]+)" %}', template)


def test_both_languages_have_the_same_texts() -> None:
    assert GERMAN.keys() == ENGLISH.keys()


@pytest.mark.parametrize("name", sorted(GERMAN))
def test_a_text_has_the_same_parameters_in_both_languages(name: str) -> None:
    assert names_used(GERMAN[name]) == names_used(ENGLISH[name])


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_included_text_is_there(language: str) -> None:
    texts = sections(language)
    assert {part for body in texts.values() for part in included(body)} <= texts.keys()


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("command", [command.name for command in VOCABULARY.commands])
def test_every_command_has_an_example(language: str, command: str) -> None:
    example = texts_of(language).plain(f"{command}.example".replace(" ", "."))
    assert example.startswith("!")


@pytest.mark.parametrize("noun", [noun.name for noun in VOCABULARY.nouns])
def test_the_help_of_a_noun_names_every_verb(noun: str) -> None:
    found = next(each for each in VOCABULARY.nouns if each.name == noun)
    pages = "".join(text for name, text in GERMAN.items() if name.startswith(f"{noun}.help"))
    for command in found.commands:
        if command.verb not in (found.alone, found.free, "show", "add"):
            assert command.words[0] in pages, f"{noun}.help does not say {command.words[0]}"


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_text_shows_a_bar_because_phones_have_none_at_hand(language: str) -> None:
    said = {name: body for name, body in sections(language).items() if not name.endswith((".example", "file"))}
    shown = {name: re.sub(r"\{[{%].*?[%}]\}", "", body) for name, body in said.items()}
    assert [name for name, body in shown.items() if "|" in body] == []
