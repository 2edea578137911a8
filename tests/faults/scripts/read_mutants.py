"""Read damaged copies of a take: read_mutants.py GOOD MUTANT...

Every frame that reads must be the good take's own. Prints, per mutant, ``whole``, ``frames``
(some fail) or the code of the error at opening; exits with 1 at a wrong frame.
"""

from __future__ import annotations

import signal
import sys
from pathlib import Path

from liveness.datasets.errors import DataError
from liveness.datasets.reader import TakeReader


def packets(path: Path) -> list[bytes | None]:
    with TakeReader(path) as take:
        found: list[bytes | None] = []
        for i in range(take.n_frames):
            try:
                found.append(take.packet(i)[0])
            except DataError:
                found.append(None)
        return found


def main() -> int:
    good = packets(Path(sys.argv[1]))
    for name in sys.argv[2:]:
        # libhdf5 2.0.0 loops for ever in some damaged heaps
        signal.alarm(2)
        try:
            found = packets(Path(name))
        except DataError as error:
            print(error.code, flush=True)
            continue
        for i, data in enumerate(found):
            if data is not None and data != good[i]:
                print(f"frame {i} of {name} is wrong", flush=True)
                return 1
        print("whole" if found == good else "frames", flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())
