#include "report/emit.h"

#include "base/json.h"
#include "report/csv_write.h"
#include "report/json_table.h"
#include "report/markdown.h"
#include "report/text.h"
