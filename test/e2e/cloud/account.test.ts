/** An account that others use too, by hand and by other deployments, as the engine finds it. */
import { expect, test } from 'vitest'
import { administrator, environmentOf } from '../../cloud/aws/administrator.ts'
import * as kinds from '../../cloud/aws/kinds.ts'
import { simulatedCloud } from '../../cloud/cloud.ts'
import { engineFor } from './engine.ts'
import { type SampleOptions, sampleProgram } from './sample/program.ts'
import { smallProgram, tag } from './sample/small-program.ts'

const region = 'eu-west-1'

test('two deployments side by side know nothing of each other; a third one finds the quota used up', async () => {
  const cloud = await simulatedCloud()
  const engine = await engineFor(cloud)
  const options = (name: string): SampleOptions => ({ name, region, protected: false })
  const stack = (name: string) => engine.stack(name, sampleProgram(options(name)))
  const [one, other] = [await stack('zen-a'), await stack('zen-b')]

  const made = await Promise.all([one.up(), other.up()])

  expect(made).toMatchObject([{ failed: false }, { failed: false }])
  const account = cloud.account()
  const before = account.orphans({ key: tag.key, value: 'zen-b' })
  expect(before.length).toBeGreaterThan(25)

  const third = await engine.stack('small', smallProgram({ addresses: ['one', 'two'] }))
  const refused = await third.up()
  expect(refused.words.join('\n')).toContain(
    'AddressLimitExceeded: The maximum number of addresses has been reached.',
  )

  expect(await one.destroy()).toMatchObject({ failed: false })
  expect(account.orphans({ key: tag.key, value: 'zen-b' })).toEqual(before)
  expect(account.orphans({ key: tag.key, value: 'zen-a' }).map(({ type }) => type)).toEqual([kinds.snapshot])
  expect(await other.up()).toMatchObject({ failed: false, changes: { same: 51 } })
})

test('a change by hand is found by a refresh and taken back; a deletion is made good', async () => {
  const cloud = await simulatedCloud()
  const account = cloud.account()
  const stack = await (await engineFor(cloud)).stack(
    'small',
    smallProgram({ network: { dns: true }, addresses: ['one'] }),
  )
  await stack.up()
  for (const vpc of account.objects(kinds.vpc)) account.change(vpc, { enableDnsHostnames: false })
  for (const eip of account.objects(kinds.eip)) account.remove(eip)

  expect(await stack.refresh()).toMatchObject({ failed: false, changes: { update: 1, delete: 1 } })
  expect(await stack.up()).toMatchObject({ failed: false, changes: { update: 1, create: 1 } })
  expect(account.objects(kinds.vpc)[0]?.outputs['enableDnsHostnames']).toBe(true)
})

test('what is there already is imported as it is', async () => {
  const cloud = await simulatedCloud()
  const account = cloud.account()
  const { id } = account.make(region, kinds.vpc, { cidrBlock: '10.42.0.0/16', enableDnsHostnames: true })
  const network = { dns: true, importId: id }
  const stack = await (await engineFor(cloud)).stack(
    'small',
    smallProgram({ network, provider: { defaultTags: {} } }),
  )

  const imported = await stack.up()

  expect(imported).toMatchObject({ failed: false, changes: { import: 1, create: 3 } })
  expect(account.objects(kinds.vpc)).toHaveLength(1)
})

test('what something else holds is not deleted, in the words of the cloud; and once it is free it is', async () => {
  const cloud = await simulatedCloud({ patienceMs: 100 })
  const account = cloud.account()
  const stack = await (await engineFor(cloud)).stack('small', smallProgram({ network: { dns: true } }))
  await stack.up()
  const [subnet] = account.objects(kinds.subnet)
  const card = account.make(region, kinds.networkInterface, { subnetId: subnet?.id })

  const botched = await stack.destroy()

  expect(botched.failed).toBe(true)
  expect(botched.words.join('\n')).toContain(
    `api error DependencyViolation: The subnet '${subnet?.id}' has dependencies and cannot be deleted.`,
  )
  expect(
    account
      .orphans(tag)
      .map(({ type }) => type)
      .sort(),
  ).toEqual([kinds.subnet, kinds.vpc])
  account.remove(card)
  expect(await stack.destroy()).toMatchObject({ failed: false })
  expect(account.orphans()).toEqual([])
})

test('credentials and permissions that are missing are told by the provider', async () => {
  const cloud = await simulatedCloud()
  cloud.set({
    identities: [
      administrator,
      {
        ...administrator,
        credentials: { accessKeyId: 'AKIALIMITED', secretAccessKey: 's' },
        denied: ['ec2:AllocateAddress'],
      },
    ],
  })
  const program = smallProgram({ addresses: ['one'] })
  const wrong = await engineFor(cloud, { AWS_SECRET_ACCESS_KEY: 'guessed' })
  const limited = await engineFor(cloud, {
    ...environmentOf(administrator),
    AWS_ACCESS_KEY_ID: 'AKIALIMITED',
    AWS_SECRET_ACCESS_KEY: 's',
  })

  const unknown = await (await wrong.stack('small', program)).preview()
  const forbidden = await (await limited.stack('small', program)).up()

  expect(unknown.words.join('\n')).toContain(
    'SignatureDoesNotMatch: The request signature we calculated does not match',
  )
  expect(forbidden.words.join('\n')).toContain('is not authorized to perform: ec2:AllocateAddress')
  expect(cloud.account().orphans()).toEqual([])
})
