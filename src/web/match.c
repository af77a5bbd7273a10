#include "web/match.h"

#include <string.h>

struct piece {
	const char *at;
	size_t len;
};

/* The next segment, after its slash; false at the end. */
static bool next_piece(const char **path, struct piece *p)
{
	if (**path != '/')
		return false;
	p->at = *path + 1;
	p->len = strcspn(p->at, "/");
	*path = p->at + p->len;
	return true;
}

/* What comes after the name of a ":name.csv" segment. */
static struct piece suffix_of(struct piece pattern)
{
	const char *dot = memchr(pattern.at, '.', pattern.len);

	if (!dot)
		return (struct piece){ pattern.at + pattern.len, 0 };
	return (struct piece){ dot, pattern.len - (size_t)(dot - pattern.at) };
}

/* 0: does not fit; 1: a parameter; 2: a parameter with an ending; 3: the same text. */
static int piece_fits(struct piece pattern, struct piece s)
{
	struct piece end;

	if (pattern.len && pattern.at[0] == ':') {
		end = suffix_of(pattern);
		if (s.len <= end.len || memcmp(s.at + s.len - end.len, end.at, end.len) != 0)
			return 0;
		return end.len ? 2 : 1;
	}
	return pattern.len == s.len && memcmp(pattern.at, s.at, s.len) == 0 ? 3 : 0;
}

/* 0, or a number that is larger the earlier the plain segments stand; at most 16 segments. */
static uint64_t fit(const char *pattern, const char *path)
{
	struct piece p, s;
	uint64_t score = 0;

	for (int i = 0; i < 16; i++) {
		bool more = next_piece(&pattern, &p);
		int one;

		if (more != next_piece(&path, &s))
			return 0;
		if (!more)
			return *pattern || *path ? 0 : score << 2 * (16 - i);
		one = piece_fits(p, s);
		if (!one)
			return 0;
		score = score << 2 | (uint64_t)one;
	}
	return 0;
}

/* Whether a path begins as a pattern does before its first parameter: what leaves few to look at.
 */
static bool begins(const char *pattern, const char *path)
{
	while (*pattern && *pattern == *path)
		pattern++, path++;
	return *pattern == ':' || (!*pattern && !*path);
}

const struct route *route_find(
	const struct route_table *t, enum route_method method, const char *path, bool *other)
{
	const struct route *best = NULL;
	uint64_t best_fit = 0;

	*other = false;
	for (size_t i = 0; i < t->n; i++) {
		const char *pattern = t->at[i].path;
		uint64_t score;

		if (!begins(pattern, path))
			continue;
		score = fit(pattern, path);

		if (score && t->at[i].method != method) {
			*other = true;
		} else if (score > best_fit) {
			best = &t->at[i];
			best_fit = score;
		}
	}
	return best;
}

const char *route_segment(struct arena *a, const char *pattern, const char *path, const char *name)
{
	size_t n = strlen(name);
	struct piece p, s;

	while (next_piece(&pattern, &p) && next_piece(&path, &s)) {
		struct piece end = suffix_of(p);

		if (p.len && p.at[0] == ':' && p.len - 1 - end.len == n &&
			memcmp(p.at + 1, name, n) == 0 && s.len >= end.len)
			return arena_strn(a, s.at, s.len - end.len);
	}
	return "";
}
