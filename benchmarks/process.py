"""How is a process of a bot started and stopped, and what does it take of memory and processor?"""

from __future__ import annotations

import asyncio
import contextlib
import os
import time
from asyncio.subprocess import Process
from collections.abc import Sequence
from pathlib import Path

ROOT = Path(__file__).parents[1]
PATIENCE = 20.0
"""Seconds to end in order."""
_TICKS = os.sysconf("SC_CLK_TCK")


class Running:
    """A process, its output in a file."""

    def __init__(self, process: Process, log: Path, lived: int) -> None:
        self._process = process
        self.log = log
        self._lived = lived
        """How much of the file its former lives have written, in bytes."""

    @classmethod
    async def start(cls, command: Sequence[str], folder: Path) -> Running:
        """In `folder`, without the settings of whoever runs the benchmark, and as on any other start with its code compiled before."""
        log = folder / "output.log"
        kept = {name: value for name, value in os.environ.items() if not name.startswith("LOTSE_") and name != "PYTHONDONTWRITEBYTECODE"}
        lived = log.stat().st_size if log.exists() else 0
        with log.open("ab") as output:
            process = await asyncio.create_subprocess_exec(
                *command, cwd=folder, stdout=output, stderr=output, env=kept | {"PYTHONPATH": str(ROOT), "PYTHONUNBUFFERED": "1"}
            )
        return cls(process, log, lived)

    @property
    def has_ended(self) -> bool:
        return self._process.returncode is not None

    def last_words(self) -> str:
        return self.log.read_text(errors="replace")[-800:].strip()

    def memory(self) -> float:
        """Resident, in MB. Raises RuntimeError where it has ended."""
        return self._status("VmRSS") / 1024

    def peak(self) -> float:
        """The most that was resident, in MB."""
        return self._status("VmHWM") / 1024

    def cpu(self) -> float:
        """Seconds of processor time so far, in all threads. Raises RuntimeError where it has ended."""
        self._require_alive()
        # The name of the process stands in parentheses and may hold spaces.
        fields = Path(f"/proc/{self._process.pid}/stat").read_text().rpartition(")")[2].split()
        return (int(fields[11]) + int(fields[12])) / _TICKS

    async def logs(self, text: str, patience: float) -> float:
        """When a line with this text stood in its output, by `time.perf_counter`. Raises TimeoutError, and RuntimeError where it ends."""
        async with asyncio.timeout(patience):
            while text not in self.log.read_bytes()[self._lived :].decode(errors="replace"):
                self._require_alive()
                await asyncio.sleep(0.01)
        return time.perf_counter()

    async def ended(self) -> None:
        """Waits for its end. Raises RuntimeError where it was not a good one."""
        if await self._process.wait() != 0:
            raise RuntimeError(self.last_words())

    async def stop(self) -> None:
        """In order, or by force where it does not listen."""
        if self.has_ended:
            return
        with contextlib.suppress(ProcessLookupError):
            self._process.terminate()
        try:
            async with asyncio.timeout(PATIENCE):
                await self._process.wait()
        except TimeoutError:
            self._process.kill()
            await self._process.wait()

    def _status(self, name: str) -> int:
        self._require_alive()
        lines = Path(f"/proc/{self._process.pid}/status").read_text().splitlines()
        return int(next(line.split()[1] for line in lines if line.startswith(f"{name}:")))

    def _require_alive(self) -> None:
        if self.has_ended:
            raise RuntimeError(f"it has ended: {self.last_words()}")
