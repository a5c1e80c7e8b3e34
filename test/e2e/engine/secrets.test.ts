import { globSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { cupboardZen, quiet } from '../../engine/pulumi/cupboard-zen.ts'
import { startZenProcess } from '../../engine/pulumi/start-zen-process.ts'
import { commandLines, readableByOthers } from '../zen-command.ts'

const given = { password: 'open-sesame-91', 'database-password': 'under-the-mat-17' }
const ours = 'zen-variable-23'

test('secrets are in no command line, no event, and in no file in plain text', async () => {
  const zen = await cupboardZen({ env: { ZEN_DATABASE_PASSWORD: ours } })
  await zen.cupboard.fault('door', 'hold')
  const running = startZenProcess(zen, 'up', zen.target({}, given))
  await zen.cupboard.waiting('door')

  const lines = await commandLines()
  await zen.cupboard.mend('door')
  expect(await running.ended).toMatchObject({ end: 'done' })

  const { dataDirectory } = zen.facts
  const passphrase = (await readFile(join(dataDirectory, 'passphrase'), 'utf8')).trim()
  const secrets = [...Object.values(given), ours, passphrase]
  const files = globSync(`${dataDirectory}/**`, { withFileTypes: true }).filter((entry) => entry.isFile())
  const texts = await Promise.all(
    files
      .filter(({ name }) => name !== 'passphrase')
      .map(({ parentPath, name }) => readFile(join(parentPath, name), 'utf8')),
  )
  expect(lines).toContain('up --yes --skip-preview')
  expect(texts.length).toBeGreaterThan(5)
  for (const secret of secrets) {
    expect(lines).not.toContain(secret)
    expect(JSON.stringify(running.events)).not.toContain(secret)
    expect(texts.filter((text) => text.includes(secret))).toEqual([])
  }
})

test('everything that is written is for its owner alone, and zen’s own variables reach nobody', async () => {
  const zen = await cupboardZen({ env: { ZEN_DATABASE_PASSWORD: ours, PULUMI_DEBUG_GRPC: '/nowhere' } })
  await zen.engine.up(zen.target({}, given), zen.listener, quiet())

  const plugin = join('pulumi-home', 'plugins')
  const readable = await readableByOthers(zen.facts.dataDirectory)
  expect(readable.filter((file) => !file.includes(plugin))).toEqual([])
  expect(await zen.cupboard.environment()).toMatchObject({
    CUPBOARD: zen.cupboard.folder,
    PULUMI_CONFIG_PASSPHRASE_FILE: join(zen.facts.dataDirectory, 'passphrase'),
  })
  expect(
    Object.keys(await zen.cupboard.environment()).filter((name) => /^ZEN_|DEBUG_GRPC/.test(name)),
  ).toEqual([])
})
