/*
 * binding.c
 *		What the rooms above share.  See binding.h.
 */
#include "pg/binding.h"

#include "access/genam.h"
#include "access/htup_details.h"
#include "access/table.h"
#include "catalog/namespace.h"
#include "catalog/pg_extension.h"
#include "catalog/pg_type.h"
#include "lib/stringinfo.h"
#include "libpq/pqformat.h"
#include "parser/parse_func.h"
#include "utils/builtins.h"
#include "utils/fmgroids.h"
#include "utils/lsyscache.h"
#include "utils/memutils.h"
#include "utils/rel.h"
#include "utils/syscache.h"

static void *
palloc_core(void *owner, size_t size)
{
	(void) owner;
	return MemoryContextAllocExtended(CurrentMemoryContext, size, MCXT_ALLOC_HUGE);
}

void
interrupt_core(void *owner)
{
	(void) owner;
	CHECK_FOR_INTERRUPTS();
}

const ec_memory current_memory = {palloc_core, interrupt_core, NULL};

static int
sqlstate_of(ec_error_code code)
{
	switch (code)
	{
		case EC_OUT_OF_RANGE:
			return ERRCODE_NUMERIC_VALUE_OUT_OF_RANGE;
		case EC_INVALID_BINARY:
			return ERRCODE_INVALID_BINARY_REPRESENTATION;
		case EC_INVALID_VALUE:
			return ERRCODE_INVALID_PARAMETER_VALUE;
		case EC_TOO_NEW:
			return ERRCODE_FEATURE_NOT_SUPPORTED;
		case EC_TOO_LONG:
			return ERRCODE_PROGRAM_LIMIT_EXCEEDED;
		case EC_TOO_DEEP:
			return ERRCODE_STATEMENT_TOO_COMPLEX;
		case EC_DAMAGED:
			return ERRCODE_DATA_CORRUPTED;
		default:
			return ERRCODE_INVALID_TEXT_REPRESENTATION;
	}
}

void
report_core_error(const ec_error *error, const char *source, Node *escontext)
{
	bool placed = error->position > 0 && source != NULL;

	(void) escontext; /* 15 has no soft errors */
	errsave(escontext,
	        (errcode(sqlstate_of(error->code)), errmsg_internal("%s", error->message),
	         error->detail[0] != '\0' ? errdetail_internal("%s", error->detail) : 0,
	         error->hint[0] != '\0' ? errhint("%s", error->hint) : 0,
	         placed ? internalerrposition(error->position) : 0,
	         placed ? internalerrquery(source) : 0));
}

int
hint_nearest(const char *const *names, int count, const char *name, const char *otherwise)
{
	const char *nearest = ec_nearest(name, strlen(name), names, count);

	return nearest ? errhint("Perhaps you meant \"%s\".", nearest) : errhint("%s", otherwise);
}

char *
receive_versioned_text(StringInfo buffer, const char *type_name)
{
	int version = pq_getmsgbyte(buffer);
	int length;

	if (version != WIRE_VERSION)
		ereport(ERROR,
		        (errcode(ERRCODE_INVALID_BINARY_REPRESENTATION),
		         errmsg("unsupported version %d of the binary format of type %s", version,
		                type_name),
		         errhint("This version of export_control reads version %d; send text, or update "
		                 "the sender.",
		                 WIRE_VERSION)));
	return pq_getmsgtext(buffer, buffer->len - buffer->cursor, &length);
}

bytea *
send_versioned_text(const char *text)
{
	StringInfoData buffer;

	pq_begintypsend(&buffer);
	pq_sendbyte(&buffer, WIRE_VERSION);
	pq_sendtext(&buffer, text, strlen(text));
	return pq_endtypsend(&buffer);
}

void
refuse_newer_value(const char *type_name, int version)
{
	ereport(ERROR,
	        (errcode(ERRCODE_FEATURE_NOT_SUPPORTED),
	         errmsg("a newer version of export_control has stored this %s", type_name),
	         errdetail("It has version %d of the format, or facts that this library does not know.",
	                   version),
	         errhint("Install the newer library again.")));
}

static void
add_json_hint(void *hint)
{
	/* What is wrong with the data, not with the server. */
	if (ERRCODE_TO_CATEGORY(geterrcode()) == ERRCODE_DATA_EXCEPTION)
		errhint("%s", (const char *) hint);
}

bool
read_json(char *text, const char *hint, Node *escontext, Datum *jsonb)
{
	ErrorContextCallback callback = {.callback = add_json_hint, .arg = unconstify(char *, hint)};
	bool read;

	callback.previous = error_context_stack;
	error_context_stack = &callback;
	read = compat_jsonb_in(text, escontext, jsonb);
	error_context_stack = callback.previous;
	return read;
}

char *
numeric_text(Numeric number)
{
	return DatumGetCString(DirectFunctionCall1(numeric_out, NumericGetDatum(number)));
}

bool
extension_is_current(void)
{
	Relation extensions = table_open(ExtensionRelationId, AccessShareLock);
	ScanKeyData key;
	SysScanDesc scan;
	HeapTuple extension;
	bool current = false;

	ScanKeyInit(&key, Anum_pg_extension_extname, BTEqualStrategyNumber, F_NAMEEQ,
	            CStringGetDatum("export_control"));
	scan = systable_beginscan(extensions, ExtensionNameIndexId, true, NULL, 1, &key);
	if (HeapTupleIsValid(extension = systable_getnext(scan)))
	{
		bool null;
		Datum version = heap_getattr(extension, Anum_pg_extension_extversion,
		                             RelationGetDescr(extensions), &null);

		current = !null && strcmp(TextDatumGetCString(version), EXPORT_CONTROL_VERSION) == 0;
	}
	systable_endscan(scan);
	table_close(extensions, AccessShareLock);
	return current;
}

/*
 * A database has the objects of its version until it is updated.  And ALTER EXTENSION ... DROP lets
 * go of what may then be dropped or renamed.
 */
static void
incomplete(const char *kind, const char *name)
{
	if (!extension_is_current())
		ereport(ERROR,
		        (errcode(ERRCODE_OBJECT_NOT_IN_PREREQUISITE_STATE),
		         errmsg("the extension export_control is of another version in this database "
		                "than the library: %s %s.%s is missing",
		                kind, EXTENSION_SCHEMA, name),
		         errhint("ALTER EXTENSION export_control UPDATE.")));
	ereport(ERROR,
	        (errcode(ERRCODE_OBJECT_NOT_IN_PREREQUISITE_STATE),
	         errmsg("the extension export_control is not complete: %s %s.%s is missing", kind,
	                EXTENSION_SCHEMA, name),
	         errhint("If it was renamed or moved, put it back. Otherwise create the extension "
	                 "again, and restore its tables from a dump.")));
}

Oid
extension_type(const char *name)
{
	Oid type = GetSysCacheOid2(TYPENAMENSP, Anum_pg_type_oid, CStringGetDatum(name),
	                           ObjectIdGetDatum(get_namespace_oid(EXTENSION_SCHEMA, false)));

	if (!OidIsValid(type))
		incomplete("type", name);
	return type;
}

Oid
extension_relation(const char *name)
{
	Oid relation = get_relname_relid(name, get_namespace_oid(EXTENSION_SCHEMA, false));

	if (!OidIsValid(relation))
		incomplete("relation", name);
	return relation;
}

Oid
extension_function(const char *name, int argument_count, const Oid *arguments)
{
	return LookupFuncName(list_make2(makeString(EXTENSION_SCHEMA), makeString(pstrdup(name))),
	                      argument_count, arguments, false);
}
