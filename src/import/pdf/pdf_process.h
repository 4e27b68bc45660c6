/*
 * Runs a program that turns a file into text, kept in bounds: the program reads the file as
 * /proc/self/fd/0, has no environment, is confined (pdf_confine.h), and has limits of CPU
 * time, wall-clock time, memory and output. What it writes is handed on piece by piece.
 */
#ifndef OPTIBOM_IMPORT_PDF_PROCESS_H
#define OPTIBOM_IMPORT_PDF_PROCESS_H

#include "base/error.h"
#include "import/reader.h"

#include <stddef.h>

struct import_pdf_limits {
    unsigned cpu_seconds, wall_seconds;
    size_t memory_bytes; /* address space */
    size_t output_bytes;
};

struct import_pdf_command {
    const char *const *paths; /* where the program may be, NULL behind the last */
    const char *const
        *arguments; /* its arguments with its name as the first, NULL behind the last */
};

/* What takes the output; anything but OPTIBOM_OK ends the program. */
struct import_pdf_sink {
    enum optibom_status (*take)(void *context, const char *bytes, size_t length, struct error *err);
    void *context;
};

/* pdftotext, writing words with boxes; and words alone, as one reads them. */
extern const struct import_pdf_command import_pdf_command, import_pdf_text_command;

/* Limits for a PDF of that many bytes. CPU: 2 s, and 1 s for each MiB past the first, at most 20 s:
 * poppler reads several MiB a second, and what takes longer is a bomb. Wall clock: twice that and
 * 10 s, for a busy machine. Memory: 256 MiB and twice the file, at most 1 GiB. Output: 32 MiB. */
struct import_pdf_limits import_pdf_limits(size_t file_bytes);

/* Runs the command on the input. `limits` NULL: those of import_pdf_limits.
 * OPTIBOM_BAD_INPUT with a sentence when the file is no PDF, damaged, protected by a password or
 * past a limit; OPTIBOM_FAILED when the program is missing or cannot be run. */
enum optibom_status import_pdf_process_run(const struct import_pdf_command *command,
                                           const struct import_input *input,
                                           const struct import_pdf_limits *limits,
                                           const struct import_pdf_sink *sink, struct error *err);

#endif
