/*
 * Inside the writer of XForms: xform_xml.c writes elements, xform_ref.c puts paths in the place of
 * ${name}, xform_itext.c the translations, xform_model.c instances and binds, xform_body.c the
 * controls, xform.c the whole.
 */
#ifndef FORMS_XFORM_IN_H
#define FORMS_XFORM_IN_H

#include "base/list.h"
#include "forms/type.h"
#include "forms/xform.h"

/* Nodes whose value is set again when another changes: a list for each node, by index. */
struct triggered {
	const struct form_node *node;
	int next; /* index + 1 */
};

struct writer {
	struct arena *arena;
	struct buf *b;
	const struct form *f;
	int depth;   /* open elements */
	size_t more; /* where the last x_more ended: nothing came since when b->len is the same */
	int *first_triggered; /* by node: index + 1 in triggered */
	int *last_triggered;
	LIST(struct triggered) triggered;
};

/* xform_xml.c: elements, one a line. x_open … x_attr … x_more … x_close, or x_empty. */
void x_open(struct writer *w, const char *tag);
void x_attr(struct writer *w, const char *name, const char *value); /* NULL value: nothing */
void x_more(struct writer *w);					    /* now come the children */
void x_empty(struct writer *w);					    /* there are none */
void x_close(struct writer *w, const char *tag);
void x_leaf(struct writer *w, const char *tag, const char *text); /* <tag>text</tag> */
void x_escape(struct buf *b, const char *s, size_t n);

/* xform_ref.c */

/* How a reference is to be written. */
struct ref_style {
	const struct form_node *at;	/* where the expression stands; NULL: absolute paths */
	int below;			/* levels the expression stands below that node */
	bool filter;			/* inside the predicate of an itemset */
	const struct form_node *repeat; /* whose occurrences are filtered */
};

/* An expression with every ${name} replaced by a path. NULL for NULL. */
const char *ref_expr(struct writer *w, const char *s, struct ref_style style);

/* The path from a node to another as a nodeset, without blanks around it. */
const char *ref_nodeset(struct writer *w, const struct form_node *at, const struct form_node *to);

/* Writes a text with an <output/> in the place of every ${name} and instance(…) path. `prefix`
 * stands before the text (jr://images/). */
void ref_text(struct writer *w, const char *prefix, const char *s, const struct form_node *at);

/* Whether ref_text would put any output. */
bool ref_has_output(const char *s);

/* xform_itext.c */
void itext_write(struct writer *w);
/* Whether a node's label, hint … stands in the translations. */
bool itext_label(const struct form_node *n);
bool itext_hint(const struct form_node *n);
bool itext_message(const struct form_text *t);

/* xform_model.c */
void model_write(struct writer *w);
/* <setvalue> of a dynamic default or a triggered value. */
void setvalue_write(struct writer *w, const struct form_node *n, const char *event);

/* xform_body.c */
void body_write(struct writer *w);

#endif
