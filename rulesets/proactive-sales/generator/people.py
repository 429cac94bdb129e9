"""Contacts at the accounts: names, titles in English, Dutch and Swedish, and the role that each one plays."""

import numpy as np
import pandas as pd
from numpy.random import Generator
from numpy.typing import NDArray

from .accounts import Profile
from .words import FIRST_NAMES, LANGUAGE_OF, LAST_NAMES

# How often an account with deals has someone in each role.
ROLES: dict[str, float] = {
    "decision_maker": 1.0, "champion": 0.8, "end_user": 0.85, "evaluator": 0.6, "buyer": 0.65,
    "influencer": 0.35, "blocker": 0.3, "gatekeeper": 0.25, "initiator": 0.3,
}  # fmt: skip
DEPARTMENT: dict[str, tuple[str, ...]] = {
    "decision_maker": ("management", "finance"),
    "champion": ("maintenance", "engineering"),
    "end_user": ("operations",),
    "evaluator": ("engineering", "quality"),
    "buyer": ("purchasing",),
    "influencer": ("consultancy",),
    "blocker": ("finance", "engineering", "purchasing"),
    "gatekeeper": ("office",),
    "initiator": ("operations", "maintenance"),
}
# Per department the titles in English, Dutch and Swedish, senior first. A title does not tell the role.
TITLES: dict[str, dict[str, tuple[str, ...]]] = {
    "management": {
        "en": ("Managing Director", "Plant Director", "Chief Operating Officer", "General Manager"),
        "nl": ("Algemeen directeur", "Directeur productie", "Vestigingsdirecteur", "Bedrijfsleider"),
        "sv": ("Verkställande direktör", "Platschef", "Produktionsdirektör", "Fabrikschef"),
    },
    "finance": {
        "en": ("CFO", "Financial Controller", "Finance Manager"),
        "nl": ("Financieel directeur", "Controller", "Hoofd financiën"),
        "sv": ("Ekonomichef", "Controller", "Finanschef"),
    },
    "maintenance": {
        "en": ("Maintenance Manager", "Reliability Engineer", "Maintenance Planner"),
        "nl": ("Hoofd technische dienst", "Onderhoudsmonteur", "Onderhoudsplanner"),
        "sv": ("Underhållschef", "Underhållstekniker", "Underhållsplanerare"),
    },
    "engineering": {
        "en": ("Head of Engineering", "Process Engineer", "Project Engineer"),
        "nl": ("Hoofd engineering", "Procestechnoloog", "Projectingenieur"),
        "sv": ("Teknisk chef", "Processingenjör", "Projektingenjör"),
    },
    "quality": {
        "en": ("Quality Manager", "QA Specialist"),
        "nl": ("Kwaliteitsmanager", "Medewerker kwaliteit"),
        "sv": ("Kvalitetschef", "Kvalitetssamordnare"),
    },
    "operations": {
        "en": ("Production Manager", "Shift Supervisor", "Line Operator"),
        "nl": ("Productiemanager", "Ploegleider", "Operator vullijn"),
        "sv": ("Produktionschef", "Skiftledare", "Maskinoperatör"),
    },
    "purchasing": {
        "en": ("Head of Purchasing", "Strategic Buyer", "Purchasing Assistant"),
        "nl": ("Hoofd inkoop", "Strategisch inkoper", "Medewerker inkoop"),
        "sv": ("Inköpschef", "Strategisk inköpare", "Inköpsassistent"),
    },
    "office": {
        "en": ("Executive Assistant", "Office Manager"),
        "nl": ("Directiesecretaresse", "Officemanager"),
        "sv": ("VD-assistent", "Kontorsansvarig"),
    },
    "consultancy": {
        "en": ("Senior Consultant", "Energy Adviser"),
        "nl": ("Senior adviseur", "Energieadviseur"),
        "sv": ("Seniorkonsult", "Energirådgivare"),
    },
}


def _cast(rng: Generator, deals: NDArray[np.int64]) -> list[tuple[int, str]]:
    """(row of the account, role): whole committees where there are deals, one or two people elsewhere."""
    cast: list[tuple[int, str]] = []
    names, chances = list(ROLES), np.array(list(ROLES.values()))
    usual = chances / chances.sum()
    for row, count in enumerate(deals):
        if count:
            cast += [
                (row, role) for role, has in zip(names, rng.random(len(names)) < chances, strict=True) if has
            ]
        else:
            cast += [
                (row, str(role)) for role in rng.choice(names, rng.integers(0, 3), replace=False, p=usual)
            ]
    return cast


def _person(rng: Generator, language: str) -> str:
    first, last = FIRST_NAMES[language], LAST_NAMES[language]
    return f"{first[rng.integers(len(first))]} {last[rng.integers(len(last))]}"


def _title(rng: Generator, department: str, language: str) -> str:
    titles = TITLES[department][language if language in ("nl", "sv") else "en"]
    return titles[min(int(rng.random() ** 1.4 * len(titles)), len(titles) - 1)]


def contacts(rng: Generator, profile: Profile, deals: NDArray[np.int64]) -> pd.DataFrame:
    """The people, with their `role` and `row` of the account, which the written file does not have."""
    rows = []
    countries = profile.table["country"].to_numpy()
    for number, (row, role) in enumerate(_cast(rng, deals)):
        language = LANGUAGE_OF[countries[row]]
        department = DEPARTMENT[role][rng.integers(len(DEPARTMENT[role]))]
        rows.append(
            (f"C{4001 + number}", profile.ids[row], _person(rng, language), _title(rng, department, language),
             department, role, row),
        )  # fmt: skip
    columns = ["contact_id", "account_id", "name", "job_title", "department", "role", "row"]
    return pd.DataFrame(rows, columns=columns)
