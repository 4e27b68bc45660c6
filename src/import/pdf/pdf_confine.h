/*
 * What a process that reads a stranger's file may no longer do: reach the network,
 * write into another process or type on the terminal, make, change or take away a file.
 *
 * Two fences, each as far as the system permits it: a network of its own that has no interface
 * (unshare), and a filter of system calls (seccomp) which lets those that are listed here fail with
 * EACCES and outlives exec. Reading files is not forbidden, nor are signals.
 */
#ifndef OPTIBOM_IMPORT_PDF_CONFINE_H
#define OPTIBOM_IMPORT_PDF_CONFINE_H

#include <stdbool.h>

/* For a child between fork and exec, where it is safe to call. False where the filter cannot be
 * had: an old kernel, a processor it does not know, or a system that forbids it. */
bool import_pdf_confine(void);

#endif
