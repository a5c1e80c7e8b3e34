/**
 * Bundles the sources into `dist/` and writes what is derived from them: `npm run build`. A bundle, because Node.js
 * takes twice as long to find and read oclif's hundred files one by one (`npm run bench` shows the ratio).
 */
import { execFileSync } from 'node:child_process'
import { globSync } from 'node:fs'
import { build } from 'rolldown'

/** oclif finds these by their path, so each stays a file of its own. */
const entries = ['main.ts', ...globSync('{commands,hooks}/**/*.ts', { cwd: 'src' })]

await build({
  input: Object.fromEntries(entries.map((file) => [file.replace(/\.ts$/, ''), `src/${file}`])),
  platform: 'node',
  // `open` looks for its script beside its own file.
  external: ['open'],
  logLevel: 'warn',
  output: { dir: 'dist', format: 'esm', cleanDir: true, minify: { compress: true, mangle: false, codegen: true } },
})

execFileSync('oclif', ['manifest'], { stdio: ['ignore', 'ignore', 'inherit'] })
