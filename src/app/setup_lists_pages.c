/* The set-up's bodies, posts, people and invitations. */
#include <string.h>

#include "app/setup_lists_html.h"
#include "app/setup_pages.h"
#include "app/setup_views.h"
#include "base/text.h"
#include "core/identity.h"
#include "people/account.h"
#include "people/body.h"
#include "people/invite.h"
#include "people/post.h"
#include "people/post_sql.h"
#include "web/download.h"

#define ROWS INVITE_MOST

bool setup_ticked(const struct page *pg, const char *name, const char *value, bool fresh)
{
	return typed_is(pg, name, value, fresh ? value : "");
}

/* The ids of all ticked boxes of one name. */
static enum err ticked(struct page *pg, const char *name, int64_t **ids, size_t *n)
{
	const char **values;

	*n = form_all(pg, name, &values);
	*ids = ARENA_ARRAY(pg->cx->arena, *n + 1, int64_t);
	for (size_t i = 0; i < *n; i++)
		if (!text_to_int(values[i], &(*ids)[i]) || (*ids)[i] <= 0)
			return problem(
				pg->cx, ERR_INPUT, name, MSG("Tick the boxes of this page again."));
	return OK;
}

/* ---- bodies ---- */

int64_t setup_kind_count(const struct setup_bodies_view *v, const char *kind, bool chosen)
{
	int64_t n = 0;

	for (size_t i = 0; i < v->list.n; i++) {
		const struct reference_row *r = &v->list.rows[i];
		bool fresh = v->fresh && !r->ended && strcmp(kind, "ministry") == 0;

		n += strcmp(r->kind, kind) == 0 &&
		     (!chosen || r->stored || setup_ticked(v->v.pg, "code", r->code, fresh));
	}
	return n;
}

enum err setup_bodies_page(struct page *pg)
{
	struct setup_bodies_view v = { 0 };

	TRY(setup_begin(pg, SETUP_BODIES, &v.v));
	TRY(reference_read(pg->cx, &v.list));
	v.fresh = v.v.now.state[SETUP_BODIES] != SETUP_DONE;
	setup_bodies_html(pg->o, &v);
	return OK;
}

enum err setup_bodies_post(struct page *pg)
{
	const char **codes;
	size_t n = form_all(pg, "code", &codes);
	int64_t added;

	TRY(must_administer(pg->cx, DB_NULL));
	if (!n)
		return problem(pg->cx, ERR_INPUT, "code",
			MSG("Tick at least one body, or go on to the next step."));
	TRY(reference_add(pg->cx, codes, n, &added));
	return page_go(pg, setup_href(pg->o, SETUP_POSTS),
		added ? _("The bodies are added.")
		      : _("These bodies were stored already. Nothing was changed."));
}

/* ---- posts ---- */

enum err setup_posts_page(struct page *pg)
{
	struct setup_posts_view v = { 0 };
	struct ctx *cx = pg->cx;
	const char *q = page_search(pg, "q");
	int64_t total;

	TRY(setup_begin(pg, SETUP_POSTS, &v.v));
	v.paging = page_paging(pg, ROWS);
	TRY(setup_body_count_query(cx->db, cx->arena, q, cx->today, &total));
	paging_total(&v.paging, total);
	TRY(setup_bodies_query(
		cx->db, cx->arena, q, cx->today, v.paging.limit, v.paging.offset, &v.rows, &v.n));
	setup_posts_html(pg->o, &v);
	return OK;
}

enum err setup_posts_post(struct page *pg)
{
	static const char *const kinds[] = { "focal", "head" };
	static const struct field fields[] = { ID_OPT("end") };
	struct ctx *cx = pg->cx;
	struct values *v;
	int64_t *bodies, added = 0;
	size_t n, all = 0;

	TRY(must_administer(cx, DB_NULL));
	TRY(FORM_READ(pg, fields, &v));
	if (value_int(v, "end") != DB_NULL) {
		TRY(post_end(cx, value_int(v, "end"), cx->today));
		return page_go(pg, setup_href(pg->o, SETUP_POSTS), _("The post is taken back."));
	}
	for (size_t k = 0; k < COUNT_OF(kinds); k++) {
		TRY(ticked(pg, kinds[k], &bodies, &n));
		TRY(setup_posts(cx, kinds[k], bodies, n, &added));
		all += n;
	}
	if (!all)
		return problem(cx, ERR_INPUT, NULL,
			MSG("Tick at least one post, or go on to the next step."));
	return page_go(pg, setup_href(pg->o, SETUP_PEOPLE),
		added ? _("The posts are added. They are vacant until somebody takes them.")
		      : _("These posts were there already. Nothing was changed."));
}

/* ---- people ---- */

bool setup_may_invite(const struct setup_people *p)
{
	return p->account != DB_NULL && p->state && strcmp(p->state, "active") == 0;
}

bool setup_code_open(const struct page *pg, const struct setup_people *p)
{
	return p->code_until && strcmp(p->code_until, pg->cx->now) > 0;
}

const char *setup_person_kind(const struct page *pg, const struct setup_people *p)
{
	return p->account == DB_NULL	? "none"
	       : !setup_may_invite(p)	? "lock"
	       : setup_code_open(pg, p) ? "wait"
	       : p->password		? "ok"
	       : p->code_until		? "late"
					: "part";
}

struct msg setup_person_word(const struct page *pg, const struct setup_people *p)
{
	if (p->person == DB_NULL)
		return MSG("Vacant");
	if (p->account == DB_NULL)
		return MSG("No account");
	if (!setup_may_invite(p))
		return MSG("Disabled");
	if (setup_code_open(pg, p))
		return MSG("Invited");
	if (p->password)
		return MSG("Has set a password");
	return p->code_until ? MSG("The code has ended") : MSG("Not invited yet");
}

static enum err vacant_posts(struct page *pg, struct choices *c)
{
	struct ctx *cx = pg->cx;
	struct post_vacant *rows;
	size_t n;

	*c = choices_of(pg, _("Choose a post"), NULL, NULL);
	TRY(post_vacant_query(cx->db, cx->arena, cx->who.account, cx->who.system, &rows, &n));
	for (size_t i = 0; i < n; i++)
		choice_add_id(pg, c, rows[i].id,
			msg_text(cx->arena, cx->lang,
				MSG("{1}, {2}", S(tr(cx->lang, post_kind_word(rows[i].kind))),
					S(PICK(cx->lang, &rows[i], name)))));
	return OK;
}

static const struct {
	const char *word, *title;
	enum lang first, second;
} pairs[] = {
	{ "ar-en", _("Arabic and English"), LANG_AR, LANG_EN },
	{ "ar-ckb", _("Arabic and Sorani"), LANG_AR, LANG_CKB },
	{ "ckb-en", _("Sorani and English"), LANG_CKB, LANG_EN },
	{ "ar", _("Arabic alone"), LANG_AR, LANG_AR },
	{ "ckb", _("Sorani alone"), LANG_CKB, LANG_CKB },
	{ "en", _("English alone"), LANG_EN, LANG_EN },
};

enum err setup_people_page(struct page *pg)
{
	struct setup_people_view v = { 0 };
	struct ctx *cx = pg->cx;
	const char *q = page_search(pg, "q");
	int64_t total;

	TRY(setup_begin(pg, SETUP_PEOPLE, &v.v));
	v.paging = page_paging(pg, ROWS);
	TRY(setup_people_count_query(cx->db, cx->arena, q, &total));
	paging_total(&v.paging, total);
	TRY(setup_people_query(
		cx->db, cx->arena, q, v.paging.limit, v.paging.offset, &v.rows, &v.n));
	TRY(vacant_posts(pg, &v.posts));
	for (size_t i = 0; i < COUNT_OF(pairs); i++)
		*LIST_PUSH(cx->arena, &v.pairs) =
			(struct choice){ .value = pairs[i].word, .word = pairs[i].title };
	v.addressed = *identity_url(cx->arena, cx->config) != '\0';
	setup_people_html(pg->o, &v);
	return OK;
}

enum err setup_people_post(struct page *pg)
{
	static const struct field fields[] = { ID("post"), NAME_FIELDS, EMAIL("email", 1),
		TEXT("phone", 0, 40) };
	struct values *v;
	enum err e;

	TRY(must_administer(pg->cx, DB_NULL));
	e = FORM_READ(pg, fields, &v);
	const struct names name = posted_names(v);
	TRY(names_also(pg->cx, e, &name));
	TRY(setup_person(pg->cx, &(struct setup_person){ .post = value_int(v, "post"),
					 .name = name,
					 .email = value_text(v, "email"),
					 .phone = value_text(v, "phone") }));
	return page_go(pg, setup_href(pg->o, SETUP_PEOPLE),
		_("The person has the post and an account. Make the letter with the code below."));
}

/* ---- letters ---- */

/* The codes of a form's ticked accounts, hashed while no transaction is open. */
struct letters {
	size_t n;
	struct code_new *codes;
};

static enum err letters_work(struct arena *a, void *what)
{
	struct letters *l = what;

	l->codes = ARENA_ARRAY(a, l->n + 1, struct code_new);
	for (size_t i = 0; i < l->n; i++)
		TRY(code_work(a, &l->codes[i]));
	return OK;
}

enum err setup_letters_before(struct page *pg)
{
	struct letters *l = ARENA_NEW(pg->cx->arena, struct letters);
	const char **values;

	TRY(must_administer(pg->cx, DB_NULL));
	l->n = form_all(pg, "account", &values);
	/* What is refused anyway is not hashed for. */
	if (l->n > INVITE_MOST || form_all(pg, "withdraw", &values))
		l->n = 0;
	page_meanwhile(pg, letters_work, l);
	return OK;
}

/* The answer to this POST is the file: the codes are kept nowhere it could be made from again. */
enum err setup_letters_post(struct page *pg)
{
	static const char *const words[] = { "ar-en", "ar-ckb", "ckb-en", "ar", "ckb", "en", NULL };
	static const struct field fields[] = { WORD("pair", words), ID_OPT("withdraw") };
	const struct letters *l = pg->work;
	struct values *v;
	struct bytes file;
	const char *foot;
	int64_t *accounts;
	size_t n, i = 0;

	TRY(must_administer(pg->cx, DB_NULL));
	TRY(FORM_READ(pg, fields, &v));
	if (value_int(v, "withdraw") != DB_NULL) {
		TRY(account_code_withdraw(pg->cx, value_int(v, "withdraw")));
		return page_go(pg, setup_href(pg->o, SETUP_PEOPLE), _("The code is withdrawn."));
	}
	TRY(ticked(pg, "account", &accounts, &n));
	while (strcmp(pairs[i].word, value_text(v, "pair")) != 0)
		i++;
	TRY(download_foot(pg, pairs[i].first,
		tr(pairs[i].first, _("Personal: only for the person named")), &foot));
	TRY(invite(pg->cx, pairs[i].first, pairs[i].second, foot, accounts, l->codes, n, &file));
	return download_pdf(pg, file, "invitations");
}
