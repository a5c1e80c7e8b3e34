/** Writes what is derived from the options into `schemas/`: part of `npm run build`. */
import { writeFileSync } from 'node:fs'
import { commandOptions } from '../src/input/command-options.ts'
import { providers } from '../stacks/index.ts'
import { configSchema } from './config-schema.ts'

const file = new URL('../schemas/config.schema.json', import.meta.url)
writeFileSync(file, `${JSON.stringify(configSchema(commandOptions, providers), null, 2)}\n`)
