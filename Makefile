# The front door. Meson and Ninja do the work; see docs/architecture.md.
BUILD = build
CHECK = build-check

.PHONY: build run check unit lint bench format clean

$(BUILD)/build.ninja:
	meson setup $(BUILD) -Dbuildtype=debugoptimized

$(CHECK)/build.ninja:
	meson setup $(CHECK) -Dbuildtype=debug -Doptimization=1 -Db_sanitize=address,undefined -Db_lundef=false

build: $(BUILD)/build.ninja
	ninja -C $(BUILD) tansiq

run: build
	exec $(BUILD)/tansiq demo

check: $(CHECK)/build.ninja build
	ninja -C $(CHECK)
	test/run-all

# The C tests alone, on both stores; T=part of a name runs those.
unit: $(CHECK)/build.ninja
	ninja -C $(CHECK) test/tansiq-test
	test/unit $(T)

# All of build/: the checkers read the headers generated for tests and benches too.
lint: $(BUILD)/build.ninja
	ninja -C $(BUILD)
	tools/lint

bench: build
	ninja -C $(BUILD)
	bench/run

format:
	clang-format -i $$(git ls-files '*.c' '*.h')

clean:
	rm -rf $(BUILD) $(CHECK)
