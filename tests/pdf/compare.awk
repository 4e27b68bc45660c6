# Compares what the reader found with what stands in the document: truth first, then found.
# Prints a line for each difference, then: truth, right and sure, right and doubted, wrong and sure,
# wrong and doubted. Sure values that the truth does not have are wrong.
function split_csv(line, fields,    count, text, at, c, quoted) {
    count = 0; text = ""; quoted = 0
    for (at = 1; at <= length(line); at++) {
        c = substr(line, at, 1)
        if (quoted && c == "\"" && substr(line, at + 1, 1) == "\"") { text = text c; at++ }
        else if (c == "\"") quoted = !quoted
        else if (c == "," && !quoted) { fields[++count] = text; text = "" }
        else text = text c
    }
    fields[++count] = text
    return count
}
function key_of(mpn, label,    key) {
    key = tolower(label)
    gsub(/[ ,.:;_-]/, "", key)
    return mpn SUBSEP key
}
FNR == 1 { file++; next }
{
    split_csv($0, field)
    key = key_of(field[1], field[2])
    name = field[1] ": " field[2]
}
file == 1 { truth[key] = field[3]; names[key] = name; parts[field[1]] = 1; total++; next }
field[2] == "Part number" {
    if (field[1] in parts) next
    if (field[4] == "") wrong_sure++; else wrong_doubted++
    printf "  %s part number %s, not in the truth\n", field[4] == "" ? "WRONG" : "doubted", field[1]
    next
}
{
    seen[key] = 1
    sure = field[4] == ""
    if (key in truth && truth[key] == field[3]) {
        if (sure) right_sure++; else right_doubted++
        next
    }
    if (sure) wrong_sure++; else wrong_doubted++
    printf "  %s %s = \"%s\"%s\n", sure ? "WRONG" : "doubted", name, field[3],
        key in truth ? ", truth \"" truth[key] "\"" : ", not in the truth"
}
END {
    for (key in truth)
        if (!(key in seen)) printf "  missing %s = \"%s\"\n", names[key], truth[key]
    printf "result %d %d %d %d %d\n", total, right_sure, right_doubted, wrong_sure, wrong_doubted
}
