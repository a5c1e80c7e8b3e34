/** Writes the ladder's rules for the linter: part of `npm run build`. */
import { writeFileSync } from 'node:fs'
import { ladderConfig } from './ladder-rules.ts'

writeFileSync(new URL('../biome.ladder.json', import.meta.url), ladderConfig())
