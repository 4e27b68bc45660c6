# optibom. `make help` lists what there is to make.

VERSION = 0.1.0
PREFIX = /usr/local
DESTDIR =
SAN =
BUILD = build$(if $(SAN),-$(subst $(comma),-,$(SAN)))
comma = ,

CFLAGS = -O2 -g
WARNINGS = -Wall -Wextra -Wpedantic -Wshadow -Wconversion $(if $(CI),-Werror)
HARDEN = -fstack-protector-strong $(if $(SAN),,-D_FORTIFY_SOURCE=2)
# Same bytes wherever it was built; the same digits wherever it runs.
# Without errno in sqrt the compiler may vectorise draws; the digits stay.
STABLE = -ffile-prefix-map=$(CURDIR)=. -ffp-contract=off -fno-fast-math -fno-math-errno
ALL_CFLAGS = -std=c11 -D_XOPEN_SOURCE=700 -DOPTIBOM_VERSION='"$(VERSION)"' -Isrc -fPIC \
	-fvisibility=hidden $(WARNINGS) $(HARDEN) $(STABLE) $(CFLAGS) \
	$(if $(SAN),-fsanitize=$(SAN) -fno-sanitize-recover=all -fno-omit-frame-pointer)
ALL_LDFLAGS = $(if $(SAN),-fsanitize=$(SAN)) -Wl,-z,relro,-z,now $(LDFLAGS)
LIBS = -lsqlite3 -lxlsxwriter -lzip -lexpat -ljansson -lyaml -lb2 -lm -pthread
CLI_LIBS = -lpopt

LIB_SOURCES := $(sort $(filter-out src/cli/% src/extension/loadable.c,$(wildcard src/*.c src/*/*.c src/*/*/*.c)))
CLI_SOURCES := $(sort $(wildcard src/cli/*.c))
UNIT_SOURCES := $(sort $(wildcard tests/unit/test_*.c))
EMBEDDED := $(sort $(wildcard schema/*.sql seed/*.csv seed/*.yaml seed/*/*.yaml reports/*.sql reports/page.css reports/page.js))

LIB_OBJECTS = $(LIB_SOURCES:%.c=$(BUILD)/%.o) $(BUILD)/embedded.o
CLI_OBJECTS = $(CLI_SOURCES:%.c=$(BUILD)/%.o)
UNIT_PROGRAMS = $(UNIT_SOURCES:tests/unit/%.c=$(BUILD)/tests/%)
PROGRAM = $(BUILD)/optibom
LIBRARY = $(BUILD)/liboptibom.a
SHARED = $(BUILD)/liboptibom.so.0
LOADABLE = $(BUILD)/optibom_functions.so

DEMO_BUILDS = nvl72-dsp nvl72-lpo nvl72-cpo
DEMO_WORKBOOK = $(BUILD)/nvl72.xlsx

# `make V=1` shows every command.
Q = $(if $(V),,@)

.PHONY: all demo test test-all lint format fuzz bench install clean help deps
.DELETE_ON_ERROR:
.SECONDARY:

all: $(PROGRAM) $(LIBRARY) $(SHARED) $(LOADABLE)

help:
	@echo 'make          build/optibom, the static and the shared library'
	@echo 'make demo     install what is missing, build, evaluate three builds, write a workbook'
	@echo 'make test     build and run every quick test (SAN=address,undefined for sanitizers)'
	@echo 'make test-all the same, sanitizers, LibreOffice, gnumeric, printed pages, Chromium, Slurm, crash tests, lint'
	@echo 'make lint     layers, exported symbols, clang-format, clang-tidy, cppcheck'
	@echo 'make format   clang-format over all sources'
	@echo 'make fuzz     run the fuzzers for FUZZ_SECONDS each'
	@echo 'make bench    simulation, price lists, workbooks, roll-ups and the front beside their peers'
	@echo 'make install  DESTDIR= PREFIX=/usr/local'

# What the program needs; tests need cmocka beside it. Header, then the Debian package that has it.
deps: $(BUILD)/deps
$(BUILD)/deps: tests/deps.sh
	@mkdir -p $(@D)
	@sh tests/deps.sh build
	@touch $@

$(BUILD)/embedded.c: Makefile $(EMBEDDED)
	@mkdir -p $(@D)
	@{ echo '#include "base/embed.h"'; \
	  i=0; for file in $(EMBEDDED); do i=$$((i+1)); \
	  printf '__asm__(".section .rodata; embed_%d: .incbin \\"%s\\"; .byte 0; .text");\n' $$i $$file; \
	  printf 'extern const char embed_%d[];\n' $$i; done; \
	  echo 'const struct embed_file embed_files[] = {'; \
	  i=0; for file in $(EMBEDDED); do i=$$((i+1)); \
	  printf '    {"%s", embed_%d, %d},\n' $$file $$i $$(wc -c < $$file); done; \
	  echo '};'; echo 'const size_t embed_file_count = sizeof embed_files / sizeof *embed_files;'; } > $@

$(BUILD)/%.o: %.c | $(BUILD)/deps
	@mkdir -p $(@D)
	$(Q)$(CC) $(ALL_CFLAGS) -MMD -MP -c $< -o $@

$(BUILD)/embedded.o: $(BUILD)/embedded.c | $(BUILD)/deps
	$(Q)$(CC) $(ALL_CFLAGS) -c $< -o $@

$(LIBRARY): $(LIB_OBJECTS)
	@rm -f $@
	$(Q)$(AR) rcs $@ $^

$(SHARED): $(LIB_OBJECTS) src/optibom.map
	$(Q)$(CC) -shared -Wl,-soname,liboptibom.so.0 -Wl,--version-script=src/optibom.map \
	  $(ALL_LDFLAGS) $(LIB_OBJECTS) $(LIBS) -o $@

# The SQL functions for other programs: SQLite comes from the program that loads the module.
$(BUILD)/loadable/%.o: src/extension/%.c | $(BUILD)/deps
	@mkdir -p $(@D)
	$(Q)$(CC) $(ALL_CFLAGS) -DOPTIBOM_LOADABLE -MMD -MP -c $< -o $@

$(LOADABLE): $(BUILD)/loadable/loadable.o $(BUILD)/loadable/register.o $(LIBRARY)
	$(Q)$(CC) -shared $(ALL_LDFLAGS) -Wl,-z,defs $^ -lm -o $@

$(PROGRAM): $(CLI_OBJECTS) $(LIBRARY)
	$(Q)$(CC) $(ALL_LDFLAGS) $^ $(LIBS) $(CLI_LIBS) -o $@

$(BUILD)/tests/%: $(BUILD)/tests/unit/%.o $(LIBRARY)
	@mkdir -p $(@D)
	$(Q)$(CC) $(ALL_LDFLAGS) $< $(LIBRARY) $(LIBS) -lcmocka -o $@

demo: $(PROGRAM)
	@sh tests/demo.sh $(PROGRAM) $(DEMO_WORKBOOK) $(DEMO_BUILDS)

test: all $(UNIT_PROGRAMS)
	@sh tests/run.sh $(BUILD)

test-all:
	@sh tests/run-all.sh

lint: all
	@sh tests/lint/lint.sh $(BUILD) all

format:
	clang-format -i $$(git ls-files 'src/*.[ch]' 'tests/*.[ch]')

FUZZ_SECONDS = 60
fuzz:
	@sh tests/fuzz/fuzz.sh $(FUZZ_SECONDS)

# Side by side with peers in one run; python3-numpy, sqlite3 and r-cran-readxl are needed for this alone.
BENCHES = simulate csv workbook rollup cells explore
bench: all $(BENCHES:%=$(BUILD)/bench_%)
	@$(BUILD)/bench_simulate tests/bench/package_model.py
	@python3 tests/bench/imports.py $(PROGRAM) $(BUILD)/bench_csv $(BUILD)/bench_workbook
	@python3 -B tests/bench/rollup.py $(PROGRAM) $(BUILD)/bench_rollup
	@python3 -B tests/bench/fabric.py $(PROGRAM)
	@python3 -B tests/bench/cells.py $(PROGRAM) $(BUILD)/bench_cells
	@$(BUILD)/bench_explore

$(BUILD)/bench_explore: tests/bench/explore_catalog.c tests/bench/explore_peers.c

$(BENCHES:%=$(BUILD)/bench_%): $(BUILD)/bench_%: tests/bench/bench_%.c $(LIBRARY)
	$(Q)$(CC) $(ALL_CFLAGS) $(ALL_LDFLAGS) $(filter %.c,$^) $(LIBRARY) $(LIBS) -o $@

install: all
	install -d $(DESTDIR)$(PREFIX)/bin $(DESTDIR)$(PREFIX)/include $(DESTDIR)$(PREFIX)/lib/pkgconfig
	install -m 755 $(PROGRAM) $(DESTDIR)$(PREFIX)/bin/optibom
	install -m 644 src/optibom.h $(DESTDIR)$(PREFIX)/include/optibom.h
	install -m 644 $(LIBRARY) $(DESTDIR)$(PREFIX)/lib/liboptibom.a
	install -m 755 $(SHARED) $(DESTDIR)$(PREFIX)/lib/liboptibom.so.0
	ln -sf liboptibom.so.0 $(DESTDIR)$(PREFIX)/lib/liboptibom.so
	install -d $(DESTDIR)$(PREFIX)/lib/optibom
	install -m 755 $(LOADABLE) $(DESTDIR)$(PREFIX)/lib/optibom/optibom_functions.so
	printf '%s\n' 'prefix=$(PREFIX)' 'Name: optibom' \
	  'Description: component catalog and BOM analyzer for racks with optical interconnect' \
	  'Version: $(VERSION)' 'Cflags: -I$${prefix}/include' 'Libs: -L$${prefix}/lib -loptibom' \
	  'Requires.private: sqlite3 xlsxwriter yaml-0.1 libzip expat jansson libb2' 'Libs.private: -lm -pthread' \
	  > $(DESTDIR)$(PREFIX)/lib/pkgconfig/optibom.pc

clean:
	rm -rf build build-*

-include $(shell find $(BUILD) -name '*.d' 2>/dev/null)
