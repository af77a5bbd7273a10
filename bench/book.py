"""A workbook of many questions in two languages, as XLSForm: book.py FILE QUESTIONS."""
import sys

from openpyxl import Workbook

LANGUAGES = ("Arabic (ar)", "English (en)")


def main(path, questions):
    book = Workbook()
    book.remove(book.active)
    survey = book.create_sheet("survey")
    survey.append(["type", "name", *[f"label::{x}" for x in LANGUAGES], *[f"hint::{x}" for x in LANGUAGES],
                   "required", "relevant", "constraint", *[f"constraint_message::{x}" for x in LANGUAGES]])
    for i in range(questions):
        if i % 50 == 0:
            if i:
                survey.append(["end group"])
            survey.append(["begin group", f"g{i // 50}", f"القسم {i // 50}", f"Section {i // 50}"])
        kind = ("text", "integer", "select_one yesno", "select_multiple topics", "date")[i % 5]
        rule = [". >= 0", "لا يقل عن صفر.", "Not below zero."] if kind == "integer" else [None, None, None]
        relevant = f"${{q{i - 3}}} = 'yes'" if i % 50 >= 5 and i % 5 == 0 else None
        survey.append([kind, f"q{i}", f"السؤال رقم {i}: ما الذي تحتاجه وزارتكم؟",
                       f"Question {i}: what does your ministry need?",
                       "أجب بما تعرفه اليوم.", "Answer by what you know today.",
                       "yes" if i % 7 == 0 else None, relevant, *rule])
    survey.append(["end group"])
    choices = book.create_sheet("choices")
    choices.append(["list_name", "name", *[f"label::{x}" for x in LANGUAGES]])
    choices.append(["yesno", "yes", "نعم", "Yes"])
    choices.append(["yesno", "no", "لا", "No"])
    for i in range(20):
        choices.append(["topics", f"t{i}", f"الموضوع {i}", f"Topic {i}"])
    settings = book.create_sheet("settings")
    settings.append(["form_title", "form_id", "version", "default_language"])
    settings.append(["Many questions", "many_questions", "1", LANGUAGES[0]])
    book.save(path)


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]))
