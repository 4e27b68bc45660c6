/* Results that are longer than the screen, through the pager of the user. */
#ifndef OPTIBOM_CLI_PAGER_H
#define OPTIBOM_CLI_PAGER_H

#include <stdbool.h>
#include <stddef.h>

/* The command of the pager: $OPTIBOM_PAGER, else $PAGER, else "less -FRX"; NULL when results are
 * not to be paged: the command is empty or "cat", the terminal is dumb, or standard output is none.
 */
const char *pager_command(void);

/* Shows the text and waits until the user is done with it; Ctrl-C is the pager's then. False when
 * there is no such pager and nothing was shown. A pager that the user leaves early is no failure.
 */
bool pager_show(const char *command, const char *text, size_t length);

#endif
