"""Every file of SyncProtocol/Vectors, read by this client: the specification and the program answer alike."""

import json
import unittest
from pathlib import Path

import vector_outcomes

VECTORS = Path(__file__).parents[3] / "SyncProtocol" / "Vectors"


class Vectors(unittest.TestCase):
    maxDiff = 4_000

    def test_every_case(self) -> None:
        count = 0
        for path in sorted(VECTORS.glob("*.json")):
            file = json.loads(path.read_text(encoding="utf-8"))
            self.assertEqual((file["topic"], file["protocol"]), (path.stem, 1))
            outcome = _outcome(path.stem)
            for case in file["cases"]:
                count += 1
                with self.subTest(topic=path.stem, case=case["name"]):
                    self.assertEqual(outcome(case["input"]), case["expected"])
        self.assertGreaterEqual(count, 150, "cases were lost")


def _outcome(topic: str):
    """The function of a topic; one that has the name of a module of the client ends with an underscore."""
    name = topic.replace("-", "_")
    return getattr(vector_outcomes, f"{name}_", None) or getattr(vector_outcomes, name)


if __name__ == "__main__":
    unittest.main()
