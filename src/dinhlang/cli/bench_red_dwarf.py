"""Run by another Python that has red-dwarf: prints the group it gives each participant of a published conversation."""

import csv
import json
import sys
from pathlib import Path

from reddwarf.implementations.polis import run_pipeline


def main(votes: Path, comments: Path) -> None:
    """Print the groups as JSON, by participant."""
    with votes.open(encoding="utf-8-sig", newline="") as lines:
        given = [
            {"participant_id": int(row["participant"]), "statement_id": int(name), "vote": int(vote)}
            for row in csv.DictReader(lines)
            for name, vote in row.items()
            if name.isdigit() and vote
        ]
    with comments.open(encoding="utf-8-sig", newline="") as lines:
        out = [int(row["comment-id"]) for row in csv.DictReader(lines) if row["moderated"] == "-1"]
    clusters = run_pipeline(votes=given, mod_out_statement_ids=out, random_state=0).participants_df["cluster_id"]
    found = {str(one): int(number) for one, number in clusters.dropna().items()}
    sys.stdout.write(json.dumps(found))


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
