/** Program: what happens when a command is not found. The first word is the command. */
import { fileURLToPath } from 'node:url'
import { Config } from '@oclif/core/config'
import commandNotFound from '../../src/hooks/command-not-found.ts'

const [id = '', ...argv] = process.argv.slice(2)
const config = await Config.load(fileURLToPath(new URL('../..', import.meta.url)))
const context = {
  config,
  debug: () => undefined,
  error: fail,
  exit: fail,
  log: () => undefined,
  warn: () => undefined,
}
await commandNotFound.call(context, { id, argv, config, context })

function fail(): never {
  throw new Error('The hook must not use the ways of oclif.')
}
