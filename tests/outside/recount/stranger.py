"""Answers call after call of recount.py and ranges.py, since a Python of its own for each takes longer than most recounts.

Reads lines of JSON, {"script": "recount", "words": [...]}, and prints for each a line {"code", "out", "err"}: what the script's own
command line would have left.
"""

import contextlib
import io
import json
import sys

import ranges
import recount

SCRIPTS = {"recount": recount.main, "ranges": ranges.main}

for line in sys.stdin:
    call = json.loads(line)
    out, err = io.StringIO(), io.StringIO()
    with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
        try:
            code = SCRIPTS[call["script"]](call["words"])
        except SystemExit as left:
            code = left.code
    print(json.dumps({"code": code, "out": out.getvalue(), "err": err.getvalue()}), flush=True)
