"""From a View to HTML: the templates of the board with the words of the chat.

What people wrote is escaped by Jinja2. A text of `bot/texts` comes as HTML that `render` has cleaned already.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from functools import cache, partial
from typing import Any
from urllib.parse import quote
from zoneinfo import ZoneInfo

from jinja2 import Environment, PackageLoader, PrefixLoader, StrictUndefined, pass_context
from jinja2.runtime import Context as TemplateContext
from markupsafe import Markup

from bot.context import Moment
from bot.domain.ids import Number, UserId
from bot.texts import Setting, filters, texts_of
from bot.texts.addresses import PREFIXES, pages_of_records
from bot.web import assets, marks
from bot.web.declaration import View, Visit

_BLOCKS = ("<p>", "<ul>", "<ol", "<pre>", "<blockquote>")
_HEADING = re.compile(r"<p><strong>([^<]*)</strong>(?:</p>|([^<]*)</p>(?=<[uo]l))")
"""A line in bold type, or one that begins so above a list."""


@cache
def _environment(language: str) -> Environment:
    environment = Environment(
        loader=PrefixLoader({"web": PackageLoader("bot.web"), "board": PackageLoader("commands.board")}),
        undefined=StrictUndefined,
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
        cache_size=-1,
    )
    environment.filters.update(filters.of(language))
    environment.filters["name"] = _name
    environment.filters["blocks"] = _blocks
    environment.globals["text"] = pass_context(partial(_text, language))
    environment.globals["as_said"] = pass_context(partial(_as_said, language))
    environment.globals["document"] = pass_context(partial(_document, language))
    environment.globals["word"] = pass_context(partial(_word, language))
    environment.globals["at"] = partial(at, language)
    environment.globals["asset"] = assets.address
    environment.globals["light_mark"] = partial(marks.light, language)
    return environment


def at(language: str, path: str) -> str:
    """The address of a page in this language."""
    return f"{PREFIXES[language]}{path}" if path != "/" else PREFIXES[language] + "/"


def setting_of(moment: Moment) -> Setting:
    return Setting(zone=moment.settings.zone, name_of=lambda user: moment.rooms.name(UserId(user)))


def written(
    view: View,
    visit: Visit,
    navigation: Sequence[Mapping[str, str]],
    path: str,
    pictures: Mapping[str, Markup | None] | None = None,
    *,
    may_sign_out: bool = False,
) -> str:
    """The page as HTML."""
    moment, language = visit.moment, visit.language
    setting = replace(setting_of(moment), address_of=partial(_address_of, visit, path))
    others = [{"language": each, "address": at(each, quote(path))} for each in PREFIXES if each != language]
    return (
        _environment(language)
        .get_template(view.template)
        .render(
            {
                "title": view.title,
                "project": moment.project.name,
                "prefix": moment.project.prefix,
                "now": moment.now,
                "today": moment.calendar.day_of(moment.now),
                "language": language,
                "others": others,
                "navigation": navigation,
                "path": path,
                "is_inside": visit.is_inside,
                "pictures": pictures or {},
                "may_sign_out": may_sign_out,
                "_setting": setting,
                "_zone": setting.zone,
                **view.params,
            }
        )
    )


def _address_of(visit: Visit, path: str, number: Number) -> str:
    """Of the page of a record; none on that page itself, and none for whoever may not open it."""
    address = pages_of_records("", visit.language)(number)
    return address if visit.is_inside and address != at(visit.language, path) else ""


def plain(language: str, name: str, params: Mapping[str, Any] | None = None) -> str:
    """A short text without formatting."""
    return texts_of(language).plain(name, params)


def simple(language: str, template: str, params: Mapping[str, Any], zone: ZoneInfo) -> str:
    """A page without a moment, such as one that says that the bot is starting."""
    setting = Setting(zone=zone, name_of=str)
    return _environment(language).get_template(template).render({"language": language, "_setting": setting, "_zone": zone, **params})


def _text(language: str, context: TemplateContext, name: str, /, **params: Any) -> Markup:
    """A text of the chat as HTML, with the values given here; its numbers are links where the reader may follow them."""
    return marks.on_page(language, *texts_of(language).filled(name, {**_known(context), **params}, context["_setting"]))


def _as_said(language: str, context: TemplateContext, name: str, /, **params: Any) -> Markup:
    """A text as it reads in the chat, with its emoji: where it speaks of them."""
    return Markup(texts_of(language).render(name, {**_known(context), **params}, context["_setting"]).html)


def _document(language: str, context: TemplateContext, name: str, /, **params: Any) -> Markup:
    """A text of a file as HTML, with its headings."""
    values = {**_known(context), "pictures": [], **params}
    return marks.on_page(language, *texts_of(language).filled(name, values, context["_setting"]), is_file=True)


def _word(language: str, context: TemplateContext, name: str, /, **params: Any) -> str:
    """A text of the chat without formatting, for titles, labels and cells."""
    return marks.in_words(*texts_of(language).filled(name, {**_known(context), **params}, context["_setting"]))


def _known(context: TemplateContext) -> dict[str, Any]:
    """What the texts of the chat ask for again and again."""
    return {name: context[name] for name in ("prefix", "now", "today") if name in context}


def _blocks(written: Markup, level: int = 2) -> Markup:
    """A text of the chat as a part of a page: its lines in bold type are headings, also for those who hear it, all else is a block."""
    whole = written if written.startswith(_BLOCKS) else f"<p>{written}</p>"
    return Markup(_HEADING.sub(lambda found: f"<h{level}>{found[1]}{found[2] or ''}</h{level}>", whole))


@pass_context
def _name(context: TemplateContext, user: str) -> str:
    called: Callable[[str], str] = context["_setting"].name_of
    return filters.stands_for(context["language"], user) or called(user)
