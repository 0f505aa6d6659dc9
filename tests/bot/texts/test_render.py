"""Whatever people write stands in a message as they wrote it, and nothing in it can format, link or break out."""

from __future__ import annotations

import html
import re
from datetime import timedelta
from types import SimpleNamespace
from typing import Any
from urllib.parse import unquote
from zoneinfo import ZoneInfo

import pytest

from bot.texts import Setting, Texts
from bot.texts.render import MAX_BODY_BYTES, PHONE_TAGS, Rendered, mark, pieces, render, unmarked

PLACES = (
    "Gemeldet: {}",
    "{} ist gelöst.",
    "**{}** ist offen",
    "*{}*",
    "~~{}~~",
    "- {}",
    "- eins\n- **{}** zwei",
    "1. {}",
    "> {}",
    "`{}`",
    "```\n{}\n```",
    "[{}](https://stadt.example/)",
)

WORDS = (
    "ganz harmlos",
    "**fett** und *schräg* und _auch_ und ~~weg~~",
    "`code` und ``noch mehr`` und ein einzelner `",
    "[x](https://boese.example)",
    "![x](https://boese.example/bild.png)",
    "<https://boese.example>",
    "<b>fett</b><script>alert(1)</script>",
    "</code></pre></li></ul></p>",
    "Müller & Söhne &amp; &lt; &#60;",
    "# keine Überschrift",
    "- kein Punkt\n- und noch keiner",
    "erste Zeile\nzweite Zeile\n\nnach einer leeren",
    "```\nkein Kasten\n```",
    "> kein Zitat",
    "1. keine Nummer",
    "\\* \\` \\",
    "| a | b |\n|---|---|",
    "{{ prefix }} {% raw %}",
    "\"Anführung\" und 'Strich'",
    "@room",
    "https://matrix.to/#/@anna:stadt.example",
)


def setting(names: dict[str, str] | None = None) -> Setting:
    known = names or {}
    return Setting(zone=ZoneInfo("Europe/Berlin"), name_of=lambda user: known.get(user, user))


def said(text: str, names: dict[str, str] | None = None, **params: Any) -> Rendered:
    return Texts("de").render(text, {"prefix": "!", **params}, setting(names))


@pytest.mark.parametrize("words", WORDS)
@pytest.mark.parametrize("place", PLACES)
def test_words_stand_literally_in_the_body_and_escaped_in_html(place: str, words: str) -> None:
    harmless = render(place.format(mark(0)), ["WORDS"])
    rendered = render(place.format(mark(0)), [words])
    barred = words.replace("\n", "\n│ ")
    assert rendered.body == harmless.body.replace("WORDS", barred)
    assert rendered.html == harmless.html.replace("WORDS", html.escape(barred, quote=False).replace("\n", "<br>"))


def test_words_that_look_like_the_mark_of_other_words_are_not_taken_for_it() -> None:
    rendered = said("team.not-yours", said=mark(1), teams=["geheim"])
    assert rendered.body.count("geheim") == said("team.not-yours", said="1", teams=["geheim"]).body.count("geheim") > 0


def test_private_use_characters_leave_nothing_behind() -> None:
    assert unmarked(f"vor{mark(7)}nach") == "vor7nach"
    rendered = said("person.unknown", said=f"\ue000{mark(99)}\ue001")
    assert rendered.body.startswith("»99«")


def test_several_words_keep_their_places() -> None:
    rendered = render(f"{mark(1)} vor {mark(0)} und wieder {mark(1)}", ["a", "b"])
    assert rendered == Rendered("b vor a und wieder b", "b vor a und wieder b")


def test_a_command_in_a_code_span_shows_backticks_as_they_are() -> None:
    rendered = said("field.meant", key="ample", suggest="!blocker `x` | ampel: rot")
    assert "Meintest du !blocker `x` | ampel: rot?" in rendered.body
    assert "<code>!blocker `x` | ampel: rot</code>" in rendered.html


def test_a_name_in_bold_cannot_end_it() -> None:
    rendered = said("team.confirmed", team=SimpleNamespace(name="A** <i>B</i>"))
    assert "<strong>A** &lt;i&gt;B&lt;/i&gt;</strong>" in rendered.html
    assert "A** <i>B</i> gehört" in rendered.body


def pill(name: str, user: str = "@ben:stadt.example") -> Rendered:
    blocker = SimpleNamespace(taken_by=user, number="B1", text="Freigabe fehlt", age=lambda now: timedelta(days=3))
    return said("blocker.still-on-it", {user: name}, blocker=blocker, now=None, gone=False)


@pytest.mark.parametrize("name", ["Ben", "Ben](https://boese.example) [x", "<b>Ben</b>", "*Ben*"])
def test_a_pill_shows_the_name_and_leads_to_the_person(name: str) -> None:
    rendered = pill(name)
    assert rendered.body.startswith(f"{name}, noch dran?")
    assert rendered.html.startswith(f'<a href="https://matrix.to/#/@ben:stadt.example">{html.escape(name)}</a>, noch dran?')
    assert rendered.html.count("<a ") == 1


def test_an_odd_user_id_cannot_leave_its_pill() -> None:
    user = '@a)b"c d/e:stadt.example'
    found = re.search(r'<a href="([^"]*)">Ben</a>', pill("Ben", user).html)
    assert found is not None
    assert unquote(found[1]) == f"https://matrix.to/#/{user}"


def test_a_link_shows_where_it_leads_in_the_body_only() -> None:
    rendered = render("Hier: [zur Nachricht](https://matrix.to/#/!raum/$1)", [])
    assert rendered.body == "Hier: zur Nachricht (https://matrix.to/#/!raum/$1)"
    assert rendered.html == 'Hier: <a href="https://matrix.to/#/!raum/$1">zur Nachricht</a>'


@pytest.mark.parametrize(
    ("markdown", "body"),
    [
        ("Offen:\n- eins\n- zwei", "Offen:\n• eins\n• zwei"),
        ("- eins\n- zwei\n\nMehr", "• eins\n• zwei\n\nMehr"),
        ("1. eins\n2. zwei", "1. eins\n2. zwei"),
        ("3. drei\n4. vier", "3. drei\n4. vier"),
        ("- eins\n  - innen\n- zwei", "• eins\n  • innen\n• zwei"),
        ("1. eins\n   - innen\n2. zwei", "1. eins\n  • innen\n2. zwei"),
        ("eins\nzwei", "eins\nzwei"),
        ("eins\n\nzwei", "eins\n\nzwei"),
        ("**fett**, *schräg* und `code`", "fett, schräg und code"),
        ("So:\n\n```\n!blocker x\nampel: rot\n```", "So:\n!blocker x\nampel: rot"),
    ],
)
def test_the_plain_body_reads_well(markdown: str, body: str) -> None:
    assert render(markdown, []).body == body


@pytest.mark.parametrize(
    ("markdown", "rich"),
    [
        ("ein Satz", "ein Satz"),
        ("eins\nzwei", "eins<br>zwei"),
        ("eins\n\nzwei", "<p>eins</p><p>zwei</p>"),
        ("Offen:\n- eins\n- zwei", "<p>Offen:</p><ul><li>eins</li><li>zwei</li></ul>"),
        ("3. drei", '<ol start="3"><li>drei</li></ol>'),
        ("~~weg~~", "<del>weg</del>"),
    ],
)
def test_the_html_is_as_small_as_it_can_be(markdown: str, rich: str) -> None:
    assert render(markdown, []).html == rich


def test_only_tags_that_phones_show_are_used() -> None:
    everything = (
        "# Titel\n\n---\n\n![Bild](https://stadt.example/b.png) *a* **b** ~~c~~ `d`\n\n> e\n\n1. f\n\n- g\n\n```python\nh\n```\n<u>i</u>"
    )
    found = set(re.findall(r"</?([a-z0-9]+)", render(everything, []).html))
    assert {"em", "strong", "del", "code", "blockquote", "ol", "ul", "li", "pre", "p"} <= found <= PHONE_TAGS


def test_links_that_run_something_are_not_links() -> None:
    assert "href" not in render("[x](javascript:alert(1))", []).html


@pytest.mark.parametrize(
    ("second", "glued"),
    [
        (Rendered("b", "b"), Rendered("a\nb", "a<br>b")),
        (Rendered("b\n\nc", "<p>b</p><p>c</p>"), Rendered("a\nb\n\nc", "a<p>b</p><p>c</p>")),
        (Rendered("• b", "<ul><li>b</li></ul>"), Rendered("a\n• b", "a<ul><li>b</li></ul>")),
    ],
)
def test_two_texts_follow_on_a_line_of_their_own(second: Rendered, glued: Rendered) -> None:
    assert Rendered("a", "a") + second == glued


def test_an_ordinary_message_stays_whole() -> None:
    rendered = render("**eins**\n- zwei", [])
    assert pieces(rendered) == [rendered]


@pytest.mark.parametrize(
    "body",
    [
        "wort " * 12_000,
        "\n".join(f"Zeile {count}: " + "x" * 90 for count in range(700)),
        "x" * 60_000,
        "🔴" * 30_000,
        "&<" * 10_000,
        "&\n" * 10_000,
        "a\n\n\nb" * 8_000,
    ],
    ids=["words", "lines", "one line", "emoji", "escaped", "short lines", "blank lines"],
)
def test_a_very_long_message_is_cut_without_losing_anything(body: str) -> None:
    cut = pieces(Rendered(body, html.escape(body, quote=False).replace("\n", "<br>")))
    assert len(cut) > 1
    assert all(len(piece.body.encode()) <= MAX_BODY_BYTES and len(piece.html.encode()) <= MAX_BODY_BYTES for piece in cut)
    assert "".join("".join(piece.body.split("\n")) for piece in cut) == "".join(body.split("\n"))
    assert all(html.unescape(piece.html.replace("<br>", "\n")) == piece.body for piece in cut)


def test_a_message_whose_html_alone_is_too_large_is_cut_as_well() -> None:
    body = "kurz"
    (piece,) = pieces(Rendered(body, "<b></b>" * MAX_BODY_BYTES))
    assert piece == Rendered(body, body)
