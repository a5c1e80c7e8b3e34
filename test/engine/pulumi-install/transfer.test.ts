import { readFile } from 'node:fs/promises'
import { createServer } from 'node:http'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { downloadProgress, megabytes } from '../../../src/engine/pulumi/install/progress.ts'
import { type Transfer, transfer } from '../../../src/engine/pulumi/install/transfer.ts'
import { openWeb } from '../../../src/engine/pulumi/install/web.ts'
import { listen } from '../../client/fake-server.ts'
import { temporaryDirectory } from '../../temporary-directory.ts'
import { releaseSite } from './release-site.ts'

const content = 'x'.repeat(100_000)

async function orderOf(wishes: { readonly stallMs?: number } = {}) {
  const site = await releaseSite()
  site.put('/file', content)
  const web = openWeb({}, wishes.stallMs)
  onTestFinished(() => web.close())
  const order: Transfer = {
    web,
    address: new URL('/file', site.url),
    file: join(await temporaryDirectory(), 'file'),
    signal: new AbortController().signal,
    onProgress: () => undefined,
    pauseMs: 1,
  }
  return { site, order }
}

test('a line that breaks again and again is given up, with the reason', async () => {
  const { site, order } = await orderOf()
  site.cut('/file', 10)

  expect(await transfer(order)).toMatchObject({ kind: 'unreachable', reason: expect.stringMatching(/./) })
  expect(site.requests).toHaveLength(5)
})

test('nobody waits for ever for a server that falls silent', async () => {
  const { site, order } = await orderOf({ stallMs: 50 })
  const hold = site.hold('/file', 10)
  void hold.reached.then(() => site.refuse('/file', 403))

  expect(await transfer(order)).toEqual({ kind: 'absent', reason: 'the answer was 403' })
})

test('a server in trouble is asked again, one that refuses is not', async () => {
  const { site, order } = await orderOf()
  site.refuse('/file', 500, 403)

  expect(await transfer(order)).toEqual({ kind: 'absent', reason: 'the answer was 403' })
  expect(site.requests).toHaveLength(2)
})

test('a refusal with words that never come holds nobody up, and breaks nothing', async () => {
  const { order } = await orderOf()
  const server = createServer((_request, response) => {
    response.writeHead(404, { 'content-length': 1_000 }).write('not f')
  })
  const address = new URL(`http://127.0.0.1:${await listen(server)}/file`)

  expect(await transfer({ ...order, address })).toEqual({ kind: 'absent', reason: 'the answer was 404' })
  await order.web.close()
  await new Promise((resolve) => setImmediate(resolve))
})

test('progress counts what came and knows what will come', async () => {
  const { order } = await orderOf()
  const seen: unknown[] = []

  await transfer({ ...order, onProgress: (...numbers) => seen.push(numbers) })

  expect(seen.at(-1)).toEqual([content.length, content.length])
  expect(await readFile(order.file, 'utf8')).toBe(content)
})

test('a file that has no folder is no fault of the line', async () => {
  const { site, order } = await orderOf()

  await expect(transfer({ ...order, file: join(order.file, 'deeper') })).rejects.toMatchObject({
    code: 'ENOENT',
  })
  expect(site.requests).toHaveLength(1)
})

test('people hear of a download at most once a second, and at least every ten', () => {
  const told: string[] = []
  let now = 0
  const tell = downloadProgress(
    'Pulumi',
    ({ text }) => told.push(text),
    () => now,
  )
  const at = (seconds: number, received: number, total?: number) => {
    now = seconds * 1_000
    tell(received, total)
  }

  at(0.5, 50_000_000, 100_000_000)
  at(1, 51_000_000, 100_000_000)
  at(2, 52_000_000, 100_000_000)
  at(11, 53_000_000, 100_000_000)
  at(21, 54_000_000)

  expect(told).toEqual([
    'Downloading Pulumi (51 of 100 MB)',
    'Downloading Pulumi (53 of 100 MB)',
    'Downloading Pulumi (54 MB)',
  ])
  expect([megabytes(97_400_000), megabytes(12)]).toEqual(['97 MB', '1 MB'])
})
