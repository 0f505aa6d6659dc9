# `make demo` and `make test` do all the set-up themselves: Python 3.11 or newer, git and make are enough.

VENV := .venv
BIN := $(VENV)/bin
READY := $(VENV)/.ready
ARGS ?=

# The tests start the bot hundreds of times: what is compiled is kept, also where the environment says otherwise.
unexport PYTHONDONTWRITEBYTECODE

# A file stays with one worker, so that its homeserver and its fixtures are started once.
WORKERS ?= -n 2 --dist loadfile

# Node and another client, for `make test-e2ee` alone.
STRICT := tests/matrix/strict
NODE := .e2ee
NODE_READY := $(NODE)/.ready

# How often `make soak` kills the bot, what chance begins with, and on which database.
KILLS ?= 1000
SEED ?= 7
ENGINE ?= sqlite

# What is tried a second time on PostgreSQL: all that keeps and finds, and enough stories of people to tell.
ON_POSTGRESQL := tests/storage tests/bot --ignore=tests/bot/grammar/test_limits.py \
	tests/commands/blocker/test_verbs.py tests/commands/blocker/test_escalation.py tests/commands/retro/test_notes.py \
	"tests/test_a_year.py::test_in_a_year_each_digest_comes_once_and_none_comes_late[1]" tests/matrix/test_bot_standby.py tests/matrix/test_bot_restored.py

# The bots that ours is measured beside, for `make bench` alone.
PEERS := .bench
PEERS_READY := $(PEERS)/.ready
QUICK ?=
ONLY ?=

.PHONY: setup browser demo test test-postgresql test-e2ee faults soak endurance bench check format clean

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

# Debian's Chromium, in which tests look at the board; where there is none they say so and are skipped.
browser:
	@command -v chromium >/dev/null || command -v google-chrome >/dev/null || apt-get install --yes --no-install-recommends chromium || \
		{ echo "Chromium is missing, and this user may not install it; on Debian: apt install chromium" >&2; exit 1; }

demo: setup
	$(BIN)/lotse demo $(ARGS)

# Every part once, in some minutes; `make check` adds what breaks things again and again.
test: setup
	$(BIN)/pytest $(WORKERS) -m "not thorough" $(ARGS)

# The server is the tests' own, made from the system's programs; without them it says so and tries nothing.
test-postgresql: setup
	$(BIN)/pytest $(WORKERS) --engine postgresql $(ON_POSTGRESQL) $(ARGS)

# New stories of everything that can go wrong, for as long as is given: docs/reliability.md.
MINUTES ?= 10
faults: setup
	FAULTS_MINUTES=$(MINUTES) $(BIN)/pytest -p no:xdist tests/faults $(ARGS)

# The bot and a client that trusts signed devices only, of another make: matrix-js-sdk with Rust crypto.
test-e2ee: setup $(NODE_READY)
	$(BIN)/pytest $(STRICT) $(ARGS)

$(NODE_READY): $(READY) $(STRICT)/requirements.lock $(STRICT)/package-lock.json
	$(BIN)/python -m venv $(NODE)
	$(NODE)/bin/python -m pip install --quiet --disable-pip-version-check --require-hashes -r $(STRICT)/requirements.lock
	cd $(STRICT) && PATH="$(CURDIR)/$(NODE)/bin:$$PATH" npm ci --ignore-scripts --no-audit --no-fund --loglevel=error
	@touch $@

# A real homeserver, the bot killed again and again while people speak to it; counts what was lost and what was done twice.
soak: setup
	$(BIN)/python -m tests.faults.soak --kills $(KILLS) --seed $(SEED) --engine $(ENGINE)

# One long life with people who never stop speaking: does it stay as small as it was?
endurance: setup
	$(BIN)/python -m tests.faults.endurance --minutes $(MINUTES) --engine $(ENGINE)

# All of it takes about an hour, a third of that the starts in up to 1,000 rooms, and writes docs/performance.md; with
# ARGS="--set rounds=2" about half of it; QUICK=1 takes three minutes and writes nothing; ONLY=answer,burst
# measures only these.
bench: setup $(PEERS_READY)
	$(BIN)/python -m benchmarks $(if $(QUICK),--quick) $(if $(ONLY),--only $(ONLY)) $(ARGS)

$(PEERS_READY): $(READY) benchmarks/requirements.lock
	$(BIN)/python -m venv $(PEERS)
	$(PEERS)/bin/python -m pip install --quiet --disable-pip-version-check --require-hashes -r benchmarks/requirements.lock
	@touch $@

check: setup $(NODE_READY)
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/pytest $(WORKERS) tests $(STRICT)
	$(BIN)/pytest $(WORKERS) --engine postgresql $(ON_POSTGRESQL)

format: setup
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

clean:
	rm -rf $(VENV) $(NODE) $(PEERS) $(STRICT)/node_modules .mypy_cache .ruff_cache .pytest_cache .hypothesis
