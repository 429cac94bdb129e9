"""The company's products, its customers' sectors, and the shares in which they occur."""

COUNTRIES: dict[str, float] = {
    "NL": 0.38, "BE": 0.18, "LU": 0.03, "DE": 0.20, "SE": 0.17, "FR": 0.012, "DK": 0.007, "PL": 0.006,
}  # fmt: skip
INDUSTRIES: dict[str, float] = {
    "food": 0.31, "pharma": 0.13, "chemicals": 0.18, "energy": 0.12, "machinery": 0.16, "other": 0.10,
}  # fmt: skip
OUTLOOK: dict[str, float] = {
    "food": 2.4, "pharma": 5.1, "chemicals": 0.8, "energy": 3.6, "machinery": 1.2, "other": -0.5,
}  # fmt: skip
SPEND_PER_EMPLOYEE: dict[str, int] = {
    "food": 260, "pharma": 340, "chemicals": 420, "energy": 380, "machinery": 180, "other": 90,
}  # fmt: skip
MARKETS = ("benelux_food", "benelux_process", "benelux_other", "germany", "sweden", "rest")
BENELUX = ("NL", "BE", "LU")

# Product group: names, cheapest and dearest list price, cost as a share of it, usual quantity, core range or not.
GROUPS: dict[str, tuple[tuple[str, ...], float, float, float, float, bool]] = {
    "filters": (("Bag filter", "Cartridge filter", "Sterile filter", "Oil filter"), 18, 420, 0.60, 11, True),
    "pumps": (("Centrifugal pump", "Dosing pump", "Lobe pump", "Diaphragm pump"), 160, 2600, 0.62, 1, True),
    "valves": (("Butterfly valve", "Ball valve", "Seat valve", "Control valve"), 45, 1250, 0.61, 3, True),
    "seals": (("Shaft seal", "O-ring set", "Gasket sheet", "Lip seal"), 6, 210, 0.59, 16, True),
    "hydraulics": (("Hydraulic hose", "Cylinder", "Power pack", "Coupling"), 26, 1500, 0.62, 3, False),
    "lubricants": (("Food-grade grease", "Gear oil", "Hydraulic oil", "Chain oil"), 28, 610, 0.63, 5, False),
    "solvents": (("Degreaser", "Cleaning agent", "Thinner", "Descaler"), 18, 260, 0.62, 7, False),
    "service": (("Inspection", "Overhaul", "Calibration", "Emergency call-out"), 110, 1400, 0.59, 1, True),
}
GROUP_TITLES: dict[str, tuple[str, str, str]] = {
    "filters": ("Filters", "Filters", "Filter"),
    "pumps": ("Pumps", "Pompen", "Pumpar"),
    "valves": ("Valves", "Afsluiters", "Ventiler"),
    "seals": ("Seals", "Afdichtingen", "Tätningar"),
    "hydraulics": ("Hydraulics", "Hydrauliek", "Hydraulik"),
    "lubricants": ("Lubricants", "Smeermiddelen", "Smörjmedel"),
    "solvents": ("Solvents", "Oplosmiddelen", "Lösningsmedel"),
    "service": ("Service", "Service", "Service"),
}
PRODUCTS_PER_GROUP = 10

# How many orders fall in January … December: quiet summers and Decembers, a peak before the spring stop.
SEASON = (0.9, 1.0, 1.3, 1.25, 1.1, 0.95, 0.55, 0.65, 1.15, 1.25, 1.1, 0.6)


def market_of(country: str, industry: str) -> str:
    """The market that the ruleset puts an account with clean data in."""
    if country in BENELUX:
        named = {"food": "benelux_food", "pharma": "benelux_process", "chemicals": "benelux_process"}
        return named.get(industry, "benelux_other")
    return {"DE": "germany", "SE": "sweden"}.get(country, "rest")
