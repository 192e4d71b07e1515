# make demo    everything, with an example world, on http://127.0.0.1:8000 (PORT=8001, DATA=folder, WORLD=none)
# make test    every test, in as many processes as the machine has processors (PROCESSES=1)
# make check   format, lint, types, walls between rooms, smells, budgets
# make bench   speed, as a table
# make lock    choose versions anew within the ranges of requirements/*.in

PYTHON ?= python3
# Each process that tests has a database server and a browser of its own.
PROCESSES ?= logical
BIN := .venv/bin
# A lock is whole, so nothing is left to resolve: a release newer than a lock must never stop an installation.
LOCKED := $(BIN)/pip install --quiet --disable-pip-version-check --require-hashes --no-deps -r
ifdef PORT
export THROUGHCARE_PORT := $(PORT)
endif
ifdef DATA
export THROUGHCARE_DATA := $(DATA)
endif
ifdef WORLD
export THROUGHCARE_WORLD := $(WORLD)
endif

.PHONY: demo test check bench lock static product develop clean

# exec: no shell stands between make and the command, so it notices when make is gone and ends too.
demo: product static
	@exec $(BIN)/throughcare demo --with-parent

test: develop static
	@exec $(BIN)/pytest -n $(PROCESSES) --maxprocesses 8 --dist worksteal

check: develop
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/vulture throughcare --min-confidence 80
	$(BIN)/pylint --score=n --disable=all --enable=duplicate-code --min-similarity-lines=6 --ignore-imports=y --ignore-signatures=y tests
	$(BIN)/python -m checks
	$(BIN)/throughcare blueprint handbook docs/handbook
	$(BIN)/throughcare instrument handbook docs/instruments
	git diff --exit-code -- docs/handbook docs/instruments

bench: develop static
	@exec $(BIN)/python -m bench

lock: develop
	cd requirements && for set in product develop node; do ../$(BIN)/uv pip compile --quiet --universal \
		--generate-hashes --no-annotate --no-header --python-version 3.11 $$set.in -o $$set.txt || exit 1; done

product: .venv/product.stamp
develop: .venv/develop.stamp
static: build/static/staticfiles.json

clean:
	rm -rf build node_modules .venv

.venv/bin/pip:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
		{ echo "Throughcare needs Python 3.11 or newer; say which with make PYTHON=python3.11 $(MAKECMDGOALS)"; exit 1; }
	$(PYTHON) -m venv .venv

.venv/product.stamp: requirements/product.txt pyproject.toml | .venv/bin/pip
	$(LOCKED) requirements/product.txt
	$(BIN)/pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable .
	@touch $@

.venv/develop.stamp: requirements/develop.txt .venv/product.stamp
	$(LOCKED) requirements/develop.txt
	@touch $@

node_modules/.package-lock.json: package.json package-lock.json .npmrc | .venv/bin/pip
	@command -v npm > /dev/null || $(LOCKED) requirements/node.txt
	PATH="$$PATH:$(CURDIR)/$(BIN)" npm ci --silent
	@touch $@

# Of what npm brings, only what pages use is served. The letters that the design system would fetch from elsewhere are
# licensed for NHS services alone, and its pictures lie beside it here.
build/assets/stamp: node_modules/.package-lock.json
	@rm -rf build/assets && mkdir -p build/assets/nhsuk build/assets/htmx
	@cp -R node_modules/nhsuk-frontend/dist/nhsuk/assets build/assets/nhsuk/
	@cp node_modules/nhsuk-frontend/dist/nhsuk/nhsuk-frontend.min.* build/assets/nhsuk/
	@sed -E -e 's/@font-face\{[^}]*\}//g' -e 's/url\(\/assets\//url(assets\//g' \
		node_modules/nhsuk-frontend/dist/nhsuk/nhsuk-frontend.min.css > build/assets/nhsuk/nhsuk-frontend.min.css
	@cp node_modules/htmx.org/dist/htmx.min.* build/assets/htmx/
	@touch $@

build/static/staticfiles.json: build/assets/stamp $(shell find throughcare/web/static -type f 2>/dev/null) | .venv/product.stamp
	@rm -rf build/static
	@$(BIN)/python -m django collectstatic --settings throughcare.config.settings --noinput --verbosity 0 --ignore stamp
