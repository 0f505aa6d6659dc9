"""The program that the child process runs: a picture on standard input, its PNG or SVG on standard output.

    python writer.py ROOT_OF_THE_PACKAGE png|svg MAX_MEMORY_BYTES

Nothing imports it: see `child.py`.
"""

from __future__ import annotations

import os
import resource
import sys


def main() -> None:
    root, form, limit = sys.argv[1], sys.argv[2], int(sys.argv[3])
    resource.setrlimit(resource.RLIMIT_AS, (limit, limit))
    os.nice(10)  # the bot answers first
    sys.path.append(root)
    # Imported here, after the limit is set.
    from bot.pictures import decoded  # noqa: PLC0415
    from bot.pictures.layout import scene_of  # noqa: PLC0415
    from bot.pictures.layout.fonts import Font  # noqa: PLC0415
    from bot.pictures.render import png, svg  # noqa: PLC0415

    font = Font.installed()
    drawing = svg(scene_of(decoded(sys.stdin.buffer.read()), font))
    sys.stdout.buffer.write(png(drawing, font) if form == "png" else drawing.encode())


if __name__ == "__main__":
    main()
