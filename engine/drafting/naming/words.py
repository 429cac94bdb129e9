"""Words in the names of files and columns that tell what they hold, in English, Dutch, Swedish and German."""

import re

_COMPOUND = re.compile(
    r"(account|client|company|contact|customer|cust|deal|invoice|klant|kund|line|order|product)(id|code|name|naam|namn|no)|(\w{3,})(nr|nummer)"
)
_PARTS = re.compile(r"[A-Z]+(?![a-zà-ž])|[A-ZÀ-Þ]?[a-zà-ž]+|\d+|[^\W\d_]+")

ACCOUNT = "account customer client klant kund kunde company bedrijf firma företag foretag relatie debiteur debitor organisation organization cust"
KEY = "id code kod nr no num number nummer key sleutel uid guid ref"
NAME = (
    "name naam namn bedrijfsnaam klantnaam kundnamn company bedrijf firma företag organisation organization"
)
PERSON = "contact first last person street address adres adress manager agent seller employee user middle parent moeder"
PARENT = (
    "parent part_of subsidiary moeder moder moderbolag mother mutter concern koncern holding head belongs"
)
MONEY = "amount value revenue sales turnover omzet bedrag belopp omsättning omsattning umsatz betrag intäkt spend spending net total waarde värde price_total subtotal budget kronor"
UNIT_PRICE = "price prijs pris preis tarief rate unitprice"
QUANTITY = "quantity qty aantal antal menge pieces stuks hoeveelheid units"
DISCOUNT = "discount korting rabatt"
DATE = "date datum dag day datetime time tijdstip timestamp dato on created_at"
BEST_DATE = (
    "order invoice factuur faktura sold sale purchase close closed bestel beställ transaction boek booking"
)
OTHER_DATE = "required shipped ship due birth geboorte hire expected delivery levering start engage created modified updated end eind"
SNAPSHOT = "last latest laatste laatst senaste letzte updated modified bijgewerkt gewijzigd"
SIZE = "employees employee_count fte staff medewerkers werknemers personeel anställda anstallda mitarbeiter beds bedden kamers rooms seats stoelen size omvang storlek sites locations locaties vestigingen filialen butiker stores shops machines trucks headcount"
SECTOR = "sector industry branche bransch segment branch type category channel kind"
COUNTRY = "country land nation region"
STAGE = "stage status outcome result fase resultaat resultat utfall state phase"
RATING = "rating score grade satisfaction urgency complaint tevredenheid betyg cijfer priority prioriteit nps stars need pain urgentie klacht"
YEAR = "year jaar år ar jahr founded established"
COUNTED = "quantity count aantal antal number employees stock items reorder level days weeks hours"
POSTAL = "zip postal postcode phone fax telefoon telefon mobile postnummer plz tel kvk vat btw orgnr iban ean extension"
SELLER = "agent seller salesperson rep representative verkoper säljare saljare accountmanager owner verkäufer"
LINES = "line lines regel regels rad rader detail details item items position positionen"
NO_ACCOUNTS = "product article artikel item categor employee agent team region territor shipper supplier leverancier leverantör dictionary calendar state order invoice factuur faktura line detail deal pipeline contact title price sector countr transaction visit opportunit"
WON = "won closed_won closedwon gewonnen vunnen vunnet win success sold order"
LOST = "lost closed_lost closedlost verloren förlorad forlorad loss rejected"

_LONG = 4
"""Stems from this length on are also found inside compounds: klantnummer, orderdatum."""


def parts_of(name: str) -> tuple[str, ...]:
    """The words that a name is made of, in small letters: `customerID` and `customerid` give customer and id."""
    return tuple(word for part in _PARTS.findall(name) for word in _uncompounded(part.casefold()))


def _uncompounded(part: str) -> tuple[str, ...]:
    """`customerid` and `factuurnr` as two words."""
    match = _COMPOUND.fullmatch(part)
    return tuple(word for word in match.groups() if word) if match else (part,)


def tells(name: str, words: str) -> bool:
    """Whether a name holds one of some words, whole, in the plural, or (long ones) inside a compound."""
    parts = parts_of(name)
    joined = "".join(parts)
    return any(_is_in(word.replace("_", ""), parts, joined) for word in words.split())


def _is_in(word: str, parts: tuple[str, ...], joined: str) -> bool:
    if word in parts or f"{word}s" in parts or f"{word}en" in parts or f"{word}er" in parts:
        return True
    if len(word) > _LONG:
        return word in joined
    return len(word) == _LONG and any(part.startswith(word) or part.endswith(word) for part in parts)
