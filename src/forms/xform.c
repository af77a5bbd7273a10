#include "forms/xform.h"

#include "forms/xform_in.h"

static void link_triggered(struct writer *w)
{
	const struct form *f = w->f;

	w->first_triggered = ARENA_ARRAY(w->arena, f->n_nodes, int);
	w->last_triggered = ARENA_ARRAY(w->arena, f->n_nodes, int);
	for (size_t i = 0; i < f->n_nodes; i++)
		for (size_t k = 0; k < f->nodes[i].n_triggers; k++) {
			int at = f->nodes[i].triggers[k]->index;
			int last = w->last_triggered[at];

			*LIST_PUSH(w->arena, &w->triggered) = (struct triggered){ &f->nodes[i], 0 };
			w->last_triggered[at] = (int)w->triggered.n;
			if (last)
				w->triggered.at[last - 1].next = (int)w->triggered.n;
			else
				w->first_triggered[at] = (int)w->triggered.n;
		}
}

static void namespaces(struct writer *w)
{
	static const struct {
		const char *name, *uri;
	} usual[] = {
		{ "xmlns", "http://www.w3.org/2002/xforms" },
		{ "xmlns:h", "http://www.w3.org/1999/xhtml" },
		{ "xmlns:ev", "http://www.w3.org/2001/xml-events" },
		{ "xmlns:xsd", "http://www.w3.org/2001/XMLSchema" },
		{ "xmlns:jr", "http://openrosa.org/javarosa" },
		{ "xmlns:orx", "http://openrosa.org/xforms" },
		{ "xmlns:odk", "http://www.opendatakit.org/xforms" },
	};

	for (size_t i = 0; i < COUNT_OF(usual); i++)
		x_attr(w, usual[i].name, usual[i].uri);
	if (w->f->n_entities)
		x_attr(w, "xmlns:entities", "http://www.opendatakit.org/xforms/entities");
}

void xform_write(struct arena *a, const struct form *f, struct buf *out)
{
	struct writer w = { .arena = a, .b = out, .f = f };

	link_triggered(&w);
	buf_str(out, "<?xml version=\"1.0\"?>");
	x_open(&w, "h:html");
	namespaces(&w);
	x_more(&w);
	x_open(&w, "h:head");
	x_more(&w);
	x_leaf(&w, "h:title", f->settings.title);
	model_write(&w);
	x_close(&w, "h:head");
	body_write(&w);
	x_close(&w, "h:html");
	buf_char(out, '\n');
}
