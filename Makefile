# make demo   sets up what is missing and plays the demo lecture
# make test   sets up what is missing and runs every check and test
# make bench  measures every budget
# make kept   prints what we and three libraries keep of each transcript in the tests
# make fuzz   reads a million mutated transcripts
SHELL := /bin/sh
VENV := .venv
BIN := $(VENV)/bin
REQUIREMENTS := pyproject.toml config/constraints.txt
PIP := $(BIN)/python -m pip install --quiet --disable-pip-version-check -c config/constraints.txt

.PHONY: demo test lint tests bench kept fuzz wheel clean system-play system-test

demo: system-play $(VENV)/.ready-to-play
	@$(BIN)/lecture demo

test: lint tests

lint: system-test $(VENV)/.ready-to-test
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports

tests: system-test $(VENV)/.ready-to-test
	$(BIN)/pytest -n 2 --dist loadfile

bench: system-test $(VENV)/.ready-to-test
	$(BIN)/python -m tests.benchmarks

kept: $(VENV)/.ready-to-test
	@$(BIN)/python -m tests.kept

fuzz: $(VENV)/.ready-to-test
	$(BIN)/python -m tests.fuzz

wheel: $(VENV)/.ready-to-test
	$(BIN)/python -m build --wheel --outdir dist .

clean:
	rm -rf $(VENV) dist build .pytest_cache .mypy_cache .ruff_cache .hypothesis

system-play:
	@.ci/system-packages play

system-test:
	@.ci/system-packages test

$(VENV)/bin/python:
	@echo "Making the virtual environment in $(VENV)"
	@for python in python3 python3.13 python3.12 python3.11; do \
		if $$python -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then \
			exec $$python -m venv $(VENV); \
		fi; \
	done; echo "Python 3.11 or newer is needed." >&2; exit 1

$(VENV)/.ready-to-play: $(REQUIREMENTS) | $(VENV)/bin/python
	@echo "Installing the player and its Python libraries into $(VENV)"
	@$(PIP) -e .
	@touch $@

$(VENV)/.ready-to-test: $(REQUIREMENTS) | $(VENV)/bin/python
	@echo "Installing the player with what its tests need into $(VENV)"
	@$(PIP) -e '.[dev]'
	@touch $@ $(VENV)/.ready-to-play
