import { readFile, stat, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, test, vi } from 'vitest'
import { ensureEngine, findEngine } from '../../../src/engine/pulumi/install/engine-program.ts'
import { type Computer, computer, program } from './computer.ts'
import {
  archiveOf,
  archivePath,
  checksumsPath,
  command,
  plugin,
  pluginScript,
  plugins,
  publish,
  pulumiSaying,
  releasedPulumi,
} from './released-pulumi.ts'

const everything = [
  'plugins/resource-kubernetes-v4.34.2/pulumi-resource-kubernetes',
  'versions/3.259.0/bin/pulumi',
]

function ensure({ facts, listener }: Computer, signal = new AbortController().signal) {
  return ensureEngine(facts, plugins, listener, signal)
}

async function behindMirror(mirror: string, env: Readonly<Record<string, string>> = {}) {
  return computer({ ZEN_PULUMI_MIRROR: mirror, ...env })
}

const getsOf = (requests: readonly string[], path: string) =>
  requests.filter((request) => request.startsWith(`GET ${path}`))

describe('a new computer', () => {
  test('gets the CLI and the plugins that are needed, and nothing else', async () => {
    const { site } = await releasedPulumi()
    const here = await behindMirror(site.url)

    const engine = await ensure(here)

    const home = join(here.facts.dataDirectory, 'pulumi')
    expect(engine).toEqual({ command: join(home, 'versions/3.259.0/bin/pulumi'), pulumiHome: home })
    expect(await here.installed()).toEqual(everything)
    expect(await readFile(engine.command, 'utf8')).toBe(pulumiSaying('3.259.0'))
    expect((await stat(engine.command)).mode & 0o777).toBe(0o755)
    expect(await findEngine(here.facts, plugins)).toEqual(engine)
  })

  test('hears what is going on', async () => {
    const { site } = await releasedPulumi()
    const here = await behindMirror(site.url)

    await ensure(here)

    const { host } = new URL(site.url)
    expect(here.told).toEqual([
      `Downloading Pulumi 3.259.0 from ${host}`,
      'Unpacking Pulumi 3.259.0',
      `Downloading Pulumi's kubernetes plugin 4.34.2 from ${host}`,
      "Unpacking Pulumi's kubernetes plugin 4.34.2",
    ])
  })

  test('asks nobody again once everything is there', async () => {
    const { site } = await releasedPulumi()
    const here = await behindMirror(site.url)
    await ensure(here)
    site.requests.length = 0

    await ensure(here)

    expect(site.requests).toEqual([])
  })

  test('gets only what is missing', async () => {
    const { site } = await releasedPulumi()
    const here = await behindMirror(site.url)
    await program(join(here.home, 'bin/pulumi'), pulumiSaying('3.260.0'))

    expect(await ensure(here)).toMatchObject({ command: join(here.home, 'bin/pulumi') })

    expect(site.requests.filter((request) => request.includes(command.folder))).toEqual([])
  })

  test('unpacks an archive that was brought along, without a network', async () => {
    const here = await computer({ ZEN_PULUMI_MIRROR: 'http://127.0.0.1:9' })
    await program(join(here.home, 'bin/pulumi'), pulumiSaying('3.259.0'))
    const given = join(here.home, 'given')
    await program(join(given, plugin.archive), '')
    await writeFile(join(given, plugin.archive), await archiveOf({ [plugin.program]: pluginScript }))
    const env = { ...here.facts.env, ZEN_PULUMI_PLUGINS: given }

    await ensure({ ...here, facts: { ...here.facts, env } })

    expect(await here.installed()).toEqual(everything.slice(0, 1))
  })

  test('is told when that archive is broken', async () => {
    const here = await computer()
    await program(join(here.home, 'bin/pulumi'), pulumiSaying('3.259.0'))
    const given = join(here.home, 'given')
    const archive = await archiveOf({ [plugin.program]: pluginScript })
    await program(join(given, plugin.archive), '')
    await writeFile(join(given, plugin.archive), archive.subarray(0, archive.length / 2))
    const env = { ...here.facts.env, ZEN_PULUMI_PLUGINS: given }

    await expect(ensure({ ...here, facts: { ...here.facts, env } })).rejects.toMatchObject({
      code: 'ARCHIVE_BROKEN',
      message: expect.stringContaining(join(given, plugin.archive)),
    })
    expect(await here.installed()).toEqual([])
  })
})

describe('a mirror', () => {
  test('may hold all files in one folder', async () => {
    const { site, commandArchive, pluginArchive } = await releasedPulumi()
    const flat = { ...command, folder: 'files' }
    const flatPlugin = { ...plugin, folder: 'files' }
    publish(site, flat, commandArchive)
    publish(site, flatPlugin, pluginArchive)
    const here = await behindMirror(`${site.url}/files/`)

    await ensure(here)

    expect(await here.installed()).toEqual(everything)
  })

  test('may want a login, which is told to nobody', async () => {
    const { site } = await releasedPulumi()
    site.login = 'user:pass 100%'
    const here = await behindMirror(site.url.replace('//', '//user:pass%20100%25@'))
    await ensure(here)
    expect(await here.installed()).toEqual(everything)

    const stranger = await behindMirror(site.url.replace('//', '//user:wrong@'))
    const failure = await ensure(stranger).catch((error: unknown) => error)

    expect(failure).toMatchObject({ code: 'ENGINE_UNREACHABLE', foreign: expect.stringContaining('401') })
    expect(JSON.stringify([failure, here.told, stranger.told])).not.toMatch(/wrong@|pass%20|pass 100/)
  })

  test('may have a password with a percent sign that stands for itself', async () => {
    const { site } = await releasedPulumi()
    site.login = 'user:100%'
    const here = await behindMirror(site.url.replace('//', '//user:100%@'))

    await ensure(here)

    expect(await here.installed()).toEqual(everything)
  })

  test('that sends zen elsewhere does not send its login along', async () => {
    const { site } = await releasedPulumi()
    const { site: elsewhere } = await releasedPulumi()
    site.login = 'user:password'
    elsewhere.login = 'user:password'
    const path = archivePath(command)
    site.redirect(path, `${elsewhere.url}${path}`)
    const here = await behindMirror(site.url.replace('//', '//user:password@'))

    await expect(ensure(here)).rejects.toMatchObject({ foreign: expect.stringContaining('401') })

    expect(getsOf(elsewhere.requests, path)).toHaveLength(1)
  })

  test('may send zen elsewhere', async () => {
    const { site } = await releasedPulumi()
    for (const path of [archivePath(command), archivePath(plugin), checksumsPath(command)]) {
      site.redirect(`/moved${path}`, `${site.url}${path}`)
    }
    site.redirect(`/moved${checksumsPath(plugin)}`, checksumsPath(plugin))
    const here = await behindMirror(`${site.url}/moved`)

    await ensure(here)

    expect(await here.installed()).toEqual(everything)
  })

  test('that lacks the release is named, with what to do', async () => {
    const { site } = await releasedPulumi()
    site.remove(checksumsPath(command))
    const here = await behindMirror(site.url)

    await expect(ensure(here)).rejects.toMatchObject({
      code: 'ENGINE_NOT_THERE',
      fix: expect.arrayContaining([
        expect.stringContaining('ZEN_PULUMI_MIRROR'),
        expect.stringContaining(`bring ${site.url}${archivePath(command)} along`),
      ]),
      foreign: expect.stringContaining(`${site.url}${checksumsPath(command)}: the answer was 404`),
    })
    expect(await here.installed()).toEqual([])
  })
})

describe('a download that goes wrong', () => {
  test('is thrown away when it is not what was published, and the next one succeeds', async () => {
    const { site, commandArchive } = await releasedPulumi()
    publish(site, command, commandArchive, '0'.repeat(64))
    const here = await behindMirror(site.url)

    await expect(ensure(here)).rejects.toMatchObject({ code: 'ENGINE_ALTERED' })
    expect(await here.installed()).toEqual([])

    publish(site, command, commandArchive)
    await ensure(here)
    expect(await here.installed()).toEqual(everything)
  })

  test('keeps what was complete before it', async () => {
    const { site } = await releasedPulumi()
    site.remove(archivePath(plugin))
    const here = await behindMirror(site.url)

    await expect(ensure(here)).rejects.toMatchObject({ code: 'ENGINE_NOT_THERE' })

    expect(await here.installed()).toEqual(everything.slice(1))
  })

  test('goes on where the line broke', async () => {
    const { site } = await releasedPulumi()
    const path = archivePath(command)
    const hold = site.hold(path, 100_000)
    const here = await behindMirror(site.url)

    const engine = ensure(here)
    await hold.reached
    await vi.waitFor(async () => expect(await here.sizes()).toContain(100_000))
    hold.hangUp()
    await engine

    expect(getsOf(site.requests, path)).toEqual([`GET ${path}`, `GET ${path} bytes=100000-`])
    expect(await here.installed()).toEqual(everything)
  })

  test('starts again when the file is another one by then', async () => {
    const { site } = await releasedPulumi()
    const path = archivePath(command)
    const hold = site.hold(path, 100_000)
    const here = await behindMirror(site.url)

    const engine = ensure(here)
    await hold.reached
    await vi.waitFor(async () => expect(await here.sizes()).toContain(100_000))
    const republished = await archiveOf({ [command.program]: pulumiSaying('3.259.0') })
    site.put(path, republished)
    hold.hangUp()

    // Its checksum was published for the file that was there before.
    await expect(engine).rejects.toMatchObject({ code: 'ENGINE_ALTERED' })
    expect(await here.installed()).toEqual([])
    publish(site, command, republished)
    await ensure(here)
    expect(await here.installed()).toEqual(everything)
  })

  test('is tried again when the server is busy for a moment', async () => {
    const { site } = await releasedPulumi()
    site.refuse(archivePath(command), 503, 429)
    const here = await behindMirror(site.url)

    await ensure(here)

    expect(await here.installed()).toEqual(everything)
  })

  test('is told when there is no network at all, with all that can be done', async () => {
    const here = await computer({ ZEN_PULUMI_MIRROR: 'http://127.0.0.1:9' })

    await expect(ensure(here)).rejects.toMatchObject({
      code: 'ENGINE_UNREACHABLE',
      message:
        "Pulumi 3.259.0 is not on this computer, and can't be downloaded: connect ECONNREFUSED 127.0.0.1:9.",
      fix: [
        expect.stringContaining('HTTPS_PROXY'),
        expect.stringContaining('ZEN_PULUMI_MIRROR'),
        expect.stringMatching(
          /bring http\S+ along, unpack it, and: export ZEN_PULUMI=FOLDER\/pulumi\/pulumi/,
        ),
      ],
      foreign: expect.stringContaining('ECONNREFUSED'),
    })
    expect(await here.installed()).toEqual([])
  })

  test('of a program that does not run here installs nothing', async () => {
    const { site } = await releasedPulumi('#!/bin/sh\necho wrong machine >&2\nexit 126\n')
    const here = await behindMirror(site.url)

    await expect(ensure(here)).rejects.toMatchObject({
      code: 'ENGINE_NOT_RUNNING',
      foreign: 'wrong machine',
    })
    expect(await here.installed()).toEqual([])
  })

  test('of a release that is another one installs nothing', async () => {
    const { site } = await releasedPulumi(pulumiSaying('3.258.0'))
    const here = await behindMirror(site.url)

    await expect(ensure(here)).rejects.toMatchObject({
      code: 'ENGINE_NOT_RUNNING',
      foreign: expect.stringContaining('3.258.0'),
    })
    expect(await here.installed()).toEqual([])
  })

  test('leaves nothing when it is interrupted, and the next one succeeds', async () => {
    const { site } = await releasedPulumi()
    const hold = site.hold(archivePath(command), 1_000)
    const here = await behindMirror(site.url)
    const interruption = new AbortController()

    const first = ensure(here, interruption.signal)
    await hold.reached
    interruption.abort()

    await expect(first).rejects.toMatchObject({ code: 'INTERRUPTED', exit: 130 })
    expect(await here.installed()).toEqual([])
    hold.letGo()
    await ensure(here)
    expect(await here.installed()).toEqual(everything)
  })
})
