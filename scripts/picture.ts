/**
 * `npm run picture`: draws the README's picture, `docs/zen-deploy.svg`, from a real run: a new home, a Python with
 * the real ZenML, `zen deploy` in a pseudo-terminal, and Enter on its question.
 */
import { spawnSync } from 'node:child_process'
import { mkdirSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'
import { fileURLToPath } from 'node:url'
import { zenmlPython } from '../test/zenml/python.ts'
import { type Computer, computer, removeComputer } from './bench/computer.ts'
import { record } from './picture/record.ts'
import { screenOf } from './picture/screen.ts'
import { svgOf } from './picture/svg.ts'

const program = fileURLToPath(new URL('../bin/run.js', import.meta.url))
const file = fileURLToPath(new URL('../docs/zen-deploy.svg', import.meta.url))
const words = ['deploy', '--provider', 'local']
const question = 'on this computer?'
/** What is shown is seldom wider, and a README not much. */
const columns = 80
/** Wide enough that paths, which are shortened later, do not wrap. */
const size = { columns: 160, rows: 60 }

const controller = new AbortController()
for (const name of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(name, () => controller.abort())

const here = await computer([dirname(await zenmlPython())])
try {
  const output = await deployHere(here)
  const typed = `\u001b[32m$\u001b[0m \u001b[1mzen ${words.join(' ')}\u001b[0m\r\n`
  const lines = await screenOf(typed + output.replaceAll(here.home, '~'), size)
  const description =
    'zen checks this computer, says what it will create, asks once, and ends with a running server.'
  mkdirSync(dirname(file), { recursive: true })
  writeFileSync(file, svgOf({ title: 'zen deploy', description, lines, columns }))
} finally {
  spawnSync(process.execPath, [program, 'destroy', '--yes', '--delete-data'], {
    env: here.env,
    stdio: 'ignore',
  })
  await removeComputer(here)
}

async function deployHere({ home, env }: Computer): Promise<string> {
  return record({
    file: process.execPath,
    args: [program, ...words],
    directory: home,
    env: { ...env, TERM: 'xterm-256color' },
    size,
    answers: [{ after: question, keys: '\r' }],
    signal: controller.signal,
  })
}
