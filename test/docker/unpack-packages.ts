/**
 * Shell commands that make the root file system `$ROOT` from Debian's `$PACKAGES` and all they need, and go there.
 * They unpack without installing: no root, no chroot, no maintainer scripts.
 */
export const unpackPackages = `set -e
apt="$ROOT.apt"; mkdir -p "$apt/archives/partial" "$ROOT"/usr/bin "$ROOT"/usr/sbin "$ROOT"/usr/lib "$ROOT"/usr/lib64; : >"$apt/status"
apt-get -qq -y --no-install-recommends -o Dir::State::status="$apt/status" -o Dir::Cache::archives="$apt/archives" \\
  -o Debug::NoLocking=1 --download-only install $PACKAGES
for d in bin sbin lib lib64; do ln -s usr/$d "$ROOT/$d"; done
for f in "$apt"/archives/*.deb; do dpkg --fsys-tarfile "$f" | tar -x --no-same-owner --keep-directory-symlink -C "$ROOT"; done
cd "$ROOT"
rm -rf usr/share/doc usr/share/man usr/share/locale usr/share/info usr/share/lintian
`
