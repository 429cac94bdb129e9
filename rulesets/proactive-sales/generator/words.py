"""The words that companies, people and notes are made of. All invented; a likeness is chance."""

STEMS: dict[str, tuple[str, ...]] = {
    "nl": (
        "Molenkamp", "Veenhoek", "Wierdijk", "Sluisveld", "Heidehof", "Rietland", "Kleiweg", "Duinhart",
        "Polderzicht", "Lindehoven", "Oeverstroom", "Haverkamp", "Brinkhorst", "Tolbrug", "Weverdal",
        "Kadewijk", "Steenwaard", "Maashorn", "Elzenbos", "Vlietzicht", "Kranendonk", "Overmeer", "Zandhove",
        "Wilgenoord", "Esdoornlaan", "Groenstraat", "Hopveld", "Kapelrie", "Leemput", "Meersdaal", "Noordkreek",
        "Papenvoort", "Ravelsberg", "Schelderode", "Turfhaven", "Vossenhul",
    ),
    "de": (
        "Eichgrund", "Falkenrode", "Steinwald", "Brunnhof", "Kaltenfeld", "Mühlrain", "Rabenstein", "Sonntal",
        "Weidach", "Birkental", "Hohenfurt", "Altwiese", "Tannberg", "Rotheide", "Grünbach", "Kesselau",
    ),
    "sv": (
        "Björkhult", "Granliden", "Stenvik", "Almdal", "Norrskog", "Sjöhaga", "Ekfors", "Lundåker", "Forshed",
        "Älgmo", "Tallås", "Kvarnbo", "Öbergs", "Hällvik", "Ljungmark", "Rönnby",
    ),
    "en": ("Northgate", "Clayfield", "Harwell Moor", "Eastbrook", "Stonehaven Mill", "Westmere", "Ashcombe",
        "Bridgefold", "Copperhill", "Dunmarsh", "Fairholt", "Larkmoor"),
}  # fmt: skip

TRADES: dict[tuple[str, str], tuple[str, ...]] = {
    ("nl", "food"): ("Zuivel", "Bakkerij", "Conserven", "Vleeswaren", "Frisdranken", "Aardappelverwerking"),
    ("nl", "pharma"): ("Farma", "Biotech", "Vaccins", "Diagnostica"),
    ("nl", "chemicals"): ("Chemie", "Coatings", "Kunststoffen", "Kleurstoffen"),
    ("nl", "energy"): ("Energie", "Warmte", "Waterzuivering", "Biogas"),
    ("nl", "machinery"): ("Machinebouw", "Techniek", "Apparatenbouw", "Constructie"),
    ("nl", "other"): ("Papier", "Textiel", "Logistiek", "Glas"),
    ("de", "food"): ("Molkerei", "Backwaren", "Konserven", "Fleischwerke"),
    ("de", "pharma"): ("Pharma", "Biotechnik", "Labor"),
    ("de", "chemicals"): ("Chemie", "Lacke", "Kunststoffe"),
    ("de", "energy"): ("Energie", "Wasserwerke", "Biogas"),
    ("de", "machinery"): ("Maschinenbau", "Anlagenbau", "Technik"),
    ("de", "other"): ("Papier", "Textil", "Glas"),
    ("sv", "food"): ("Mejeri", "Bageri", "Konserver", "Chark"),
    ("sv", "pharma"): ("Läkemedel", "Bioteknik", "Diagnostik"),
    ("sv", "chemicals"): ("Kemi", "Färg", "Plast"),
    ("sv", "energy"): ("Energi", "Fjärrvärme", "Vattenrening"),
    ("sv", "machinery"): ("Mekaniska", "Maskin", "Verkstad"),
    ("sv", "other"): ("Papper", "Textil", "Sågverk"),
    ("en", "food"): ("Foods", "Dairy"),
    ("en", "pharma"): ("Pharma", "Biotech"),
    ("en", "chemicals"): ("Chemicals", "Coatings"),
    ("en", "energy"): ("Energy", "Water"),
    ("en", "machinery"): ("Engineering", "Works"),
    ("en", "other"): ("Paper", "Glass"),
}

CITIES: dict[str, tuple[str, ...]] = {
    "NL": ("Utrecht", "Zwolle", "Breda", "Deventer", "Venlo", "Groningen", "Dordrecht"),
    "BE": ("Gent", "Mechelen", "Hasselt", "Kortrijk", "Luik"),
    "LU": ("Luxemburg", "Esch-sur-Alzette"),
    "DE": ("Münster", "Kassel", "Krefeld", "Bielefeld", "Emden"),
    "SE": ("Örebro", "Linköping", "Västerås", "Malmö", "Sundsvall"),
    "FR": ("Lille",),
    "DK": ("Odense",),
    "PL": ("Poznań",),
}

FORMS: dict[str, str] = {
    "NL": "B.V.", "BE": "N.V.", "LU": "S.A.", "DE": "GmbH", "SE": "AB", "FR": "S.A.S.", "DK": "A/S", "PL": "Sp. z o.o.",
}  # fmt: skip
LANGUAGE_OF: dict[str, str] = {
    "NL": "nl", "BE": "nl", "LU": "en", "DE": "de", "SE": "sv", "FR": "en", "DK": "en", "PL": "en",
}  # fmt: skip

FIRST_NAMES: dict[str, tuple[str, ...]] = {
    "nl": (
        "Sanne",
        "Jeroen",
        "Femke",
        "Bram",
        "Lotte",
        "Ruben",
        "Marieke",
        "Daan",
        "Ilse",
        "Wouter",
        "Noor",
        "Gijs",
    ),
    "de": ("Katrin", "Jürgen", "Anja", "Stefan", "Heike", "Matthias", "Sabine", "Uwe", "Birgit", "Dirk"),
    "sv": ("Åsa", "Göran", "Linnea", "Anders", "Malin", "Lars", "Karin", "Johan", "Elsa", "Björn"),
    "en": ("Claire", "Marc", "Anna", "Paul", "Sophie", "Jan"),
}
LAST_NAMES: dict[str, tuple[str, ...]] = {
    "nl": (
        "van der Molen", "Kuipers", "Dekker", "Hoekstra", "Verbruggen", "Claes", "Willems", "ter Horst", "Peeters",
        "Brouwer", "Schouten", "de Ridder", "Maes", "Postma", "Vermeulen", "Aerts",
    ),
    "de": ("Brandt", "Köhler", "Lorenz", "Pfeiffer", "Vogt", "Schäfer", "Engel", "Krämer", "Winkler", "Busch"),
    "sv": ("Lindqvist", "Åkesson", "Nyström", "Berggren", "Sandberg", "Ekholm", "Öhman", "Forsberg", "Hedlund"),
    "en": ("Martin", "Weber", "Hansen", "Nowak", "Muller", "Thill"),
}  # fmt: skip

NOTES: dict[str, tuple[tuple[str, ...], tuple[str, ...]]] = {
    "nl": (
        (
            "Vaak storing aan de vullijn, zoekt snelle onderdelen",
            "Stilstand in maart; plant is ontevreden over leverancier",
        ),
        (
            "Tevreden met huidige leverancier",
            "Aanbesteding verwacht in het najaar",
            "Wil graag de portal gebruiken",
        ),
    ),
    "de": (
        ("Breakdown last month, spare parts took nine days", "Downtime costs are discussed in their board"),
        ("Happy with the current supplier", "Tender expected next year", "Asked for the German catalogue"),
    ),
    "sv": (
        (
            "Driftstopp varje månad, reservdelar kommer sent",
            "Haveri i pumphuset; underhållschefen vill byta leverantör",
        ),
        ("Nöjd med nuvarande leverantör", "Upphandling planeras till hösten", "Vill ha katalogen på svenska"),
    ),
    "en": (("Breakdown of the main pump in spring",), ("Met at the trade fair", "Tender expected next year")),
}  # the first of each pair tell of pain
