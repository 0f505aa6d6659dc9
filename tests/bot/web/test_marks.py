"""What a text of the chat looks like on a page."""

from __future__ import annotations

import pytest

from bot.texts import Setting, texts_of
from bot.texts.render import Linked
from bot.web.marks import in_words, on_page
from tests.world import BERLIN


def shown(markdown: str, *literals: str, language: str = "de") -> str:
    return str(on_page(language, markdown, literals))


@pytest.mark.parametrize(
    ("markdown", "literal", "colour", "words"),
    [
        ("\ue0000\ue001 · Freigabe", "🔴 rot", "red", "rot</span> · Freigabe"),
        ("🟡 **gelb**: Abweichung", "", "yellow", "gelb</span>: Abweichung"),
        ("🟢 trotz", "", "green", "grün</span> trotz"),
        ("⚪ **Inhalt** grau", "", "grey", "</span> <strong>Inhalt</strong> grau"),
        ("\ue0000\ue001 Inhalt", "🟢", "green", "grün</span> Inhalt"),
    ],
)
def test_a_light_is_a_shape_a_word_and_a_colour(markdown: str, literal: str, colour: str, words: str) -> None:
    html = shown(markdown, literal)
    assert html.startswith(f'<span class="light {colour}"><svg') and html.endswith(words)


def test_a_number_with_a_page_is_a_link() -> None:
    assert shown("**\ue0000\ue001** fehlt", Linked.to("/B12", "B12")) == '<strong><a href="/B12">B12</a></strong> fehlt'
    assert shown("**\ue0000\ue001** fehlt", "B12") == "<strong>B12</strong> fehlt"


def test_our_emoji_go_and_those_of_people_stay() -> None:
    assert shown("⏳ später · \ue0000\ue001 🏦", "🎉 Feier 🔴 rot <b>") == "später · 🎉 Feier 🔴 rot &lt;b&gt;"
    assert in_words("🏛️ Kommunen: \ue0000\ue001", ["Gießen 🏰"]) == "Kommunen: Gießen 🏰"


def test_the_words_of_colours_are_those_of_the_chat() -> None:
    setting = Setting(zone=BERLIN, name_of=str)
    for language in ("de", "en"):
        for colour in ("red", "yellow", "green"):
            word = texts_of(language).render("light.colour-word", {"colour": colour}, setting).body
            assert f"{word}</span>" in shown("\ue0000\ue001", {"red": "🔴", "yellow": "🟡", "green": "🟢"}[colour], language=language)
