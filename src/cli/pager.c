#include "cli/pager.h"

#include <errno.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#define BUILT_IN "less -FRX"

enum { NOT_FOUND = 127 }; /* exit status of a shell that finds no such command */

const char *pager_command(void)
{
    const char *command = getenv("OPTIBOM_PAGER"), *term = getenv("TERM");
    if (command == NULL)
        command = getenv("PAGER");
    if (command == NULL)
        command = BUILT_IN;
    bool is_off = command[strspn(command, " ")] == '\0' || strcmp(command, "cat") == 0;
    bool is_dumb = term == NULL || strcmp(term, "dumb") == 0;
    return is_off || is_dumb || !isatty(STDOUT_FILENO) ? NULL : command;
}

/* Colours pass through less, and it leaves what fits on the screen there, unless the user has set
 * it otherwise. */
_Noreturn static void become_pager(const char *command, const int ends[2])
{
    signal(SIGINT, SIG_DFL);
    signal(SIGPIPE, SIG_DFL);
    setenv("LESS", "FRX", 0);
    if (dup2(ends[0], STDIN_FILENO) >= 0) {
        close(ends[0]);
        close(ends[1]);
        if (strcmp(command, BUILT_IN) == 0)
            execlp("less", "less", "-FRX", (char *)NULL);
        else
            execl("/bin/sh", "sh", "-c", command, (char *)NULL);
    }
    _exit(NOT_FOUND);
}

/* Ends early, without a word, when the pager does. */
static void feed(int end, const char *text, size_t length)
{
    while (length > 0) {
        ssize_t written = write(end, text, length);
        if (written < 0 && errno != EINTR)
            return;
        if (written > 0) {
            text += written;
            length -= (size_t)written;
        }
    }
}

bool pager_show(const char *command, const char *text, size_t length)
{
    int ends[2], status = 0;
    struct sigaction ignore = {.sa_handler = SIG_IGN}, before;
    if (pipe(ends) != 0)
        return false;
    sigaction(SIGINT, &ignore, &before);
    pid_t child = fork();
    if (child == 0)
        become_pager(command, ends);
    close(ends[0]);
    if (child > 0)
        feed(ends[1], text, length);
    close(ends[1]);
    while (child > 0 && waitpid(child, &status, 0) < 0 && errno == EINTR)
        continue;
    sigaction(SIGINT, &before, NULL);
    return child > 0 && !(WIFEXITED(status) && WEXITSTATUS(status) == NOT_FOUND);
}
