/** The real CLI, packed as its makers pack it; the plugin is the one whose cluster is a folder. */
import { copyFile, mkdir, readFile, readlink } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { create } from 'tar'
import { expect, test } from 'vitest'
import { toolchainBinary } from '../../../scripts/toolchain/binary.ts'
import { engineChecks, ensureEngine } from '../../../src/engine/pulumi/install/engine-program.ts'
import { createPulumiEngine } from '../../../src/engine/pulumi/pulumi-engine.ts'
import { cupboardParts } from '../../engine/pulumi/cupboard-parts.ts'
import { providers } from '../../engine/pulumi/cupboard-provider.ts'
import { cupboardZen, quiet } from '../../engine/pulumi/cupboard-zen.ts'
import { releaseSite } from '../../engine/pulumi-install/release-site.ts'
import { command, plugin, publish } from '../../engine/pulumi-install/released-pulumi.ts'
import { temporaryDirectory } from '../../temporary-directory.ts'

/** An archive with that program under that path. */
async function packed(program: string, path: string): Promise<Buffer> {
  const directory = await temporaryDirectory()
  await mkdir(dirname(join(directory, path)), { recursive: true })
  await copyFile(program, join(directory, path))
  const file = join(directory, 'archive.tar.gz')
  await create({ file, cwd: directory, gzip: { level: 1 } }, [path])
  return readFile(file)
}

/** A zen that has to find or install its engine itself, with no Pulumi on the PATH. */
async function zenWithoutEngine(env: Readonly<Record<string, string>>) {
  const zen = await cupboardZen({ env: { PATH: await temporaryDirectory(), ...env } })
  const parts = { ...zen.parts, ensureEngine, engineChecks }
  return { ...zen, engine: createPulumiEngine(zen.facts, providers, parts) }
}

async function cupboardPlugin(): Promise<string> {
  const home = await temporaryDirectory()
  await cupboardParts(home)
  return join(home, 'plugins/resource-kubernetes-v4.34.2/pulumi-resource-kubernetes')
}

test('a new computer downloads an engine, and deploys with it', async () => {
  const site = await releaseSite()
  publish(site, command, await packed(await toolchainBinary('pulumi'), command.program))
  publish(site, plugin, await packed(await cupboardPlugin(), plugin.program))
  const { engine, listener, events, cupboard, target } = await zenWithoutEngine({
    ZEN_PULUMI_MIRROR: site.url,
  })

  await engine.preview(target(), quiet(), listener)
  expect(events.filter(({ text }) => !/^(Downloading|Unpacking)/.test(text))).toEqual([])
  await engine.up(target(), listener, quiet())

  expect(await cupboard.drawers()).toEqual(['door', 'first', 'second'])
  const { host } = new URL(site.url)
  expect(events.slice(0, 1)).toEqual([{ kind: 'step', text: `Downloading Pulumi 3.259.0 from ${host}` }])
})

test('an engine that was brought along deploys, with a link to its plugin', async () => {
  const program = await cupboardPlugin()
  const { engine, listener, facts, cupboard, target } = await zenWithoutEngine({
    ZEN_PULUMI: await toolchainBinary('pulumi'),
    ZEN_PULUMI_PLUGINS: dirname(program),
    HTTPS_PROXY: 'http://127.0.0.1:9',
  })

  await engine.up(target(), listener, quiet())

  expect(await cupboard.drawers()).toEqual(['door', 'first', 'second'])
  const link = 'pulumi/plugins/resource-kubernetes-v4.34.2/pulumi-resource-kubernetes'
  expect(await readlink(join(facts.dataDirectory, link))).toBe(program)
})
