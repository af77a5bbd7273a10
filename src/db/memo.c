#include "db/memo.h"

#include <string.h>

struct memo_kept {
	const struct db_query *q;
	const struct db_value *params; /* of our own */
	struct db_value *values;       /* row by row; `num` of a text or bytes: where it begins */
	size_t n, room;		       /* values */
	struct buf data;	       /* texts, each ended by NUL, and bytes */
};

static bool is_data(enum db_type type)
{
	return type == DB_TEXT || type == DB_BYTES;
}

/* The text or the bytes of a value; n counts a text's end. NULL: there are none. */
static const void *data_of(const struct db_value *v, enum db_type type, size_t *n)
{
	*n = type == DB_BYTES ? v->bytes.len : v->text ? strlen(v->text) + 1 : 0;
	return type == DB_BYTES ? (const void *)v->bytes.data : v->text;
}

/* ---- the question ---- */

static uint64_t mix(uint64_t h, uint64_t x)
{
	h = (h ^ x) * UINT64_C(0x9E3779B97F4A7C15);
	return h ^ h >> 29;
}

static uint64_t mix_data(uint64_t h, const void *data, size_t n)
{
	const unsigned char *s = data;
	uint64_t word;

	for (; n >= sizeof(word); s += sizeof(word), n -= sizeof(word)) {
		memcpy(&word, s, sizeof(word));
		h = mix(h, word);
	}
	word = n;
	while (n--)
		word = word << 8 | s[n];
	return mix(h, word);
}

static uint64_t key_of(const struct db_query *q, const struct db_value *params)
{
	uint64_t h = mix(1, (uint64_t)(uintptr_t)q);

	for (int i = 0; i < q->params; i++) {
		size_t n;
		const void *data;

		if (!is_data(q->param_types[i])) {
			h = mix(h, (uint64_t)params[i].num);
			continue;
		}
		data = data_of(&params[i], q->param_types[i], &n);
		h = data ? mix_data(h, data, n) : mix(h, UINT64_MAX);
	}
	return h ? h : 1;
}

static bool same_value(enum db_type type, const struct db_value *a, const struct db_value *b)
{
	size_t n, m;
	const void *x, *y;

	if (!is_data(type))
		return a->num == b->num;
	x = data_of(a, type, &n);
	y = data_of(b, type, &m);
	return x && y ? n == m && memcmp(x, y, n) == 0 : !x && !y;
}

static bool same_question(
	const struct memo_kept *k, const struct db_query *q, const struct db_value *params)
{
	if (k->q != q)
		return false;
	for (int i = 0; i < q->params; i++)
		if (!same_value(q->param_types[i], &k->params[i], &params[i]))
			return false;
	return true;
}

static const struct db_value *params_copy(
	struct arena *a, const struct db_query *q, const struct db_value *params)
{
	struct db_value *copy = ARENA_ARRAY(a, (size_t)q->params + 1, struct db_value);

	for (int i = 0; i < q->params; i++) {
		copy[i].num = params[i].num;
		if (q->param_types[i] == DB_TEXT)
			copy[i].text = arena_str(a, params[i].text);
		else if (q->param_types[i] == DB_BYTES && params[i].bytes.data)
			copy[i].bytes = (struct bytes){ arena_copy(a, params[i].bytes.data,
								params[i].bytes.len),
				params[i].bytes.len };
	}
	return copy;
}

/* ---- the memo ---- */

void memo_begin(struct memo *m, int64_t state)
{
	if (m->begun && m->state != state) {
		if (m->arena)
			arena_reset(m->arena);
		if (m->used)
			memset(m->slots, 0, sizeof(m->slots));
		m->used = 0;
	}
	m->begun = true;
	m->state = state;
	m->on = true;
}

void memo_end(struct memo *m)
{
	m->on = false;
}

void memo_free(struct memo *m)
{
	arena_free(m->arena);
	m->arena = NULL;
}

struct memo_ask memo_find(struct memo *m, const struct db_query *q, const struct db_value *params)
{
	uint64_t key = key_of(q, params);
	struct memo_slot *s = &m->slots[(key >> 32) % MEMO_SLOTS];
	struct memo_kept *k;

	if (s->key != key) {
		m->used += s->key == 0;
		*s = (struct memo_slot){ .key = key };
		return (struct memo_ask){ 0 };
	}
	if (s->kept)
		return (struct memo_ask){ .hit = same_question(s->kept, q, params) ? s->kept
										   : NULL };
	if (!m->arena)
		m->arena = arena_new(0);
	if (arena_used(m->arena) > MEMO_BYTES)
		return (struct memo_ask){ 0 };
	k = ARENA_NEW(m->arena, struct memo_kept);
	k->q = q;
	k->params = params_copy(m->arena, q, params);
	buf_init(&k->data, m->arena, 0);
	return (struct memo_ask){ .slot = s, .keeping = k };
}

void memo_add(struct memo *m, struct memo_ask *ask, const struct db_value *values)
{
	struct memo_kept *k = ask->keeping;
	size_t columns = (size_t)k->q->columns;

	if (k->n + columns > k->room) {
		struct db_value *more;

		k->room = k->room ? k->room * 2 : columns * 4;
		more = ARENA_ARRAY(m->arena, k->room, struct db_value);
		if (k->n)
			memcpy(more, k->values, k->n * sizeof(*more));
		k->values = more;
	}
	for (size_t i = 0; i < columns; i++) {
		struct db_value *v = &k->values[k->n++];
		size_t n;
		const void *data;

		*v = values[i];
		if (!is_data(k->q->column_types[i]))
			continue;
		data = data_of(&values[i], k->q->column_types[i], &n);
		v->num = data ? (int64_t)k->data.len : -1;
		if (data)
			buf_add(&k->data, data, n);
	}
	if (k->data.len + k->n * sizeof(*k->values) > MEMO_RESULT)
		ask->keeping = NULL;
}

void memo_keep(struct memo_ask *ask)
{
	if (ask->keeping)
		ask->slot->kept = ask->keeping;
}

enum err memo_give(const struct memo_kept *k, struct arena *a, memo_row *row, void *to)
{
	size_t columns = (size_t)k->q->columns;
	struct db_value *values;
	const char *data;

	if (!row || !a || !k->n)
		return OK;
	values = ARENA_ARRAY(a, columns, struct db_value);
	data = arena_copy(a, k->data.data, k->data.len);
	for (size_t at = 0; at < k->n; at += columns) {
		for (size_t i = 0; i < columns; i++) {
			const struct db_value *v = &k->values[at + i];
			enum db_type type = k->q->column_types[i];

			values[i] = *v;
			if (type == DB_TEXT)
				values[i].text = v->num < 0 ? NULL : data + v->num;
			else if (type == DB_BYTES)
				values[i].bytes.data =
					v->num < 0 ? NULL : (const unsigned char *)data + v->num;
		}
		TRY(row(to, a, values));
	}
	return OK;
}
