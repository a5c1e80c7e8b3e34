/** The addresses of Pulumi's makers, played by a site that has certificates for their names, behind an HTTPS proxy. */
import { readFile, writeFile } from 'node:fs/promises'
import { createServer as createProxy } from 'node:http'
import { createServer } from 'node:https'
import { type AddressInfo, connect } from 'node:net'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { listen } from '../../client/fake-server.ts'
import { certificateAuthority } from '../../cluster/certificate-authority.ts'
import { computer } from '../../engine/pulumi-install/computer.ts'
import {
  archivePath,
  checksumsPath,
  command,
  plugin,
  plugins,
  type Released,
  releasedPulumi,
} from '../../engine/pulumi-install/released-pulumi.ts'
import { outcomeOf, startInstallProcess } from '../../engine/pulumi-install/start-install-process.ts'
import { temporaryDirectory } from '../../temporary-directory.ts'

const makers = 'get.pulumi.com'
const github = 'github.com'
const assets = 'release-assets.githubusercontent.com'
const everything = [
  'plugins/resource-kubernetes-v4.34.2/pulumi-resource-kubernetes',
  'versions/3.259.0/bin/pulumi',
]

/** The three names, and the way there. Names in `closed` are not let through. */
async function internet(closed: readonly string[] = []) {
  const released = await releasedPulumi()
  likeGithub(released)
  const authority = await certificateAuthority()
  const { certificate, key } = await authority.issue(
    [makers, github, assets].map((name) => `DNS:${name}`).join(','),
  )
  const tls = { cert: await readFile(certificate), key: await readFile(key) }
  const asked: string[] = []
  const port = await listen(
    createServer(tls, (request, response) => {
      asked.push(`${request.method} https://${request.headers.host}${request.url}`)
      released.site.answer(request, response)
    }),
  )
  const proxy = createProxy()
  proxy.on('connect', ({ url = '' }, socket) => {
    const name = url.replace(/:443$/, '')
    if (closed.includes(name)) return socket.end('HTTP/1.1 403 Forbidden\r\n\r\n')
    const line = connect(port, '127.0.0.1', () => {
      socket.write('HTTP/1.1 200 Connection established\r\n\r\n')
      line.pipe(socket).pipe(line)
    })
    line.on('error', () => socket.destroy())
    socket.on('error', () => line.destroy())
  })
  await listen(proxy)
  const bundle = join(await temporaryDirectory(), 'authority.pem')
  await writeFile(bundle, authority.pem)
  const here = await computer({ HTTPS_PROXY: `http://127.0.0.1:${portOf(proxy.address())}` })
  const start = (variables: NodeJS.ProcessEnv) => startInstallProcess(here, plugins, variables)
  return { here, asked, start, trusting: { NODE_EXTRA_CA_CERTS: bundle } }
}

/** GitHub sends who asks for a file of a release to another name. */
function likeGithub({ site }: Released): void {
  for (const release of [command, plugin]) {
    site.redirect(
      `/${release.githubFolder}/${release.checksums}`,
      `https://${assets}${checksumsPath(release)}`,
    )
  }
}

function portOf(address: string | AddressInfo | null): number {
  if (address === null || typeof address === 'string') throw new Error('no port')
  return address.port
}

test('archives come from get.pulumi.com, and checksums from the releases on GitHub', async () => {
  const { here, asked, start, trusting } = await internet()

  expect(await outcomeOf(start(trusting))).toHaveProperty('engine')

  expect(await here.installed()).toEqual(everything)
  expect(asked).toEqual([
    'GET https://github.com/pulumi/pulumi/releases/download/v3.259.0/pulumi-3.259.0-checksums.txt',
    `GET https://${assets}${checksumsPath(command)}`,
    `GET https://${makers}${archivePath(command)}`,
    'GET https://github.com/pulumi/pulumi-kubernetes/releases/download/v4.34.2/pulumi-kubernetes_4.34.2_checksums.txt',
    `GET https://${assets}${checksumsPath(plugin)}`,
    `GET https://${makers}${archivePath(plugin)}`,
  ])
})

test('where GitHub is out of reach, get.pulumi.com alone will do', async () => {
  const { here, asked, start, trusting } = await internet([github])

  expect(await outcomeOf(start(trusting))).toHaveProperty('engine')

  expect(await here.installed()).toEqual(everything)
  expect(asked.every((request) => request.includes(makers))).toBe(true)
})

test('a certificate nobody knows is refused, with the variable that names who signed it', async () => {
  const { here, start } = await internet()

  expect(await outcomeOf(start({}))).toMatchObject({
    code: 'ENGINE_UNREACHABLE',
    fix: expect.arrayContaining([expect.stringContaining('NODE_EXTRA_CA_CERTS')]),
  })
  expect(await here.installed()).toEqual([])
})
