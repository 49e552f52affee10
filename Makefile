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

.PHONY: build run test check test-full bench audit assets generate

build: $(BIN)
assets: $(BUNDLE)
generate: $(MARKUP)

run: build
	$(BIN) demo $(ARGS)

test: build
	$(GO) test ./...

test-full: build
	$(GO) test -count=1 -race ./...

bench: build
	$(GO) test -run '^$$' -bench . ./...

check: build
	@test -z "$$(gofmt -l cmd internal)" || { gofmt -l cmd internal; echo 'run gofmt -w on these'; exit 1; }
	$(GO) vet ./...
	$(TOOL) staticcheck ./...
	$(GO) mod verify

audit:
	$(GO) mod verify

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
