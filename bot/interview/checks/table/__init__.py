"""Every check there is, in one table: from it come the pages, and its examples are tests."""

from collections.abc import Mapping

from bot.interview.checks.check import Check, Severity
from bot.interview.checks.table import (
    conditions,
    examples,
    flow,
    privacy,
    questions,
    syntax,
    translations,
    versions,
)

CHECKS: tuple[Check, ...] = (
    *syntax.CHECKS,
    *flow.CHECKS,
    *conditions.CHECKS,
    *translations.CHECKS,
    *questions.CHECKS,
    *privacy.CHECKS,
    *versions.CHECKS,
    *examples.CHECKS,
)


def severities() -> Mapping[str, Severity]:
    """How serious each check is, by its code."""
    return {check.code: check.severity for check in CHECKS}
