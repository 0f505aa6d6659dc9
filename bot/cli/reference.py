"""docs/commands.md, all that can be said to the bot: made from the declarations of the commands.

    python -m bot.cli.reference --write    writes docs/commands.md and docs/homeserver.md (`bot.cli.homeserver_page`)
    python -m bot.cli.reference --check    exits with 1 where they are not up to date

A test runs the check, too.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterable, Iterator, Mapping
from itertools import groupby
from pathlib import Path

from bot.cli import homeserver_page
from bot.command import Command, Filter, Key, Noun, Vocabulary
from bot.domain.settings.registry import SETTINGS
from bot.permissions import Who
from bot.texts import LANGUAGES, Texts

PAGE = Path(__file__).parents[2] / "docs" / "commands.md"

_WHO = {
    Who.ANYONE: "anybody",
    Who.MEMBERS: "members of any group",
    Who.TEAM: "its own group",
    Who.PMO: "the PMO",
    Who.STEERING: "steering committee, once it was brought before them",
    Who.REPORTER: "who reported it",
    Who.MODERATOR: "the room's moderators",
    Who.ADMIN: "project admins",
}
_LANGUAGE = {"de": "German", "en": "English"}
_HEAD = """\
# Commands

<!-- Made by `python -m bot.cli.reference --write` from the declarations in commands/. Do not edit. -->

Everything that can be said to the bot. Words are understood in German and in English at any time, whatever language the room has
chosen. How to write a command, with examples for every day: [bedienung.md](de/bedienung.md) (German).

- In a group's room a command begins with `!` (a setting) or with a mention of the bot; in a direct chat it needs neither.
- A field is written `key: value`, on a line of its own or after ` | `.
- *Then* says what follows the verb; what stands in brackets may be left out.
- *Who* is what the command asks for. Some ask for more when they look at what they are about: see
  [Rights](operating.md#rights-who-may-do-what).
"""


def reference(vocabulary: Vocabulary, texts: Mapping[str, Texts]) -> str:
    """The whole page in Markdown. `texts` by language; they give the examples."""
    return "\n".join([_HEAD, *(_noun(noun, texts) for noun in vocabulary.nouns), *_settings(), ""])


def _noun(noun: Noun, texts: Mapping[str, Texts]) -> str:
    parts = [f"## {_code(noun.words[0], '!')}", "", *_about(noun), "", *_verbs(noun), "", *_fields(noun)]
    for language, spoken in texts.items():
        names = [f"{command.name}.example".replace(" ", ".") for command in noun.commands]
        examples = [spoken.plain(name) for name in names if name in spoken]
        if examples:
            parts += [f"Examples in {_LANGUAGE[language]}:", "", "```text", *examples, "```", ""]
    return "\n".join(parts)


def _about(noun: Noun) -> Iterator[str]:
    if noun.words[1:]:
        yield f"- Also: {', '.join(_code(word, '!') for word in noun.words[1:])}"
    if noun.letter:
        yield f"- Numbers: {_code(noun.letter + '1')}, {_code(noun.letter + '2')}, …"
    yield f"- The word alone: {_code(noun.alone)}"
    if noun.free:
        yield f"- A text without a verb: {_code(noun.free)}"
    if noun.reply:
        yield f"- A reply to one of its cards: {_code(noun.reply)}"


def _verbs(noun: Noun) -> Iterator[str]:
    yield "| Command | Words of the verb | Then | Who | Tap |"
    yield "|---|---|---|---|---|"
    for command in noun.commands:
        module = command.run.__module__.replace(".", "/")
        words = ", ".join(map(_code, dict.fromkeys(command.words)))
        yield f"| [{command.verb}](../{module}.py) | {words} | {_then(command)} | {_who(command)} | {' '.join(command.buttons)} |"


def _then(command: Command) -> str:
    parts = []
    if command.takes_number:
        parts.append("number" if command.wants_number else "[number]")
    if command.takes_text:
        parts.append("text" if command.needs_text else "[text]")
    parts += [f"[{_either(words)}]" for words in _marked(command, Filter)]
    if command.keys:
        parts.append("[fields]")
    return " ".join(parts)


def _who(command: Command) -> str:
    return ", ".join(_WHO[each] for each in command.who)


def _fields(noun: Noun) -> Iterator[str]:
    """Each field with its words and the commands that take it."""
    taken = [(words, command.verb) for command in noun.commands for words in _marked(command, Key)]
    order = list(dict.fromkeys(words for words, _ in taken))
    for words, uses in groupby(sorted(taken, key=lambda each: order.index(each[0])), key=lambda each: each[0]):
        if words == order[0]:
            yield from ("Fields:", "")
        yield f"- {_either(words)} ({', '.join(_code(verb) for _, verb in uses)})"
    if order:
        yield ""


def _settings() -> Iterator[str]:
    yield "## What `!einstellungen` can set"
    yield ""
    yield "What is set for the project is set in the PMO's room, what is set for a room in that room. `zurücksetzen` (`reset`) goes back."
    yield ""
    yield "| German | English | For | Unless set anywhere | Can be `aus` |"
    yield "|---|---|---|---|---|"
    for setting in SETTINGS:
        default = setting.write(setting.default)
        off = "yes" if setting.can_be_off else ""
        yield f"| {_code(setting.german)} | {_code(setting.name)} | {setting.scope} | {_code(default)} | {off} |"


def _marked(command: Command, kind: type[Key] | type[Filter]) -> Iterator[tuple[str, ...]]:
    """The words of each field, or of each bare word, in the order of their declaration."""
    for info in command.args.model_fields.values():
        yield from (mark.words for mark in info.metadata if isinstance(mark, kind))


def _either(words: Iterable[str]) -> str:
    return " or ".join(map(_code, dict.fromkeys(words)))


def _code(word: str, prefix: str = "") -> str:
    return f"`{prefix}{word}`"


def main() -> int:
    from commands import VOCABULARY  # noqa: PLC0415  # `reference` takes any vocabulary; only this run uses the bot's own

    how = argparse.ArgumentParser(description="Makes the pages of the documentation that are made from declarations.")
    choice = how.add_mutually_exclusive_group(required=True)
    choice.add_argument("--write", action="store_true", help="write the pages")
    choice.add_argument("--check", action="store_true", help="exit 1 if a page is not as it would be written")
    pages = {
        PAGE: reference(VOCABULARY, {language: Texts(language) for language in LANGUAGES}),
        homeserver_page.PAGE: homeserver_page.page(),
    }
    if how.parse_args().write:
        for file, wanted in pages.items():
            file.write_text(wanted, encoding="utf-8")
        return 0
    old = [file for file, wanted in pages.items() if not file.exists() or file.read_text(encoding="utf-8") != wanted]
    for file in old:
        sys.stderr.write(f"{file} is not up to date: python -m bot.cli.reference --write\n")
    return 1 if old else 0


if __name__ == "__main__":
    sys.exit(main())
