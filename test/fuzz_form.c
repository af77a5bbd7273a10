/*
 * Fuzz target of posted forms: the first byte chooses the kind, the rest is the body. Whatever
 * comes, every pair is bounded, valid text, and a slice of a file lies inside the body.
 *
 * Sources: web/form_parse.c base/arena.c base/buf.c base/list.c base/text.c
 * Sources: base/text_code.c base/text_fold.c
 */
#include <assert.h>
#include <string.h>

#include "base/text.h"
#include "web/form_parse.h"

int LLVMFuzzerTestOneInput(const unsigned char *data, size_t n);

static void check_text(const char *s)
{
	assert(s && text_utf8_valid(s, strlen(s)));
}

int LLVMFuzzerTestOneInput(const unsigned char *data, size_t n)
{
	struct form_parts parts = { 0 };
	struct arena *a = arena_new(0);
	struct bytes body;
	enum err e;

	if (!n) {
		arena_free(a);
		return 0;
	}
	body = (struct bytes){ data + 1, n - 1 };
	if (data[0] & 1)
		e = form_parse_multipart(a, "multipart/form-data; boundary=XX", body, &parts);
	else
		e = form_parse_urlencoded(a, body, &parts);
	assert(e == OK || e == ERR_INPUT);
	assert(parts.pairs.n <= FORM_MAX_PAIRS && parts.files.n <= FORM_MAX_FILES);
	for (size_t i = 0; i < parts.pairs.n; i++) {
		check_text(parts.pairs.at[i].name);
		check_text(parts.pairs.at[i].value);
		assert(!strchr(parts.pairs.at[i].value, '\r'));
	}
	for (size_t i = 0; i < parts.files.n; i++) {
		const struct form_file *f = &parts.files.at[i];

		check_text(f->name);
		assert(*f->name && !strpbrk(f->name, "/\\"));
		assert(f->data.data >= body.data &&
			f->data.data + f->data.len <= body.data + body.len);
	}
	arena_free(a);
	return 0;
}
