# `make` or `make help` lists what can be done. Everything happens in .venv and in .demo; nothing else is touched.
.DEFAULT_GOAL := help
SHELL := /bin/bash
.SHELLFLAGS := -eu -o pipefail -c
MAKEFLAGS += --no-print-directory

PYTHON ?= python3
BIN := .venv/bin
DEMO_HOME ?= .demo
HOST ?= 127.0.0.1
PORT ?= 8700
WORKERS ?= 2
LOCK := --quiet --generate-hashes --allow-unsafe --no-emit-index-url --no-emit-find-links --no-emit-trusted-host --no-header --no-annotate --strip-extras

.PHONY: help demo test test-long fuzz mutants lint format bench verdicts reading serve lock clean

help: ## list the targets
	@awk -F ':.*## ' '/^[a-z-]+:.*## /{printf "  make %-10s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

.venv/runtime: requirements.lock pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Duibiao needs Python 3.11 or newer; set PYTHON=python3.x")'
	@test -x $(BIN)/python || $(PYTHON) -m venv .venv
	@echo "Installing the locked libraries into .venv ..."
	@sed '/^# -- development/,$$d' requirements.lock > .venv/runtime.lock
	@$(BIN)/pip install --quiet --disable-pip-version-check --require-hashes -r .venv/runtime.lock
	@$(BIN)/pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable .
	@$(BIN)/python -m compileall -q catalog declarations importers search templates
	@touch $@

.venv/development: .venv/runtime
	@echo "Installing the locked development libraries into .venv ..."
	@sed '1,/^# -- development/d' requirements.lock > .venv/development.lock
	@$(BIN)/pip install --quiet --disable-pip-version-check --require-hashes -r .venv/development.lock
	@touch $@

demo: .venv/runtime ## set everything up, show one comparison, serve the site with sample data
	@$(BIN)/duibiao --home $(DEMO_HOME) init --samples
	@$(BIN)/duibiao compare catalog/data/samples/demo-standard.md "GB/T 43726-2024" --home $(DEMO_HOME) || test $$? -eq 1
	@$(BIN)/duibiao --home $(DEMO_HOME) serve --host $(HOST) --port $(PORT) --workers $(WORKERS)

test: lint ## everything: lint, types, import contracts, all tests against real servers
	@$(BIN)/python -m tests.needs
	@$(BIN)/pytest -n 2 --dist loadgroup

test-long: .venv/development ## the long forms of the runs that the ordinary suite has in short
	@$(BIN)/python -m tests.needs
	@$(BIN)/pytest -m long --timeout 7200

fuzz: .venv/development ## hand 100,000 broken real files to the readers of documents
	@$(BIN)/pytest -m long --timeout 7200 -k broken_files tests/importers/documents

lint: .venv/development ## ruff, mypy --strict, import contracts
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check --quiet .
	@$(BIN)/mypy
	@$(BIN)/lint-imports --no-logo

mutants: .venv/development ## put small faults into gates, sets and units, and list those that no test notices
	@$(BIN)/python -m tests.mutants

format: .venv/development ## put the code in the agreed form
	@$(BIN)/ruff check --fix --quiet . ; $(BIN)/ruff format --quiet .

bench: .venv/development ## measure: side by side in one run, with a calibration loop beside each figure
	@$(BIN)/python -m tests.benchmarks

verdicts: .venv/development ## the scoreboard of the comparison engine over the acceptance cases
	@$(BIN)/python -m tests.scoreboard

reading: .venv/development ## how well documents are read: rows found, precision, wrong limits of each
	@$(BIN)/python -m tests.reading_board

lock: .venv/development ## write requirements.lock anew from pyproject.toml
	@$(BIN)/pip-compile $(LOCK) --extra postgresql --extra elasticsearch --output-file .venv/runtime.txt pyproject.toml
	@$(BIN)/pip-compile $(LOCK) --extra postgresql --extra elasticsearch --extra dev --constraint .venv/runtime.txt --output-file .venv/all.txt pyproject.toml
	@$(BIN)/python -m tests.lock .venv/runtime.txt .venv/all.txt > requirements.lock

clean: ## remove the environment and the demo's data
	rm -rf .venv $(DEMO_HOME) build *.egg-info
