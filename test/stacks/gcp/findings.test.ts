/** From answers of Google Cloud to findings, and to what stays in the spec. */
import { describe, expect, it } from 'vitest'
import type { OptionValues } from '../../../stacks/contract.ts'
import { findingsOf } from '../../../stacks/gcp/findings.ts'
import type { PreflightFacts } from '../../../stacks/gcp/preflight-facts.ts'
import { settle } from '../../../stacks/gcp/settle.ts'
import { specOf } from './gcp-requests.ts'

const zones = ['europe-west1-b', 'europe-west1-c', 'europe-west1-d']
const none = { refusal: 'googleapi: Error 403: no, forbidden' }
const shared = {
  ...{ path: 'projects/zen-test-471112/global/networks/main', hasPrivateAccess: true, hasWayOut: true },
  subnetworks: ['main-west'],
}

/** Of a project in which nothing stands in the way. */
const fine: PreflightFacts = {
  project: { value: { state: 'ACTIVE' } },
  hasBilling: { value: true },
  disabledApis: { value: [] },
  offers: {
    ...{ regions: { value: ['europe-west1'] }, region: { value: {} }, zones, nodeZones: { value: zones } },
    ...{ processors: 2, kubernetes: { value: ['1.34.3-gke.1'] }, tiers: { value: ['db-g1-small'] } },
  },
  ...{ quotas: [], denied: { value: [] }, taken: [], existing: {} },
  networks: { value: [] },
}

function told(more: Partial<PreflightFacts>, options: OptionValues = {}) {
  const judged = { spec: specOf(options), stored: undefined, facts: { ...fine, ...more }, email: 'a@b.c' }
  return findingsOf(judged)
    .filter(({ verdict }) => verdict !== 'pass')
    .map(({ id, verdict, message }) => `${id} ${verdict}: ${message}`)
}

describe('findings', () => {
  it('are none where nothing stands in the way', () => {
    expect(told({})).toEqual([])
    expect(told({ disabledApis: { value: ['sqladmin.googleapis.com'] } })).toEqual([])
  })

  it.each<[Partial<PreflightFacts>, OptionValues, string]>([
    [{ project: none }, {}, 'gcp-login fail: There is no project zen-test-471112 that your login may see.'],
    [
      { project: { value: { state: 'DELETE_REQUESTED' } } },
      {},
      'gcp-login fail: The project zen-test-471112 is being deleted.',
    ],
    [
      { hasBilling: { value: false } },
      {},
      'gcp-billing fail: The project zen-test-471112 has no billing account',
    ],
    [{ disabledApis: none }, {}, 'gcp-apis warn: Which APIs are enabled could not be checked.'],
    [
      { disabledApis: { value: ['compute.googleapis.com'] } },
      {},
      "gcp-apis warn: These will be enabled, and stay so: compute.googleapis.com. What europe-west1 has, and quotas, can't be checked before.",
    ],
    [{ offers: { ...fine.offers, regions: none } }, {}, 'gcp-region warn'],
    [{ offers: { ...fine.offers, nodeZones: none } }, {}, 'gcp-node-type warn'],
    [
      { offers: { ...fine.offers, nodeZones: { value: ['europe-west1-d'] } } },
      { preset: 'production' },
      'gcp-node-type fail: Only europe-west1-d has machines of type e2-standard-2, and two zones are needed.',
    ],
    [{ offers: { ...fine.offers, tiers: none } }, {}, 'gcp-database-class warn'],
    [{ denied: none }, {}, 'gcp-permissions warn: Whether your login may do all this could not be checked.'],
    [
      { denied: { value: ['compute.networks.create'] } },
      {},
      'gcp-permissions fail: Your login may not: compute.networks.create.',
    ],
    [
      { taken: ['network zen-team-network'] },
      {},
      'gcp-names fail: There is already: network zen-team-network.',
    ],
    [{ existing: { network: none } }, { network: 'main' }, "gcp-network fail: The network can't be seen"],
    [
      { existing: { network: { value: { ...shared, hasPrivateAccess: false } } } },
      { network: 'main' },
      'gcp-network fail: The network main has no private services access',
    ],
    [
      { networks: { value: [{ name: 'main', cidrs: ['10.8.0.0/20', '10.9.16.0/20'] }] } },
      { 'network-cidr': '10.9.0.0/16' },
      'gcp-network fail: Another network has addresses of 10.9.0.0/16 already: main has 10.9.16.0/20.',
    ],
    [
      { existing: { network: { value: { ...shared, hasWayOut: false } } } },
      { network: 'main' },
      'gcp-network warn: Nothing in europe-west1 seems to lead out of the network main',
    ],
    [
      { existing: { network: { value: { ...shared, subnetworks: ['a', 'b'] } } } },
      { network: 'main' },
      'gcp-network fail: The network main has several subnetworks in europe-west1: a, b.',
    ],
    [
      { existing: { network: { value: { ...shared, subnetworks: [] } } } },
      { network: 'main' },
      'gcp-network fail: The network main has no subnetwork in europe-west1.',
    ],
    [
      { existing: { network: { value: shared } } },
      { network: 'main', subnetwork: 'lost' },
      'gcp-network fail: The network main has no subnetwork lost in europe-west1.',
    ],
    [{ existing: { cluster: none } }, { cluster: 'main' }, "gcp-network fail: The cluster can't be seen"],
    [
      {
        existing: {
          cluster: {
            value: {
              name: 'main',
              location: 'europe-west1-b',
              status: 'STOPPING',
              network: shared.path,
              subnetwork: 's',
              isPublic: false,
            },
          },
        },
      },
      { cluster: 'main' },
      'gcp-network fail: The API of the cluster main can be reached from inside its network only.',
    ],
  ])('%#: %j', (facts, options, finding) => {
    expect(told(facts, options).some((line) => line.startsWith(finding))).toBe(true)
  })

  it('need no private services access for a database elsewhere', () => {
    const network = { value: { ...shared, hasPrivateAccess: false } }
    expect(told({ existing: { network } }, { network: 'main', database: 'in-cluster' })).toEqual([])
  })
})

describe('what stays', () => {
  const settled = (more: Partial<PreflightFacts>, options: OptionValues = {}, stored?: OptionValues) =>
    settle({
      ...{ spec: specOf(options), facts: { ...fine, ...more }, email: 'a@b.c' },
      stored: stored && { name: 'team', provider: 'gcp', options: stored },
    })

  it('is where nodes and control plane are, and who deployed', () => {
    expect(settled({})).toMatchObject({
      ...{ zones: ['europe-west1-b', 'europe-west1-c'], 'cluster-location': 'europe-west1-b' },
      deployers: ['a@b.c'],
    })
    expect(settled({}, { preset: 'production' })).toMatchObject({ 'cluster-location': 'europe-west1' })
  })

  it('is a range of addresses that no other network has, or the first where nobody tells', () => {
    const networks = { value: [{ name: 'main', cidrs: ['10.42.0.0/20', '10.43.128.0/17'] }] }

    expect(settled({ networks })['network-cidr']).toBe('10.44.0.0/16')
    expect(settled({ networks: none })['network-cidr']).toBe('10.42.0.0/16')
    expect(settled({ networks }, {}, { 'network-cidr': '10.42.0.0/16' })['network-cidr']).toBe('10.42.0.0/16')
    expect(settled({ networks }, { network: 'main' })).not.toHaveProperty('network-cidr')
  })

  it('is the same in the next run, whatever Google Cloud says then', () => {
    const first = settled({})
    const later = { offers: { ...fine.offers, nodeZones: { value: ['europe-west1-d'] } } }

    expect(settled(later, { preset: 'production' }, first)).toEqual(first)
  })

  it('is known before any API is enabled', () => {
    const offers = { regions: none, region: none, zones: [], nodeZones: { value: [] }, processors: 0 }

    expect(settled({ offers })).toMatchObject({ zones: ['europe-west1-b', 'europe-west1-c'] })
  })

  it('is the network of a cluster, and the only subnetwork of a network', () => {
    const cluster = {
      name: 'main',
      location: 'europe-west1',
      status: 'RUNNING',
      network: shared.path,
      subnetwork: 's',
      isPublic: true,
    }

    expect(settled({ existing: { cluster: { value: cluster } } }, { cluster: 'main' })).toMatchObject({
      ...{ 'cluster-location': 'europe-west1', 'found-network': shared.path, 'found-subnetwork': 's' },
    })
    expect(settled({ existing: { network: { value: shared } } }, { network: 'main' })).toMatchObject({
      'found-subnetwork': 'main-west',
    })
  })
})
