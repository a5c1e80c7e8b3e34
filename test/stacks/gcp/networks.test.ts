/** Which addresses the networks of a project have. */
import { expect, it } from 'vitest'
import type { GoogleApi } from '../../../stacks/gcp/google-api.ts'
import type { Json } from '../../../stacks/gcp/json.ts'
import { otherNetworks } from '../../../stacks/gcp/preflight-networks.ts'
import { gcpSpecOf } from '../../../stacks/gcp/spec/gcp-spec.ts'
import { specOf } from './gcp-requests.ts'

const link = (name: string) =>
  `https://www.googleapis.com/compute/v1/projects/zen-test-471112/global/networks/${name}`

const subnetworks = [
  {
    ...{ network: link('main'), ipCidrRange: '10.8.0.0/20' },
    secondaryIpRanges: [
      { rangeName: 'pods', ipCidrRange: '10.9.0.0/16' },
      { rangeName: 'services', ipCidrRange: '10.10.0.0/20' },
    ],
  },
  { network: link('zen-team-network'), ipCidrRange: '10.42.0.0/20' },
  { network: link('zen-another-network'), ipCidrRange: '10.43.0.0/20' },
]

const addresses = [
  { network: link('main'), purpose: 'VPC_PEERING', address: '10.11.0.0', prefixLength: 20 },
  { network: link('zen-team-network'), purpose: 'VPC_PEERING', address: '10.42.32.0', prefixLength: 20 },
  { address: '203.0.113.9' },
]

/** @param asked what it was asked for */
function projectWith(asked: string[]): GoogleApi {
  const answer = async (words: string, found: readonly Json[]) => {
    asked.push(words)
    return found
  }
  const unasked = () => Promise.reject(new Error('Nobody expected that.'))
  return {
    everywhere: (_, kind) => answer(kind, subnetworks),
    list: (_, path) => answer(path, addresses),
    ...{ get: unasked, post: unasked, change: unasked },
  }
}

it('nodes, pods, services and databases of all networks but ours', async () => {
  expect(await otherNetworks(projectWith([]), gcpSpecOf(specOf()))).toEqual([
    { name: 'main', cidrs: ['10.8.0.0/20', '10.9.0.0/16', '10.10.0.0/20'] },
    { name: 'zen-another-network', cidrs: ['10.43.0.0/20'] },
    { name: 'main', cidrs: ['10.11.0.0/20'] },
  ])
})

it('nobody asks where no network is made', async () => {
  const asked: string[] = []

  expect(await otherNetworks(projectWith(asked), gcpSpecOf(specOf({ network: 'main' })))).toEqual([])
  expect(asked).toEqual([])
})
