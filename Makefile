# Two commands matter: `make run` does the main job, `make test` proves it. Both set up all they need in .venv.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
# uv trusts what this machine trusts, also where a network looks into TLS.
export UV_SYSTEM_CERTS := 1
.PHONY: run test check bench install lock help

help: ## list the targets
	@grep -E '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed 's/:.*## /\t/'

run: $(VENV)/.run ## start everything on this machine: web, workers, dispatcher, queue
	@$(BIN)/casefax run

test: $(VENV)/.test ## the whole proof
	@$(BIN)/python -m tests.needs
	@$(BIN)/pytest

check: $(VENV)/.test ## lint, types, import contracts
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports

bench: $(VENV)/.test ## measure reading, lists and the queue
	$(BIN)/python -m tests.bench

install: $(VENV)/.run ## only set up .venv

lock: $(VENV)/.test ## refresh both pinned requirement files
	$(BIN)/uv pip compile -q --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header pyproject.toml -o requirements.txt
	$(BIN)/uv pip compile -q --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header pyproject.toml --group test -c requirements.txt -o tests/requirements.txt

# uv installs everything in seconds where pip takes minutes; pip installs only uv itself, by the same hashes.
$(BIN)/uv: requirements.txt
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo 'Casefax needs Python 3.11 or newer; run: make PYTHON=/path/to/python3.11'; exit 1; }
	@$(PYTHON) -m venv $(VENV) || { echo 'Python cannot make virtual environments here; on Debian or Ubuntu run: apt install python3-venv'; exit 1; }
	@awk '/^[a-z]/{keep = /^uv==/} keep' requirements.txt > $(VENV)/uv.txt
	@$(BIN)/pip install -q --disable-pip-version-check --require-hashes -r $(VENV)/uv.txt
	@touch $@

$(VENV)/.run: $(BIN)/uv requirements.txt pyproject.toml
	@echo 'Installing Casefax into $(VENV) ...'
	@$(BIN)/uv pip install -q --python $(BIN)/python --require-hashes -r requirements.txt
	@$(BIN)/uv pip install -q --python $(BIN)/python --no-deps --no-build-isolation -e .
	@touch $@

$(VENV)/.test: $(VENV)/.run tests/requirements.txt
	@$(BIN)/uv pip install -q --python $(BIN)/python --require-hashes -r tests/requirements.txt
	@touch $@
