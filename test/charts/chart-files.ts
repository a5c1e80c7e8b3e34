/** The files of the chart, as text and as YAML. */
import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parse } from 'yaml'

const folder = fileURLToPath(new URL('../../charts/zenml', import.meta.url))

/** Paths in the chart that match a pattern, from its root. */
export function chartPaths(pattern: string): readonly string[] {
  return globSync(pattern, { cwd: folder }).sort()
}

export function chartText(path: string): string {
  return readFileSync(join(folder, path), 'utf8')
}

export function chartYaml(path: string): unknown {
  return parse(chartText(path))
}
