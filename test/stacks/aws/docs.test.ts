import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { withAwsParts } from '../../../scripts/cloud-docs-parts.ts'
import { awsOptions } from '../../../stacks/aws/spec/options.ts'
import { root } from '../../repo/source-file.ts'

const page = readFileSync(join(root, 'docs/aws.md'), 'utf8')

it('the page on AWS is what the code says', () => {
  expect(page, 'run: npm run build').toBe(withAwsParts(page))
})

it('the page on AWS names no option that there is not', () => {
  const flags = [...page.matchAll(/--([a-z][a-z-]+)/g)].map(([, flag]) => flag)
  const known = [...awsOptions.map(({ flag }) => flag), 'provider', 'preview', 'profile', 'backend']

  expect(flags.filter((flag) => !known.includes(String(flag)))).toEqual([])
})
