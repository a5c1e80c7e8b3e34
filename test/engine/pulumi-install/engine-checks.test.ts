import { join } from 'node:path'
import { expect, test } from 'vitest'
import { findings } from '../../../src/checks/check.ts'
import { engineChecks, ensureEngine } from '../../../src/engine/pulumi/install/engine-program.ts'
import { type Computer, computer, program } from './computer.ts'
import { archivePath, command, plugin, plugins, pulumiSaying, releasedPulumi } from './released-pulumi.ts'

async function findingsOn({ facts }: Computer) {
  return findings(engineChecks(facts, plugins))
}

test('what is there is named with its place', async () => {
  const here = await computer()
  const pulumi = await program(join(here.home, 'bin/pulumi'), pulumiSaying('3.260.0'))
  const users = join(here.home, '.pulumi/plugins/resource-kubernetes-v4.34.2/pulumi-resource-kubernetes')
  await program(users, 'a plugin')

  expect(await findingsOn(here)).toMatchObject([
    { id: 'pulumi', verdict: 'pass', message: `Pulumi 3.260.0, on the PATH: ${pulumi}`, fix: [] },
    {
      id: 'pulumi-plugin-kubernetes',
      verdict: 'pass',
      message: `Pulumi's kubernetes plugin 4.34.2: ${users}`,
    },
  ])
  expect(await here.installed()).toEqual([])
})

test('what is missing is looked for, and named with its size, but not downloaded', async () => {
  const { site } = await releasedPulumi()
  const here = await computer({ ZEN_PULUMI_MIRROR: site.url })
  const { host } = new URL(site.url)

  expect(await findingsOn(here)).toMatchObject([
    { verdict: 'pass', message: `Pulumi 3.259.0 (1 MB) will be downloaded from ${host}` },
    { verdict: 'pass', message: `Pulumi's kubernetes plugin 4.34.2 (1 MB) will be downloaded from ${host}` },
  ])
  expect(site.requests.toSorted()).toEqual([`HEAD ${archivePath(plugin)}`, `HEAD ${archivePath(command)}`])
  expect(await here.installed()).toEqual([])
})

test('a server that does not answer such questions may still have it', async () => {
  const { site } = await releasedPulumi()
  site.refuse(archivePath(command), 405)
  const here = await computer({ ZEN_PULUMI_MIRROR: site.url })

  expect(await findingsOn(here)).toMatchObject([
    { message: `Pulumi 3.259.0 will be downloaded from ${new URL(site.url).host}` },
    {},
  ])
})

test('a Pulumi on the PATH that does not do is named, so that nobody wonders', async () => {
  const { site } = await releasedPulumi()
  const here = await computer({ ZEN_PULUMI_MIRROR: site.url })
  const path = await program(join(here.home, 'bin/pulumi'), pulumiSaying('3.100.0'))
  expect(await findingsOn(here)).toMatchObject([
    { verdict: 'pass', message: expect.stringContaining(`(${path} is 3.100.0, which does not do)`) },
    {},
  ])

  await ensureEngine(here.facts, plugins, here.listener, new AbortController().signal)

  expect(await findingsOn(here)).toMatchObject([
    { message: expect.stringMatching(/^Pulumi 3\.259\.0, zen's own: .* is 3\.100\.0, which does not do\)$/) },
    { message: expect.stringContaining(here.facts.dataDirectory) },
  ])
})

test('what is nowhere to be had fails, with what to set', async () => {
  const here = await computer({ ZEN_PULUMI_MIRROR: 'http://127.0.0.1:9/pulumi' })

  const [engine, kubernetes] = await findingsOn(here)

  expect(engine).toMatchObject({
    verdict: 'fail',
    message:
      "Pulumi 3.259.0 is not on this computer, and can't be downloaded: connect ECONNREFUSED 127.0.0.1:9.",
    fix: expect.arrayContaining([
      'Check the network, or name its proxy: export HTTPS_PROXY=http://HOST:PORT',
      expect.stringContaining('export ZEN_PULUMI=FOLDER/'),
    ]),
  })
  expect(kubernetes).toMatchObject({
    verdict: 'fail',
    fix: expect.arrayContaining([
      `Without the internet, bring http://127.0.0.1:9/pulumi${archivePath(plugin)} along, and: export ZEN_PULUMI_PLUGINS=FOLDER`,
    ]),
  })
})

test('a variable that names nothing fails', async () => {
  const here = await computer({ ZEN_PULUMI: '/nowhere/pulumi', ZEN_PULUMI_PLUGINS: '/nowhere' })

  expect(await findingsOn(here)).toMatchObject([
    { verdict: 'fail', message: 'ZEN_PULUMI names /nowhere/pulumi, which is no program.' },
    { verdict: 'fail', message: 'ZEN_PULUMI_PLUGINS names /nowhere, which is no folder.' },
  ])
})
