/*
 * json_facts.h
 *		Facts as a JSON object tells them: what a chip and a shipment have in common when they are
 *		read.
 */
#ifndef EXPORT_CONTROL_JSON_FACTS_H
#define EXPORT_CONTROL_JSON_FACTS_H

#include "pg/binding.h"

#include "utils/jsonb.h"

/* Tells a builder one key and its value; false, with an error, when they can't be told. */
typedef bool (*json_fact_reader)(void *builder, const JsonbValue *key, const JsonbValue *value,
                                 ec_error *error);

/* Reads all keys of the object.  `type` and `hint` are for the error when it is none. */
extern bool json_facts(Jsonb *json, const char *type, const char *hint, json_fact_reader read,
                       void *builder, ec_error *error);

/*
 * Has every object in the text each of its keys once?  jsonb, read from the same text, keeps one of
 * the values, and nobody knows which one is meant.  `of` says what the error speaks of, "a chip";
 * *key is the one that is there twice, or NULL when it is spelt in two ways.
 */
extern bool json_keys_are_unique(const char *text, Jsonb *json, const char *of, const char **key,
                                 ec_error *error);

extern char *json_string(const JsonbValue *value);
extern bool json_is_array(const JsonbValue *value);
extern bool json_is_object(const JsonbValue *value);

/* "a string", "an object", for a message. */
extern const char *json_kind(const JsonbValue *value);

/*
 * A number, or an interval of two: decimal texts, or, where `strings` says so, texts that a string
 * gives, such as "3.35 TB/s".  `what` begins the messages: "die_area" of a chip.
 */
extern bool json_bounds(const char *what, const JsonbValue *value, bool strings, char **lo,
                        char **hi, ec_error *error);

/* The text of a number, or of a string, where `strings` says so; NULL when it is neither. */
extern char *json_number(const JsonbValue *value, bool strings);

#endif /* EXPORT_CONTROL_JSON_FACTS_H */
