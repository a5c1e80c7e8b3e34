/** A simulated cloud's plugins on disk, where an engine looks for real ones. */
import { existsSync } from 'node:fs'
import { chmod, mkdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { cacheDirectory } from '../zenml/cache.ts'

const program = fileURLToPath(new URL('provider/process.ts', import.meta.url))
const packages = new URL('../../node_modules/@pulumi/', import.meta.url)

/** Of the npm package, which an engine wants a plugin of exactly; a made-up cloud has none. */
export async function packageVersion(name: string): Promise<string> {
  const file = new URL(`${name}/package.json`, packages)
  if (!existsSync(file)) return '1.0.0'
  const { version } = JSON.parse(await readFile(file, 'utf8'))
  return version
}

/**
 * Writes `pulumi-resource-NAME`, a program that serves one simulated cloud: its own folder is part of it, so no
 * variable has to reach it.
 * @param cloud folder of the simulated cloud
 */
export async function writePlugin(name: string, folder: string, cloud: string): Promise<void> {
  await mkdir(folder, { recursive: true })
  const file = join(folder, `pulumi-resource-${name}`)
  const command = [
    process.execPath,
    '--disable-warning=ExperimentalWarning',
    program,
    name,
    await packageVersion(name),
    cloud,
  ]
  const script = [
    '#!/bin/sh',
    `NODE_COMPILE_CACHE=${quoted(join(cacheDirectory(), 'compile'))}`,
    'export NODE_COMPILE_CACHE',
    'unset NODE_OPTIONS',
    `exec ${command.map(quoted).join(' ')} "$@"`,
  ]
  await writeFile(file, `${script.join('\n')}\n`)
  await chmod(file, 0o755)
}

/** As `pulumi plugin install` lays plugins out. @param home `PULUMI_HOME` */
export async function installPlugin(name: string, home: string, cloud: string): Promise<void> {
  const folder = join(home, 'plugins', `resource-${name}-v${await packageVersion(name)}`)
  await writePlugin(name, folder, cloud)
}

function quoted(word: string): string {
  return `'${word.replaceAll("'", `'\\''`)}'`
}
