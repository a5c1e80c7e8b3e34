/** Questions to a cloud, asked by zen's worker with the real engine. */
import { expect, test } from 'vitest'
import { askPlace, askPreflight, askRemains } from '../../../src/engine/pulumi/inquire.ts'
import { administrator } from '../../cloud/aws/administrator.ts'
import { simulatedCloud } from '../../cloud/cloud.ts'
import { quiet } from '../../engine/pulumi/cupboard-zen.ts'
import { cloudZen } from './cloud-zen.ts'

test('a cloud says who asks, what stands in the way, and what must not drift later', async () => {
  const { context, listener, events, target } = await cloudZen(await simulatedCloud())
  const { spec } = target({ 'node-type': 'x9z.huge' })

  const preflight = await askPreflight(context, { spec, listener, signal: quiet() })

  expect(preflight).toMatchObject({
    where: 'AWS account 111111111111 in eu-west-1',
    identity: administrator.principal,
    settled: { 'aws-account': '111111111111', deployers: [administrator.principal] },
  })
  expect(preflight?.findings.find(({ id }) => id === 'aws-node-type')?.verdict).toBe('fail')
  expect(events).toEqual([{ kind: 'step', text: 'Asking AWS whether anything stands in the way' }])
})

test('where nothing is, nothing is found, which is no failure', async () => {
  const { context, listener, target } = await cloudZen(await simulatedCloud())
  const asking = { ...target(), listener, signal: quiet() }

  expect(await askRemains(context, asking)).toEqual([])
  expect(await askPlace(context, asking)).toBeUndefined()
})

test('a refusal is told in words of ours, with those of the cloud below', async () => {
  const { context, listener, target } = await cloudZen(await simulatedCloud(), {
    AWS_SECRET_ACCESS_KEY: 'mistyped',
  })
  const asking = { ...target(), listener, signal: quiet() }

  for (const ask of [askPreflight, askRemains, askPlace])
    await expect(ask(context, asking)).rejects.toMatchObject({
      code: 'CLOUD_REFUSED',
      exit: 4,
      message: 'AWS does not accept these credentials.',
      foreign: expect.stringContaining('SignatureDoesNotMatch'),
    })
})

test('a question that is interrupted has no answer', async () => {
  const cloud = await simulatedCloud()
  const { context, listener, target } = await cloudZen(cloud)
  const interruption = new AbortController()
  cloud.fail({ verb: 'invoke', effect: 'hang' })
  const asking = askPreflight(context, { ...target(), listener, signal: interruption.signal })

  interruption.abort()

  await expect(asking).rejects.toMatchObject({ code: 'INTERRUPTED', exit: 130 })
})
