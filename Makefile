# Everything a developer or a pipeline runs. `make` alone lists the targets.
SWIFT_BUILD = swift build --explicit-target-dependency-import-check error
SWIFT_FILES = Package.swift Sources Tests

# What `make install` and `make deb` take: a release binary, built if it is not there or out of date, or
# any other: make deb BINARY=.build/debug/pgparcel
RELEASE = .build/release/pgparcel
BINARY ?= $(RELEASE)

# Where `make install` puts it.
PREFIX ?= /usr/local
ROOT = $(DESTDIR)$(PREFIX)
MAN = $(ROOT)/share/man/man1
BASH_COMPLETIONS = $(ROOT)/share/bash-completion/completions
ZSH_COMPLETIONS = $(ROOT)/share/zsh/site-functions
FISH_COMPLETIONS = $(ROOT)/share/fish/vendor_completions.d

# Where `make deb` puts the package.
DEB_DIR ?= .build

.PHONY: help setup build release install uninstall deb test load pairs chaos demo format lint golden fuzz \
  bench matrix export-tools check-sql clean

help: ## list the targets
	@grep -E '^[a-z-]+:.*##' Makefile | sed 's/:.*##/\t/' | expand -t 12

setup: ## install missing system packages (Debian, Ubuntu)
	@Scripts/setup

build: setup ## build everything, tests included
	$(SWIFT_BUILD) --build-tests

release: $(RELEASE) ## build the program as it is to be installed, with Swift's libraries inside

$(RELEASE): Package.swift $(shell find Sources -type f)
	@Scripts/setup release
	$(SWIFT_BUILD) -c release --static-swift-stdlib --product pgparcel
	@touch $@

install: $(BINARY) ## install program, man pages, completions: PREFIX, DESTDIR, BINARY
	umask 022 && mkdir -p "$(ROOT)/bin" "$(MAN)" "$(BASH_COMPLETIONS)" "$(ZSH_COMPLETIONS)" "$(FISH_COMPLETIONS)"
	install -m 755 "$(BINARY)" "$(ROOT)/bin/pgparcel"
	umask 022 && Packaging/man-pages "$(BINARY)" "$(MAN)"
	umask 022 && "$(BINARY)" completions bash >"$(BASH_COMPLETIONS)/pgparcel"
	umask 022 && "$(BINARY)" completions zsh >"$(ZSH_COMPLETIONS)/_pgparcel"
	umask 022 && "$(BINARY)" completions fish >"$(FISH_COMPLETIONS)/pgparcel.fish"

uninstall: ## remove what `make install` installed: PREFIX, DESTDIR
	rm -f "$(ROOT)/bin/pgparcel" "$(MAN)"/pgparcel.1 "$(MAN)"/pgparcel-*.1 \
	  "$(BASH_COMPLETIONS)/pgparcel" "$(ZSH_COMPLETIONS)/_pgparcel" "$(FISH_COMPLETIONS)/pgparcel.fish"

deb: $(BINARY) ## build a Debian package: DEB_DIR, BINARY, DEBEMAIL
	@Packaging/deb "$(BINARY)" "$(DEB_DIR)"

test: build ## run all tests, on a private PostgreSQL server that ends with them
	@Scripts/test

load: build ## convert beside writers for minutes, and kill the runner at 30 random moments
	PGPARCEL_LOAD_SECONDS=90 PGPARCEL_TEST_SCALE=2 Scripts/test --filter LoadTests

pairs: build ## lead 5,000 random pairs of layouts into each other; PGPARCEL_PAIRS, PGPARCEL_PAIRS_SEED
	PGPARCEL_PAIRS="$${PGPARCEL_PAIRS:-5000}" Scripts/test --filter PairTests

chaos: build ## end the runner, its sessions or the server at 100 random moments; PGPARCEL_CHAOS
	PGPARCEL_CHAOS="$${PGPARCEL_CHAOS:-100}" Scripts/test --filter ChaosTests

demo: setup ## watch the main job on a private, throwaway PostgreSQL server
	@$(SWIFT_BUILD) --product pgparcel
	@"$$($(SWIFT_BUILD) --show-bin-path)/pgparcel" demo

format: ## format all Swift files
	swift format -i -r --configuration .swift-format $(SWIFT_FILES)

lint: ## check format and house rules of all Swift files
	swift format lint -s -r --configuration .swift-format $(SWIFT_FILES)
	@Scripts/check-house-rules

golden: build ## write expected outputs anew; review them with git diff
	-UPDATE_GOLDEN=1 Scripts/test
	@git status --short Tests/Fixtures migrations

fuzz: ## feed the readers of foreign text with noise; FUZZ_SECONDS=60 each
	@Fuzz/run

bench: setup ## time and memory on 1,000 and 10,000 partitions
	@Benchmarks/run

matrix: build ## run all tests on every PostgreSQL major version that is installed
	@Scripts/matrix

export-tools: build ## run exported files with dbmate (PyPI) and sqitch (Debian)
	@Scripts/export-tools

check-sql: ## lint all generated SQL with squawk and parse it with pglast (both from PyPI)
	@Scripts/check-sql

clean: ## remove what was built
	swift package clean
