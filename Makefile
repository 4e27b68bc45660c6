# optibom. `make help` lists what there is to make.

# The day of the version stands in its manual and its Debian changelog, in place of the day of the build.
VERSION = 0.1.0
VERSION_DAY = 2026-11-22
PREFIX = /usr/local
DESTDIR =
prefix = $(PREFIX)
exec_prefix = $(prefix)
bindir = $(exec_prefix)/bin
libdir = $(exec_prefix)/lib
includedir = $(prefix)/include
datarootdir = $(prefix)/share
datadir = $(datarootdir)
mandir = $(datarootdir)/man
docdir = $(datarootdir)/doc/optibom
pkgconfigdir = $(libdir)/pkgconfig
moduledir = $(libdir)/optibom
bashcompletiondir = $(datadir)/bash-completion/completions
zshcompletiondir = $(datadir)/zsh/site-functions
fishcompletiondir = $(datadir)/fish/vendor_completions.d
INSTALL = install
INSTALL_PROGRAM = $(INSTALL) -m 755
INSTALL_DATA = $(INSTALL) -m 644
SAN =
BUILD = build$(if $(SAN),-$(subst $(comma),-,$(SAN)))
comma = ,

CFLAGS ?= -O2 -g
WARNINGS = -Wall -Wextra -Wpedantic -Wshadow -Wconversion -Wformat-security $(if $(CI),-Werror)
# Jumps and returns land where they may, on processors that check it.
LANDING := $(shell $(CC) -fcf-protection -E -xc /dev/null >/dev/null 2>&1 && echo -fcf-protection)
HARDEN = -fstack-protector-strong -fstack-clash-protection $(LANDING) $(if $(SAN),,-D_FORTIFY_SOURCE=2)
# Same bytes wherever it was built; the same digits wherever it runs.
# Without errno in sqrt the compiler may vectorise draws; the digits stay.
STABLE = -ffile-prefix-map=$(CURDIR)=. -ffp-contract=off -fno-fast-math -fno-math-errno
ALL_CFLAGS = -std=c11 -D_XOPEN_SOURCE=700 -DOPTIBOM_VERSION='"$(VERSION)"' \
	-DOPTIBOM_VERSION_DAY='"$(VERSION_DAY)"' -Isrc -fPIC -fvisibility=hidden \
	$(WARNINGS) $(HARDEN) $(STABLE) $(CPPFLAGS) $(CFLAGS) \
	$(if $(SAN),-fsanitize=$(SAN) -fno-sanitize-recover=all -fno-omit-frame-pointer)
ALL_LDFLAGS = $(if $(SAN),-fsanitize=$(SAN)) -Wl,-z,relro,-z,now,-z,noexecstack $(LDFLAGS)
# Every symbol that is needed has its library named.
SHARED_LDFLAGS = -shared -Wl,-z,defs $(ALL_LDFLAGS)
LIBS = -lsqlite3 -lxlsxwriter -lzip -lexpat -ljansson -lyaml -lb2 -lz -lm -pthread
CLI_LIBS = -lpopt

LIB_SOURCES := $(sort $(filter-out src/cli/% src/seeding/% src/extension/loadable.c,$(wildcard src/*.c src/*/*.c src/*/*/*.c)))
CLI_SOURCES := $(sort $(wildcard src/cli/*.c))
COMMANDS := $(patsubst src/cli/cmd_%.c,%,$(filter src/cli/cmd_%,$(CLI_SOURCES)))
UNIT_SOURCES := $(sort $(wildcard tests/unit/test_*.c))
SCHEMA := $(sort $(wildcard schema/*.sql))
EMBEDDED := $(sort $(SCHEMA) $(wildcard seed/*.yaml seed/builds/*.yaml seed/maps/*.yaml reports/*.sql reports/page.css reports/page.js))
SEEDS := $(sort $(wildcard seed/*.csv seed/flows/*.yaml))

LIB_OBJECTS = $(LIB_SOURCES:%.c=$(BUILD)/%.o) $(BUILD)/embedded.o
CLI_OBJECTS = $(CLI_SOURCES:%.c=$(BUILD)/%.o)
UNIT_PROGRAMS = $(UNIT_SOURCES:tests/unit/%.c=$(BUILD)/tests/%)
PROGRAM = $(BUILD)/optibom
LIBRARY = $(BUILD)/liboptibom.a
SHARED = $(BUILD)/liboptibom.so.0
LOADABLE = $(BUILD)/optibom_functions.so
MANUAL = $(BUILD)/man/optibom.1 $(COMMANDS:%=$(BUILD)/man/optibom-%.1)
COMPLETIONS = $(addprefix $(BUILD)/completion/,bash zsh fish)

DEMO_BUILDS = nvl72-dsp nvl72-lpo nvl72-cpo
DEMO_WORKBOOK = $(BUILD)/nvl72.xlsx

# Another library for the programs of `make mutation`.
ARCHIVE = $(AR) rcs

# `make V=1` shows every command.
Q = $(if $(V),,@)

.PHONY: all demo test test-all torture lint format fuzz coverage mutation bench install uninstall deb clean help deps
.PHONY: coverage-run mutation-run valgrind
.DELETE_ON_ERROR:
.SECONDARY:

all: $(PROGRAM) $(LIBRARY) $(SHARED) $(LOADABLE) $(MANUAL) $(COMPLETIONS)

help:
	@echo 'make          build/optibom, the static and the shared library'
	@echo 'make demo     install what is missing, build, evaluate three builds, write a workbook'
	@echo 'make test     build and run every quick test (SAN=address,undefined for sanitizers)'
	@echo 'make test-all the same, sanitizers, coverage, LibreOffice, gnumeric, printed pages, Chromium, Slurm, crash tests, lint'
	@echo 'make torture kills, disks that fail, damaged catalogs and upgrades, at length: half an hour at most'
	@echo 'make lint     layers, exported symbols, clang-format, clang-tidy, cppcheck, analyser of gcc'
	@echo 'make format   clang-format over all sources'
	@echo 'make fuzz     run the fuzzers for FUZZ_SECONDS each'
	@echo 'make coverage lines and branches that the tests run, a folder a line, against tests/coverage/gates'
	@echo 'make mutation MUTANTS=60 broken formulas of evaluation, and whether a test notices; SEED=1 chooses which'
	@echo 'make valgrind unit programs and commands under memcheck'
	@echo 'make bench    every figure that has a target, beside its peer: docs/performance.md; BENCH_FIGURES=fabric some'
	@echo 'make install  DESTDIR= PREFIX=/usr/local; make uninstall takes the same files away'
	@echo 'make deb      Debian packages in build/deb'

# What the program needs; tests need cmocka beside it. Header, then the Debian package that has it.
deps: $(BUILD)/deps
$(BUILD)/deps: tests/deps.sh
	@mkdir -p $(@D)
	@sh tests/deps.sh build
	@touch $@

# The table of base/embed.h; a file of the build goes by its name there.
define EMBED
	@mkdir -p $(@D)
	@{ echo '#include "base/embed.h"'; \
	  i=0; for file in $(filter-out Makefile,$^); do i=$$((i+1)); \
	  printf '__asm__(".section .rodata; embed_%d: .incbin \\"%s\\"; .byte 0; .text");\n' $$i $$file; \
	  printf 'extern const char embed_%d[];\n' $$i; done; \
	  echo 'const struct embed_file embed_files[] = {'; \
	  i=0; for file in $(filter-out Makefile,$^); do i=$$((i+1)); \
	  printf '    {"%s", embed_%d, %d},\n' $${file#$(BUILD)/} $$i $$(wc -c < $$file); done; \
	  echo '};'; echo 'const size_t embed_file_count = sizeof embed_files / sizeof *embed_files;'; } > $@
endef

$(BUILD)/embedded.c: Makefile $(EMBEDDED) $(BUILD)/starting.db
	$(EMBED)

# The starting catalog is made by the library, which has no more than the schema then.
$(BUILD)/seeding/embedded.c: Makefile $(SCHEMA)
	$(EMBED)

$(BUILD)/seeding/seeding: $(BUILD)/src/seeding/seeding.o $(BUILD)/seeding/embedded.o $(LIB_SOURCES:%.c=$(BUILD)/%.o)
	$(Q)$(CC) $(ALL_LDFLAGS) $^ $(LIBS) -o $@

$(BUILD)/starting.db: $(BUILD)/seeding/seeding $(SEEDS)
	@$< $@ $(VERSION_DAY) $(SEEDS)

$(BUILD)/%.o: %.c | $(BUILD)/deps
	@mkdir -p $(@D)
	$(Q)$(CC) $(ALL_CFLAGS) -MMD -MP -c $< -o $@

$(BUILD)/embedded.o $(BUILD)/seeding/embedded.o: %.o: %.c | $(BUILD)/deps
	$(Q)$(CC) $(ALL_CFLAGS) -c $< -o $@

$(LIBRARY): $(LIB_OBJECTS)
	@rm -f $@
	$(Q)$(ARCHIVE) $@ $^

$(SHARED): $(LIB_OBJECTS) src/optibom.map
	$(Q)$(CC) $(SHARED_LDFLAGS) -Wl,-soname,liboptibom.so.0 -Wl,--version-script=src/optibom.map \
	  $(LIB_OBJECTS) $(LIBS) -o $@

# The SQL functions for other programs: SQLite comes from the program that loads the module.
$(BUILD)/loadable/%.o: src/extension/%.c | $(BUILD)/deps
	@mkdir -p $(@D)
	$(Q)$(CC) $(ALL_CFLAGS) -DOPTIBOM_LOADABLE -MMD -MP -c $< -o $@

$(LOADABLE): $(BUILD)/loadable/loadable.o $(BUILD)/loadable/register.o $(LIBRARY)
	$(Q)$(CC) $(SHARED_LDFLAGS) $^ -lm -o $@

$(PROGRAM): $(CLI_OBJECTS) $(LIBRARY)
	$(Q)$(CC) -pie $(ALL_LDFLAGS) $^ $(LIBS) $(CLI_LIBS) -o $@

# The manual and what shells complete by, as the program tells them: one file of src/cli a verb.
$(BUILD)/man/optibom.1: $(PROGRAM)
	@mkdir -p $(@D)
	@$(PROGRAM) help manual > $@

$(BUILD)/man/optibom-%.1: $(PROGRAM)
	@mkdir -p $(@D)
	@$(PROGRAM) help manual $* > $@

$(BUILD)/completion/%: $(PROGRAM)
	@mkdir -p $(@D)
	@$(PROGRAM) completion $* > $@

$(BUILD)/tests/%: $(BUILD)/tests/unit/%.o $(LIBRARY)
	@mkdir -p $(@D)
	$(Q)$(CC) $(ALL_LDFLAGS) $(filter %.o,$^) $(LIBRARY) $(LIBS) -lcmocka -o $@

# Of the program, not of the library.
$(BUILD)/tests/test_mdoc: $(BUILD)/src/cli/mdoc.o
$(BUILD)/tests/test_usage: $(BUILD)/src/cli/usage.o

demo: $(PROGRAM)
	@sh tests/demo.sh $(PROGRAM) $(DEMO_WORKBOOK) $(DEMO_BUILDS)

test: all $(UNIT_PROGRAMS)
	@sh tests/run.sh $(BUILD)

test-all:
	@sh tests/run-all.sh

torture: all $(addprefix $(BUILD)/tests/test_,disk upgrade memory)
	@sh tests/torture/torture.sh

lint: all
	@sh tests/lint/lint.sh $(BUILD) all

format:
	clang-format -i $$(git ls-files 'src/*.[ch]' 'tests/*.[ch]')

FUZZ_SECONDS = 60
fuzz:
	@sh tests/fuzz/fuzz.sh $(FUZZ_SECONDS)

# Without sanitizers, optimisation, or what may move a branch; pages of every line in build-coverage/html.
coverage:
	@$(MAKE) -s BUILD=build-coverage CFLAGS='-O0 -g -w --coverage -fprofile-update=atomic' HARDEN= LDFLAGS=--coverage \
	  coverage-run

coverage-run: $(PROGRAM) $(UNIT_PROGRAMS)
	@sh tests/coverage/coverage.sh $(BUILD)

# Programs that take the library as it is when they start, so that a mutant is one object and one link.
MUTANTS = 60
SEED = 1
MUTATION_OPTIONS =
mutation:
	@$(MAKE) -s BUILD=build-mutation CFLAGS='-O1 -w -fvisibility=default' HARDEN= LIBRARY=build-mutation/liboptibom_mutant.so \
	  ARCHIVE='$(CC) -shared -Wl,-soname,liboptibom_mutant.so -o' LDFLAGS=-Wl,-rpath,$(CURDIR)/build-mutation mutation-run

mutation-run: $(PROGRAM) $(UNIT_PROGRAMS)
	@COMPILE="$$(printf '%s' '$(CC) $(subst ','\'',$(ALL_CFLAGS))')" ARCHIVE='$(ARCHIVE)' OBJECTS='$(LIB_OBJECTS)' \
	  LIBRARY=$(LIBRARY) /usr/bin/python3 -B tests/mutation/mutate.py $(BUILD) --mutants=$(MUTANTS) --seed=$(SEED) \
	  $(MUTATION_OPTIONS)

valgrind: $(PROGRAM) $(UNIT_PROGRAMS)
	@sh tests/valgrind/valgrind.sh $(BUILD)

# Side by side with peers in one run, against tests/bench/targets; python3-numpy, sqlite3 and r-cran-readxl are
# needed for this alone.
BENCHES = simulate csv workbook rollup cells explore
# None: all of simulate, imports, rollup, fabric, cells and explore.
BENCH_FIGURES =
bench: all $(BENCHES:%=$(BUILD)/bench_%)
	@CC='$(CC)' sh tests/bench/bench.sh $(BUILD) $(BENCH_FIGURES)

$(BUILD)/bench_explore: tests/bench/explore_catalog.c tests/bench/explore_peers.c
$(BUILD)/bench_explore $(BUILD)/bench_simulate: tests/bench/rounds.h

$(BENCHES:%=$(BUILD)/bench_%): $(BUILD)/bench_%: tests/bench/bench_%.c $(LIBRARY)
	$(Q)$(CC) $(ALL_CFLAGS) $(ALL_LDFLAGS) $(filter %.c,$^) $(LIBRARY) $(LIBS) -o $@

# Read beside the program; builds and flows, so that the examples run there as they are written.
DOCS := README.md LICENSE $(wildcard docs/*.md docs/examples/* seed/builds/*.yaml seed/flows/*.yaml)

# Folders, then what goes there: docs/install.md.
install: all
	$(INSTALL) -d $(addprefix $(DESTDIR),$(bindir) $(includedir) $(libdir) $(pkgconfigdir) $(moduledir) $(mandir)/man1 \
	  $(docdir)/docs/examples $(docdir)/seed/builds $(docdir)/seed/flows $(bashcompletiondir) $(zshcompletiondir) $(fishcompletiondir))
	$(INSTALL_PROGRAM) $(PROGRAM) $(DESTDIR)$(bindir)/optibom
	$(INSTALL_DATA) src/optibom.h $(DESTDIR)$(includedir)/optibom.h
	$(INSTALL_DATA) $(LIBRARY) $(DESTDIR)$(libdir)/liboptibom.a
	$(INSTALL_DATA) $(SHARED) $(DESTDIR)$(libdir)/liboptibom.so.$(VERSION)
	ln -sf liboptibom.so.$(VERSION) $(DESTDIR)$(libdir)/liboptibom.so.0
	ln -sf liboptibom.so.0 $(DESTDIR)$(libdir)/liboptibom.so
	$(INSTALL_DATA) $(LOADABLE) $(DESTDIR)$(moduledir)/optibom_functions.so
	printf '%s\n' 'prefix=$(prefix)' 'libdir=$(libdir)' 'includedir=$(includedir)' 'moduledir=$(moduledir)' 'Name: optibom' \
	  'Description: component catalog and BOM analyzer for racks with optical interconnect' \
	  'Version: $(VERSION)' 'Cflags: -I$${includedir}' 'Libs: -L$${libdir} -loptibom' \
	  'Requires.private: sqlite3 xlsxwriter yaml-0.1 libzip expat jansson libb2 zlib' 'Libs.private: -lm -pthread' \
	  > $(DESTDIR)$(pkgconfigdir)/optibom.pc
	$(INSTALL_DATA) $(MANUAL) $(DESTDIR)$(mandir)/man1
	$(INSTALL_DATA) $(BUILD)/completion/bash $(DESTDIR)$(bashcompletiondir)/optibom
	$(INSTALL_DATA) $(BUILD)/completion/zsh $(DESTDIR)$(zshcompletiondir)/_optibom
	$(INSTALL_DATA) $(BUILD)/completion/fish $(DESTDIR)$(fishcompletiondir)/optibom.fish
	for file in $(DOCS); do $(INSTALL_DATA) $$file $(DESTDIR)$(docdir)/$$file || exit; done

uninstall:
	rm -f $(addprefix $(DESTDIR),$(bindir)/optibom $(includedir)/optibom.h $(libdir)/liboptibom.a \
	  $(libdir)/liboptibom.so.$(VERSION) $(libdir)/liboptibom.so.0 $(libdir)/liboptibom.so $(pkgconfigdir)/optibom.pc \
	  $(MANUAL:$(BUILD)/man/%=$(mandir)/man1/%) $(bashcompletiondir)/optibom $(zshcompletiondir)/_optibom \
	  $(fishcompletiondir)/optibom.fish $(moduledir)/optibom_functions.so)
	rm -f $(DOCS:%=$(DESTDIR)$(docdir)/%)
	-rmdir $(DESTDIR)$(moduledir) $(addprefix $(DESTDIR)$(docdir)/,docs/examples docs seed/builds seed/flows seed) $(DESTDIR)$(docdir)

# A copy of what git knows, or of all but what was built, with the packaging where Debian looks for it. What this make
# was told is not for the one in there.
DEB = $(BUILD)/deb/optibom-$(VERSION)
deb: $(BUILD)/deps
	rm -rf $(BUILD)/deb
	mkdir -p $(DEB)
	if [ -e .git ]; then git -c core.quotepath=off ls-files -co --exclude-standard; \
	  else find . -path './build*' -prune -o -type f -print; fi | \
	  while IFS= read -r file; do [ ! -e "$$file" ] || printf '%s\n' "$$file"; done | \
	  tar -cf - -T - | tar -xf - -C $(DEB)
	mv $(DEB)/.debian $(DEB)/debian
	cd $(DEB) && unset MAKEFLAGS MAKEOVERRIDES MFLAGS && \
	  SOURCE_DATE_EPOCH=$$(date -u -d $(VERSION_DAY) +%s) dpkg-buildpackage -b -us -uc
	@ls $(BUILD)/deb/*.deb

clean:
	rm -rf build build-*

-include $(shell find $(BUILD) -path $(BUILD)/deb -prune -o -type f -name '*.d' -print 2>/dev/null)
