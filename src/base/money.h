/*
 * Money: whole micro-units of a currency (1 USD = 1,000,000), exact. Never a double in a sum.
 */
#ifndef OPTIBOM_BASE_MONEY_H
#define OPTIBOM_BASE_MONEY_H

#include "base/error.h"

#include <stdbool.h>
#include <stdint.h>

enum { MONEY_MICROS = 1000000 };

/* Reads "1234.5", "$1,234.50", "USD 12", "12.00 EUR", "€9.90": the currency, when the text names
 * one, goes to `currency` (4 bytes, ISO 4217), else `currency` is left as it was. More than six
 * decimals, or an amount outside int64, is OPTIBOM_BAD_INPUT, never rounded. */
enum optibom_status money_parse(int64_t *micros, char currency[4], const char *text,
                                struct error *err);

/* "1234.50": at least two decimals, as many as the amount needs. `text` holds 32 bytes. */
void money_format(char *text, int64_t micros);

/* quantity x unit price; false on overflow, and nothing is written. */
bool money_multiply(int64_t *out, int64_t micros, int64_t quantity);
bool money_add(int64_t *out, int64_t a, int64_t b);

/* micros x numerator / denominator, rounded half to even (exchange rates, price bases);
 * false on overflow or when denominator is not positive. */
bool money_ratio(int64_t *out, int64_t micros, int64_t numerator, int64_t denominator);

/* The currency of a word that is its sign or code in either case ("EUR", "US$"); false for none,
 * and nothing is written. */
bool money_currency_find(char currency[4], const char *word);

/* True for three capital letters of the ISO 4217 list that prices here are quoted in. */
bool money_currency_is_known(const char *currency);

#endif
