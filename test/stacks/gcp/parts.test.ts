/** How much of a deployment at Google Cloud is there in each part of its life, and what is protected then. */
import { describe, expect, it } from 'vitest'
import { names, one, type Run } from '../clouds/registrations.ts'
import { places, specOf } from './gcp-requests.ts'
import { mockedRun } from './mocked-gcp.ts'

const existing = places['a cluster that is there'] ?? {}
const kinds = (run: Run) =>
  [...new Set(names(run).map((each) => each.split(' ')[0]?.split(':').at(-1)))].toSorted()
const isProtected = (run: Run) =>
  run.resources
    .filter((each) => each.isProtected)
    .map(({ name }) => name)
    .toSorted()

describe('a deployment', () => {
  it('is protected from being deleted, by Google Cloud and by the engine', async () => {
    const run = await mockedRun(specOf())

    expect(isProtected(run)).toEqual(['cluster', 'database'])
    expect(one(run, 'Cluster').inputs['deletionProtection']).toBe(true)
    expect(one(run, 'DatabaseInstance').inputs).toMatchObject({
      deletionProtection: true,
      settings: {
        ...{ deletionProtectionEnabled: true, retainBackupsOnDelete: true },
        finalBackupConfig: { enabled: false },
      },
    })
  })

  it('that is stopped has everything, and no server that runs', async () => {
    const [run, stopped] = [await mockedRun(specOf()), await mockedRun(specOf(), { part: 'stopped' })]

    expect(names(stopped)).toEqual(names(run))
    expect(JSON.stringify(one(stopped, 'Release').inputs)).toContain('"replicaCount":0')
  })
})

describe('while it is taken away', () => {
  it('nothing is protected, the cluster is empty, and the database leaves a last backup that is named', async () => {
    const run = await mockedRun(specOf(), { part: 'cleared', leaving: 'snapshot' })

    expect(isProtected(run)).toEqual([])
    expect(kinds(run).filter((kind) => /Release|Service$|Namespace|^Address/.test(String(kind)))).toEqual([
      'Service',
    ])
    expect(one(run, 'Cluster').inputs['deletionProtection']).toBe(false)
    expect(one(run, 'DatabaseInstance').inputs).toMatchObject({
      deletionProtection: false,
      finalBackupDescription: expect.stringMatching(/^zen-team-final-[0-9a-f]{8}$/),
      settings: {
        ...{ deletionProtectionEnabled: false, retainBackupsOnDelete: false },
        finalBackupConfig: { enabled: true, retentionDays: 365 },
      },
    })
    expect(run.outputs['snapshot']).toBe(one(run, 'DatabaseInstance').inputs['finalBackupDescription'])
  })

  it('nothing is left where nothing should be', async () => {
    const run = await mockedRun(specOf(), { part: 'cleared', leaving: 'delete' })

    expect(one(run, 'DatabaseInstance').inputs).toMatchObject({
      settings: { retainBackupsOnDelete: false, finalBackupConfig: { enabled: false } },
    })
    expect(run.outputs['snapshot']).toBeUndefined()
  })

  it('a database that is kept stays protected, with the way to it', async () => {
    const run = await mockedRun(specOf(), { part: 'data', leaving: 'keep' })

    expect(isProtected(run)).toEqual(['database'])
    expect(kinds(run)).toEqual([
      ...['Connection', 'Database', 'DatabaseInstance', 'GlobalAddress', 'Network', 'Service', 'Stash'],
      ...['User', 'gcp'],
    ])
  })

  it('data in a cluster of ours keeps that', async () => {
    const run = await mockedRun(specOf({ database: 'in-cluster' }), { part: 'data', leaving: 'keep' })

    expect(kinds(run)).toEqual(expect.arrayContaining(['Cluster', 'NodePool', 'Namespace']))
    expect(kinds(run)).not.toContain('Release')
  })

  it('what is in a cluster that is gone is not asked about', async () => {
    const run = await mockedRun(specOf({ ...existing, database: 'in-cluster' }), {
      ...{ part: 'data', leaving: 'delete', placeGone: true },
    })

    expect(run.invokes).toEqual([])
    expect(run.announced).toEqual([])
    expect(kinds(run)).toEqual(['Service', 'Stash', 'gcp', 'kubernetes'])
    expect(one(run, 'kubernetes').inputs['deleteUnreachable']).toBe('true')
  })
})

describe('what Google Cloud leaves in a network of ours', () => {
  it('is removed just before what it blocks', async () => {
    const run = await mockedRun(specOf())

    expect(one(run, 'Network').beforeDelete).toEqual(['remove-what-gke-left'])
    expect(one(run, 'Connection')).toMatchObject({
      beforeDelete: ['remove-peering'],
      inputs: { deletionPolicy: 'ABANDON', updateOnCreationFail: true },
    })
  })
})
