#include "forms/answer_fit.h"

#include <math.h>
#include <string.h>

#include "base/list.h"
#include "base/time.h"
#include "forms/expr_impl.h"
#include "forms/plan.h"

#define WORDS_MAX 2000 /* choices in one answer whose list is not known here */

static bool is_digit(char c)
{
	return c >= '0' && c <= '9';
}

static enum fit fit_integer(const char *s)
{
	size_t n = 0;

	s += *s == '-';
	while (is_digit(s[n]))
		n++;
	return n && n <= 15 && !s[n] ? FIT_OK : FIT_INTEGER;
}

static enum fit fit_decimal(const char *s)
{
	size_t digits = 0;

	for (const char *c = s; *c; c++) {
		digits += is_digit(*c);
		if (!is_digit(*c) && *c != '.' && !(*c == '-' && c == s))
			return FIT_DECIMAL;
	}
	return digits && digits <= 30 && !isnan(num_read(s, strlen(s))) ? FIT_OK : FIT_DECIMAL;
}

static double param(const struct form_node *n, const char *name, double other)
{
	const char *s = form_param(n, name);
	double x = s ? num_read(s, strlen(s)) : NAN;

	return isnan(x) ? other : x;
}

static enum fit fit_range(const struct form_node *n, const char *s)
{
	double x = num_read(s, strlen(s)), start = param(n, "start", 1), end = param(n, "end", 10);
	double step = param(n, "step", 1), steps = (x - start) / step;

	if (fit_decimal(s) != FIT_OK || x < fmin(start, end) || x > fmax(start, end))
		return FIT_RANGE;
	return step == 0 || fabs(steps - round(steps)) < 1e-6 ? FIT_OK : FIT_RANGE;
}

/* "latitude longitude altitude accuracy", the last two may be missing (ODK XForms, geopoint). */
static bool is_point(const char *s, size_t len)
{
	double part[4] = { 0 };
	const char *end = s + len, *word;
	size_t n, count = 0;

	while ((word = word_next(&s, &n)) && word < end) {
		if (count == 4)
			return false;
		if (word + n > end)
			n = (size_t)(end - word);
		part[count++] = num_read(word, n);
	}
	for (size_t i = 0; i < count; i++)
		if (isnan(part[i]))
			return false;
	return count >= 2 && fabs(part[0]) <= 90 && fabs(part[1]) <= 180;
}

static enum fit fit_points(const struct form_node *n, const char *s)
{
	size_t least = n->type == FORM_GEOPOINT ? 1 : n->type == FORM_GEOTRACE ? 2 : 4, count = 0;

	while (*s) {
		size_t len = strcspn(s, ";");

		if (!is_point(s, len))
			return FIT_PLACE;
		count++;
		s += len + (s[len] == ';');
		while (*s == ' ')
			s++;
	}
	return count >= least && (n->type != FORM_GEOPOINT || count == 1) ? FIT_OK : FIT_PLACE;
}

/* Whether the list at hand is the whole of what can be chosen. */
static bool knows_choices(const struct form_node *n)
{
	return n->list && !n->search && !n->file;
}

static enum fit fit_choices(struct arena *a, const struct form_node *n, const char *value)
{
	bool one = n->type == FORM_SELECT_ONE, knows = knows_choices(n);
	bool *seen = ARENA_ARRAY(a, knows ? n->list->n_choices + 1 : 1, bool);
	size_t count = 0, len;
	const char *word;

	while ((word = word_next(&value, &len))) {
		const struct form_choice *c;

		if (++count > 1 && one)
			return FIT_ONE_WORD;
		if (!knows && count > WORDS_MAX)
			return FIT_UNKNOWN;
		c = knows ? form_choice(n->list, word, len) : NULL;
		if (!knows)
			continue;
		if (!c)
			return FIT_UNKNOWN;
		if (seen[c - n->list->choices])
			return FIT_TWICE;
		seen[c - n->list->choices] = true;
	}
	return n->type == FORM_RANK && knows && count < n->list->n_choices ? FIT_RANKING : FIT_OK;
}

enum fit answer_fit(
	struct arena *a, const struct form *f, const struct form_node *n, const char *value)
{
	int64_t days;

	(void)f;
	switch (n->type) {
	case FORM_INTEGER:
		return fit_integer(value);
	case FORM_DECIMAL:
		return fit_decimal(value);
	case FORM_RANGE:
		return fit_range(n, value);
	case FORM_DATE:
		return date_parse(value, &days) ? FIT_OK : FIT_DATE;
	case FORM_TIME:
		return strlen(value) > 2 && value[2] == ':' && !isnan(days_read(value, 0))
			       ? FIT_OK
			       : FIT_TIME;
	case FORM_DATETIME:
		return strlen(value) > 10 && !isnan(days_read(value, 0)) ? FIT_OK : FIT_DATETIME;
	case FORM_GEOPOINT:
	case FORM_GEOTRACE:
	case FORM_GEOSHAPE:
		return fit_points(n, value);
	case FORM_SELECT_ONE:
	case FORM_SELECT_MULTIPLE:
	case FORM_RANK:
		return fit_choices(a, n, value);
	case FORM_ACKNOWLEDGE:
		return strcmp(value, "OK") == 0 ? FIT_OK : FIT_OK_ONLY;
	case FORM_IMAGE:
	case FORM_AUDIO:
	case FORM_VIDEO:
	case FORM_FILE:
		return strpbrk(value, "/\\") || *value == '.' ? FIT_FILE_NAME : FIT_OK;
	default:
		return FIT_OK;
	}
}

bool choice_offered(struct ev *ev, const struct form_node *n, int choice)
{
	struct spot item = { .list = n->list, .choice = choice, .column = COLUMN_NONE };
	struct value v;

	if (!n->choice_filter.code || (n->choice_filter.code->traits & FN_AWAY) || !n->list)
		return true;
	ev->at = item;
	ev->position = (size_t)choice + 1;
	ev->size = n->list->n_choices;
	v = op_eval(ev, n->choice_filter.code->top);
	return val_to_bool(ev, &v);
}

size_t repeat_choices(struct ev *ev, const struct form_node *n, const struct form_ref **out)
{
	LIST(struct form_ref) found = { 0 };
	struct value v = ref_eval(ev, n->from_repeat);

	for (size_t i = 0; i < v.n && v.kind == VAL_SET; i++) {
		const struct spot *s = &val_spots(&v)[i];

		if (*spot_str(ev, s))
			*LIST_PUSH(ev->arena, &found) = (struct form_ref){ s->node, s->occ };
	}
	*out = found.at;
	return found.n;
}

static bool repeat_has(struct ev *ev, const struct form_node *n, const char *word, size_t len)
{
	const struct form_ref *refs;
	size_t count = repeat_choices(ev, n, &refs);

	for (size_t i = 0; i < count && ev_step(ev, 1); i++) {
		const char *s = answer_text(refs[i]);

		if (strlen(s) == len && memcmp(s, word, len) == 0)
			return true;
	}
	return false;
}

bool answer_offered(
	struct ev *ev, const struct form_node *n, struct occurrence *occ, const char *value)
{
	const char *word;
	size_t len;

	(void)occ;
	if (!n->from_repeat && (!n->choice_filter.code || !knows_choices(n)))
		return true;
	while ((word = word_next(&value, &len))) {
		const struct form_choice *c;

		if (n->from_repeat) {
			if (!repeat_has(ev, n, word, len))
				return false;
			continue;
		}
		c = form_choice(n->list, word, len);
		if (c && !choice_offered(ev, n, (int)(c - n->list->choices)))
			return false;
	}
	return ev->steps >= 0;
}
