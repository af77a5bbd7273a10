#include <ctype.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/text.h"
#include "forms/xlsform_in.h"

/* Which parameters a type takes; NULL-ended. Types not here take any. */
struct accepted {
	enum form_type type;
	const char *keys[9];
};
static const struct accepted accepted[] = {
	{ FORM_SELECT_ONE, { "randomize", "seed", NULL } },
	{ FORM_SELECT_MULTIPLE, { "randomize", "seed", NULL } },
	{ FORM_SELECT_EXTERNAL, { "randomize", "seed", NULL } },
	{ FORM_RANK, { "randomize", "seed", NULL } },
	{ FORM_RANGE,
		{ "start", "end", "step", "tick_interval", "placeholder", "tick_labelset", NULL } },
	{ FORM_TEXT, { "rows", NULL } },
	{ FORM_IMAGE, { "max-pixels", "app", NULL } },
	{ FORM_AUDIO, { "quality", NULL } },
	{ FORM_BACKGROUND_AUDIO, { "quality", NULL } },
	{ FORM_GEOPOINT, { "allow-mock-accuracy", "capture-accuracy", "reference-geometry",
				 "warning-accuracy", NULL } },
	{ FORM_GEOTRACE, { "allow-mock-accuracy", "incremental", "reference-geometry", NULL } },
	{ FORM_GEOSHAPE, { "allow-mock-accuracy", "incremental", "reference-geometry", NULL } },
	{ FORM_AUDIT, { "location-priority", "location-min-interval", "location-max-age",
			      "identify-user", "track-changes", "track-changes-reasons", NULL } },
};

struct checking {
	struct reader *r;
	struct form_place at;
	struct form_node *n;
};

static void refuse_value(const struct checking *k, const char *name, struct msg remedy)
{
	fail(k->r, k->at,
		MSG(_("The parameter {1} has the value {2}."), S(name), S(form_param(k->n, name))),
		remedy);
}

static bool listed(const char *value, const char *const *words)
{
	for (; *words; words++)
		if (strcmp(value, *words) == 0)
			return true;
	return false;
}

/* The value must be one of the words, if given. */
static void one_of(
	const struct checking *k, const char *name, const char *const *words, const char *shown)
{
	const char *v = form_param(k->n, name);

	if (v && !listed(v, words))
		refuse_value(k, name, MSG(_("Use one of these: {1}."), S(shown)));
}

static bool is_number(const char *s, double *v)
{
	char *end;

	if (!*s || (!isdigit((unsigned char)*s) && !strchr("+-.", *s)))
		return false;
	*v = strtod(s, &end);
	return !*end && isfinite(*v);
}

static bool number(const struct checking *k, const char *name, double *v)
{
	const char *s = form_param(k->n, name);

	if (!s)
		return false;
	if (is_number(s, v))
		return true;
	refuse_value(k, name, MSG(_("Use a number.")));
	return false;
}

static bool whole(const struct checking *k, const char *name, int64_t *v)
{
	const char *s = form_param(k->n, name);

	if (!s)
		return false;
	if (text_to_int(s, v))
		return true;
	refuse_value(k, name, MSG(_("Use a whole number.")));
	return false;
}

/* ---- ranges ---- */

static bool multiple(double v, double of)
{
	double rest = fabs(remainder(v, of));

	return rest < 1e-9 || fabs(rest - fabs(of)) < 1e-9;
}

static bool between(double v, double a, double b)
{
	return v >= fmin(a, b) - 1e-9 && v <= fmax(a, b) + 1e-9;
}

static void check_labels(const struct checking *k, double start, double end, double step, int list)
{
	const struct form_list *l = &k->r->lists.at[list];
	bool only_ends = k->n->appearance && strstr(k->n->appearance, "no-ticks");

	for (size_t i = 0; i < l->n_choices; i++) {
		double v;

		if (!is_number(l->choices[i].name, &v)) {
			refuse_value(
				k, "tick_labelset", MSG(_("Use a list whose names are numbers.")));
		} else if (!between(v, start, end)) {
			refuse_value(k, "tick_labelset",
				MSG(_("Use a list whose names lie between start and end.")));
		} else if (!multiple(v - start, step)) {
			refuse_value(k, "tick_labelset",
				MSG(_("Use a list whose names are steps of the range.")));
		} else if (only_ends && v != start && v != end) {
			refuse_value(k, "tick_labelset",
				MSG(_("With no-ticks, name only start and end in the list.")));
		} else {
			continue;
		}
		return;
	}
}

static void check_range(const struct checking *k, struct draft *d)
{
	double start = 1, end = 10, step = 1, tick = 0, placeholder;
	const char *labels = form_param(k->n, "tick_labelset");
	bool has_tick;

	number(k, "start", &start);
	number(k, "end", &end);
	if (number(k, "step", &step) && (step == 0 || fabs(step) > fabs(end - start) + 1e-9)) {
		refuse_value(
			k, "step", MSG(_("Use a step other than 0 that fits into the range.")));
		return;
	}
	has_tick = number(k, "tick_interval", &tick);
	if (has_tick && (tick == 0 || fabs(tick) > fabs(end - start) + 1e-9)) {
		refuse_value(k, "tick_interval",
			MSG(_("Use a step other than 0 that fits into the range.")));
		return;
	}
	if (has_tick && !multiple(tick, step))
		refuse_value(k, "tick_interval", MSG(_("Use a multiple of step.")));
	if (number(k, "placeholder", &placeholder)) {
		if (!between(placeholder, start, end))
			refuse_value(
				k, "placeholder", MSG(_("Use a value between start and end.")));
		else if (!multiple(placeholder - start, step))
			refuse_value(k, "placeholder",
				MSG(_("Use a value that is a step of the range.")));
	}
	if (!labels)
		return;
	d->list = form_intern_find(&k->r->list_names, labels, strlen(labels));
	if (d->list < 0)
		refuse_value(k, "tick_labelset", MSG(_("Use the name of a list of choices.")));
	else
		check_labels(k, start, end, has_tick ? tick : step, d->list);
}

/* ---- the others ---- */

static const char *const truths[] = { "true", "false", "yes", "no", "true()", "false()", "True",
	"False", "TRUE", "FALSE", "Yes", "No", "YES", "NO", NULL };

static void check_audit(const struct checking *k)
{
	static const char *const priorities[] = { "no-power", "low-power", "balanced",
		"high-accuracy", NULL };
	static const char *const reasons[] = { "on-form-edit", NULL };
	int64_t interval = 0, age = 0;
	int given = (form_param(k->n, "location-priority") != NULL) +
		    whole(k, "location-min-interval", &interval) +
		    whole(k, "location-max-age", &age);

	one_of(k, "track-changes", truths, "true, false");
	one_of(k, "identify-user", truths, "true, false");
	one_of(k, "track-changes-reasons", reasons, "on-form-edit");
	one_of(k, "location-priority", priorities, "no-power, low-power, balanced, high-accuracy");
	if (given != 0 && given != 3)
		fail(k->r, k->at, MSG(_("The audit of locations lacks a parameter.")),
			MSG(_("Give location-priority, location-min-interval and "
			      "location-max-age.")));
	else if (given && (interval < 0 || age < interval))
		refuse_value(k, "location-max-age",
			MSG(_("Use at least the value of location-min-interval.")));
}

static void check_select(const struct checking *k)
{
	const char *seed = form_param(k->n, "seed");
	const char *random = form_param(k->n, "randomize");
	double v;

	one_of(k, "randomize", truths, "true, false");
	k->n->randomize = random && (is_yes(random) || strcasecmp(random, "yes") == 0);
	if (!seed)
		return;
	k->n->seed = seed;
	if (!is_number(seed, &v) && strncmp(seed, "${", 2) != 0)
		refuse_value(k, "seed", MSG(_("Use a number or ${name}.")));
	else if (!random)
		refuse_value(k, "seed", MSG(_("Use it together with randomize=true.")));
}

static void check_file(const struct checking *k)
{
	static const char *const columns[] = { "value", "label" };

	for (size_t i = 0; i < COUNT_OF(columns); i++) {
		const char *v = form_param(k->n, columns[i]);

		if (!v)
			continue;
		if (!is_xml_name(v, strlen(v)))
			refuse_value(k, columns[i],
				MSG(_("Use letters, digits, underscores, hyphens and points "
				      "only.")));
		else if (i == 0)
			k->n->value_column = v;
		else
			k->n->label_column = v;
	}
}

/* An Android package: two or more words joined by points, each beginning with a letter. */
static bool is_package(const char *s)
{
	bool begins = true;
	int points = 0;

	for (; *s; s++) {
		if (*s == '.') {
			if (begins)
				return false;
			points++;
			begins = true;
		} else if (begins ? !isalpha((unsigned char)*s)
				  : !isalnum((unsigned char)*s) && *s != '_') {
			return false;
		} else {
			begins = false;
		}
	}
	return points && !begins;
}

static void check_type(const struct checking *k, struct draft *d)
{
	static const char *const record[] = { "voice-only", "low", "normal", "external", NULL };
	static const char *const background[] = { "voice-only", "low", "normal", NULL };
	const char *app = form_param(k->n, "app");
	double v;
	int64_t n;

	switch (k->n->type) {
	case FORM_SELECT_ONE:
	case FORM_SELECT_MULTIPLE:
	case FORM_RANK:
		check_select(k);
		check_file(k);
		break;
	case FORM_RANGE:
		check_range(k, d);
		break;
	case FORM_AUDIT:
		check_audit(k);
		break;
	case FORM_TEXT:
		whole(k, "rows", &n);
		break;
	case FORM_IMAGE:
		whole(k, "max-pixels", &n);
		if (app && !is_package(app))
			refuse_value(k, "app", MSG(_("Use the package name of an Android app.")));
		break;
	case FORM_AUDIO:
		one_of(k, "quality", record, "voice-only, low, normal, external");
		break;
	case FORM_BACKGROUND_AUDIO:
		one_of(k, "quality", background, "voice-only, low, normal");
		break;
	default:
		one_of(k, "allow-mock-accuracy", truths, "true, false");
		one_of(k, "incremental", truths, "true, false");
		number(k, "capture-accuracy", &v);
		number(k, "warning-accuracy", &v);
	}
}

static void check_keys(const struct checking *k)
{
	const struct accepted *a = NULL;

	for (size_t i = 0; i < COUNT_OF(accepted); i++)
		if (accepted[i].type == k->n->type)
			a = &accepted[i];
	for (size_t i = 0; a && i < k->n->n_params; i++) {
		const char *name = k->n->params[i].name;
		bool column =
			k->n->file && (strcmp(name, "value") == 0 || strcmp(name, "label") == 0);

		if (column || listed(name, a->keys))
			continue;
		fail(k->r, k->at, MSG(_("This type of question has no parameter {1}."), S(name)),
			MSG(_("Remove it, or mend its name.")));
	}
}

/* Splits "a=1, b=2" or "a=1 b=2" or "a=1; b=2"; false when a part is no name=value. */
static bool split(struct arena *a, const char *s, struct form_node *n)
{
	LIST(struct form_param) list = { 0 };
	const char *separators = strchr(s, ';') ? ";" : strchr(s, ',') ? "," : " \t\n\r";

	while (*s) {
		size_t len = strcspn(s, separators);
		const char *part = text_trim(a, arena_strn(a, s, len));
		const char *eq = strchr(part, '=');

		s += len + (s[len] != 0);
		if (!*part)
			continue;
		if (!eq || eq == part || !eq[1] || strchr(eq + 1, '='))
			return false;
		*LIST_PUSH(a, &list) = (struct form_param){
			text_lower(a, text_trim(a, arena_strn(a, part, (size_t)(eq - part)))),
			text_trim(a, eq + 1)
		};
	}
	n->params = list.at;
	n->n_params = list.n;
	return true;
}

void params_read(struct reader *r, const struct row *row, struct draft *d)
{
	struct checking k = { r, row_place(r, row, COL_PARAMETERS), &d->n };

	if (row->v[COL_ROWS] && !row->v[COL_PARAMETERS])
		split(r->arena, arena_printf(r->arena, "rows=%s", row->v[COL_ROWS]), &d->n);
	else if (row->v[COL_PARAMETERS] && !split(r->arena, row->v[COL_PARAMETERS], &d->n))
		fail(r, k.at, MSG(_("The parameters cannot be read.")),
			MSG(_("Write them as name=value, with a blank between two of them.")));
	check_keys(&k);
	check_type(&k, d);
}

/* A reference geometry names data that is there, or a repeat's or question's answers. */
static void check_geometry(struct reader *r, struct form_node *n, const struct form_intern *known)
{
	const char *name = form_param(n, "reference-geometry");

	if (!name)
		return;
	n->instance_id = name;
	if (has_ref(name) || form_intern_find(known, name, strlen(name)) >= 0)
		return;
	fail(r, n->place, MSG(_("There is no data named {1} for the reference geometry."), S(name)),
		MSG(_("Name a list of choices, an entity list, an attached file, or ${name}.")));
}

static void know(struct form_intern *t, const char *name)
{
	if (name)
		form_intern(t, name, strlen(name), NULL);
}

void params_check(struct reader *r)
{
	struct form_intern known;

	form_intern_init(&known, r->arena);
	for (size_t i = 0; i < r->lists.n; i++)
		know(&known, r->lists.at[i].name);
	for (size_t i = 0; i < r->entity_list.n; i++)
		know(&known, r->entity_list.at[i].e.dataset);
	for (size_t i = 0; i < r->nodes.n; i++) {
		const struct form_node *n = &r->nodes.at[i].n;

		know(&known, n->file ? n->instance_id : NULL);
		if (n->type == FORM_EXTERNAL_CSV || n->type == FORM_EXTERNAL_XML)
			know(&known, n->name);
	}
	for (size_t i = 0; i < r->nodes.n; i++)
		check_geometry(r, &r->nodes.at[i].n, &known);
}
