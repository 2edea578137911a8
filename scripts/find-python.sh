#!/bin/sh
# Print the first interpreter that is Python 3.11 or 3.12 and really runs.
for name in python3.12 python3.11 python3 python; do
    if "$name" -c 'import sys, venv; sys.exit(sys.version_info[:2] not in ((3, 11), (3, 12)))' \
        >/dev/null 2>&1; then
        command -v "$name"
        exit 0
    fi
done
exit 0
