import { describe, expect, onTestFinished, test } from 'vitest'
import { LineQueue } from '../../src/cluster/line-queue.ts'
import { serverLog } from '../../src/cluster/server-log.ts'
import { type FakeKubernetes, startFakeKubernetes } from '../fakes/fake-kubernetes.ts'
import { openFake } from './open-fake.ts'
import { ended, pod, running, waiting } from './release-objects.ts'

async function allOf(lines: AsyncIterable<string>): Promise<readonly string[]> {
  const all: string[] = []
  for await (const line of lines) all.push(line)
  return all
}

const once = (tail = 100) => ({ tail, follow: false, signal: new AbortController().signal })

function putServer(fake: FakeKubernetes, name: string, ...lines: readonly string[]): void {
  fake.put('Pod', pod({ name, ready: true }))
  fake.logs.write(`zen/${name}/zenml`, ...lines)
}

/** Follows the log until the test is over. */
async function followed(fill: (fake: FakeKubernetes) => void, tail = 100) {
  const fake = await startFakeKubernetes()
  fill(fake)
  const stopped = new AbortController()
  const lines: string[] = []
  const reading = (async () => {
    for await (const line of serverLog(
      await openFake(fake),
      { tail, follow: true, signal: stopped.signal },
      10,
    ))
      lines.push(line)
  })()
  const stop = async () => {
    stopped.abort()
    await reading
  }
  onTestFinished(stop)
  return { fake, lines, stop, reading }
}

describe('the log of a server', () => {
  test('is its last lines', async () => {
    const fake = await startFakeKubernetes()
    putServer(fake, 'zenml-1', 'one', 'two', 'three')

    expect(await allOf(serverLog(await openFake(fake), once(2)))).toEqual(['two', 'three'])
  })

  test('of several pods has their names in front', async () => {
    const fake = await startFakeKubernetes()
    putServer(fake, 'zenml-1', 'one')
    putServer(fake, 'zenml-2', 'two')

    expect(await allOf(serverLog(await openFake(fake), once()))).toEqual(['zenml-1 one', 'zenml-2 two'])
  })

  test('of one that crashed is that of its last run', async () => {
    const fake = await startFakeKubernetes()
    const state = { state: waiting('CrashLoopBackOff'), lastState: ended(1), restartCount: 1 }
    fake.put('Pod', pod({ containers: [state] }))
    fake.logs.write('zen/zenml-1/zenml', 'the end')

    expect(await allOf(serverLog(await openFake(fake), once()))).toEqual(['the end'])
  })

  test('of one that never ran is the reason why', async () => {
    const fake = await startFakeKubernetes()
    fake.put('Pod', pod({ phase: 'Pending', containers: [{ state: waiting('ErrImagePull', 'not found') }] }))

    await expect(allOf(serverLog(await openFake(fake), once()))).rejects.toMatchObject({
      code: 'IMAGE_NOT_FOUND',
    })
  })

  test('is nothing for who stopped reading', async () => {
    const fake = await startFakeKubernetes()
    putServer(fake, 'zenml-1', 'one')
    const options = { tail: 1, follow: false, signal: AbortSignal.abort() }

    expect(await allOf(serverLog(await openFake(fake), options))).toEqual([])
  })

  test('of none is said in words', async () => {
    const fake = await startFakeKubernetes()

    await expect(allOf(serverLog(await openFake(fake), once()))).rejects.toMatchObject({
      code: 'NO_SERVER_POD',
    })
  })
})

describe('to follow a log', () => {
  test('is to read on as it grows, from its last lines', async () => {
    const { fake, lines, stop } = await followed((it) => putServer(it, 'zenml-1', 'one', 'two'), 1)
    await expect.poll(() => lines).toEqual(['two'])
    fake.logs.write('zen/zenml-1/zenml', 'three')

    await expect.poll(() => lines).toEqual(['two', 'three'])
    await stop()
  })

  test('goes on with the pod that replaces another', async () => {
    const { fake, lines } = await followed((it) => putServer(it, 'zenml-1', 'one'))
    await expect.poll(() => lines).toEqual(['one'])
    fake.logs.end('zen/zenml-1/zenml')
    fake.drop('Pod', 'zen', 'zenml-1')
    putServer(fake, 'zenml-2', 'two')

    await expect.poll(() => lines).toEqual(['one', 'zenml-2 two'])
  })

  test('goes on with the next run of the same server', async () => {
    const { fake, lines } = await followed((it) => putServer(it, 'zenml-1', 'one'), 1)
    await expect.poll(() => lines).toEqual(['one'])
    fake.logs.end('zen/zenml-1/zenml')
    fake.logs.restart('zen/zenml-1/zenml')
    fake.logs.write('zen/zenml-1/zenml', 'again')
    fake.put('Pod', pod({ containers: [{ state: running, lastState: ended(1), restartCount: 1 }] }))

    await expect.poll(() => lines).toEqual(['one', 'again'])
  })

  test('survives a cluster that does not answer for a while, without a line twice', async () => {
    const { fake, lines } = await followed((it) => putServer(it, 'zenml-1', 'one', 'two'))
    await expect.poll(() => lines).toEqual(['one', 'two'])
    fake.pause()
    fake.logs.write('zen/zenml-1/zenml', 'three')
    const before = fake.requests.length
    await expect.poll(() => fake.requests.length).toBeGreaterThan(before)
    fake.resume()

    await expect.poll(() => lines).toEqual(['one', 'two', 'three'])
  })

  test('ends without an error when the person wants that', async () => {
    const { lines, stop, reading } = await followed((it) => putServer(it, 'zenml-1', 'one'))
    await expect.poll(() => lines).toEqual(['one'])
    await stop()

    await expect(reading).resolves.toBeUndefined()
  })
})

test('a queue of lines ends with its signal, and with an error after the lines before it', async () => {
  const stopped = new AbortController()
  const ends = new LineQueue(stopped.signal)
  ends.push('one')
  stopped.abort()
  expect(await allOf(ends)).toEqual(['one'])

  const fails = new LineQueue(new AbortController().signal)
  const lines: string[] = []
  const reading = (async () => {
    for await (const line of fails) lines.push(line)
  })()
  fails.push('one')
  fails.fail(new Error('broken'))
  await expect(reading).rejects.toThrow('broken')
  expect(lines).toEqual(['one'])
})
