/* Addresses that need no reader: assets, /health, /ready, /robots.txt, /favicon.ico. */
#include "web/static.h"

#include <string.h>

#include "web/asset.h"
#include "web/gzip.h"
#include "web/turn.h"

static const char under[] = "/assets/";

static const struct asset *asset_of(const char *path)
{
	size_t low = 0, high = asset_count;

	while (low < high) {
		size_t middle = low + (high - low) / 2;
		int order = strcmp(path, assets[middle].path);

		if (!order)
			return &assets[middle];
		if (order < 0)
			high = middle;
		else
			low = middle + 1;
	}
	return NULL;
}

const char *asset_href(struct arena *a, const char *path)
{
	const struct asset *found = asset_of(path);

	return found ? arena_join(a, under, found->hashed) : "#";
}

static const struct asset *by_hashed(const char *name)
{
	for (size_t i = 0; i < asset_count; i++)
		if (strcmp(assets[i].hashed, name) == 0)
			return &assets[i];
	return NULL;
}

static void send_asset(struct turn *t, const struct asset *f, const char *cache)
{
	bool gz = f->gz && gzip_accepted(t->in->encodings);

	t->reply->status = 200;
	t->reply->body =
		gz ? (struct bytes){ f->gz, f->gz_len } : (struct bytes){ f->data, f->len };
	reply_header(t, "Content-Type", f->type);
	reply_header(t, "Cache-Control", cache);
	reply_header(t, "X-Content-Type-Options", "nosniff");
	reply_header(t, "Cross-Origin-Resource-Policy", "same-origin");
	if (f->gz)
		reply_header(t, "Vary", "Accept-Encoding");
	if (gz)
		reply_header(t, "Content-Encoding", "gzip");
}

static void ready(struct turn *t)
{
	const struct web_hooks *hooks = t->site->hooks;
	bool good = !hooks->ready || hooks->ready(t->site->pool) == OK;

	reply_text(
		t, good ? 200 : 503, "text/plain; charset=utf-8", good ? "ready\n" : "not ready\n");
}

static bool send_file(struct turn *t, const char *path)
{
	const struct asset *f;

	if (strcmp(path, "/favicon.ico") == 0) {
		t->reply->route = path;
		f = asset_of("icons/mark.svg");
		if (f)
			send_asset(t, f, "public, max-age=86400");
		return f != NULL;
	}
	if (strncmp(path, under, sizeof(under) - 1) != 0)
		return false;
	t->reply->route = "/assets/";
	f = by_hashed(path + sizeof(under) - 1);
	if (f)
		send_asset(t, f, "public, max-age=31536000, immutable");
	return f != NULL;
}

bool turn_static(struct turn *t, const char *path)
{
	static const struct {
		const char *path, *text;
	} texts[] = {
		{ "/health", "ok\n" },
		{ "/robots.txt", "User-agent: *\nDisallow: /\n" },
	};

	for (size_t i = 0; i < COUNT_OF(texts); i++) {
		if (strcmp(path, texts[i].path) == 0) {
			t->reply->route = texts[i].path;
			reply_text(t, 200, "text/plain; charset=utf-8", texts[i].text);
			return true;
		}
	}
	if (strcmp(path, "/ready") == 0) {
		t->reply->route = "/ready";
		ready(t);
		return true;
	}
	return send_file(t, path);
}
