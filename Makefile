# Two commands are enough: `make run` and `make test`. Everything they need is fetched and built on the way, and a
# second make does nothing. Parts: bundle (assets), markup (generate), binary (build).

GO     ?= go
TOOL   := $(GO) tool -modfile=tools.mod
BIN    := bin/samsyn
NODE   := node_modules/.package-lock.json
BUNDLE := internal/ui/assets/dist/manifest.json
MARKUP := bin/.markup

# All that goes into the program: sources and whatever is embedded beside them.
INPUTS     := $(shell find cmd internal -type f ! -name '*_test.go' ! -name '*_templ.go' ! -name '*.md' ! -path '*/testdata/*' ! -path '*/assets/*' 2>/dev/null)
TEMPLFILES := $(shell find internal -name '*.templ' 2>/dev/null)
SOURCES    := $(wildcard internal/ui/assets/src/* internal/ui/assets/build/*)

BESIDE  := bin/beside-postgres
MINUTES := bin/minutes
# The collector runs less often than in service: in tests there is more memory than time. What measures memory sets its own.
TESTING := GOGC=300 GOMEMLIMIT=8GiB $(BESIDE) $(MINUTES) $(GO) test
DEMO   := $(if $(NOW),--now $(NOW)) $(if $(LISTEN),--listen $(LISTEN)) $(ARGS)

.PHONY: build run test test-full test-race trial check bench licences audit assets generate machine machine-full

build: $(BIN)
assets: $(BUNDLE)
generate: $(MARKUP)

# The demo, with NOW=2026-03-02T09:00 at another time, with LISTEN=127.0.0.1:9000 elsewhere.
run: build
	$(BIN) demo $(DEMO)

# What the tests need of the machine, installed where it is missing.
machine:
	@sh e2e/machine.sh
machine-full:
	@sh e2e/machine.sh full

# Every test on both engines and in a real browser. What is slow is sampled, by day or by SAMSYN_TEST_SEED: ten kills,
# the accessibility engine on every page at the narrowest width and on a tenth of them at the others.
test: build machine $(BESIDE) $(MINUTES)
	$(TESTING) -timeout 40m ./...

# The same without sampling.
test-full: build machine-full $(BESIDE) $(MINUTES)
	SAMSYN_TEST_FULL=1 $(TESTING) -count=1 -timeout 120m ./...

# The packages where goroutines meet, under the race detector; the embedded engine makes it slow.
test-race: build machine $(BESIDE) $(MINUTES)
	$(TESTING) -count=1 -race -timeout 60m ./internal/db ./internal/audit ./internal/job ./internal/fact ./internal/seal ./internal/web ./internal/app

# An installation with Patroni and etcd, two nodes and a proxy on this machine, whose nodes and database are killed under load.
trial: build machine-full $(MINUTES)
	SAMSYN_TEST_FULL=1 $(GO) test -count=1 -v -timeout 30m -run TestTrialWithPatroni ./cmd/samsyn

# What acts and pages cost beside the bare engines, as ratios in one run: with SIZE questions (100,000), or with each of
# SIZES after the other. BENCH="-only inbox,post -engines sqlite -rows FILE" says more; docs/performance.md has what came of it.
bench: build
	$(GO) run ./internal/bench $(BENCH)

# The texts of all licences, for whoever passes the program on.
licences: build
	$(GO) test ./internal/arch -count=1 -run TestThirdParty -args -licences $(abspath bin/third-party-licences.txt)

# What is not a test: form, vet, linter, modules and their licences, generated files.
check: build
	@test -z "$$(gofmt -l cmd internal e2e)" || { gofmt -l cmd internal e2e; echo 'run gofmt -w on these'; exit 1; }
	$(GO) vet ./...
	$(TOOL) staticcheck ./...
	$(GO) mod verify
	$(GO) mod tidy -diff
	$(GO) run ./internal/arch/supply
	@echo 'generated files are fresh'; out=$$($(GO) test -run Fresh ./internal/... 2>&1) || { echo "$$out" | grep -v 'no test'; exit 1; }

audit:
	$(GO) mod verify
	-npm audit

$(BESIDE): $(wildcard internal/dbtest/*.go internal/dbtest/serve/*.go) go.mod go.sum
	$(GO) build -o $@ ./internal/dbtest/serve

$(MINUTES): $(wildcard internal/dbtest/minutes/*.go) go.mod
	$(GO) build -o $@ ./internal/dbtest/minutes

$(BIN): $(BUNDLE) $(MARKUP) $(INPUTS) go.mod go.sum
	CGO_ENABLED=0 $(GO) build -trimpath -o $@ ./cmd/samsyn

$(BUNDLE): $(NODE) $(SOURCES)
	$(GO) run ./internal/ui/assets/build

$(MARKUP): $(TEMPLFILES) tools.mod
	@mkdir -p bin
	$(TOOL) templ generate -path internal
	@touch $@

$(NODE): package.json package-lock.json .npmrc
	npm ci --no-progress
	@touch $@
