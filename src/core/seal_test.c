#include "core/seal.h"

#include <sys/stat.h>
#include <unistd.h>

#include "test/fixtures.h"
#include "test/harness.h"

static const struct bytes secret = { (const unsigned char *)"a secret", 8 };

DBTEST(a_sealed_secret_opens_for_its_owner_alone)
{
	struct ctx *cx = t_ctx(t);
	const char *one, *two;
	char *changed;
	struct bytes back;

	CHECK_ERR(OK, seal(cx, 7, secret, &one));
	CHECK_ERR(OK, seal(cx, 7, secret, &two));
	CHECK(strcmp(one, two) != 0);
	CHECK_ERR(OK, unseal(cx, 7, one, &back));
	CHECK_INT(8, (int64_t)back.len);
	CHECK(memcmp(back.data, "a secret", 8) == 0);
	CHECK_ERR(ERR_FAULT, unseal(cx, 8, one, &back));
	changed = arena_printf(cx->arena, "%s", one);
	changed[60] = changed[60] == '0' ? '1' : '0';
	CHECK_ERR(ERR_FAULT, unseal(cx, 7, changed, &back));
	changed[20] = '\0';
	CHECK_ERR(ERR_FAULT, unseal(cx, 7, changed, &back));
}

DBTEST(the_key_of_sealing_is_its_owners_alone)
{
	struct ctx *cx = t_ctx(t);
	const char *path = arena_printf(cx->arena, "%s/keys/factor.key", t->dir), *sealed;
	struct bytes back;
	struct stat st;

	CHECK_ERR(OK, seal(cx, 7, secret, &sealed));
	CHECK_INT(0, stat(path, &st));
	CHECK_INT(0600, st.st_mode & 07777);
	CHECK_INT(0, chmod(path, 0640));
	CHECK_ERR(ERR_FAULT, unseal(cx, 7, sealed, &back));
	CHECK_INT(0, chmod(path, 0600));
	CHECK_ERR(OK, unseal(cx, 7, sealed, &back));
	CHECK_INT(0, truncate(path, 10));
	CHECK_ERR(ERR_FAULT, unseal(cx, 7, sealed, &back));
	CHECK_INT(0, unlink(path));
	CHECK_ERR(ERR_FAULT, unseal(cx, 7, sealed, &back));
	CHECK_ERR(OK, seal(cx, 7, secret, &sealed));
	CHECK_ERR(OK, unseal(cx, 7, sealed, &back));
}
