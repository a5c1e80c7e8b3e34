/** Brings docs/options.md up to date with the registry: part of `npm run build`. */
import { readFileSync, writeFileSync } from 'node:fs'
import { providers } from '../stacks/index.ts'
import { withOptions } from './option-tables.ts'

const page = new URL('../docs/options.md', import.meta.url)
writeFileSync(page, withOptions(readFileSync(page, 'utf8'), providers))
