/*
 * What the process that reads a PDF may not do. The program is its own child: with a word as its
 * first argument it tries, in place of pdftotext, what a broken reader might, and says what came of
 * it. Skipped where the system has no filter of system calls.
 */
#define _GNU_SOURCE

#include "check.h"
#include "import/pdf/pdf_confine.h"
#include "import/pdf/pdf_process.h"

#include <arpa/inet.h>
#include <errno.h>
#include <fcntl.h>
#include <netinet/in.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/ptrace.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

static char folder[] = "/tmp/optibom-confine.XXXXXX";

/* ---- the child ---- */

static void say(const char *what, bool could)
{
    dprintf(STDOUT_FILENO, "%s: %s\n", what, could ? "could" : errno == EACCES ? "no" : "other");
}

static const char *path(const char *name)
{
    static char text[128];
    snprintf(text, sizeof text, "%s/%s", folder, name);
    return text;
}

static void try_all(void)
{
    say("TCP", socket(AF_INET, SOCK_STREAM, 0) >= 0);
    say("UDP", socket(AF_INET6, SOCK_DGRAM, 0) >= 0);
    say("local", socket(AF_UNIX, SOCK_STREAM, 0) >= 0);
    say("make", open(path("new"), O_WRONLY | O_CREAT, 0600) >= 0);
    say("empty", open(path("kept"), O_RDONLY | O_TRUNC) >= 0);
    say("write", open(path("kept"), O_RDWR) >= 0);
    say("shorten", truncate(path("kept"), 1) == 0);
    say("unlink", unlink(path("kept")) == 0);
    say("rename", rename(path("kept"), "/tmp/optibom-confine") == 0);
    say("mkdir", mkdir(path("folder"), 0700) == 0);
    say("chmod", chmod(path("kept"), 0777) == 0);
    say("trace", ptrace(PTRACE_ATTACH, getppid(), NULL, NULL) == 0);
    say("type", ioctl(STDIN_FILENO, TIOCSTI, "x") == 0);
    say("read", open(path("kept"), O_RDONLY) >= 0);
    _exit(0);
}

/* ---- the parent ---- */

struct said {
    char text[1024];
    size_t length;
};

static enum optibom_status keep(void *context, const char *bytes, size_t length, struct error *err)
{
    (void)err;
    struct said *said = context;
    size_t room = sizeof said->text - 1 - said->length;
    size_t kept = length < room ? length : room;
    memcpy(said->text + said->length, bytes, kept);
    said->length += kept;
    return OPTIBOM_OK;
}

static bool has_filter(void)
{
    int how = 0;
    pid_t child = fork();
    if (child == 0)
        _exit(import_pdf_confine() ? 0 : 1);
    assert_int_equal(waitpid(child, &how, 0), child);
    return WIFEXITED(how) && WEXITSTATUS(how) == 0;
}

static void the_reader_of_a_stranger_reaches_nothing(void **state)
{
    (void)state;
    if (!has_filter())
        skip();
    const char *const paths[] = {"/proc/self/exe", NULL}, *const arguments[] = {"t", folder, NULL};
    const struct import_pdf_command command = {paths, arguments};
    const struct import_pdf_limits limits = {5, 20, SIZE_MAX, 4096}; /* sanitizers map terabytes */
    struct said said = {.length = 0};
    struct import_pdf_sink sink = {keep, &said};
    struct error err = {0};
    struct stat kept;
    FILE *file = fopen(path("kept"), "w+");
    assert_non_null(file);
    fputs("kept", file);
    fflush(file);
    struct import_input input = {.file = file, .name = "t.pdf"};
    enum optibom_status status = import_pdf_process_run(&command, &input, &limits, &sink, &err);
    fclose(file);
    assert_string_equal(err.text, "");
    assert_int_equal(status, OPTIBOM_OK);
    assert_string_equal(
        said.text,
        "TCP: no\nUDP: no\nlocal: no\nmake: no\nempty: no\nwrite: no\nshorten: no\n"
        "unlink: no\nrename: no\nmkdir: no\nchmod: no\ntrace: no\ntype: no\nread: could\n");
    assert_int_equal(stat(path("kept"), &kept), 0);
    assert_int_equal(kept.st_size, 4);
    assert_int_not_equal(access(path("new"), F_OK), 0);
    remove(path("kept"));
}

int main(int count, char **arguments)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(the_reader_of_a_stranger_reaches_nothing)};
    if (count > 1) {
        memcpy(folder, arguments[1], sizeof folder);
        try_all();
    }
    if (mkdtemp(folder) == NULL)
        return 1;
    int failed = cmocka_run_group_tests(tests, NULL, NULL);
    rmdir(folder);
    return failed;
}
