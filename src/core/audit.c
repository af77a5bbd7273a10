#include "core/audit.h"

#include <string.h>

#include "base/crypto.h"
#include "base/id.h"
#include "base/json.h"
#include "base/log.h"
#include "base/text.h"
#include "core/audit_leaf.h"
#include "core/audit_sql.h"
#include "core/may.h"

#define SALT 16

const char *audit_digest(struct arena *a, struct bytes salt, const char *text)
{
	unsigned char hash[32];
	struct sha256_state s;

	sha256_begin(&s);
	sha256_more(&s, salt.data, salt.len);
	sha256_more(&s, text, strlen(text));
	sha256_end(&s, hash);
	return text_hex(a, (struct bytes){ hash, sizeof(hash) });
}

/* A personal fact: its digest into the leaf, salt and text beside it. */
static void put_personal(
	struct arena *a, struct json_out *leaf, struct json_out *beside, const struct audit_fact *f)
{
	unsigned char room[SALT];
	struct bytes salt = { room, SALT };

	random_bytes(room, SALT);
	json_open(leaf, f->key, '{');
	json_put_str(leaf, "sha256", audit_digest(a, salt, f->text));
	json_close(leaf, '}');
	json_open(beside, f->key, '{');
	json_put_str(beside, "salt", text_hex(a, salt));
	json_put_str(beside, "text", f->text);
	json_close(beside, '}');
}

static bool repeated(const struct audit_fact *facts, const struct audit_fact *f)
{
	for (const struct audit_fact *g = facts; g != f; g++)
		if (strcmp(g->key, f->key) == 0)
			return true;
	return false;
}

/* Writes the facts, the deputising it was done by, if any, and tells whether any is personal. */
static bool put_facts(struct arena *a, struct json_out *leaf, struct json_out *beside,
	const struct audit_fact *facts, int64_t deputy)
{
	bool personal = false;

	json_open(leaf, "facts", '{');
	for (const struct audit_fact *f = facts; f->key; f++) {
		if (repeated(facts, f) || (!f->text && (f->personal || f->num == DB_NULL)))
			continue;
		if (f->personal)
			put_personal(a, leaf, beside, f);
		else if (f->text)
			json_put_str(leaf, f->key, f->text);
		else
			json_put_int(leaf, f->key, f->num);
		personal = personal || f->personal;
	}
	if (deputy)
		json_put_int(leaf, "as_deputy", deputy);
	json_close(leaf, '}');
	return personal;
}

void audit_leaf_head(struct json_out *o, const struct audit_head *h)
{
	json_put_int(o, "v", 1);
	json_put_int(o, "id", h->id);
	json_put_str(o, "at", h->at);
	json_put_str(o, "act", h->act);
	json_put_str(o, "kind", h->kind);
	json_put_int(o, "record", h->record);
	if (h->body == DB_NULL)
		json_put_raw(o, "body", "null");
	else
		json_put_int(o, "body", h->body);
	json_put_int(o, "account", h->account);
}

enum err audit_put(struct ctx *cx, const char *act, const char *kind, int64_t record, int64_t body,
	const struct audit_fact *facts)
{
	const struct audit_head head = { id_new(), cx->now, act, kind, record,
		body == 0 ? DB_NULL : body, cx->who.account };
	struct json_out leaf, beside;
	struct buf leaf_text, private_text;
	bool personal;

	buf_init(&leaf_text, cx->arena, 256);
	buf_init(&private_text, cx->arena, 64);
	json_begin(&leaf, &leaf_text);
	json_begin(&beside, &private_text);
	json_open(&leaf, NULL, '{');
	json_open(&beside, NULL, '{');
	audit_leaf_head(&leaf, &head);
	personal = put_facts(cx->arena, &leaf, &beside, facts, cx->who.deputy);
	json_close(&leaf, '}');
	json_close(&beside, '}');
	TRY(act_for(cx, head.id));
	return audit_insert_query(cx->db, head.id, head.at, act, kind, record, head.body,
		head.account, leaf_text.data, personal ? private_text.data : NULL, NULL);
}

/* One member of "facts" as a fact; what is erased has no text. */
static struct audit_fact fact_of(const struct json *j, const struct json *beside)
{
	struct audit_fact f = { .key = j->key, .num = DB_NULL };

	if (j->kind == JSON_OBJECT) {
		f.personal = true;
		f.text = json_str(json_get(beside, j->key), "text", NULL);
	} else if (j->kind == JSON_STR) {
		f.text = j->str;
	} else if (j->kind == JSON_INT) {
		f.num = j->num;
	}
	return f;
}

enum err audit_facts(struct ctx *cx, const char *leaf_text, const char *private_text,
	struct audit_fact **facts, size_t *n)
{
	struct json *leaf, *beside = NULL;
	const struct json *all;
	const char *why;

	*n = 0;
	if (json_parse(cx->arena, leaf_text, strlen(leaf_text), &leaf, &why) != OK)
		return fault("a row of the audit log is no JSON: %s", why);
	if (private_text &&
		json_parse(cx->arena, private_text, strlen(private_text), &beside, &why) != OK)
		return fault("the erasable part of a row of the audit log is no JSON: %s", why);
	all = json_get(leaf, "facts");
	*facts = ARENA_ARRAY(cx->arena, all ? all->n : 0, struct audit_fact);
	for (size_t i = 0; all && i < all->n; i++)
		(*facts)[(*n)++] = fact_of(&all->at[i], beside);
	return OK;
}

enum err audit_erase(struct ctx *cx, const char *kind, int64_t record)
{
	int64_t rows;

	TRY(audit_forget_query(cx->db, kind, record, &rows));
	return audit(cx, "audit.erase", kind, record, DB_NULL, FACT_N("rows", rows));
}
