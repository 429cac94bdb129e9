"""A small ruleset with a part of every kind that most rulesets have."""

SMALL = """\
sikta: 1
name: small
title: {en: Small rules, nl: Kleine regels, sv: Små regler}
version: "3"
owner: Sales
languages: [en, nl, sv]
as_of: 2026-06-30
goals:
  purpose: {en: Visit who is large, nl: Bezoeken wie groot is, sv: Besök de stora}
  review_by: 2026-01-31
parameters: {large: 250}
tables:
  accounts:
    title: {en: Accounts, nl: Accounts, sv: Företag}
    file: accounts.csv
    key: id
    fields:
      id: {type: text, title: {en: Number, nl: Nummer, sv: Nummer}}
      country: {type: category, values: [NL, SE], title: {en: Country, nl: Land, sv: Land}}
      size: {type: integer, min: 0, title: {en: Employees, nl: Medewerkers, sv: Anställda}, source: Register}
  orders:
    title: {en: Orders, nl: Orders, sv: Order}
    file: orders.csv
    account: account
    date: day
    fields:
      account: {type: text, title: {en: Account, nl: Account, sv: Företag}}
      day: {type: date, title: {en: Day, nl: Dag, sv: Dag}}
      amount: {type: number, title: {en: Amount, nl: Bedrag, sv: Belopp}, unit: EUR}
metrics:
  revenue: {title: {en: Revenue, nl: Omzet, sv: Omsättning}, from: orders, sum: amount, where: amount > 0, last: 12 months, unit: EUR}
knockouts:
  abroad:
    title: {en: Abroad, nl: Buitenland, sv: Utlandet}
    when: country != "NL"
    reason: {en: "in {country}", nl: "in {country}", sv: "i {country}"}
    owner: Director
    review_by: 2027-01-01
scores:
  potential:
    title: {en: Potential, nl: Potentieel, sv: Potential}
    criteria:
      employees:
        title: {en: Size, nl: Omvang, sv: Storlek}
        weight: 3
        value: size
        bands: [{points: 0}, {from: 10, points: 50}, {from: large, points: 100}]
      spend:
        title: {en: Spend, nl: Besteding, sv: Inköp}
        weight: 1
        for: country == "NL"
        value: revenue
        scale: [0, 10000]
        missing: 20
        judgement: true
segmentations:
  focus:
    title: {en: Focus, nl: Focus, sv: Fokus}
    method: matrix
    axes: {potential: {low: 0, high: 60}}
    segments:
      visit: {title: {en: Visit, nl: Bezoeken, sv: Besök}, at: {potential: high}}
      wait: {title: {en: Wait, nl: Wachten, sv: Vänta}, at: {potential: low}}
      out: {title: {en: Out, nl: Eruit, sv: Ute}, at: knocked_out}
      ask: {title: {en: Ask, nl: Vragen, sv: Fråga}, at: unrated}
playbooks:
  visit: {for: focus == "visit", title: {en: Visit, nl: Bezoeken, sv: Besök}, objective: {en: Go there, nl: Erheen gaan, sv: Åk dit}}
tests:
  big: {given: {size: 300, country: NL}, expect: {focus: visit, potential: ">= 60"}}
"""
