#include "cli/completion_shell.h"

#include <string.h>

static const char BASH_HEAD[] = "# bash completion of optibom, made by: optibom completion bash\n";

/* "--option=value" comes as three words. */
static const char BASH_TAIL[] =
    "\n_optibom()\n"
    "{\n"
    "    local current=${COMP_WORDS[COMP_CWORD]} previous=${COMP_WORDS[COMP_CWORD - 1]}\n"
    "    local verb='' first='' count=0 files='' folders='' i\n"
    "    local offers=()\n"
    "    if [[ $current == = ]]; then\n"
    "        current=''\n"
    "    elif [[ $previous == = ]]; then\n"
    "        previous=${COMP_WORDS[COMP_CWORD - 2]}\n"
    "    fi\n"
    "    for ((i = 1; i < COMP_CWORD; i++)); do\n"
    "        if _optibom_values \"$verb\" \"${COMP_WORDS[i]}\"; then\n"
    "            [[ ${COMP_WORDS[i + 1]} != = ]] || ((i++))\n"
    "            ((i++))\n"
    "        elif [[ ${COMP_WORDS[i]} != -?* ]]; then\n"
    "            if [[ ! $verb ]]; then\n"
    "                verb=${COMP_WORDS[i]}\n"
    "            else\n"
    "                ((count++)) || first=${COMP_WORDS[i]}\n"
    "            fi\n"
    "        fi\n"
    "    done\n"
    "    offers=() files='' folders=''\n"
    "    if ! _optibom_values \"$verb\" \"$previous\"; then\n"
    "        if [[ $current == -* ]]; then\n"
    "            _optibom_options \"$verb\"\n"
    "            _optibom_options every\n"
    "        else\n"
    "            _optibom_arguments \"$verb\" \"$count\" \"$first\"\n"
    "        fi\n"
    "    fi\n"
    "    local IFS=$'\\n'\n"
    "    mapfile -t COMPREPLY < <(\n"
    "        compgen -W \"${offers[*]%%:*}\" -- \"$current\"\n"
    "        [[ ! $files ]] || compgen -f -- \"$current\"\n"
    "        [[ ! $folders ]] || compgen -d -- \"$current\"\n"
    "    )\n"
    "    [[ ! $files$folders ]] || compopt -o filenames 2>/dev/null\n"
    "} &&\n"
    "    complete -F _optibom optibom\n";

static const char ZSH_HEAD[] = "#compdef optibom\n"
                               "# zsh completion of optibom, made by: optibom completion zsh\n";

static const char ZSH_TAIL[] =
    "\n_optibom()\n"
    "{\n"
    "    local verb first files folders\n"
    "    local -a offers\n"
    "    integer count=0 i\n"
    "    for ((i = 2; i < CURRENT; i++)); do\n"
    "        if _optibom_values \"$verb\" \"${words[i]}\"; then\n"
    "            ((i++))\n"
    "        elif [[ ${words[i]} != -?* ]]; then\n"
    "            if [[ -z $verb ]]; then\n"
    "                verb=${words[i]}\n"
    "            else\n"
    "                ((count++)) || first=${words[i]}\n"
    "            fi\n"
    "        fi\n"
    "    done\n"
    "    offers=() files='' folders=''\n"
    "    if ! _optibom_values \"$verb\" \"${words[CURRENT - 1]}\"; then\n"
    "        if [[ $PREFIX == -* ]]; then\n"
    "            _optibom_options \"$verb\"\n"
    "            _optibom_options every\n"
    "        else\n"
    "            _optibom_arguments \"$verb\" \"$count\" \"$first\"\n"
    "        fi\n"
    "    fi\n"
    "    [[ -z $files ]] || _files\n"
    "    [[ -z $folders ]] || _files -/\n"
    "    ((! $#offers)) || _describe optibom offers\n"
    "}\n"
    "\n"
    "if [[ ${funcstack[1]} == _optibom ]]; then\n"
    "    _optibom \"$@\"\n"
    "else\n"
    "    compdef _optibom optibom\n"
    "fi\n";

static const char FISH_HEAD[] = "# fish completion of optibom, made by: optibom completion fish\n";

static const char FISH_TAIL[] = "\nfunction __optibom_complete\n"
                                "    set -g __optibom_offers\n"
                                "    set -g __optibom_paths\n"
                                "    set -l verb ''\n"
                                "    set -l first ''\n"
                                "    set -l count 0\n"
                                "    set -l previous ''\n"
                                "    set -l words (commandline -opc)\n"
                                "    set -e words[1]\n"
                                "    for word in $words\n"
                                "        if __optibom_values \"$verb\" \"$previous\"\n"
                                "            set previous ''\n"
                                "            continue\n"
                                "        end\n"
                                "        set previous $word\n"
                                "        if not string match -q -- '-?*' $word\n"
                                "            if test -z \"$verb\"\n"
                                "                set verb $word\n"
                                "            else\n"
                                "                test $count -gt 0; or set first $word\n"
                                "                set count (math $count + 1)\n"
                                "            end\n"
                                "        end\n"
                                "    end\n"
                                "    set -g __optibom_offers\n"
                                "    set -g __optibom_paths\n"
                                "    set -l current (commandline -ct)\n"
                                "    if not __optibom_values \"$verb\" \"$previous\"\n"
                                "        if string match -q -- '-*' \"$current\"\n"
                                "            __optibom_options \"$verb\"\n"
                                "            __optibom_options every\n"
                                "        else\n"
                                "            __optibom_arguments \"$verb\" $count \"$first\"\n"
                                "        end\n"
                                "    end\n"
                                "    string replace : \\t -- $__optibom_offers\n"
                                "    switch \"$__optibom_paths\"\n"
                                "        case files\n"
                                "            __fish_complete_path \"$current\"\n"
                                "        case folders\n"
                                "            __fish_complete_directories \"$current\"\n"
                                "    end\n"
                                "end\n"
                                "\n"
                                "complete -c optibom -f -a '(__optibom_complete)'\n";

#define BOURNE_TABLES                                                                              \
    .open = "\n_optibom_%s()\n{\n    case \"%s\" in\n", .keys = {"$1", "$1:$2", "$1:$2:$3"},       \
    .label = "    %s)\n", .word = "        offers+=('", .word_end = "')\n",                        \
    .files = "        files=1\n", .folders = "        folders=1\n", .entry_end = "        ;;\n",   \
    .close = "    *)\n        return 1\n        ;;\n    esac\n}\n", .quote = "'\\''",              \
    .backslash = "\\"

static const struct completion_shell SHELLS[] = {
    {.name = "bash", .head = BASH_HEAD, .tail = BASH_TAIL, BOURNE_TABLES},
    {.name = "zsh", .head = ZSH_HEAD, .tail = ZSH_TAIL, BOURNE_TABLES},
    {.name = "fish",
     .head = FISH_HEAD,
     .tail = FISH_TAIL,
     .open = "\nfunction __optibom_%s\n    switch \"%s\"\n",
     .keys = {"$argv[1]", "$argv[1]:$argv[2]", "$argv[1]:$argv[2]:$argv[3]"},
     .label = "        case '%s'\n",
     .word = "            set -a __optibom_offers '",
     .word_end = "'\n",
     .files = "            set __optibom_paths files\n",
     .folders = "            set __optibom_paths folders\n",
     .entry_end = "",
     .close = "        case '*'\n            return 1\n    end\n    return 0\nend\n",
     .quote = "\\'",
     .backslash = "\\\\"}};

const struct completion_shell *completion_shell_named(const char *name)
{
    for (size_t i = 0; i < sizeof SHELLS / sizeof *SHELLS; i++)
        if (strcmp(SHELLS[i].name, name) == 0)
            return &SHELLS[i];
    return NULL;
}

static void put_quoted(FILE *out, const struct completion_shell *shell, const char *text,
                       size_t length)
{
    for (size_t i = 0; i < length; i++)
        if (text[i] == '\'')
            fputs(shell->quote, out);
        else if (text[i] == '\\')
            fputs(shell->backslash, out);
        else
            fputc(text[i], out);
}

void completion_shell_offer(FILE *out, const struct completion_shell *shell, const char *word,
                            int length, const char *description)
{
    fputs(shell->word, out);
    put_quoted(out, shell, word, (size_t)length);
    if (description != NULL) {
        fputc(':', out);
        put_quoted(out, shell, description, strlen(description));
    }
    fputs(shell->word_end, out);
}
