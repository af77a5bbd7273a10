/* The posted form of a turn: pairs and files. */
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/crypto.h"
#include "base/log.h"
#include "web/form_parse.h"
#include "web/turn.h"

static enum err not_kept(struct turn *t)
{
	if (errno == ENOSPC || errno == EDQUOT)
		pool_no_room(t->site->pool);
	return fault("an upload cannot be kept: %s", strerror(errno));
}

static enum err write_file(struct turn *t, const struct form_file *f, struct upload *u)
{
	char *path = arena_printf(t->arena, "%s/upload-XXXXXX", t->site->tmp);
	int fd = mkostemp(path, O_CLOEXEC);
	size_t done = 0;

	if (fd < 0)
		return not_kept(t);
	*u = (struct upload){
		.field = f->field, .name = f->name, .path = path, .size = (int64_t)f->data.len
	};
	while (done < f->data.len) {
		ssize_t n = write(fd, f->data.data + done, f->data.len - done);

		if (n < 0 && errno == EINTR)
			continue;
		if (n <= 0) {
			int why = errno;

			close(fd);
			errno = why;
			return not_kept(t);
		}
		done += (size_t)n;
	}
	close(fd);
	return OK;
}

enum err turn_files(struct turn *t)
{
	const struct form_parts *parts = &t->parts;
	struct upload *uploads;
	struct sha256_state h;

	if (!parts->files.n)
		return OK;
	uploads = ARENA_ARRAY(t->arena, parts->files.n, struct upload);

	t->rq.uploads = uploads;
	sha256_begin(&h);
	for (size_t i = 0; i < parts->files.n; i++) {
		t->rq.n_uploads = i + 1;
		TRY(write_file(t, &parts->files.at[i], &uploads[i]));
		sha256_more(&h, uploads[i].name, strlen(uploads[i].name) + 1);
		sha256_more(&h, parts->files.at[i].data.data, parts->files.at[i].data.len);
	}
	sha256_end(&h, t->files_hash);
	return OK;
}

enum err turn_form(struct turn *t)
{
	const char *type = t->in->content_type;

	if (strncasecmp(type, "multipart/form-data", 19) == 0)
		TRY(form_parse_multipart(t->arena, type, t->in->body, &t->parts));
	else if (strncasecmp(type, "application/x-www-form-urlencoded", 33) == 0)
		TRY(form_parse_urlencoded(t->arena, t->in->body, &t->parts));
	else if (t->in->body.len)
		return ERR_INPUT;
	t->rq.form = t->parts.pairs.at;
	t->rq.n_form = t->parts.pairs.n;
	return t->parts.files.n && (!t->route || !t->route->files) ? ERR_INPUT : OK;
}

void turn_form_drop(struct turn *t)
{
	for (size_t i = 0; i < t->rq.n_uploads; i++)
		if (t->rq.uploads[i].path)
			unlink(t->rq.uploads[i].path);
}
