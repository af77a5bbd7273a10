#include "people/body.h"

#include <string.h>

#include "base/id.h"
#include "base/text.h"
#include "base/time.h"
#include "core/audit.h"
#include "core/may.h"
#include "people/body_sql.h"

const char *const share_words[] = { "body", "government", "partners", "public", NULL };

const char *share_word(enum share s)
{
	static const char *const words[] = {
		_("Its own people"),
		_("All ministries"),
		_("Partners and donors too"),
		_("Everybody"),
	};

	return words[s];
}

enum err must_administer(struct ctx *cx, int64_t body)
{
	if (body != DB_NULL)
		return may(cx, MAY_ADMINISTER, body);
	if (may_everywhere(cx, MAY_ADMINISTER))
		return OK;
	return problem(cx, ERR_DENIED, NULL,
		MSG("Only an administrator of the whole instance does this."));
}

bool body_unconfirmed(const char *unconfirmed, enum lang lang)
{
	const char *code = langs[lang].code;
	size_t n = strlen(code);

	for (const char *p = unconfirmed; p && *p;) {
		size_t len = strcspn(p, " ");
		if (len == n && strncmp(p, code, n) == 0)
			return true;
		p += len;
		p += *p == ' ';
	}
	return false;
}

static bool code_ok(const char *code)
{
	size_t n = code ? strlen(code) : 0;

	return n >= 2 && n <= 40 && strspn(code, "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_") == n &&
	       code[0] != '_';
}

static enum err check(struct ctx *cx, const struct body_input *in)
{
	enum err e = names_check(cx, &in->name);
	int64_t day;

	if (!code_ok(in->code))
		e = problem(cx, ERR_INPUT, "code",
			MSG("Write the code with 2 to 40 capital letters, digits and _."));
	if (!text_among(in->kind, body_kinds, SIZE_MAX))
		e = problem(cx, ERR_INPUT, "kind", MSG("Choose the kind of body."));
	if (in->iati_type && !text_among(in->iati_type, iati_types, SIZE_MAX))
		e = problem(cx, ERR_INPUT, "iati_type",
			MSG("{1} is no organisation type of IATI. Choose one of the list.",
				S(in->iati_type)));
	if (in->starts && !date_parse(in->starts, &day))
		e = problem(cx, ERR_INPUT, "starts",
			MSG("Enter a date, for example {1}.",
				S(date_typed(cx->arena, cx->lang, "2026-11-24"))));
	if (in->note && text_length(in->note) > 2000)
		e = problem(
			cx, ERR_INPUT, "note", MSG("Shorten the text to {1} characters.", N(2000)));
	if (in->source && text_length(in->source) > 1000)
		e = problem(cx, ERR_INPUT, "source",
			MSG("Shorten the text to {1} characters.", N(1000)));
	return e;
}

/* The parent must be there and seen by the one who acts. */
static enum err check_parent(struct ctx *cx, int64_t parent)
{
	struct body_by_id p;

	if (parent == DB_NULL)
		return OK;
	enum err e = body_by_id_query(
		cx->db, cx->arena, parent, (int64_t)cx->who.reach, cx->who.account, &p);
	if (e == ERR_MISSING)
		return problem(cx, ERR_INPUT, "parent", MSG("Choose the body it belongs to."));
	return e;
}

enum err body_add(struct ctx *cx, const struct body_input *in, int64_t *id)
{
	const struct names *n = &in->name;

	TRY(must_administer(cx, in->parent));
	TRY(check(cx, in));
	TRY(check_parent(cx, in->parent));

	struct name_keys k = names_keys(cx, n, in->code);
	*id = id_new();
	TRY(conflict(cx, body_add_query(cx->db, *id, in->code, in->kind, in->parent, in->iati_type,
				 n->ar, n->ckb, n->kmr, n->en, k.ar, k.ckb, k.en, k.fold,
				 in->source, in->unconfirmed, in->note, in->starts, NULL,
				 (int64_t)in->share, cx->now, NULL)));
	TRY(tree_set(cx, *id, in->parent));
	return audit(cx, "body.add", "body", *id, *id, FACT("code", in->code),
		FACT("kind", in->kind), FACT_N("parent", in->parent == DB_NULL ? 0 : in->parent),
		FACT("name_ar", n->ar ? n->ar : ""), FACT("name_ckb", n->ckb ? n->ckb : ""),
		FACT("name_kmr", n->kmr ? n->kmr : ""), FACT("name_en", n->en ? n->en : ""));
}

static enum err find(struct ctx *cx, int64_t id, struct body_by_id *b)
{
	return body_by_id_query(cx->db, cx->arena, id, (int64_t)cx->who.reach, cx->who.account, b);
}

enum err body_edit(struct ctx *cx, int64_t id, int64_t version, const struct body_input *in)
{
	const struct names *n = &in->name;
	struct body_by_id b;
	int64_t changed;

	TRY(find(cx, id, &b));
	TRY(must_administer(cx, id));
	if (in->parent != b.parent)
		TRY(must_administer(cx, in->parent));
	TRY(check(cx, in));
	TRY(check_parent(cx, in->parent));

	struct name_keys k = names_keys(cx, n, in->code);
	TRY(conflict(cx,
		body_set_query(cx->db, id, version, in->code, in->kind, in->parent, in->iati_type,
			n->ar, n->ckb, n->kmr, n->en, k.ar, k.ckb, k.en, k.fold, in->source,
			in->unconfirmed, in->note, in->starts, (int64_t)in->share, &changed)));
	if (!changed)
		return problem(cx, ERR_CONFLICT, NULL,
			MSG("Somebody else changed this body meanwhile. Your text is kept; what is "
			    "stored now stands beside it."));
	if (in->parent != b.parent)
		TRY(tree_set(cx, id, in->parent));
	return audit(cx, "body.edit", "body", id, id, FACT("code", in->code),
		FACT("kind", in->kind), FACT_N("parent", in->parent == DB_NULL ? 0 : in->parent),
		FACT("name_ar", n->ar ? n->ar : ""), FACT("name_ckb", n->ckb ? n->ckb : ""),
		FACT("name_kmr", n->kmr ? n->kmr : ""), FACT("name_en", n->en ? n->en : ""));
}

static enum err check_successor(struct ctx *cx, int64_t id, int64_t successor)
{
	struct body_by_id s;
	struct body_succession *line;
	size_t lines;

	if (successor == DB_NULL)
		return OK;
	if (successor == id)
		return problem(cx, ERR_CONFLICT, "successor",
			MSG("A body cannot succeed itself. Choose another one."));
	enum err e = find(cx, successor, &s);
	if (e == ERR_MISSING)
		return problem(cx, ERR_INPUT, "successor", MSG("Choose the body that follows it."));
	TRY(e);
	TRY(body_succession_query(cx->db, cx->arena, successor, &line, &lines));
	for (size_t i = 0; i < lines; i++)
		if (line[i].id == id)
			return problem(cx, ERR_CONFLICT, "successor",
				MSG("{1} was itself followed by this body. Choose another one.",
					S(PICK(cx->lang, &s, name))));
	return OK;
}

enum err body_end(struct ctx *cx, int64_t id, const char *ends, int64_t successor)
{
	struct body_by_id b;
	int64_t day;

	TRY(find(cx, id, &b));
	TRY(must_administer(cx, id));
	if (!ends || !date_parse(ends, &day))
		return problem(cx, ERR_INPUT, "ends", MSG("Enter the last day of the body."));
	if (b.starts && strcmp(ends, b.starts) < 0)
		return problem(cx, ERR_INPUT, "ends",
			MSG("The body began on {1}. Enter a day from then on.", D(b.starts)));
	TRY(check_successor(cx, id, successor));
	TRY(body_set_end_query(cx->db, id, ends, successor, NULL));
	return audit(cx, "body.end", "body", id, id, FACT("ends", ends),
		FACT_N("successor", successor == DB_NULL ? 0 : successor));
}

enum err body_unend(struct ctx *cx, int64_t id)
{
	struct body_by_id b;

	TRY(find(cx, id, &b));
	TRY(must_administer(cx, id));
	if (!b.ends)
		return problem(cx, ERR_CONFLICT, NULL, MSG("This body has no end to take back."));
	TRY(body_set_end_query(cx->db, id, NULL, DB_NULL, NULL));
	return audit(cx, "body.unend", "body", id, id, FACT("ended", b.ends));
}
