#include "import/pdf/pdf_process.h"

#include "import/pdf/pdf_confine.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdbool.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

enum { MIB = 1024 * 1024, CHUNK_SIZE = 64 * 1024, COMPLAINT_SIZE = 4096, FILES_MAX = 64 };

static const char *const pdftotext_paths[] = {"/usr/local/bin/pdftotext", "/usr/bin/pdftotext",
                                              "/bin/pdftotext", NULL};
/* One page more than the reader takes, so that it notices the rest. */
static const char *const pdftotext_arguments[] = {
    "pdftotext", "-bbox-layout", "-enc", "UTF-8", "-l", "301", "/proc/self/fd/0", "-", NULL};

static const char *const pdftotext_text_arguments[] = {
    "pdftotext", "-enc", "UTF-8", "-nopgbrk", "-l", "300", "/proc/self/fd/0", "-", NULL};

const struct import_pdf_command import_pdf_command = {pdftotext_paths, pdftotext_arguments};
const struct import_pdf_command import_pdf_text_command = {pdftotext_paths,
                                                           pdftotext_text_arguments};

/* A run of the program: pipes as {read, write}, -1 when closed. */
struct run {
    const char *name; /* of the file */
    int output[2], complaints[2], failure[2];
    pid_t pid;
    char complaint[COMPLAINT_SIZE]; /* the start of its standard error */
    size_t complaint_length;
    size_t received;
    int exec_errno; /* why it could not be started; 0: it was */
    int wait_status;
    bool is_past_output;
};

struct import_pdf_limits import_pdf_limits(size_t file_bytes)
{
    enum { CPU_LEAST = 2, CPU_MOST = 20, WALL_SPARE = 10, MEMORY_LEAST = 256, MEMORY_MOST = 1024 };
    size_t mib = file_bytes / MIB < MEMORY_MOST ? file_bytes / MIB : MEMORY_MOST;
    size_t cpu = CPU_LEAST + mib < CPU_MOST ? CPU_LEAST + mib : CPU_MOST;
    size_t memory = MEMORY_LEAST + 2 * mib < MEMORY_MOST ? MEMORY_LEAST + 2 * mib : MEMORY_MOST;
    return (struct import_pdf_limits){.cpu_seconds = (unsigned)cpu,
                                      .wall_seconds = (unsigned)(2 * cpu) + WALL_SPARE,
                                      .memory_bytes = memory * MIB,
                                      .output_bytes = (size_t)32 * MIB};
}

static void close_end(int *end)
{
    if (*end >= 0)
        close(*end);
    *end = -1;
}

static enum optibom_status refuse_system(const struct run *run, struct error *err)
{
    return error_set(err, OPTIBOM_FAILED,
                     "%s: a process to read it cannot be made: %s; free memory or files and try "
                     "again",
                     run->name, strerror(errno));
}

/* ---- the child: only what is safe between fork and exec ---- */

static void limit(int resource, size_t amount)
{
    struct rlimit bound = {.rlim_cur = (rlim_t)amount, .rlim_max = (rlim_t)amount};
    setrlimit(resource, &bound);
}

/* The alarm outlives exec, so that the wall clock ends the program without anybody's looking. */
static void bound_child(const struct import_pdf_limits *limits)
{
    sigset_t none;
    sigemptyset(&none);
    sigprocmask(SIG_SETMASK, &none, NULL);
    signal(SIGALRM, SIG_DFL);
    signal(SIGXCPU, SIG_DFL);
    signal(SIGPIPE, SIG_DFL);
    alarm(limits->wall_seconds);
    limit(RLIMIT_CPU, limits->cpu_seconds);
    limit(RLIMIT_AS, limits->memory_bytes);
    limit(RLIMIT_FSIZE, 0);
    limit(RLIMIT_CORE, 0);
    limit(RLIMIT_NOFILE, FILES_MAX);
    (void)import_pdf_confine(); /* the limits hold without it */
}

static _Noreturn void run_child(const struct run *run, const struct import_pdf_command *command,
                                const struct import_pdf_limits *limits, int file)
{
    static char locale[] = "LC_ALL=C", path_list[] = "PATH=/usr/local/bin:/usr/bin:/bin";
    static char *const environment[] = {locale, path_list, NULL};
    int why = 0;
    if (dup2(file, STDIN_FILENO) < 0 || dup2(run->output[1], STDOUT_FILENO) < 0 ||
        dup2(run->complaints[1], STDERR_FILENO) < 0) {
        why = errno;
    } else {
        bound_child(limits);
        for (const char *const *path = command->paths; *path != NULL; path++) {
            execve(*path, (char *const *)command->arguments, environment);
            if (why == 0 || errno != ENOENT)
                why = errno;
        }
    }
    (void)!write(run->failure[1], &why, sizeof why);
    _exit(127);
}

/* ---- the parent ---- */

/* Above the standard three, which the child lays anew; gone when it starts the program. */
static bool make_pipe(int ends[2])
{
    int raw[2];
    if (pipe(raw) != 0)
        return false;
    for (int i = 0; i < 2; i++) {
        ends[i] = fcntl(raw[i], F_DUPFD_CLOEXEC, STDERR_FILENO + 1);
        close(raw[i]);
    }
    return ends[0] >= 0 && ends[1] >= 0;
}

static enum optibom_status start(struct run *run, const struct import_pdf_command *command,
                                 const struct import_pdf_limits *limits, FILE *file,
                                 struct error *err)
{
    int own = fcntl(fileno(file), F_DUPFD_CLOEXEC, STDERR_FILENO + 1);
    if (own < 0 || !make_pipe(run->output) || !make_pipe(run->complaints) ||
        !make_pipe(run->failure)) {
        enum optibom_status status = refuse_system(run, err);
        close_end(&own);
        return status;
    }
    run->pid = fork();
    if (run->pid == 0)
        run_child(run, command, limits, own);
    close_end(&own);
    close_end(&run->output[1]);
    close_end(&run->complaints[1]);
    close_end(&run->failure[1]);
    return run->pid > 0 ? OPTIBOM_OK : refuse_system(run, err);
}

/* What one pipe has to say; closes it at its end. False when it could not be read. */
static ssize_t read_end(int *end, char *bytes, size_t size)
{
    ssize_t length;
    do
        length = read(*end, bytes, size);
    while (length < 0 && errno == EINTR);
    if (length <= 0)
        close_end(end);
    return length;
}

static void keep_complaint(struct run *run, const char *bytes, size_t length)
{
    size_t room = COMPLAINT_SIZE - 1 - run->complaint_length;
    size_t kept = length < room ? length : room;
    memcpy(run->complaint + run->complaint_length, bytes, kept);
    run->complaint_length += kept;
    run->complaint[run->complaint_length] = '\0';
}

static enum optibom_status pass_on(struct run *run, const struct import_pdf_limits *limits,
                                   const struct import_pdf_sink *sink, struct error *err)
{
    char chunk[CHUNK_SIZE];
    enum optibom_status status = OPTIBOM_OK;
    while (status == OPTIBOM_OK && (run->output[0] >= 0 || run->complaints[0] >= 0)) {
        struct pollfd ends[2] = {{.fd = run->output[0], .events = POLLIN},
                                 {.fd = run->complaints[0], .events = POLLIN}};
        if (poll(ends, 2, -1) < 0 && errno != EINTR)
            return refuse_system(run, err);
        if (ends[1].revents != 0) {
            ssize_t length = read_end(&run->complaints[0], chunk, sizeof chunk);
            keep_complaint(run, chunk, length > 0 ? (size_t)length : 0);
        }
        if (ends[0].revents == 0)
            continue;
        ssize_t length = read_end(&run->output[0], chunk, sizeof chunk);
        run->received += length > 0 ? (size_t)length : 0;
        run->is_past_output = run->received > limits->output_bytes;
        if (run->is_past_output)
            break;
        if (length > 0)
            status = sink->take(sink->context, chunk, (size_t)length, err);
    }
    return status;
}

/* Ends the program where it still runs, and learns how it ended. */
static void finish(struct run *run)
{
    if (run->pid <= 0)
        return;
    if (run->output[0] >= 0)
        kill(run->pid, SIGKILL);
    while (waitpid(run->pid, &run->wait_status, 0) < 0 && errno == EINTR)
        continue;
    int why;
    if (run->failure[0] >= 0 && read(run->failure[0], &why, sizeof why) == sizeof why)
        run->exec_errno = why;
}

static enum optibom_status refuse_signal(const struct run *run,
                                         const struct import_pdf_limits *limits, int signal_number,
                                         struct error *err)
{
    if (signal_number == SIGXCPU || signal_number == SIGKILL || signal_number == SIGALRM)
        return error_set(err, OPTIBOM_BAD_INPUT,
                         "%s: takes longer than %u s to read, which no datasheet of its size "
                         "does; print the pages that matter to a new PDF and import that",
                         run->name,
                         signal_number == SIGALRM ? limits->wall_seconds : limits->cpu_seconds);
    return error_set(err, OPTIBOM_BAD_INPUT,
                     "%s: pdftotext broke on it (signal %d), probably for want of memory; print "
                     "the pages that matter to a new PDF and import that",
                     run->name, signal_number);
}

/* From how the program ended to a sentence. */
static enum optibom_status judge(const struct run *run, const struct import_pdf_limits *limits,
                                 struct error *err)
{
    if (run->exec_errno == ENOENT)
        return error_set(err, OPTIBOM_FAILED,
                         "%s: reading PDF needs the program pdftotext, which is not installed; "
                         "install the Debian package poppler-utils",
                         run->name);
    if (run->exec_errno != 0)
        return error_set(err, OPTIBOM_FAILED,
                         "%s: pdftotext cannot be started: %s; repair the "
                         "Debian package poppler-utils",
                         run->name, strerror(run->exec_errno));
    if (run->is_past_output)
        return error_set(err, OPTIBOM_BAD_INPUT,
                         "%s: holds more than %zu MiB of text, which is no datasheet; cut out the "
                         "pages of one product",
                         run->name, limits->output_bytes / MIB);
    if (WIFSIGNALED(run->wait_status))
        return refuse_signal(run, limits, WTERMSIG(run->wait_status), err);
    if (WEXITSTATUS(run->wait_status) == 0)
        return OPTIBOM_OK;
    if (strstr(run->complaint, "password") != NULL || strstr(run->complaint, "encrypt") != NULL)
        return error_set(err, OPTIBOM_BAD_INPUT,
                         "%s: is protected by a password; save a copy without it and import that",
                         run->name);
    if (strstr(run->complaint, "memory") != NULL || strstr(run->complaint, "bad_alloc") != NULL)
        return error_set(err, OPTIBOM_BAD_INPUT,
                         "%s: needs more than %zu MiB of memory to read; print the pages that "
                         "matter to a new PDF and import that",
                         run->name, limits->memory_bytes / MIB);
    return error_set(err, OPTIBOM_BAD_INPUT,
                     "%s: is damaged or cut short, no PDF reader can open it; fetch the file again",
                     run->name);
}

/* The program needs a file with a number of its own: a stream in memory is copied to one. */
static enum optibom_status with_number(FILE **out, const struct import_input *input,
                                       struct error *err)
{
    char chunk[4096];
    size_t length;
    *out = NULL;
    if (fileno(input->file) >= 0)
        return OPTIBOM_OK;
    FILE *copy = tmpfile();
    bool is_good = copy != NULL && fseek(input->file, 0, SEEK_SET) == 0;
    while (is_good && (length = fread(chunk, 1, sizeof chunk, input->file)) > 0)
        is_good = fwrite(chunk, 1, length, copy) == length;
    is_good = is_good && !ferror(input->file) && fflush(copy) == 0;
    if (is_good) {
        *out = copy;
        return OPTIBOM_OK;
    }
    if (copy != NULL)
        fclose(copy);
    return error_set(err, OPTIBOM_FAILED, "%s: cannot be copied to a temporary file: %s",
                     input->name, strerror(errno));
}

enum optibom_status import_pdf_process_run(const struct import_pdf_command *command,
                                           const struct import_input *input,
                                           const struct import_pdf_limits *limits,
                                           const struct import_pdf_sink *sink, struct error *err)
{
    struct run run = {
        .name = input->name, .output = {-1, -1}, .complaints = {-1, -1}, .failure = {-1, -1}};
    struct import_pdf_limits own;
    struct stat about;
    FILE *copy = NULL;
    enum optibom_status status = with_number(&copy, input, err);
    FILE *file = copy != NULL ? copy : input->file;
    if (status == OPTIBOM_OK && limits == NULL) {
        bool is_known = fstat(fileno(file), &about) == 0 && about.st_size > 0;
        own = import_pdf_limits(is_known ? (size_t)about.st_size : 0);
        limits = &own;
    }
    if (status == OPTIBOM_OK)
        status = start(&run, command, limits, file, err);
    if (status == OPTIBOM_OK)
        status = pass_on(&run, limits, sink, err);
    finish(&run);
    if (status == OPTIBOM_OK)
        status = judge(&run, limits, err);
    for (int i = 0; i < 2; i++) {
        close_end(&run.output[i]);
        close_end(&run.complaints[i]);
        close_end(&run.failure[i]);
    }
    if (copy != NULL)
        fclose(copy);
    return status;
}
