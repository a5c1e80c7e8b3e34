import { createHash } from 'node:crypto'
import { existsSync } from 'node:fs'
import { mkdir, readlink, rm, symlink } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { readIfThere, writeAtomically } from '../../storage/atomic-file.ts'
import type { Backend } from './backend.ts'
import { projectName } from './stack-names.ts'

/** Without a `main`, plugins work in the folder of this file. */
const PROJECT = `name: ${projectName}\nruntime: nodejs\n`

/** Where the engine works: its projects. Programs and plugins are elsewhere, and so is the state. */
export function engineDirectory(dataDirectory: string): string {
  return join(dataDirectory, 'work')
}

/** Where worker, engine and plugins of one stack work. Stacks of two backends may have the same name. */
export function workDirectoryOf(dataDirectory: string, { url }: Backend, stack: string): string {
  const backend = createHash('sha256').update(url).digest('hex').slice(0, 12)
  return join(engineDirectory(dataDirectory), backend, stack)
}

/**
 * Makes the folder ready. Our chart is always `./chart` in it, so that the state says the same whichever computer it
 * was deployed from and wherever zen is installed.
 */
export async function prepareWorkDirectory(directory: string): Promise<void> {
  await mkdir(directory, { recursive: true, mode: 0o700 })
  const project = join(directory, 'Pulumi.yaml')
  if ((await readIfThere(project)) !== PROJECT) await writeAtomically(project, PROJECT)
  await linkChart(join(directory, 'chart'), chartDirectory())
}

async function linkChart(link: string, chart: string): Promise<void> {
  const target = await readlink(link).catch(() => undefined)
  if (target === chart) return
  await rm(link, { recursive: true, force: true })
  // Windows lets everybody make junctions, but not symbolic links.
  await symlink(chart, link, 'junction')
}

/** `charts/zenml` beside `src/` or `dist/`, upwards from this module. */
function chartDirectory(): string {
  for (let folder = dirname(fileURLToPath(import.meta.url)); ; folder = dirname(folder)) {
    const chart = join(folder, 'charts', 'zenml')
    if (existsSync(join(chart, 'Chart.yaml'))) return chart
    if (dirname(folder) === folder) throw new Error('The chart that belongs to zen is not there')
  }
}
