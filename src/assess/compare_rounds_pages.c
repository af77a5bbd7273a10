#include "assess/compare_rounds_pages.h"

#include <string.h>

#include "assess/compare_rounds_html.h"
#include "assess/form_words.h"
#include "assess/meaning.h"
#include "assess/model_cache.h"
#include "base/text.h"
#include "core/may.h"
#include "web/download.h"

/* One of the two rounds as it is read. */
struct side {
	const struct form *model;
	const char *topic; /* the question, NULL: none means it */
	struct cons_parts *parts;
	struct cons_bodies *bodies;
	int64_t *ids;
	size_t n, n_bodies;
};

static enum err load(struct ctx *cx, int64_t round, int64_t form, const char *file, struct side *s)
{
	struct meanings m;

	TRY(model_get(cx, file, &s->model));
	TRY(meaning_list(cx, form, &m));
	s->topic = meaning_question(&m, "topic", "");
	if (s->topic && !form_find(s->model, NULL, s->topic, strlen(s->topic)))
		s->topic = NULL;
	TRY(cons_parts_query(cx->db, cx->arena, round, &s->parts, &s->n));
	TRY(cons_bodies_query(cx->db, cx->arena, round, &s->bodies, &s->n_bodies));
	s->ids = ARENA_ARRAY(cx->arena, s->n_bodies + 1, int64_t);
	for (size_t i = 0; i < s->n_bodies; i++)
		s->ids[i] = s->bodies[i].id;
	return OK;
}

static const struct form_list *topics_of(const struct side *s)
{
	const struct form_node *q =
		s->topic ? form_find(s->model, NULL, s->topic, strlen(s->topic)) : NULL;

	return q ? q->list : NULL;
}

/* Whether a topic of one form is one of the other. */
static bool share(const struct side *a, const struct side *b)
{
	const struct form_list *x = topics_of(a), *y = topics_of(b);

	for (size_t i = 0; x && y && i < x->n_choices; i++)
		for (size_t k = 0; k < y->n_choices; k++)
			if (same_text(x->choices[i].name, y->choices[k].name))
				return true;
	return false;
}

/* The label of a topic: of the newer form, else of the older. */
static const char *topic_words(
	struct ctx *cx, const struct side *then, const struct side *now, const char *topic)
{
	const struct form_list *list = topics_of(now);
	bool here = list && form_choice(list, topic, strlen(topic));
	struct doc_words w = words_of_choice(
		here ? now->model : then->model, here ? now->topic : then->topic, topic);

	return doc_text(cx->lang, &w);
}

/* ---- what became of a figure ---- */

static struct msg moved(struct ctx *cx, int64_t then, int64_t now)
{
	int64_t more = now - then;

	if (!more)
		return (struct msg){ 0 };
	return more > 0 ? MSG("Up by {1}", S(num_text(cx->arena, cx->lang, more)))
			: MSG("Down by {1}", S(num_text(cx->arena, cx->lang, -more)));
}

/* The first place is the highest. */
static struct msg climbed(int64_t then, int64_t now)
{
	int64_t up = then - now;

	if (!up)
		return (struct msg){ 0 };
	return up > 0 ? MSGN("Up {1} place", "Up {1} places", up, N(up))
		      : MSGN("Down {1} place", "Down {1} places", -up, N(-up));
}

static struct compared_figure figure(struct ctx *cx, int64_t then, int64_t now, bool both)
{
	return (struct compared_figure){ then, now,
		both ? moved(cx, then, now) : (struct msg){ 0 } };
}

static void put_topics(struct ctx *cx, const struct comparison *c, const struct side *then,
	const struct side *now, struct compare_rounds_view *v)
{
	v->n_topics = c->topics.n;
	v->topics = ARENA_ARRAY(cx->arena, v->n_topics + 1, struct compared_topic_view);
	for (size_t i = 0; i < c->topics.n; i++) {
		const struct compared_topic *t = &c->topics.at[i];
		bool was = t->then.rank > 0, is = t->now.rank > 0;
		const struct msg no_words = { 0 };
		int64_t no = DB_NULL;

		v->topics[i] = (struct compared_topic_view){
			.label = topic_words(cx, then, now, t->topic),
			.rank = { was ? t->then.rank : no, is ? t->now.rank : no,
				was && is ? climbed(t->then.rank, t->now.rank)
					  : (struct msg){ 0 } },
			.people = figure(
				cx, was ? t->then.people : no, is ? t->now.people : no, was && is),
			.bodies = figure(
				cx, was ? t->then.bodies : no, is ? t->now.bodies : no, was && is),
			.score = figure(
				cx, was ? t->then.score : no, is ? t->now.score : no, was && is),
			.what = was && is ? no_words
				: was	  ? MSG("Not named any more")
					  : MSG("New"),
		};
	}
}

static const char *topics_words(struct ctx *cx, const char *const *topics, size_t n,
	const struct side *then, const struct side *now)
{
	struct buf b;

	buf_init(&b, cx->arena, 64);
	for (size_t i = 0; i < n; i++) {
		buf_str(&b, i ? tr(cx->lang, _(", ")) : "");
		buf_str(&b, topic_words(cx, then, now, topics[i]));
	}
	return n ? b.data : NULL;
}

static const char *body_name(
	struct ctx *cx, const struct side *then, const struct side *now, int64_t body)
{
	for (size_t i = 0; i < now->n_bodies; i++)
		if (now->ids[i] == body)
			return PICK(cx->lang, &now->bodies[i], name);
	for (size_t i = 0; i < then->n_bodies; i++)
		if (then->ids[i] == body)
			return PICK(cx->lang, &then->bodies[i], name);
	return "";
}

static void put_bodies(struct ctx *cx, const struct comparison *c, const struct side *then,
	const struct side *now, struct compare_rounds_view *v)
{
	v->n_bodies = c->bodies.n;
	v->n_both = c->both;
	v->bodies = ARENA_ARRAY(cx->arena, v->n_bodies + 1, struct compared_body_view);
	for (size_t i = 0; i < c->bodies.n; i++) {
		const struct compared_body *b = &c->bodies.at[i];
		int64_t no = DB_NULL;

		v->bodies[i] = (struct compared_body_view){
			.name = body_name(cx, then, now, b->body),
			.then = b->then,
			.now = b->now,
			.needs = figure(cx, b->then ? b->needs_then : no,
				b->now ? b->needs_now : no, b->then && b->now),
			.people = figure(cx, b->then ? b->people_then : no,
				b->now ? b->people_now : no, b->then && b->now),
			.added = topics_words(cx, b->added.at, b->added.n, then, now),
			.gone = topics_words(cx, b->gone.at, b->gone.n, then, now),
		};
	}
}

/* ---- the rounds ---- */

static enum err choose(
	struct page *pg, struct compare_rounds_view *v, const struct cons_earlier **other)
{
	struct ctx *cx = pg->cx;
	const char *with = page_param(pg, "with");
	struct cons_earlier *rows;
	int64_t id = 0;
	size_t n;

	if (with && *with && !text_to_int(with, &id))
		return ERR_MISSING;
	TRY(cons_earlier_query(cx->db, cx->arena, v->r->id, may_everywhere(cx, MAY_COORDINATE),
		cx->who.account, &rows, &n));
	*other = n && !id ? &rows[0] : NULL;
	for (size_t i = 0; i < n; i++) {
		const char *title = PICK(cx->lang, &rows[i], title);

		if (rows[i].id == id)
			*other = &rows[i];
		*LIST_PUSH(cx->arena, &v->earlier) = (struct choice){
			arena_printf(cx->arena, "%lld", (long long)rows[i].id), NULL,
			rows[i].same
				? title
				: msg_text(cx->arena, cx->lang, MSG("{1} (another form)", S(title)))
		};
	}
	return id && !*other ? ERR_MISSING : OK;
}

static enum err compare(
	struct page *pg, struct compare_rounds_view *v, const struct cons_earlier *other)
{
	struct ctx *cx = pg->cx;
	struct side then = { 0 }, now = { 0 };
	struct comparison c;

	TRY(load(cx, other->id, other->form, other->form_file, &then));
	TRY(load(cx, v->r->id, v->r->form, v->r->form_file, &now));
	TRY(cons_totals(cx, other->id, NULL, &v->then));
	TRY(cons_totals(cx, v->r->id, NULL, &v->now));
	v->other = PICK(cx->lang, other, title);
	v->shares = share(&then, &now);
	if (!v->shares)
		return OK;
	compare_rounds(cx->arena,
		&(struct compared_round){ then.parts, then.n, then.ids, then.n_bodies },
		&(struct compared_round){ now.parts, now.n, now.ids, now.n_bodies }, v->both, &c);
	put_topics(cx, &c, &then, &now, v);
	put_bodies(cx, &c, &then, &now, v);
	return OK;
}

/* ---- files ---- */

static void put_pair(struct workbook *w, struct sheet *s, const struct compared_figure *f)
{
	sheet_int(w, s, f->then);
	sheet_int(w, s, f->now);
}

static enum err file(struct page *pg, const struct compare_rounds_view *v)
{
	static const char *const by_topic[] = { _("Topic"), _("Place then"), _("Place now"),
		_("People then"), _("People now"), _("Bodies then"), _("Bodies now"),
		_("Score then"), _("Score now") };
	static const char *const by_body[] = { _("Body"), _("Needs then"), _("Needs now"),
		_("People then"), _("People now"), _("Topics added"),
		_("Topics not named any more") };
	struct ctx *cx = pg->cx;
	struct workbook w;
	struct sheet *s;

	workbook_begin(&w, cx->arena, cx->lang, PICK(cx->lang, v->r, title));
	s = workbook_sheet(&w, tr(cx->lang, _("By topic")));
	s->note = msg_text(cx->arena, cx->lang,
		MSG("For the coordinating bodies only. Compared with: {1}", S(v->other)));
	for (size_t i = 0; i < COUNT_OF(by_topic); i++)
		sheet_head(&w, s, tr(cx->lang, by_topic[i]));
	for (size_t i = 0; i < v->n_topics; i++) {
		sheet_text(&w, s, v->topics[i].label);
		put_pair(&w, s, &v->topics[i].rank);
		put_pair(&w, s, &v->topics[i].people);
		put_pair(&w, s, &v->topics[i].bodies);
		put_pair(&w, s, &v->topics[i].score);
	}
	s = workbook_sheet(&w, tr(cx->lang, _("By body")));
	for (size_t i = 0; i < COUNT_OF(by_body); i++)
		sheet_head(&w, s, tr(cx->lang, by_body[i]));
	for (size_t i = 0; i < v->n_bodies; i++) {
		sheet_text(&w, s, v->bodies[i].name);
		put_pair(&w, s, &v->bodies[i].needs);
		put_pair(&w, s, &v->bodies[i].people);
		sheet_text(&w, s, v->bodies[i].added);
		sheet_text(&w, s, v->bodies[i].gone);
	}
	return download_workbook(pg, &w, "rounds-compared");
}

enum err compare_rounds_page(struct page *pg)
{
	struct ctx *cx = pg->cx;
	const struct cons_earlier *other;
	struct compare_rounds_view v = { .both = param_is(pg, "of", "both") };
	struct round_by_id r;
	const char *round;
	int64_t id;

	TRY(page_id(pg, "id", &id));
	TRY(round_get(cx, id, &r));
	if (!round_coordinated(cx, r.body))
		return ERR_MISSING;
	v.r = &r;
	TRY(choose(pg, &v, &other));
	if (other)
		TRY(compare(pg, &v, other));
	if (download_kind(pg))
		return v.shares ? file(pg, &v) : ERR_MISSING;
	*LIST_PUSH(cx->arena, &v.whose) = (struct choice){ "", _("All that answered"), NULL };
	*LIST_PUSH(cx->arena, &v.whose) =
		(struct choice){ "both", _("Only those that answered both"), NULL };
	round = arena_printf(cx->arena, "/rounds/%lld", (long long)id);
	pg->title = tr(cx->lang, _("Compared with an earlier round"));
	pg->subject = SUBJECT_ASSESS;
	page_crumb(pg, tr(cx->lang, _("Rounds")), "/rounds");
	page_crumb(pg, PICK(cx->lang, &r, title), round);
	page_crumb(pg, tr(cx->lang, _("Consolidated results")),
		arena_printf(cx->arena, "%s/consolidation", round));
	page_crumb(pg, pg->title, NULL);
	compare_rounds_html(pg->o, pg, &v);
	return OK;
}
