/** Brings the derived parts of README.md up to date: part of `npm run build`. */
import { readFileSync, writeFileSync } from 'node:fs'
import { providers } from '../stacks/index.ts'
import { withParts } from './readme-parts.ts'

const root = new URL('../', import.meta.url)
const readme = new URL('README.md', root)
const manifest = JSON.parse(readFileSync(new URL('oclif.manifest.json', root), 'utf8'))
writeFileSync(readme, withParts(readFileSync(readme, 'utf8'), providers, manifest))
