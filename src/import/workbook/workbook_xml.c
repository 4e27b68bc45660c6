#include "import/workbook/workbook_xml.h"

#include "base/scan.h"

#include <assert.h>
#include <expat.h>
#include <stdlib.h>
#include <string.h>

enum { CHUNK_SIZE = 64 * 1024, NAME_SLOTS = 2 * IMPORT_WORKBOOK_NAMES_MAX };

struct import_workbook_xml {
    struct import_workbook_package *package;
    struct import_workbook_member *member;
    char path[SCAN_EXCERPT_SIZE]; /* for messages */
    const struct import_workbook_form *form;
    void *context;
    XML_Parser parser;
    int place;             /* the innermost element that the form names */
    size_t depth, skipped; /* of the depth, how many the form does not name */
    uint64_t fed;          /* bytes */
    bool is_paused, is_fed_up;
    enum optibom_status status; /* what ended the reading */
    struct error *err;          /* of the call under way */
    uint64_t names[NAME_SLOTS]; /* hashes of the names met, 0 for none */
    size_t name_count;
};

static void fail(struct import_workbook_xml *xml, enum optibom_status status)
{
    if (xml->status == OPTIBOM_OK)
        xml->status = status;
    XML_StopParser(xml->parser, XML_FALSE);
}

static void refuse(struct import_workbook_xml *xml, const char *what)
{
    fail(xml, error_set(xml->err, OPTIBOM_BAD_INPUT,
                        "%s: %s:%lu: %s; open the workbook in Excel or LibreOffice and save it "
                        "again",
                        import_workbook_package_name(xml->package), xml->path,
                        (unsigned long)XML_GetCurrentLineNumber(xml->parser), what));
}

/* The parser keeps every name that it ever met: a part with names without end would fill memory. */
static void count_name(struct import_workbook_xml *xml, const char *name)
{
    uint64_t hash = 0xcbf29ce484222325;
    for (const char *c = name; *c != '\0'; c++)
        hash = (hash ^ (unsigned char)*c) * 0x100000001b3;
    hash |= 1;
    size_t slot = (hash >> 32) % NAME_SLOTS;
    while (xml->names[slot] != 0 && xml->names[slot] != hash)
        slot = (slot + 1) % NAME_SLOTS;
    if (xml->names[slot] == hash)
        return;
    if (xml->name_count == IMPORT_WORKBOOK_NAMES_MAX) {
        refuse(xml, "there are more different names of elements than a workbook has");
        return;
    }
    xml->names[slot] = hash;
    xml->name_count++;
}

/* Names of a letter or two are too few to need a count. */
static void note_name(struct import_workbook_xml *xml, const char *name)
{
    if (name[0] != '\0' && name[1] != '\0' && name[2] != '\0' && xml->status == OPTIBOM_OK)
        count_name(xml, name);
}

static const char *local_name(const char *name)
{
    for (const char *c = name; *c != '\0'; c++)
        if (*c == ':')
            return c + 1;
    return name;
}

/* As strcmp, which costs more than the short names it would compare. */
static bool is_same(const char *a, const char *b)
{
    while (*a == *b && *a != '\0')
        a++, b++;
    return *a == *b;
}

/* The place of an element inside the present one; 0 when the form does not name it. */
static int find_step(const struct import_workbook_xml *xml, const char *name)
{
    const struct import_workbook_step *steps = xml->form->steps;
    for (int i = xml->place + 1; i < xml->form->step_count; i++)
        if (steps[i].around == xml->place && is_same(steps[i].name, name))
            return i;
    return 0;
}

static void start_element(void *context, const char *name, const char **attributes)
{
    struct import_workbook_xml *xml = context;
    for (size_t i = 0; attributes[i] != NULL; i += 2)
        note_name(xml, attributes[i]);
    if (++xml->depth > IMPORT_WORKBOOK_DEPTH_MAX)
        refuse(xml, "elements are nested deeper than in any workbook");
    const char *local = local_name(name);
    int place = xml->skipped == 0 ? find_step(xml, local) : 0;
    if (place == 0 || local != name)
        note_name(xml, name);
    if (place == 0) {
        xml->skipped++;
        if (xml->depth == 1)
            refuse(xml, "this is another kind of part than its name says");
        return;
    }
    if (xml->status != OPTIBOM_OK)
        return;
    xml->place = place;
    enum optibom_status status = xml->form->enter(xml->context, place, attributes, xml->err);
    if (status != OPTIBOM_OK)
        fail(xml, status);
}

static void end_element(void *context, const char *name)
{
    struct import_workbook_xml *xml = context;
    (void)name;
    xml->depth--;
    if (xml->skipped > 0) {
        xml->skipped--;
        return;
    }
    int place = xml->place;
    xml->place = xml->form->steps[place].around;
    if (xml->status != OPTIBOM_OK || xml->form->leave == NULL)
        return;
    enum optibom_status status = xml->form->leave(xml->context, place, xml->err);
    if (status != OPTIBOM_OK)
        fail(xml, status);
    else if (xml->is_paused)
        XML_StopParser(xml->parser, XML_TRUE);
}

static void add_text(void *context, const char *bytes, int length)
{
    struct import_workbook_xml *xml = context;
    if (xml->skipped > 0 || xml->status != OPTIBOM_OK)
        return;
    enum optibom_status status =
        xml->form->text(xml->context, xml->place, bytes, (size_t)length, xml->err);
    if (status != OPTIBOM_OK)
        fail(xml, status);
}

static void start_document_type(void *context, const char *name, const char *system,
                                const char *public, int has_internal)
{
    (void)name, (void)system, (void)public, (void)has_internal;
    refuse(context, "a document type with entities has no place in a workbook");
}

enum optibom_status import_workbook_xml_open(struct import_workbook_xml **out,
                                             struct import_workbook_package *package,
                                             const char *path,
                                             const struct import_workbook_form *form, void *context,
                                             struct error *err)
{
    struct import_workbook_xml *xml = calloc(1, sizeof *xml);
    if (xml == NULL)
        return error_no_memory(err);
    xml->package = package;
    xml->form = form;
    xml->context = context;
    scan_excerpt(xml->path, path);
    enum optibom_status status = import_workbook_member_open(&xml->member, package, path, err);
    if (status == OPTIBOM_OK && (xml->parser = XML_ParserCreate(NULL)) == NULL)
        status = error_no_memory(err);
    if (status != OPTIBOM_OK) {
        import_workbook_xml_close(xml);
        return status;
    }
    XML_SetUserData(xml->parser, xml);
    XML_SetElementHandler(xml->parser, start_element, end_element);
    if (form->text != NULL)
        XML_SetCharacterDataHandler(xml->parser, add_text);
    XML_SetStartDoctypeDeclHandler(xml->parser, start_document_type);
    *out = xml;
    return OPTIBOM_OK;
}

void import_workbook_xml_close(struct import_workbook_xml *xml)
{
    if (xml == NULL)
        return;
    if (xml->parser != NULL)
        XML_ParserFree(xml->parser);
    import_workbook_member_close(xml->member);
    free(xml);
}

static void refuse_syntax(struct import_workbook_xml *xml)
{
    enum XML_Error code = XML_GetErrorCode(xml->parser);
    if (code == XML_ERROR_NO_MEMORY) {
        fail(xml, error_no_memory(xml->err));
        return;
    }
    char what[128];
    snprintf(what, sizeof what, "this is not XML (%s)", XML_ErrorString(code));
    refuse(xml, what);
}

/* A tag or comment that is not over yet stays in the parser's buffer: bounds that. */
static void check_tag(struct import_workbook_xml *xml)
{
    XML_Index at = XML_GetCurrentByteIndex(xml->parser);
    if (at >= 0 && xml->fed > (uint64_t)at && xml->fed - (uint64_t)at > IMPORT_WORKBOOK_TAG_MAX)
        refuse(xml, "a tag or comment is longer than 1 MiB");
}

/* Feeds the parser one chunk; false when it has to stop. */
static bool feed(struct import_workbook_xml *xml, enum XML_Status *result)
{
    size_t length = 0;
    void *chunk = XML_GetBuffer(xml->parser, CHUNK_SIZE);
    if (chunk == NULL) {
        xml->status = error_no_memory(xml->err);
        return false;
    }
    enum optibom_status status =
        import_workbook_member_read(&length, xml->member, chunk, CHUNK_SIZE, xml->err);
    if (status != OPTIBOM_OK) {
        xml->status = status;
        return false;
    }
    xml->fed += length;
    xml->is_fed_up = length == 0;
    *result = XML_ParseBuffer(xml->parser, (int)length, xml->is_fed_up);
    return true;
}

enum optibom_status import_workbook_xml_read(struct import_workbook_xml *xml, struct error *err)
{
    enum XML_Status result = XML_STATUS_OK;
    bool was_paused = xml->is_paused;
    assert(xml->status == OPTIBOM_OK);
    xml->err = err;
    xml->is_paused = false;
    if (was_paused)
        result = XML_ResumeParser(xml->parser);
    while (xml->status == OPTIBOM_OK && result == XML_STATUS_OK) {
        if (xml->is_fed_up)
            return OPTIBOM_NOT_FOUND;
        if (!feed(xml, &result))
            break;
        if (result == XML_STATUS_OK)
            check_tag(xml);
    }
    if (xml->status == OPTIBOM_OK && result == XML_STATUS_ERROR)
        refuse_syntax(xml);
    return xml->status;
}

void import_workbook_xml_pause(struct import_workbook_xml *xml)
{
    xml->is_paused = true;
}

enum optibom_status import_workbook_xml_read_part(struct import_workbook_package *package,
                                                  const char *path,
                                                  const struct import_workbook_form *form,
                                                  void *context, struct error *err)
{
    struct import_workbook_xml *xml = NULL;
    enum optibom_status status = import_workbook_xml_open(&xml, package, path, form, context, err);
    if (status != OPTIBOM_OK)
        return status;
    do
        status = import_workbook_xml_read(xml, err);
    while (status == OPTIBOM_OK);
    import_workbook_xml_close(xml);
    return status == OPTIBOM_NOT_FOUND ? OPTIBOM_OK : status;
}

const char *import_workbook_attribute(const char **attributes, const char *name)
{
    for (size_t i = 0; attributes[i] != NULL; i += 2)
        if (is_same(attributes[i], name))
            return attributes[i + 1];
    return NULL;
}

const char *import_workbook_prefixed_attribute(const char **attributes, const char *name)
{
    for (size_t i = 0; attributes[i] != NULL; i += 2) {
        const char *colon = strchr(attributes[i], ':');
        if (colon != NULL && strcmp(colon + 1, name) == 0)
            return attributes[i + 1];
    }
    return NULL;
}
