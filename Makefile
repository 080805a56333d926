# What there is to do with Helmlog. `make` alone says it.

SHELL := /usr/bin/env bash
.SHELLFLAGS := -euo pipefail -c
.DEFAULT_GOAL := help

# Where cargo builds; CARGO_TARGET_DIR may put it elsewhere.
BUILT := $(or $(CARGO_TARGET_DIR),target)
CARGO_TARGET_DIR := $(abspath $(BUILT))
export CARGO_TARGET_DIR

# Always the whole workspace, so that every step compiles the libraries with the same features: once.
CRATES := --workspace
# With the targets of the tests, whose own dependencies ask for more of some libraries: without them half of
# these would be compiled a second time.
BUILD := cargo build --quiet $(CRATES) --all-targets
PAGE := package-lock.json $(shell find ui -type f -not -path 'ui/dist/*' -not -path '*/node_modules/*')
WINDOW := npm run --silent -w tests/window

.PHONY: help setup page release run demo walk clean-demo screenshots test check lint clippy deny units window late kills faults \
	documents packet bench boundary bundle

help: ## says what there is
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "make %-12s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

setup: ## installs what is missing: system packages (Debian, Ubuntu) and npm's
	@scripts/setup.sh

# Only when something of it has changed: the program that embeds it is linked anew each time.
page: setup ui/dist/index.html

ui/dist/index.html: $(PAGE) | setup
	@npm run --silent build -w ui -- --logLevel warn

# Without the benchmark and its empty window, which nobody waits for.
release: page
	cargo build --release $(CRATES) --bin helmlog-desktop --bin helmlog

run: release ## builds and opens the window; without a display, walks through it in a virtual one
	@if [ -n "$${DISPLAY:-}$${WAYLAND_DISPLAY:-}" ] || [ "$$(uname -s)" != Linux ]; then \
		"$(CARGO_TARGET_DIR)/release/helmlog-desktop"; \
	else \
		echo; \
		echo "There is no display here (neither DISPLAY nor WAYLAND_DISPLAY is set), so nobody could see the window."; \
		echo "It opens on a virtual screen instead, and somebody who is not there writes, searches and exports."; \
		$(MAKE) --no-print-directory walk; \
	fi

demo: release ## walks through the window on a virtual screen; pictures and a PDF in target/demo
	@$(MAKE) --no-print-directory walk

# Without a build before it: the first one writes files that the second takes for changes, and the window
# would be compiled twice.
walk: clean-demo
	@HELMLOG_PROFILE=release $(WINDOW) demo

clean-demo: ## removes what the walk has left
	@rm -rf target/demo

screenshots: release ## every screen, both themes, wide and narrow, to target/screenshots
	@HELMLOG_PROFILE=release $(WINDOW) screenshots

# For the tests clippy compiles our own crates, and so looks at them too: by itself it would need everybody else's
# compiled a second time. What it has to say is an error; see the first lines of each crate.
TESTS := test units window late kills faults documents packet boundary
$(TESTS): export RUSTC_WORKSPACE_WRAPPER := clippy-driver

# For them Linux has an OpenSSL to link; what is handed out brings its own, which takes minutes to compile.
ifeq ($(shell uname -s),Linux)
$(TESTS): export OPENSSL_NO_VENDOR := 1
endif

# What fails quickly comes first.
test: lint units window ## everything: formatting, lints, types, core, terminal, page, real window

check: setup lint clippy deny ## formatting, lints, types, licences

lint: setup
	cargo fmt --all --check
	@npm run --silent lint
	@npm run --silent check
	@npm run --silent test -w ui

# The shell embeds the page, so there has to be one.
clippy: page
	cargo clippy $(CRATES) --all-targets --quiet -- -D warnings

deny: setup
	@scripts/deny.sh

units: page
	cargo test --quiet $(CRATES)

window: page ## the tests of the real window
	$(BUILD)
	@$(WINDOW) test

late: page ## the tests of the real window, whose answers come late: what a busy machine would bring to light
	$(BUILD)
	@HELMLOG_LATE=250 $(WINDOW) test

kills: page ## kills the window a hundred times in mid-sentence and looks for lost words
	$(BUILD)
	@HELMLOG_KILLS=100 $(WINDOW) kills

faults: page ## brings about what a journal must survive, at every step, and looks for losses
	$(BUILD)
	"$(CARGO_TARGET_DIR)/debug/helmlog-faults"
	@$(WINDOW) hostile
	@scripts/fuzz.sh 20

documents: page ## has every format of a portfolio looked at by programs that others wrote
	$(BUILD)
	@scripts/check-portfolio.sh

packet: page ## writes the sample journal's promotion packet to docs/packet, as PDF and as pictures
	$(BUILD)
	@scripts/packet.sh

bench: page ## measures against the raw limits and writes target/bench.json
	cargo build --release $(CRATES)
	"$(CARGO_TARGET_DIR)/release/helmlog-bench"
	@HELMLOG_PROFILE=release $(WINDOW) start

boundary: page ## writes the page's boundary anew after a command has changed
	HELMLOG_WRITE_BOUNDARY=1 cargo test --quiet $(CRATES) --lib boundary

bundle: setup ## builds the Debian package, to target/dist/bundle
	npx tauri build --bundles deb -- --profile dist
