"""People say what they say, everything goes wrong that can, and in the end each thing has happened once.

`make check` tells the same few stories each time. `make faults MINUTES=30` tells new ones for as long as it is given, and makes one that
fails as short as it can.
"""

from __future__ import annotations

import os
import time
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, settings
from hypothesis.stateful import run_state_machine_as_test

from tests.faults.lab import Lab
from tests.faults.state_machine import Story

pytestmark = pytest.mark.thorough

MINUTES = float(os.environ.get("FAULTS_MINUTES", "0"))
STORIES = int(os.environ.get("FAULTS_STORIES", "8"))


def test_whatever_goes_wrong_each_thing_happens_once(lab_founded: Lab, place: Path) -> None:
    Story.founded, Story.place = lab_founded, place
    end = time.monotonic() + MINUTES * 60
    _tell(stories=STORIES, derandomize=True, phases=[Phase.generate])
    while time.monotonic() < end:
        _tell(stories=STORIES, print_blob=True, phases=[Phase.generate, Phase.shrink])


def _tell(*, stories: int, **how: Any) -> None:
    run_state_machine_as_test(
        Story,
        settings=settings(
            max_examples=stories,
            stateful_step_count=20,
            database=None,
            deadline=None,
            report_multiple_bugs=False,
            suppress_health_check=list(HealthCheck),
            **how,
        ),
    )
