import { expect, test } from 'vitest'
import { proveSameProvider } from '../../../src/engine/pulumi/same-provider.ts'

const spec = (provider: string) => ({ name: 'team', provider, options: {} })

test('data that one provider kept under a name is not taken away by another', () => {
  expect(() => proveSameProvider(spec('aws'), undefined)).not.toThrow()
  expect(() => proveSameProvider(spec('aws'), spec('aws'))).not.toThrow()
  expect(() => proveSameProvider(spec('aws'), spec('kubernetes'))).toThrow(
    '"team" has data on kubernetes that was kept: choose another --name',
  )
})
