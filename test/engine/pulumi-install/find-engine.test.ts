import { link, mkdir, readlink, rm, symlink, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { findEngine } from '../../../src/engine/pulumi/install/engine-program.ts'
import { type Computer, computer, program, startsOf } from './computer.ts'
import { archiveOf, plugin, pluginScript, plugins, pulumiSaying } from './released-pulumi.ts'

const own = ({ facts }: Computer) => join(facts.dataDirectory, 'pulumi/versions/3.259.0/bin/pulumi')
const ownPlugin = ({ facts }: Computer) =>
  join(facts.dataDirectory, 'pulumi/plugins/resource-kubernetes-v4.34.2/pulumi-resource-kubernetes')
const usersPlugin = ({ home }: Computer, version = '4.34.2') =>
  join(home, `.pulumi/plugins/resource-kubernetes-v${version}/pulumi-resource-kubernetes`)

/** With variables that name what is in its home. */
async function with_(variables: Readonly<Record<string, string>>): Promise<Computer> {
  const here = await computer()
  const env = Object.fromEntries(
    Object.entries(variables).map(([name, path]) => [name, join(here.home, path)]),
  )
  return { ...here, facts: { ...here.facts, env: { ...here.facts.env, ...env } } }
}

describe('the CLI', () => {
  test('is not found on a new computer', async () => {
    expect(await findEngine((await computer()).facts, {})).toBeUndefined()
  })

  test('is the one on the PATH when its version does', async () => {
    const here = await computer()
    const path = await program(join(here.home, 'bin/pulumi'), pulumiSaying('3.261.0'))
    await program(own(here), pulumiSaying('3.259.0'))

    expect(await findEngine(here.facts, {})).toEqual({
      command: path,
      pulumiHome: join(here.facts.dataDirectory, 'pulumi'),
    })
  })

  test.each([
    ['is too old', pulumiSaying('3.258.0')],
    ['is of another age', pulumiSaying('4.0.0')],
    ['fails', '#!/bin/sh\nexit 1\n'],
    ['is no program', 'not even a script'],
  ])("is zen's own when the one on the PATH %s", async (_, text) => {
    const here = await computer()
    await program(join(here.home, 'bin/pulumi'), text)
    expect(await findEngine(here.facts, {})).toBeUndefined()

    await program(own(here), 'asking it would fail: zen knows what it installed')

    expect(await findEngine(here.facts, {})).toMatchObject({ command: own(here) })
  })

  test('is the one that ZEN_PULUMI names, before all others', async () => {
    const here = await with_({ ZEN_PULUMI: 'elsewhere/my-pulumi' })
    await program(join(here.home, 'bin/pulumi'), pulumiSaying('3.259.0'))
    const wanted = await program(join(here.home, 'elsewhere/my-pulumi'), pulumiSaying('3.260.0'))

    expect(await findEngine(here.facts, {})).toMatchObject({ command: wanted })
  })

  test('is asked for its version once, however often it is looked for', async () => {
    const here = await computer()
    const counter = join(here.home, 'starts')
    const text = `#!/bin/sh\nprintf x >> '${counter}'\necho v3.259.0\n`
    await program(join(here.home, 'bin/pulumi'), text)

    await findEngine(here.facts, {})
    await findEngine(here.facts, {})

    expect(await startsOf(counter)).toBe(1)
  })

  test.each([
    ['of another version', pulumiSaying('3.100.0'), 'ENGINE_UNFIT', /3\.100\.0.*3\.259\.0/],
    ['that fails', '#!/bin/sh\necho broken >&2\nexit 1\n', 'ENGINE_NOT_STARTED', /does not say its version/],
    ['that says something else', '#!/bin/sh\necho hello\n', 'ENGINE_NOT_STARTED', /version/],
  ])('named by ZEN_PULUMI, %s, is refused', async (_, text, code, message) => {
    const here = await with_({ ZEN_PULUMI: 'wanted' })
    await program(join(here.home, 'wanted'), text)

    await expect(findEngine(here.facts, {})).rejects.toMatchObject({
      code,
      message: expect.stringMatching(message),
    })
  })

  test('named by ZEN_PULUMI has to be a program; the one in a folder is pointed out', async () => {
    const here = await with_({ ZEN_PULUMI: 'pulumi' })
    const refusal = { code: 'ENGINE_VARIABLE_WRONG', exit: 2 }
    await expect(findEngine(here.facts, {})).rejects.toMatchObject(refusal)

    const inside = await program(join(here.home, 'pulumi/pulumi'), pulumiSaying('3.259.0'))

    await expect(findEngine(here.facts, {})).rejects.toMatchObject({
      ...refusal,
      fix: expect.arrayContaining([expect.stringContaining(`ZEN_PULUMI=${inside}`)]),
    })
  })
})

/** A computer that lacks nothing but the plugin. */
async function withCommand(variables: Readonly<Record<string, string>> = {}): Promise<Computer> {
  const here = await with_(variables)
  await program(own(here), '')
  await writeFile(own(here), 'a program')
  return here
}

describe('a plugin', () => {
  test("of the user's own Pulumi is linked to, and neither copied nor downloaded", async () => {
    const here = await withCommand()
    const users = await program(usersPlugin(here), pluginScript)

    expect(await findEngine(here.facts, plugins)).toMatchObject({ command: own(here) })

    expect(await readlink(ownPlugin(here))).toBe(users)
  })

  test('of a Pulumi with a home elsewhere is found too', async () => {
    const here = await withCommand({ PULUMI_HOME: 'elsewhere' })
    await program(
      join(here.home, 'elsewhere/plugins/resource-kubernetes-v4.34.2/pulumi-resource-kubernetes'),
      pluginScript,
    )

    expect(await findEngine(here.facts, plugins)).toBeDefined()
  })

  test('of another version is not taken', async () => {
    const here = await withCommand()
    await program(usersPlugin(here, '4.34.1'), pluginScript)
    await program(usersPlugin(here, '4.35.0'), pluginScript)

    expect(await findEngine(here.facts, plugins)).toBeUndefined()
  })

  test('that Pulumi was installing when it was killed is not taken', async () => {
    const here = await withCommand()
    await program(usersPlugin(here), pluginScript)
    await writeFile(join(here.home, '.pulumi/plugins/resource-kubernetes-v4.34.2.partial'), '')

    expect(await findEngine(here.facts, plugins)).toBeUndefined()
  })

  test('whose original is gone is missing', async () => {
    const here = await withCommand()
    await program(usersPlugin(here), pluginScript)
    await findEngine(here.facts, plugins)
    await rm(usersPlugin(here))

    expect(await findEngine(here.facts, plugins)).toBeUndefined()
  })

  test('in the folder ZEN_PULUMI_PLUGINS comes before all others', async () => {
    const here = await withCommand({ ZEN_PULUMI_PLUGINS: 'given' })
    await program(usersPlugin(here), pluginScript)
    await program(ownPlugin(here), pluginScript)
    const given = await program(join(here.home, 'given/pulumi-resource-kubernetes'), pluginScript)

    expect(await findEngine(here.facts, plugins)).toBeDefined()

    expect(await readlink(ownPlugin(here))).toBe(given)
  })

  test('in that folder may be a copy of an installed one', async () => {
    const here = await withCommand({ ZEN_PULUMI_PLUGINS: 'given' })
    const copy = 'given/resource-kubernetes-v4.34.2/pulumi-resource-kubernetes'
    await program(join(here.home, copy), pluginScript)

    await findEngine(here.facts, plugins)

    expect(await readlink(ownPlugin(here))).toBe(join(here.home, copy))
  })

  test('from that folder is forgotten with the variable', async () => {
    const here = await withCommand({ ZEN_PULUMI_PLUGINS: 'given' })
    await program(join(here.home, 'given/pulumi-resource-kubernetes'), pluginScript)
    await findEngine(here.facts, plugins)
    const { ZEN_PULUMI_PLUGINS: _, ...env } = here.facts.env

    expect(await findEngine({ ...here.facts, env }, plugins)).toBeUndefined()
  })

  test('in an archive has to be unpacked first', async () => {
    const here = await withCommand({ ZEN_PULUMI_PLUGINS: 'given' })
    await mkdir(join(here.home, 'given'))
    const archive = await archiveOf({ [plugin.program]: pluginScript })
    await writeFile(join(here.home, 'given', plugin.archive), archive)

    expect(await findEngine(here.facts, plugins)).toBeUndefined()
  })

  test('is looked for in a folder, which has to be there', async () => {
    const here = await withCommand({ ZEN_PULUMI_PLUGINS: 'nowhere' })

    await expect(findEngine(here.facts, plugins)).rejects.toMatchObject({
      code: 'PLUGINS_VARIABLE_WRONG',
      exit: 2,
    })
  })

  test('that is linked by a second name, as on Windows, is as good as an installed one', async () => {
    const here = await withCommand()
    const users = await program(usersPlugin(here), pluginScript)
    await mkdir(join(ownPlugin(here), '..'), { recursive: true })
    await link(users, ownPlugin(here))

    expect(await findEngine(here.facts, plugins)).toBeDefined()
  })

  test('replaces a link to something else', async () => {
    const here = await withCommand()
    const users = await program(usersPlugin(here), pluginScript)
    await mkdir(join(ownPlugin(here), '..'), { recursive: true })
    await symlink('/nowhere', ownPlugin(here))

    await findEngine(here.facts, plugins)

    expect(await readlink(ownPlugin(here))).toBe(users)
    expect(await here.installed()).toHaveLength(2)
  })
})
