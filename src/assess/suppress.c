#include "assess/suppress.h"

void sup_begin(struct suppression *s, struct arena *a)
{
	*s = (struct suppression){ .arena = a };
}

size_t sup_cell(struct suppression *s, int64_t value, int64_t least)
{
	*LIST_PUSH(s->arena, &s->cells) = (struct sup_cell){ .value = value, .least = least };
	return s->cells.n - 1;
}

size_t sup_line(struct suppression *s, size_t total)
{
	LIST_PUSH(s->arena, &s->lines)->total = total;
	return s->lines.n - 1;
}

void sup_part(struct suppression *s, size_t line, size_t cell)
{
	*LIST_PUSH(s->arena, &s->lines.at[line].parts) = cell;
}

bool sup_hidden(const struct suppression *s, size_t cell)
{
	return s->cells.at[cell].mark != SHOWN;
}

/* Hides one more member: the smallest shown part above nought, else the total. False: nothing is
 * left to hide. */
static bool hide_one(struct suppression *s, const struct sup_line *l)
{
	size_t best = SIZE_MAX;

	for (size_t i = 0; i < l->parts.n; i++) {
		size_t c = l->parts.at[i];

		if (s->cells.at[c].mark != SHOWN || s->cells.at[c].value == 0)
			continue;
		if (best == SIZE_MAX || s->cells.at[c].value < s->cells.at[best].value)
			best = c;
	}
	if (best == SIZE_MAX && l->total != SIZE_MAX && !sup_hidden(s, l->total))
		best = l->total;
	if (best == SIZE_MAX)
		return false;
	s->cells.at[best].mark = HIDDEN_WITH;
	return true;
}

/* Whether the line gives something away: rules 2 and 3 of the header. */
static bool line_leaks(const struct suppression *s, const struct sup_line *l)
{
	bool total_shown = l->total != SIZE_MAX && !sup_hidden(s, l->total);
	int64_t sum = 0, least = 0;
	size_t hidden = 0;

	for (size_t i = 0; i < l->parts.n; i++) {
		const struct sup_cell *c = &s->cells.at[l->parts.at[i]];

		if (c->mark == SHOWN)
			continue;
		hidden++;
		sum += c->value;
		if (c->least > least)
			least = c->least;
	}
	if (l->total == SIZE_MAX)
		return false;
	if (!total_shown)
		return hidden == 0;
	return hidden == 1 || (hidden > 1 && sum < least);
}

/* Hides the parts that leave a small group of a shown total: rule 4 of the header. */
static bool hide_rests(struct suppression *s, const struct sup_line *l)
{
	const struct sup_cell *total = l->total == SIZE_MAX ? NULL : &s->cells.at[l->total];
	bool changed = false;

	if (!total || total->mark != SHOWN)
		return false;
	for (size_t i = 0; i < l->parts.n; i++) {
		struct sup_cell *c = &s->cells.at[l->parts.at[i]];
		int64_t rest = total->value - c->value;

		if (c->mark != SHOWN || rest <= 0 || rest >= total->least)
			continue;
		c->mark = HIDDEN_WITH;
		changed = true;
	}
	return changed;
}

/* Rules 2 to 4 until nothing changes. */
static void settle(struct suppression *s)
{
	bool changed = true;

	while (changed) {
		changed = false;
		for (size_t i = 0; i < s->lines.n; i++) {
			const struct sup_line *l = &s->lines.at[i];

			changed |= hide_rests(s, l);
			changed |= line_leaks(s, l) && hide_one(s, l);
		}
	}
}

void sup_hide(struct suppression *s, size_t cell)
{
	s->cells.at[cell].mark = HIDDEN_WITH;
	settle(s);
}

void sup_run(struct suppression *s)
{
	for (size_t i = 0; i < s->cells.n; i++) {
		struct sup_cell *c = &s->cells.at[i];

		c->mark = c->value > 0 && c->value < c->least ? HIDDEN_SMALL : SHOWN;
	}
	settle(s);
}
