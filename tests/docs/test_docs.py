"""What the documentation says is so: links lead somewhere, commands are understood, settings and subcommands exist."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
import typer

from bot.cli import app, homeserver_page
from bot.cli.reference import PAGE, reference
from bot.command import Command
from bot.config import known_keys
from bot.grammar.parser import parse
from bot.texts import LANGUAGES, Texts
from bot.words import fold
from commands import VOCABULARY
from tests.docs.pages import GUIDE, PAGES, README, ROOT, anchors, chat, code, commands_shown, links, made_by, name, text
from tests.world import Room

DECISIONS = ROOT / "docs" / "adr"
_PLACE = re.compile(r"(?:bot|commands|storage|tests|benchmarks|demo)(?:/[\w.]+)+/?")
"""A file or folder of ours."""


@pytest.fixture
def settings() -> dict[str, str]:
    """What people find who have set nothing, without digests."""
    return {"weekly": "off", "lead": "off"}


def test_the_command_reference_is_current() -> None:
    wanted = reference(VOCABULARY, {language: Texts(language) for language in LANGUAGES})
    assert text(PAGE) == wanted, "make it anew: python -m bot.cli.reference --write"


def test_the_page_about_answers_is_the_table_that_decides_them() -> None:
    assert text(homeserver_page.PAGE) == homeserver_page.page(), "make it anew: python -m bot.cli.reference --write"


@pytest.mark.parametrize("command", list(VOCABULARY.commands), ids=lambda command: command.name)
def test_the_reference_has_every_word_and_every_field_of_a_command(command: Command) -> None:
    noun = next(noun for noun in VOCABULARY.nouns if command in noun.commands)
    _, _, about = text(PAGE).partition(f"## `!{noun.words[0]}`\n")
    shown = {fold(word) for word in re.findall(r"`!?([^`\n]+)`", about.partition("\n## ")[0])}
    assert {fold(word) for word in (*noun.words[1:], *command.words)} | command.keys.keys() | command.filters.keys() <= shown


@pytest.mark.parametrize("page", PAGES, ids=name)
def test_every_link_leads_somewhere(page: Path) -> None:
    for link in links(page):
        file, _, anchor = link.partition("#")
        target = (page.parent / file).resolve() if file else page
        assert target.exists(), f"{name(page)}: {link}"
        if anchor:
            assert anchor in anchors(target), f"{name(page)}: {link}"


@pytest.mark.parametrize("page", PAGES, ids=name)
def test_every_file_named_exists(page: Path) -> None:
    named = {said for said in code(page).splitlines() if _PLACE.fullmatch(said)}
    missing = {place for place in named if not (ROOT / place).exists()}
    assert missing <= made_by(page)


def test_every_decision_is_in_the_index() -> None:
    index = DECISIONS / "README.md"
    assert {name(file) for file in DECISIONS.glob("0*.md")} <= {f"docs/adr/{link}" for link in links(index)}


@pytest.mark.parametrize("decision", sorted(DECISIONS.glob("0*.md")), ids=name)
def test_every_decision_says_since_when_and_whether_it_holds(decision: Path) -> None:
    said = text(decision)
    assert re.match(rf"# {int(decision.name[:4])}\. .+\n\nStatus: (accepted|superseded by \d+)\n\nDate: \d{{4}}-\d\d-\d\d\n", said)
    assert re.findall(r"^## (.+)$", said, re.MULTILINE) == ["Context", "Decision", "Consequences"]


@pytest.mark.parametrize(("section", "key"), [(section, key) for section, keys in known_keys().items() for key in keys])
def test_every_setting_is_explained(section: str, key: str) -> None:
    _, _, rest = text(ROOT / "config.example.toml").partition(f"[{section}]\n")
    assert re.search(rf"^# .+\n{key} = ", rest.partition("\n[")[0], re.MULTILINE)
    assert f"`[{section}]`" in text(ROOT / "docs" / "operating.md")


@pytest.mark.parametrize("said", [*commands_shown(README), *commands_shown(GUIDE)])
def test_every_command_shown_is_understood(said: str) -> None:
    parsed = parse(said.removeprefix("!"), VOCABULARY, "!")
    assert bool(parsed.text) <= parsed.command.takes_text and parsed.command.needs_text <= bool(parsed.text)
    before_fields = re.split(r"[|\n]", said)[0]
    # Some read the number in their text: it takes several, or none for all; it is a session's, and the noun has no numbers of its own.
    reads_numbers_itself = parsed.command.name == "milestone confirm" or parsed.command.noun == "deputy"
    assert (parsed.number is not None) == (bool(re.search(r"\b(?!Q[1-4] 20)[A-Z]\d+\b", before_fields)) and not reads_numbers_itself)
    if parsed.command.name != "settings set":  # its values look like fields, and are its text
        assert "|" not in parsed.text and not re.search(r"^\w+: ", parsed.text, re.MULTILINE)


def test_the_guide_shows_every_command() -> None:
    shown = {parse(said.removeprefix("!"), VOCABULARY, "!").command.name for said in commands_shown(GUIDE)}
    assert {command.name for command in VOCABULARY.commands} == shown


async def test_the_chat_in_the_readme_is_what_people_see(team: Room, pmo: Room) -> None:
    for speaker, where, said in chat(README):
        room = pmo if where == "PMO" else team
        if "am nächsten Tag" in where:
            await room.clock.pass_(days=1)
        if speaker == "Lotse":
            seen = [_plain(message.body) for message in room.messages()]
            assert said in seen, "the README shows:\n" + said + "\n\nthe bot says:\n" + "\n\n".join(seen)
        elif said.startswith("tippt "):
            await room.taps(said.split()[1], on="B1", by=speaker)
        else:
            await room.says(said, by=speaker)


def _plain(body: str) -> str:
    """Without empty lines and the addresses of links."""
    return re.sub(r" \(https://[^)]+\)", "", re.sub(r"\n+", "\n", body))


@pytest.mark.parametrize("page", PAGES, ids=name)
def test_every_subcommand_and_make_target_named_exists(page: Path) -> None:
    subcommands = typer.main.get_group(app).commands
    assert set(re.findall(r"(?<!\S)(?:\S*/)?lotse ([a-z]+)", code(page))) <= subcommands.keys()
    targets = re.findall(r"^([a-z]+):", text(ROOT / "Makefile"), re.MULTILINE)
    assert set(re.findall(r"^make ([a-z]+)", code(page), re.MULTILINE)) <= set(targets)
