# Building, testing and trying Tingsu. `make` alone lists the targets.

SHELL := /bin/bash
.SHELLFLAGS := -euo pipefail -c
.DEFAULT_GOAL := help
MAKEFLAGS += --no-print-directory

# Debug and release have folders of their own, so that neither throws the other's work away.
DEBUG_PATH := .build-debug
RELEASE_PATH := .build-release
PROTOC_PLUGIN_PATH := .build-protoc
BENCH_PATH := .build-benchmarks
DOCUMENTATION_PATH := .build-documentation
SIM_PATH := .build-sim
MUTANTS_PATH := .build-mutants
SOAK_PATH := .build-soak
FUZZ_PATH := .build-fuzz
PACKAGES_PATH := .build-packages

# Further arguments for every `swift build`. SwiftPM builds half of the dependencies anew whenever they change, even
# for --quiet: set them for all calls or for none.
SWIFT_FLAGS ?=
# How `swift test` speaks: failures and a summary. `make test TEST_FLAGS=` names every test,
# `make test TEST_FLAGS='--filter VersionVector'` runs some.
TEST_FLAGS ?= --quiet
# How the program that is handed out is linked: with the Swift runtime in it, and with the relocations packed, which
# takes 3 MiB less of a device's memory. `make bench` measures that program.
RELEASE_FLAGS := --static-swift-stdlib -Xswiftc -use-ld=lld -Xlinker -z -Xlinker pack-relative-relocs

# Which case of Examples/ `make demo` plays.
CASE ?= injury-dispute
# Which build `make demo` runs: debug or release.
DEMO_CONFIGURATION ?= debug
# Further arguments of `make bench`.
BENCH_ARGUMENTS ?=
# Seeds of `make sim`: how many, or from one to another as 17..90; and further arguments.
SEEDS ?= 500
SIM_ARGUMENTS ?=
# Hours of `make soak`, a part of one as 0.5; and further arguments, such as how much each turn does.
HOURS ?= 8
SOAK_ARGUMENTS ?=
# Further arguments of `make mutants`, such as the names of some.
MUTANTS_ARGUMENTS ?=
# Of `make fuzz`: seconds for all targets together; one target only; a file to run through it.
SECONDS ?= 180
FUZZ_TARGET ?=
FUZZ_INPUT ?=
FUZZ_ARGUMENTS ?=

# Imports of undeclared targets are found by the tidy tests; SwiftPM's own check would be such an argument.
BUILD_TESTS := swift build --scratch-path $(DEBUG_PATH) $(SWIFT_FLAGS) --build-tests
# Every test is a Swift Testing test.
RUN_TESTS := swift test --skip-build --scratch-path $(DEBUG_PATH) --disable-xctest $(TEST_FLAGS)
# The client in Python against the program that was just built; `run --help` tells more.
RUN_INTEROPERABILITY := TINGSU="$(CURDIR)/$(DEBUG_PATH)/debug/tingsu" Tests/Interoperability/run
# The pages of that program in Debian's Chromium.
RUN_BROWSER := TINGSU="$(CURDIR)/$(DEBUG_PATH)/debug/tingsu" Tests/BrowserTests/run

# Our own Swift, without what protoc writes.
SWIFT_FILES := find $(wildcard Sources Tests Package.swift Benchmarks) -name '.build*' -prune \
	-o -name '*.swift' ! -name '*.pb.swift' -print0
SHELL_FILES := find $(wildcard .ci Deploy Documentation Examples Tests/Interoperability Tests/BrowserTests Tests/PythonSupport Tests/soak Tests/Fuzz) -type f -exec grep -lE -m1 '^\#!.*[/ ](ba)?sh\b' {} +

.PHONY: help
help: ## List the targets
	@echo 'make TARGET [VARIABLE=value]'
	@sed -nE 's/^([a-z-]+):[^#]*## (.*)$$/\1\t\2/p' $(firstword $(MAKEFILE_LIST)) \
		| while IFS=$$'\t' read -r target words; do printf '  %-16s %s\n' "$$target" "$$words"; done
	@echo 'Variables: SWIFT_FLAGS, TEST_FLAGS, DEMO_CONFIGURATION (debug or release), BENCH_ARGUMENTS,'
	@echo 'SEEDS, SIM_ARGUMENTS, MUTANTS_ARGUMENTS, SECONDS, FUZZ_TARGET, FUZZ_INPUT, FUZZ_ARGUMENTS, HOURS,'
	@echo 'SOAK_ARGUMENTS'

.PHONY: dependencies
dependencies: ## Install the Debian packages that are missing (build, run and test)
	@Deploy/install-dependencies build run test

.PHONY: build-dependencies
build-dependencies:
	@Deploy/install-dependencies build run

.PHONY: browser-dependencies
browser-dependencies:
	@Deploy/install-dependencies run test browser

# ---- building

.PHONY: build
build: build-tests ## Build for debugging, into .build-debug

.PHONY: release
release: build-dependencies ## Build for use, into .build-release
	@swift build -c release --scratch-path $(RELEASE_PATH) $(RELEASE_FLAGS) --product tingsu $(SWIFT_FLAGS)

.PHONY: package
package: release ## Make the Debian package, into .build-packages
	@Deploy/install-dependencies package
	@Deploy/package --program $(RELEASE_PATH)/release/tingsu --output $(PACKAGES_PATH)
	@lintian --fail-on error $(PACKAGES_PATH)/*.deb

.PHONY: test-packages
test-packages: package ## Install and use the package in an empty Debian, as root: not part of `make test`
	@Deploy/install-dependencies package-test
	@Deploy/test-packages --program $(RELEASE_PATH)/release/tingsu \
		--package "$$(ls -t $(PACKAGES_PATH)/*.deb | head -n 1)"

.PHONY: build-tests
build-tests: dependencies ## Build the program and its tests; warnings are errors
	@$(BUILD_TESTS)

# ---- checking

.PHONY: test
test: build-tests $(if $(findstring --filter,$(TEST_FLAGS)),,browser-dependencies) ## Run all tests, the client in Python and the browser; of `--filter`, only the Swift tests that it names
# Tests wait for processes, and for pages behind a key derivation, on the threads that others compute on: each kind by
# itself.
ifneq ($(findstring --filter,$(TEST_FLAGS)),)
	@$(RUN_TESTS)
else
	@$(RUN_TESTS) --skip '^(ConsoleTests|FuzzTests|EndToEndTests)\.'
	@$(RUN_TESTS) --filter '^ConsoleTests\.'
	@$(RUN_TESTS) --filter '^FuzzTests\.'
	@$(RUN_TESTS) --filter '^EndToEndTests\.'
	@$(RUN_INTEROPERABILITY)
	@$(RUN_BROWSER)
endif

.PHONY: interoperability
interoperability: build-tests ## Run the client in Python against real nodes
	@$(RUN_INTEROPERABILITY)

.PHONY: browser
browser: build-tests browser-dependencies ## Look at the pages of real nodes with Chromium
	@$(RUN_BROWSER)

.PHONY: screens
screens: build-tests browser-dependencies ## Take a picture of every page at three widths, into .screens
	@$(RUN_BROWSER) screens

.PHONY: sim
sim: build-dependencies ## Live through simulated counties: `make sim SEEDS=5000`, or SEEDS=17..90
	@swift build -c release --scratch-path $(SIM_PATH) --product tingsu-sim $(SWIFT_FLAGS)
	@$(SIM_PATH)/release/tingsu-sim --seeds $(if $(findstring ..,$(SEEDS)),$(SEEDS),1..$(SEEDS)) $(SIM_ARGUMENTS)

.PHONY: mutants
mutants: build-dependencies ## Take each rule out of a copy of the code, and count the seeds until `sim` finds it
	@Tests/Mutants/run --scratch $(MUTANTS_PATH) $(MUTANTS_ARGUMENTS)

.PHONY: fuzz
# Only our own code has libFuzzer's counters: the libraries are built as they are for everybody.
fuzz: build-dependencies ## Hostile bytes for every reader: `make fuzz SECONDS=3600`; FUZZ_TARGET= one, FUZZ_INPUT= a file
	@TINGSU_FUZZ=1 swift build -c release --package-path Tests/Fuzz --scratch-path $(FUZZ_PATH) \
		$(RELEASE_FLAGS) --product tingsu-fuzz
	@Tests/Fuzz/run --program $(FUZZ_PATH)/release/tingsu-fuzz --work $(FUZZ_PATH)/fuzz --seconds $(SECONDS) \
		$(if $(FUZZ_TARGET),--target $(FUZZ_TARGET)) $(if $(FUZZ_INPUT),--input $(FUZZ_INPUT)) $(FUZZ_ARGUMENTS)

.PHONY: check
check: lint build-tests tidy ## Check format, scripts, warnings and the code's shape

.PHONY: lint
lint: build-dependencies ## Check the format of Swift files, the syntax of shell scripts, and that the mutants' rules stand where they say
	@$(SWIFT_FILES) | xargs -0 swift format lint --strict --parallel
	@$(SHELL_FILES) | while read -r script; do bash -n "$$script"; done
	@Tests/Mutants/run --check >/dev/null

.PHONY: tidy
tidy: build-tests ## Check the code's shape: imports, sizes, forbidden calls, documentation
	@$(RUN_TESTS) --filter '^TidyTests\.'

.PHONY: format
format: build-dependencies ## Rewrite Swift files in the format that `lint` wants
	@$(SWIFT_FILES) | xargs -0 swift format format --in-place --parallel

# ---- generating

.PHONY: catalog
catalog: build-tests ## Write SyncProtocol/catalog.json from the catalog in Sources/CaseFile
	@TINGSU_WRITE_CATALOG=1 $(RUN_TESTS) --filter '^CaseFileTests\.'

.PHONY: vectors
vectors: build-tests ## Make SyncProtocol/Vectors anew and show what changed; where CI=true, a change is a failure
	@sums() { (cd SyncProtocol/Vectors && sha256sum -- *.json); }; before="$$(sums)"; \
		TINGSU_WRITE_VECTORS=1 $(RUN_TESTS) --filter '^ConformanceTests\.ConformanceTests/theCommittedFilesAreCurrent'; \
		git --no-pager diff --stat -- SyncProtocol/Vectors; \
		made="$$(diff <(echo "$$before") <(sums) | sed -nE 's/^> [0-9a-f]+ +/made anew: /p' || true)"; \
		changed="$$(git status --porcelain -- SyncProtocol/Vectors)"; \
		if [ -z "$$made$$changed" ]; then echo 'SyncProtocol/Vectors is as committed'; \
		else printf '%s\n' $${changed:+"$$changed"} $${made:+"$$made"}; [ "$${CI:-}" != true ]; fi

SWIFT_PROTOBUF := $(DEBUG_PATH)/checkouts/swift-protobuf
PROTO_FOLDER := SyncProtocol/v1
GENERATED_FOLDER := Sources/WireProtocol/Generated

.PHONY: proto
proto: ## Write Sources/WireProtocol/Generated from SyncProtocol/v1/*.proto
	@Deploy/install-dependencies build generate
	@test -d $(SWIFT_PROTOBUF) || swift package resolve --scratch-path $(DEBUG_PATH)
	@swift build -c release --product protoc-gen-swift --quiet \
		--package-path $(SWIFT_PROTOBUF) --scratch-path $(CURDIR)/$(PROTOC_PLUGIN_PATH)
	@rm -rf $(PROTOC_PLUGIN_PATH)/generated && mkdir -p $(PROTOC_PLUGIN_PATH)/generated $(GENERATED_FOLDER)
	@protoc --plugin=$(PROTOC_PLUGIN_PATH)/release/protoc-gen-swift --proto_path=$(PROTO_FOLDER) \
		--swift_opt=Visibility=Internal --swift_opt=UseAccessLevelOnImports=true \
		--swift_out=$(PROTOC_PLUGIN_PATH)/generated $(PROTO_FOLDER)/*.proto
	@rm -f $(GENERATED_FOLDER)/*.pb.swift && mv $(PROTOC_PLUGIN_PATH)/generated/*.pb.swift $(GENERATED_FOLDER)/
	@ls $(GENERATED_FOLDER)/*.pb.swift

.PHONY: documentation
documentation: build-tests ## Make the pages of the API for who writes a client; a link that leads nowhere is an error
	@Documentation/build-pages $(DEBUG_PATH)/debug $(DOCUMENTATION_PATH)

# ---- trying

.PHONY: demo
# Built as the tests are: SwiftPM compiles everything anew where one run builds tests and the next does not.
demo: $(if $(filter release,$(DEMO_CONFIGURATION)),release,build-tests) ## Show a county at work on this machine; CASE=NAME plays another case
	@CASE="$(CASE)" TINGSU="$(CURDIR)/.build-$(DEMO_CONFIGURATION)/$(DEMO_CONFIGURATION)/tingsu" Examples/demo

.PHONY: run
run: build-tests ## Start a training county with pages, for people to try; Ctrl-C ends it
	@TINGSU="$(CURDIR)/$(DEBUG_PATH)/debug/tingsu" Examples/run

.PHONY: bench
bench: build-dependencies ## Measure, in the nested package Benchmarks
	@swift build -c release --package-path Benchmarks --scratch-path $(BENCH_PATH) $(RELEASE_FLAGS) --product tingsu
	@swift build -c release --package-path Benchmarks --scratch-path $(BENCH_PATH) $(RELEASE_FLAGS) \
		--product tingsu-benchmarks
	@$(BENCH_PATH)/release/tingsu-benchmarks --tingsu $(BENCH_PATH)/release/tingsu $(BENCH_ARGUMENTS)

.PHONY: line
line: build-dependencies ## Measure syncs over bad lines, in the nested package Benchmarks: half an hour
	@$(MAKE) bench BENCH_ARGUMENTS="--only line $(BENCH_ARGUMENTS)"

.PHONY: soak
soak: build-tests ## Run everything long in turn until HOURS are over; a failure stops it and names its replay command
	@MAKE="$(MAKE)" Tests/soak --hours "$(HOURS)" $(SOAK_ARGUMENTS)

.PHONY: clean
clean: ## Remove what was built; the next build starts from nothing
	@rm -rf $(DEBUG_PATH) $(RELEASE_PATH) $(PROTOC_PLUGIN_PATH) $(BENCH_PATH) $(DOCUMENTATION_PATH) \
		$(PACKAGES_PATH) $(SIM_PATH) $(MUTANTS_PATH) $(SOAK_PATH) $(FUZZ_PATH) .venv
