"""`lotse check` on pictures: it draws one, and says why where that cannot be done."""

from __future__ import annotations

import subprocess
import sys

from bot.cli.check import pictures


async def test_it_draws_one() -> None:
    assert await pictures() == "of traffic lights and milestones, beside their words"


def test_without_the_extra_it_says_what_to_install() -> None:
    # In a process of its own whose search finds the package of that library nowhere.
    program = "\n".join(
        (
            "import asyncio, sys",
            "from importlib.machinery import PathFinder",
            "class Without(PathFinder):",
            "    @classmethod",
            "    def find_spec(cls, name, *rest):",
            "        return None if name == 'resvg_py' else PathFinder.find_spec(name, *rest)",
            "sys.meta_path = [Without if each is PathFinder else each for each in sys.meta_path]",
            "from bot.cli.check import pictures",
            "print(asyncio.run(pictures()))",
        )
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert (
        done.stdout.startswith("none, all is said in words alone (resvg_py not installed)") and "pip install lotse[pictures]" in done.stdout
    )
