"""How many of the acceptance pairs get the right verdict, which are left open, and which are harmful.

``python -m tests.scoreboard [FILE…]`` prints the figures and every pair that is not as expected. A wrong direction, or
a direction where none can be known, is harmful; an open answer in place of a direction is an abstention.
"""

from __future__ import annotations

import json
import sys
from collections import Counter
from pathlib import Path

from catalog.comparison import compare_texts
from catalog.comparison.codec import verdict_to_json

CASES = Path(__file__).resolve().parent / "cases"
OPEN = {"NOT_COMPARABLE", "UNDETERMINED"}


def load(path: Path) -> list[dict]:
    """Return the pairs of a JSON-lines file."""
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]


def faults(case: dict) -> tuple[str, list[str]]:
    """Return ``right``, ``abstained``, ``harmful`` or ``other``, and what differs."""
    got = verdict_to_json(compare_texts(case["declared"], case["benchmark"], case.get("context")))
    wrong = []
    if case["expected"] is None:
        # The pair tells that no direction may be given, not which gate says so.
        return ("right", []) if got["verdict"] in OPEN else ("harmful", [f"verdict {got['verdict']}, expected none"])
    if got["verdict"] != case["expected"]:
        wrong.append(f"verdict {got['verdict']}/{got['code']}, expected {case['expected']}/{case.get('code')}")
    elif got["code"] != case.get("code"):
        wrong.append(f"code {got['code']}, expected {case.get('code')}")
    missing = [flag for flag in case.get("flags", ()) if flag not in got["flags"]]
    if missing:
        wrong.append(f"flags {missing} missing from {got['flags']}")
    if "parts" in case:
        parts = [{key: part[key] for key in part if key not in ("code", "flags")} for part in got["parts"]]
        if sorted(map(str, parts)) != sorted(map(str, case["parts"])):
            wrong.append(f"parts {parts}, expected {case['parts']}")
    if not wrong:
        return "right", []
    if got["verdict"] == case["expected"]:
        return "other", wrong
    return ("abstained" if got["verdict"] in OPEN else "harmful"), wrong


def say(line: str) -> None:
    """Write one line of the scoreboard."""
    sys.stdout.write(f"{line}\n")


def main(paths: list[str]) -> int:
    """Print the scoreboard; return 1 when anything is not right."""
    files = [Path(path) for path in paths] or sorted(CASES.glob("*pairs*.jsonl"))
    worst = 0
    for file in files:
        counts: Counter[str] = Counter()
        by_code: Counter[str] = Counter()
        for case in load(file):
            try:
                outcome, wrong = faults(case)
            except Exception as error:  # noqa: BLE001 - the scoreboard shows every failure and goes on
                outcome, wrong = "crashed", [repr(error)]
            counts[outcome] += 1
            if outcome != "right":
                by_code[f"{case['expected']}/{case.get('code')}"] += 1
                say(f"{case['id']} {outcome}: {'; '.join(wrong)}\n    D {case['declared']}\n    B {case['benchmark']}")
        total = sum(counts.values())
        say(f"{file.name}: {counts['right']}/{total} right, {dict(counts)}; not right by code: {dict(by_code)}")
        worst = max(worst, 0 if counts["right"] == total else 1)
    return worst


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
