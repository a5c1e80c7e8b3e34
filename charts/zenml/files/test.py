"""What `helm test` looks at: the server at the given address answers, and nobody can claim it."""

import json
import sys
import urllib.request

url = sys.argv[1]
for path in ("/health", "/ready"):
    with urllib.request.urlopen(url + path, timeout=30) as answer:
        print(path, answer.status)
with urllib.request.urlopen(url + "/api/v1/info", timeout=30) as answer:
    info = json.load(answer)
print("version", info["version"], "database", info["database_type"], "active", info.get("active"))
sys.exit(0 if info.get("active", True) else "The server has no administrator yet.")
