# `make demo` and `make test` do their own set-up, in .venv; they need Python 3.11 or later.
PYTHON ?= python3
VENV ?= .venv
BIN := $(VENV)/bin
READY := $(VENV)/.ready

# A file of tests stays on one core: what it sets up is set up once.
SPREAD := -n auto --dist loadfile --no-loadscope-reorder

.PHONY: demo quick test check renew clean

demo: $(READY)
	@$(BIN)/python examples/demo.py

test: $(READY)
	$(BIN)/python -m pytest $(SPREAD)

# The tests of what one is working on, in less than a minute.
quick: $(READY)
	$(BIN)/python .ci/quick.py

# What CI asks before the tests: format, lint, types, layers, the rules themselves.
check: $(READY)
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/perkins-rules lint rules
	$(BIN)/perkins-rules fmt --check rules
	$(BIN)/perkins-rules test rules

# The newest releases of the libraries into constraints.txt, if the tests pass with them, and the
# tests with the lowest that pyproject.toml allows. It takes the lowest Python that is claimed.
renew:
	python3.11 .ci/renew.py

# In two steps: a build that pip isolates would take releases that are not written down.
PIP := $(BIN)/python -m pip install --quiet --disable-pip-version-check -c constraints.txt
$(READY): pyproject.toml constraints.txt
	$(PYTHON) -m venv $(VENV)
	$(PIP) hatchling editables attrs lark
	$(PIP) --no-build-isolation --editable '.[dev]'
	@touch $@

clean:
	rm -rf $(VENV) .venv-newest .venv-lowest
