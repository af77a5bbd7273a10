/* What the page of mail shows. */
#ifndef PEOPLE_MAIL_VIEWS_H
#define PEOPLE_MAIL_VIEWS_H

#include "people/boxes_pages.h"
#include "people/mail_sql.h"

struct mail_view {
	const struct page *pg;
	const struct config *config;
	int64_t cap;
	const struct mail_counts *counts;
	size_t n_counts;
	const struct batch_held *held;
	size_t n_held;
	const struct mail_trouble *trouble;
	size_t n_trouble;
	const struct bounces *bounces;
	size_t n_bounces;
};

const char *mail_state_word(const char *state);

#endif
