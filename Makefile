# Everything a person types. From a bare python3 (>= 3.11), git and a network to the package registries.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
UV := $(BIN)/uv
NLU := .venv-nlu
WEB := bot/web

.PHONY: run test check bench screenshots contract lock clean

run: $(VENV)/ready $(NLU)/ready $(WEB)/node_modules/ready  ## everything, with example data, on localhost:8000
	$(BIN)/stapje run

test: $(VENV)/ready $(NLU)/ready $(WEB)/node_modules/ready  ## all tests
	$(BIN)/coverage erase
	$(BIN)/coverage run -m pytest tests/unit tests/integration -n 2 --dist loadfile
	$(BIN)/coverage combine --quiet
	$(BIN)/coverage report --fail-under=90
	$(BIN)/python -m pytest tests/acceptance -n 2 --dist loadfile

check: $(VENV)/ready  ## style, types, direction, what we are built of
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/python -m pytest -q tests/unit/test_direction.py tests/unit/test_supply.py

bench: $(VENV)/ready $(NLU)/ready  ## figures of this machine
	$(BIN)/python -m tests.bench

screenshots: $(VENV)/ready $(WEB)/node_modules/ready  ## pictures of every page, in docs/screenshots
	rm -f docs/screenshots/*.png
	$(BIN)/python -m pytest -q tests/acceptance/screenshots.py

contract: $(VENV)/ready $(NLU)/ready $(WEB)/node_modules/ready  ## the checks of ../shared/checks, when that folder is there
	$(BIN)/python -m tests.contract

lock: $(VENV)/ready  ## write the hash-locked requirement files anew
	for name in run dev tools; do \
	  $(UV) pip compile -q --universal --generate-hashes --python-version 3.11 --no-emit-index-url \
	    --custom-compile-command "make lock" requirements/$$name.in -o requirements/$$name.lock; done
	$(UV) pip compile -q --universal --generate-hashes --python-version 3.10 --no-emit-index-url \
	  --custom-compile-command "make lock" nlu/project/requirements.in -o nlu/project/requirements.lock

$(VENV)/ready: requirements/dev.lock requirements/tools.lock pyproject.toml
	test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install -q --disable-pip-version-check --require-hashes -r requirements/tools.lock
	$(UV) pip install -q --python $(BIN)/python --require-hashes -r requirements/dev.lock
	$(UV) pip install -q --python $(BIN)/python --no-deps --no-build-isolation -e .
	touch $@

# Rasa needs Python 3.10: uv's own, one on PATH, or one of pyenv's versions.
$(NLU)/ready: nlu/project/requirements.lock | $(VENV)/ready
	found=$$($(UV) python find 3.10 2>/dev/null || ls -1 $${PYENV_ROOT:-$$HOME/.pyenv}/versions/3.10.*/bin/python 2>/dev/null | tail -n 1); \
	  $(UV) venv -q --allow-existing --python "$${found:-3.10}" $(NLU)
	$(UV) pip install -q --python $(NLU)/bin/python --require-hashes -r nlu/project/requirements.lock
	touch $@

$(WEB)/node_modules/ready: $(WEB)/package-lock.json $(WEB)/package.json | $(VENV)/ready
	$(BIN)/python -m bot.web.assets
	touch $@

clean:  ## remove what was made, not the data in var/
	rm -rf $(VENV) $(NLU) $(WEB)/node_modules $(WEB)/static/vendor
