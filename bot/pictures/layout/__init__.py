"""The layout of each kind of picture: from what it shows to texts and shapes at their places. Pure, and run in the child process only."""

from __future__ import annotations

from bot.pictures import Worded
from bot.pictures.drawings import FundsAndTime, LightsCourse, MilestoneTrend
from bot.pictures.layout import funds, lights, trend
from bot.pictures.layout.fonts import Font
from bot.pictures.layout.scene import Scene
from bot.pictures.layout.writing import Pen


def scene_of(picture: Worded, font: Font) -> Scene:
    pen = Pen(font)
    match picture.drawing:
        case LightsCourse():
            return lights.scene(picture, picture.drawing, pen)
        case MilestoneTrend():
            return trend.scene(picture, picture.drawing, pen)
        case FundsAndTime():
            return funds.scene(picture, picture.drawing, pen)
