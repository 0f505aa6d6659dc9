"""What somebody may write to make a reader slow: something over and over, with what leads into it and what does not fit behind it."""

from __future__ import annotations

from collections.abc import Iterator

PUMPS = (
    *(
        " ",
        "\t",
        "\n",
        "\xa0",
        "\r\n",
        "0",
        "9",
        "٣",
        "1.",
        "1.1.",
        "1. ",
        "1st ",
        "x",
        "ü",
        "ß",
        "ẞ",
        "a\u0301",
        "\u0301",
        "\u200b",
        "\u202e",
    ),
    *(
        ":",
        "|",
        ",",
        ";",
        "-",
        "–",
        "/",
        "+",
        "#",
        "@",
        "=",
        "x: ",
        "ampel:",
        ",ampel: ",
        " | ",
        "| x: y ",
        "\nampel: rot",
        "\nstop: x",
        "\n+ x",
    ),
    *(
        "B1 ",
        "B1, ",
        "R1/",
        "@a:b ",
        "@a:b",
        "und ",
        "Mo ",
        "jeden ",
        "um ",
        "1h ",
        "1 Tag ",
        "halb ",
        "in 2 Tagen ",
        "1.1.2026 - ",
        "24.12., ",
    ),
    *(
        "<b>",
        "<ul><li>",
        "</li>",
        "<a href='x'>",
        "<",
        "<!--",
        "&amp;",
        "&#9",
        "&",
        '"',
        "'",
        "`",
        "```\n",
        "*",
        "_",
        "~~~",
        "[x](",
        "[",
        "]",
    ),
    *(
        "> ",
        "\n> ",
        "https://matrix.to/#/@a:b",
        "[a](https://matrix.to/#/@a:b)",
        "👍🏽",
        "🔴",
        "👩\u200d",
        "\ue000",
        "\ue0000\ue001",
        "ﷺ",
        "\\",
        "$",
    ),
)
LEADS = ("", "x ", "B1 ", "x\nretro: R1", "am ", "1", "<a href='")
ENDS = ("x", ":", "\x01")


def texts(length: int, *, leads: tuple[str, ...] = LEADS, ends: tuple[str, ...] = ENDS) -> Iterator[tuple[str, str, str, int]]:
    """A lead, a pump, an end, and how often the pump goes into `length`."""
    for pump in PUMPS:
        for lead in leads:
            for end in ends:
                yield lead, pump, end, max(length // len(pump), 1)
