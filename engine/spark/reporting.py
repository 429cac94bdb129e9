"""The report on the data of a whole run, from what its buckets counted: the same as if one process had counted it."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from functools import cached_property

import numpy as np

from ..data.appraisal import Appraisal
from ..data.contract import CleanTable
from ..data.keys import check_keys
from ..data.known_names import KnownNames
from ..data.quality import AccountFaults, Quality
from ..data.raw import Scan
from ..data.tables import Input
from ..evaluation.notices import overflow
from ..expressions.columns import Texts
from ..findings import Finding, SiktaError
from ..rules.model import Ruleset
from .buckets import Report
from .frames import DETAIL
from .merging import has_orphans, knowing, merged
from .run import SparkRun
from .sending import Heard

LOOKALIKES = "W507"
"""The finding that compares the keys of all accounts, so that buckets cannot make it."""

NO_FAULTS = AccountFaults({}, {}, {})


class Reporting:
    """What the driver makes of the reports of all buckets."""

    def __init__(self, run: SparkRun, scans: Mapping[str, Scan]) -> None:
        self._run, self._scans = run, scans
        self._ruleset = run.house.ruleset

    @cached_property
    def quality(self) -> Quality:
        """The report on the data, without the accounts' own faults. Raises SiktaError where a strict run has some."""
        found = [each.finished(self._ruleset.currency) for each in self._appraisals.values()]
        findings = (
            *self._said,
            *(finding for each in self._heard.values() for finding in _findings(each)),
            *(finding for scan in self._scans.values() for finding in scan.findings),
            *(finding for each in found for finding in each.findings),
        )
        return Quality(
            tuple(field for each in found for field in each.fields),
            tuple(loss for each in found for loss in each.losses),
            NO_FAULTS,
            tuple(sorted(dict.fromkeys(findings), key=Finding.sort_key)),
        )

    @cached_property
    def inputs(self) -> tuple[Input, ...]:
        """What was read."""
        return tuple(self._input(name) for name in self._ruleset.tables if name in self._run.house.origins)

    def stop_at_refused(self) -> None:
        """Raise SiktaError with every value that does not fit, for a strict run."""
        found = [finding for each in self._appraisals.values() for finding in each.refused()]
        if found:
            raise SiktaError(found)

    @property
    def accounts(self) -> int:
        """How many accounts there are."""
        return sum(report.accounts for report in self._reports)

    @cached_property
    def computed(self) -> tuple[Finding, ...]:
        """What the reduction of linked rows gave reason to say."""
        return tuple(
            added_up((finding for report in self._reports for finding in report.computed), self._ruleset)
        )

    @cached_property
    def _reports(self) -> list[Report]:
        return [message.opened() for message in self._run.reports.get("report", ())]

    @cached_property
    def _heard(self) -> Mapping[str, list[Heard]]:
        heard: dict[str, list[Heard]] = {}
        for message in self._run.reports.get("heard", ()):
            told: Heard = message.opened()
            heard.setdefault(told.table, []).append(told)
        return heard

    @cached_property
    def _appraisals(self) -> Mapping[str, Appraisal]:
        house, whole = self._run.house, {}
        for name in self._reports[0].appraisals:
            parts = [report.appraisals[name] for report in self._reports]
            whole[name] = self._placed(name, merged(parts[:1] if name in house.held else parts))
        if not any(map(has_orphans, whole.values())):
            return whole
        keys, names = self._run.names()
        known = KnownNames(keys, *((names,) if isinstance(names, Texts) else ()))
        return {name: knowing(each, known) for name, each in whole.items()}

    def _placed(self, name: str, appraisal: Appraisal) -> Appraisal:
        """With the files that the lines of a source are counted over."""
        origin = appraisal.of.origin
        for heard in self._heard.get(name, ()):
            origin.parts.update(heard.parts)
        return appraisal

    @property
    def _said(self) -> list[Finding]:
        said = [finding for report in self._reports for finding in report.said]
        if self._run.house.ranges.count == 1:
            return said
        return [*(finding for finding in said if finding.code != LOOKALIKES), *self._lookalikes()]

    def _lookalikes(self) -> Iterable[Finding]:
        accounts, house = self._ruleset.accounts, self._run.house
        if accounts.derived_from or accounts.key is None:
            return ()
        keys, _ = self._run.names()
        lines = np.zeros(len(keys), dtype=np.int64)
        columns = {accounts.key: keys}
        clean = CleanTable(
            accounts, house.origins["accounts"], len(keys), lines, columns, {}, None, None, ids=columns
        )
        return check_keys({"accounts": clean}, self._ruleset)

    def _input(self, name: str) -> Input:
        house, scan = self._run.house, self._scans.get(name)
        if name in house.held:
            raw = house.held[name]
            return Input(name, raw.origin.name, raw.digest, len(raw), raw.headers, raw.detail)
        heard = self._heard.get(name, [])
        rows, origin = sum(each.rows for each in heard), house.origins[name]
        if scan is None:
            headers = tuple(each.strip() for each in self._run.inputs.frames[name].columns)
            return Input(name, origin.name, "", rows, headers, DETAIL)
        detail = scan.detail or next((each.detail for each in heard), "")
        digest = "" if self._ruleset.tables[name].sql else scan.digest()
        return Input(name, origin.name, digest, rows, scan.headers, detail)


def _findings(heard: Sequence[Heard]) -> Iterable[Finding]:
    return (finding for each in heard for finding in each.findings)


_COUNTED = re.compile(r"([\d,]+) (row|account)s? with")


def added_up(findings: Iterable[Finding], ruleset: Ruleset) -> Iterable[Finding]:
    """Results that were too large, counted over all buckets."""
    counts: dict[tuple[str, str], int] = {}
    for finding in findings:
        told = _COUNTED.match(finding.found)
        if told is not None:
            key = finding.path, f"{told[2]}s"
            counts[key] = counts.get(key, 0) + int(told[1].replace(",", ""))
    return (overflow(ruleset, path, count, rows) for (path, rows), count in counts.items())


def all_faults(faults: Sequence[AccountFaults]) -> AccountFaults:
    """The faults of the accounts of all buckets, one after the other."""
    first = faults[0]
    return AccountFaults(
        *(
            {
                name: np.concatenate([getattr(each, kind)[name] for each in faults])
                for name in getattr(first, kind)
            }
            for kind in ("missing", "outdated", "invalid")
        )
    )


def with_faults(quality: Quality, faults: AccountFaults) -> Quality:
    """The report with the accounts' own faults."""
    return replace(quality, accounts=faults)
