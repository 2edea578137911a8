# `make demo` and `make test` set up everything on a bare machine and run.
# PYTHON chooses the interpreter (3.11 or 3.12); VENV the folder of the environment.
VENV ?= .venv
BIN := $(VENV)/bin
PYTHON ?= $(shell sh scripts/find-python.sh)
STAMP := $(VENV)/.installed
DEMO ?= demo-dataset

.PHONY: demo test lint setup system bench faults soak clean

demo: setup
	$(BIN)/liveness-studio demo --out $(DEMO)

# the tests of faults log every write by a small library in C; those of sound and of network
# cameras start real servers, and skip where these are missing
test faults: export SYSTEM_PACKAGES = gcc libc6-dev ffmpeg pulseaudio pulseaudio-utils \
	libasound2-plugins gir1.2-gst-rtsp-server-1.0 gstreamer1.0-plugins-base \
	gstreamer1.0-plugins-good python3-gi poppler-utils
test: setup
	QT_QPA_PLATFORM=offscreen $(BIN)/python -P -m pytest -q

lint: setup
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/pip check

bench: setup
	$(BIN)/python -P tests/benchmarks/live.py
	$(BIN)/python -P tests/benchmarks/record.py
	$(BIN)/python -P tests/benchmarks/catalogue.py

# the long form of tests/faults, some 20 minutes; `make test` runs the short one
faults: setup
	LIVENESS_FAULTS=long QT_QPA_PLATFORM=offscreen \
		$(BIN)/python -P -m pytest -q --timeout 1800 --durations 10 tests/faults

# 100,000 frames through the window, some 15 minutes
soak: setup
	$(BIN)/python -P tests/benchmarks/long_live.py

setup: system $(STAMP)

system:
	@sh scripts/system-packages.sh

$(STAMP): pyproject.toml hatch_build.py
	@test -n "$(PYTHON)" || { echo "Python 3.11 or 3.12 is needed; set PYTHON=/path/to/python" >&2; exit 1; }
	test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --upgrade "pip>=24"
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -e ".[test]"
	touch $@

clean:
	rm -rf $(VENV) build dist .mypy_cache .ruff_cache .pytest_cache
