/* Levels: what is open of a spec beside its slots and media, each a list of its scenarios. */
#include "assemble/spec_reader.h"
#include "assemble/spec_scenario.h"

#include <string.h>

enum { LEVELS_MAX = 16, CHOICES_MAX = 64 };

static enum optibom_status check_choice(struct spec_reader *reader, const struct spec *spec,
                                        const struct spec_level *level, yaml_node node,
                                        const char *choice)
{
    const struct spec_scenario_names names = {spec->scenarios, spec->scenario_count};
    for (size_t i = 0; i < level->count; i++)
        if (strcmp(level->choices[i], choice) == 0)
            return yaml_doc_error(reader->doc, node, reader->err, "'%s' is given twice; keep one",
                                  choice);
    if (strcmp(choice, SPEC_AS_WRITTEN) == 0)
        return OPTIBOM_OK;
    for (size_t i = 0; i < names.count; i++)
        if (strcmp(names.items[i].name, choice) == 0)
            return OPTIBOM_OK;
    const char *near = spec_scenario_nearest(&names, choice);
    return yaml_doc_error(reader->doc, node, reader->err,
                          "the spec has no scenario '%s'%s%s%s; a level is a list of scenarios of "
                          "the spec and '" SPEC_AS_WRITTEN "'",
                          choice, near != NULL ? "; did you mean '" : "", near != NULL ? near : "",
                          near != NULL ? "'?" : "");
}

static enum optibom_status read_choices(struct spec_reader *reader, const struct spec *spec,
                                        struct spec_level *level, yaml_node node)
{
    size_t count = 0;
    enum optibom_status status = yaml_doc_count(&count, reader->doc, node, reader->err);
    if (status == OPTIBOM_OK && (count == 0 || count > CHOICES_MAX))
        return yaml_doc_error(reader->doc, node, reader->err,
                              "a level takes 1 to %d scenarios of the spec", CHOICES_MAX);
    level->choices = arena_alloc(reader->arena, (count + 1) * sizeof *level->choices);
    if (level->choices == NULL)
        return error_no_memory(reader->err);
    for (; status == OPTIBOM_OK && level->count < count; level->count++) {
        yaml_node item = yaml_doc_item(reader->doc, node, level->count);
        const char **choice = &level->choices[level->count];
        status = item == 0 ? yaml_doc_error(reader->doc, node, reader->err,
                                            "a list of scenarios is expected here")
                           : yaml_doc_text(choice, reader->doc, item, reader->err);
        if (status == OPTIBOM_OK)
            status = check_choice(reader, spec, level, item, *choice);
    }
    return status;
}

enum optibom_status spec_read_levels(struct spec_reader *reader, struct spec *spec, yaml_node node)
{
    size_t count = 0, variants = 1;
    if (node == 0)
        return OPTIBOM_OK;
    enum optibom_status status = yaml_doc_count(&count, reader->doc, node, reader->err);
    if (status == OPTIBOM_OK && count > LEVELS_MAX)
        status = yaml_doc_error(reader->doc, node, reader->err, "more than %d levels", LEVELS_MAX);
    spec->levels = arena_alloc(reader->arena, (count + 1) * sizeof *spec->levels);
    if (spec->levels == NULL)
        return error_no_memory(reader->err);
    for (; status == OPTIBOM_OK && spec->level_count < count; spec->level_count++) {
        struct spec_level *level = &spec->levels[spec->level_count];
        yaml_node choices = 0;
        status = yaml_doc_pair(&level->name, &choices, reader->doc, node, spec->level_count,
                               reader->err);
        if (status == OPTIBOM_OK && (level->name[0] == '\0' || strchr(level->name, '\n') != NULL))
            status = yaml_doc_error(reader->doc, choices, reader->err,
                                    "the name of a level is one line of text");
        if (status == OPTIBOM_OK)
            status = read_choices(reader, spec, level, choices);
        if (status == OPTIBOM_OK && (variants *= level->count) > SPEC_VARIANTS_MOST)
            status = yaml_doc_error(reader->doc, node, reader->err,
                                    "the levels have more than %d combinations; split the spec",
                                    SPEC_VARIANTS_MOST);
    }
    return status;
}
