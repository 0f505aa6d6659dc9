"""Which rows of a wide table does `make test` take? Every so many of each kind; `make check` takes them all."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import pytest
from _pytest.mark import ParameterSet


def sampled(rows: Iterable[Any], every: int) -> list[ParameterSet]:
    """For `parametrize`, with one argument or with several."""
    return [
        pytest.param(*(row if isinstance(row, tuple) else (row,)), marks=() if number % every == 0 else pytest.mark.thorough)
        for number, row in enumerate(rows)
    ]
