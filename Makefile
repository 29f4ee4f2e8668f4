# The first two targets are all that a user needs: `make demo`, `make test`.
# Each sets up what it needs in .venv, once; `make clean` throws that away.
SHELL := /bin/sh
VENV := .venv
BIN := $(VENV)/bin
SHARED ?= ../shared

# The first Python on the path that is new enough and can make an environment.
FIND_PYTHON = for p in $(PYTHON) python3 python3.13 python3.12 python3.11 python; do \
	"$$p" -c 'import sys, venv, ensurepip; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && { echo "$$p"; exit; }; done

# Where language-tool-python looks for it.
LANGUAGETOOL := $(or $(LTP_PATH),$(HOME)/.cache/language_tool_python)/LanguageTool-6.8

.PHONY: demo test check format lint types layers pages picture docs screens bench languagetool fix clean
.DEFAULT_GOAL := demo

# Findings are what a demonstration is for: exit code 1 is a success here, and any other failure still fails.
demo: $(VENV)/.user
	@$(BIN)/mtlint check seeds/ || test $$? -eq 1
	@echo
	@$(BIN)/mtlint diff seeds/ || test $$? -eq 1

# On every core; the tests of a file stay together, since they share what is slow to start.
test: $(VENV)/.dev
	$(BIN)/python -m pytest --numprocesses auto --dist loadfile

# The tests come last, so that their closing line ends the output.
check: format lint types layers pages picture test

format: $(VENV)/.dev
	$(BIN)/ruff format --check .

lint: $(VENV)/.dev
	$(BIN)/ruff check .

types: $(VENV)/.dev
	$(BIN)/mypy

layers: $(VENV)/.dev
	$(BIN)/lint-imports

pages: $(VENV)/.dev
	$(BIN)/python -m benchmarks.pages --check

picture: $(VENV)/.dev
	$(BIN)/python -m benchmarks.picture --check

# Everything that a program writes: the rule pages, the picture in the README, the schema of settings.
docs: $(VENV)/.dev
	$(BIN)/mtlint config schema > docs/mtlint.schema.json
	$(BIN)/mtlint config schema decisions > docs/decisions.schema.json
	$(BIN)/python -m benchmarks.pages
	$(BIN)/python -m benchmarks.picture

# The pictures of pages in docs/pictures, to be looked at and committed; needs Chromium.
screens: $(VENV)/.dev
	$(BIN)/python -m benchmarks.screens

# Needs the corpora, which are not part of the repository: make bench SHARED=FOLDER
bench: $(VENV)/.bench
	$(BIN)/python -m benchmarks.quality --shared $(SHARED)
	$(BIN)/python -m benchmarks.speed --shared $(SHARED)

# LanguageTool's server, for `--with languagetool` and its tests: 250 MB from Maven Central, once. Without Maven
# language-tool-python fetches it. It needs Java 17; what is there is left alone.
languagetool: $(LANGUAGETOOL)/languagetool-server.jar

$(LANGUAGETOOL)/languagetool-server.jar:
	@command -v java >/dev/null || { echo "LanguageTool needs Java 17 or newer" >&2; exit 1; }
	@if command -v mvn >/dev/null && test -f .ci/languagetool/pom.xml; then \
		echo "Fetching LanguageTool 6.8 to $(LANGUAGETOOL) ..."; \
		mvn --quiet --batch-mode --file .ci/languagetool/pom.xml package -Dfolder="$(LANGUAGETOOL)"; \
	else \
		$(MAKE) --no-print-directory $(VENV)/.dev && $(BIN)/python -c \
			'from language_tool_python.download_lt import LocalLanguageTool as L; L.from_version_name("6.8").download()'; \
	fi

fix: $(VENV)/.dev
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

$(VENV)/.user: pyproject.toml
	@python=$$($(FIND_PYTHON)); \
	test -n "$$python" || { echo "mtlint needs Python 3.11 or newer with venv; try: make PYTHON=/path/to/python3.11" >&2; exit 1; }; \
	echo "Setting up $(VENV) with $$python ..."; "$$python" -m venv $(VENV)
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable .
	@$(BIN)/python -m compileall -q lint  # so that the first start is as quick as the others
	@touch $@

$(VENV)/.dev: $(VENV)/.user
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable '.[dev]'
	@if command -v java >/dev/null && command -v mvn >/dev/null; then $(MAKE) --no-print-directory languagetool || \
		echo "LanguageTool could not be fetched: its tests will be skipped" >&2; fi
	@touch $@

$(VENV)/.bench: $(VENV)/.user
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable '.[bench]'
	@touch $@

clean:
	rm -rf $(VENV) build dist
