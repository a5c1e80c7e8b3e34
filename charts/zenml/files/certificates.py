"""Writes one file with the certificate authorities of the image and those given in the chart's values.

The latter arrive in variables ZEN_CA_… as PEM.
"""

import os
import pathlib
import ssl

import certifi

system = ssl.get_default_verify_paths().cafile or "/etc/ssl/certs/ca-certificates.crt"
known = system if os.path.exists(system) else certifi.where()
extra = [value for name, value in sorted(os.environ.items()) if name.startswith("ZEN_CA_")]
bundle = "\n".join([pathlib.Path(known).read_text(), *extra])
pathlib.Path("/certificates/ca-certificates.crt").write_text(bundle + "\n")
print(f"{len(extra)} certificate authorities added")
