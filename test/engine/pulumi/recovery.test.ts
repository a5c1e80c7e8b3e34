import { describe, expect, test } from 'vitest'
import { parseCheckpoint } from '../../../src/engine/pulumi/checkpoint.ts'
import { fieldOf, listOf } from '../../../src/engine/pulumi/json-fields.ts'
import { recoveryFor } from '../../../src/engine/pulumi/pending-operations.ts'
import type { Adoption } from '../../../src/engine/pulumi/protocol.ts'
import {
  adoptedState,
  interruptedCreations,
  urnsIn,
} from '../../../src/engine/pulumi/worker/adopted-state.ts'
import { lostCreations } from '../../../src/engine/pulumi/worker/lost-creations.ts'
import { creationIn } from '../../../src/engine/pulumi/worker/planned-creations.ts'
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

    expect(recoveryFor(recovery(bucket), { importId })?.adoptions.map(({ id }) => id)).toEqual(['zen-files'])
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

  const adopted = (state: unknown, ...adoptions: Adoption[]) =>
    adoptedState(state, interruptedCreations(state, adoptions))

  test('has it as a resource with nothing but its id, and no interrupted operations', () => {
    const { urn } = namespace.resource

    const state = adopted(exported(namespace, stash), { urn, id: 'zen-oak' })

    expect(state).toMatchObject({
      deployment: {
        resources: expect.arrayContaining([{ ...namespace.resource, id: 'zen-oak', outputs: {} }]),
      },
    })
    expect(state).not.toHaveProperty('deployment.pending_operations')
    expect(urnsIn(state)).not.toContain(stash.resource.urn)
  })

  test('has what its cloud may not tell as it was asked for', () => {
    const { urn } = bucket.resource
    const state = adopted(exported(bucket), { urn, id: 'zen-files', isFound: true })

    expect(listOf(fieldOf(state, 'deployment'), 'resources').at(-1)).toMatchObject({
      id: 'zen-files',
      outputs: { bucket: 'zen-files' },
    })
  })

  test('keeps what is there of something that is being replaced', () => {
    const before = exported()
    const { urn } = before.deployment.resources.at(-1)
    const again = {
      type: 'creating',
      resource: { urn, custom: true, type: 'pulumi:index:Stash', inputs: {} },
    }

    expect(urnsIn(adopted(exported(again), { urn, id: 'x' }))).toEqual(urnsIn(before))
  })
})

describe('what was made although the engine was told an error', () => {
  const plan = (type: string, name: string, inputs: object, more: object = {}) => ({
    resourcePreEvent: {
      planning: true,
      metadata: {
        ...{ op: 'create' as const, urn: `urn:pulumi:oak::zenml::${type}::${name}`, type, provider: 'p' },
        new: {
          ...{ type, custom: true, id: '', parent: 'stack', inputs, outputs: {} },
          provider: 'p::1',
          ...more,
        },
      },
    },
  })
  const planned = (...events: readonly object[]) => events.flatMap((event) => creationIn(event))
  const vpc = plan('aws:ec2/vpc:Vpc', 'vpc', { cidrBlock: '10.0.0.0/16' })
  const vpcUrn = vpc.resourcePreEvent.metadata.urn

  test('is found by its type and its name in the program, and only where it would be made', () => {
    const found = [
      { type: 'aws:ec2/subnet:Subnet', name: 'vpc', id: 'subnet-1' },
      { type: 'aws:ec2/vpc:Vpc', name: 'other', id: 'vpc-0' },
      { type: 'aws:ec2/vpc:Vpc', name: 'vpc', id: 'vpc-1' },
    ]

    expect(lostCreations(planned(vpc), found)).toMatchObject([
      { urn: vpcUrn, id: 'vpc-1', state: { urn: vpcUrn, parent: 'stack', provider: 'p::1' } },
    ])
    expect(lostCreations(planned({ ...vpc, resourcePreEvent: undefined }), found)).toEqual([])
  })

  test('is looked for where it would be, when lists do not name it', () => {
    const role = plan('aws:iam/role:Role', 'role', { name: 'zen-role' })
    const importId = (_type: string, { name }: Readonly<Record<string, unknown>>) =>
      typeof name === 'string' ? name : undefined

    expect(lostCreations(planned(role, vpc), [], importId).map(({ id }) => id)).toEqual(['zen-role'])
  })

  test('is no matter in Kubernetes, nor where its provider was not there', () => {
    const id = () => 'x'
    const unknown = plan(
      'aws:ec2/vpc:Vpc',
      'vpc',
      {},
      { provider: 'p::04da6b54-80e4-46f7-96ec-b56ff0331ba9' },
    )

    expect(lostCreations(planned(plan('kubernetes:core/v1:Secret', 's', {}), unknown), [], id)).toEqual([])
  })

  test('has the inputs that are known beforehand, and no secrets', () => {
    const inputs = {
      ...{
        password: '[secret]',
        key: { '4dabf18193072939515e22adb298388d': 'x', ciphertext: '[secret]' },
        subnetId: '04da6b54-80e4-46f7-96ec-b56ff0331ba9',
        size: 2,
      },
      tags: { a: 'b' },
    }

    expect(planned(plan('aws:rds/instance:Instance', 'database', inputs))[0]?.inputs).toEqual({
      ...{ size: 2, tags: { a: 'b' } },
    })
  })
})
