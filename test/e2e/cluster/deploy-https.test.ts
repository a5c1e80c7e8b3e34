/** `zen` puts a server with its own database on a real cluster, reached over HTTPS with a certificate by ACME. */
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { pushCaddy, pushDatabase, pushServer } from '../../cluster/chart-images.ts'
import { startCluster, type TestCluster } from '../../cluster/cluster.ts'
import { inventoryOf } from '../../cluster/inventory.ts'
import { listAt, textAt } from '../../cluster/object-fields.ts'
import { startPebble } from '../../cluster/pebble.ts'
import { visit } from '../../cluster/visit.ts'
import { clientFiles, expectConnected } from '../newcomer.ts'
import { type Computer, runOn, succeeded, zen } from '../zen-command.ts'
import { startClaiming } from './chart-claimant.ts'
import { clusterComputer } from './cluster-computer.ts'
import {
  administrator,
  deploy,
  expectGone,
  expectSecretsHidden,
  quickValues,
} from './kubernetes-deployment.ts'

let cluster: TestCluster

beforeAll(async () => {
  cluster = await startCluster()
  await pushServer(cluster)
  await pushDatabase(cluster)
})

afterAll(() => cluster?.stop())

/** Files for the flags, in the computer's home. */
async function written(here: Computer, files: Readonly<Record<string, string>>) {
  for (const [name, text] of Object.entries(files)) await writeFile(join(here.home, name), text)
}

/** Returns when another pod is ready, and the old one gone. */
async function restartGateway(): Promise<void> {
  const selector = encodeURIComponent('app.kubernetes.io/component=caddy')
  const path = `/api/v1/namespaces/zen-team/pods?labelSelector=${selector}`
  const ready = async () =>
    listAt(await cluster.api.get(path), 'items')
      .filter(isReady)
      .map(nameOf)
  const before = await ready()
  await cluster.api.remove(path)
  const replaced = async () => {
    const all = listAt(await cluster.api.get(path), 'items').map(nameOf)
    return (await ready()).length === before.length && !all.some((name) => before.includes(name))
  }
  await expect.poll(replaced, { timeout: 60_000, interval: 200 }).toBe(true)
}

function nameOf(pod: unknown): string {
  return textAt(pod, 'metadata', 'name')
}

function isReady(pod: unknown): boolean {
  return listAt(pod, 'status', 'conditions').some(
    (it) => textAt(it, 'type') === 'Ready' && textAt(it, 'status') === 'True',
  )
}

test('one command ends with HTTPS, a login and a connected client, and one takes everything away', async () => {
  await pushCaddy(cluster)
  const { directory, ca, root } = await startPebble(cluster.addresses)
  const here = await clusterComputer(cluster)
  await written(here, { 'acme-ca.pem': ca, 'root.pem': root, 'values.yaml': quickValues })
  await runOn(here, 'zenml', ['stack', 'list'])
  const before = await inventoryOf(cluster)
  const filesBefore = await clientFiles(here)
  const claimant = startClaiming(cluster, 'zen-team')
  const flags = [
    ...['--acme-directory', directory, '--acme-ca', 'acme-ca.pem', '--tls-ca', 'root.pem'],
    ...['--values', 'values.yaml'],
  ]

  const ran = await deploy(here, 'team', ...flags)

  const result = succeeded(ran)
  const statuses = await claimant.stop()
  expect(statuses.filter((status) => status < 400)).toEqual([])
  const host = `${cluster.addresses.loadBalancers.replace(/64\/26$/, '65').replaceAll('.', '-')}.sslip.io`
  const url = `https://${host}`
  expect(result).toMatchObject({
    ok: true,
    command: 'deploy',
    deployment: { name: 'team', provider: 'kubernetes', status: 'running' },
    server: { url, version: '0.98.0', database: { type: 'mysql' } },
    client: { connected: true },
  })
  await expectConnected(here, url)
  expect(await runOn(here, 'curl', ['--silent', '--cacert', 'root.pem', `${url}/health`])).toMatchObject({
    exit: 0,
  })
  await expectSecretsHidden(here, 'team', ran.stdout + ran.stderr)
  const address = host.replace('.sslip.io', '').replaceAll('-', '.')
  const login = await visit(`${url}/api/v1/login`, {
    address,
    ca: root,
    form: await administrator(here, 'team'),
  })
  expect(login.status).toBe(200)
  expect(await visit(`http://${host}/`, { address })).toMatchObject({ status: 308 })

  const again = succeeded(await deploy(here, 'team', ...flags))
  expect(again.changes).toMatchObject({ create: 0, update: 0, replace: 0, delete: 0 })

  const certificate = () => visit(`${url}/health`, { address, ca: root }).then((it) => it.fingerprint, String)
  const first = await certificate()
  await restartGateway()
  await expect.poll(certificate, { timeout: 60_000, interval: 500 }).toBe(first)

  const shown = succeeded(await zen(here, ['show', 'team', '--json']))
  expect(shown.server).toMatchObject({ url, healthy: true, replicas: { ready: 1, wanted: 1 } })
  expect(Date.parse(shown.server.certificateExpiresAt)).toBeGreaterThan(Date.now())

  await expectGone(cluster, here, 'team', before)
  expect(await clientFiles(here)).toEqual(filesBefore)
})
