# Every recipe of the house. `make` alone lists them; anything longer than ten lines is a script in tools/.

PYTHON ?= $(firstword $(shell for p in python3 python3.14 python3.13 python3.12 python3.11 python; do \
	$$p -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && echo $$p; done; true) python3)
BIN := .venv/bin
# Options for pytest, for instance: make test-unit OPTIES="-k pasen -x"
OPTIES ?=
PYTEST := $(BIN)/pytest -n 2 --dist worksteal --durations=8 --durations-min=2 $(OPTIES)
CODE := src tests tools $(wildcard benchmarks)
LOCK := $(BIN)/uv pip compile pyproject.toml --universal --generate-hashes --no-emit-index-url --no-header --no-annotate -q

# The tests start hundreds of processes: compile each module once, also where the environment says to keep nothing.
unexport PYTHONDONTWRITEBYTECODE

.DEFAULT_GOAL := help
.NOTPARALLEL:
.PHONY: help demo setup setup-dev test test-unit test-spec test-generative test-integration test-functional \
	test-acceptance test-slow test-splink test-omvallen test-browser test-spark check lock-check format lint types imports docs docs-check figures maat \
	coverage snapshots pictures bench bench-engines lock upgrade smoke release fix clean

help: ## list the recipes
	@awk -F ':.*## ' '/^[a-z-]+:.*## / {printf "  make %-18s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

# ------------------------------------------------------------------------------------------------------------- set-up
$(BIN)/.basis: requirements/basis.txt pyproject.toml tools/omgeving.py
	@$(PYTHON) tools/omgeving.py basis

$(BIN)/.ontwikkeling: requirements/ontwikkeling.txt requirements/basis.txt pyproject.toml tools/omgeving.py
	@$(PYTHON) tools/omgeving.py ontwikkeling

$(BIN)/.systeem: $(BIN)/.ontwikkeling tools/install_system.sh
	@sh tools/install_system.sh && touch $@

setup: $(BIN)/.basis ## make .venv with the zicht command in it
setup-dev: $(BIN)/.ontwikkeling ## the same, with everything that tests and checks need

demo: $(BIN)/.basis ## a synthetic region: its figures, its burap, and the application with that region inside
	@$(BIN)/python tools/demo.py

# -------------------------------------------------------------------------------------------------------------- tests
test: $(BIN)/.systeem ## all tests (installs what they need); those of the web application on both databases
	$(PYTEST)
	ZICHT_TEST_DATABANK=postgres $(PYTEST) -m "not traag and not browser" tests/integration/web

test-unit: $(BIN)/.ontwikkeling ## small and fast: one unit at a time, nothing replaced by a mock
	$(PYTEST) tests/unit
test-spec: $(BIN)/.ontwikkeling ## executable definitions, readable by a domain expert
	$(PYTEST) tests/spec
test-generative: $(BIN)/.ontwikkeling ## random conditions and facts: every engine against the reference
	$(PYTEST) tests/generative
test-integration: $(BIN)/.ontwikkeling ## a real PostgreSQL, real files
	$(PYTEST) tests/integration
test-functional: $(BIN)/.systeem ## the command line and the reports, end to end
	$(PYTEST) tests/functional
test-acceptance: $(BIN)/.ontwikkeling ## published figures that must come out
	$(PYTEST) tests/acceptance
test-spark: $(BIN)/.ontwikkeling ## the same figures on Spark: fetches pyspark (400 MB) and needs Java 17
	@command -v java >/dev/null || { echo "Spark needs Java 17: apt-get install openjdk-17-jre-headless"; exit 2; }
	$(BIN)/python -m pip install -q "pyspark>=4.0,<5"
	$(PYTEST) -n 0 tests/integration/test_spark.py
test-browser: $(BIN)/.systeem ## only what needs a browser
	$(PYTEST) -m browser
test-slow: $(BIN)/.ontwikkeling ## the generative tests again, with 5.000 examples each
	ZICHT_VOORBEELDEN=5000 $(PYTEST) tests/generative
test-splink: $(BIN)/.ontwikkeling ## linking people with Splink beside our own rules; installs that extra
	$(BIN)/python -m pip install -q "splink>=5"
	$(PYTEST) tests/integration/test_splink.py
test-omvallen: $(BIN)/.ontwikkeling ## kill the process a thousand times on each database; ten minutes and more each
	ZICHT_VOORBEELDEN=1000 nice $(BIN)/pytest -n 0 --durations=3 $(OPTIES) tests/functional/test_omvallen.py \
		tests/functional/test_berichten_omvallen.py

# ------------------------------------------------------------------------------------------------------------- checks
check: lock-check format lint types imports docs-check test ## everything that must be green before a merge

lock-check: $(BIN)/.ontwikkeling ## the locks fit pyproject.toml, with hashes and without addresses
	$(BIN)/python tools/sloten.py
format: $(BIN)/.ontwikkeling ## the code stands as the formatter writes it
	$(BIN)/ruff format --check $(CODE)
lint: $(BIN)/.ontwikkeling ## ruff
	$(BIN)/ruff check $(CODE)
types: $(BIN)/.ontwikkeling ## pyright, strict where pyproject.toml says so
	$(BIN)/pyright
imports: $(BIN)/.ontwikkeling ## the import contracts
	$(BIN)/lint-imports --no-cache
docs-check: $(BIN)/.ontwikkeling ## the generated reference pages are current
	$(BIN)/python tools/naslag.py --check
figures: $(BIN)/.ontwikkeling ## the figures of the demo region have not moved silently
	$(BIN)/python tools/cijfers.py
maat: $(BIN)/.ontwikkeling ## the score sheet: sizes, docstrings, suppressions per package
	@$(BIN)/python tools/maat.py
coverage: $(BIN)/.systeem ## branch coverage of the package
	$(BIN)/coverage erase
	$(BIN)/coverage run -m pytest $(OPTIES)
	$(BIN)/coverage combine -q
	$(BIN)/coverage report

# -------------------------------------------------------------------------------------------------------------- write
fix: $(BIN)/.ontwikkeling ## format and repair what can be repaired
	$(BIN)/ruff check --fix $(CODE)
	$(BIN)/ruff format $(CODE)
docs: $(BIN)/.ontwikkeling ## write the generated reference pages
	$(BIN)/python tools/naslag.py
snapshots: $(BIN)/.systeem ## rewrite tests/snapshots; a human reads the difference
	ZICHT_SNAPSHOTS=schrijf $(BIN)/pytest -p no:randomly tests
	$(BIN)/python tools/cijfers.py --schrijf
	git --no-pager diff --stat -- tests/snapshots
pictures: $(BIN)/.systeem demo ## take the pictures of the README again
	$(BIN)/python tools/beelden.py
bench: $(BIN)/.ontwikkeling ## measure side by side (minutes; use a quiet machine)
	$(BIN)/python -m benchmarks
bench-engines: $(BIN)/.ontwikkeling ## every engine beside hand-written SQL on it, and whether they agree
	$(BIN)/python -m benchmarks.rekenmachines
lock: $(BIN)/.ontwikkeling ## write requirements/ from pyproject.toml, keeping versions that still fit
	$(LOCK) --group dev -o requirements/ontwikkeling.txt
	$(LOCK) --group bouw -c requirements/ontwikkeling.txt -o requirements/basis.txt
upgrade: $(BIN)/.ontwikkeling ## the same, with the newest versions
	$(MAKE) lock LOCK="$(LOCK) --upgrade"
smoke: ## the command line in a new environment without development dependencies
	sh tools/smoke.sh "$(PYTHON)"
release: check smoke ## check everything, then build the package in dist/
	$(BIN)/python tools/uitgave.py
clean: ## throw away what can be made again (not the virtual environment)
	rm -rf dist build .cache .coverage* .pytest_cache .ruff_cache .hypothesis demo
