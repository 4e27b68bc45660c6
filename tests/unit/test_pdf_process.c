/*
 * The process that reads a PDF, however it ends and whatever the system lacks for it: each end has
 * its sentence. A shell stands in for pdftotext.
 */
#define _GNU_SOURCE
#include "check.h"

#include "import/pdf/pdf_process.h"

#include <dlfcn.h>
#include <errno.h>
#include <poll.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/time.h>
#include <unistd.h>

enum { MIB = 1024 * 1024 };

/* ---- calls of the system that fail when a test says so ---- */

static int fork_error, poll_error;

#pragma GCC visibility push(default)
pid_t fork(void)
{
    static pid_t (*own)(void);
    if (own == NULL)
        *(void **)&own = dlsym(RTLD_NEXT, "fork");
    errno = fork_error;
    return fork_error != 0 ? -1 : own();
}

int poll(struct pollfd *files, nfds_t count, int timeout)
{
    static int (*own)(struct pollfd * files, nfds_t count, int timeout);
    if (own == NULL)
        *(void **)&own = dlsym(RTLD_NEXT, "poll");
    errno = poll_error;
    return poll_error != 0 ? -1 : own(files, count, timeout);
}
#pragma GCC visibility pop

/* ---- what runs ---- */

static const struct import_pdf_limits LIMITS = {
    .cpu_seconds = 3, .wall_seconds = 7, .memory_bytes = (size_t)256 * MIB, .output_bytes = MIB};

struct taken {
    size_t bytes;
    enum optibom_status status; /* what the sink answers */
};

static enum optibom_status take(void *context, const char *bytes, size_t length, struct error *err)
{
    struct taken *taken = context;
    (void)bytes;
    taken->bytes += length;
    return taken->status == OPTIBOM_OK ? OPTIBOM_OK
                                       : error_set(err, taken->status, "the sink is full");
}

static enum optibom_status run_on(FILE *file, struct taken *taken, const char *path,
                                  const char *script, const struct import_pdf_limits *limits,
                                  struct error *err)
{
    const char *const paths[] = {path, NULL}, *const arguments[] = {"sh", "-c", script, NULL};
    const struct import_pdf_command command = {paths, arguments};
    const struct import_pdf_sink sink = {take, taken};
    const struct import_input input = {.file = file, .name = "t.pdf"};
    return import_pdf_process_run(&command, &input, limits, &sink, err);
}

static enum optibom_status run(struct taken *taken, const char *script, struct error *err)
{
    FILE *file = fopen("LICENSE", "r");
    assert_non_null(file);
    enum optibom_status status = run_on(file, taken, "/bin/sh", script, &LIMITS, err);
    fclose(file);
    return status;
}

#define PROTECTED "t.pdf: is protected by a password; save a copy without it and import that"
#define DAMAGED "t.pdf: is damaged or cut short, no PDF reader can open it; fetch the file again"
#define NEEDS_MEMORY                                                                               \
    "t.pdf: needs more than 256 MiB of memory to read; print the pages that matter to a new PDF "  \
    "and import that"
#define TAKES(seconds)                                                                             \
    "t.pdf: takes longer than " seconds " s to read, which no datasheet of its size does; print "  \
    "the pages that matter to a new PDF and import that"

static void each_end_has_its_sentence(void **state)
{
    static const struct {
        const char *script, *said; /* NULL: it is read */
    } cases[] = {
        {"echo text; echo 'Syntax Warning: a font is odd' >&2", NULL},
        {"echo text; exit 1", DAMAGED},
        {"echo 'Command Line Error: Incorrect password' >&2; exit 1", PROTECTED},
        {"echo 'Syntax Error: unsupported encryption' >&2; exit 1", PROTECTED},
        {"echo 'Out of memory' >&2; exit 1", NEEDS_MEMORY},
        {"echo \"what(): std::bad_alloc\" >&2; exit 1", NEEDS_MEMORY},
        {"exec >&-; echo 'Out of memory' >&2; exit 1", NEEDS_MEMORY},
        /* only what is said first is kept */
        {"i=0; while [ $i -lt 500 ]; do echo 0123456789 >&2; i=$((i + 1)); done;"
         "echo password >&2; exit 1",
         DAMAGED},
        {"kill -XCPU $$", TAKES("3")},
        {"kill -KILL $$", TAKES("3")},
        {"kill -ALRM $$", TAKES("7")},
        {"kill -SEGV $$", "t.pdf: pdftotext broke on it (signal 11), probably for want of memory; "
                          "print the pages that matter to a new PDF and import that"},
    };
    (void)state;
    for (size_t i = 0; i < CHECK_COUNT(cases); i++) {
        struct taken taken = {0};
        struct error err = {0};
        assert_int_equal(run(&taken, cases[i].script, &err),
                         cases[i].said == NULL ? OPTIBOM_OK : OPTIBOM_BAD_INPUT);
        assert_string_equal(err.text, cases[i].said != NULL ? cases[i].said : "");
        assert_int_equal(taken.bytes, strncmp(cases[i].script, "echo text", 9) == 0 ? 5 : 0);
    }
}

static void what_cannot_be_started(void **state)
{
    (void)state;
    struct taken taken = {0};
    struct error err = {0};
    FILE *file = fopen("LICENSE", "r");
    assert_non_null(file);
    assert_int_equal(run_on(file, &taken, "LICENSE", "", &LIMITS, &err), OPTIBOM_FAILED);
    assert_string_equal(err.text, "t.pdf: pdftotext cannot be started: Permission denied; repair "
                                  "the Debian package poppler-utils");
    fclose(file);
}

/* What takes the text may refuse it; the program is ended, which would go on for long. */
static void the_sink_may_refuse(void **state)
{
    (void)state;
    struct taken taken = {.status = OPTIBOM_BAD_INPUT};
    struct error err = {0};
    assert_int_equal(run(&taken, "echo text; exec sleep 100", &err), OPTIBOM_BAD_INPUT);
    assert_string_equal(err.text, "the sink is full");
    assert_int_equal(taken.bytes, 5);
}

/* ---- what the system lacks ---- */

#define CANNOT "t.pdf: a process to read it cannot be made: "
#define FREE "; free memory or files and try again"

static void a_process_may_not_be_had(void **state)
{
    (void)state;
    struct taken taken = {0};
    struct error err = {0};
    fork_error = EAGAIN;
    assert_int_equal(run(&taken, "echo text", &err), OPTIBOM_FAILED);
    fork_error = 0;
    assert_string_equal(err.text, CANNOT "Resource temporarily unavailable" FREE);
    error_clear(&err);
    poll_error = ENOMEM;
    assert_int_equal(run(&taken, "exec sleep 100", &err), OPTIBOM_FAILED);
    poll_error = 0;
    assert_string_equal(err.text, CANNOT "Cannot allocate memory" FREE);
    assert_int_equal(taken.bytes, 0);
}

static int lowest_free_file(void)
{
    int file = dup(STDERR_FILENO);
    assert_true(file >= 0);
    close(file);
    return file;
}

/* One file fewer each time: the copy of a stream, the file's own number, and each pipe lacks one
 * once, and none is left open. With as many as are needed, it is read. */
static void files_may_not_be_had(void **state)
{
    static char content[] = "content of the file";
    struct rlimit before;
    bool is_copy_refused = false, is_process_refused = false, is_read = false;
    (void)state;
    assert_int_equal(getrlimit(RLIMIT_NOFILE, &before), 0);
    int least = lowest_free_file();
    for (int more = 0; more < 12 && !is_read; more++) {
        FILE *file = fmemopen(content, strlen(content), "r");
        struct rlimit few = {(rlim_t)(least + more), before.rlim_max};
        struct taken taken = {0};
        struct error err = {0};
        assert_non_null(file);
        assert_int_equal(setrlimit(RLIMIT_NOFILE, &few), 0);
        enum optibom_status status =
            run_on(file, &taken, "/bin/sh", "cat /proc/self/fd/0", &LIMITS, &err);
        assert_int_equal(setrlimit(RLIMIT_NOFILE, &before), 0);
        is_read = status == OPTIBOM_OK;
        if (is_read) {
            assert_int_equal(taken.bytes, strlen(content));
        } else if (strstr(err.text, "temporary") != NULL) {
            assert_string_equal(err.text,
                                "t.pdf: cannot be copied to a temporary file: Too many open files");
            is_copy_refused = true;
        } else {
            assert_int_equal(status, OPTIBOM_FAILED);
            assert_memory_equal(err.text, CANNOT, strlen(CANNOT));
            is_process_refused = true;
        }
        fclose(file);
        assert_int_equal(lowest_free_file(), least);
    }
    assert_true(is_copy_refused && is_process_refused && is_read);
}

static ssize_t read_nothing(void *cookie, char *into, size_t size)
{
    (void)cookie, (void)into, (void)size;
    errno = EIO;
    return -1;
}

static int seek_anywhere(void *cookie, off64_t *at, int whence)
{
    (void)cookie, (void)at, (void)whence;
    return 0;
}

static int seek_nowhere(void *cookie, off64_t *at, int whence)
{
    (void)cookie, (void)at, (void)whence;
    errno = ESPIPE;
    return -1;
}

/* Streams without a number that cannot be read, cannot be read again, or that do not fit a disk. */
static void streams_that_cannot_be_copied(void **state)
{
    static char content[] = "content of the file";
    const cookie_io_functions_t broken = {read_nothing, NULL, seek_anywhere, NULL};
    const cookie_io_functions_t endless = {read_nothing, NULL, seek_nowhere, NULL};
    const struct {
        FILE *file;
        const char *said;
        bool is_disk_full;
    } cases[] = {
        {fopencookie(NULL, "r", broken), "Input/output error", false},
        {fopencookie(NULL, "r", endless), "Illegal seek", false},
        {fmemopen(content, strlen(content), "r"), "File too large", true},
    };
    struct rlimit before;
    (void)state;
    assert_int_equal(getrlimit(RLIMIT_FSIZE, &before), 0);
    signal(SIGXFSZ, SIG_IGN);
    for (size_t i = 0; i < CHECK_COUNT(cases); i++) {
        const struct rlimit none = {0, before.rlim_max};
        struct taken taken = {0};
        struct error err = {0};
        char said[128];
        assert_non_null(cases[i].file);
        if (cases[i].is_disk_full)
            setrlimit(RLIMIT_FSIZE, &none);
        enum optibom_status status =
            run_on(cases[i].file, &taken, "/bin/sh", "echo text", &LIMITS, &err);
        setrlimit(RLIMIT_FSIZE, &before);
        snprintf(said, sizeof said, "t.pdf: cannot be copied to a temporary file: %s",
                 cases[i].said);
        assert_int_equal(status, OPTIBOM_FAILED);
        assert_string_equal(err.text, said);
        fclose(cases[i].file);
    }
    signal(SIGXFSZ, SIG_DFL);
}

static volatile sig_atomic_t interruptions;

static void interrupt(int number)
{
    (void)number;
    interruptions++;
}

/* Signals that the program at large takes are no reason to stop reading, or waiting. */
static void signals_interrupt_nothing(void **state)
{
    const struct sigaction caught = {.sa_handler = interrupt};
    const struct itimerval often = {{0, 2000}, {0, 2000}}, never = {{0, 0}, {0, 0}};
    struct taken taken = {0};
    struct error err = {0};
    (void)state;
    sigaction(SIGALRM, &caught, NULL);
    setitimer(ITIMER_REAL, &often, NULL);
    enum optibom_status status =
        run(&taken, "sleep 0.02; echo text; exec >&- 2>&-; sleep 0.02", &err);
    setitimer(ITIMER_REAL, &never, NULL);
    signal(SIGALRM, SIG_DFL);
    assert_int_equal(status, OPTIBOM_OK);
    assert_int_equal(taken.bytes, 5);
    assert_true(interruptions >= 2);
}

/* ---- limits ---- */

static void limits_grow_with_the_file(void **state)
{
    static const struct {
        size_t bytes;
        unsigned cpu_seconds, wall_seconds;
        size_t memory_mib;
    } cases[] = {
        {0, 2, 14, 256},
        {10 * (size_t)MIB, 12, 34, 276},
        {300 * (size_t)MIB, 20, 50, 856},
        {4096 * (size_t)MIB, 20, 50, 1024},
    };
    (void)state;
    for (size_t i = 0; i < CHECK_COUNT(cases); i++) {
        struct import_pdf_limits limits = import_pdf_limits(cases[i].bytes);
        assert_int_equal(limits.cpu_seconds, cases[i].cpu_seconds);
        assert_int_equal(limits.wall_seconds, cases[i].wall_seconds);
        assert_int_equal(limits.memory_bytes, cases[i].memory_mib * MIB);
        assert_int_equal(limits.output_bytes, (size_t)32 * MIB);
    }
}

/* Those of the file's own size; an empty one has the least. */
static void limits_of_the_file_at_hand(void **state)
{
    (void)state;
    struct taken taken = {0};
    struct error err = {0};
    FILE *empty = tmpfile();
    assert_non_null(empty);
    assert_int_equal(run_on(empty, &taken, "/bin/sh", "ulimit -t", NULL, &err), OPTIBOM_OK);
    assert_int_equal(taken.bytes, strlen("2\n"));
    fclose(empty);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(each_end_has_its_sentence),
        cmocka_unit_test(what_cannot_be_started),
        cmocka_unit_test(the_sink_may_refuse),
        cmocka_unit_test(a_process_may_not_be_had),
        cmocka_unit_test(files_may_not_be_had),
        cmocka_unit_test(streams_that_cannot_be_copied),
        cmocka_unit_test(signals_interrupt_nothing),
        cmocka_unit_test(limits_grow_with_the_file),
        cmocka_unit_test(limits_of_the_file_at_hand),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
