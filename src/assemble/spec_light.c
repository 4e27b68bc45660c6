#include "assemble/spec_reader.h"

#define COUNT_OF(array) (sizeof(array) / sizeof *(array))

struct raw_light {
    yaml_node els, fau, fiber;
    struct spec_light light;
};

enum optibom_status spec_read_light(struct spec_reader *reader, struct spec *spec, yaml_node node)
{
    static const struct yaml_field FIELDS[] = {
        {"margin", YAML_DOC_QUANTITY, "dB", offsetof(struct raw_light, light.margin_db), false},
        {"els", YAML_DOC_NODE, "", offsetof(struct raw_light, els), false},
        {"fau", YAML_DOC_NODE, "", offsetof(struct raw_light, fau), false},
        {"fiber", YAML_DOC_NODE, "", offsetof(struct raw_light, fiber), false},
        {"lanes_per_laser", YAML_DOC_COUNT, "", offsetof(struct raw_light, light.lanes_per_laser),
         false},
        {"spare_lasers", YAML_DOC_COUNT, "", offsetof(struct raw_light, light.spare_lasers), false},
        {"spare_engines", YAML_DOC_COUNT, "", offsetof(struct raw_light, light.spare_engines),
         false},
    };
    struct raw_light raw = {0};
    if (node == 0)
        return OPTIBOM_OK;
    enum optibom_status status =
        yaml_doc_map(reader->doc, node, FIELDS, COUNT_OF(FIELDS), &raw, reader->err);
    spec->light = raw.light;
    if (status == OPTIBOM_OK && raw.light.margin_db < 0)
        status = yaml_doc_error(reader->doc, node, reader->err, "margin is 0 dB or more");
    if (status == OPTIBOM_OK)
        status = spec_read_slot(reader, &spec->light.els, "els", raw.els);
    if (status == OPTIBOM_OK)
        status = spec_read_slot(reader, &spec->light.fau, "fau", raw.fau);
    return status == OPTIBOM_OK ? spec_read_slot(reader, &spec->light.fiber, "fiber", raw.fiber)
                                : status;
}
