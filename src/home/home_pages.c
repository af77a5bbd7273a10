#include "home/home_pages.h"

#include <string.h>

#include "assess/round.h"
#include "base/time.h"
#include "core/may.h"
#include "home/home_html.h"
#include "people/body.h"
#include "people/deputy_sql.h"
#include "people/handover_sql.h"
#include "people/post.h"

#define RELEASES 10

static const char *address(struct ctx *cx, const char *under, int64_t id, const char *end)
{
	return arena_printf(cx->arena, "/%s/%lld%s", under, (long long)id, end);
}

static int64_t days_left(const struct ctx *cx, const char *due_on)
{
	return date_between(cx->today, due_on);
}

/* How a deadline stands, as a tag: late, today, or days left. */
static void due_tag(const struct ctx *cx, const char *due_on, struct task *t)
{
	int64_t left = days_left(cx, due_on);

	if (left < 0) {
		t->kind = "late";
		t->tag = MSGN("{1} day late", "{1} days late", -left, N(-left));
	} else {
		t->kind = left <= 7 ? "soon" : "none";
		t->tag = left ? MSGN("{1} day left", "{1} days left", left, N(left))
			      : MSG("Due today");
	}
}

static enum err load_owed(struct ctx *cx, struct home_view *v)
{
	struct home_tasks *rows;
	size_t n;

	TRY(home_tasks_query(cx->db, cx->arena, cx->who.account, "enter", &rows, &n));
	for (size_t i = 0; i < n; i++) {
		const struct home_tasks *r = &rows[i];
		bool begun = strcmp(r->state, "asked") != 0;
		struct task *t = LIST_PUSH(cx->arena, &v->owed);

		*t = (struct task){ .href = address(
					    cx, "responses", r->id, r->checks ? "/check" : "/fill"),
			.title = MSG("{1}, for {2}", S(PICK(cx->lang, r, title)),
				S(PICK(cx->lang, r, name))),
			.fact = begun ? MSG("Due {1}. {2} of {3} questions are answered.",
						D(r->due_on), N(r->answered), N(r->asked))
				      : MSG("Due {1}. Not started.", D(r->due_on)) };
		t->begun = begun;
		due_tag(cx, r->due_on, t);
		if (strcmp(r->state, "returned") == 0) {
			t->kind = "back";
			t->tag = MSG("Returned");
			t->words = r->reason;
		}
	}
	return OK;
}

static enum err load_approvals(struct ctx *cx, struct home_view *v)
{
	struct home_approvals *rows;
	size_t n;

	TRY(home_approvals_query(cx->db, cx->arena, cx->who.account, "approve", &rows, &n));
	for (size_t i = 0; i < n; i++) {
		const struct home_approvals *r = &rows[i];
		struct task *t = LIST_PUSH(cx->arena, &v->approvals);

		*t = (struct task){ .href = address(cx, "responses", r->id, ""),
			.title = MSG("{1}, for {2}", S(PICK(cx->lang, r, title)),
				S(PICK(cx->lang, r, name))),
			.fact = MSG("Sent to you on {1}. Due {2}.", T(r->sent_at), D(r->due_on)) };
		due_tag(cx, r->due_on, t);
	}
	return OK;
}

static enum err load_elsewhere(struct ctx *cx, struct home_view *v, const char *capability)
{
	struct home_elsewhere *rows;
	size_t n;

	TRY(home_elsewhere_query(cx->db, cx->arena, cx->who.account, capability, &rows, &n));
	for (size_t i = 0; i < n; i++) {
		const struct home_elsewhere *r = &rows[i];
		bool head = strcmp(r->state, "sent") == 0;

		if (head && v->approves)
			continue; /* it is in the list above */
		*LIST_PUSH(cx->arena, &v->elsewhere) = (struct task){
			.href = address(cx, "responses", r->id, ""),
			.title = MSG("{1}", S(PICK(cx->lang, r, title))),
			.fact = head ? MSG("With your head of department since {1}.", T(r->sent_at))
				     : MSG("With the coordinator since {1}.", T(r->approved_at)),
			.kind = head ? "part" : "wait",
			.tag = head ? MSG("With head of department") : MSG("Waiting for review"),
		};
	}
	return OK;
}

static enum err load_late(struct ctx *cx, const struct home_rounds *r, struct late_round *late)
{
	struct home_late *rows;

	if (!r->late || late->href)
		return OK;
	TRY(home_late_query(cx->db, cx->arena, r->id, cx->today, &rows, &late->n));
	late->href = address(cx, "rounds", r->id, "?step=late");
	late->remind = address(cx, "rounds", r->id, "/remind");
	late->title = MSG("{1}", S(PICK(cx->lang, r, title)));
	late->count = r->late;
	late->bodies = rows;
	return OK;
}

static enum err load_rounds(struct ctx *cx, struct home_view *v)
{
	struct home_rounds *rows;
	size_t n;

	TRY(home_rounds_query(cx->db, cx->arena, may_everywhere(cx, MAY_COORDINATE),
		cx->who.account, cx->today, &rows, &n));
	for (size_t i = 0; i < n; i++) {
		const struct home_rounds *r = &rows[i];
		struct task *t = LIST_PUSH(cx->arena, &v->rounds);

		*t = (struct task){ .href = address(cx, "rounds", r->id, ""),
			.title = MSG("{1}", S(PICK(cx->lang, r, title))),
			.fact = MSG("Due {1}. Accepted: {2} of {3}. Waiting for review: {4}.",
				D(r->due_on), N(r->done - r->waiting), N(r->asked), N(r->waiting)),
			.kind = r->late ? "late" : "part",
			.tag = r->late ? MSGN("{1} body late", "{1} bodies late", r->late,
						 N(r->late))
				       : MSG("Running") };
		if (!r->waiting && (r->done == r->asked || days_left(cx, r->due_on) < 0)) {
			t->act = _("Close and consolidate");
			t->act_href = address(cx, "rounds", r->id, "/close");
		}
		TRY(load_late(cx, r, &v->late));
	}
	return OK;
}

/* Questions of the coordinator that wait for the reader's body. */
static enum err load_asked(struct ctx *cx, struct home_view *v)
{
	struct home_asked *rows;
	size_t n;

	TRY(home_asked_query(cx->db, cx->arena, cx->who.account, &rows, &n));
	for (size_t i = 0; i < n; i++)
		*LIST_PUSH(cx->arena, &v->asked) = (struct task){
			.href = address(cx, "responses", rows[i].id, "/questions"),
			.title = MSG("{1}, for {2}", S(PICK(cx->lang, &rows[i], title)),
				S(PICK(cx->lang, &rows[i], name))),
			.fact = MSGN("The coordinator asks about {1} answer.",
				"The coordinator asks about {1} answers.", rows[i].n, N(rows[i].n)),
			.kind = "wait",
			.tag = MSG("Waits for the body"),
		};
	return OK;
}

/* Questions of the coordinator that bodies have answered. */
static enum err load_answered(struct ctx *cx, struct home_view *v)
{
	struct home_answered *rows;
	size_t n;

	TRY(home_answered_query(
		cx->db, cx->arena, may_everywhere(cx, MAY_COORDINATE), cx->who.account, &rows, &n));
	for (size_t i = 0; i < n; i++)
		*LIST_PUSH(cx->arena, &v->answered) = (struct task){
			.href = address(cx, "responses", rows[i].id, "/questions"),
			.title = MSG("{1}: {2}", S(PICK(cx->lang, &rows[i], name)),
				S(PICK(cx->lang, &rows[i], title))),
			.fact = MSGN("{1} question is answered.", "{1} questions are answered.",
				rows[i].n, N(rows[i].n)),
			.kind = "part",
			.tag = MSG("Answered"),
		};
	return OK;
}

static enum err load_vacant(struct ctx *cx, struct home_view *v)
{
	struct home_accounts *accounts = ARENA_NEW(cx->arena, struct home_accounts);
	struct home_vacant *rows;
	size_t n;

	TRY(home_vacant_query(cx->db, cx->arena, cx->today, cx->who.account, &rows, &n));
	for (size_t i = 0; i < n; i++)
		*LIST_PUSH(cx->arena, &v->vacant) =
			(struct task){ .href = address(cx, "posts", rows[i].id, ""),
				.title = MSG("{1}", S(PICK(cx->lang, &rows[i], name))),
				.fact = MSG("Nobody at this body is asked while the post is "
					    "vacant."),
				.kind = "none",
				.tag = MSG("Post is vacant") };
	TRY(home_accounts_query(cx->db, cx->arena, cx->who.account, accounts));
	v->accounts = accounts;
	return OK;
}

static enum err load_releases(struct ctx *cx, struct home_view *v)
{
	struct release_list *rows;
	size_t n;

	TRY(release_list_query(cx->db, cx->arena, RELEASE_LIST_SORT_NUMBER, "%", 0, "published",
		cx->who.reach, cx->who.account, RELEASES, 0, &rows, &n));
	for (size_t i = 0; i < n; i++)
		*LIST_PUSH(cx->arena, &v->releases) = (struct task){
			.href = address(cx, "releases", rows[i].id, ""),
			.title = MSG("{1}", S(PICK(cx->lang, &rows[i], title))),
			.fact = MSG("Release {1}, published on {2}.", N(rows[i].number),
				T(rows[i].published_at)),
		};
	return OK;
}

/* Posts just taken over, and deputies of today. */
static enum err load_posts(struct ctx *cx, struct home_view *v)
{
	struct handover_unread *unread;
	struct deputy_row *deputies;
	size_t n;

	TRY(handover_unread_query(cx->db, cx->arena, cx->who.person, &unread, &n));
	for (size_t i = 0; i < n; i++)
		*LIST_PUSH(cx->arena, &v->handed) = (struct task){
			.href = address(cx, "posts", unread[i].post, "/handover"),
			.title = MSG("{1}, {2}", S(tr(cx->lang, post_kind_word(unread[i].kind))),
				S(PICK(cx->lang, &unread[i], name))),
			.fact = MSG("You took this post over on {1}. See what is open, and mark it "
				    "as read.",
				D(unread[i].starts)),
		};
	TRY(deputy_of_person_query(cx->db, cx->arena, cx->who.person, cx->today, &deputies, &n));
	for (size_t i = 0; i < n; i++) {
		const struct deputy_row *d = &deputies[i];
		bool mine = d->person == cx->who.person;

		*LIST_PUSH(cx->arena, &v->deputising) = (struct task){
			.href = address(cx, "posts", d->post, mine ? "/handover" : "/deputies"),
			.title = mine ? MSG("You deputise for {1}", S(PICK(cx->lang, d, holder)))
				      : MSG("{1} deputises for you", S(PICK(cx->lang, d, name))),
			.fact = MSG("{1}, {2}: until {3}", S(tr(cx->lang, post_kind_word(d->kind))),
				S(PICK(cx->lang, d, body)), D(d->ends))
		};
	}
	return OK;
}

/* The one thing on top: what is returned or late, what waits for approval. */
static void choose_urgent(struct home_view *v)
{
	const struct task *first = v->owed.n ? &v->owed.at[0] : NULL;

	for (size_t i = 0; i < v->owed.n; i++)
		if (strcmp(v->owed.at[i].kind, "late") == 0) {
			first = &v->owed.at[i];
			break;
		}
	v->urgent_act = first && first->begun ? _("Go on with the form") : _("Start the form");
	v->next = _("Once you send it, your head of department reads and approves it.");
	if (v->approves && v->approvals.n) {
		first = &v->approvals.at[0];
		v->urgent_act = _("Read and decide");
		v->next = _("Once you approve it, it goes to the coordinator.");
	}
	if (first && strcmp(first->kind, "none") != 0)
		v->urgent = first;
}

static enum err load(struct ctx *cx, struct home_view *v)
{
	v->who = cx->who.body_name ? cx->who.body_name : "";
	v->fills = may_anywhere(cx, MAY_ENTER);
	v->approves = may_anywhere(cx, MAY_APPROVE);
	v->coordinates = may_anywhere(cx, MAY_COORDINATE);
	v->administers = may_anywhere(cx, MAY_ADMINISTER);
	v->everything = may_everywhere(cx, MAY_ADMINISTER);
	v->reads = !v->fills && !v->approves && !v->administers;
	if (cx->who.person)
		TRY(load_posts(cx, v));
	if (v->coordinates)
		TRY(unheld_note(cx, DB_NULL, &v->unheld));
	if (v->fills) {
		TRY(load_owed(cx, v));
		TRY(load_asked(cx, v));
	}
	if (v->approves)
		TRY(load_approvals(cx, v));
	if (v->fills || v->approves)
		TRY(load_elsewhere(cx, v, v->fills ? "enter" : "approve"));
	if (v->coordinates) {
		TRY(load_rounds(cx, v));
		TRY(load_answered(cx, v));
	}
	if (v->administers)
		TRY(load_vacant(cx, v));
	if (v->reads)
		TRY(load_releases(cx, v));
	choose_urgent(v);
	return OK;
}

enum err home_page(struct page *pg)
{
	struct home_view v = { 0 };

	TRY(load(pg->cx, &v));
	pg->title = tr(pg->cx->lang, _("Home"));
	pg->subject = SUBJECT_HOME;
	home_html(pg->o, pg, &v);
	return OK;
}
