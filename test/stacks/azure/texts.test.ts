/** Texts that other programs read: names, ids, certificates, kubeconfigs, roles. */
import { X509Certificate } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { databaseAuthority } from '../../../stacks/azure/database-authority.ts'
import { azureSpecOf } from '../../../stacks/azure/spec/azure-spec.ts'
import { importIdIn } from '../../../stacks/azure/spec/import-ids.ts'
import { databaseName, guidFor, labelOf, markFor, zoneName } from '../../../stacks/azure/spec/names.ts'
import { deniedAmong, neededActions, permissionRole } from '../../../stacks/azure/spec/permissions.ts'
import { settledOf, settledOptions } from '../../../stacks/azure/spec/settled.ts'
import { isDirectoryOnly, withToken } from '../../../stacks/shared/given-kubeconfig.ts'
import { longestName, places, specOf } from './azure-requests.ts'

it('the authorities of databases are public ones that are still good', () => {
  const certificates = (databaseAuthority() ?? '').split(/(?<=-----END CERTIFICATE-----)\n/).filter(Boolean)

  expect(
    certificates.map((text) => /CN=(.*)/.exec(new X509Certificate(text).subject)?.[1]).toSorted(),
  ).toEqual([
    'DigiCert Global Root CA',
    'DigiCert Global Root G2',
    'Microsoft RSA Root Certificate Authority 2017',
  ])
})

describe('names', () => {
  const place = { subscription: 's', region: 'westeurope', name: 'team' }

  it('that nobody else may have are the same for the same deployment, and others for another', () => {
    expect(markFor(place)).toMatch(/^[0-9a-f]{6}$/)
    expect(markFor(place)).toBe(markFor({ ...place }))
    expect(markFor(place)).not.toBe(markFor({ ...place, region: 'eastus' }))
    expect(markFor(place)).not.toBe(markFor(place, 1))
  })

  it('fit with the longest one', () => {
    const marked = { name: longestName, mark: '3fa1c2' }

    expect(labelOf(marked)).toMatch(/^[a-z][a-z0-9-]{1,61}[a-z0-9]$/)
    expect(databaseName(marked)).toMatch(/^[a-z][a-z0-9-]{1,61}[a-z0-9]$/)
    expect(zoneName('ends-so-')).toMatch(/^[a-z0-9-]*[a-z0-9]\.private\.mysql\.database\.azure\.com$/)
  })

  it('of role assignments are GUIDs', () => {
    expect(guidFor('a', 'b')).toMatch(/^[\da-f]{8}-[\da-f]{4}-5[\da-f]{3}-8[\da-f]{3}-[\da-f]{12}$/)
  })
})

it.each([
  ['resources:ResourceGroup', {}, ''],
  [
    'network:Subnet',
    { virtualNetworkName: 'n', subnetName: 's' },
    '/providers/Microsoft.Network/virtualNetworks/n/subnets/s',
  ],
  ['dbformysql:Server', { serverName: 'd' }, '/providers/Microsoft.DBforMySQL/flexibleServers/d'],
])('what was made without the state knowing has an id that its names make up: %s', (type, inputs, rest) => {
  const id = importIdIn('s-1', `azure-native:${type}`, { resourceGroupName: 'zen-team', ...inputs })

  expect(id).toBe(`/subscriptions/s-1/resourceGroups/zen-team${rest}`)
  expect(importIdIn('s-1', `azure-native:${type}`, {})).toBeUndefined()
})

describe('kubeconfigs that Azure hands out', () => {
  const directory = `clusters:
- cluster:
    certificate-authority-data: Q0E=
    server: https://main.hcp.westeurope.azmk8s.io:443
users:
- user:
    exec:
      command: kubelogin
`

  it('are entered by a token where a program would be needed', () => {
    expect(isDirectoryOnly(directory)).toBe(true)
    expect(isDirectoryOnly('users:\n- user:\n    client-key-data: x\n')).toBe(false)
    expect(JSON.parse(withToken(directory, 'ey.token'))).toMatchObject({
      clusters: [
        {
          cluster: {
            server: 'https://main.hcp.westeurope.azmk8s.io:443',
            'certificate-authority-data': 'Q0E=',
          },
        },
      ],
      users: [{ user: { token: 'ey.token' } }],
    })
    expect(() => withToken('users: []', 'x')).toThrow('names no cluster')
  })
})

describe('permissions', () => {
  const needed = (options = {}) => neededActions(azureSpecOf(specOf(options)))

  it('are asked for exactly what is made', () => {
    expect(needed()).toEqual(
      expect.arrayContaining([
        'Microsoft.ContainerService/managedClusters/write',
        'Microsoft.DBforMySQL/flexibleServers/write',
        'Microsoft.Network/virtualNetworks/write',
      ]),
    )
    const inCluster = needed(places['a cluster that is there'])
    expect(
      inCluster.filter((action) => /virtualNetworks\/write|managedClusters\/write/.test(action)),
    ).toEqual([])
    expect(needed({ database: 'in-cluster' }).filter((action) => /MySQL/.test(action))).toEqual([])
    expect(needed({ expose: 'none' }).filter((action) => /publicIP/.test(action))).toEqual([])
  })

  it('are all in the role', () => {
    const { Actions: actions } = permissionRole()

    expect(deniedAmong(needed(), [{ actions, notActions: [] }])).toEqual([])
  })

  it('of others are understood: stars, capitals, and what is taken away again', () => {
    const grant = { actions: ['Microsoft.Network/*'], notActions: ['microsoft.network/*/delete'] }

    expect(
      deniedAmong(['Microsoft.Network/a/write', 'Microsoft.Network/a/delete', 'Other/a/b'], [grant]),
    ).toEqual(['Microsoft.Network/a/delete', 'Other/a/b'])
  })
})

it('what was found out once can be read again', () => {
  const known = {
    ...{
      subscription: 's',
      owner: 'anna',
      mark: '3fa1c2',
      mysqlVersion: '8.4',
      standby: 'SameZone' as const,
    },
    ...{ zones: ['1', '2'], cidrs: [] },
  }

  expect(settledOf(settledOptions(known))).toEqual(known)
  expect(settledOf({})).toEqual({ zones: [], cidrs: [] })
})
