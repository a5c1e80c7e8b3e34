import { chmod, readFile, writeFile } from 'node:fs/promises'
import { createServer } from 'node:https'
import { join } from 'node:path'
import { describe, expect, onTestFinished, test } from 'vitest'
import type { Cluster } from '../../src/cluster/cluster.ts'
import { clusterAnswers, clusterVersion, openCluster } from '../../src/cluster/open-cluster.ts'
import { kubeconfigFor, startFakeKubernetes } from '../fakes/fake-kubernetes.ts'
import { freePort } from '../free-port.ts'
import { temporaryDirectory } from '../temporary-directory.ts'
import { openFake } from './open-fake.ts'
import { certificate, key } from './test-certificate.ts'

const open = (kubeconfigText: string, env = {}): Promise<Cluster> =>
  openCluster({ cluster: { kubeconfigText }, namespace: 'zen', release: 'zenml' }, env)

const kubeconfig = (server: string, user: object, cluster: object = {}) =>
  JSON.stringify({
    'current-context': 'x',
    contexts: [{ name: 'x', context: { cluster: 'c', user: 'u' } }],
    clusters: [{ name: 'c', cluster: { server, ...cluster } }],
    users: [{ name: 'u', user }],
  })

/** A program that a kubeconfig logs in with. */
async function program(script: string): Promise<string> {
  const file = join(await temporaryDirectory(), 'login')
  await writeFile(file, `#!/bin/sh\n${script}\n`)
  await chmod(file, 0o755)
  return file
}

describe('a cluster', () => {
  test('is named by its context and its address', async () => {
    const fake = await startFakeKubernetes({ version: 'v1.31.0-eks-1' })
    const cluster = await openFake(fake)

    expect(cluster.where).toBe(`context "fake" (${fake.url})`)
    expect(cluster.address).toBe(fake.url)
    expect(await clusterVersion(cluster)).toBe('v1.31.0-eks-1')
  })

  test('answers, or it does not', async () => {
    const fake = await startFakeKubernetes()
    const cluster = await openFake(fake)

    expect(await clusterAnswers(cluster)).toBe(true)
    fake.pause()
    expect(await clusterAnswers(cluster)).toBe(false)
    fake.resume()
    expect(await clusterAnswers(cluster)).toBe(true)
    expect(await clusterAnswers(await open(kubeconfigFor(`http://127.0.0.1:${await freePort()}`)))).toBe(
      false,
    )
  })

  test('that refuses the login is there', async () => {
    const fake = await startFakeKubernetes()
    const cluster = await open(kubeconfigFor(fake.url, 'wrong'))

    expect(await clusterAnswers(cluster)).toBe(true)
    await expect(clusterVersion(cluster)).rejects.toMatchObject({
      code: 'CLUSTER_LOGIN_REFUSED',
      foreign: 'Unauthorized',
    })
  })

  test('is left alone as soon as the person wants that', async () => {
    const fake = await startFakeKubernetes()

    const asked = clusterVersion(await openFake(fake), AbortSignal.abort())

    await expect(asked).rejects.toMatchObject({ code: 'INTERRUPTED', exit: 130 })
  })
})

describe('a login', () => {
  test('with a token in a file works, line break and all', async () => {
    const fake = await startFakeKubernetes()
    const tokenFile = join(await temporaryDirectory(), 'token')
    await writeFile(tokenFile, 'token-of-the-fake\n')

    expect(await clusterVersion(await open(kubeconfig(fake.url, { tokenFile })))).toBe('v1.34.4')
  })

  test('with a program gives it the surroundings that it expects', async () => {
    const fake = await startFakeKubernetes()
    const command = await program(
      `case "$KUBERNETES_EXEC_INFO" in *'"interactive":false'*'"server":"${fake.url}"'*) ;; *) exit 3 ;; esac
printf '{"status": {"token": "%s-%s"}}' "$PART" "$OTHER"`,
    )
    const exec = { command, env: [{ name: 'OTHER', value: 'of-the-fake' }], provideClusterInfo: true }
    const cluster = await open(kubeconfig(fake.url, { exec }), { PART: 'token', PATH: '/usr/bin:/bin' })

    expect(await clusterVersion(cluster)).toBe('v1.34.4')
  })

  test('with a program serves whoever opens the same cluster again', async () => {
    const fake = await startFakeKubernetes()
    const counter = join(await temporaryDirectory(), 'runs')
    const command = await program(
      `echo run >> ${counter}; printf '{"status": {"token": "token-of-the-fake"}}'`,
    )
    const [text, env] = [kubeconfig(fake.url, { exec: { command } }), {}]
    await clusterVersion(await open(text, env))
    await clusterVersion(await open(text, env))

    expect(await readFile(counter, 'utf8')).toBe('run\n')
  })

  test('with a program that is not there names it, and says how to get it', async () => {
    const exec = { command: 'no-such-login', installHint: 'get it from example.com' }
    const cluster = await open(kubeconfig('https://192.0.2.1', { exec }))

    await expect(clusterAnswers(cluster)).rejects.toMatchObject({
      code: 'LOGIN_PROGRAM_MISSING',
      message: expect.stringContaining('no-such-login'),
      foreign: 'get it from example.com',
    })
  })

  test('with a program that fails repeats its words', async () => {
    const exec = { command: await program('echo "the session has expired" >&2; exit 1') }
    const cluster = await open(kubeconfig('https://192.0.2.1', { exec }))

    await expect(clusterAnswers(cluster)).rejects.toMatchObject({
      code: 'LOGIN_PROGRAM_FAILED',
      foreign: 'the session has expired',
    })
  })

  test('with a certificate that is not there names the file', async () => {
    const user = { 'client-certificate': '/nowhere/client.crt' }

    await expect(clusterVersion(await open(kubeconfig('https://192.0.2.1', user)))).rejects.toMatchObject({
      code: 'KUBECONFIG_UNREADABLE',
      message: expect.stringContaining('/nowhere/client.crt'),
    })
  })
})

describe('a certificate', () => {
  const secure = async () => {
    const server = createServer({ cert: certificate, key }, (_request, response) =>
      response.end(JSON.stringify({ gitVersion: 'v1.30.0' })),
    )
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    onTestFinished(() => {
      server.closeAllConnections()
      server.close()
    })
    const address = server.address()
    if (address === null || typeof address === 'string') throw new Error('no port')
    return `https://127.0.0.1:${address.port}`
  }

  test('is checked with the authority of the kubeconfig', async () => {
    const authority = { 'certificate-authority-data': Buffer.from(certificate).toString('base64') }

    expect(await clusterVersion(await open(kubeconfig(await secure(), {}, authority)))).toBe('v1.30.0')
  })

  test('that nobody vouches for is not trusted, unless the kubeconfig says so', async () => {
    const server = await secure()

    await expect(clusterVersion(await open(kubeconfig(server, {})))).rejects.toMatchObject({
      code: 'CLUSTER_NOT_TRUSTED',
    })
    const careless = { 'insecure-skip-tls-verify': true }
    expect(await clusterVersion(await open(kubeconfig(server, {}, careless)))).toBe('v1.30.0')
  })
})
