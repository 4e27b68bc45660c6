#include "store/holder.h"

#include <pwd.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

/* The byte that SQLite locks for writing: of the index of a log, or where there is none from this
 * one of the file on. */
enum { LOG_BYTE = 120, FILE_BYTE = 0x40000000 };

struct places {
    struct stat file, index;
    bool has_index;
};

static bool find_places(struct places *out, const char *path)
{
    char index[4096];
    char *file = realpath(path, NULL);
    bool is_found = file != NULL && stat(file, &out->file) == 0;
    int length = snprintf(index, sizeof index, "%s-shm", file != NULL ? file : "");
    out->has_index = (size_t)length < sizeof index && stat(index, &out->index) == 0;
    free(file);
    return is_found;
}

/* The process of a line of /proc/locks that is a lock for writing at one of the places; 0: it is
 * another. "1: POSIX  ADVISORY  WRITE 4711 fd:00:1234 120 120" */
static long process_of(char *line, const struct places *places)
{
    enum { KIND = 1, ACCESS = 3, PROCESS, NODE, FIRST, LAST, COUNT };
    char *rest = NULL, *fields[COUNT];
    size_t count = 0;
    for (char *at = strtok_r(line, " ", &rest); at != NULL && count < COUNT;
         at = strtok_r(NULL, " ", &rest))
        fields[count++] = at;
    if (count < COUNT || strcmp(fields[KIND], "POSIX") != 0 || strcmp(fields[ACCESS], "WRITE") != 0)
        return 0;
    const char *colon = strrchr(fields[NODE], ':');
    unsigned long node = colon != NULL ? strtoul(colon + 1, NULL, 10) : 0;
    unsigned long first = strtoul(fields[FIRST], NULL, 10);
    long process = strtol(fields[PROCESS], NULL, 10);
    bool is_index = places->has_index && node == places->index.st_ino && first == LOG_BYTE;
    bool is_file = node == places->file.st_ino && first >= FILE_BYTE;
    return (is_index || is_file) && process != (long)getpid() ? process : 0;
}

/* To look at the locks themselves a process would open the file, and lose its own by closing it. */
static long find_process(const char *path)
{
    char line[256];
    struct places places;
    long process = 0;
    FILE *locks = find_places(&places, path) ? fopen("/proc/locks", "r") : NULL;
    while (locks != NULL && process <= 0 && fgets(line, sizeof line, locks) != NULL)
        process = process_of(line, &places);
    if (locks != NULL)
        fclose(locks);
    return process;
}

void holder_name(char out[HOLDER_SIZE], const char *path)
{
    char folder[64];
    struct stat about;
    long process = find_process(path);
    snprintf(out, HOLDER_SIZE, "another program");
    if (process <= 0)
        return;
    int length = snprintf(out, HOLDER_SIZE, "process %ld", process);
    snprintf(folder, sizeof folder, "/proc/%ld", process);
    if (stat(folder, &about) == 0) {
        char texts[1024];
        struct passwd entry, *found = NULL;
        getpwuid_r(about.st_uid, &entry, texts, sizeof texts, &found);
        if (found != NULL)
            snprintf(out + length, HOLDER_SIZE - (size_t)length, " of %s", found->pw_name);
    }
}
