/** Brings the derived parts of docs/aws.md up to date: part of `npm run build`. */
import { readFileSync, writeFileSync } from 'node:fs'
import { withAwsParts } from './cloud-docs-parts.ts'

const page = new URL('../docs/aws.md', import.meta.url)
writeFileSync(page, withAwsParts(readFileSync(page, 'utf8')))
