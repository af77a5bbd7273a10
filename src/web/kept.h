/*
 * What somebody was sending when the session had ended. The sign-in page carries it along in hidden
 * fields, and after the sign-in it is shown with one button that sends it on: nothing typed is
 * lost. Where the route says how (route.h: told) it is shown in the words of its questions, never
 * by the names of its fields. It is kept only when the browser says that it comes from one of our
 *own pages.
 *
 * For the sign-in pages (people):
 *	the form's template calls kept_html(o, pg) inside its <form>;
 *	the POST handler ends with `return kept_go(pg, address)` instead of page_go(pg, address,
 *NULL).
 */
#ifndef WEB_KEPT_H
#define WEB_KEPT_H

#include "web/page.h"

/* Writes the hidden fields that carry kept text, if there is any: first time or again. */
void kept_html(struct out *o, const struct page *pg);

/* Whether this sign-in carries kept text: for a sentence above the form. */
bool kept_any(const struct page *pg);

/*
 * After session_begin: with kept text, makes the answer the page "Your text is still here", which
 * shows it and posts it where it was going; without, goes to `address`.
 */
enum err kept_go(struct page *pg, const char *address);

struct turn;

/* The dispatcher's: a POST without a good CSRF token. 403, with what was typed and a button. */
void kept_refused(struct turn *t);

/* The dispatcher's: below the error page of a POST that failed, what was typed, and a button that
 * sends it again. It is the same send: the two are one act, even if the first was kept after all.
 * `words`: the store can be asked for the words of the questions. */
void kept_failed(struct turn *t, struct page *pg, bool words);

#endif
