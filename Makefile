# Every target sets up what it needs. `make demo` and `make test` are all that a new machine takes.

# Apple's systems have the standard library; elsewhere it goes into the program, which then starts faster, too.
STATIC := $(if $(filter Linux,$(shell uname -s)),--static-swift-stdlib)
# Looked for when a recipe runs, behind the one that installs it.
TRAITS = $(if $(shell pkg-config --exists libisal 2>/dev/null && echo found),--traits ISAL)
BUILD = swift build -c release $(STATIC) $(TRAITS) --product acs-logscan
BINARY = .build/release/acs-logscan
DEMO = Fixtures/two-participants
PREFIX ?= /usr/local
# The program as it comes, whatever defaults the developer has.
export ACS_LOGSCAN_NO_CONFIG = 1

.PHONY: demo test build install dependencies format lint coverage renew clean

demo: build
	@echo; echo '$$ acs-logscan timeline $(DEMO)/attachments'; echo
	@$(BINARY) timeline $(DEMO)/attachments

test: dependencies-for-tests
	swift test $(TRAITS)
	@$(MAKE) --no-print-directory fuzz FUZZ='--mutants 10000'

# Mutants of the fixtures, for each parser: for so many SECONDS in all, or as FUZZ says.
SECONDS ?= 60
FUZZ ?= --seconds $(SECONDS)
.PHONY: fuzz sanitize
fuzz: dependencies
	swift build -c release $(STATIC) $(TRAITS) --product fuzz
	.build/release/fuzz $(FUZZ) --failures .build/fuzz-failures Fixtures Tests/Fuzz/seeds

# Each sanitizer has a build of its own. What is alive when the program ends is no leak.
sanitize: dependencies-for-tests
	ASAN_OPTIONS=detect_leaks=0 swift test --disable-xctest --sanitize address --scratch-path .build-address $(TRAITS)
	swift test --disable-xctest --sanitize thread --scratch-path .build-thread $(TRAITS)

build: dependencies
	$(BUILD)

# The program, its manual, completions for bash, zsh and fish, and the JSON Schemas.
install: build install-built

.PHONY: install-built
install-built:
	@Packaging/stage $(BINARY) '$(DESTDIR)$(PREFIX)'

# What goes into packages, to look at: .build/share.
.PHONY: man completions
man completions: build
	@Packaging/stage $(BINARY) .build
	@echo The manual pages are in .build/share/man/man1, the completions beside them

# Packages of the release, in .build/dist.
DIST = .build/dist
.PHONY: deb tarball test-packages
deb: build dependencies-for-packages
	@rm -f $(DIST)/*.deb
	Packaging/deb $(BINARY) $(DIST)
	lintian --fail-on error,warning $(DIST)/*.deb

tarball: build
	@rm -f $(DIST)/*.tar.gz $(DIST)/*.cdx.json
	Packaging/tarball $(BINARY) $(DIST)

# Each of them in a clean Debian 12; needs root.
test-packages: deb tarball
	Packaging/test-packages $(DIST) $(BINARY)

# The documentation of the library.
.PHONY: docs
docs: dependencies
	.ci/docs $(TRAITS)

# The example as a package of its own, as a stranger would build it.
.PHONY: test-example
test-example: dependencies
	swift run --package-path Examples/FolderToCalls FolderToCalls $(DEMO)/attachments

dependencies:
	@.ci/install-dependencies

.PHONY: dependencies-for-packages
dependencies-for-packages:
	@.ci/install-dependencies --packages

.PHONY: dependencies-for-tests
dependencies-for-tests:
	@.ci/install-dependencies --test

format:
	swift format --in-place --recursive Package.swift Sources Tests

lint:
	swift format lint --strict --recursive Package.swift Sources Tests
	@.ci/lint-page

# Line coverage of Sources, by the toolchain's own llvm-cov.
coverage: dependencies-for-tests
	swift test $(TRAITS) --enable-code-coverage
	@.ci/coverage "$$(swift test $(TRAITS) --show-codecov-path)"

# Renews the golden files; look at the difference before you commit it.
renew: dependencies-for-tests
	ACS_LOGSCAN_RENEW=1 swift test $(TRAITS) --filter 'FixtureTests|HelpTests'

# The reports in the programs that read them alone: a headless Chromium, SQLite, Perfetto, Mermaid and others.
.PHONY: test-reports
test-reports: dependencies-for-tests
	swift test $(TRAITS) --filter 'ReaderTests|HTMLReportTests'

# The Spark job: in one process, and on a cluster of three that loses a worker. ARGS='-k cluster' for one of the tests.
.PHONY: test-spark
test-spark: build
	@.ci/install-dependencies --spark
	.build/spark/bin/python -m pytest --quiet Spark/tests $(ARGS)

# The picture of the report in the README.
.PHONY: picture
picture: build dependencies-for-tests
	Tests/Browser/picture.py $(BINARY) Docs/report.png

# The search kernel of another processor, emulated.
.PHONY: check-neon
check-neon:
	.ci/check-neon

# Side by side with the peers that are installed; ARGS='--size 1G' for figures that mean something, CORPUS=PATH for a
# folder of your own.
.PHONY: bench bench-peers bench-counts bench-micro
bench: build
	for product in make-corpus measure; do swift build -c release --package-path Benchmarks --product $$product || exit 1; done
	Benchmarks/run.py $(if $(CORPUS),--corpus '$(CORPUS)') $(ARGS)

bench-peers:
	Benchmarks/install-peers

# Instructions and allocations against the committed baselines, under valgrind.
bench-counts: build
	@.ci/install-dependencies --counts
	swift build -c release --package-path Benchmarks --product make-corpus
	Benchmarks/counts $(ARGS)

bench-micro:
	swift run -c release --package-path Benchmarks micro $(ARGS)

clean:
	swift package clean
