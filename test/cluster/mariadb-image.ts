/**
 * A stand-in for the image `mysql:8.4`, made from Debian's MariaDB where no registry of images can be reached. It
 * keeps the contract on which charts rely: the variables MYSQL_…, user 999, data in /var/lib/mysql, arguments for
 * the server, and a port that opens only when the database is ready. Its server is MariaDB, not MySQL.
 */
import { createHash } from 'node:crypto'
import { mkdir, rm } from 'node:fs/promises'
import spawn from 'nano-spawn'
import { unpackPackages } from '../docker/unpack-packages.ts'
import { cached } from '../zenml/cache.ts'
import { type ImageConfig, writeOciLayout } from './oci-layout.ts'

const debianPackages = ['mariadb-server-core', 'mariadb-client-core', 'busybox-static', 'netbase', 'tzdata']

/** One statement per line: MariaDB reads the file so. What is there already stays as it is. */
const entrypoint = `#!/bin/sh
set -e
data=/var/lib/mysql
if [ ! -d $data/mysql ]; then
  rm -rf $data/new; mkdir $data/new
  mariadb-install-db --no-defaults --datadir=$data/new --auth-root-authentication-method=normal --skip-test-db
  mv $data/new/mysql $data/new.mysql; mv $data/new/* $data/; rmdir $data/new; mv $data/new.mysql $data/mysql
fi
quoted() { printf %s "$1" | sed "s/[\\\\']/\\\\\\\\&/g"; }
cat >/tmp/init.sql <<END
CREATE DATABASE IF NOT EXISTS \\\`$MYSQL_DATABASE\\\`;
CREATE USER IF NOT EXISTS 'root'@'%' IDENTIFIED BY '$(quoted "$MYSQL_ROOT_PASSWORD")';
GRANT ALL ON *.* TO 'root'@'%' WITH GRANT OPTION;
CREATE USER IF NOT EXISTS '$MYSQL_USER'@'%' IDENTIFIED BY '$(quoted "$MYSQL_PASSWORD")';
GRANT ALL ON \\\`$MYSQL_DATABASE\\\`.* TO '$MYSQL_USER'@'%';
DROP USER IF EXISTS 'root'@'localhost';
END
exec mariadbd --no-defaults --datadir=$data --bind-address=0.0.0.0 --socket=/var/run/mysqld/mysqld.sock \\
  --init-file=/tmp/init.sql --innodb-flush-log-at-trx-commit=2 "$@"
`

const recipe = `
${unpackPackages}mkdir -p tmp proc sys dev etc var/lib/mysql var/run/mysqld; chmod 1777 tmp
for c in sh awk basename cat chmod chown cut dirname echo expr grep head hostname id ls mkdir mv rm rmdir sed sleep sort tail touch tr uname; do
  [ -e usr/bin/$c ] || ln -s busybox usr/bin/$c
done
printf 'root:x:0:0:root:/root:/bin/sh\\nmysql:x:999:999::/var/lib/mysql:/bin/sh\\n' >etc/passwd
printf 'root:x:0:\\nmysql:x:999:\\n' >etc/group
echo 'hosts: files dns' >etc/nsswitch.conf
printf %s "$ENTRYPOINT" >entrypoint.sh; chmod 755 entrypoint.sh
tar --sort=name --mtime=@0 --numeric-owner --owner=0 --group=0 -cf "$ARCHIVE" .
`

const config: ImageConfig = {
  User: '999:999',
  Env: ['PATH=/usr/sbin:/usr/bin:/sbin:/bin'],
  Entrypoint: ['/entrypoint.sh'],
}

const hash = createHash('sha256')
  .update(JSON.stringify([recipe, entrypoint, debianPackages, config]))
  .digest('hex')
  .slice(0, 12)

/** Path of its OCI layout; made when it is not in the cache, which takes about ten seconds. */
export function mariadbImage(): Promise<string> {
  return cached(`mariadb-image-${hash}`, build)
}

async function build(directory: string): Promise<void> {
  const [root, archive] = [`${directory}.root`, `${directory}.tar`]
  const temporary = [root, archive, `${root}.apt`]
  const clear = () => Promise.all(temporary.map((path) => rm(path, { recursive: true, force: true })))
  await clear()
  await mkdir(root, { recursive: true })
  const packages = debianPackages.join(' ')
  await spawn('sh', ['-c', recipe], {
    env: { ROOT: root, ARCHIVE: archive, PACKAGES: packages, ENTRYPOINT: entrypoint },
  })
  await writeOciLayout(directory, [archive], config)
  await clear()
}
