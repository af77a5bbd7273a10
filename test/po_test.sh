#!/bin/sh
# What pogen refuses, and what po-check and po-update find. Needs the built pogen.
cd "$(dirname -- "$0")/.." || exit 1
root=$(pwd)
pogen=${TANSIQ_BUILD:-build-check}/tools/pogen
case $pogen in /*) ;; *) pogen=$root/$pogen ;; esac
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

for lang in ar ckb kmr en; do printf 'msgid ""\nmsgstr "Language: %s\\n"\n' $lang >"$dir/$lang.po"; done

# pogen_refuses TEXT LINE WORDS: the text, as a Sorani catalogue, is refused at the line with the words.
pogen_refuses() {
	printf "$1" >"$dir/x.po"
	if "$pogen" "$dir/c.c" c "$dir/ar.po" "$dir/x.po" "$dir/kmr.po" "$dir/en.po" >"$dir/out" 2>&1; then
		report 1 "pogen refuses $3"
	else
		grep -qF -- "x.po:$2: $3" "$dir/out"
		report $? "pogen refuses $3, line $2"
	fi
}
pogen_refuses 'msgid "a"\nmsgstr "b\n' 2 'string without end'
pogen_refuses 'msgid "a"\nmsgstr "b\\q"\n' 2 'unknown escape'
pogen_refuses 'msgid "a"\nmsgstr "b" x\n' 2 'text after the string'
pogen_refuses 'msgid "a"\nmsgstring "b"\n' 2 'not understood'
pogen_refuses '"a"\n' 1 'a string in quotes is due'
pogen_refuses 'msgid "a"\nmsgid "b"\n' 2 'the message before this one has no msgstr'
pogen_refuses 'msgid "a"\n\nmsgid "b"\nmsgstr ""\n' 1 'message without msgstr'
pogen_refuses 'msgid "a"\nmsgid_plural "b"\nmsgstr[0] "x"\n' 1 '1 forms where 2 are due'
pogen_refuses 'msgid "a"\nmsgid_plural "b"\nmsgstr[1] "x"\n' 3 'not understood'
pogen_refuses 'msgid "a"\nmsgid_plural "b"\nmsgstr[0] "x"\nmsgstr[1] "x"\nmsgstr[2] "x"\n' 1 '3 forms where 2 are due'

# A small project of its own.
tree() {
	rm -rf "$dir/p"
	mkdir -p "$dir/p/po" "$dir/p/src" "$dir/p/migrations" "$dir/p/tools"
	cp tools/po-check tools/po-update tools/pofile.py "$dir/p/tools/"
	cp "$dir"/ar.po "$dir"/ckb.po "$dir"/kmr.po "$dir"/en.po "$dir/p/po/"
	printf '/* _("not this") */\n#define _(text) text\nconst char *a = _("One "\n\t"text"), *b = tr(cx->lang, "Two");\nm = MSGN("{1} row", "{1} rows", n);\n' >"$dir/p/src/a.c"
	printf '_("never")\n' >"$dir/p/src/a_test.c"
	printf '<p title="{{"Say \\"hi\\""}}">{{plural "{1} of {2}" "{1} of {2}", n, N(n), S(s)}}</p>\n' >"$dir/p/src/b.html"
	printf -- '-- words: "From a table", "Another"\n' >"$dir/p/migrations/1.sql"
}
tree
"$dir/p/tools/po-check" >"$dir/out" 2>&1
[ $? = 1 ] && grep -qF 'po/ar.po: untranslated: "One text" (src/a.c)' "$dir/out" && grep -qF 'po/ckb.po: untranslated: "Two" (src/a.c)' "$dir/out"
report $? 'po-check lists what is untranslated in Arabic and Sorani'
grep -qF 'of 7, ' "$dir/out" && grep -qF 'kmr 0 of 7' "$dir/out" && ! grep -qF 'po/kmr.po' "$dir/out" && ! grep -qF 'never' "$dir/out" && ! grep -qF 'not this' "$dir/out"
report $? 'po-check collects C, templates and marked tables, no tests and no comments'

"$dir/p/tools/po-update" >"$dir/out" && grep -qF 'po/kmr.po: 7 messages, 7 added, 0 gone, 7 untranslated' "$dir/out"
report $? 'po-update adds what is new'
cp "$dir/p/po/ar.po" "$dir/before.po"
"$dir/p/tools/po-update" >"$dir/out" && cmp -s "$dir/before.po" "$dir/p/po/ar.po"
report $? 'po-update twice changes nothing'

words() {
	printf 'One text\tنص\tدەق\nTwo\tاثنان\tدوو\n{1} row\tلا صفوف | صف | صفان | {1} صفوف | {1} صفاً | {1} صف\tیەک ڕیز | {1} ڕیز\nSay "hi"\tقل\tبڵێ\nFrom a table\tج\tخ\nAnother\tآ\tت\n'
}
words >"$dir/w.tsv"
printf '{1} of {2}\t{2} | {2} | {2} | {1} {2} | {1} {2} | {1} {2}\t{1} {2} | {1} {2}\n' >>"$dir/w.tsv"
"$dir/p/tools/po-update" --words "$dir/w.tsv" >"$dir/out" && "$dir/p/tools/po-check" >"$dir/out" &&
	grep -qF 'ar 7 of 7 (7 unchecked), ckb 7 of 7 (7 unchecked), kmr 0 of 7' "$dir/out"
report $? 'po-check is content with whole Arabic and Sorani'
"$pogen" "$dir/c.c" c "$dir/p/po/ar.po" "$dir/p/po/ckb.po" "$dir/p/po/kmr.po" "$dir/p/po/en.po" >"$dir/out" 2>&1
report $? 'pogen compiles what po-update wrote'
"$dir/p/tools/po-check" --unchecked >"$dir/out" && grep -qF 'po/ckb.po: unchecked: "Two" → "دوو"' "$dir/out"
report $? 'po-check lists what no native reader has checked'

# check_finds SED FILE WORDS: after the change po-check fails with the words.
cp -r "$dir/p" "$dir/good"
check_finds() {
	rm -rf "$dir/p"
	cp -r "$dir/good" "$dir/p"
	sed -i "$1" "$dir/p/$2"
	if "$dir/p/tools/po-check" >"$dir/out" 2>&1; then
		report 1 "po-check finds $3"
	else
		grep -qF -- "$3" "$dir/out"
		report $? "po-check finds $3"
	fi
}
check_finds 's/msgstr\[1\] "{1} ڕیز"/msgstr[1] "{3} ڕیز"/' po/ckb.po 'places differ ({3})'
check_finds 's/{1} {2}/{1}/' po/ar.po 'places differ ({2})'
check_finds '$ a msgid "Two"\nmsgstr "دووەم"' po/ckb.po '"Two" is there twice'
check_finds 's/msgstr "دوو"/msgstr ""/' po/ckb.po 'untranslated: "Two"'
check_finds 's/^msgid "Two"/#, fuzzy\nmsgid "Two"/' po/ar.po 'untranslated: "Two"'
check_finds '/msgstr\[5\] "{1} صف"/d' po/ar.po '5 forms, 6 are due'
check_finds 's/"{1} rows"/"{1} lines"/; $ a MSGN("{1} row", "{1} rows", n);' src/a.c 'has two plurals'
check_finds '$ a _("New words")' src/a.c 'untranslated: "New words"'
rm -rf "$dir/p"
cp -r "$dir/good" "$dir/p"
sed -i 's/tr(cx->lang, "Two")/NULL/' "$dir/p/src/a.c"
"$dir/p/tools/po-update" >"$dir/out" && grep -qF '#~ msgid "Two"' "$dir/p/po/ar.po" && "$dir/p/tools/po-check" >"$dir/out"
report $? 'what no source says any more is kept as obsolete'

printf '%d passed, %d failed\n' "$passed" "$failed"
[ "$failed" = 0 ]
