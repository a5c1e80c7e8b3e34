/** A state for what is only asked or worked out, gone with it. */
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import type { Backend } from './backend.ts'
import { projectName } from './stack-names.ts'

/** Runs `work` with a folder of its own to work in. @param purpose a word for its name: `preview` */
export async function inThrowawayFolder<T>(
  purpose: string,
  work: (workDirectory: string) => Promise<T>,
): Promise<T> {
  const folder = await mkdtemp(join(tmpdir(), `zen-${purpose}-`))
  try {
    return await work(folder)
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

/**
 * An empty stack, as `pulumi stack init` leaves it, without running that. Source of the layout: `pkg/backend/diy` of
 * https://github.com/pulumi/pulumi (3.259.0).
 * @param workDirectory where the state goes, too
 */
export async function emptyStack(workDirectory: string, name: string): Promise<Backend> {
  const folder = join(workDirectory, 'state')
  const stacks = join(folder, '.pulumi', 'stacks', projectName)
  await mkdir(stacks, { recursive: true })
  await writeFile(join(folder, '.pulumi', 'meta.yaml'), 'version: 1\n')
  const checkpoint = { stack: `organization/${projectName}/${name}`, latest: null }
  await writeFile(join(stacks, `${name}.json`), JSON.stringify({ version: 3, checkpoint }))
  return { url: pathToFileURL(folder).href, folder }
}
