#include "base/scan.h"
#include "import/issue_codes.h"
#include "import/record_reading.h"

#include <math.h>

const char import_is_reported[] = "";

struct slot *import_reading_slot(const struct reading *reading,
                                 const struct import_attribute *attribute)
{
    return &reading->slots[attribute - reading->mapping->record_class->attributes];
}

struct import_issue import_reading_issue(const struct reading *reading, const char *code,
                                         const char *column)
{
    return (struct import_issue){.code = code, .line = reading->row->line, .column = column};
}

enum optibom_status import_reading_check_width(struct reading *reading)
{
    const struct import_mapping *mapping = reading->mapping;
    const struct import_row *row = reading->row;
    for (size_t i = mapping->column_count; i < row->count; i++) {
        size_t length;
        scan_trim(row->cells[i], &length);
        if (length > 0)
            return import_issue_add(
                &reading->record->issues, &reading->record->issue_count, reading->arena,
                import_reading_issue(reading, "ragged-row", ""), reading->err,
                "the row has %zu cells and the header %zu; quote cells that contain the "
                "delimiter, or remove the extra ones",
                row->count, mapping->column_count);
    }
    for (size_t i = row->count; i < mapping->column_count; i++) {
        const struct import_attribute *attribute = mapping->columns[i].attribute;
        if (attribute != NULL && attribute->required)
            return import_issue_add(
                &reading->record->issues, &reading->record->issue_count, reading->arena,
                import_reading_issue(reading, "short-row", mapping->columns[i].header),
                reading->err,
                "the row has %zu cells and the header %zu; the missing ones count as empty",
                row->count, mapping->column_count);
    }
    return OPTIBOM_OK;
}

static const char *header_of(const struct import_mapping *mapping,
                             const struct import_attribute *attribute)
{
    for (size_t i = 0; i < mapping->column_count; i++)
        if (mapping->columns[i].attribute == attribute)
            return mapping->columns[i].header;
    return "";
}

static enum optibom_status check_range(struct reading *reading, struct import_value *value)
{
    struct range *range = &value->range;
    const char *header = header_of(reading->mapping, value->attribute);
    char excerpt[SCAN_EXCERPT_SIZE];
    const char *code = NULL, *why = "";
    int present = !isnan(range->min) + !isnan(range->typ) + !isnan(range->max);
    if (value->attribute->takes_longest && present > 1 && range_is_ordered(*range)) {
        double longest = range_filled(*range).max;
        *range = range_none();
        range->typ = longest;
    } else if (!value->attribute->ranged && present > 1) {
        code = "range-not-allowed";
        why = "is a range; write the one figure that holds";
    } else if (!range_is_ordered(*range)) {
        code = "range-order";
        why = "is out of order; min, typ, max must rise";
    }
    if (code == NULL)
        return OPTIBOM_OK;
    scan_excerpt(excerpt, value->original);
    return import_issue_add(&reading->record->issues, &reading->record->issue_count, reading->arena,
                            import_reading_issue(reading, code, header), reading->err,
                            "%s \"%s\" %s", value->attribute->name, excerpt, why);
}

/* What a document does not say its reader may know. */
static enum optibom_status ask_for(struct reading *reading, struct slot *slot,
                                   const struct import_attribute *attribute)
{
    const struct import_mapping *mapping = reading->mapping;
    for (size_t i = 0; i < mapping->column_count; i++) {
        if (mapping->columns[i].attribute != attribute)
            continue;
        import_cell_refuse(reading->problem, "doubtful-value",
                           "the document does not say %s; give it with optibom import confirm",
                           attribute->name);
        reading->problem->candidate_count = 0;
        slot->absence = "waits for an answer";
        return import_reading_ask(reading, &mapping->columns[i], false);
    }
    return OPTIBOM_OK;
}

static enum optibom_status check_required(struct reading *reading)
{
    const struct import_class *of = reading->mapping->record_class;
    enum optibom_status status = OPTIBOM_OK;
    for (size_t i = 0; status == OPTIBOM_OK && i < of->attribute_count; i++) {
        const struct import_attribute *attribute = &of->attributes[i];
        if (!attribute->required || reading->slots[i].value != NULL)
            continue;
        reading->record->is_rejected = true;
        if (reading->row->is_document && reading->slots[i].absence == NULL)
            status = ask_for(reading, &reading->slots[i], attribute);
        if (status != OPTIBOM_OK)
            return status;
        const char *absence = reading->slots[i].absence;
        if (absence == import_is_reported)
            continue;
        status = import_issue_add(
            &reading->record->issues, &reading->record->issue_count, reading->arena,
            import_reading_issue(reading, "missing-value", header_of(reading->mapping, attribute)),
            reading->err, "%s %s; every %s needs it", attribute->name,
            absence != NULL ? absence : "is empty", of->class_name);
    }
    return status;
}

static bool has_error(const struct import_record *record)
{
    for (size_t i = 0; i < record->issue_count; i++)
        if (record->issues[i].severity == IMPORT_ERROR)
            return true;
    return false;
}

enum optibom_status import_reading_check(struct reading *reading)
{
    struct import_record *record = reading->record;
    enum optibom_status status = OPTIBOM_OK;
    for (size_t i = 0; status == OPTIBOM_OK && i < record->value_count; i++)
        if (record->values[i].attribute->kind == IMPORT_REAL)
            status = check_range(reading, &record->values[i]);
    if (status == OPTIBOM_OK)
        status = check_required(reading);
    record->is_rejected |= status == OPTIBOM_OK && has_error(record);
    return status;
}
