import { expect, test } from 'vitest'
import { withParts } from '../../scripts/readme-parts.ts'
import { local } from '../../stacks/local/provider.ts'

const markers = `# zen
<!-- providers -->
old
<!-- /providers -->
between
<!-- commands --><!-- /commands -->
`
const manifest = {
  commands: { show: { summary: 'Show a | b.', args: { name: {} } }, hush: { hidden: true, args: {} } },
}

test('fills in what is between the markers and leaves the rest alone', () => {
  const text = withParts(markers, [local], manifest)

  expect(text).not.toContain('old')
  expect(text).toContain('\nbetween\n')
  expect(text).toContain('| `--provider local` |')
  expect(text).toContain('| `zen show [NAME]` | Show a \\| b. |')
  expect(text).not.toContain('hush')
})

test('changes nothing when run again', () => {
  const once = withParts(markers, [local], manifest)

  expect(withParts(once, [local], manifest)).toBe(once)
})

test('says which marker is missing', () => {
  expect(() => withParts('# zen', [local], manifest)).toThrow('<!-- providers -->')
})
