import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import * as kinds from './aws/kinds.ts'
import { simulatedCloud } from './cloud.ts'
import { direct } from './direct.ts'
import { Unfinished } from './frame/cloud-error.ts'
import type { Fault } from './frame/faults.ts'

const range = { cidrBlock: '10.42.0.0/16' }

async function cloudWith(...faults: readonly Fault[]) {
  const cloud = await simulatedCloud()
  cloud.fail(...faults)
  return { cloud, aws: direct(cloud), objects: () => cloud.account().objects() }
}

describe('a fault', () => {
  test('hits the calls that fit by type, name and verb, and no others', async () => {
    const { aws } = await cloudWith({ type: 'aws:ec2/*', name: 'one', verb: 'create', effect: 'fail' })

    await expect(aws.create(kinds.vpc, 'one', range)).rejects.toThrow(
      'TestFault: A fault that a test asked for.',
    )
    const other = await aws.create(kinds.vpc, 'other', range)
    await aws.remove({ ...other, name: 'one' })
  })

  test('hits the nth of them', async () => {
    const { aws } = await cloudWith({ type: kinds.eip, verb: 'create', nth: 2, effect: 'fail' })
    const create = () => aws.create(kinds.eip, 'eip', {})

    await create()
    await expect(create()).rejects.toThrow('TestFault')
    await create()
  })

  test('is read again at each call', async () => {
    const { aws, cloud } = await cloudWith({ effect: 'fail' })

    await expect(aws.create(kinds.vpc, 'vpc', range)).rejects.toThrow('TestFault')
    cloud.fail()
    await aws.create(kinds.vpc, 'vpc', range)
    cloud.fail({ verb: 'read', effect: 'fail' })
    await expect(aws.load(kinds.vpc, 'vpc-1')).rejects.toThrow('reading EC2 VPC (vpc-1)')
  })

  test('says what the cloud would, or all that the provider would', async () => {
    const { aws, cloud } = await cloudWith({
      effect: 'fail',
      code: 'RequestLimitExceeded',
      text: 'Not so fast.',
    })

    await expect(aws.create(kinds.vpc, 'vpc', range)).rejects.toThrow(
      'api error RequestLimitExceeded: Not so fast.',
    )
    cloud.fail({ effect: 'fail', text: 'connection reset by peer' })
    await expect(aws.create(kinds.vpc, 'vpc', range)).rejects.toThrow(
      /^1 error occurred:\n\t\* connection reset by peer\n\n$/,
    )
  })

  test('that fails a call leaves nothing', async () => {
    const { aws, objects } = await cloudWith({ verb: 'create', effect: 'fail' })

    await expect(aws.create(kinds.vpc, 'vpc', range)).rejects.toThrow('TestFault')

    expect(objects()).toEqual([])
  })

  test('that leaves something unfinished names it', async () => {
    const { aws, objects } = await cloudWith({ verb: 'create', effect: 'unfinished' })

    const failure = await aws.create(kinds.vpc, 'vpc', range).catch((error: unknown) => error)

    const [made] = objects()
    expect(failure).toBeInstanceOf(Unfinished)
    expect(failure).toMatchObject({
      id: made?.id,
      outputs: range,
      message: expect.stringMatching(/^creating urn:/),
    })
  })

  test('that loses the answer names nothing, and the thing is there', async () => {
    const { aws, objects } = await cloudWith({ verb: 'create', effect: 'lost' })

    const failure = await aws.create(kinds.vpc, 'vpc', range).catch((error: unknown) => error)

    expect(failure).not.toBeInstanceOf(Unfinished)
    expect(objects()).toHaveLength(1)
  })

  test('can hit a delete before and after', async () => {
    const { aws, cloud, objects } = await cloudWith()
    const vpc = await aws.create(kinds.vpc, 'vpc', range)

    cloud.fail({ verb: 'delete', effect: 'fail' })
    await expect(aws.remove(vpc)).rejects.toThrow('TestFault')
    expect(objects()).toHaveLength(1)
    cloud.fail({ verb: 'delete', effect: 'lost' })
    await expect(aws.remove(vpc)).rejects.toThrow('TestFault')
    expect(objects()).toEqual([])
  })

  test('that hangs never answers, before or after the cloud has begun', async () => {
    const { aws, cloud, objects } = await cloudWith({ verb: 'create', effect: 'hang' })
    const pending = () =>
      cloud.journal().filter(({ verb, ended }) => verb === 'create' && ended === undefined)

    void aws.create(kinds.vpc, 'vpc', range)
    await expect.poll(() => pending()).toHaveLength(1)
    expect(objects()).toEqual([])

    cloud.fail({ verb: 'create', effect: 'hang-after' })
    void aws.create(kinds.vpc, 'vpc', range)
    await expect.poll(() => objects()).toHaveLength(1)
    expect(pending()).toHaveLength(2)
  })

  test('that is held waits with its calls until it is taken back, and the journal names it', async () => {
    const held = { verb: 'create', held: true } as const
    const { aws, cloud, objects } = await cloudWith(
      { ...held, id: 'refused', name: 'refused', effect: 'fail' },
      { ...held, id: 'slow', name: 'slow', effect: 'slow' },
    )
    const met = () => cloud.journal().flatMap(({ fault, ended }) => (ended === undefined ? [fault] : []))

    const refused = aws.create(kinds.vpc, 'refused', range)
    const slow = aws.create(kinds.vpc, 'slow', range)
    await expect.poll(met).toEqual(['refused', 'slow'])
    expect(objects()).toHaveLength(1)
    cloud.fail()

    await expect(refused).rejects.toThrow('TestFault')
    expect(await slow).toMatchObject({ type: kinds.vpc })
    expect(objects()).toHaveLength(1)
  })

  test('is in a file that anybody can write', async () => {
    const { cloud } = await cloudWith({ effect: 'fail' })

    expect(existsSync(join(cloud.folder, 'faults.json'))).toBe(true)
  })
})
