"""Computed blocks of guides and handouts, written anew: ``python -m simulator.teaching.curriculum [LESSON]...``."""

import sys
from collections.abc import Sequence

from simulator.teaching.curriculum.blocks import LANGUAGES, LESSONS, block_texts, fill, lesson_blocks


def main(lessons: Sequence[str]) -> None:
    """Write the computed blocks of some lessons' material; of all that have some if none is named."""
    for lang in LANGUAGES:
        for path in sorted(LESSONS.glob(f"*/*.{lang}.md")):
            text = path.read_text(encoding="utf-8")
            if block_texts(text) and path.parent.name in (lessons or [path.parent.name]):
                path.write_text(fill(text, lesson_blocks(path.parent.name, lang)), encoding="utf-8")


if __name__ == "__main__":
    main(sys.argv[1:])
