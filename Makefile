# Two commands for a newcomer: make run, make test. They need python3 (3.11 or newer) with venv, and make.

PYTHON ?= python3
PORT ?= 8000
PROCESSES ?= 2
BIN := .venv/bin
PRODUCT := $(BIN)/python -m drogowskaz.config.command
DEMO := DROGOWSKAZ_DEMO=$${DROGOWSKAZ_DEMO-true}
# A folder and settings of a public installation, for the questions that are asked of one.
PUBLIC = DROGOWSKAZ_DATA=$$(mktemp -d) DROGOWSKAZ_SECRET_KEY=$$($(BIN)/python -c 'import secrets; print(secrets.token_hex(32))') \
	DROGOWSKAZ_ORIGIN=https://programme.example.org DROGOWSKAZ_HOSTS=programme.example.org \
	DROGOWSKAZ_MAIL_URL=smtp://mail.example.org:587 DROGOWSKAZ_DEMO=false

export PIP_DISABLE_PIP_VERSION_CHECK = 1
.DEFAULT_GOAL := help
.PHONY: help run test check test-sqlite test-postgresql test-thorough demo-reset docs lock prove-ledger prove-pages bench screenshots clean

help:  ## this list
	@grep -hE '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed 's/:.*## /\t/' | expand -t 18

run: .venv/.run  ## the programme with demo data at http://localhost:8000 (PORT, DROGOWSKAZ_DATA)
	@$(DEMO) PORT=$(PORT) $(PRODUCT) start

test: check test-sqlite test-postgresql  ## everything that must hold, on both databases and in a browser
	@echo "All of it holds."

check: .venv/.test  ## format, lint, types, contracts, settings, migrations, templates, translations
	$(BIN)/ruff format --quiet --check .
	$(BIN)/ruff check --quiet .
	$(BIN)/lint-imports --no-cache > .venv/lint-imports.log || { cat .venv/lint-imports.log; exit 1; }
	$(BIN)/mypy
	$(PUBLIC) $(PRODUCT) check --deploy --fail-level WARNING
	$(PUBLIC) $(PRODUCT) makemigrations --check --dry-run
	$(BIN)/djlint src --quiet --lint
	$(BIN)/python tools/translations.py --check

test-sqlite: .venv/.test
	@command -v chromium >/dev/null || command -v chromium-browser >/dev/null || \
		printf '\n!!! NO BROWSER: the journeys in it are SKIPPED. Install it: apt-get install chromium !!!\n\n'
	TEST_ON=sqlite $(BIN)/python -m pytest -q -n $(PROCESSES) --dist worksteal -m "not thorough"

test-postgresql: .venv/.test
	TEST_ON=postgresql $(BIN)/python -m pytest -q -n $(PROCESSES) --dist worksteal -m "not browser"

test-thorough: .venv/.test  ## what `make test` leaves out: every page in a browser at both widths, every page on PostgreSQL
	TEST_ON=sqlite $(BIN)/python -m pytest -q -n $(PROCESSES) --dist worksteal -m thorough
	TEST_ON=postgresql THOROUGH=yes $(BIN)/python -m pytest -q -n $(PROCESSES) --dist worksteal -m "not browser"

demo-reset: .venv/.run  ## the demo data made anew
	@$(DEMO) $(PRODUCT) demo_reset

docs: .venv/.test  ## the generated half of docs/reference
	$(BIN)/python tools/reference.py

lock: .venv/.test  ## requirements*.txt anew, with hashes and without the name of a registry
	for name in requirements requirements-dev; do \
		$(BIN)/uv pip compile --quiet --universal --generate-hashes --no-emit-index-url --no-header \
			--python-version 3.11 $$name.in -o $$name.txt || exit 1; \
	done
	! grep -nE '://|--(extra-)?index-url|--find-links' requirements.txt requirements-dev.txt

prove-ledger: .venv/.test  ## 32 processes book at once, on both databases; then the same without the guard, which must overspend
	$(PRODUCT) prove_ledger --db sqlite
	$(PRODUCT) prove_ledger --db postgresql
	$(PRODUCT) prove_ledger --db sqlite --guard none
	$(PRODUCT) prove_ledger --db postgresql --guard none

prove-pages: .venv/.test  ## every page of the demo as everybody: axe at 1280 and 390 px, without JavaScript, weight; ten minutes
	$(BIN)/python -m tools.prove_pages

bench: .venv/.test  ## how long and how heavy: pages, report, Plan
	$(BIN)/python tools/bench.py

screenshots: .venv/.test  ## pictures of the demo at 1280 and 390 px, with axe, into var/pictures
	$(BIN)/python tools/screenshots.py

clean:  ## the virtual environment and caches; the data in var/ stay
	rm -rf .venv .mypy_cache .ruff_cache .pytest_cache

.venv/bin/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Python 3.11 or newer is needed: make PYTHON=python3.12 run")'
	$(PYTHON) -m venv .venv

.venv/.run: requirements.txt | .venv/bin/python
	@echo "Installing the packages …"
	@$(BIN)/python -m pip install --quiet --require-hashes -r requirements.txt
	@$(BIN)/python tools/link.py
	@touch $@

.venv/.test: requirements-dev.txt | .venv/bin/python
	@echo "Installing the packages for tests …"
	@$(BIN)/python -m pip install --quiet --require-hashes -r requirements-dev.txt
	@$(BIN)/python tools/link.py
	@touch $@
