/** Brings the derived parts of the pages on clouds up to date: part of `npm run build`. */
import { readFileSync, writeFileSync } from 'node:fs'
import { cloudPages, withCloudParts } from './cloud-docs-parts.ts'

for (const cloud of cloudPages) {
  const page = new URL(`../docs/${cloud.provider.id}.md`, import.meta.url)
  writeFileSync(page, withCloudParts(cloud, readFileSync(page, 'utf8')))
}
