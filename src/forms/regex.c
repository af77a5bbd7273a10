#include "forms/regex.h"

#include <string.h>

#include "base/list.h"
#include "base/text.h"
#include "forms/regex_set.h"

enum inst_kind {
	INST_SET,
	INST_SPLIT,
	INST_JUMP,
	INST_BEGIN,
	INST_END,
	INST_WORD,
	INST_NOT_WORD,
	INST_MATCH
};

struct inst {
	enum inst_kind kind;
	int x, y; /* where to go on; INST_SET: x is the set */
};

struct regex {
	const struct inst *inst;
	int n;
	const struct char_set *sets;
};

#define DEPTH_MAX 50
#define REPEAT_MAX 1000

struct compiler {
	struct arena *arena;
	const char *s; /* what is left of the pattern */
	int depth;
	struct msg why; /* id set: failed */
	LIST(struct inst) inst;
	LIST(struct char_set) sets;
};

static void parse_either(struct compiler *c);

static void give_up(struct compiler *c, struct msg why)
{
	if (!c->why.id)
		c->why = why;
	c->s = "";
}

static int emit(struct compiler *c, enum inst_kind kind, int x, int y)
{
	if (c->inst.n >= REGEX_SIZE_MAX) {
		give_up(c, MSG(_("The pattern is too large.")));
		return 0;
	}
	*LIST_PUSH(c->arena, &c->inst) = (struct inst){ kind, x, y };
	return (int)c->inst.n - 1;
}

static int here(const struct compiler *c)
{
	return (int)c->inst.n;
}

/* Moves the instructions from `from` one down, so that one can be put before them. */
static void insert(struct compiler *c, int from, struct inst first)
{
	int last = emit(c, INST_JUMP, 0, 0);

	if (c->why.id)
		return;
	for (int i = last; i > from; i--) {
		struct inst in = c->inst.at[i - 1];

		if (in.kind == INST_SPLIT || in.kind == INST_JUMP) {
			in.x += in.x >= from;
			in.y += in.y >= from;
		}
		c->inst.at[i] = in;
	}
	c->inst.at[from] = first;
}

/* Appends a copy of the instructions [from, to). */
static void repeat(struct compiler *c, const struct inst *code, int from, int to)
{
	int shift = here(c) - from;

	for (int i = from; i < to && !c->why.id; i++) {
		struct inst in = code[i - from];

		if (in.kind == INST_SPLIT || in.kind == INST_JUMP) {
			in.x += shift;
			in.y += shift;
		}
		emit(c, in.kind, in.x, in.y);
	}
}

static void star(struct compiler *c, int from)
{
	insert(c, from, (struct inst){ INST_SPLIT, from + 1, 0 });
	emit(c, INST_JUMP, from, 0);
	if (!c->why.id)
		c->inst.at[from].y = here(c);
}

static void maybe(struct compiler *c, int from)
{
	insert(c, from, (struct inst){ INST_SPLIT, from + 1, 0 });
	if (!c->why.id)
		c->inst.at[from].y = here(c);
}

/* What stands from `from` to the end, `least` to `most` times (-1: any number). */
static void times(struct compiler *c, int from, int least, int most)
{
	int to = here(c), n = to - from;
	const struct inst *code =
		n ? arena_copy(c->arena, c->inst.at + from, (size_t)n * sizeof(struct inst)) : NULL;

	if (!n)
		return;
	c->inst.n = (size_t)from;
	for (int i = 0; i < least && !c->why.id; i++)
		repeat(c, code, from, to);
	for (int i = least; i < most && !c->why.id; i++) {
		int start = here(c);

		repeat(c, code, from, to);
		maybe(c, start);
	}
	if (most < 0 && !c->why.id) {
		int start = here(c);

		repeat(c, code, from, to);
		star(c, start);
	}
}

static int read_count(struct compiler *c)
{
	int n = 0;

	if (*c->s < '0' || *c->s > '9')
		return -1;
	for (; *c->s >= '0' && *c->s <= '9'; c->s++)
		n = n < 100000 ? n * 10 + (*c->s - '0') : n;
	return n;
}

/* {n} {n,} {n,m}; anything else in braces is refused, as Java does. */
static void parse_counts(struct compiler *c, int from)
{
	int least, most;

	c->s++;
	least = most = read_count(c);
	if (*c->s == ',') {
		c->s++;
		most = read_count(c);
	}
	if (*c->s != '}' || least < 0 || least > REPEAT_MAX || most > REPEAT_MAX ||
		(most >= 0 && most < least)) {
		give_up(c,
			MSG(_("The numbers between the braces of the pattern are out of order, or "
			      "above {1}."),
				N(REPEAT_MAX)));
		return;
	}
	c->s++;
	times(c, from, least, most);
}

static void parse_quantifiers(struct compiler *c, int from)
{
	while (*c->s && strchr("*+?{", *c->s) && !c->why.id) {
		char q = *c->s;

		if (q == '{') {
			parse_counts(c, from);
		} else {
			c->s++;
			times(c, from, q == '+', q == '?' ? 1 : -1);
		}
		/* Lazy or possessive: the same for a match of the whole text. */
		if (*c->s == '?' || *c->s == '+')
			c->s++;
	}
}

static void parse_group(struct compiler *c)
{
	c->s++;
	if (c->s[0] == '?' && c->s[1] == ':') {
		c->s += 2;
	} else if (c->s[0] == '?') {
		give_up(c,
			MSG(_("The pattern looks ahead or behind, which forms here cannot do.")));
		return;
	}
	if (++c->depth > DEPTH_MAX) {
		give_up(c, MSG(_("The pattern is too large.")));
		return;
	}
	parse_either(c);
	c->depth--;
	if (*c->s == ')')
		c->s++;
	else
		give_up(c, MSG(_("A bracket of the pattern is not closed.")));
}

static void parse_set(struct compiler *c)
{
	struct char_set set;
	struct msg why = { .id = NULL };

	c->s = char_set_read(c->arena, c->s, &set, &why);
	if (why.id) {
		give_up(c, why);
		return;
	}
	*LIST_PUSH(c->arena, &c->sets) = set;
	emit(c, INST_SET, (int)c->sets.n - 1, 0);
}

static void parse_atom(struct compiler *c)
{
	char ch = *c->s;

	if (ch == '(') {
		parse_group(c);
	} else if (ch == '^' || ch == '$') {
		emit(c, ch == '^' ? INST_BEGIN : INST_END, 0, 0);
		c->s++;
	} else if (ch == '\\' && (c->s[1] == 'b' || c->s[1] == 'B')) {
		emit(c, c->s[1] == 'b' ? INST_WORD : INST_NOT_WORD, 0, 0);
		c->s += 2;
	} else if (strchr("*+?{", ch)) {
		give_up(c, MSG(_("In the pattern nothing stands before {1}."),
				   S(arena_strn(c->arena, c->s, 1))));
	} else {
		parse_set(c);
	}
}

static void parse_sequence(struct compiler *c)
{
	while (*c->s && *c->s != '|' && *c->s != ')' && !c->why.id) {
		int from = here(c);

		parse_atom(c);
		parse_quantifiers(c, from);
	}
}

/* Alternatives: each but the last begins with a split to the next, and ends with a jump out. */
static void parse_either(struct compiler *c)
{
	LIST(int) jumps = { 0 };
	int from = here(c);

	parse_sequence(c);
	while (*c->s == '|' && !c->why.id) {
		c->s++;
		insert(c, from, (struct inst){ INST_SPLIT, from + 1, 0 });
		*LIST_PUSH(c->arena, &jumps) = emit(c, INST_JUMP, 0, 0);
		if (c->why.id)
			return;
		c->inst.at[from].y = here(c);
		from = here(c);
		parse_sequence(c);
	}
	for (size_t i = 0; i < jumps.n; i++)
		c->inst.at[jumps.at[i]].x = here(c);
}

const struct regex *regex_new(struct arena *a, const char *pattern, struct msg *why)
{
	struct compiler c = { .arena = a, .s = pattern };
	struct regex *r;

	parse_either(&c);
	if (*c.s == ')')
		give_up(&c, MSG(_("The pattern closes a bracket that is not open.")));
	emit(&c, INST_MATCH, 0, 0);
	if (c.why.id) {
		*why = c.why;
		return NULL;
	}
	r = ARENA_NEW(a, struct regex);
	*r = (struct regex){ c.inst.at, (int)c.inst.n, c.sets.at };
	return r;
}

/* The states a match may be in, each once: `on[i]` is the step it was last put in. */
struct states {
	int *list;
	uint32_t *on;
	int n;
};

struct run {
	const struct regex *r;
	int *stack;
	bool begin, end, boundary; /* of the text, of a word, at this place */
	int64_t *steps;
};

/* Puts a state in, and all that it leads to without a character. */
static void enter(struct run *run, struct states *s, int first, uint32_t mark)
{
	int n = 0;

	run->stack[n++] = first;
	while (n) {
		int i = run->stack[--n];
		const struct inst *in = &run->r->inst[i];
		bool go = true;

		if (s->on[i] == mark)
			continue;
		s->on[i] = mark;
		(*run->steps)--;
		switch (in->kind) {
		case INST_SPLIT:
			run->stack[n++] = in->y;
			run->stack[n++] = in->x;
			continue;
		case INST_JUMP:
			run->stack[n++] = in->x;
			continue;
		case INST_BEGIN:
			go = run->begin;
			break;
		case INST_END:
			go = run->end;
			break;
		case INST_WORD:
			go = run->boundary;
			break;
		case INST_NOT_WORD:
			go = !run->boundary;
			break;
		default:
			s->list[s->n++] = i;
			continue;
		}
		if (go)
			run->stack[n++] = i + 1;
	}
}

static void look(struct run *run, const char *text, const char *s, uint32_t before)
{
	const char *next = s;
	uint32_t after = text_next(&next);

	run->begin = s == text;
	run->end = !after;
	run->boundary = char_is_word(before) != char_is_word(after);
}

bool regex_match(struct arena *a, const struct regex *r, const char *text, int64_t *steps)
{
	size_t n = (size_t)r->n;
	struct arena_mark mark = arena_mark(a);
	struct states now = { ARENA_ARRAY(a, n, int), ARENA_ARRAY(a, n, uint32_t), 0 };
	struct states then = { ARENA_ARRAY(a, n, int), ARENA_ARRAY(a, n, uint32_t), 0 };
	struct run run = { .r = r, .stack = ARENA_ARRAY(a, n * 2 + 2, int), .steps = steps };
	const char *s = text;
	uint32_t step = 1, point;
	bool matched = false;

	look(&run, text, s, 0);
	enter(&run, &now, 0, step);
	while (now.n && *steps >= 0 && (point = text_next(&s))) {
		struct states swap;

		look(&run, text, s, point);
		step++;
		then.n = 0;
		for (int i = 0; i < now.n; i++) {
			const struct inst *in = &r->inst[now.list[i]];

			--*steps;
			if (in->kind == INST_SET && char_set_has(&r->sets[in->x], point))
				enter(&run, &then, now.list[i] + 1, step);
		}
		swap = now;
		now = then;
		then = swap;
	}
	for (int i = 0; i < now.n && !*s; i++)
		matched = matched || r->inst[now.list[i]].kind == INST_MATCH;
	arena_rewind(a, mark);
	return matched && *steps >= 0;
}
