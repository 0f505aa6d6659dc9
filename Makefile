# `make demo` and `make test` do all the set-up themselves: Python 3.11 or newer, git and make are enough.

VENV := .venv
BIN := $(VENV)/bin
READY := $(VENV)/.ready
ARGS ?=
# A file stays with one worker, so that its homeserver and its fixtures are started once.
WORKERS ?= -n 2 --dist loadfile

.PHONY: setup demo test check format clean

setup: $(READY)

# Made anew whenever a locked library changes.
$(READY): requirements-dev.lock pyproject.toml
	@python=$$(for each in python3.13 python3.12 python3.11 python3 python3.14 python; do \
		$$each -c 'import sys; sys.exit(sys.version_info < (3, 11))' >/dev/null 2>&1 && echo $$each && break; done); \
	if [ -z "$$python" ]; then echo "Lotse needs Python 3.11 or newer." >&2; exit 1; fi; \
	$$python -m venv $(VENV) || { echo "Python's venv module is missing; on Debian: apt install python3-venv" >&2; exit 1; }
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements-dev.lock
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable .
	@touch $@

demo: setup
	$(BIN)/lotse demo $(ARGS)

test: setup
	$(BIN)/pytest $(WORKERS) $(ARGS)

check: setup
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/pytest $(WORKERS)

format: setup
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

clean:
	rm -rf $(VENV) .mypy_cache .ruff_cache .pytest_cache .hypothesis
