/*
 * What may follow is told by the words that stand for it in the usage lines and option tables: FILE
 * is a file, CLASS a class. A new word for a file or folder needs its row in WORDS.
 */
#include "cli/completion.h"

#include "cli/completion_shell.h"
#include "cli/usage.h"

#include <string.h>

enum { FILES = 1, FOLDERS = 2, CLASSES = 4, VERBS = 8, SHELLS = 16, FORMS_MAX = 16 };

static const struct {
    const char *word;
    unsigned kind;
} WORDS[] = {{"FILE", FILES},
             {"FILE.xlsx", FILES},
             {"SPEC", FILES},
             {"SPEC.yaml", FILES},
             {"FLOW.yaml", FILES},
             {"BUILD-or-SPEC", FILES},
             {"NAME-or-FILE", FILES},
             {"MAP", FILES},
             {"A", FILES},
             {"B", FILES},
             {"FOLDER", FOLDERS},
             {"DIR", FOLDERS},
             {"CLASS", CLASSES},
             {"C", CLASSES},
             {"VERB", VERBS},
             {"SHELL", SHELLS}};

/* One form of a command: a literal, or none, and what may stand first behind it and then. */
struct form {
    const char *literal;
    int literal_length;
    unsigned first, rest;
};

struct printer {
    FILE *out;
    const struct completion_shell *shell;
    const char *classes;
};

static unsigned kind_of(const struct usage_word *word)
{
    for (size_t i = 0; i < sizeof WORDS / sizeof *WORDS; i++)
        if (usage_is(word, WORDS[i].word))
            return WORDS[i].kind;
    return 0;
}

/* "BUILD-or-SPEC...|claims" are two forms: places that a bar separates are one, a literal is its
 * own. */
static size_t read_forms(struct form forms[FORMS_MAX], const char *arguments)
{
    struct usage usage = {.rest = arguments};
    struct usage_word word;
    size_t count = 1, places = 0;
    forms[0] = (struct form){0};
    for (bool is_other = false; (word = usage_next(&usage)).kind != USAGE_END;
         is_other = word.kind == USAGE_OR) {
        struct form *form = &forms[count - 1];
        bool starts = word.kind == USAGE_ELSE || (is_other && word.kind == USAGE_LITERAL);
        if (starts && count < FORMS_MAX) {
            form = &forms[count++];
            *form = (struct form){0};
            places = 0;
        }
        if (word.kind == USAGE_LITERAL && !usage_is(&word, "-")) {
            form->literal = word.text;
            form->literal_length = word.length;
        } else if (word.kind == USAGE_PLACE) {
            places += !is_other;
            *(places == 1 ? &form->first : &form->rest) |= kind_of(&word);
        } else if (word.kind == USAGE_MORE && places == 1) {
            form->rest |= form->first;
        }
    }
    return count;
}

static void offer_list(const struct printer *printer, const char *words)
{
    while (*words != '\0') {
        int length = (int)strcspn(words, " ");
        completion_shell_offer(printer->out, printer->shell, words, length, NULL);
        words += length;
        words += strspn(words, " ");
    }
}

static void offer_verbs(const struct printer *printer)
{
    for (size_t i = 0; cli_commands[i] != NULL; i++)
        completion_shell_offer(printer->out, printer->shell, cli_commands[i]->name,
                               (int)strlen(cli_commands[i]->name), cli_commands[i]->summary);
}

static void offer_kinds(const struct printer *printer, unsigned kinds)
{
    if (kinds & FILES)
        fputs(printer->shell->files, printer->out);
    if (kinds & FOLDERS)
        fputs(printer->shell->folders, printer->out);
    if (kinds & CLASSES)
        offer_list(printer, printer->classes);
    if (kinds & VERBS)
        offer_verbs(printer);
    if (kinds & SHELLS)
        offer_list(printer, "bash zsh fish");
}

static void open_table(const struct printer *printer, const char *name, size_t parts)
{
    fprintf(printer->out, printer->shell->open, name, printer->shell->keys[parts - 1]);
}

/* An entry for VERB:COUNT:FIRST. */
static void print_argument(const struct printer *printer, const char *verb, const char *count,
                           const struct form *form, unsigned kinds)
{
    char label[96];
    const char *first = form != NULL ? form->literal : count[0] == '0' ? "" : "*";
    snprintf(label, sizeof label, "%s:%s:%.*s", verb, count,
             form != NULL ? form->literal_length : (int)strlen(first), first);
    fprintf(printer->out, printer->shell->label, label);
    offer_kinds(printer, kinds);
}

static void print_arguments(const struct printer *printer, const struct cli_command *command)
{
    struct form forms[FORMS_MAX];
    size_t count = read_forms(forms, command->arguments);
    unsigned first = 0, rest = 0;
    for (size_t i = 0; i < count; i++) {
        if (forms[i].literal != NULL)
            continue;
        first |= forms[i].first;
        rest |= forms[i].rest;
    }
    print_argument(printer, command->name, "0", NULL, first);
    for (size_t i = 0; i < count; i++)
        if (forms[i].literal != NULL)
            completion_shell_offer(printer->out, printer->shell, forms[i].literal,
                                   forms[i].literal_length, NULL);
    fputs(printer->shell->entry_end, printer->out);
    for (size_t i = 0; i < count; i++) {
        if (forms[i].literal == NULL)
            continue;
        print_argument(printer, command->name, "1", &forms[i], forms[i].first);
        fputs(printer->shell->entry_end, printer->out);
        print_argument(printer, command->name, "*", &forms[i], forms[i].rest);
        fputs(printer->shell->entry_end, printer->out);
    }
    print_argument(printer, command->name, "*", NULL, rest);
    fputs(printer->shell->entry_end, printer->out);
}

/* A word in small letters stands for itself: --open all. */
static void print_value(const struct printer *printer, const char *verb, const char *dashes,
                        const char *option, const char *value)
{
    struct usage usage = {.rest = value};
    struct usage_word word = usage_next(&usage);
    char label[96];
    snprintf(label, sizeof label, "%s:%s%s", verb, dashes, option);
    fprintf(printer->out, printer->shell->label, label);
    offer_kinds(printer, kind_of(&word));
    if (word.kind == USAGE_LITERAL)
        completion_shell_offer(printer->out, printer->shell, word.text, word.length, NULL);
    fputs(printer->shell->entry_end, printer->out);
}

static void print_values(const struct printer *printer, const char *verb,
                         const struct poptOption *table)
{
    const struct poptOption *option;
    for (size_t i = 0; (option = usage_option(table, i)) != NULL; i++) {
        const char letter[2] = {option->shortName};
        if (option->argDescrip == NULL)
            continue;
        print_value(printer, verb, "--", option->longName, option->argDescrip);
        if (letter[0] != '\0')
            print_value(printer, verb, "-", letter, option->argDescrip);
    }
}

static void print_options(const struct printer *printer, const char *verb,
                          const struct poptOption *table)
{
    const struct poptOption *option;
    fprintf(printer->out, printer->shell->label, verb);
    for (size_t i = 0; (option = usage_option(table, i)) != NULL; i++) {
        char name[64];
        int length = snprintf(name, sizeof name, "--%s", option->longName);
        completion_shell_offer(printer->out, printer->shell, name, length, option->descrip);
        length = snprintf(name, sizeof name, "-%c", option->shortName);
        if (option->shortName != '\0')
            completion_shell_offer(printer->out, printer->shell, name, length, option->descrip);
    }
    fputs(printer->shell->entry_end, printer->out);
}

void completion_print(FILE *out, const struct completion_shell *shell,
                      const struct poptOption *global, const char *classes)
{
    const struct printer printer = {.out = out, .shell = shell, .classes = classes};
    fputs(shell->head, out);
    open_table(&printer, "values", 2);
    print_values(&printer, "*", global);
    for (size_t i = 0; cli_commands[i] != NULL; i++)
        print_values(&printer, cli_commands[i]->name, cli_commands[i]->options);
    fputs(shell->close, out);
    open_table(&printer, "options", 1);
    print_options(&printer, "every", global);
    for (size_t i = 0; cli_commands[i] != NULL; i++)
        if (cli_commands[i]->options != NULL)
            print_options(&printer, cli_commands[i]->name, cli_commands[i]->options);
    fputs(shell->close, out);
    open_table(&printer, "arguments", 3);
    fprintf(out, shell->label, ":0:");
    offer_verbs(&printer);
    fputs(shell->entry_end, out);
    for (size_t i = 0; cli_commands[i] != NULL; i++)
        print_arguments(&printer, cli_commands[i]);
    fputs(shell->close, out);
    fputs(shell->tail, out);
}
