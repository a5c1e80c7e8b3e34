import { createServer, type RequestListener } from 'node:http'
import { expect, test } from 'vitest'
import { ensureEngine } from '../../../src/engine/pulumi/install/engine-program.ts'
import { listen } from '../../client/fake-server.ts'
import { computer } from './computer.ts'
import { plugins, releasedPulumi } from './released-pulumi.ts'

const { signal } = new AbortController()
/** A name that nobody can look up: only a proxy leads there. */
const mirror = 'http://mirror.invalid/pulumi'

/** A proxy for HTTP: who uses it names the whole address. It answers from the site itself. */
async function proxyTo(answer: RequestListener, login?: string) {
  const addresses: string[] = []
  const server = createServer((request, response) => {
    const { url = '' } = request
    const wanted = login && `Basic ${Buffer.from(login).toString('base64')}`
    if (wanted && request.headers['proxy-authorization'] !== wanted) return void response.writeHead(407).end()
    addresses.push(url)
    request.url = url.replace(mirror, '')
    answer(request, response)
  })
  return { address: `127.0.0.1:${await listen(server)}`, addresses }
}

test.each([
  ['HTTP_PROXY', (address: string) => `http://${address}`],
  ['http_proxy', (address: string) => `http://${address}`],
  ['HTTP_PROXY', (address: string) => address],
])('downloads go through the proxy that %s names', async (variable, write) => {
  const { site } = await releasedPulumi()
  const { address, addresses } = await proxyTo(site.answer)
  const here = await computer({ ZEN_PULUMI_MIRROR: mirror, [variable]: write(address) })

  await ensureEngine(here.facts, plugins, here.listener, signal)

  expect(await here.installed()).toHaveLength(2)
  expect(addresses).toHaveLength(4)
  expect(addresses.every((one) => one.startsWith(mirror))).toBe(true)
})

test('a proxy may want a login', async () => {
  const { site } = await releasedPulumi()
  const { address } = await proxyTo(site.answer, 'user:password')
  const env = { ZEN_PULUMI_MIRROR: mirror }
  const stranger = await computer({ ...env, HTTP_PROXY: `http://${address}` })
  await expect(ensureEngine(stranger.facts, plugins, stranger.listener, signal)).rejects.toMatchObject({
    code: 'ENGINE_UNREACHABLE',
    foreign: expect.stringContaining('407'),
  })

  const here = await computer({ ...env, HTTP_PROXY: `http://user:password@${address}` })
  await ensureEngine(here.facts, plugins, here.listener, signal)

  expect(await here.installed()).toHaveLength(2)
})

test('what NO_PROXY names is asked without it', async () => {
  const { site } = await releasedPulumi()
  const env = { ZEN_PULUMI_MIRROR: site.url, HTTP_PROXY: 'http://127.0.0.1:9' }
  const behind = await computer(env)
  await expect(ensureEngine(behind.facts, plugins, behind.listener, signal)).rejects.toMatchObject({
    code: 'ENGINE_UNREACHABLE',
  })

  const here = await computer({ ...env, NO_PROXY: 'localhost,127.0.0.1' })
  await ensureEngine(here.facts, plugins, here.listener, signal)

  expect(await here.installed()).toHaveLength(2)
})

test.each(['http://', 'ftp://proxy.test', 'http://user:pass:word@'])(
  'a proxy called %s is refused, and not repeated',
  async (HTTPS_PROXY) => {
    const here = await computer({ HTTPS_PROXY })

    const failure = await ensureEngine(here.facts, plugins, here.listener, signal).catch(
      (error: unknown) => error,
    )

    expect(failure).toMatchObject({
      code: 'PROXY_UNUSABLE',
      exit: 2,
      message: expect.stringMatching(/^HTTPS_PROXY/),
    })
    expect(JSON.stringify(failure)).not.toContain('pass:word')
  },
)
