#!/bin/sh
# What embed puts into the program. Needs the built tool.
cd "$(dirname -- "$0")/.." || exit 1
embed=${TANSIQ_BUILD:-build-check}/tools/embed
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
passed=0 failed=0

report() {
	if [ "$1" = 0 ]; then
		passed=$((passed + 1))
	else
		failed=$((failed + 1))
		printf 'FAILED %s\n' "$2"
		sed 's/^/  /' "$dir/out"
	fi
}

mkdir -p "$dir/a/fonts" "$dir/a/css"
printf 'font' >"$dir/a/fonts/f.woff2"
printf '@font-face { src: url("../fonts/f.woff2") format("woff2") } a { background: url(data:image/png;base64,x) }\n' >"$dir/a/css/app.css"
awk 'BEGIN { for (i = 0; i < 500; i++) print "let x = 1;" }' >"$dir/a/app.js"

"$embed" "$dir/t.c" "$dir/a" "$dir/a/css/app.css" "$dir/a/app.js" "$dir/a/fonts/f.woff2" >"$dir/out" 2>&1
report $? 'files are embedded'

cat >"$dir/main.c" <<'C'
#include <stdio.h>
#include <string.h>
#include "web/asset.h"
int main(int argc, char **argv)
{
	for (size_t i = 0; i < asset_count; i++) {
		const struct asset *a = &assets[i];
		if (argc == 1)
			printf("%s %s %s %zu %d\n", a->path, a->hashed, a->type, a->len, a->gz != NULL);
		else if (strcmp(argv[1], a->path) == 0)
			fwrite(argc > 2 ? a->gz : a->data, 1, argc > 2 ? a->gz_len : a->len, stdout);
	}
	return 0;
}
C
${CC:-cc} -std=gnu17 -Wall -Wextra -Wpedantic -Werror -Isrc -o "$dir/main" "$dir/main.c" "$dir/t.c" >"$dir/out" 2>&1
report $? 'the table compiles'
"$dir/main" >"$dir/out"
font=$(sha256sum "$dir/a/fonts/f.woff2" | cut -c1-12)
grep -qx "fonts/f.woff2 fonts/f.$font.woff2 font/woff2 4 0" "$dir/out"
report $? 'names carry the hash of the content; what gzip does not make smaller is kept plain'
grep -q '^app.js app\.[0-9a-f]\{12\}\.js text/javascript; charset=utf-8 5500 1$' "$dir/out"
report $? 'text is gzipped'
[ "$(cut -d' ' -f1 "$dir/out" | tr '\n' ' ')" = 'app.js css/app.css fonts/f.woff2 ' ]
report $? 'the table is ordered by path'
"$dir/main" app.js gz | gzip -dc | cmp -s - "$dir/a/app.js"
report $? 'gzip gives the file back'
"$dir/main" css/app.css >"$dir/out"
grep -qF "url(\"../fonts/f.$font.woff2\") format(\"woff2\")" "$dir/out" && grep -qF 'url(data:image/png;base64,x)' "$dir/out"
report $? 'url() of a style sheet is rewritten, data: stays'

refuses() {
	if "$embed" "$dir/t.c" "$dir/a" "$dir/a/$1" >"$dir/out" 2>&1; then
		report 1 "refuses $1"
	else
		grep -qF -- "$2" "$dir/out"
		report $? "refuses $1: $2"
	fi
}
printf 'a { background: url(https://evil.example/x.png) }' >"$dir/a/far.css"
refuses far.css 'is none of the files'
printf '@import url(self.css);' >"$dir/a/self.css"
refuses self.css 'in a circle'
printf 'x' >"$dir/a/x.exe"
refuses x.exe 'no type is known'
refuses missing.css 'cannot be read'

printf '%d passed, %d failed\n' "$passed" "$failed"
[ "$failed" = 0 ]
