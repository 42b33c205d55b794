# The front door. `make serve` and `make test` do all the set-up they need.
.DEFAULT_GOAL := help
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
export HF_HUB_OFFLINE ?= 1

.PHONY: help install index serve test test-slow eval bench check format clean

help:  ## Say what the targets do
	@grep -E '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:[^#]*##/\t/' | expand -t 12

install: $(VENV)/.installed  ## Create .venv from the pinned constraints

$(VENV)/.installed: pyproject.toml constraints.txt
	$(PYTHON) -c 'import sys; v = sys.version_info[:2]; sys.exit(None if (3, 11) <= v <= (3, 13) else f"Python {v[0]}.{v[1]} found; Zhengda needs 3.11 to 3.13, e.g.: make install PYTHON=python3.11")'
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -c constraints.txt torch
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -c constraints.txt -e '.[dev]'
	touch $@

index: install  ## Build or refresh the index
	$(BIN)/zhengda index

serve: install  ## Set everything up, build the index and open the chat
	$(BIN)/zhengda serve --open

test: install  ## Run the tests (Debian: chromium and fonts-noto-cjk for the browser test)
	$(BIN)/python -m pytest -q -n 2 --dist loadfile

test-slow: install  ## Run the long tests: kill rounds, fuzzing, large builds
	$(BIN)/python -m pytest -q -m slow

eval: install  ## Put the known questions and print what is right
	$(BIN)/zhengda eval --report runs/latest

bench: install  ## Measure time and memory beside the tutorial pipeline
	$(BIN)/python -m eval.bench

check: install  ## Lint, formatting, types, import direction
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports

format: install  ## Format the code
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

clean:  ## Remove what the other targets made here
	rm -rf $(VENV) .mypy_cache .ruff_cache .pytest_cache .hypothesis runs
