/*
 * order_mapping.c
 *		The arguments of screen_order(), and the rows they describe.  See order_mapping.h.
 */
#include "order/order_mapping.h"

#include "access/genam.h"
#include "access/htup_details.h"
#include "access/nbtree.h"
#include "access/table.h"
#include "catalog/namespace.h"
#include "catalog/pg_trigger.h"
#include "catalog/pg_type.h"
#include "mb/pg_wchar.h"
#include "parser/parse_coerce.h"
#include "parser/parse_relation.h"
#include "utils/builtins.h"
#include "utils/datum.h"
#include "utils/guc.h"
#include "utils/fmgrprotos.h"
#include "utils/lsyscache.h"
#include "utils/typcache.h"

#include "pg/attempt.h"
#include "order/order_table.h"

/* What an argument may name: first the facts, in order, then the rest. */
enum
{
	ARGUMENT_CANCELLED = ORDER_FACTS,
	ARGUMENT_CLOSED,
	ARGUMENT_RETURN,
	ARGUMENT_ORDER,
	ARGUMENT_OUTCOME,
	ARGUMENT_DISPOSITION,
	ARGUMENT_REASON,
	ARGUMENT_ACTION,
	ARGUMENT_SCENARIO,
	ARGUMENT_RETURNS,
	ARGUMENTS
};

static const char *const argument_names[ARGUMENTS] = {
    [ORDER_CHIP] = "chip",
    [ORDER_PRODUCT] = "product",
    [ORDER_VENDOR] = "vendor",
    [ORDER_ECCN] = "eccn",
    [ORDER_DESTINATION] = "destination",
    [ORDER_AS_OF] = "as_of",
    [ORDER_HEADQUARTERS] = "headquarters",
    [ORDER_END_USE] = "end_use",
    [ORDER_END_USER] = "end_user",
    [ORDER_CONSIGNEE] = "consignee",
    [ORDER_MOVEMENT] = "movement",
    [ORDER_SHIPPED_FROM] = "shipped_from",
    [ORDER_REGION] = "region",
    [ORDER_COVERED_REGION] = "covered_region",
    [ORDER_APPROVED_ENTITY] = "approved_entity",
    [ORDER_CERTIFICATION] = "certification",
    [ORDER_LETTER] = "letter",
    [ORDER_SUPERCOMPUTER_SITE] = "supercomputer_site",
    [ORDER_QUANTITY] = "quantity",
    [ORDER_SHIPPED_QUANTITY] = "shipped_quantity",
    [ORDER_VALUE] = "value",
    [ORDER_CONSIGNEE_TPP] = "consignee_tpp",
    [ORDER_LICENSE] = "license",
    [ARGUMENT_CANCELLED] = "cancelled",
    [ARGUMENT_CLOSED] = "closed",
    [ARGUMENT_RETURN] = "return",
    [ARGUMENT_ORDER] = "order",
    [ARGUMENT_OUTCOME] = "outcome",
    [ARGUMENT_DISPOSITION] = "disposition",
    [ARGUMENT_REASON] = "reason",
    [ARGUMENT_ACTION] = "action",
    [ARGUMENT_SCENARIO] = "scenario",
    [ARGUMENT_RETURNS] = "returns",
};

static const char *const policy_names[] = {"block", "hold", "record"};

static Oid
type_of_fact(OrderFact fact)
{
	switch (fact)
	{
		case ORDER_CHIP:
			return extension_type("chip");
		case ORDER_ECCN:
			return extension_type("eccn");
		case ORDER_DESTINATION:
		case ORDER_HEADQUARTERS:
		case ORDER_SHIPPED_FROM:
			return extension_type("country");
		case ORDER_COVERED_REGION:
			return BOOLOID;
		case ORDER_AS_OF:
			return DATEOID;
		case ORDER_CONSIGNEE_TPP:
		case ORDER_QUANTITY:
		case ORDER_SHIPPED_QUANTITY:
		case ORDER_VALUE:
			return NUMERICOID;
		default:
			return TEXTOID;
	}
}

/* --- reading the arguments --- */

static void
unknown_argument(const char *name)
{
	ec_text list;

	ec_text_init(&list, &current_memory);
	for (int a = 0; a < ARGUMENTS; a++)
		ec_text_printf(&list, "%s%s", a > 0 ? ", " : "", argument_names[a]);
	ereport(
	    ERROR,
	    (errcode(ERRCODE_INVALID_PARAMETER_VALUE),
	     errmsg("screen_order() has no argument \"%s\"", name), errdetail("It has: %s.", list.data),
	     hint_nearest(argument_names, ARGUMENTS, name,
	                  "Write each argument as 'name=column', for example 'destination=ship_to'.")));
}

static AttrNumber
find_column(Relation relation, const char *argument, const char *name)
{
	AttrNumber column = attnameAttNum(relation, name, false);
	TupleDesc desc = RelationGetDescr(relation);
	const char **names;
	int count = 0;
	const char *nearest;

	if (column != 0)
		return column;
	names = palloc(sizeof(char *) * (desc->natts + 1));
	for (int i = 0; i < desc->natts; i++)
		if (!TupleDescAttr(desc, i)->attisdropped)
			names[count++] = NameStr(TupleDescAttr(desc, i)->attname);
	nearest = ec_nearest(name, strlen(name), names, count);
	ereport(ERROR,
	        (errcode(ERRCODE_UNDEFINED_COLUMN),
	         errmsg("table \"%s\" has no column \"%s\", which screen_order() is to use as %s",
	                RelationGetRelationName(relation), name, argument),
	         nearest ?
	             errhint("Perhaps you meant '%s=%s'. Drop the trigger and create it again.",
	                     argument, nearest) :
	             errhint("Name a column of the table: drop the trigger and create it again.")));
}

static void
refuse_generated(Relation relation, const Trigger *trigger, AttrNumber column, const char *argument)
{
	Form_pg_attribute attribute = TupleDescAttr(RelationGetDescr(relation), column - 1);

	if (attribute->attgenerated == '\0' || !TRIGGER_FOR_BEFORE(trigger->tgtype))
		return;
	ereport(ERROR,
	        (errcode(ERRCODE_INVALID_COLUMN_REFERENCE),
	         errmsg("column \"%s\" is generated, so a BEFORE trigger cannot use it as %s",
	                NameStr(attribute->attname), argument),
	         errdetail("Generated columns are computed after BEFORE triggers."),
	         errhint("Map the columns that it is computed from, or create the trigger AFTER INSERT "
	                 "OR UPDATE.")));
}

/* Types of which every value is a number, or a day; and a country, whose text is a country. */
static bool
always_converts(Oid source)
{
	switch (source)
	{
		case INT2OID:
		case INT4OID:
		case INT8OID:
		case FLOAT4OID:
		case FLOAT8OID:
		case CASHOID:
		case TIMESTAMPOID:
		case TIMESTAMPTZOID:
			return true;
		default:
			return false;
	}
}

static void
map_read(ReadColumn *read, Relation relation, const Trigger *trigger, const char *argument,
         const char *name, Oid type)
{
	Form_pg_attribute column;
	CoercionPathType path;
	Oid source;
	Oid cast;
	Oid function;
	bool varlena;

	read->column = find_column(relation, argument, name);
	refuse_generated(relation, trigger, read->column, argument);
	column = TupleDescAttr(RelationGetDescr(relation), read->column - 1);
	source = getBaseType(column->atttypid);
	read->is_text = TypeCategory(source) == TYPCATEGORY_STRING;
	if (!OidIsValid(type))
		return;
	getTypeOutputInfo(source, &function, &varlena);
	fmgr_info(function, &read->output);
	if (IsBinaryCoercible(source, type))
		return;
	read->may_fail = type != TEXTOID && !always_converts(source);
	read->has_settings = source == FLOAT4OID || source == FLOAT8OID || source == TIMESTAMPTZOID;
	/* Whatever has a cast to the type, or is a text that may be one. */
	path = find_coercion_pathway(type, source, COERCION_ASSIGNMENT, &cast);
	if (TypeCategory(source) != TYPCATEGORY_STRING && path == COERCION_PATH_NONE)
		ereport(ERROR,
		        (errcode(ERRCODE_DATATYPE_MISMATCH),
		         errmsg("column \"%s\" of table \"%s\" is of type %s, which screen_order() cannot "
		                "use as %s",
		                name, RelationGetRelationName(relation), format_type_be(column->atttypid),
		                argument),
		         errhint("It must be of type %s, or a text that can be read as one.",
		                 format_type_be(type))));
	/*
	 * A cast's own function, as for money, whose text is no number.  That of a float's would round
	 * it.
	 */
	if (path == COERCION_PATH_FUNC && TypeCategory(source) != TYPCATEGORY_STRING &&
	    source != FLOAT4OID && source != FLOAT8OID)
	{
		read->casts = true;
		read->runs_code = source != JSONBOID; /* which has a cast to chip, of ours */
		fmgr_info(cast, &read->cast);
		return;
	}
	read->converts = true;
	read->padded = source == BPCHAROID;
	getTypeInputInfo(type, &function, &read->input_type);
	fmgr_info(function, &read->input);
}

/*
 * A column that says yes or no, with the values that mean yes behind a colon; NULL: none is mapped.
 */
static void
map_flag(OrderFlag *flag, Relation relation, const Trigger *trigger, const char *argument,
         const char *text)
{
	const char *values;

	if (text == NULL)
		return;
	flag->column = split_flag(relation, text, &values);
	if (flag->column == 0)
		flag->column = find_column(relation, argument, pnstrdup(text, strcspn(text, ":")));
	refuse_generated(relation, trigger, flag->column, argument);
	read_flag(flag, relation, argument, values);
}

/* The name of the n-th column of an index; NULL when that is an expression. */
static const char *
index_column(Relation table, Relation index, int n)
{
	AttrNumber column = index->rd_index->indkey.values[n];

	if (column == 0)
		return NULL;
	return pstrdup(NameStr(TupleDescAttr(RelationGetDescr(table), column - 1)->attname));
}

/* The names of the primary key's columns, in its order. */
static List *
primary_key_columns(Relation table)
{
	List *columns = NIL;
	ListCell *each;

	foreach (each, RelationGetIndexList(table))
	{
		Relation index = index_open(lfirst_oid(each), AccessShareLock);

		int count = IndexRelationGetNumberOfKeyAttributes(index);

		for (int k = 0; index->rd_index->indisprimary && k < count; k++)
			columns = lappend(columns, unconstify(char *, index_column(table, index, k)));
		index_close(index, AccessShareLock);
	}
	return columns;
}

/*
 * Do values of the type have one text when they are equal to an index?  Otherwise an order could
 * come twice: its unique index takes 1.0 for 1, but the order is known by the text.  For most types
 * PostgreSQL answers that itself, as an index must know when it may keep equal values once.  Blanks
 * at the end of a text and zeros at the end of a number are not in a key, see key_text().
 */
static bool
equal_have_one_text(Oid type, Oid collation)
{
	TypeCacheEntry *cache;
	Oid support;

	type = getBaseType(type);
	if (type == NUMERICOID || type == extension_type("country") || type == extension_type("eccn"))
		return true;
	cache = lookup_type_cache(type, TYPECACHE_BTREE_OPFAMILY);
	if (!OidIsValid(cache->btree_opf))
		return false;
	support = get_opfamily_proc(cache->btree_opf, cache->btree_opintype, cache->btree_opintype,
	                            BTEQUALIMAGE_PROC);
	return OidIsValid(support) &&
	    DatumGetBool(OidFunctionCall1Coll(support, collation, ObjectIdGetDatum(type)));
}

/*
 * Does the index keep any two rows, at any time, from having the same in its columns, and are
 * these all among `columns`?
 */
static bool
keeps_apart(Relation table, Relation index, List *columns)
{
	Form_pg_index form = index->rd_index;
	bool fits = form->indisunique && !form->indisexclusion && form->indisvalid &&
	    form->indimmediate && heap_attisnull(index->rd_indextuple, Anum_pg_index_indpred, NULL);

	for (int k = 0; fits && k < IndexRelationGetNumberOfKeyAttributes(index); k++)
	{
		const char *name = index_column(table, index, k);
		Oid collation = index->rd_indcollation[k];
		ListCell *each;

		fits = false;
		if (OidIsValid(collation) && !get_collation_isdeterministic(collation))
			break;
		foreach (each, columns)
			fits |= name != NULL && strcmp(name, lfirst(each)) == 0;
	}
	return fits;
}

/*
 * Two rows with one key would be one order: they would share what it draws of a license.  Whether
 * two NULLs are the same to the index does not matter, as order_key() refuses a NULL.
 */
static void
check_unique(Relation table, List *columns)
{
	bool unique = false;
	ec_text list;
	ListCell *each;

	foreach (each, RelationGetIndexList(table))
	{
		Relation index = index_open(lfirst_oid(each), AccessShareLock);

		unique |= keeps_apart(table, index, columns);
		index_close(index, AccessShareLock);
	}
	if (unique)
		return;
	ec_text_init(&list, &current_memory);
	foreach (each, columns)
		ec_text_printf(&list, "%s%s", foreach_current_index(each) > 0 ? ", " : "",
		               quote_identifier(lfirst(each)));
	ereport(ERROR,
	        (errcode(ERRCODE_INVALID_PARAMETER_VALUE),
	         errmsg("orders of table \"%s\" could have the same key (%s)",
	                RelationGetRelationName(table), list.data),
	         errdetail("No unique index on these columns, or on some of them, keeps orders apart: "
	                   "one that is valid, not deferrable, without WHERE and expressions, and with "
	                   "a deterministic collation."),
	         errhint("CREATE UNIQUE INDEX ON %s (%s), or name the columns of such an index in the "
	                 "argument \"order\".",
	                 quote_identifier(RelationGetRelationName(table)), list.data)));
}

static void
check_key_column(Relation relation, AttrNumber column)
{
	Form_pg_attribute attribute = TupleDescAttr(RelationGetDescr(relation), column - 1);

	if (equal_have_one_text(attribute->atttypid, attribute->attcollation))
		return;
	ereport(ERROR,
	        (errcode(ERRCODE_INVALID_PARAMETER_VALUE),
	         errmsg("column \"%s\" of table \"%s\" cannot tell orders apart",
	                NameStr(attribute->attname), RelationGetRelationName(relation)),
	         errdetail("An order is known by the text of its key, and values of type %s%s that are "
	                   "equal are not sure to have the same text.",
	                   format_type_be(attribute->atttypid),
	                   OidIsValid(attribute->attcollation) ? " with this collation" : ""),
	         errhint("Name columns in the argument \"order\" that are of type integer, numeric, "
	                 "date or uuid, or a text with a deterministic collation.")));
}

/* Of any type that is not known to be written in one way only, it is assumed. */
static bool
text_has_settings(Oid type)
{
	switch (type)
	{
		case BOOLOID:
		case INT2OID:
		case INT4OID:
		case INT8OID:
		case NUMERICOID:
		case OIDOID:
		case UUIDOID:
		case TEXTOID:
		case VARCHAROID:
		case BPCHAROID:
		case NAMEOID:
			return false;
		default:
			return TypeCategory(type) != TYPCATEGORY_ENUM;
	}
}

/* The key's columns: named, separated by commas; or those of the primary key. */
static void
map_key(OrderMapping *mapping, Relation relation, const Trigger *trigger, const char *names)
{
	List *columns = NIL;
	ListCell *each;
	Relation root = table_open(order_root(relation), AccessShareLock);

	if (names != NULL)
	{
		char *rest = pstrdup(names);

		for (char *name = strtok_r(rest, ",", &rest); name != NULL;
		     name = strtok_r(NULL, ",", &rest))
			columns = lappend(columns, name);
	}
	else
		columns = primary_key_columns(root);
	if (columns == NIL)
		ereport(ERROR,
		        (errcode(ERRCODE_INVALID_PARAMETER_VALUE),
		         errmsg("screen_order() cannot tell the orders of table \"%s\" apart",
		                RelationGetRelationName(relation)),
		         errdetail("The table has no primary key, and no argument names the columns that "
		                   "identify an order."),
		         errhint("Add a primary key, or the argument 'order=column' ('order=order_id,line' "
		                 "for several).")));
	if (list_length(columns) > INDEX_MAX_KEYS)
		ereport(ERROR,
		        (errcode(ERRCODE_TOO_MANY_COLUMNS),
		         errmsg("an order cannot be identified by more than %d columns", INDEX_MAX_KEYS),
		         errhint("Name fewer in the argument \"order\".")));
	foreach (each, columns)
	{
		ReadColumn *key = &mapping->key[mapping->key_count++];
		Oid type;
		Oid function;
		bool varlena;

		map_read(key, relation, trigger, "order", lfirst(each), InvalidOid);
		check_key_column(relation, key->column);
		type = getBaseType(TupleDescAttr(RelationGetDescr(relation), key->column - 1)->atttypid);
		key->number = type == NUMERICOID;
		key->padded = type == BPCHAROID;
		getTypeOutputInfo(type, &function, &varlena);
		fmgr_info(function, &key->output);
		mapping->key_has_settings |= text_has_settings(type);
	}
	check_unique(root, columns);
	table_close(root, NoLock);
}

/* The reason is a sentence, which no enum holds. */
static bool
may_hold(char category, const char *argument)
{
	return category == TYPCATEGORY_STRING ||
	    (category == TYPCATEGORY_ENUM && strcmp(argument, "reason") != 0);
}

static const char *
written_type(const char *argument)
{
	if (strcmp(argument, "reason") == 0)
		return "text";
	return strcmp(argument, "outcome") == 0 ? "export_control.outcome, or text" :
	                                          "export_control.screening_action, or text";
}

static void
map_written(WrittenColumn *written, Relation relation, const Trigger *trigger, const char *argument,
            const char *name)
{
	Form_pg_attribute column;
	Oid function;
	char category;
	int32 base;

	if (!TRIGGER_FOR_BEFORE(trigger->tgtype))
		ereport(ERROR,
		        (errcode(ERRCODE_INVALID_PARAMETER_VALUE),
		         errmsg("an AFTER trigger cannot write the %s into column \"%s\"", argument, name),
		         errhint(
		             "Create the trigger BEFORE INSERT OR UPDATE, or leave the argument out.")));
	written->column = find_column(relation, argument, name);
	refuse_generated(relation, trigger, written->column, argument);
	column = TupleDescAttr(RelationGetDescr(relation), written->column - 1);
	category = TypeCategory(getBaseType(column->atttypid));
	base = column->atttypmod;
	if (!may_hold(category, argument))
		ereport(ERROR,
		        (errcode(ERRCODE_DATATYPE_MISMATCH),
		         errmsg("column \"%s\" of table \"%s\" is of type %s, which cannot hold the %s",
		                name, RelationGetRelationName(relation), format_type_be(column->atttypid),
		                argument),
		         errhint("It must be of type %s.", written_type(argument))));
	getTypeInputInfo(column->atttypid, &function, &written->input_type);
	fmgr_info(function, &written->input);
	written->typmod = column->atttypmod;
	getBaseTypeAndTypmod(column->atttypid, &base);
	written->most = base < VARHDRSZ ? -1 : base - VARHDRSZ;
}

static OrderPolicy
read_policy(const char *text)
{
	for (int p = POLICY_BLOCK; p <= POLICY_RECORD; p++)
		if (strcmp(text, policy_names[p]) == 0)
			return (OrderPolicy) p;
	ereport(ERROR,
	        (errcode(ERRCODE_INVALID_PARAMETER_VALUE),
	         errmsg("screen_order() has no action \"%s\"", text),
	         errhint("Write 'action=block' (refuse the row), 'action=hold' (accept it, with its "
	                 "outcome in a column) or 'action=record' (only log it).")));
}

/* The log has it, so it does not rest on what a session sets quote_all_identifiers to. */
static bool
read_negative_returns(const char *text)
{
	if (text == NULL)
		return false;
	if (strcmp(text, "negative") != 0)
		ereport(ERROR,
		        (errcode(ERRCODE_INVALID_PARAMETER_VALUE),
		         errmsg("screen_order() knows no returns \"%s\"", text),
		         errhint("Write 'returns=negative' if an order with a negative quantity is a "
		                 "return, or 'return=column' if a column says so.")));
	return true;
}

static const char *
qualified_name(Oid oid)
{
	bool quote_all = quote_all_identifiers;
	const char *name;

	quote_all_identifiers = false;
	name =
	    quote_qualified_identifier(get_namespace_name(get_rel_namespace(oid)), get_rel_name(oid));
	quote_all_identifiers = quote_all;
	return name;
}

/* Arguments that need each other, or exclude each other. */
static void
check_together(const OrderMapping *mapping, const char *const *value, Relation relation)
{
	bool both = value[ORDER_CHIP] != NULL && value[ORDER_PRODUCT] != NULL;
	bool neither = value[ORDER_CHIP] == NULL && value[ORDER_PRODUCT] == NULL;

	if (both || (neither && value[ORDER_ECCN] == NULL))
		ereport(ERROR,
		        (errcode(ERRCODE_INVALID_PARAMETER_VALUE),
		         neither ?
		             errmsg("screen_order() has no argument for the item that is ordered") :
		             errmsg(
		                 "screen_order() has more than one argument for the item that is ordered"),
		         errhint("Give 'chip=column' (its facts), 'product=column' (a name in "
		                 "export_control.product), or 'eccn=column', which may stand beside one "
		                 "of these, too.")));
	if (value[ORDER_DESTINATION] == NULL)
		ereport(ERROR,
		        (errcode(ERRCODE_INVALID_PARAMETER_VALUE),
		         errmsg("screen_order() has no argument for the destination"),
		         errhint("Give 'destination=column', a country.")));
	if (value[ORDER_VENDOR] != NULL && value[ORDER_PRODUCT] == NULL)
		ereport(ERROR,
		        (errcode(ERRCODE_INVALID_PARAMETER_VALUE),
		         errmsg("the argument \"vendor\" goes with \"product\""),
		         errhint("A chip has its vendor among its facts; leave 'vendor=%s' out.",
		                 value[ORDER_VENDOR])));
	if (value[ORDER_QUANTITY] == NULL &&
	    (value[ORDER_SHIPPED_QUANTITY] != NULL || value[ARGUMENT_RETURNS] != NULL))
		ereport(ERROR,
		        (errcode(ERRCODE_INVALID_PARAMETER_VALUE),
		         errmsg("the argument \"%s\" goes with \"quantity\"",
		                argument_names[value[ARGUMENT_RETURNS] ? ARGUMENT_RETURNS :
		                                                         ORDER_SHIPPED_QUANTITY]),
		         errhint("Add 'quantity=column', what is ordered in all.")));
	if (mapping->policy == POLICY_HOLD && value[ARGUMENT_OUTCOME] == NULL)
		ereport(ERROR,
		        (errcode(ERRCODE_INVALID_PARAMETER_VALUE),
		         errmsg("'action=hold' needs a column that shows the outcome"),
		         errdetail("Otherwise nobody would see that an order of table \"%s\" is held.",
		                   RelationGetRelationName(relation)),
		         errhint("Add 'outcome=column', of type export_control.outcome or text.")));
}

/* NULL: left out. */
static const char *
argument_of(const Trigger *trigger, int argument)
{
	size_t length = strlen(argument_names[argument]);

	for (int i = 0; i < trigger->tgnargs; i++)
	{
		const char *text = trigger->tgargs[i];

		if (strncmp(text, argument_names[argument], length) == 0 && text[length] == '=')
			return text + length + 1;
	}
	return NULL;
}

static bool
same_argument(const Trigger *a, const Trigger *b, int argument)
{
	const char *of_a = argument_of(a, argument);
	const char *of_b = argument_of(b, argument);

	return of_a == NULL || of_b == NULL ? of_a == of_b : strcmp(of_a, of_b) == 0;
}

/*
 * Two triggers of a table screen its orders together.  One that does not know what the other calls
 * closed would give back what has shipped.
 */
static void
check_beside(Relation relation, const Trigger *trigger)
{
	static const int shared[] = {ARGUMENT_ORDER,        ORDER_LICENSE,   ARGUMENT_CLOSED,
	                             ARGUMENT_CANCELLED,    ARGUMENT_RETURN, ARGUMENT_RETURNS,
	                             ORDER_SHIPPED_QUANTITY};
	const TriggerDesc *all = relation->trigdesc;

	for (int i = 0; all != NULL && i < all->numtriggers; i++)
	{
		const Trigger *other = &all->triggers[i];

		if (other->tgfoid != trigger->tgfoid || other->tgenabled == TRIGGER_DISABLED)
			continue;
		for (size_t a = 0; a < lengthof(shared); a++)
			if (!same_argument(trigger, other, shared[a]))
				ereport(ERROR,
				        (errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				         errmsg("triggers \"%s\" and \"%s\" of table \"%s\" differ in the argument "
				                "\"%s\"",
				                trigger->tgname, other->tgname, RelationGetRelationName(relation),
				                argument_names[shared[a]]),
				         errdetail(
				             "They screen the same orders, and must agree on which these are, "
				             "what they draw, and when they are closed or given up."),
				         errhint("Give both the same \"%s\", or drop one of them.",
				                 argument_names[shared[a]])));
	}
}

OrderMapping *
read_order_mapping(Relation relation, const Trigger *trigger)
{
	OrderMapping *mapping = palloc0(sizeof(OrderMapping));
	const char *value[ARGUMENTS] = {NULL};

	for (int i = 0; i < trigger->tgnargs; i++)
	{
		char *name = pstrdup(trigger->tgargs[i]);
		char *equals = strchr(name, '=');
		int a = 0;

		if (equals == NULL || equals[1] == '\0')
			ereport(ERROR,
			        (errcode(ERRCODE_INVALID_PARAMETER_VALUE),
			         errmsg("argument \"%s\" of screen_order() is not of the form name=column",
			                name),
			         errhint("Write, for example, 'destination=ship_to'.")));
		*equals = '\0';
		while (a < ARGUMENTS && strcmp(argument_names[a], name) != 0)
			a++;
		if (a == ARGUMENTS)
			unknown_argument(name);
		if (value[a] != NULL)
			ereport(ERROR,
			        (errcode(ERRCODE_INVALID_PARAMETER_VALUE),
			         errmsg("argument \"%s\" of screen_order() is given twice", name),
			         errhint("Leave one of them out.")));
		value[a] = equals + 1;
	}

	mapping->policy = value[ARGUMENT_ACTION] ? read_policy(value[ARGUMENT_ACTION]) : POLICY_BLOCK;
	/*
	 * Not the setting export_control.scenario: anyone may set that, to a world where nothing is
	 * controlled.
	 */
	mapping->scenario = value[ARGUMENT_SCENARIO] ? value[ARGUMENT_SCENARIO] : "enforced";
	mapping->relation = qualified_name(order_root(relation));
	check_together(mapping, value, relation);
	for (int f = 0; f < ORDER_FACTS; f++)
		if (value[f] != NULL)
			map_read(&mapping->fact[f], relation, trigger, argument_names[f], value[f],
			         type_of_fact((OrderFact) f));
	mapping->negative_returns = read_negative_returns(value[ARGUMENT_RETURNS]);
	mapping->cancelled.waits = true;
	map_flag(&mapping->cancelled, relation, trigger, "cancelled", value[ARGUMENT_CANCELLED]);
	map_flag(&mapping->closed, relation, trigger, "closed", value[ARGUMENT_CLOSED]);
	map_flag(&mapping->returned, relation, trigger, "return", value[ARGUMENT_RETURN]);
	check_flags_differ(&mapping->cancelled, "cancelled", &mapping->closed, "closed", relation);
	map_key(mapping, relation, trigger, value[ARGUMENT_ORDER]);
	if (value[ARGUMENT_OUTCOME] != NULL)
		map_written(&mapping->outcome, relation, trigger, "outcome", value[ARGUMENT_OUTCOME]);
	if (value[ARGUMENT_DISPOSITION] != NULL)
		map_written(&mapping->disposition, relation, trigger, "disposition",
		            value[ARGUMENT_DISPOSITION]);
	if (value[ARGUMENT_REASON] != NULL)
		map_written(&mapping->reason, relation, trigger, "reason", value[ARGUMENT_REASON]);
	check_beside(relation, trigger);
	return mapping;
}

/* --- rows --- */

/* False when the cast says NULL. */
static bool
cast_value(FmgrInfo *cast, Datum *value)
{
	LOCAL_FCINFO(call, 3);

	InitFunctionCallInfoData(*call, cast, cast->fn_nargs, InvalidOid, NULL, NULL);
	call->args[0].value = *value;
	call->args[1].value = Int32GetDatum(-1);   /* no typmod */
	call->args[2].value = BoolGetDatum(false); /* not explicit */
	for (int a = 0; a < 3; a++)
		call->args[a].isnull = false;
	*value = FunctionCallInvoke(call);
	return !call->isnull;
}

/* Without the blanks at its end where these mean nothing. */
static char *
text_of_value(ReadColumn *read, Datum value)
{
	char *text = OutputFunctionCall(&read->output, value);
	size_t length = strlen(text);

	while (read->padded && length > 0 && text[length - 1] == ' ')
		text[--length] = '\0';
	return text;
}

/* False when that gives NULL. */
static bool
convert_value(ReadColumn *read, Datum *value)
{
	if (read->casts)
		return cast_value(&read->cast, value);
	if (read->converts)
	{
		char *text = text_of_value(read, *value);

		*value = InputFunctionCall(&read->input, text, read->input_type, -1);
	}
	return true;
}

static void
fix_setting(const char *name, const char *value)
{
	set_config_option(name, value, PGC_USERSET, PGC_S_SESSION, GUC_ACTION_SAVE, true, 0, false);
}

/* Converting a value, as an attempt. */
typedef struct Conversion
{
	ReadColumn *read;
	Datum value;
	bool given; /* it is not NULL */
} Conversion;

static void
try_to_convert(void *state)
{
	Conversion *conversion = state;

	conversion->given = convert_value(conversion->read, &conversion->value);
}

/* "Invalid input syntax" says less than its detail, which is a sentence. */
static const char *
fault_of(const ErrorData *error)
{
	bool is_bare = strncmp(error->message, "invalid input syntax", 20) == 0;
	char *fault;
	size_t length;

	if (!is_bare || error->detail == NULL)
		return error->message;
	fault = pstrdup(error->detail);
	length = strlen(fault);
	if (length > 0 && fault[length - 1] == '.')
		fault[length - 1] = '\0';
	return fault;
}

/* False, and a doubt, where the value is none of the fact's type. */
static bool
convert_or_doubt(ReadColumn *read, OrderFact fact, Datum *value, Doubts *doubts)
{
	Conversion conversion = {read, *value, false};
	ErrorData *error = read->runs_code ? attempt(try_to_convert, &conversion) :
	                                     attempt_reading(try_to_convert, &conversion);

	if (error != NULL)
		add_doubt(doubts, argument_names[fact], text_of_value(read, *value), fault_of(error),
		          error->hint);
	*value = conversion.value;
	return error == NULL && conversion.given;
}

/* Blanks in a text say nothing, as NULL does. */
static bool
says_nothing(ReadColumn *read, Datum value)
{
	const char *at = OutputFunctionCall(&read->output, value);

	while (ec_is_space(*at))
		at++;
	return *at == '\0';
}

bool
order_value(OrderMapping *mapping, OrderFact fact, HeapTuple row, TupleDesc desc, Datum *value,
            Doubts *doubts)
{
	ReadColumn *read = &mapping->fact[fact];
	bool null;
	int settings;

	if (read->column == 0)
		return false;
	*value = heap_getattr(row, read->column, desc, &null);
	if (null || (read->is_text && says_nothing(read, *value)))
		return false;
	if (read->may_fail)
		return convert_or_doubt(read, fact, value, doubts);
	if (!read->has_settings)
		return convert_value(read, value);
	/*
	 * Who enters orders does not round a quantity to one digit, or ship on another day, by settings
	 * of the session.
	 */
	settings = NewGUCNestLevel();
	fix_setting("extra_float_digits", "1");
	fix_setting("timezone", GetConfigOption("log_timezone", false, false));
	null = !convert_value(read, value);
	AtEOXact_GUC(true, settings);
	return !null;
}

/* An order has one key, in every session: the ledger of licenses finds it again by that. */
static void
fix_settings(void)
{
	static const char *const fixed[][2] = {
	    {"datestyle", "ISO, YMD"},
	    {"timezone", "UTC"},
	    {"bytea_output", "hex"},
	};

	for (size_t i = 0; i < lengthof(fixed); i++)
		fix_setting(fixed[i][0], fixed[i][1]);
}

/*
 * One of several columns: their separator within it is marked, so that no two orders have the same
 * key.
 */
static void
add_key_part(ec_text *text, const char *part)
{
	for (; *part != '\0'; part++)
	{
		if (*part == '/' || *part == '\\')
			ec_text_add_char(text, '\\');
		ec_text_add_char(text, *part);
	}
}

/* In bytes.  With a license's id, it fits into an index row of 2704. */
#define LONGEST_KEY 2000

/* One text for all values that are equal: 5.00 is 5. */
static char *
key_text(ReadColumn *key, Datum value)
{
	if (key->number)
		value = DirectFunctionCall1(numeric_trim_scale, value);
	return text_of_value(key, value);
}

char *
order_key(OrderMapping *mapping, HeapTuple row, TupleDesc desc)
{
	int settings = mapping->key_has_settings ? NewGUCNestLevel() : 0;
	ec_text text;

	if (mapping->key_has_settings)
		fix_settings();
	ec_text_init(&text, &current_memory);
	for (int k = 0; k < mapping->key_count; k++)
	{
		ReadColumn *key = &mapping->key[k];
		bool null;
		Datum value = heap_getattr(row, key->column, desc, &null);

		if (null)
			ereport(ERROR,
			        (errcode(ERRCODE_NOT_NULL_VIOLATION),
			         errmsg("an order of %s has no %s, so its screening could not be found later",
			                mapping->relation,
			                NameStr(TupleDescAttr(desc, key->column - 1)->attname)),
			         errhint("Give the order its key before it is screened, for example with a "
			                 "default.")));
		if (k > 0)
			ec_text_add_char(&text, '/');
		if (mapping->key_count == 1)
			ec_text_add(&text, key_text(key, value));
		else
			add_key_part(&text, key_text(key, value));
	}
	if (mapping->key_has_settings)
		AtEOXact_GUC(true, settings);
	if (strlen(text.data) > LONGEST_KEY)
		ereport(ERROR,
		        (errcode(ERRCODE_PROGRAM_LIMIT_EXCEEDED),
		         errmsg("the key of an order of %s is too long", mapping->relation),
		         errdetail("It has %zu bytes, and the log's index takes %d.", strlen(text.data),
		                   LONGEST_KEY),
		         errhint("Name shorter columns in the argument \"order\", such as a number.")));
	return text.data;
}

static bool
same_column(AttrNumber column, HeapTuple before, HeapTuple after, TupleDesc desc)
{
	Form_pg_attribute attribute;
	Datum values[2];
	bool nulls[2];

	if (column == 0)
		return true;
	attribute = TupleDescAttr(desc, column - 1);
	values[0] = heap_getattr(before, column, desc, &nulls[0]);
	values[1] = heap_getattr(after, column, desc, &nulls[1]);
	if (nulls[0] || nulls[1])
		return nulls[0] == nulls[1];
	return datum_image_eq(values[0], values[1], attribute->attbyval, attribute->attlen);
}

bool
same_order(const OrderMapping *mapping, HeapTuple before, HeapTuple after, TupleDesc desc)
{
	bool same = true;

	for (int f = 0; same && f < ORDER_FACTS; f++)
		same = same_column(mapping->fact[f].column, before, after, desc);
	for (int k = 0; same && k < mapping->key_count; k++)
		same = same_column(mapping->key[k].column, before, after, desc);
	return same && same_column(mapping->cancelled.column, before, after, desc) &&
	    same_column(mapping->closed.column, before, after, desc) &&
	    same_column(mapping->returned.column, before, after, desc) &&
	    same_column(mapping->outcome.column, before, after, desc) &&
	    same_column(mapping->disposition.column, before, after, desc) &&
	    same_column(mapping->reason.column, before, after, desc);
}

bool
lacks_outcome(const OrderMapping *mapping, HeapTuple row, TupleDesc desc)
{
	return mapping->outcome.column != 0 && heap_attisnull(row, mapping->outcome.column, desc);
}

/* A reason is as long as its column is: character varying(n) has what fits. */
static char *
fitting(const WrittenColumn *written, const char *words)
{
	if (written->most < 0 || pg_mbstrlen(words) <= written->most)
		return pstrdup(words);
	return pnstrdup(words, pg_mbcharcliplen(words, (int) strlen(words), written->most));
}

HeapTuple
write_order(OrderMapping *mapping, HeapTuple row, TupleDesc desc, const OrderWords *words)
{
	const struct
	{
		WrittenColumn *column;
		const char *word;
	} told[] = {
	    {&mapping->outcome, words->outcome},
	    {&mapping->disposition, words->disposition},
	    {&mapping->reason, words->reason},
	};
	int numbers[lengthof(told)];
	Datum values[lengthof(told)];
	bool nulls[lengthof(told)];
	int count = 0;

	for (size_t i = 0; i < lengthof(told); i++)
	{
		WrittenColumn *written = told[i].column;
		const char *word = told[i].word;

		if (written->column == 0)
			continue;
		numbers[count] = written->column;
		nulls[count] = word == NULL;
		values[count++] = word == NULL ?
		    (Datum) 0 :
		    InputFunctionCall(&written->input,
		                      written == &mapping->reason ? fitting(written, word) : pstrdup(word),
		                      written->input_type, written->typmod);
	}
	return count == 0 ? row : heap_modify_tuple_by_cols(row, desc, count, numbers, values, nulls);
}
