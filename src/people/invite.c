#include "people/invite.h"

#include "base/log.h"
#include "base/time.h"
#include "core/identity.h"
#include "core/pdf.h"
#include "people/account_sql.h"
#include "people/post.h"
#include "people/post_sql.h"

#define HOUR_MS INT64_C(3600000)

struct writer {
	struct arena *a;
	struct pdf *d;
	const struct invitation *in;
	enum lang lang[2];
	size_t n; /* languages */
};

/* The same in each language, side by side. */
static void say(struct writer *w, enum pdf_style style, struct msg m)
{
	struct pdf_cell cells[2] = { 0 };

	for (size_t i = 0; i < w->n; i++)
		cells[i] = (struct pdf_cell){
			.text = msg_text(w->a, w->lang[i], m), .lang = w->lang[i], .style = style
		};
	pdf_row(w->d, &(struct pdf_row){ .cells = cells, .n = w->n });
}

/* A label in each language, and under it what is for both: an address, a code. It has the whole
 * width, so that it is not broken where somebody would type the break. */
static void fact(struct writer *w, struct msg label, const char *value)
{
	say(w, PDF_SMALL, label);
	pdf_row(w->d, &(struct pdf_row){ .cells = &(const struct pdf_cell){ .text = value,
						 .lang = LANG_EN,
						 .style = PDF_STRONG,
						 .left = true },
			      .n = 1,
			      .rule = true });
}

static void say_name(struct writer *w, enum pdf_style style, const struct names *name)
{
	struct pdf_cell cells[2] = { 0 };

	for (size_t i = 0; i < w->n; i++)
		cells[i] = (struct pdf_cell){ .text = names_pick(w->lang[i], name),
			.lang = pick_lang(w->lang[i], name->ar, name->ckb, name->kmr, name->en),
			.style = style };
	pdf_row(w->d, &(struct pdf_row){ .cells = cells, .n = w->n });
}

/* The word of the post in each language. */
static void say_post(struct writer *w, const char *kind)
{
	if (kind)
		say(w, PDF_BODY, MSG(post_kind_word(kind)));
}

/* The name of the instance in each language it has. */
static void say_instance(struct writer *w)
{
	struct pdf_cell cells[2] = { 0 };
	bool any = false;

	for (size_t i = 0; i < w->n; i++) {
		const char *name = w->in->instance[w->lang[i]];

		cells[i] =
			(struct pdf_cell){ .text = name, .lang = w->lang[i], .style = PDF_STRONG };
		any = any || name;
	}
	if (any)
		pdf_row(w->d, &(struct pdf_row){ .cells = cells, .n = w->n });
}

static void letter(struct writer *w, const struct invitee *p)
{
	const struct invitation *in = w->in;

	say(w, PDF_TITLE, MSG("Invitation to Tansiq"));
	say_instance(w);
	say(w, PDF_SMALL, MSG("Made on {1} by {2}", T(in->made_at), S(in->from)));
	pdf_space(w->d, 6);
	say_name(w, PDF_STRONG, &p->name);
	say_post(w, p->post);
	say_name(w, PDF_BODY, &p->body);
	pdf_space(w->d, 6);
	say(w, PDF_BODY,
		MSG("In Tansiq the ministries and their partners plan and report on Women, Peace "
		    "and Security together. An account has been made there; the code below opens "
		    "it."));
	fact(w, MSG("Address"), arena_printf(w->a, "%s/login/code", in->address));
	fact(w, MSG("E-mail"), p->email);
	fact(w, MSG("One-time code"), p->code);
	say(w, PDF_STRONG, MSG("The code is valid until {1}.", T(in->until)));
	say(w, PDF_SUBHEADING, MSG("What is to be done"));
	say(w, PDF_BODY, MSG("1. Open the address, or the square code below."));
	say(w, PDF_BODY,
		MSG("2. Type the e-mail, the code and a new password of at least {1} characters.",
			N(PASSWORD_MIN)));
	say(w, PDF_BODY, MSG("3. The home page shows what is to be done, and by when."));
	pdf_code(w->d, arena_printf(w->a, "%s/login/code", in->address), 80);
	say(w, PDF_SMALL,
		MSG("For the person named above alone. The code works once; nobody will ask for "
		    "the password. Who needs a new code asks the administrator."));
}

enum err invite_write(struct arena *a, const struct invitation *in, const struct invitee *people,
	size_t n, struct bytes *out, size_t *pages)
{
	struct writer w = { .a = a,
		.in = in,
		.lang = { in->first, in->second },
		.n = in->first == in->second ? 1 : 2 };

	w.d = pdf_new(a, &(struct pdf_head){ .lang = in->first,
				 .title = tr(in->first, _("Invitation to Tansiq")),
				 .mark = in->mark,
				 .made = in->made_at });
	if (!w.d)
		return fault("no PDF: its libraries are not installed");
	for (size_t i = 0; i < n; i++) {
		if (i)
			pdf_break(w.d);
		letter(&w, &people[i]);
	}
	*pages = pdf_pages(w.d);
	return pdf_end(w.d, out);
}

/* ---- with their codes ---- */

static enum err check(struct ctx *cx, const int64_t *accounts, size_t n)
{
	if (!n)
		return problem(cx, ERR_INPUT, "account", MSG("Tick at least one person."));
	if (n > INVITE_MOST)
		return problem(cx, ERR_INPUT, "account",
			MSG("Tick at most {1} persons at once.", N(INVITE_MOST)));
	for (size_t i = 0; i < n; i++)
		for (size_t j = 0; j < i; j++)
			if (accounts[i] == accounts[j])
				return problem(cx, ERR_INPUT, "account",
					MSG("Each person is invited once. Tick them again."));
	if (!*identity_url(cx->arena, cx->config))
		return problem(cx, ERR_CONFLICT, NULL,
			MSG("The letters name the address of this instance. Enter it first, in the "
			    "step “Instance”."));
	return OK;
}

static enum err invite_one(
	struct ctx *cx, int64_t account, const struct code_new *code, struct invitee *p)
{
	struct account_by_id *a = ARENA_NEW(cx->arena, struct account_by_id);
	struct post_held *held;
	size_t n;

	TRY(account_may(cx, account, a));
	if (a->ended_on || strcmp(a->state, "active") != 0)
		return problem(cx, ERR_CONFLICT, "account",
			MSG("The account of {1} is disabled, or the person has left.",
				S(PICK(cx->lang, a, name))));
	TRY(post_held_query(cx->db, cx->arena, a->person, &held, &n));
	TRY(account_code_make(cx, account, code));
	*p = (struct invitee){ .name = NAMES(a, name),
		.body = n ? NAMES(&held[0], body) : NAMES(a, body),
		.post = n ? held[0].kind : NULL,
		.email = a->email,
		.code = code->shown };
	return OK;
}

enum err invite(struct ctx *cx, enum lang first, enum lang second, const char *mark,
	const int64_t *accounts, const struct code_new *codes, size_t n, struct bytes *out)
{
	struct invitee *people = ARENA_ARRAY(cx->arena, n + 1, struct invitee);
	struct invitation in = { .first = first,
		.second = second,
		.address = identity_url(cx->arena, cx->config),
		.made_at = cx->now,
		.mark = mark,
		.from = cx->who.name ? cx->who.name : "Tansiq" };
	size_t pages;
	int64_t now;

	TRY(check(cx, accounts, n));
	if (!time_parse(cx->now, &now))
		return ERR_FAULT;
	for (int l = 0; l < LANG_COUNT; l++)
		in.instance[l] = identity_name(cx->arena, cx->config, (enum lang)l);
	in.until = time_text(cx->arena, now + CODE_HOURS * HOUR_MS);
	for (size_t i = 0; i < n; i++)
		TRY(invite_one(cx, accounts[i], &codes[i], &people[i]));
	return invite_write(cx->arena, &in, people, n, out, &pages);
}
