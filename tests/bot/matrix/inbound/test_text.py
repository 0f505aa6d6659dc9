"""What is left of a message when everything that is not the person's own, or not to be seen, is taken out?"""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.matrix.inbound.text import MAX_TEXT_LENGTH, bare_emoji, clean, clean_name, typed

BEN = "https://matrix.to/#/@ben:stadt.example"


def html(markup: str, body: str = "?") -> dict[str, Any]:
    return {"msgtype": "m.text", "body": body, "format": "org.matrix.custom.html", "formatted_body": markup}


@pytest.mark.parametrize(
    ("body", "text"),
    [
        ("!blocker Vorlage fehlt", "!blocker Vorlage fehlt"),
        ("  !hilfe \n", "!hilfe"),
        ("!blocker Frist\r\nfrist: Freitag", "!blocker Frist\nfrist: Freitag"),
        ("> <@ben:stadt.example> !blocker alt\n\n!blocker neu", "!blocker neu"),
        ("> eins\n> zwei\nmeins", "meins"),
        ("meins\n> zitiert\nwieder meins", "meins\nwieder meins"),
        ("5 > 3", "5 > 3"),
        ("```\n!blocker Beispiel\n```", ""),
        ("so geht es:\n```\n!blocker Beispiel\n```\nverstanden?", "so geht es:\n\nverstanden?"),
        ("```\nnie geschlossen", ""),
        ("`!blocker Beispiel`", "!blocker Beispiel"),
        (" ``!blocker Beispiel`` ", "!blocker Beispiel"),
        ("> zitiert\n\n`!blocker Beispiel`", "!blocker Beispiel"),
        ("`!blocker Beispiel` so geht es", "so geht es"),
        ("`!blocker eins` `!blocker zwei`", "`!blocker zwei`"),
        ("```!blocker Beispiel```", ""),
        ("~~~\n!blocker Beispiel\n~~~", ""),
        ("!blocker Server `abc` steht", "!blocker Server `abc` steht"),
        ("eins\n\n\n\nzwei", "eins\n\nzwei"),
        ("!blocker bis 1.\u202f12.\u00a02026", "!blocker bis 1. 12. 2026"),
        ("!blo\u200bcker \u202etxet\u202c", "!blocker txet"),
        ("\ufeff!hilfe", "!hilfe"),
        ("u\u0308berblick", "überblick"),
        ("halb \ud83d Zeichen", "halb  Zeichen"),
        ("\ue0000\ue001", "\ue0000\ue001"),
        ("", ""),
    ],
)
def test_a_plain_body(body: str, text: str) -> None:
    assert typed({"msgtype": "m.text", "body": body}).text == text


@pytest.mark.parametrize(
    ("markup", "text"),
    [
        ("!blocker <em>Vorlage</em> fehlt", "!blocker Vorlage fehlt"),
        ("!blocker Vorlage<br>frist: Freitag", "!blocker Vorlage\nfrist: Freitag"),
        ("!blocker Vorlage<br>\nfrist: Freitag", "!blocker Vorlage\nfrist: Freitag"),
        ("<p>!blocker Vorlage</p>\n<p>frist: Freitag</p>\n", "!blocker Vorlage\nfrist: Freitag"),
        ("<mx-reply><blockquote>alt</blockquote></mx-reply>!blocker neu", "!blocker neu"),
        ("<blockquote><p>alt</p></blockquote>!blocker neu", "!blocker neu"),
        ("<blockquote>alt<blockquote>älter</blockquote>alt</blockquote>neu", "neu"),
        ("<pre><code>!blocker Beispiel</code></pre>", ""),
        ("<pre>!blocker Beispiel</pre>", ""),
        ("<code>!blocker Beispiel</code>", "!blocker Beispiel"),
        ("<p><code>!blocker Beispiel</code></p>\n", "!blocker Beispiel"),
        ("<strong><code>!blocker Beispiel</code></strong>", "!blocker Beispiel"),
        ("<mx-reply><blockquote>alt</blockquote></mx-reply><code>!blocker Beispiel</code>", "!blocker Beispiel"),
        ("<code>!blocker eins<br>ampel: rot</code>", "!blocker eins\nampel: rot"),
        ("<code>!blocker Beispiel</code> so geht es", "so geht es"),
        ("<code>!blocker eins</code><code>!blocker zwei</code>", ""),
        ("<pre><code>!blocker eins</code></pre><code>!blocker zwei</code>", "!blocker zwei"),
        ("<strong>!blocker</strong> Vorlage fehlt", "!blocker Vorlage fehlt"),
        ("<em>!blocker Vorlage fehlt</em>", "!blocker Vorlage fehlt"),
        ("<h3>!blocker Vorlage</h3><p>frist: Freitag</p>", "!blocker Vorlage\nfrist: Freitag"),
        ("!blocker Vorlage<div>frist: Freitag</div><div>ampel: rot</div>", "!blocker Vorlage\nfrist: Freitag\nampel: rot"),
        ("<table><tr><th>!blocker X</th></tr><tr><td>Ampel:</td><td>rot</td></tr></table>", "!blocker X\nAmpel: rot"),
        ("<table><tr><td>!blocker X</td><td>ampel: rot</td></tr></table>", "!blocker X | ampel: rot"),
        ("!blocker X<ul><li><p>lösung: A</p></li><li>B<ol><li>eins</li></ol></li></ul>", "!blocker X\n-\nlösung: A\n- B\n1. eins"),
        ("!blocker Server <code>abc</code> steht", "!blocker Server abc steht"),
        ("!blocker <del>alt</del> neu", "!blocker  neu"),
        ("!agenda Punkte<ul><li>eins</li><li>zwei</li></ul>", "!agenda Punkte\n- eins\n- zwei"),
        ("<ol><li>eins</li><li>zwei</li></ol>", "1. eins\n2. zwei"),
        ("a &lt; b &amp; c", "a < b & c"),
        ('vorlage: <a href="https://stadt.example/v">https://stadt.example/v</a>', "vorlage: https://stadt.example/v"),
        ('vorlage: <a href="https://stadt.example/v">stadt.example/v</a>', "vorlage: https://stadt.example/v"),
        ('vorlage: <a href="https://stadt.example/v">Papier</a>', "vorlage: Papier (https://stadt.example/v)"),
        ('<a href="javascript:alert(1)">Papier</a>', "Papier"),
        ('<img src="mxc://x/y" alt="Bild"> Text', "Text"),
        ("<script>böse</script>gut", "gut"),
        ("<b>nie <i>geschlossen", "nie geschlossen"),
        ("</p></ul>zu viel geschlossen", "zu viel geschlossen"),
    ],
)
def test_what_clients_draw_counts(markup: str, text: str) -> None:
    assert typed(html(markup)).text == text


@pytest.mark.parametrize(
    ("content", "text", "mentions"),
    [
        (html(f'wer: <a href="{BEN}">Ben Beck</a>'), "wer: Ben Beck", {"Ben Beck": "@ben:stadt.example"}),
        (html(f'<a href="{BEN}">@Ben</a>: hilfe'), "@Ben: hilfe", {"@Ben": "@ben:stadt.example"}),
        (html('<a href="https://matrix.to/#/%40ben%3Astadt.example">Ben</a>'), "Ben", {"Ben": "@ben:stadt.example"}),
        (html('<a href="matrix:u/ben:stadt.example?action=chat">Ben</a>'), "Ben", {"Ben": "@ben:stadt.example"}),
        (html(f'<a href="{BEN}"></a>'), "@ben:stadt.example", {"@ben:stadt.example": "@ben:stadt.example"}),
        (html(f'<a href="{BEN}">B\u202een</a>'), "Ben", {"Ben": "@ben:stadt.example"}),
        (html(f'<pre><a href="{BEN}">Ben</a></pre>'), "", {}),
        (html('<a href="https://matrix.to/#/!room:stadt.example">Raum</a>'), "Raum (https://matrix.to/#/!room:stadt.example)", {}),
        ({"body": f"[Ben]({BEN}) ist dran"}, "Ben ist dran", {"Ben": "@ben:stadt.example"}),
        ({"body": f"[Ben](<{BEN}>) ist dran"}, "Ben ist dran", {"Ben": "@ben:stadt.example"}),
        ({"body": "[Papier](https://stadt.example)"}, "[Papier](https://stadt.example)", {}),
        (
            html(f'<a href="{BEN}">Ben</a> und <a href="https://matrix.to/#/@ben:dorf.example">Ben</a>'),
            "Ben und @ben:dorf.example",
            {"Ben": "@ben:stadt.example", "@ben:dorf.example": "@ben:dorf.example"},
        ),
    ],
)
def test_a_pill_becomes_a_name_with_its_person(content: dict[str, Any], text: str, mentions: dict[str, str]) -> None:
    said = typed(content)
    assert (said.text, said.mentions) == (text, mentions)


def test_other_formats_than_html_are_not_looked_at() -> None:
    assert typed({"body": "so", "format": "org.example.other", "formatted_body": "anders"}).text == "so"


@pytest.mark.parametrize(
    "content", [{}, {"body": None}, {"body": ["x"]}, html(""), {"format": "org.matrix.custom.html", "formatted_body": 7}]
)
def test_malformed_contents_do_no_harm(content: dict[str, Any]) -> None:
    assert typed(content).mentions == {}


def test_a_very_long_text_is_cut_to_where_it_can_be_seen_to_be_too_long() -> None:
    assert len(typed({"body": "x" * 60_000}).text) == MAX_TEXT_LENGTH + 1


HOSTILE = 60_000
"""About as long as an event can be. Whoever reads something twice here reads it thousands of times: seconds, or a gigabyte."""


def long(*parts: str) -> str:
    """The last part again and again behind the others."""
    *before, again = parts
    start = "".join(before)
    return start + again * ((HOSTILE - len(start)) // len(again))


@pytest.mark.parametrize(
    ("markup", "text"),
    [
        (long("gut ", "<a "), "gut"),
        (long("gut ", '<a b="'), "gut"),
        (long("gut ", "<a b='"), "gut"),
        (long("gut ", "<a b="), "gut"),
        (long("gut ", "</a "), "gut"),
        (long("gut ", "<!--"), "gut"),
        (long("gut ", "<!"), "gut"),
        (long("gut ", "<?"), "gut"),
        (long("gut", "<a" + " " * 200), "gut"),
        (long("gut<a b", " "), "gut"),
        (long("gut", " "), "gut"),
        (long("gut", "\n "), "gut"),
        (long("gut ", "<b>"), "gut"),
        (long("gut ", "<div>"), "gut"),
        (long("gut ", "<p></a>"), "gut"),
        (long("gut ", "<s>") + "</b>", "gut"),
        (long("gut ", "<s>" * 8_000, "</pre>"), "gut"),
        (long("", "<code>"), ""),
        (long("", "<code></code>"), ""),
        (long("", "<p><code></code>"), ""),
        (long("<p>" + "".join(f"<b a{count}>" for count in range(3_000)) + "</p>", "<p>"), ""),
        (long("gut ", "<ol>"), "gut"),
        (long("gut ", "<a href=''>"), "gut"),
    ],
)
def test_hostile_markup_is_read_in_one_go(markup: str, text: str) -> None:
    assert typed(html(markup)).text == text


@pytest.mark.parametrize(
    ("body", "length"),
    [
        ("a" + " " * HOSTILE + "b", MAX_TEXT_LENGTH + 1),
        ("a" + "\n" * HOSTILE + "b", len("a\n\nb")),
        ("a" + " \n" * (HOSTILE // 2) + "b", len("a\n\nb")),
        (long("["), MAX_TEXT_LENGTH + 1),
        (long("[]("), MAX_TEXT_LENGTH + 1),
        (long("[](https://matrix.to/#/"), MAX_TEXT_LENGTH + 1),
        (long("[](<matrix:u/"), MAX_TEXT_LENGTH + 1),
        (long("`"), 0),
        (long("```", "`"), 0),
        (long("```", "\n```x"), 0),
        (long("``", " `"), MAX_TEXT_LENGTH + 1),
        (long(">"), 0),
        (long(" "), 0),
        (long("x ", "> "), MAX_TEXT_LENGTH + 1),
        (long("x", "\n> "), 1),
        (long("x", "\u0301"), 31),
        (long("x", "\u0301\u0316"), 31),
        (long("x" + "\u0301" * 20_000, "\u0316"), 31),
        (long(f"[B]({BEN})"), None),
    ],
)
def test_a_hostile_body_is_read_in_one_go(body: str, length: int | None) -> None:
    said = typed({"msgtype": "m.text", "body": body})
    assert len(said.text) == (length if length is not None else body.count("["))


@pytest.mark.parametrize(
    ("markup", "text"),
    [
        ("a < b und b > a", "a < b und b > a"),
        ("1<2", "1<2"),
        ('<span data-mx-maths="a > b">größer</span>', "größer"),
        ("<SPAN TITLE='a > b'>größer</SPAN>", "größer"),
        ("gut<!-- <b>nicht</b> --> so", "gut so"),
        ("gut<!DOCTYPE html> so", "gut so"),
        ("eins<br/>zwei<br />drei", "eins\nzwei\ndrei"),
        ("<a title=x href=https://stadt.example/v>Papier</a>", "Papier (https://stadt.example/v)"),
        ('<a href = "https://stadt.example/v?a=1&amp;b=2">Papier</a>', "Papier (https://stadt.example/v?a=1&b=2)"),
        ("<a href='https://stadt.example/v' href='https://other.example'>Papier</a>", "Papier (https://stadt.example/v)"),
        ("&lt;b&gt;kein Fett&lt;/b&gt;", "<b>kein Fett</b>"),
        ("gut <b", "gut"),
        ("</>gut</1>", "gut"),
    ],
)
def test_tags_end_where_a_browser_ends_them(markup: str, text: str) -> None:
    assert typed(html(markup)).text == text


def test_a_link_to_somebody_with_a_line_break_in_the_id_is_no_mention() -> None:
    assert typed(html(f'<a href="{BEN}%0A">Ben</a>')).mentions == {}


@given(st.text())
def test_whatever_comes_what_is_left_can_be_stored_and_seen(text: str) -> None:
    kept = clean(text)
    kept.encode()
    assert clean(kept) == kept
    assert not set(kept) & set("\u200b\u200e\u200f\u202a\u202e\u2066\u2069\ufeff\r\x00")


@given(st.text(alphabet="<>/ab pre=\"`'&;\n>[]()", max_size=60))
def test_no_markup_breaks_the_reading(markup: str) -> None:
    typed(html(markup))
    typed({"body": markup})


@pytest.mark.parametrize(
    ("key", "bare"),
    [
        ("👍", "👍"),
        ("👍🏽", "👍"),
        ("👍\ufe0f", "👍"),
        ("✅", "✅"),
        ("❤\ufe0f", "❤"),
        ("👩🏽\u200d💻", "👩\u200d💻"),
        (" ok ", "ok"),
        ("", ""),
    ],
)
def test_an_emoji_is_known_whatever_its_skin(key: str, bare: str) -> None:
    assert bare_emoji(key) == bare


@pytest.mark.parametrize(("name", "shown"), [("Anna\nAbel", "Anna Abel"), ("\u202eannA", "annA"), ("x" * 300, "x" * 100), ("   ", "")])
def test_a_display_name_fits_into_a_sentence(name: str, shown: str) -> None:
    assert clean_name(name) == shown
