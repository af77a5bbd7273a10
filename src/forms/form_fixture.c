#include "forms/form_fixture.h"

#include "base/list.h"
#include "forms/expr_impl.h"
#include "forms/update.h"

const struct form_clock fixture_clock = {
	.today = "2026-11-24", .now = "2026-11-24T06:10:00.000Z", .zone = 180, .chance = 0
};

/* A line's cells; empty ones are left out, as in a workbook. */
static struct xlsx_row read_row(struct t *t, const char *line, size_t len, int number)
{
	LIST(struct xlsx_cell) cells = { 0 };
	const char *end = line + len;

	for (int col = 0; line <= end; col++) {
		const char *stop = memchr(line, '|', (size_t)(end - line));
		size_t n = (size_t)((stop ? stop : end) - line);

		if (n)
			*LIST_PUSH(t->arena, &cells) =
				(struct xlsx_cell){ .text = arena_strn(t->arena, line, n),
					.col = col };
		line += n + 1;
	}
	return (struct xlsx_row){ number, cells.at, cells.n };
}

static struct xlsx_book read_book(struct t *t, const char *text)
{
	LIST(struct xlsx_sheet) sheets = { 0 };
	LIST(struct xlsx_row) rows = { 0 };

	while (*text) {
		size_t len = strcspn(text, "\n");

		if (*text == '#') {
			memset(&rows, 0, sizeof(rows));
			LIST_PUSH(t->arena, &sheets)->name =
				arena_strn(t->arena, text + 2, len - 2);
		} else if (len) {
			struct xlsx_row row = read_row(t, text, len, (int)rows.n + 1);

			*LIST_PUSH(t->arena, &rows) = row;
		}
		if (sheets.n) {
			sheets.at[sheets.n - 1].rows = rows.at;
			sheets.at[sheets.n - 1].n = rows.n;
		}
		text += len + (text[len] == '\n');
	}
	return (struct xlsx_book){ sheets.at, sheets.n };
}

const struct form *fixture_form(struct t *t, const char *text, struct form_problems *problems)
{
	struct form_problems own = { .arena = t->arena };
	struct form_problems *p = problems ? problems : &own;
	struct xlsx_book book = read_book(t, text);
	const struct form *f = NULL;

	p->arena = t->arena;
	if (xlsform_read(t->arena, &book, "test", NULL, p, &f) != OK && !problems)
		for (size_t i = 0; i < p->n; i++)
			t_check(t, p->at[i].warning, __FILE__, __LINE__,
				fixture_words(t, p->at[i].reason));
	return f;
}

const struct form *fixture_needs(struct t *t)
{
	struct form_problems problems = { .arena = t->arena };
	const struct form *f = NULL;
	char *file = NULL;
	size_t len = 0;

	if (t_shared())
		file = t_file(t->arena,
			arena_printf(t->arena, "%s/forms/needs-assessment.xlsx", t_shared()), &len);
	if (!file) {
		t_skip(t, "no shared material");
		return NULL;
	}
	CHECK_ERR(OK, xlsform_read_file(t->arena, (struct bytes){ (unsigned char *)file, len },
			      "needs", NULL, &problems, &f));
	return f;
}

struct answers *fixture_answers_of(struct t *t, const struct form *f, const char *const *pairs)
{
	struct answers *ans = answers_new(t->arena, f);

	for (; *pairs; pairs += 2) {
		const char *path = pairs[0];
		size_t n = strlen(path);

		if (n > 2 && strcmp(path + n - 2, "[]") == 0)
			CHECK_ERR(OK,
				answers_add(ans, answers_at(ans, arena_strn(t->arena, path, n - 2)),
					NULL));
		else
			CHECK_ERR(OK, answers_set(ans, answers_at(ans, path), pairs[1]));
	}
	CHECK_ERR(OK, form_update(ans, &fixture_clock, f->default_lang));
	return ans;
}

const char *fixture_eval(struct t *t, struct answers *ans, const char *path, const char *text)
{
	struct form_ref ref = *path ? answers_at(ans, path) : answers_root(ans);
	const struct expr *e;
	struct expr_error error;
	struct ev ev;
	struct value v;

	if (!t_check(t, ref.node != NULL, __FILE__, __LINE__, path) || !ref.node)
		return NULL;
	if (expr_compile(t->arena, ans->form, ref.node, USE_CALCULATION, text, &e, &error) != OK)
		return NULL;
	ev = update_context(ans, ref.node, ref.occ, FORM_STEPS_MAX);
	ev.arena = t->arena;
	v = expr_eval(&ev, e);
	v = val_plain(&ev, &v);
	return ev.steps < 0 ? "too long" : val_to_str(&ev, &v);
}

/* Sentences are English here: only the places are filled in. */
const char *fixture_words(struct t *t, struct msg m)
{
	struct buf b;

	buf_init(&b, t->arena, 100);
	for (const char *s = m.id ? m.id : ""; *s; s++) {
		int i = s[0] == '{' && s[1] >= '1' && s[1] <= '6' && s[2] == '}' ? s[1] - '1' : -1;

		if (i < 0) {
			buf_char(&b, *s);
			continue;
		}
		if (m.args[i].kind == ARG_STR)
			buf_str(&b, m.args[i].str);
		else
			buf_int(&b, m.args[i].num);
		s += 2;
	}
	return b.data;
}
