/** Every page on a cloud says what the code does. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { cloudPages, withCloudParts } from '../../../scripts/cloud-docs-parts.ts'
import { root } from '../../repo/source-file.ts'

/** Of zen itself, and of the clouds' own tools. */
const others = [
  'provider',
  'preview',
  'backend',
  'name',
  'delete-data',
  'keep-database',
  'force',
  'forget',
  'profile',
  'instance',
  'file',
]

describe.each(cloudPages.map((cloud) => [cloud.provider.id, cloud] as const))('docs/%s.md', (id, cloud) => {
  const page = readFileSync(join(root, `docs/${id}.md`), 'utf8')

  it('is what the code says', () => {
    expect(page, 'run: npm run build').toBe(withCloudParts(cloud, page))
  })

  it('names no option that there is not', () => {
    const flags = [...page.matchAll(/(?<=[\s`(])--([a-z][a-z-]+)/g)].map(([, flag]) => flag)
    const known = [...cloud.provider.options.map(({ flag }) => flag), ...others]

    expect(flags.filter((flag) => !known.includes(String(flag)))).toEqual([])
  })
})
