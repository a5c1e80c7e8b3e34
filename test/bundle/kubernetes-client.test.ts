import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { root } from '../repo/source-file.ts'

/** What reads kubeconfigs and logs in takes 34 kB; the interface to all of Kubernetes would take seven megabytes. */
const MOST_BYTES = 60_000

test('of the Kubernetes client only what reads kubeconfigs is bundled', () => {
  const [client, ...others] = globSync('dist/*kubernetes-client-node*.js', { cwd: root })
  const code = readFileSync(join(root, client ?? ''), 'utf8')

  expect(others).toEqual([])
  expect(code).toContain('KUBERNETES_SERVICE_HOST')
  expect(code.length).toBeLessThan(MOST_BYTES)
  expect(code).not.toContain('CoreV1Api')
})
