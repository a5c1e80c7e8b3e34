/** The administrator's password of a managed database is made by zen: every cloud's rule takes it. */
import { randomBytes } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { databaseName, databasePassword } from '../../stacks/shared/managed-database.ts'
import * as awsKinds from './aws/kinds.ts'
import * as azureKinds from './azure-native/kinds.ts'
import { azureAccount, sampleAzureNetwork, serverInputs } from './azure-sample.ts'
import { simulatedCloud } from './cloud.ts'
import { direct } from './direct.ts'
import * as gcpKinds from './gcp/kinds.ts'
import * as gcpSample from './gcp-sample.ts'
import { databaseInputs, sampleNetwork } from './sample-network.ts'

type Give = (password: string) => Promise<unknown>

/** By cloud: changes the password of a database that is there. */
const databases: Readonly<Record<string, () => Promise<Give>>> = {
  aws: async () => {
    const aws = direct(await simulatedCloud({ patienceMs: 0 }))
    const inputs = { ...(await databaseInputs(aws, await sampleNetwork(aws))), username: databaseName }
    return (password) => aws.create(awsKinds.databaseInstance, 'db', { ...inputs, password }).then(aws.remove)
  },
  azure: async () => {
    const { api } = await azureAccount()
    const inputs = { ...serverInputs(await sampleAzureNetwork(api)), administratorLogin: databaseName }
    return (administratorLoginPassword) =>
      api.create(azureKinds.server, 'db', { ...inputs, administratorLoginPassword }).then(api.remove)
  },
  gcp: async () => {
    const { google } = await gcpSample.project()
    const network = await gcpSample.sampleNetwork(google)
    await gcpSample.privateAccess(google, network)
    const { id: instance } = await google.create(
      gcpKinds.databaseInstance,
      'db',
      gcpSample.databaseInputs(network),
    )
    const inputs = { name: databaseName, host: '%', instance }
    return (password) => google.create(gcpKinds.user, 'u', { ...inputs, password }).then(google.remove)
  },
}

/** As long as generated secrets are, with nothing but one letter, and as chance has it. */
const generated = ['0'.repeat(48), 'f'.repeat(48), ...[1, 2, 3].map(() => randomBytes(24).toString('hex'))]

describe.each(Object.keys(databases))('%s', (cloud) => {
  test('takes every password that zen makes, and not every other', async () => {
    const give = await databases[cloud]?.()
    if (!give) throw new Error(`${cloud} has no database.`)

    for (const secret of generated) await give(databasePassword(secret))
    await expect(give('x'.repeat(200))).rejects.toThrow(/[Pp]assword/)
  })
})

test('a password has letters of all four kinds, no part of its user, and the length that all clouds take', () => {
  for (const secret of generated) {
    const password = databasePassword(secret)

    for (const kind of [/[a-z]/, /[A-Z]/, /\d/, /[^A-Za-z\d]/]) expect(password).toMatch(kind)
    expect(password).toMatch(/^[\w-]{12,41}$/)
    for (const part of ['zen', 'enm', 'nml']) expect(password.toLowerCase()).not.toContain(part)
  }
})
