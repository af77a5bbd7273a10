/* account: the first administrator comes from here, and help for one who lost the way in. */
#include <stdio.h>
#include <string.h>

#include "app/cli.h"
#include "app/reference.h"
#include "core/audit.h"
#include "people/account.h"
#include "people/account_sql.h"
#include "people/body_sql.h"
#include "people/factor.h"
#include "people/person.h"
#include "people/post.h"

static const struct option options[] = {
	STORE_OPTIONS,
	{ "--name", "NAME", "the person's name" },
	{ "--body", "CODE", "code of the body the person belongs to" },
	{ "--role", "KIND", "kind of post: administrator, coordinator, focal, head …" },
	{ "--reason", "TEXT", "why the second factor is taken away; the account is told" },
};

struct account_work {
	const char *act, *email, *name, *body, *role, *reason;
	struct code_new code; /* made before the transaction */
};

static enum err find_account(struct ctx *cx, const char *email, struct account_by_email *a)
{
	bool found;

	TRY(account_by_email_query(cx->db, cx->arena, email_key(cx->arena, email), a, &found));
	return found ? OK
		     : problem(cx, ERR_MISSING, NULL,
			       MSG(_("No account has this e-mail address.")));
}

/* The body by its code. In a fresh instance, without any administrator, it is taken from the
 * reference list if it is not stored. */
static enum err find_body(struct ctx *cx, const char *code, int64_t *body)
{
	struct body_by_code b;
	int64_t administrators, added;
	bool found;

	TRY(body_by_code_query(cx->db, cx->arena, code, &b, &found));
	TRY(administrator_count_query(cx->db, cx->arena, &administrators));
	if (!found && !administrators) {
		TRY(reference_add(cx, &code, 1, &added));
		TRY(body_by_code_query(cx->db, cx->arena, code, &b, &found));
	}
	if (!found)
		return problem(cx, ERR_MISSING, NULL,
			MSG(_("No body has the code {1}. Import bodies first: tansiq import bodies "
			      "FILE."),
				S(code)));
	*body = b.id;
	return OK;
}

static enum err add(struct ctx *cx, const struct account_work *w)
{
	struct person_input in = { .name = { .ar = w->name }, .email = w->email };
	struct names title = { .en = w->role };
	int64_t person, post, account;

	TRY(find_body(cx, w->body, &in.body));
	TRY(person_add(cx, &in, &person));
	if (w->role) {
		TRY(post_add(cx, in.body, w->role, &title, NULL, &post));
		TRY(post_take(cx, post, person, cx->today));
	}
	TRY(account_add(cx, w->email, person, &account));
	TRY(account_code_make(cx, account, &w->code));
	printf("one-time code for %s, valid for %d hours at /login/code: %s\n", w->email,
		CODE_HOURS, w->code.shown);
	return OK;
}

static enum err list(struct ctx *cx)
{
	struct account_list *rows;
	size_t n;

	TRY(account_list_query(cx->db, cx->arena, ACCOUNT_LIST_SORT_EMAIL, "%", NULL, SHARE_BODY,
		DB_NULL, 100000, 0, &rows, &n));
	for (size_t i = 0; i < n; i++)
		printf("%s\t%s\t%s\n", rows[i].email, rows[i].state, rows[i].body_code);
	return OK;
}

static enum err reset(struct ctx *cx, const struct account_work *w)
{
	struct account_by_email a;

	TRY(find_account(cx, w->email, &a));
	TRY(account_code_make(cx, a.id, &w->code));
	printf("one-time code for %s, valid for %d hours at /login/code: %s\n", w->email,
		CODE_HOURS, w->code.shown);
	return OK;
}

static enum err act(struct ctx *cx, void *what)
{
	const struct account_work *w = what;
	struct account_by_email a;

	if (strcmp(w->act, "add") == 0)
		return add(cx, w);
	if (strcmp(w->act, "list") == 0)
		return list(cx);
	if (strcmp(w->act, "reset") == 0)
		return reset(cx, w);
	TRY(find_account(cx, w->email, &a));
	if (strcmp(w->act, "factor-off") == 0)
		return factor_remove_for(cx, a.id, w->reason);
	return strcmp(w->act, "disable") == 0 ? account_disable(cx, a.id)
					      : account_enable(cx, a.id);
}

/* Whether the words fit the act. */
static bool complete(const struct given *g, const struct account_work *w)
{
	static const char *const acts[] = { "add", "list", "reset", "disable", "enable",
		"factor-off" };
	bool known = false;

	for (size_t i = 0; i < COUNT_OF(acts); i++)
		known = known || strcmp(w->act, acts[i]) == 0;
	if (!known || g->n_rest != (strcmp(w->act, "list") == 0 ? 1u : 2u))
		return false;
	if (strcmp(w->act, "factor-off") == 0)
		return w->reason;
	return strcmp(w->act, "add") != 0 || (w->name && w->body);
}

int cmd_account(struct arena *a, int argc, char **argv)
{
	struct given g;
	struct config c;
	struct account_work w = { 0 };
	struct pool *pool;
	int code;

	if (!cli_read(argc, argv, options, COUNT_OF(options), &g) || !g.n_rest)
		return EXIT_MISUSE;
	w.act = g.rest[0];
	w.email = g.rest[1];
	w.name = cli_option(&g, "--name", NULL);
	w.body = cli_option(&g, "--body", NULL);
	w.role = cli_option(&g, "--role", NULL);
	w.reason = cli_option(&g, "--reason", NULL);
	if (!complete(&g, &w))
		return EXIT_MISUSE;
	if (!cli_config(a, &g, &c))
		return EXIT_REFUSED;
	if (code_work(a, &w.code) != OK)
		return EXIT_REFUSED;
	pool = cli_store(&c, 2);
	if (!pool)
		return EXIT_REFUSED;
	code = cli_act(a, &c, pool, act, &w);
	pool_close(pool);
	return code;
}
