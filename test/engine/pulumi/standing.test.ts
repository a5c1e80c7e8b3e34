import { describe, expect, test } from 'vitest'
import { type Checkpoint, toCheckpoint } from '../../../src/engine/pulumi/checkpoint.ts'
import { noEdit, toRemoval } from '../../../src/engine/pulumi/removal.ts'
import { isBareMemory, memoryIn, unknownOf } from '../../../src/engine/pulumi/standing.ts'
import { isOnlyData, storedDeployment } from '../../../src/engine/pulumi/stored-deployment.ts'
import { editedState, withFound } from '../../../src/engine/pulumi/worker/edited-state.ts'

const urn = (type: string, name: string) => `urn:pulumi:team::zenml::${type}::${name}`
const [stack, stash, aws] = ['pulumi:pulumi:Stack', 'pulumi:index:Stash', 'pulumi:providers:aws']

const resource = (type: string, name: string, more: object = {}) => ({
  ...{ urn: urn(type, name), type, custom: type !== stack, id: `id-of-${name}`, inputs: {}, outputs: {} },
  ...more,
})

const spec = resource(stash, 'spec')
const provider = resource(aws, 'aws', { dependencies: [spec.urn] })
const vpc = resource('aws:ec2/vpc:Vpc', 'vpc', { dependencies: [spec.urn] })
const login = resource('pulumi:providers:kubernetes', 'cluster', { dependencies: [vpc.urn] })
const release = resource('kubernetes:helm.sh/v3:Release', 'server', {
  ...{ dependencies: [vpc.urn], protect: true },
})
const deployed = resource(stash, 'deployed-spec', { dependencies: [vpc.urn, release.urn] })
const all = [resource(stack, 'zenml-team'), spec, provider, vpc, login, release, deployed]

const checkpointOf = (resources: readonly object[]): Checkpoint => toCheckpoint({ resources })

describe('what stays until nothing is left', () => {
  test('is what zen remembers and the ways into clouds, and nothing that depends on real things', () => {
    expect(memoryIn(checkpointOf(all)).map(({ urn }) => urn)).toEqual([spec.urn, provider.urn])
  })

  test('is known from what is still to go', () => {
    expect(isBareMemory(checkpointOf(all))).toBe(false)
    expect(isBareMemory(checkpointOf(all.slice(0, 3)))).toBe(true)
  })
})

describe('what was found and no state knows of', () => {
  const found = (type: string, id: string, more: object = {}) => ({ type, id, words: id, ...more })
  const unknown = (...list: readonly ReturnType<typeof found>[]) =>
    unknownOf('team', list, checkpointOf(all)).map(({ urn }) => urn)

  test('is not what the state has by its name in the program or by its id, nor what is kept', () => {
    expect(
      unknown(
        found('aws:ec2/vpc:Vpc', 'another id', { name: 'vpc' }),
        found('aws:ec2/vpc:Vpc', 'id-of-vpc'),
        found('aws:rds/snapshot:Snapshot', 'last', { kept: true }),
      ),
    ).toEqual([])
  })

  test('gets a name of its own where the program has none for it, or two of them', () => {
    const type = 'aws:ec2/subnet:Subnet'
    const names = unknown(
      found(type, 'a', { name: 'private-a' }),
      found(type, 'b', { name: 'private-a' }),
      found(type, 'c'),
    )

    expect(names[0]).toBe(urn(type, 'private-a'))
    expect(new Set(names).size).toBe(3)
  })
})

describe('a state that is corrected', () => {
  const exported = { version: 3, deployment: { resources: all, pending_operations: [{ resource: release }] } }
  const edited = (edit: object) => editedState(exported, { ...noEdit, ...edit })

  test('has what was found, as a thing of its provider', () => {
    const lost = { urn: urn('aws:ec2/eip:Eip', 'nat-a'), type: 'aws:ec2/eip:Eip', id: 'eipalloc-1' }

    expect(withFound(exported, [lost])).toMatchObject({
      deployment: {
        resources: [
          ...all.map((one) => ({ urn: one.urn })),
          {
            ...lost,
            custom: true,
            provider: `${provider.urn}::id-of-aws`,
            parent: all[0]?.urn,
          },
        ],
      },
    })
  })

  test('has nothing of a package that it knows no provider of', () => {
    const lost = { urn: urn('gcp:sql:User', 'x'), type: 'gcp:sql:User', id: 'x' }

    expect(withFound(exported, [lost])).toMatchObject({ deployment: { resources: all } })
  })

  test('has nothing of what is forgotten, nor anything that depends on it', () => {
    const { deployment } = JSON.parse(JSON.stringify(edited({ forget: [release.urn] })))

    expect(JSON.stringify(deployment)).not.toContain(release.urn)
    expect(deployment.resources).toHaveLength(all.length - 1)
    expect(deployment.pending_operations).toEqual([])
  })

  test('protects what is guarded', () => {
    const { deployment } = JSON.parse(JSON.stringify(edited({ guard: [vpc.urn] })))

    expect(deployment.resources[3]).toMatchObject({ urn: vpc.urn, protect: true })
  })

  test('protects nothing that is released', () => {
    const { deployment } = JSON.parse(JSON.stringify(edited({ release: [release.urn] })))

    expect(JSON.stringify(deployment.resources)).not.toContain('protect')
  })
})

test('of a last snapshot its name, the keys and the way to it are remembered, as data that is left', () => {
  const secret = { '4dabf18193072939515e22adb298388d': 'x', ciphertext: 'y' }
  const key = resource(stash, 'encryption-key', { outputs: { output: secret }, dependencies: [spec.urn] })
  const part = resource(stash, 'part', { inputs: { input: 'everything' }, dependencies: [spec.urn] })
  const name = resource(stash, 'final-snapshot', { outputs: { output: 'last' }, dependencies: [spec.urn] })
  const wanted = { name: 'team', provider: 'aws', options: {} }
  const memory = [all[0], { ...spec, inputs: { input: wanted } }, part, key, name, provider]
  const exported = { version: 3, deployment: { resources: memory } }

  const { deployment } = JSON.parse(JSON.stringify(editedState(exported, { ...noEdit, snapshot: 'last' })))

  const stored = storedDeployment('team', toCheckpoint(deployment))
  expect(stored && isOnlyData(stored)).toBe(true)
  expect(stored?.outputs).toEqual({ part: 'data', snapshot: 'last' })
  expect(deployment.resources.map((one: { urn: string }) => one.urn)).toEqual([
    ...[all[0]?.urn, spec.urn, urn(stash, 'deployed-spec'), part.urn, key.urn, provider.urn],
  ])
})

test('what is to be removed comes through to the worker as it was said', () => {
  const removal = {
    ...{ leaving: 'snapshot', only: ['a'], except: ['b'], isPatient: true },
    edit: { ...noEdit, adopt: [{ urn: 'u', type: 't', id: 'i' }], doubt: ['d'] },
  }

  expect(toRemoval(JSON.parse(JSON.stringify(removal)))).toEqual(removal)
  expect(toRemoval(undefined)).toBeUndefined()
  expect(toRemoval({ leaving: 'nonsense', edit: { adopt: [{}] } })).toEqual({ edit: noEdit })
})
