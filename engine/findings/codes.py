"""The table of finding codes: E stops the work, W warns, N only tells.

The number says which room found it: 1 reading YAML, 2 the shape of a ruleset, 3 expressions,
4 rules as a whole, 5 data, 6 output, 7 templates, 9 the command line.
"""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Code:
    """What a code stands for, in one line."""

    code: str
    title: str


def _table(rows: dict[str, str]) -> dict[str, Code]:
    return {code: Code(code, title) for code, title in rows.items()}


CODES: dict[str, Code] = _table(
    {
        # 1 reading YAML
        "E101": "A file cannot be read",
        "E102": "More than a ruleset may hold",
        "E103": "A file that is not text in UTF-8",
        "E104": "YAML that cannot be read",
        "E105": "A key twice in one map",
        "E106": "A part of YAML that rulesets do not use",
        "E107": "A file without keys and values",
        "E108": "A number that cannot be used",
        "E109": "A text cut off by a comment",
        "E110": "A file or ruleset that cannot be taken in",
        "E111": "A key in two files",
        "E112": "A file that cannot be written",
        "E113": "A file that cannot be laid out",
        "W101": "A byte order mark",
        "W102": "A comment that was probably part of a text",
        # 2 the shape of a ruleset
        "E201": "A key that the language does not have",
        "E202": "A key that is missing",
        "E203": "A value of another kind than its key asks for",
        "E204": "A value that is not one of those permitted",
        "E205": "A number out of range",
        "E206": "A text of another form than its key asks for",
        "E207": "Keys that do not go together",
        "E208": "An id that expressions cannot use",
        "E209": "An empty part, or too many in it",
        # 3 expressions
        "E301": "An expression that cannot be read",
        "E302": "An expression that is too long or too deep",
        "E303": "A character that looks like another, or like nothing",
        "E304": "Something that expressions do not have",
        "E305": "A name that is not known",
        "E306": "A function that does not exist",
        "E307": "A function with values that it cannot take",
        "E308": "Kinds that do not go together",
        "E309": "A value that the category does not list",
        "E310": "A number, text or list that cannot occur",
        "E311": "None where a value is needed",
        "E312": "A function over all accounts where one row is seen",
        "W301": "Numbers with decimals compared for equality",
        "W302": "A condition that is always or never true",
        # 4 rules as a whole
        "E401": "An id used twice",
        "E402": "A name of something that does not exist",
        "E403": "Bands that do not ascend",
        "E404": "A scale without a length",
        "E405": "An axis that cannot be cut into levels",
        "E406": "Cells of a matrix covered twice or never",
        "E407": "Tiers that do not ascend to 100%",
        "E408": "An otherwise that hides what stands after it",
        "E409": "A list of values that contradicts itself",
        "E410": "Ranges that do not fit their bins",
        "E411": "A path out of the ruleset's folder",
        "E412": "A language that the ruleset does not have",
        "E413": "Bounds in the wrong order",
        "W401": "More segments than the goals allow",
        "W402": "A review date that has passed",
        "W403": "Something to find out without a source and a method",
        "W404": "Values that no band covers",
        "W405": "A text that lacks a language",
        # 45 a ruleset made ready to run
        "E451": "A rule that needs its own result",
        "E452": "An expression of a kind that does not fit its place",
        "E453": "A text names a value that does not exist",
        "E454": "Braces in a text that cannot be read",
        "E455": "Points for a value that never occurs",
        # 5 data
        "E501": "A data file cannot be read",
        "E502": "A data file outside the ruleset's folder",
        "E503": "Rows with too many or too few fields",
        "E504": "A quote that is never closed",
        "E505": "Characters that cannot be read",
        "E506": "A file without a header line, or with a column twice",
        "E507": "A column is missing",
        "E508": "A key that stands for several rows",
        "E509": "A row without a key",
        "E510": "A table without data",
        "E511": "A data file beyond the limits",
        "E512": "A workbook's sheet cannot be used",
        "E513": "A query cannot be run",
        "E514": "A data frame cannot be used",
        "E515": "A value that does not fit its field (strict)",
        "E516": "Tables or fields that wait for each other",
        "W501": "Values that do not fit their field",
        "W502": "Rows of accounts that do not exist",
        "W503": "Rows without an account",
        "W504": "Rows without a date",
        "W505": "A lookup that finds nothing",
        "W506": "A field that is always missing",
        "W507": "Keys that differ by capitals or blanks only",
        "W508": "A corporate group that does not hold together",
        "W509": "Values older than their field allows",
        "W510": "A header line repeated among the rows",
        "W511": "Cells of a workbook without a value of their own",
        "W512": "A key linked to several accounts",
        "W513": "A table without rows",
        "W514": "Points that probably separate thousands",
        "W516": "A date before the one that it has to follow",
        "W515": "A table whose rows all lie after the day of the run",
        "N501": "How a data file was read",
        "N502": "Rows dated after the day the model looks from",
        "N503": "Empty rows left out",
        "N504": "Row numbers stand in for keys",
        # 55 the evaluation
        "E551": "A carrier that does not exist",
        "E552": "A carrier that is not installed",
        "W551": "A result too large to compute",
        "W552": "Values that a criterion gives no points",
        "W553": "Values below the first band",
        "W554": "Accounts that fit no segment",
        "W555": "Values that a reference table does not have",
        # 6 output
        "E601": "The output folder cannot be written",
        "E602": "No room on the disk",
        "E603": "Another run writes to the same folder",
        "E604": "A file stands where the output folder should be",
        "E605": "A folder that sikta did not write",
        "E606": "Files in the output folder that sikta did not write",
        "W601": "Too many accounts for a spreadsheet",
        # 7 templates
        "E701": "A template failed",
        "E702": "A template that cannot be read",
        "E703": "A template that asks for more than to read values",
        "E704": "A template that takes too long or writes too much",
        "E705": "A template that does not exist",
        "E706": "A template's file that cannot be used",
        "E707": "A template uses a name that it is not given",
        "E708": "The record of a run that briefs are made from cannot be read",
        "E709": "A format that briefs are not written in",
        "W701": "A template of the ruleset that replaces none",
        "W702": "A language that sikta has no words in",
        # 9 the command line
        "E901": "Wrong use of a command",
        "E902": "No day to look from",
        "E903": "A folder that no run wrote",
        "E911": "An account that does not exist",
        "E912": "A name that several accounts have",
        "N901": "Part of the language that is not computed yet",
    }
)
