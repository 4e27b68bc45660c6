/*
 * The formula table as SQL functions of a connection.
 *
 * R1  Every row of the table is one function with that number of arguments.
 * R2  Deterministic and innocuous: indexes, generated columns and views may use them.
 * R3  OPTIBOM_OK is a REAL, no value is NULL, anything else an SQL error with the sentence.
 * R4  Integers, reals and texts that are numbers are numbers; infinity and NaN never come out.
 */
#ifndef OPTIBOM_EXTENSION_REGISTER_H
#define OPTIBOM_EXTENSION_REGISTER_H

struct sqlite3;

/* Result code of SQLite, 0 for success. */
int extension_register(struct sqlite3 *db);

#endif
