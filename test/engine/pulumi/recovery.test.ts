import { describe, expect, test } from 'vitest'
import { parseCheckpoint } from '../../../src/engine/pulumi/checkpoint.ts'
import { recoveryFor } from '../../../src/engine/pulumi/pending-operations.ts'
import { adoptedState, urnsIn } from '../../../src/engine/pulumi/worker/adopted-state.ts'
import { sampleState } from './sample-state.ts'

const creating = (type: string, name: string, inputs: object) => ({
  type: 'creating',
  resource: { urn: `urn:pulumi:oak::zenml::${type}::${name}`, custom: true, type, inputs },
})

const namespace = creating('kubernetes:core/v1:Namespace', 'namespace', { metadata: { name: 'zen-oak' } })
const secret = creating('kubernetes:core/v1:Secret', 'keys', {
  metadata: { name: 'k', namespace: 'zen-oak' },
})
const release = creating('kubernetes:helm.sh/v3:Release', 'release', {
  name: 'zen-oak',
  namespace: 'zen-oak',
})
const stash = creating('pulumi:index:Stash', 'key', { input: 'x' })
const bucket = creating('aws:s3/bucket:Bucket', 'files', { bucket: 'zen-files' })

const recovery = (...pending: readonly object[]) => {
  const checkpoint = parseCheckpoint(sampleState({ pending }))
  if (!checkpoint) throw new Error('It is a state')
  return checkpoint
}

describe('what was interrupted', () => {
  test('is found again by the names that were asked for', () => {
    expect(
      recoveryFor(recovery(namespace, secret, release, stash, bucket))?.adoptions.map(({ id }) => id),
    ).toEqual([...['zen-oak', 'zen-oak/k', 'zen-oak/zen-oak']])
  })

  test('is found again by what its provider says', () => {
    const importId = (type: string, { bucket: name }: Readonly<Record<string, unknown>>) =>
      type.startsWith('aws:') ? String(name) : undefined

    expect(recoveryFor(recovery(bucket), importId)?.adoptions.map(({ id }) => id)).toEqual(['zen-files'])
  })

  test('is said in words', () => {
    expect(recoveryFor(recovery(namespace, release))?.said).toBe(
      'An earlier run was killed while it worked on: namespace zen-oak, Helm release zen-oak. Looking at what became of it.',
    )
    expect(recoveryFor(recovery())).toBeUndefined()
  })

  test('only needs looking at when it was being created', () => {
    expect(recoveryFor(recovery({ ...namespace, type: 'deleting' }))?.adoptions).toEqual([])
  })
})

describe('a state with what may have been created', () => {
  const exported = (...pending: readonly object[]) => {
    const { checkpoint } = JSON.parse(sampleState({ pending }))
    return { version: 3, deployment: checkpoint.latest }
  }

  test('has it as a resource with nothing but its id, and no interrupted operations', () => {
    const { urn } = namespace.resource

    const state = adoptedState(exported(namespace, stash), [{ urn, id: 'zen-oak' }])

    expect(state).toMatchObject({
      deployment: {
        resources: expect.arrayContaining([{ ...namespace.resource, id: 'zen-oak', outputs: {} }]),
      },
    })
    expect(state).not.toHaveProperty('deployment.pending_operations')
    expect(urnsIn(state)).not.toContain(stash.resource.urn)
  })

  test('keeps what is there of something that is being replaced', () => {
    const before = exported()
    const { urn } = before.deployment.resources.at(-1)
    const again = {
      type: 'creating',
      resource: { urn, custom: true, type: 'pulumi:index:Stash', inputs: {} },
    }

    expect(urnsIn(adoptedState(exported(again), [{ urn, id: 'x' }]))).toEqual(urnsIn(before))
  })
})
