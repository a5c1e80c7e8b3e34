#!/usr/bin/env bash
# Installs the programs that the tests drive for real: `npm run test:install`. Debian and Ubuntu, as root.
set -euo pipefail

packages=(
  procps openssl util-linux               # processes, certificates, file systems of a test's own
  bash zsh fish                           # completion
  python3 python3-pip python3-venv        # ZenML's server and clients, from PyPI
  docker.io iproute2 docker-compose       # the docker provider
  mariadb-server-core mariadb-client-core # ... with a database of one's own
  containerd runc containernetworking-plugins curl   # a Kubernetes node
  chromium                                # the dashboard
)

missing=()
for package in "${packages[@]}"; do
  dpkg-query -W -f='${Status}' "$package" 2>/dev/null | grep -q 'ok installed' || missing+=("$package")
done
if [ "${#missing[@]}" -eq 0 ]; then
  echo "Everything the tests drive is installed."
  exit 0
fi

echo "Installing: ${missing[*]}"
export DEBIAN_FRONTEND=noninteractive
apt-get update -qq
apt-get install -y -qq --no-install-recommends "${missing[@]}"
