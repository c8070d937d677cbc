# Every target sets up what it needs. `make demo` and `make test` are all that a new machine takes.

# Apple's systems have the standard library; elsewhere it goes into the program, which then starts faster, too.
STATIC := $(if $(filter Linux,$(shell uname -s)),--static-swift-stdlib)
BUILD = swift build -c release $(STATIC) --product acs-logscan
BINARY = .build/release/acs-logscan
DEMO = Fixtures/two-participants
PREFIX ?= /usr/local

.PHONY: demo test build install dependencies format lint coverage renew clean

demo: build
	@echo; echo '$$ acs-logscan timeline $(DEMO)/attachments'; echo
	@$(BINARY) timeline $(DEMO)/attachments

test: dependencies-for-tests
	swift test

build: dependencies
	$(BUILD)

install: build
	install -d $(DESTDIR)$(PREFIX)/bin
	install -m 755 $(BINARY) $(DESTDIR)$(PREFIX)/bin/acs-logscan

dependencies:
	@.ci/install-dependencies

.PHONY: dependencies-for-tests
dependencies-for-tests:
	@.ci/install-dependencies --test

format:
	swift format --in-place --recursive Package.swift Sources Tests

lint:
	swift format lint --strict --recursive Package.swift Sources Tests

# Line coverage of Sources, by the toolchain's own llvm-cov.
coverage: dependencies-for-tests
	swift test --enable-code-coverage
	@.ci/coverage "$$(swift test --show-codecov-path)"

# Renews the golden files; look at the difference before you commit it.
renew: dependencies-for-tests
	ACS_LOGSCAN_RENEW=1 swift test --filter FixtureTests

clean:
	swift package clean
