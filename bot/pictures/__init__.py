"""Pictures: the course of the traffic lights, the trend of the milestones, funds against time. Drawn as SVG, sent as PNG.

What a picture shows is a value of this module, and its words are added in the language of the room (`bot/texts/pictures.py`). Layout,
SVG and PNG are made in a child process only: their libraries (an optional extra) are never loaded by the bot. See `child.py` for its
limits, `writer.py` for what it does.
"""

from __future__ import annotations

import struct
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.util import find_spec

from pydantic import TypeAdapter

from bot.pictures.drawings import Drawing, FundsAndTime, GroupFunds

MIME_TYPE = "image/png"
LIBRARIES = ("resvg_py", "fontTools", "font_source_sans_pro")
"""What draws: the renderer, what measures text, and the font."""
_SIGNATURE = b"\x89PNG\r\n\x1a\n"

Draftsman = Callable[[bytes], Awaitable[bytes]]
"""Makes the PNG of a picture that was `encoded`. Raises NotDrawn."""


class NotDrawn(Exception):
    """The picture could not be made. Its words name the kind of failure, and nothing of what the picture shows."""


@dataclass(frozen=True, kw_only=True)
class Worded:
    """A drawing with all words that it needs, in one language."""

    drawing: Drawing
    title: str
    """The message of the picture, in one sentence."""
    caption: str
    """All that the picture says, in words."""
    labels: Mapping[str, str]
    """Fixed words, by the names under which the layout asks for them; days by their ISO form, months by `2026-11`, percentages by `35%`."""


SAMPLE = Worded(
    drawing=FundsAndTime(groups=(GroupFunds(group="Lotse", called=50, gone=50),)),
    title="Lotse",
    caption="Lotse",
    labels={"called": "50", "gone": "50", "50%": "50"},
)
"""A small one, to try whether pictures can be made here."""


@cache
def _adapter() -> TypeAdapter[Worded]:
    """Built when the first picture is made: many bots make none."""
    return TypeAdapter(Worded)


def encoded(picture: Worded) -> bytes:
    """The picture as it waits in the outbox, and as the child process reads it."""
    return _adapter().dump_json(picture)


def decoded(picture: bytes) -> Worded:
    return _adapter().validate_json(picture)


def size_of(png: bytes) -> tuple[int, int]:
    """Width and height, as the header of the PNG says. Raises NotDrawn for anything else."""
    if not png.startswith(_SIGNATURE) or len(png) < 24:
        raise NotDrawn("no PNG")
    width, height = struct.unpack(">II", png[16:24])
    return int(width), int(height)


def missing() -> list[str]:
    """The libraries that are not installed and without which there are no pictures. Looks for them without importing them."""
    return [name for name in LIBRARIES if find_spec(name) is None]
