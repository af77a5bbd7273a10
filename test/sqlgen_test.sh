#!/bin/sh
# What sqlgen accepts, writes and refuses. Each case is a small .sql file beside one migration.
set -u
root=$(cd "$(dirname -- "$0")/.." && pwd)
sqlgen=$root/${TANSIQ_BUILD:-build-check}/tools/sqlgen
dir=$(mktemp -d /tmp/tansiq-sqlgen-XXXXXX)
trap 'rm -rf "$dir"' EXIT
cd "$dir" || exit 1
mkdir s
passed=0
failed=0

cat >0001-a.sql <<'SQL'
-- A comment; with a semicolon
CREATE TABLE pupil (
  id BIGINT PRIMARY KEY,
  name TEXT NOT NULL,
  age BIGINT,
  photo BYTEA,
  ready BOOLEAN NOT NULL,
  code TEXT CONSTRAINT pupil_code UNIQUE,
  CONSTRAINT pupil_once UNIQUE (name, age),
  CONSTRAINT pupil_age CHECK (age > 0 AND age < 200)
);
CREATE UNIQUE INDEX pupil_fold ON pupil (lower(name));
CREATE TABLE pair (a BIGINT NOT NULL, b BIGINT NOT NULL REFERENCES pupil (id), PRIMARY KEY (a, b));
SQL
cat >left.sql <<'SQL'
-- fragment grown
(p.age >= :least OR p.age IS NULL)
SQL

ok() {
	passed=$((passed + 1))
}
not_ok() {
	failed=$((failed + 1))
	echo "FAILED: $1"
	[ ! -s out ] || sed 's/^/   /' out
}
gen() {
	cat >s/noun.sql
	"$sqlgen" query s s/noun.sql s/noun_sql.h s/noun_sql.c 0001-a.sql -- left.sql >out 2>&1
}

# accepts NAME, then for each further argument a text that the .h or .c must hold
accepts() {
	name=$1
	shift
	gen || { not_ok "$name: refused"; return; }
	for want in "$@"; do
		grep -qF -e "$want" s/noun_sql.h s/noun_sql.c || { not_ok "$name: no \"$want\""; return; }
	done
	cc -std=gnu17 -Wall -Wextra -Wpedantic -Wshadow -Wconversion -Werror -fsyntax-only -I. -I"$root/src" \
		s/noun_sql.c >out 2>&1 || { not_ok "$name: does not compile"; return; }
	ok
}

# refuses NAME LINE TEXT: the complaint is at that line and says that
refuses() {
	if gen; then
		not_ok "$1: accepted"
	elif grep -qF -e "s/noun.sql:$2: " out && grep -qF -e "$3" out; then
		ok
	else
		not_ok "$1: another complaint"
	fi
}

# refuses_in NAME TEXT SQL: a one-line statement of its own
refuses_in() {
	refuses "$1" 2 "$2" <<SQL
-- q(id int) -> exec
DELETE FROM pupil WHERE id = :id AND $3
SQL
}

accepts 'one row of each type' 'int64_t id;' 'const char *name;' 'struct bytes photo;' 'bool ready;' \
	'enum err q_query(struct db *db, struct arena *arena, int64_t id, struct q *row) MUST_USE;' \
	'FROM pupil WHERE id = ?1' 'FROM pupil WHERE id = $1' '* About it.' 's_noun_queries' <<'SQL'
-- q(id int) -> one
-- About it.
SELECT id, name, age, photo, ready FROM pupil WHERE id = :id
SQL
accepts 'maybe' 'struct q *row, bool *found)' <<'SQL'
-- q(id int) -> maybe
SELECT id FROM pupil WHERE id = :id
SQL
accepts 'many' 'struct q **rows, size_t *n)' <<'SQL'
-- q() -> many
SELECT id FROM pupil ORDER BY age NULLS LAST, id
SQL
accepts 'value of an expression' 'struct arena *arena, int64_t *value)' <<'SQL'
-- q() -> value
-- column n int
SELECT count(*) AS n FROM pupil
SQL
accepts 'exec, parameters by their place' 'const char *name, int64_t id, int64_t *changed)' \
	'SET name = ?1 WHERE id = ?2 AND name <> ?1' 'SET name = $1 WHERE id = $2 AND name <> $1' <<'SQL'
-- q(name text, id int) -> exec
UPDATE pupil SET name = :name WHERE id = :id AND name <> :name
SQL
accepts 'returning' 'int64_t *value)' <<'SQL'
-- q(id int, name text) -> value
INSERT INTO pupil (id, name, ready) VALUES (:id, :name, TRUE) ON CONFLICT DO NOTHING RETURNING id
SQL
accepts 'a fragment of the left slice' 'AND (p.age >= ?2 OR p.age IS NULL)' <<'SQL'
-- q(id int, least int) -> many
SELECT p.id FROM pupil p WHERE p.id > :id AND @grown
SQL
accepts 'two lines of variants' 'enum q_sort sort, enum q_only only' 'Q_SORT_BY_NAME,' 'Q_ONLY_ALL,' \
	'"q by_name ready"' 'q_sort_words[3] = { "up", "down", "by_name" }' "ORDER BY name || 'x' ASC" <<'SQL'
-- q() -> many
-- variants sort: up = id ASC | down = id DESC
--   | by_name = name || 'x' ASC
-- variants only: all = TRUE | ready = ready
SELECT id FROM pupil WHERE @only ORDER BY @sort
SQL
accepts 'two texts' 'SELECT id, 1 AS x FROM' "SELECT id, '}' || name AS y" <<'SQL'
-- q() -> many
-- column z int
SELECT id AS z FROM (@sqlite{SELECT id, 1 AS x FROM pupil}@postgres{SELECT id, '}' || name AS y FROM pupil}) t
SQL
accepts 'a shared row' 'struct pupil_row *row)' 'struct pupil_row **rows' <<'SQL'
-- a(id int) -> one
-- row pupil_row
SELECT id, name FROM pupil WHERE id = :id

-- b() -> many
-- row pupil_row
SELECT id, name FROM pupil
SQL
accepts 'strings, comments and colons inside them' "name = 'a:b ?1 -- \\\"c\\\" ''d'''" <<'SQL'
-- q() -> exec
-- It's about :nothing and "quotes".
DELETE FROM pupil -- where; 'what
 WHERE name = 'a:b ?1 -- "c" ''d'''
SQL
accepts 'a parameter called like an out-parameter' 'int64_t n, struct q **rows, size_t *n_)' <<'SQL'
-- q(n int) -> many
SELECT id FROM pupil WHERE id = :n
SQL

accepts 'a file of fragments alone' 's_noun_queries = { NULL, 0 }' <<'SQL'
-- fragment some
(p.ready)
SQL

refuses 'an unknown column' 3 'no such column: nam' <<'SQL'
-- q() -> many
SELECT id,
       nam
  FROM pupil
SQL
refuses 'an unknown parameter' 2 ':who is no parameter of q' <<'SQL'
-- q() -> exec
DELETE FROM pupil WHERE id = :who
SQL
refuses 'a parameter not used' 1 'does not use its parameter b' <<'SQL'
-- q(a int, b int) -> exec
DELETE FROM pupil WHERE id = :a
SQL
refuses 'a parameter twice' 1 'is there twice' <<'SQL'
-- q(a int, a int) -> exec
DELETE FROM pupil WHERE id = :a
SQL
refuses 'an unknown type' 1 'a type is int, text, bytes or bool' <<'SQL'
-- q(a number) -> exec
DELETE FROM pupil WHERE id = :a
SQL
refuses 'an unknown kind' 1 'a signature ends with' <<'SQL'
-- q(a int) -> some
DELETE FROM pupil WHERE id = :a
SQL
refuses 'a query twice' 3 'is there already, on line 1' <<'SQL'
-- q(a int) -> exec
DELETE FROM pupil WHERE id = :a
-- q(a int) -> exec
DELETE FROM pupil WHERE id = :a
SQL
refuses 'no statement' 1 'has no statement' <<'SQL'
-- q(a int) -> exec
-- only words
SQL
refuses 'no signature' 1 'begins with its signature' <<'SQL'
DELETE FROM pupil
SQL
refuses 'an expression without a type' 1 'add a line: -- column n int' <<'SQL'
-- q() -> value
SELECT count(*) AS n FROM pupil
SQL
refuses 'an expression without a name' 1 'give it a lower-case name' <<'SQL'
-- q() -> value
SELECT count(*) FROM pupil
SQL
refuses 'a declared type against the schema' 2 'the schema says column name is text' <<'SQL'
-- q() -> many
-- column name int
SELECT name FROM pupil
SQL
refuses 'a declared column that is not there' 2 'has no column n' <<'SQL'
-- q() -> many
-- column n int
SELECT id FROM pupil
SQL
refuses 'two columns of one name' 1 'two columns called id' <<'SQL'
-- q() -> many
SELECT p.id, o.id FROM pupil p, pupil o
SQL
refuses 'rows from exec' 1 'gives rows' <<'SQL'
-- q() -> exec
SELECT id FROM pupil
SQL
refuses 'no rows from one' 1 'gives no rows' <<'SQL'
-- q() -> one
DELETE FROM pupil
SQL
refuses 'a value of two columns' 1 'a value is one column' <<'SQL'
-- q() -> value
SELECT id, age FROM pupil
SQL
refuses 'a word of C' 1 'case cannot be the name of a parameter' <<'SQL'
-- q(case int) -> exec
DELETE FROM pupil WHERE id = :case
SQL
refuses 'unlike shared rows' 4 'but not its columns' <<'SQL'
-- a() -> many
-- row r
SELECT id FROM pupil
-- b() -> many
-- row r
SELECT name FROM pupil
SQL
refuses 'an unknown fragment' 2 '@nowhere is no fragment' <<'SQL'
-- q() -> exec
DELETE FROM pupil WHERE @nowhere
SQL
refuses 'fragments in a circle' 4 'uses itself' <<'SQL'
-- fragment a
(@b)
-- fragment b
(@a)
-- q() -> exec
DELETE FROM pupil WHERE @a
SQL
refuses 'a fragment twice' 3 'is there already, in' <<'SQL'
-- fragment twice
TRUE
-- fragment twice
FALSE
SQL
refuses 'a bare OR in a fragment' 2 'put parentheses around the fragment loose' <<'SQL'
-- fragment loose
p.age > 1 OR p.ready
SQL
refuses 'an unclosed text for one engine' 2 'is not closed with }' <<'SQL'
-- q() -> exec
DELETE FROM pupil WHERE @sqlite{TRUE
SQL
refuses 'an unclosed string' 2 "is not closed with '" <<'SQL'
-- q() -> exec
DELETE FROM pupil WHERE name = 'x
SQL
refuses 'a wrong variant' 3 'no such column: nowhere' <<'SQL'
-- q() -> many
-- variants sort: up = id
--   | down = nowhere
SELECT id FROM pupil ORDER BY @sort
SQL
refuses_in 'ILIKE' 'write LIKE on a folded column' "name ILIKE 'x'"
refuses_in 'GLOB' 'write LIKE on a folded column' "name GLOB 'x'"
refuses_in 'JSON operators' 'JSON operators are not used' "name ->> 'x' = 'y'"
refuses_in '::' 'write CAST(x AS BIGINT)' "name::bigint = 1"
refuses_in 'now()' 'a parameter such as :now' "name < now()"
refuses_in 'CURRENT_TIMESTAMP' 'a parameter such as :now' "name < CURRENT_TIMESTAMP"
refuses_in 'ifnull' 'write coalesce' "ifnull(age, 1) = 1"
refuses_in 'date_trunc' 'ISO-8601' "date_trunc('day', name) = 'x'"
refuses_in 'strftime' 'ISO-8601' "strftime('%Y', name) = 'x'"
refuses_in 'quoted identifiers' 'quoted identifiers' '"name" = 1'
refuses_in 'arrays' 'arrays' 'age = [1]'
refuses_in 'rowid' 'the column id' 'rowid = 1'
refuses_in '==' 'write =' 'age == 1'
refuses_in 'question marks' 'write a parameter as :name' 'age = ?'
refuses_in 'dollar signs' 'write a parameter as :name' 'age = $1'
refuses_in 'semicolons' 'leave the semicolon out' 'age = 1;'
refuses_in 'block comments' 'write comments as --' 'age = 1 /* x */'
refuses_in 'floating types' 'a scaled BIGINT' 'CAST(age AS REAL) = 1'
refuses 'OR REPLACE' 2 'write ON CONFLICT' <<'SQL'
-- q(id int) -> exec
INSERT OR REPLACE INTO pair (a, b) VALUES (:id, :id)
SQL

# ---- migrations ----
migrations() {
	"$sqlgen" migrations out.c "$@" >out 2>&1
}
if migrations 0001-a.sql && grep -qF '{ "pupil.name, pupil.age", "pupil_once" }' out.c &&
	grep -qF '{ "pupil.code", "pupil_code" }' out.c && grep -qF '{ "pupil.id", "pupil_pkey" }' out.c &&
	grep -qF '{ "pair.a, pair.b", "pair_pkey" }' out.c && grep -qF "{ \"index 'pupil_fold'\", \"pupil_fold\" }" out.c &&
	grep -qF '"0001-a"' out.c && cc -std=gnu17 -Wall -Werror -fsyntax-only -I"$root/src" out.c >out 2>&1
then ok; else not_ok 'constraint names'; fi

# refuses_migration NAME WHERE TEXT: reads 0002-b.sql, or the file in $file
file=0002-b.sql
refuses_migration() {
	cat >"$file"
	if migrations 0001-a.sql "$file"; then
		not_ok "$1: accepted"
	elif grep -qF -e "$file$2: " out && grep -qF -e "$3" out; then
		ok
	else
		not_ok "$1: another complaint"
	fi
	rm -f "$file"
}
refuses_migration 'an unnamed UNIQUE' :3 'write CONSTRAINT name UNIQUE' <<'SQL'
CREATE TABLE x (
  id BIGINT PRIMARY KEY,
  a TEXT UNIQUE
);
SQL
refuses_migration 'an unnamed CHECK' :1 'write CONSTRAINT name CHECK' <<'SQL'
CREATE TABLE x (id BIGINT PRIMARY KEY, a BIGINT, CHECK (a > 1));
SQL
refuses_migration 'another type' :1 'write BIGINT' <<'SQL'
CREATE TABLE x (id INTEGER PRIMARY KEY);
SQL
refuses_migration 'no type' '' 'has type ""' <<'SQL'
CREATE TABLE x (id BIGINT PRIMARY KEY, a);
SQL
refuses_migration 'a mistake on a later line' :3 'syntax error' <<'SQL'
CREATE TABLE x (id BIGINT PRIMARY KEY);

CREATE TABEL y (id BIGINT PRIMARY KEY);
SQL
file=0001-c.sql
refuses_migration 'a number twice' '' 'not above that of the one before, 0001' <<'SQL'
CREATE TABLE x (id BIGINT PRIMARY KEY);
SQL
file=extra.sql
refuses_migration 'a file name without a number' '' 'is named 0001-name.sql' <<'SQL'
CREATE TABLE x (id BIGINT PRIMARY KEY);
SQL

# The project's own budget of texts for one engine.
two=$(grep -rhoE '@(sqlite|postgres)[{]' "$root/src" --include='*.sql' | wc -l)
if [ "$two" -le 6 ]; then ok; else not_ok "$two texts for one engine; three pairs are allowed"; fi

echo "$passed passed, $failed failed"
[ "$failed" = 0 ]
