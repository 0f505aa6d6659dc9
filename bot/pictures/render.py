"""A scene as SVG, and that as PNG. Run in the child process only."""

from __future__ import annotations

import re
from functools import cache

from jinja2 import Environment, PackageLoader, StrictUndefined, Template

from bot.pictures.layout.fonts import FAMILY, Font
from bot.pictures.layout.scene import WIDTH, Form, Scene, Shape
from bot.pictures.palette import LIGHT

NO_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""Characters that XML 1.0 cannot hold. The font has none of them, but the caption may."""


def svg(scene: Scene) -> str:
    said = {"title": NO_XML.sub("", scene.title), "caption": NO_XML.sub("", scene.description)}
    return _template().render(scene=scene, **said, colours=LIGHT, width=WIDTH, family=FAMILY)


def png(drawing: str, font: Font, *, style_sheet: str | None = None) -> bytes:
    """Without the fonts of the machine: where the shipped one is missing, text must not look otherwise on each machine.

    The renderer leaves text without any font out, and says nothing. The font was read before (`Font.installed`), so it is there.
    """
    from resvg_py import svg_to_bytes  # noqa: PLC0415  # a library of the child process

    return svg_to_bytes(svg_string=drawing, skip_system_fonts=True, font_files=font.paths, font_family=FAMILY, style_sheet=style_sheet)


@cache
def _template() -> Template:
    environment = Environment(
        loader=PackageLoader("bot.pictures"), undefined=StrictUndefined, autoescape=True, trim_blocks=True, lstrip_blocks=True
    )
    environment.filters.update({"px": _px, "path": _path})
    return environment.get_template("picture.svg.jinja")


def _px(length: float) -> str:
    return f"{length:.1f}".removesuffix(".0")


def _path(shape: Shape) -> str:
    """The outline of a shape that fills its box."""
    box = shape.box
    left, top, right, bottom = box.x, box.y, box.right, box.bottom
    middle, centre = (left + right) / 2, (top + bottom) / 2
    match shape.form:
        case Form.CIRCLE:
            half = box.width / 2
            arc = f"A{_px(half)} {_px(half)} 0 0 1"
            return f"M{_px(left)} {_px(centre)}{arc} {_px(right)} {_px(centre)}{arc} {_px(left)} {_px(centre)}Z"
        case Form.TRIANGLE:
            points = [(middle, top), (right, bottom), (left, bottom)]
        case Form.DROP:
            points = [(left, top), (right, top), (middle, bottom)]
        case Form.DIAMOND:
            points = [(middle, top), (right, centre), (middle, bottom), (left, centre)]
        case Form.CROSS:
            arm = box.width / 6
            points = [
                *((middle - arm, top), (middle + arm, top), (middle + arm, centre - arm), (right, centre - arm)),
                *((right, centre + arm), (middle + arm, centre + arm), (middle + arm, bottom), (middle - arm, bottom)),
                *((middle - arm, centre + arm), (left, centre + arm), (left, centre - arm), (middle - arm, centre - arm)),
            ]
        case Form.SQUARE | Form.DASH:
            points = [(left, top), (right, top), (right, bottom), (left, bottom)]
    return "M" + "L".join(f"{_px(x)} {_px(y)}" for x, y in points) + "Z"
