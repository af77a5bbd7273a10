#include "core/merkle.h"

#include "base/text.h"
#include "test/harness.h"

/*
 * The eight leaves, their roots and the path are the known answers that implementations of RFC 6962
 * share; computed again by a program of a dozen lines straight from the definition of MTH in §2.1.
 */
static const char *const leaves[] = { "", "00", "10", "2021", "3031", "40414243",
	"5051525354555657", "606162636465666768696a6b6c6d6e6f" };

static const char *const roots[] = {
	"e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
	"6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
	"fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
	"aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
	"d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
	"4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
	"76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
	"ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
	"5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
};

/* PATH(5, D[7]). */
static const char *const path_5_of_7[] = {
	"bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b",
	"b08693ec2e721597130641e8211e7eedccb4c26413963eee6c1e2ed16ffb1a5f",
	"d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
};

static struct hash leaf(struct t *t, size_t i)
{
	struct bytes b;

	CHECK(text_unhex(t->arena, leaves[i], &b));
	return merkle_leaf(b.data, b.len);
}

static struct hash unhex(struct t *t, const char *s)
{
	struct hash h = { 0 };
	struct bytes b;

	if (CHECK(text_unhex(t->arena, s, &b) && b.len == 32))
		memcpy(h.b, b.data, 32);
	return h;
}

static const char *hex(struct t *t, struct hash h)
{
	return text_hex(t->arena, (struct bytes){ h.b, 32 });
}

TEST(roots_of_nought_to_eight_leaves_are_the_known_ones)
{
	struct merkle m = { 0 };
	struct merkle_node done[62];

	CHECK_STR(roots[0], hex(t, merkle_root(&m)));
	for (size_t i = 0; i < COUNT_OF(leaves); i++) {
		merkle_add(&m, leaf(t, i), done);
		CHECK_INT((int64_t)i + 1, m.size);
		CHECK_STR(roots[i + 1], hex(t, merkle_root(&m)));
	}
}

TEST(a_leaf_completes_the_subtrees_that_end_with_it)
{
	struct merkle m = { 0 };
	struct merkle_node done[62];

	CHECK_INT(0, (int64_t)merkle_add(&m, leaf(t, 0), done));
	CHECK_INT(1, (int64_t)merkle_add(&m, leaf(t, 1), done));
	CHECK_INT(1, done[0].level);
	CHECK_INT(0, done[0].place);
	CHECK_STR(roots[2], hex(t, done[0].hash));
	CHECK_INT(0, (int64_t)merkle_add(&m, leaf(t, 2), done));
	CHECK_INT(2, (int64_t)merkle_add(&m, leaf(t, 3), done));
	CHECK_INT(1, done[0].place);
	CHECK_INT(2, done[1].level);
	CHECK_STR(roots[4], hex(t, done[1].hash));
	for (size_t i = 4; i < 7; i++)
		merkle_add(&m, leaf(t, i), done);
	CHECK_INT(3, (int64_t)merkle_add(&m, leaf(t, 7), done));
	CHECK_INT(3, done[0].place);
	CHECK_INT(1, done[1].place);
	CHECK_INT(0, done[2].place);
}

TEST(a_known_path_is_accepted_and_only_where_it_belongs)
{
	struct hash root = unhex(t, roots[7]), path[3];

	for (size_t i = 0; i < 3; i++)
		path[i] = unhex(t, path_5_of_7[i]);
	CHECK(merkle_included(5, 7, leaf(t, 5), path, 3, root));
	CHECK(!merkle_included(4, 7, leaf(t, 5), path, 3, root));
	CHECK(!merkle_included(5, 7, leaf(t, 4), path, 3, root));
	CHECK(!merkle_included(5, 8, leaf(t, 5), path, 3, unhex(t, roots[8])));
	CHECK(!merkle_included(5, 7, leaf(t, 5), path, 2, root));
	CHECK(!merkle_included(7, 7, leaf(t, 5), path, 3, root));
	CHECK(!merkle_included(-1, 7, leaf(t, 5), path, 3, root));
	path[1].b[0] ^= 1;
	CHECK(!merkle_included(5, 7, leaf(t, 5), path, 3, root));
}
