# Makefile of export_control, a PGXS extension.
#
#   make                    build against the PostgreSQL of PG_CONFIG (default: the pg_config in PATH)
#   make install            install into that PostgreSQL
#   make installcheck       run the regression and isolation tests against a running server
#   make check-core         unit tests of the core, sanitised; needs no PostgreSQL
#   make check-unsaid       a million trials that less said of a chip is never cleared; takes minutes
#   make check-clang        compile everything a second time, with clang
#   make fuzz               build the fuzzers of the core; needs clang, and no PostgreSQL (script/fuzz runs them)
#   make WERROR=-Werror     make an error of every warning, as script/test does
#   make with_llvm=yes      build the bitcode that JIT may inline, too; needs the clang of PostgreSQL's build
#
# To build elsewhere: cd ELSEWHERE && make -f /path/to/Makefile (all but the last three parts).
#
# script/test does all of it, on a private server that it starts and stops itself.

# Where the sources are: "./", or, if this makefile is used from another directory, that of the makefile.
TOP := $(dir $(firstword $(MAKEFILE_LIST)))

EXTENSION = export_control
EXTVERSION := $(shell sed -n "s/^default_version *= *'\(.*\)'.*/\1/p" $(TOP)$(EXTENSION).control)
MODULE_big = $(EXTENSION)

# The rooms, as src/ROOMS has them: that is the reading order, and the order in which their SQL makes the install
# script.  A line of it is "FLOOR: ROOM ROOM ...".
ROOMS := $(shell sed -n 's/^\([a-z/]*\): /\1 /p' $(TOP)src/ROOMS | awk '{ for (i = 2; i <= NF; i++) print $$1 "/" $$i }')
SQL_ROOMS = $(filter $(patsubst $(TOP)src/%.sql,%,$(wildcard $(TOP)src/*/*.sql)),$(ROOMS))

# Regression tests, sql/NAME.sql with expected/NAME.out, in the order in which they run.
REGRESS = install type_test names country eccn chip units chip_fault reading shipment stated_unknown regions condition rulebook stored metrics classify \
	thresholds bounds unknowns missing law examples publish explain vendors end_uses products_found plans data history rulepack \
	party ownership license ledger license_examples roles order_desk seal screen_order order_edge order_key \
	order_identity order_shipment order_day hold_unread order_return order_part order_conflict order_scope impact coming \
	new_trigger hostile_rows order_flag license_ended license_circuits \
	eccn_spelling stated_eccn eccn_check order_eccn

# Isolation tests, test/isolation/specs/NAME.spec.  Each stands alone, so their order means nothing.
ISOLATION = $(patsubst $(TOP)test/isolation/specs/%.spec,%,$(sort $(wildcard $(TOP)test/isolation/specs/*.spec)))

CORE_SOURCES = $(patsubst $(TOP)%,%,$(sort $(wildcard $(TOP)src/core/*.c $(TOP)src/core/engine/*.c)))
SOURCES = $(CORE_SOURCES) $(filter-out $(CORE_SOURCES),$(patsubst $(TOP)%,%,$(sort $(wildcard $(TOP)src/*.c $(TOP)src/*/*.c))))
OBJS = $(SOURCES:src/%.c=build/obj/%.o)

INSTALL_SQL = $(EXTENSION)--$(EXTVERSION).sql

# The update from the version released last is assembled, too: src/install/upgrade/assemble.awk says how.  Those between
# released versions lie there as they were released.
PREVIOUS := $(patsubst $(TOP)src/install/upgrade/from-%.sql,%,$(wildcard $(TOP)src/install/upgrade/from-*.sql))
UPDATE_SQL = $(PREVIOUS:%=$(EXTENSION)--%--$(EXTVERSION).sql)

DATA_built = $(INSTALL_SQL) $(UPDATE_SQL)
DATA = $(patsubst $(TOP)%,%,$(wildcard $(TOP)src/install/upgrade/$(EXTENSION)--*.sql))

# Installed as they lie, since they link to each other.
DOCUMENTS = $(patsubst $(TOP)%,%,$(wildcard $(addprefix $(TOP),README.md CHANGELOG.md CONTRIBUTING.md LICENSE doc/*.md doc/*/*.md)))

WERROR ?=
WARNINGS = -Wall -Wextra $(WERROR)
PG_CFLAGS = -std=gnu11 $(WARNINGS)

# -isystem: the warnings are for our sources, not for PostgreSQL's headers, which are not clean under
# -Wextra.  (A directory named by both -I and -isystem counts as a system directory.)
PG_CPPFLAGS = -I$(TOP)src -isystem $(includedir_server) -DEXPORT_CONTROL_VERSION='"$(EXTVERSION)"'

# The tests' database is of UTF8, whatever the cluster's encoding and locale are.
DATABASE_OPTS = --encoding=UTF8 --no-locale
REGRESS_OPTS = --outputdir=build/regress $(DATABASE_OPTS)
ISOLATION_OPTS = --inputdir=$(TOP)test/isolation --outputdir=build/isolation --load-extension=$(EXTENSION) $(DATABASE_OPTS)
REGRESS_PREP = output-directories

EXTRA_CLEAN = build/obj build/clang build/core build/fuzz build/regress build/update build/isolation $(INSTALL_SQL).tmp $(UPDATE_SQL).tmp

# A PostgreSQL built with LLVM asks for a bitcode copy of every module, so that JIT may inline its
# functions.  Without that copy JIT calls them as anything else does, and no clang is needed to build.
# So there is one only where it is asked for.
ifneq ($(origin with_llvm),command line)
override with_llvm = no
endif

# The core knows no PostgreSQL, so its tests must not need one either.
ifneq ($(filter-out core-tests check-core fuzz,$(or $(MAKECMDGOALS),all)),)
PG_CONFIG ?= pg_config
PGXS := $(shell $(PG_CONFIG) --pgxs)
ifeq ($(wildcard $(PGXS)),)
$(error PG_CONFIG=$(PG_CONFIG) leads to no PostgreSQL development files: \
	install postgresql-server-dev-NN, or set PG_CONFIG to another pg_config)
endif
include $(PGXS)

# Resolve our own calls inside our own library, whatever another loaded module may export.
ifeq ($(PORTNAME),linux)
SHLIB_LINK += -Wl,-Bsymbolic
endif
endif

.DEFAULT_GOAL := all
.DELETE_ON_ERROR:
.SECONDARY:
.PHONY: check-core check-unsaid core-tests fuzz check-clang output-directories install-documents uninstall-documents FORCE

install: install-documents
uninstall: uninstall-documents

# ---- the install script --------------------------------------------------------------------------

$(INSTALL_SQL): $(SQL_ROOMS:%=src/%.sql) src/ROOMS $(EXTENSION).control Makefile
	@echo 'concatenate $(words $(SQL_ROOMS)) rooms into $@'
	@{ printf '%s\n' '\echo Use "CREATE EXTENSION $(EXTENSION)" to load this file. \quit'; \
	   for room in $(SQL_ROOMS); do printf '\n-- src/%s.sql\n\n' $$room; cat $(TOP)src/$$room.sql || exit 1; done; \
	} > $@.tmp
	@mv $@.tmp $@

$(UPDATE_SQL): $(SQL_ROOMS:%=src/%.sql) src/ROOMS $(wildcard $(TOP)src/install/upgrade/*) $(EXTENSION).control Makefile
	@echo 'assemble $@'
	@LC_ALL=C awk -v old=$(TOP)src/install/upgrade/$(EXTENSION)--$(PREVIOUS).sql -f $(TOP)src/install/upgrade/assemble.awk \
		$(TOP)src/install/upgrade/from-$(PREVIOUS).sql $(SQL_ROOMS:%=$(TOP)src/%.sql) > $@.tmp
	@mv $@.tmp $@

# ---- the library ---------------------------------------------------------------------------------

# What the objects were built for.  The file changes only when its text does; then everything is built
# anew: another PostgreSQL, another compiler, other flags, a source file that came or went.
build/obj/built-for: export BUILT_FOR = $(VERSION) $(CC) $(CPPFLAGS) $(CFLAGS) $(OBJS)
build/clang/built-for: export BUILT_FOR = $(VERSION) $(CLANG_CC) $(CPPFLAGS) $(CLANG_CFLAGS)
build/%/built-for: FORCE
	@mkdir -p $(@D)
	@printf '%s\n' "$$BUILT_FOR" | cmp -s - $@ || printf '%s\n' "$$BUILT_FOR" > $@

build/obj/%.o: src/%.c build/obj/built-for
	@mkdir -p $(@D)
	$(COMPILE.c) -MMD -MP -o $@ $<

build/obj/%.bc: src/%.c build/obj/built-for
	@mkdir -p $(@D)
	$(COMPILE.c.bc) -o $@ $<

$(EXTENSION)$(DLSUFFIX): build/obj/built-for

-include $(wildcard $(OBJS:.o=.d))

# ---- the same sources under clang ----------------------------------------------------------------

# The flags that pg_config gives are gcc's, so clang gets the ones that change meaning, and ours.
CLANG_CC = $(or $(shell command -v clang 2>&-),$(if $(CLANG),$(shell command -v $(CLANG) 2>&-)))
CLANG_OBJS = $(SOURCES:src/%.c=build/clang/%.o)
CLANG_CFLAGS = -std=gnu11 -O2 -fPIC -fno-strict-aliasing -fwrapv \
	-Wmissing-prototypes -Wpointer-arith -Wdeclaration-after-statement $(WARNINGS)

check-clang: $(CLANG_OBJS)
	@test -n '$(CLANG_CC)' || { echo 'clang is not installed'; exit 1; }

build/clang/%.o: src/%.c build/clang/built-for
	@mkdir -p $(@D)
	@test -n '$(CLANG_CC)' || { echo 'clang is not installed'; exit 1; }
	$(CLANG_CC) $(CLANG_CFLAGS) $(CPPFLAGS) -MMD -MP -c -o $@ $<

-include $(wildcard $(CLANG_OBJS:.o=.d))

# ---- the core's unit tests -----------------------------------------------------------------------

# Each test/core/test_*.c is one program, linked with the whole core.  It prints "ok - name" and
# "not ok - name" lines and, last, "N passed, N failed".
CORE_CC = cc
CORE_CFLAGS = -std=c11 -Wall -Wextra $(WERROR) -g -fsanitize=address,undefined -fno-sanitize-recover=all
CORE_OBJS = $(CORE_SOURCES:src/core/%.c=build/core/src/%.o)
CORE_TESTS = $(patsubst test/core/%.c,build/core/%,$(sort $(wildcard test/core/test_*.c)))

core-tests: $(CORE_TESTS)

# A program that crashed, or was stopped by a sanitizer, has not passed, whatever it printed before.
check-core: core-tests
	@test -n '$(CORE_TESTS)' || { echo 'not ok - there are no core tests'; exit 1; }
	@failed=0; \
	for program in $(CORE_TESTS); do \
		echo "# $${program##*/}"; \
		status=0; $$program > $$program.log 2>&1 || status=$$?; \
		cat $$program.log; \
		if grep -Eqx '[0-9]+ passed, [1-9][0-9]* failed' $$program.log; then \
			failed=1; \
		elif [ $$status -ne 0 ] || ! grep -Eqx '[0-9]+ passed, 0 failed' $$program.log; then \
			echo "not ok - $${program##*/} did not end well (exit status $$status)"; \
			echo '0 passed, 1 failed'; \
			failed=1; \
		fi; \
	done; exit $$failed

# A million trials of what test_unsaid tries some thousand times: less said is never cleared.
check-unsaid: build/core/test_unsaid
	$< 20221007 1000000

build/core/src/%.o: src/core/%.c Makefile
	@mkdir -p $(@D)
	$(CORE_CC) $(CORE_CFLAGS) -Isrc -MMD -MP -c -o $@ $<

build/core/test_%: test/core/test_%.c $(CORE_OBJS) Makefile
	@mkdir -p $(@D)
	$(CORE_CC) $(CORE_CFLAGS) -Isrc -Itest/core -MMD -MP -MF $@.d -o $@ $< $(CORE_OBJS) -lm

-include $(wildcard $(CORE_OBJS:.o=.d) $(CORE_TESTS:=.d))

# ---- fuzzing the core ----------------------------------------------------------------------------

# Each test/fuzz/fuzz_*.c is one program for libFuzzer; its first comment says how to run it.  script/fuzz
# runs all of them.
FUZZ_CFLAGS = -std=c11 $(WARNINGS) -g -O1 -fsanitize=fuzzer,address,undefined -fno-sanitize-recover=all
FUZZERS = $(patsubst test/fuzz/%.c,build/fuzz/%,$(sort $(wildcard test/fuzz/fuzz_*.c)))

FUZZ_OBJS = $(CORE_SOURCES:src/core/%.c=build/fuzz/src/%.o)

fuzz: $(FUZZERS)

build/fuzz/src/%.o: src/core/%.c Makefile
	@mkdir -p $(@D)
	@test -n '$(CLANG_CC)' || { echo 'clang is not installed'; exit 1; }
	$(CLANG_CC) $(FUZZ_CFLAGS) -Isrc -MMD -MP -c -o $@ $<

build/fuzz/fuzz_%: test/fuzz/fuzz_%.c $(FUZZ_OBJS) Makefile
	@mkdir -p $(@D)
	@test -n '$(CLANG_CC)' || { echo 'clang is not installed'; exit 1; }
	$(CLANG_CC) $(FUZZ_CFLAGS) -Isrc -Itest/core -MMD -MP -MF $@.d -o $@ $< $(FUZZ_OBJS) -lm

-include $(wildcard $(FUZZ_OBJS:.o=.d) $(FUZZERS:=.d))

# ---- documents -----------------------------------------------------------------------------------

DOCUMENT_DIRECTORY = $(DESTDIR)$(docdir)/extension/$(EXTENSION)

install-documents:
	@echo "install $(words $(DOCUMENTS)) documents into $(DOCUMENT_DIRECTORY)"
	@for file in $(DOCUMENTS); do \
		$(MKDIR_P) "$(DOCUMENT_DIRECTORY)/$$(dirname $$file)" && \
		$(INSTALL_DATA) "$(TOP)$$file" "$(DOCUMENT_DIRECTORY)/$$file" || exit 1; \
	done

uninstall-documents:
	rm -rf '$(DOCUMENT_DIRECTORY)'

# ---- for scripts ---------------------------------------------------------------------------------

output-directories:
	@mkdir -p build/regress build/update build/isolation

# `make -s print-REGRESS` shows the value of REGRESS.
print-%: FORCE
	@echo '$($*)'

FORCE:
