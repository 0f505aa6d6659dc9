"""Which messages are said to the bot: by prefix, by mention, or in a direct chat; and which look like it and are not."""

from __future__ import annotations

from typing import Any

import pytest

from bot.domain.ids import UserId
from bot.grammar.addressing import Said, Us, addressed
from bot.matrix.inbound.text import typed
from commands import VOCABULARY

ME = UserId("@lotse:stadt.example")
US = Us(user=ME, names={"Lotse Bot"}, prefix="!", is_noun=VOCABULARY.is_noun)


def heard(content: dict[str, Any], *, direct: bool = False, names_us: bool = False) -> str | None:
    said = typed(content)
    return addressed(Said(text=said.text, pills=said.mentions, names_us=names_us), US, direct=direct)


def plain(body: str) -> dict[str, Any]:
    return {"msgtype": "m.text", "body": body}


def rich(markup: str) -> dict[str, Any]:
    return {"msgtype": "m.text", "body": "?", "format": "org.matrix.custom.html", "formatted_body": markup}


@pytest.mark.parametrize(
    "body",
    [
        "!blocker Raum fehlt",
        "  !blocker Raum fehlt  ",
        "! blocker Raum fehlt",
        "!  blocker Raum fehlt",
        "!\u00a0blocker Raum fehlt",
        "!\tblocker Raum fehlt",
        "！blocker Raum fehlt",
        "！ blocker Raum fehlt",
        "﹗blocker Raum fehlt",
        "\\!blocker Raum fehlt",
        "\\! blocker Raum fehlt",
        "\u200b!blocker Raum fehlt",
        "!\u200bblocker Raum fehlt",
        "\u200f!blocker Raum fehlt",
        "\u202b!blocker Raum fehlt\u202c",
        "\ufeff!\u2060blocker Raum fehlt",
        "„!blocker Raum fehlt“",
        "“!blocker Raum fehlt”",
        "»!blocker Raum fehlt«",
        '"!blocker Raum fehlt"',
        "**!blocker** Raum fehlt",
        "**!blocker Raum fehlt**",
        "_!blocker Raum fehlt_",
        "`!blocker Raum fehlt`",
        "``!blocker Raum fehlt``",
        "> zitiert\n\n!blocker Raum fehlt",
    ],
)
@pytest.mark.parametrize("direct", [False, True])
def test_the_prefix_as_phones_and_clients_write_it(body: str, direct: bool) -> None:
    assert heard(plain(body), direct=direct) == "blocker Raum fehlt"


@pytest.mark.parametrize("word", ["Blocker", "BLOCKER", "Blocker:", "blocker,", "Bloker", "Hürde", "huerde", "Team", "TOP"])
@pytest.mark.parametrize("prefix", ["!", "! ", "！", "\\!"])
def test_whatever_the_phone_makes_of_the_first_letter(prefix: str, word: str) -> None:
    assert heard(plain(f"{prefix}{word} Raum")) == f"{word} Raum"


@pytest.mark.parametrize(
    "body",
    [
        "!",
        "! ",
        "!!!",
        "!!blocker",
        "! !blocker",
        "!?",
        "!1",
        "! 1",
        "!5 Punkte",
        "!-blocker",
        "!🦊",
        "! so nicht",
        "! Achtung, gleich geht es los",
        "Achtung! blocker",
        "```\n!blocker Raum fehlt\n```",
        "`!blocker eins` so geht es",
        "„!blocker Raum fehlt“ geht bei mir nicht",
        "- !blocker Raum fehlt",
        "~~~\n!blocker\n~~~",
    ],
)
def test_an_exclamation_is_no_command(body: str) -> None:
    assert heard(plain(body)) is None


LINKS = [
    "https://matrix.to/#/@lotse:stadt.example",
    "https://matrix.to/#/%40lotse%3Astadt.example",
    "https://matrix.to/#/@lotse:stadt.example?via=stadt.example&via=dorf.example",
    "http://matrix.to/#/@lotse:stadt.example",
    "matrix:u/lotse:stadt.example",
    "matrix:u/lotse:stadt.example?action=chat",
    "matrix:u/lotse%3Astadt.example",
    "https://chat.stadt.example/#/user/@lotse:stadt.example",
    "https://chat.stadt.example/#/@lotse:stadt.example",
    "https://chat.stadt.example/element/#/user/%40lotse%3Astadt.example",
]
TEXTS = ["Lotse Bot", "@lotse", "@[Lotse Bot]", "Lotse Bot (@lotse:stadt.example)", "Der frühere Name", "@lotse:stadt.example", "", "🤖"]


@pytest.mark.parametrize("link", LINKS)
@pytest.mark.parametrize("text", TEXTS)
def test_a_pill_is_known_by_its_link(link: str, text: str) -> None:
    assert heard(rich(f'<a href="{link}">{text}</a> blocker Raum fehlt')) == "blocker Raum fehlt"
    assert heard(rich(f'<p><a href="{link}">{text}</a>: !blocker Raum fehlt</p>')) == "blocker Raum fehlt"


@pytest.mark.parametrize("text", [each for each in TEXTS if each])
@pytest.mark.parametrize(
    "link", ["https://matrix.to/#/@evil:stadt.example", "matrix:u/evil:stadt.example", "https://c.example/#/user/@lotse:evil.example"]
)
def test_a_pill_of_somebody_else_is_not_the_bot_whatever_it_says(link: str, text: str) -> None:
    assert heard(rich(f'<a href="{link}">{text}</a> blocker Raum fehlt')) is None


@pytest.mark.parametrize(
    "link",
    [
        "https://matrix.to/#/!room:stadt.example",
        "https://matrix.to/#/#lotse:stadt.example",
        "https://matrix.to/#/!room:stadt.example/$event",
        "https://chat.stadt.example/#/room/@lotse:stadt.example",
        "matrix:r/lotse:stadt.example",
        "javascript:alert(1)//#/@lotse:stadt.example",
    ],
)
def test_a_link_to_something_else_is_no_mention(link: str) -> None:
    assert heard(rich(f'<a href="{link}">Papier</a> blocker Raum fehlt')) is None


@pytest.mark.parametrize(
    "body",
    [
        "Lotse Bot: blocker Raum fehlt",
        "lotse bot blocker Raum fehlt",
        "@Lotse Bot, blocker Raum fehlt",
        "@[Lotse Bot] blocker Raum fehlt",
        "@[Lotse Bot]: !blocker Raum fehlt",
        "Lotse Bot (@lotse:stadt.example): blocker Raum fehlt",
        "@lotse:stadt.example blocker Raum fehlt",
        "@lotse:stadt.example: blocker Raum fehlt",
        "@lotse blocker Raum fehlt",
        "@lotse: blocker Raum fehlt",
        "@Lotse, !blocker Raum fehlt",
        "[Lotse Bot](https://matrix.to/#/@lotse:stadt.example): blocker Raum fehlt",
        "[@[Lotse Bot]](https://matrix.to/#/@lotse:stadt.example) blocker Raum fehlt",
        "[Alter Name](https://chat.stadt.example/#/user/@lotse:stadt.example) blocker Raum fehlt",
    ],
)
def test_clients_without_pills_write_its_name(body: str) -> None:
    assert heard(plain(body)) == "blocker Raum fehlt"


@pytest.mark.parametrize("body", ["lotse blocker Raum fehlt", "Lotse: blocker Raum fehlt", "lotse, !blocker Raum fehlt"])
def test_the_bare_name_of_its_account_counts_where_the_client_says_that_it_is_mentioned(body: str) -> None:
    assert heard(plain(body), names_us=True) == "blocker Raum fehlt"
    assert heard(plain(body)) is None


@pytest.mark.parametrize(
    "body",
    [
        "hallo @lotse hilfe",
        "Das kann der Lotse Bot",
        "hilfe @lotse",
        "@lotsen sind nett",
        "@lotse:anderswo.example hilfe",
        "@lotse-zwei hilfe",
        "@evil:stadt.example (Lotse Bot) hilfe",
    ],
)
@pytest.mark.parametrize("names_us", [False, True])
def test_talk_about_it_is_not_said_to_it(body: str, names_us: bool) -> None:
    assert heard(plain(body), names_us=names_us) is None


@pytest.mark.parametrize("body", ["Lotse Bots sind nett", "Lotse Bot-Team trifft sich", "Lotse_Botschaft"])
def test_a_longer_word_is_another_word(body: str) -> None:
    assert heard(plain(body)) is None


@pytest.mark.parametrize(
    ("body", "meant"),
    [("Lotse Bot", "hilfe"), ("Lotse Bot?", "hilfe"), ("@lotse", "hilfe"), ("@lotse hallo", "hallo"), ("Lotse Bot – blocker", "blocker")],
)
def test_its_name_alone_asks_for_help(body: str, meant: str) -> None:
    assert heard(plain(body)) == meant


@pytest.mark.parametrize(
    ("body", "meant"),
    [("blocker", "blocker"), ("!blocker", "blocker"), ("Hallo", "Hallo"), ("! so nicht", "so nicht"), ("!!!", None), ("! ", None)],
)
def test_in_a_direct_chat_everything_is_said_to_the_bot(body: str, meant: str | None) -> None:
    assert heard(plain(body), direct=True) == meant
