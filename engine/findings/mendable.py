"""Which findings `check --fix` mends, decided code by code.

A repair is given only where one mending is obvious and what is right elsewhere keeps its meaning. Where two readings are
possible, a person decides: `1,000` may be a thousand or one with three decimals.
"""

from collections.abc import Mapping

MENDED: Mapping[str, str] = {
    "E103": "an invisible control character goes; another encoding is for the editor to change",
    "E104": "a forgotten colon, blank or closing quotation mark is put in; a line that begins a blank or two beside the others is moved; tabs at the beginning of lines become blanks where the file can say one thing only; a text that begins with > or @, or that holds a colon, gets quotes",
    "E109": "a text that a comma or # cut off gets quotes; a number gets a point, unless its comma may part thousands, and loses its comma where the number before it says that it does",
    "E110": "a misspelt id that was to be removed",
    "W101": "the mark goes",
    "E201": "a misspelt key, or the word that other programs have for it, unless the right one stands there too; a key whose colon was forgotten between braces",
    "E203": "yes and no become true and false; numbers leave or get quotes; a bound alone gets its key: {up_to: 80%}",
    "E204": "a misspelt word, or the word that other programs have for it",
    "E205": "a share above 1 gets its sign: 80 becomes 80%",
    "E206": "dates, spans of time and date patterns in another notation, where they can mean one thing only; decimal commas; points with a percent sign: 50% becomes 50",
    "E301": "a comma inside a number, unless it may part thousands",
    "E303": "the plain character for one that looks like it; characters of no width go, marks of direction do not",
    "E304": "signs and words of other languages: = & | ~ <> AND, 20% as 0.2, amounts without the sign of their currency",
    "E305": "a misspelt name; a value of the compared category without its quotes; null behind is",
    "E306": "a misspelt function, or another program's name for one that takes the same values",
    "E308": "a number in quotes beside a number, a value where a list of one is needed, a day where a date is needed",
    "E309": "a misspelt value",
    "E311": "== None becomes is None",
    "E402": "a misspelt name; not where several cells of a matrix use it, for then the one among the axes may be wrong",
    "E403": "a point that parts thousands, where only the number without it is in order: 5.600 after 2800",
    "E409": "a misspelt value that a synonym stands for",
    "E410": "a point that parts thousands, where only the number without it is in order",
    "E412": "the letters of a country where its language lacks: se for sv",
    "E453": "a misspelt name between braces",
    "E455": "a misspelt value",
}
"""What is mended under each code; other findings of the same code are left to a person."""

LEFT: Mapping[str, str] = {
    "E101": "nothing can be read",
    "E102": "what to leave out is a choice",
    "E105": "either of the two may be meant",
    "E106": "what to write in its place is a choice",
    "E107": "there is nothing to mend",
    "E108": "the number that was meant is not there",
    "E111": "either of the two may be meant",
    "E112": "it is about the file, not about what it says",
    "E113": "it is about the file, not about what it says",
    "W102": "# may begin a comment after all",
    "E202": "what to write behind the key is a choice",
    "E207": "either of the two may be meant",
    "E208": "an id is a name that its owner chooses",
    "E209": "what to fill in is a choice",
    "E302": "how to divide it is a choice",
    "E307": "the value that was meant is not there",
    "E310": "the value that was meant is not there",
    "E312": "it becomes a metric, whose name is a choice",
    "W301": "how far to round is a choice",
    "W302": "what was meant is not there",
    "E401": "which one gets another name is a choice",
    "E404": "which end is wrong cannot be told",
    "E405": "either the order or a number may be wrong",
    "E406": "which segment gets the cell is a choice",
    "E407": "either the order or a number may be wrong",
    "E408": "what comes last is a choice",
    "E411": "where the file is to lie is a choice",
    "E413": "either the order or a number may be wrong",
    "W401": "which segments to join is a choice",
    "W402": "a review takes a person",
    "W403": "only a person knows the source",
    "W404": "how many points such values get is a choice",
    "W405": "a translation takes a person",
    "W406": "where the data lies is known elsewhere",
    "E451": "where to break the circle is a choice",
    "E452": "what to ask of the value is a choice",
    "E454": "which braces are meant as such cannot be told",
}
"""Why no finding of a code about the files of a ruleset is mended without asking."""
