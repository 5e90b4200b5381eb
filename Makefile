# Needs Python 3.11 or newer, make and git; everything else is brought into .venv.
# Run again, each step takes no time when nothing has changed since.

SHELL := /bin/sh
.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
.PHONY: run test setup bench crash adversary fmt lock clean help again

VENV := .venv
PY := $(VENV)/bin/python
UV := $(VENV)/bin/uv
SYNC := $(UV) pip sync --quiet --system-certs --compile-bytecode --require-hashes --python $(PY)
COMPILE := $(UV) pip compile --quiet --system-certs --universal --python-version 3.11 \
	--generate-hashes --no-emit-index-url --no-header --no-annotate
# What the program needs, and what its checks need on top, each with the stamp of its set-up.
HAVE_UV := $(VENV)/.have-uv
HAVE_RUN := $(VENV)/.have-run
HAVE_DEV := $(VENV)/.have-dev

export PYTHONUTF8 := 1
export PIP_DISABLE_PIP_VERSION_CHECK := 1
# What was compiled once is not compiled again, whatever a shell or an image says of that.
unexport PYTHONDONTWRITEBYTECODE

help: ## Say what there is
	@awk -F ':.*## ' '/^[a-z]+:.*## / {printf "  make %-9s %s\n", $$1, $$2}' $(firstword $(MAKEFILE_LIST))

run: $(HAVE_RUN) ## Serve on this machine with a database of its own, and print a link to an interview
	@$(PY) -m bot run || test $$? -eq 130  # Ctrl-C is how one stops it

test: $(HAVE_DEV) ## Every check: format, lint, types, imports, tests in a real browser
	$(PY) -m ruff format --check --quiet .
	$(PY) -m ruff check --quiet .
	$(PY) -m mypy --no-error-summary
	$(VENV)/bin/lint-imports --no-cache --no-logo
	$(PY) -m tests.browser
	@# Three at once, for many wait on processes and timers; what starts the whole program begins first.
	$(PY) -m pytest -n 3 --dist loadfile --no-loadscope-reorder tests/test_*.py tests/*/

setup: $(HAVE_DEV) ## Bring all that `run` and `test` need, without running anything

bench: $(HAVE_DEV) ## Measure speed, memory and size against the figures promised
	@$(PY) -m bench

crash: $(HAVE_DEV) ## Kill the program hundreds of times on each database, and look what is lost
	@$(PY) -m tests.crash --kills 500

adversary: $(HAVE_DEV) ## Attack the program on both databases, and write what came of it into SECURITY.md
	@$(PY) -m tests.adversary

fmt: $(HAVE_DEV) ## Bring the code into its one style
	$(PY) -m ruff format .
	$(PY) -m ruff check --fix .

lock: $(HAVE_UV) ## Lock the newest dependencies that fit pyproject.toml
	$(COMPILE) --upgrade pyproject.toml -o requirements.lock
	$(COMPILE) --upgrade --group dev pyproject.toml -o requirements-dev.lock
	echo uv | $(COMPILE) --upgrade - -o requirements-uv.lock

clean: ## Remove what set-up and checks made; never anything under ./data
	rm -rf $(VENV) .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache

$(HAVE_RUN): requirements.lock $(HAVE_UV)
	@test -f $(HAVE_DEV) && test ! requirements-dev.lock -nt $(HAVE_DEV) \
		|| { echo "Bringing what Afterword needs …"; rm -f $(HAVE_DEV); $(SYNC) requirements.lock; }
	@touch $@

$(HAVE_DEV): requirements-dev.lock $(HAVE_UV)
	@echo "Bringing what Afterword and its checks need …"
	@$(SYNC) requirements-dev.lock
	@touch $(HAVE_RUN) $@

# A Python by name makes the environment anew when it was made with another.
ifdef PYTHON
ifneq ($(PYTHON),$(shell cat $(VENV)/.python 2>/dev/null))
$(HAVE_UV): again
endif
endif

$(HAVE_UV): requirements-uv.lock
	@for python in $${PYTHON:-python3.13 python3.12 python3.11 python3}; do \
		"$$python" -c 'import sys, venv, ensurepip; sys.exit(sys.version_info < (3, 11))' \
			2>/dev/null && break; \
		python=; \
	done; \
	if test -z "$$python"; then \
		echo "Afterword needs Python 3.11 or newer with its venv module, and found none. Install one"; \
		echo "(on Debian and Ubuntu: python3 and python3-venv), or name it: make $(or $(MAKECMDGOALS),run) PYTHON=/path/to/python3"; \
		exit 1; \
	fi; \
	echo "Setting up $(VENV) with $$("$$python" --version) …"; \
	"$$python" -m venv --clear $(VENV) && echo "$$python" > $(VENV)/.python
	@$(PY) -m pip install --quiet --require-hashes -r requirements-uv.lock
	@touch $@
