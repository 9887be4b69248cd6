# `make demo` and `make test` do their own set-up, in .venv; they need Python 3.11 or later.
PYTHON ?= python3
VENV ?= .venv
BIN := $(VENV)/bin
READY := $(VENV)/.ready
READY_DOCS := $(VENV)/.ready-docs
READY_SPARK := $(VENV)/.ready-spark
READY_BENCH := $(VENV)/.ready-bench

# A file of tests stays on one core: what it sets up is set up once.
SPREAD := -n auto --dist loadfile --no-loadscope-reorder

.PHONY: demo quick test survivors check audit spark bench docs page release renew clean

demo: $(READY)
	@$(BIN)/python examples/demo.py

test: $(READY)
	$(BIN)/python -m pytest $(SPREAD)

# The tests of what one is working on, in less than a minute.
quick: $(READY)
	$(BIN)/python .ci/quick.py

# Changes of one place, drawn by a seed, that no test notices: make survivors SEED=7 CHANGES=40
SEED ?= 1
CHANGES ?= 40
survivors: $(READY)
	$(BIN)/python -m benchmarks.survivors --seed $(SEED) --changes $(CHANGES)

# What CI asks before the tests: format, lint, types, layers, the rules themselves.
check: $(READY)
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/perkins-rules lint rules
	$(BIN)/perkins-rules fmt --check rules
	$(BIN)/perkins-rules test rules

# Whether Spark finds what a local run finds. It needs Java 17; PySpark takes 600 MB.
spark: $(READY_SPARK)
	$(BIN)/python -m pytest -rs tests/spark

# What is known against the libraries in constraints.txt; where that cannot be asked, it says so.
# The tool has an environment of its own, and nothing else depends on this.
audit:
	$(PYTHON) .ci/audit.py

# Other rule engines on the same verdicts, and the whole pack; BENCH=--write puts it into the pages.
bench: $(READY_BENCH)
	$(BIN)/python -m benchmarks.peers $(BENCH)

# The site of docs/ in build/site, with a page for each rule; any link to nowhere is an error.
docs: $(READY_DOCS)
	$(BIN)/sphinx-build --jobs auto --quiet --fail-on-warning --keep-going -c docs/site -d build/doctrees docs build/site
	@echo "build/site/index.html"

# The page in the browser in build/page: `perkins-rules page` and `serve` hand it on, and a wheel
# that is built afterwards carries it. It needs Node.
PAGE := build/page
PARTS := page/node_modules/.ready
page: $(READY) $(PARTS)
	cd page && npm run --silent check
	rm -rf $(PAGE)
	cd page && npm run --silent build -- ../$(PAGE)
	$(BIN)/python .ci/page.py parts $(PAGE) build/page-sources.zip
	node page/archive.mjs build/page-sources.zip $(PAGE)/python.zip
	node page/seal.mjs $(PAGE)
	@$(BIN)/python .ci/page.py said $(PAGE)

# Builds what is released into dist/; stops where version, CHANGELOG.md and wheel do not agree.
release: $(READY)
	$(BIN)/python .ci/release.py

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

$(PARTS): page/package.json page/package-lock.json
	cd page && npm ci --no-fund --no-audit --ignore-scripts
	@touch $@

$(READY_DOCS): $(READY)
	$(PIP) --no-build-isolation --editable '.[dev,docs]'
	@touch $@

# PySpark comes as source: it is built with a release that is written down, too.
$(READY_SPARK): $(READY)
	$(PIP) 'setuptools>=77'
	$(PIP) --no-build-isolation --editable '.[dev,spark]'
	@touch $@

$(READY_BENCH): $(READY)
	$(PIP) --no-build-isolation --editable '.[dev,benchmark]'
	@touch $@

clean:
	rm -rf build page/node_modules docs/law $(VENV) .venv-newest .venv-lowest
