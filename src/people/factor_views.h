/* What the pages of second factors show. */
#ifndef PEOPLE_FACTOR_VIEWS_H
#define PEOPLE_FACTOR_VIEWS_H

#include "people/account.h"
#include "people/boxes_pages.h"
#include "people/factor.h"

struct factor_view {
	const struct page *pg;
	struct factor_state state;
	const char *secret; /* in fours */
	const char *path;   /* of the QR code */
	size_t size;	    /* 0: no picture */
	const char *codes[RECOVERY_CODES];
	size_t n_codes;
};

struct factor_require_view {
	const struct page *pg;
	unsigned required;
	int64_t accounts[CAPABILITY_COUNT], with_factor[CAPABILITY_COUNT];
};

#endif
