/* Writes what sqlgen understood as C; see sqlgen.h. */
#include "sqlgen.h"

#include <ctype.h>
#include <string.h>

static const char *const c_types[] = { [TYPE_INT] = "int64_t ",
	[TYPE_TEXT] = "const char *",
	[TYPE_BYTES] = "struct bytes ",
	[TYPE_BOOL] = "bool " };
static const char *const db_types[] = { [TYPE_INT] = "DB_INT",
	[TYPE_TEXT] = "DB_TEXT",
	[TYPE_BYTES] = "DB_BYTES",
	[TYPE_BOOL] = "DB_BOOL" };
static const char *const db_members[] = {
	[TYPE_INT] = "num", [TYPE_TEXT] = "text", [TYPE_BYTES] = "bytes", [TYPE_BOOL] = "num"
};

void write_string(FILE *o, const char *s, const char *indent)
{
	fprintf(o, "%s\"", indent);
	for (; *s; s++) {
		if (*s == '\n' && s[1])
			fprintf(o, "\\n\"\n%s\"", indent);
		else if (*s == '\n')
			fputs("\\n", o);
		else if (*s == '"' || *s == '\\')
			fprintf(o, "\\%c", *s);
		else if (*s == '\t')
			fputs("\\t", o);
		else
			fputc(*s, o);
	}
	fputc('"', o);
}

static void write_upper(FILE *o, const char *s)
{
	for (; *s; s++)
		fputc(toupper((unsigned char)*s), o);
}

/* A name for an out-parameter that is no parameter of the query: "row", or "row_". */
static const char *out_name(const struct query *q, const char *name, char room[32])
{
	snprintf(room, 32, "%s", name);
	for (size_t i = 0; i < q->params.n; i++)
		if (strcmp(q->params.at[i].name, room) == 0)
			snprintf(room, 32, "%s_", name);
	return room;
}

/* Whether results need an arena: everything but numbers of a single row does. */
static bool wants_arena(const struct query *q)
{
	return q->kind != KIND_EXEC;
}

static void write_prototype(FILE *o, const struct query *q)
{
	char room[32];

	fprintf(o, "enum err %s_query(struct db *db", q->name);
	if (wants_arena(q))
		fputs(", struct arena *arena", o);
	for (size_t i = 0; i < q->variants.n; i++)
		fprintf(o, ", enum %s_%s %s", q->name, q->variants.at[i].name,
			q->variants.at[i].name);
	for (size_t i = 0; i < q->params.n; i++)
		fprintf(o, ", %s%s", c_types[q->params.at[i].type], q->params.at[i].name);
	if (q->kind == KIND_ONE || q->kind == KIND_MAYBE)
		fprintf(o, ", struct %s *%s", q->row, out_name(q, "row", room));
	if (q->kind == KIND_MAYBE)
		fprintf(o, ", bool *%s", out_name(q, "found", room));
	if (q->kind == KIND_MANY) {
		fprintf(o, ", struct %s **%s", q->row, out_name(q, "rows", room));
		fprintf(o, ", size_t *%s", out_name(q, "n", room));
	}
	if (q->kind == KIND_VALUE)
		fprintf(o, ", %s*%s", c_types[q->columns.at[0].type], out_name(q, "value", room));
	if (q->kind == KIND_EXEC)
		fprintf(o, ", int64_t *%s", out_name(q, "changed", room));
	fputc(')', o);
}

static bool has_row(const struct query *q)
{
	return q->kind == KIND_ONE || q->kind == KIND_MAYBE || q->kind == KIND_MANY;
}

static void write_enums(FILE *o, const struct query *q)
{
	for (size_t i = 0; i < q->variants.n; i++) {
		const struct variants *v = &q->variants.at[i];

		fprintf(o, "enum %s_%s {\n", q->name, v->name);
		for (size_t k = 0; k < v->words.n; k++) {
			fputc('\t', o);
			write_upper(o, q->name);
			fputc('_', o);
			write_upper(o, v->name);
			fputc('_', o);
			write_upper(o, v->words.at[k].name);
			fputs(",\n", o);
		}
		fprintf(o, "};\n/* The variants' names, in the enum's order. */\n");
		fprintf(o, "extern const char *const %s_%s_words[%zu];\n\n", q->name, v->name,
			v->words.n);
	}
}

static void write_about(FILE *o, const struct query *q)
{
	fprintf(o, "/* %s:%d", q->at.file, q->at.line);
	for (const char *p = q->about; *p;) {
		size_t n = strcspn(p, "\n");

		fprintf(o, "\n * %.*s", (int)n, p);
		p += n + (p[n] == '\n');
	}
	fputs(*q->about ? "\n */\n" : " */\n", o);
}

void write_header(FILE *o, const char *slice, const char *noun, const struct file *file)
{
	fprintf(o, "/* Written by sqlgen from %s. */\n", file->path);
	fprintf(o, "#ifndef SQL_%s_%s_H\n#define SQL_%s_%s_H\n\n", slice, noun, slice, noun);
	fputs("#include \"db/db.h\"\n\n", o);
	for (size_t i = 0; i < file->queries.n; i++) {
		const struct query *q = &file->queries.at[i];

		write_enums(o, q);
		if (has_row(q) && !q->shares_row) {
			fprintf(o, "struct %s {\n", q->row);
			for (size_t c = 0; c < q->columns.n; c++)
				fprintf(o, "\t%s%s;\n", c_types[q->columns.at[c].type],
					q->columns.at[c].name);
			fputs("};\n\n", o);
		}
		write_about(o, q);
		write_prototype(o, q);
		fputs(" MUST_USE;\n\n", o);
	}
	fprintf(o, "extern const struct db_query_list %s_%s_queries;\n\n#endif\n", slice, noun);
}

static void write_types(
	FILE *o, const char *name, const char *what, const struct typed *at, size_t n)
{
	if (!n)
		return;
	fprintf(o, "static const enum db_type %s_%s[] = {", name, what);
	for (size_t i = 0; i < n; i++)
		fprintf(o, "%s %s", i ? "," : "", db_types[at[i].type]);
	fputs(" };\n", o);
}

/* The db_query constants of a query, one per combination of variants. */
static void write_statements(struct arena *a, FILE *o, struct query *q, struct fragments *fragments)
{
	size_t choice[MOST_VARIANTS];

	write_types(o, q->name, "params", q->params.at, q->params.n);
	write_types(o, q->name, "columns", q->columns.at, q->columns.n);
	fprintf(o, "static const struct db_query %s_statements[] = {\n", q->name);
	for (size_t i = 0; i < combinations(q); i++) {
		struct expanded lite, post;

		choose(q, i, choice);
		expand(a, q, fragments, SQLITE, choice, &lite);
		expand(a, q, fragments, POSTGRES, choice, &post);
		fprintf(o, "\t{\n\t\t.name = \"%s", q->name);
		for (size_t v = 0; v < q->variants.n; v++)
			fprintf(o, " %s", q->variants.at[v].words.at[choice[v]].name);
		fputs("\",\n\t\t.sqlite =\n", o);
		write_string(o, lite.text.data, "\t\t\t");
		fputs(",\n\t\t.postgres =\n", o);
		write_string(o, post.text.data, "\t\t\t");
		fprintf(o, ",\n\t\t.params = %zu,\n", q->params.n);
		if (q->params.n)
			fprintf(o, "\t\t.param_types = %s_params,\n", q->name);
		fprintf(o, "\t\t.columns = %zu,\n", q->columns.n);
		if (q->columns.n)
			fprintf(o, "\t\t.column_types = %s_columns,\n", q->name);
		fputs("\t},\n", o);
	}
	fputs("};\n\n", o);
}

static void write_words(FILE *o, const struct query *q)
{
	for (size_t i = 0; i < q->variants.n; i++) {
		const struct variants *v = &q->variants.at[i];

		fprintf(o, "const char *const %s_%s_words[%zu] = {", q->name, v->name, v->words.n);
		for (size_t k = 0; k < v->words.n; k++)
			fprintf(o, "%s \"%s\"", k ? "," : "", v->words.at[k].name);
		fputs(" };\n\n", o);
	}
}

/* The callback that takes a row over. */
static void write_row(FILE *o, const struct query *q)
{
	fprintf(o,
		"static enum err %s_row(\n\tvoid *to, struct arena *arena, "
		"const struct db_value *v)\n{\n",
		q->name);
	if (q->kind == KIND_MANY)
		fprintf(o,
			"\tstruct %s_rows *list = to;\n\tstruct %s *row = "
			"LIST_PUSH(arena, list);\n\n",
			q->name, q->row);
	else
		fprintf(o,
			"\tstruct %s_got *got = to;\n\n\t(void)arena;\n\tif (got->n++)\n"
			"\t\treturn OK;\n",
			q->name);
	for (size_t c = 0; c < q->columns.n; c++) {
		const struct typed *col = &q->columns.at[c];

		if (q->kind == KIND_VALUE)
			fputs("\t*got->row", o);
		else
			fprintf(o, "\t%s->%s", q->kind == KIND_MANY ? "row" : "got->row",
				col->name);
		fprintf(o, " = v[%zu].%s%s;\n", c, db_members[col->type],
			col->type == TYPE_BOOL ? " != 0" : "");
	}
	fputs("\treturn OK;\n}\n\n", o);
}

static void write_row_types(FILE *o, const struct query *q)
{
	if (q->kind == KIND_EXEC)
		return;
	if (q->kind == KIND_MANY)
		fprintf(o, "struct %s_rows {\n\tstruct %s *at;\n\tsize_t n, room;\n};\n\n", q->name,
			q->row);
	else if (q->kind == KIND_VALUE)
		fprintf(o, "struct %s_got {\n\t%s*row;\n\tsize_t n;\n};\n\n", q->name,
			c_types[q->columns.at[0].type]);
	else
		fprintf(o, "struct %s_got {\n\tstruct %s *row;\n\tsize_t n;\n};\n\n", q->name,
			q->row);
	write_row(o, q);
}

/* db_run(db, arena, &statement[variant], params, row, to, changed) */
static void write_call(FILE *o, const struct query *q)
{
	char room[32];

	fprintf(o, "db_run(db, %s, &%s_statements[", wants_arena(q) ? "arena" : "NULL", q->name);
	if (!q->variants.n)
		fputc('0', o);
	for (size_t i = 0; i + 1 < q->variants.n; i++)
		fputc('(', o);
	for (size_t i = 0; i < q->variants.n; i++) {
		if (i)
			fprintf(o, ") * %zu + ", q->variants.at[i].words.n);
		fprintf(o, "(size_t)%s", q->variants.at[i].name);
	}
	fprintf(o, "], %s, ", q->params.n ? "params_" : "NULL");
	if (q->kind == KIND_EXEC)
		fprintf(o, "NULL, NULL, %s)", out_name(q, "changed", room));
	else
		fprintf(o, "%s_row, &got_, NULL)", q->name);
}

static void write_function(FILE *o, const struct query *q)
{
	char room[32];

	write_prototype(o, q);
	fputs("\n{\n", o);
	if (q->params.n)
		fputs("\tconst struct db_value params_[] = {\n", o);
	for (size_t i = 0; i < q->params.n; i++)
		fprintf(o, "\t\t{ .type = %s, .%s = %s },\n", db_types[q->params.at[i].type],
			db_members[q->params.at[i].type], q->params.at[i].name);
	if (q->params.n)
		fputs("\t};\n", o);
	if (q->kind == KIND_EXEC) {
		fputs("\treturn ", o);
		write_call(o, q);
		fputs(";\n}\n\n", o);
		return;
	}
	if (q->kind == KIND_MANY)
		fprintf(o, "\tstruct %s_rows got_ = { 0 };\n\n", q->name);
	else
		fprintf(o, "\tstruct %s_got got_ = { %s, 0 };\n\n", q->name,
			out_name(q, q->kind == KIND_VALUE ? "value" : "row", room));
	if (q->kind != KIND_MANY)
		fprintf(o, "\tmemset(%s, 0, sizeof(*%s));\n", room, room);
	fputs("\tTRY(", o);
	write_call(o, q);
	fputs(");\n", o);
	if (q->kind == KIND_MANY) {
		fprintf(o, "\t*%s = got_.at;\n", out_name(q, "rows", room));
		fprintf(o, "\t*%s = got_.n;\n\treturn OK;\n}\n\n", out_name(q, "n", room));
	} else if (q->kind == KIND_MAYBE) {
		fprintf(o, "\t*%s = got_.n > 0;\n\treturn OK;\n}\n\n", out_name(q, "found", room));
	} else {
		fputs("\treturn got_.n ? OK : ERR_MISSING;\n}\n\n", o);
	}
}

static void write_list(FILE *o, const char *slice, const char *noun, const struct file *file)
{
	if (!file->queries.n) { /* a file of fragments */
		fprintf(o, "const struct db_query_list %s_%s_queries = { NULL, 0 };\n", slice,
			noun);
		return;
	}
	fputs("static const struct db_query *const all[] = {\n", o);
	for (size_t i = 0; i < file->queries.n; i++)
		for (size_t k = 0; k < combinations(&file->queries.at[i]); k++)
			fprintf(o, "\t&%s_statements[%zu],\n", file->queries.at[i].name, k);
	fprintf(o, "};\n\nconst struct db_query_list %s_%s_queries = { all, COUNT_OF(all) };\n",
		slice, noun);
}

void write_source(struct arena *a, FILE *o, const char *slice, const char *noun,
	const struct file *file, struct fragments *fragments)
{
	fprintf(o, "/* Written by sqlgen from %s. */\n", file->path);
	fprintf(o, "#include \"%s/%s_sql.h\"\n\n#include <string.h>\n\n", slice, noun);
	fputs("#include \"base/list.h\"\n\n", o);
	fputs("#pragma GCC diagnostic ignored \"-Woverlength-strings\"\n\n", o);
	for (size_t i = 0; i < file->queries.n; i++) {
		struct query *q = &file->queries.at[i];

		write_statements(a, o, q, fragments);
		write_words(o, q);
		write_row_types(o, q);
		write_function(o, q);
	}
	write_list(o, slice, noun, file);
}

void write_lists(FILE *o, size_t n, char **nouns)
{
	fputs("/* Written by sqlgen: every query of the program. */\n#include \"db/db.h\"\n\n", o);
	for (size_t i = 0; i < n; i++)
		fprintf(o, "extern const struct db_query_list %s_queries;\n", nouns[i]);
	fputs("\nconst struct db_query_list *const all_queries[] = {\n", o);
	for (size_t i = 0; i < n; i++)
		fprintf(o, "\t&%s_queries,\n", nouns[i]);
	fputs("\tNULL,\n};\n", o);
}
