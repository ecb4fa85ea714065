"""Names and numbers of kinds and registers, from `catalog.json`."""

import json
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Catalog:
    """The kinds that this client understands."""

    kinds: dict[str, int]
    registers: dict[str, dict[str, int]]

    @classmethod
    def load(cls, path: Path) -> "Catalog":
        kinds = json.loads(path.read_text(encoding="utf-8"))["kinds"]
        return cls(
            {kind["name"]: kind["kind"] for kind in kinds},
            {kind["name"]: {each["name"]: each["register"] for each in kind["registers"]} for kind in kinds})

    def understands(self, kind: int) -> bool:
        return kind in self.kinds.values()

    def register(self, kind: str, name: str) -> int:
        return self.registers[kind][name]
