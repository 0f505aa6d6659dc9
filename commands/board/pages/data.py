"""`/daten`: the lists of the export as JSON, for members in parts, and what is public for everybody, under CC0."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from functools import partial
from typing import Any

from bot.domain.retros import RetroState
from bot.web import Download, NoSuchPage, View, Visit, page
from commands.board import public

MOST = 1000
"""Records in one answer; `next` in it is the address of the following ones."""
_JSON = "application/json"
_TALKED_ABOUT = frozenset({RetroState.RUNNING.value, RetroState.ENDED.value})
"""From its start on the room has the notes of a retrospective; before, they are nobody's to read."""


@page("/daten", nav="board.data")
async def data(visit: Visit) -> View:
    return View(
        "board/data.html",
        visit.words("board.data"),
        {"lists": visit.moment.tx.exported.names, "open_lists": open_lists(visit), "license": public.LICENSE, "most": MOST},
    )


@page("/daten/{name:[a-z]+}[.]json")
async def exported(visit: Visit) -> Download:
    return await _part(visit, 0)


@page("/daten/{name:[a-z]+}[.]json/{after:[0-9]+}")
async def exported_from(visit: Visit) -> Download:
    """The part behind so many records."""
    if len(visit.found["after"]) > 9:
        raise NoSuchPage
    return await _part(visit, int(visit.found["after"]))


async def _part(visit: Visit, after: int) -> Download:
    name = visit.found["name"]
    try:
        records = await visit.moment.tx.exported.part(name, visit.moment.settings.zone, after=after, most=MOST + 1)
    except KeyError:
        raise NoSuchPage from None
    following = f"/daten/{name}.json/{after + MOST}" if len(records) > MOST else None
    shown: Mapping[str, Any] = {name: [_as_talked_about(name, each) for each in records[:MOST]], "next": following}
    return Download(content_type=_JSON, make=partial(_written, shown), links={"next": following} if following else {})


@page("/daten/offen/{name:[a-z]+}[.]json")
async def opened(visit: Visit) -> Download:
    """The same for those who have signed in and those who have not."""
    name = visit.found["name"]
    if name not in open_lists(visit):
        raise NoSuchPage
    _, listed = public.LISTS[name]
    records = [public.as_json(each) for each in await listed(visit.moment)]
    shown = {"license": public.LICENSE, "project": visit.moment.project.name, name: records}
    return Download(content_type=_JSON, make=partial(_written, shown), links={"license": public.LICENSE})


def open_lists(visit: Visit) -> Sequence[str]:
    """The names of the lists that are public."""
    return [name for name, (part, _) in public.LISTS.items() if part in visit.public]


def _as_talked_about(name: str, record: Mapping[str, Any]) -> Mapping[str, Any]:
    return {**record, "notes": []} if name == "retros" and record["state"] not in _TALKED_ABOUT else record


def _written(shown: Mapping[str, Any]) -> bytes:
    return json.dumps(shown, ensure_ascii=False, indent=1).encode()
