/*
 * order_flag.c
 *		See order_flag.h.
 */
#include "order/order_flag.h"

#include "access/htup_details.h"
#include "catalog/pg_enum.h"
#include "catalog/pg_type.h"
#include "parser/parse_coerce.h"
#include "parser/parse_relation.h"
#include "utils/builtins.h"
#include "utils/catcache.h"
#include "utils/fmgrprotos.h"
#include "utils/lsyscache.h"
#include "utils/syscache.h"
#include "utils/timestamp.h"

#include "order/server_day.h"
#include "pg/attempt.h"

AttrNumber
split_flag(Relation relation, const char *text, const char **values)
{
	AttrNumber column = attnameAttNum(relation, text, false);

	*values = NULL;
	/* A name may have colons, too. */
	for (const char *colon = strchr(text, ':'); column == 0 && colon != NULL;
	     colon = strchr(colon + 1, ':'))
	{
		column = attnameAttNum(relation, pnstrdup(text, colon - text), false);
		*values = colon + 1;
	}
	return column;
}

/* --- reading the list --- */

static const char *
name_of(const OrderFlag *flag, Relation relation)
{
	return NameStr(TupleDescAttr(RelationGetDescr(relation), flag->column - 1)->attname);
}

static void
refuse_list(const char *argument, const char *values, const char *fault)
{
	ereport(
	    ERROR,
	    (errcode(ERRCODE_INVALID_PARAMETER_VALUE),
	     errmsg("the values \"%s\" of the argument \"%s\" %s", values, argument, fault),
	     errhint("Separate values by commas, as in '%s=status:VOID,CANCELLED'. Put one that has "
	             "a comma, or blanks around it, between double quotes; a double quote in it is "
	             "written twice.",
	             argument)));
}

/* One value, and *at behind it: at a comma, or the end. */
static char *
next_value(const char *argument, const char *values, const char **at)
{
	ec_text value;
	const char *from;

	ec_text_init(&value, &current_memory);
	while (**at == ' ')
		(*at)++;
	if (**at != '"')
	{
		size_t length = strcspn(*at, ",");

		from = *at;
		*at += length;
		while (length > 0 && from[length - 1] == ' ')
			length--;
		if (length == 0)
			refuse_list(argument, values, "have an empty one");
		ec_text_add_n(&value, from, length);
		return value.data;
	}
	for ((*at)++; **at != '"' || (*at)[1] == '"'; (*at)++)
	{
		if (**at == '\0')
			refuse_list(argument, values, "have a quote that does not end");
		if (**at == '"')
			(*at)++;
		ec_text_add_char(&value, **at);
	}
	(*at)++;
	while (**at == ' ')
		(*at)++;
	if (**at != ',' && **at != '\0')
		refuse_list(argument, values, "have something behind a quote");
	return value.data;
}

/* A value by which it is compared: as the column's own text, without what means nothing in it. */
typedef struct Reading
{
	FmgrInfo input;
	Oid input_type;
	int32 typmod;
	const char *text;
	Datum value;
} Reading;

static void
read_value(void *state)
{
	Reading *reading = state;

	reading->value = InputFunctionCall(&reading->input, pstrdup(reading->text), reading->input_type,
	                                   reading->typmod);
}

static char *
text_of(const OrderFlag *flag, Datum value)
{
	char *text;
	size_t length;

	if (flag->type == NUMERICOID)
		value = DirectFunctionCall1(numeric_trim_scale, value);
	text = OutputFunctionCall(unconstify(FmgrInfo *, &flag->output), value);
	length = strlen(text);
	while (flag->type == BPCHAROID && length > 0 && text[length - 1] == ' ')
		text[--length] = '\0';
	return text;
}

static int
hint_label(const OrderFlag *flag, const char *text)
{
	CatCList *labels = SearchSysCacheList1(ENUMTYPOIDNAME, ObjectIdGetDatum(flag->type));
	const char **names = palloc(sizeof(char *) * (labels->n_members + 1));
	int count = labels->n_members;

	for (int i = 0; i < count; i++)
		names[i] =
		    pstrdup(NameStr(((Form_pg_enum) GETSTRUCT(&labels->members[i]->tuple))->enumlabel));
	ReleaseSysCacheList(labels);
	return hint_nearest(names, count, text, "Write values that the column can have.");
}

static void
refuse_value(const OrderFlag *flag, Relation relation, const char *argument, const char *text,
             const ErrorData *error)
{
	ereport(ERROR,
	        (errcode(ERRCODE_INVALID_PARAMETER_VALUE),
	         errmsg("column \"%s\" of table \"%s\" cannot have the value \"%s\", which is to mean "
	                "%s",
	                name_of(flag, relation), RelationGetRelationName(relation), text, argument),
	         errdetail_internal("%s.", error->message),
	         flag->kind == FLAG_VALUES && get_typtype(flag->type) == TYPTYPE_ENUM ?
	             hint_label(flag, text) :
	             errhint("Write values that the column can have.")));
}

static void
add_value(OrderFlag *flag, Relation relation, const char *argument, const char *values,
          Reading *reading)
{
	ErrorData *error = attempt(read_value, reading);
	char *text;

	if (error != NULL)
		refuse_value(flag, relation, argument, reading->text, error);
	text = text_of(flag, reading->value);
	for (int i = 0; i < flag->count; i++)
		if (strcmp(flag->value[i], text) == 0)
			refuse_list(argument, values, psprintf("have \"%s\" twice", text));
	flag->value[flag->count++] = text;
}

static void
read_values(OrderFlag *flag, Relation relation, const char *argument, const char *values)
{
	Form_pg_attribute column = TupleDescAttr(RelationGetDescr(relation), flag->column - 1);
	Reading reading = {.typmod = column->atttypmod};
	const char *at = values;
	Oid function;

	/* The column's own input function: that of a domain knows its checks. */
	getTypeInputInfo(column->atttypid, &function, &reading.input_type);
	fmgr_info(function, &reading.input);
	flag->value = palloc(sizeof(char *) * (strlen(values) + 1));
	for (;;)
	{
		reading.text = next_value(argument, values, &at);
		add_value(flag, relation, argument, values, &reading);
		if (*at == '\0')
			return;
		at++;
	}
}

/* --- reading the argument --- */

/* Of which equal values have one text, and one that a person would write. */
static bool
is_written_in_one_way(Oid type)
{
	switch (type)
	{
		case INT2OID:
		case INT4OID:
		case INT8OID:
		case NUMERICOID:
		case CHAROID:
			return true;
		default:
			return TypeCategory(type) == TYPCATEGORY_STRING || get_typtype(type) == TYPTYPE_ENUM;
	}
}

static bool
is_day(Oid type)
{
	return type == DATEOID || type == TIMESTAMPOID || type == TIMESTAMPTZOID;
}

static void
refuse_type(const OrderFlag *flag, Relation relation, const char *argument, Oid type)
{
	ereport(ERROR,
	        (errcode(ERRCODE_DATATYPE_MISMATCH),
	         errmsg("column \"%s\" of table \"%s\" is of type %s, which screen_order() cannot use "
	                "as %s",
	                name_of(flag, relation), RelationGetRelationName(relation),
	                format_type_be(type), argument),
	         errhint("Use a boolean, a date or a timestamp; or a text, an enum or a number, with "
	                 "the values that mean it: '%s=status:VOID,CANCELLED'.",
	                 argument)));
}

void
read_flag(OrderFlag *flag, Relation relation, const char *argument, const char *values)
{
	Oid type = TupleDescAttr(RelationGetDescr(relation), flag->column - 1)->atttypid;
	Oid function;
	bool varlena;

	flag->type = getBaseType(type);
	flag->kind = flag->type == BOOLOID ? FLAG_BOOLEAN : is_day(flag->type) ? FLAG_DAY : FLAG_VALUES;
	if (flag->kind == FLAG_VALUES && !is_written_in_one_way(flag->type))
		refuse_type(flag, relation, argument, type);
	if (flag->kind == FLAG_VALUES && values == NULL)
		ereport(ERROR,
		        (errcode(ERRCODE_INVALID_PARAMETER_VALUE),
		         errmsg("which values of column \"%s\" mean %s is not said",
		                name_of(flag, relation), argument),
		         errdetail("It is of type %s: only a boolean, a date or a timestamp speaks for "
		                   "itself.",
		                   format_type_be(type)),
		         errhint("Write them behind the column: '%s=%s:VOID,CANCELLED'.", argument,
		                 name_of(flag, relation))));
	if (flag->kind != FLAG_VALUES && values != NULL)
		ereport(ERROR,
		        (errcode(ERRCODE_INVALID_PARAMETER_VALUE),
		         errmsg("column \"%s\" is of type %s and takes no values to mean %s",
		                name_of(flag, relation), format_type_be(type), argument),
		         errdetail("%s",
		                   flag->kind == FLAG_BOOLEAN ? "True means it." :
		                                                "A row that has a day means it."),
		         errhint("Write '%s=%s'.", argument, name_of(flag, relation))));
	if (flag->kind != FLAG_VALUES)
		return;
	getTypeOutputInfo(flag->type, &function, &varlena);
	fmgr_info(function, &flag->output);
	read_values(flag, relation, argument, values);
}

void
check_flags_differ(const OrderFlag *one, const char *argument, const OrderFlag *other,
                   const char *other_argument, Relation relation)
{
	const char *both = NULL;

	if (one->column == 0 || one->column != other->column)
		return;
	for (int i = 0; i < one->count; i++)
		for (int j = 0; j < other->count; j++)
			if (strcmp(one->value[i], other->value[j]) == 0)
				both = one->value[i];
	if (one->kind == FLAG_VALUES && both == NULL)
		return;
	ereport(ERROR,
	        (errcode(ERRCODE_INVALID_PARAMETER_VALUE),
	         both != NULL ? errmsg("the value \"%s\" of column \"%s\" is to mean both %s and %s",
	                               both, name_of(one, relation), argument, other_argument) :
	                        errmsg("column \"%s\" is to mean both %s and %s",
	                               name_of(one, relation), argument, other_argument),
	         errdetail("An order that has shipped is not given up, and one that is given up does "
	                   "not ship."),
	         errhint("Leave it out of one of them.")));
}

/* --- rows --- */

bool
flag_day(const OrderFlag *flag, HeapTuple row, TupleDesc desc, DateADT *day)
{
	bool null;
	Datum value;
	TimestampTz time;

	if (flag->column == 0 || flag->kind != FLAG_DAY)
		return false;
	value = heap_getattr(row, flag->column, desc, &null);
	if (null)
		return false;
	time = DatumGetTimestampTz(value);
	if (flag->type == DATEOID)
		*day = DatumGetDateADT(value);
	/* Infinities compare as days do. */
	else if (flag->type == TIMESTAMPOID || TIMESTAMP_NOT_FINITE(time))
		*day = DatumGetDateADT(DirectFunctionCall1(timestamp_date, value));
	else
		return server_day_of(time, day);
	return true;
}

bool
flag_is_set(const OrderFlag *flag, HeapTuple row, TupleDesc desc)
{
	bool null;
	Datum value;
	const char *text;
	DateADT day;

	if (flag->column == 0)
		return false;
	value = heap_getattr(row, flag->column, desc, &null);
	if (null)
		return false;
	if (flag->kind == FLAG_DAY)
		return !flag->waits || (flag_day(flag, row, desc, &day) && day <= server_day());
	if (flag->kind == FLAG_BOOLEAN)
		return DatumGetBool(value);
	text = text_of(flag, value);
	for (int i = 0; i < flag->count; i++)
		if (strcmp(flag->value[i], text) == 0)
			return true;
	return false;
}
