"""The texts, every sentence that the bot says, in German and in English: one file a noun, one section a text.

    ## blocker.solved
    ✅ **{{ blocker.number }}** ist gelöst, nach {{ open_for|span }}.

A section is a Jinja2 template that yields Markdown. What is printed by `{{ … }}` is data and stands literally in the message;
only what a filter returns as `Markdown` is formatted. A line in the template is a line in the message.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime, tzinfo
from functools import cache, cached_property
from importlib.resources import files
from typing import Any
from urllib.parse import quote

from jinja2 import DictLoader, Environment, StrictUndefined, pass_context
from jinja2.runtime import Context as TemplateContext
from markupsafe import Markup

from bot.domain.ids import Number
from bot.domain.persons import is_person
from bot.odt import Document
from bot.pictures import Worded
from bot.texts import filters
from bot.texts.document import document
from bot.texts.render import Linked, Rendered, mark, render, unmarked, written_out

LANGUAGES = ("de", "en")
_SECTION = re.compile(r"^## (\S+)[ \t]*\n", re.MULTILINE)


class Markdown(Markup):
    """A value that is formatted, not literal. Made by filters only, from parts that they have marked."""


def _nowhere(number: Number) -> str:
    return ""


@dataclass(frozen=True)
class Setting:
    """Where a text is shown, which decides on names, times of day and links."""

    zone: tzinfo
    name_of: Callable[[str], str]
    """A user id -> what people in this room call that user."""
    address_of: Callable[[Number], str] = _nowhere
    """The number of a record -> the address of its page; empty where there is none."""


def sections(language: str) -> dict[str, str]:
    """All texts of a language by name; a name that stands twice is an error."""
    found: dict[str, str] = {}
    folder = files(__package__) / language
    for file in sorted(folder.iterdir(), key=lambda entry: entry.name):
        if not file.name.endswith(".md"):
            continue
        _, *pairs = _SECTION.split(file.read_text(encoding="utf-8"))
        for name, body in zip(pairs[::2], pairs[1::2], strict=True):
            if name in found:
                raise ValueError(f"{language}/{file.name}: the text {name} stands twice")
            found[name] = body.strip("\n")
    return found


@pass_context
def _literal(context: TemplateContext, value: Any) -> str:
    """What `{{ … }}` prints: a placeholder for the words, so that they reach the message unchanged."""
    if isinstance(value, Markdown):
        return str(value)
    literals: list[str] = context["_literals"]
    words = unmarked(str(value))
    address = context["_setting"].address_of(value) if isinstance(value, Number) else ""
    literals.append(Linked.to(address, words) if address else words)
    return mark(len(literals) - 1)


@pass_context
def _pill(context: TemplateContext, user: str) -> Markdown:
    """A link that clients show as a person. Whether it notifies is said by `m.mentions`, not here."""
    name = _literal(context, _name(context, user))
    return Markdown(f"[{name}](https://matrix.to/#/{quote(user, safe='@:')})" if is_person(user) else name)


@pass_context
def _link(context: TemplateContext, label: str, target: str) -> Markdown:
    """A link to a place that the bot itself has chosen."""
    return Markdown(f"[{_literal(context, label)}]({target})")


@pass_context
def _name(context: TemplateContext, user: str) -> str:
    """What people in this room call the person; who is forgotten, in the language of the text."""
    return filters.stands_for(context["_language"], user) or str(context["_setting"].name_of(user))


@cache
def texts_of(language: str) -> Texts:
    """The texts of a language. Cached, so that each is compiled once in a process."""
    return Texts(language)


class Texts:
    """The texts of one language, read when the first of them is used (few projects speak both), and each compiled when it is."""

    def __init__(self, language: str) -> None:
        self.language = language

    @cached_property
    def sections(self) -> dict[str, str]:
        return sections(self.language)

    @cached_property
    def _environment(self) -> Environment:
        environment = Environment(
            loader=DictLoader(self.sections),
            undefined=StrictUndefined,
            finalize=_literal,
            trim_blocks=True,
            lstrip_blocks=True,
            keep_trailing_newline=False,
            autoescape=False,
            # There are more texts than Jinja's cache holds by default, and compiling one takes longer than the rest of an answer.
            cache_size=-1,
        )
        environment.filters.update(filters.of(self.language))
        environment.filters.update({"pill": _pill, "name": _name, "link": _link})
        return environment

    def __contains__(self, name: object) -> bool:
        return name in self.sections

    def render(self, name: str, params: Mapping[str, Any], setting: Setting) -> Rendered:
        """The two bodies of a text. A parameter that the text needs and does not get is an error."""
        markdown, literals = self.filled(name, params, setting)
        return render(markdown, literals)

    def written_out(self, name: str, params: Mapping[str, Any], setting: Setting) -> str:
        """A text as the Markdown of a file."""
        return written_out(*self.filled(name, params, setting))

    def document(
        self, name: str, params: Mapping[str, Any], setting: Setting, at: datetime, pictures: Mapping[str, Worded] | None = None
    ) -> Document:
        """The same as a document of headings, paragraphs and lists, for a file in another format, made at `at`; and with pictures."""
        return document(*self.filled(name, params, setting), self.language, at.astimezone(setting.zone), pictures)

    def plain(self, name: str, params: Mapping[str, Any] | None = None) -> str:
        """A short text without formatting, such as an example that is part of another text."""
        markdown, literals = self.filled(name, params or {}, Setting(zone=filters.UTC, name_of=str))
        return markdown if not literals else render(markdown, literals).body

    def filled(self, name: str, params: Mapping[str, Any], setting: Setting) -> tuple[str, list[str]]:
        """The Markdown of a text with its parameters, and the literal words that its marks stand for."""
        literals: list[str] = []
        markdown = self._environment.get_template(name).render(
            params, _literals=literals, _setting=setting, _zone=setting.zone, _language=self.language
        )
        return markdown, literals
