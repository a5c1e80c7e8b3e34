/**
 * Bundles the sources into `dist/` and writes what is derived from them: `npm run build`. A bundle, because Node.js
 * takes twice as long to find and read oclif's hundred files one by one. CommonJS, because an `import` of a Node.js
 * module runs all its getters: `import 'node:http'` loads `fetch` too, and takes eight times as long as `require`.
 */
import { execFileSync } from 'node:child_process'
import { globSync, writeFileSync } from 'node:fs'
import { relative } from 'node:path'
import { build } from 'rolldown'
import { lazyRequiresPlugin } from './bundle/lazy-requires.ts'
import { plainOrder } from './bundle/plain-order.ts'

/** oclif finds these by their path, so each stays a file of its own. */
const entries = ['main.ts', ...globSync('{commands,hooks}/**/*.ts', { cwd: 'src' })]

/** The process that runs Pulumi, which is started as a file of its own. */
const worker = { worker: 'src/engine/pulumi/worker/worker.ts' }

/** Packages whose code is used together: by every command, to tell whether this is Windows' Linux, and by help. */
const together = {
  oclif: /^(@oclif\/core|debug|ms|supports-color|has-flag|get-package-type|fastest-levenshtein)$/,
  wsl: /^(wsl-utils|is-wsl|is-docker|is-inside-container|powershell-utils)$/,
  help: /^(ejs|ansis|ansi-.*|strip-ansi|wrap-ansi|string-width|widest-line|emoji-regex|indent-string|color-.*|is-fullwidth-code-point)$/,
}

/** Few files are quick to find, and little code is quick to load: one chunk for what is always needed, others for the rest. */
function chunkOf(file: string): string | null {
  const path = file.replaceAll('\\', '/')
  const [, packageName] = /.*\/node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(path) ?? []
  if (packageName === undefined) return ourChunk(`/${relative('.', file).replaceAll('\\', '/')}`)
  const [name] = Object.entries(together).find(([, packages]) => packages.test(packageName)) ?? []
  return name ?? packageName.replace(/\W/g, '-')
}

/** @param path from the root of the repository, with a slash in front: no folder above it has a say */
function ourChunk(path: string): string | null {
  if (/\/src\/(commands|hooks|main)\b|\/worker\.ts$/.test(path)) return null
  // Only asked for with a flag of its own.
  if (/\/src\/report\//.test(path)) return 'report'
  // Only the worker runs programs.
  return /\/pulumi\/worker\/|\/stacks\/\w+\/(?!provider\.ts$|spec\/)/.test(path) ? 'programs' : 'zen'
}

await build({
  input: {
    ...Object.fromEntries(entries.map((file) => [file.replace(/\.ts$/, ''), `src/${file}`])),
    ...worker,
  },
  platform: 'node',
  // The same bundle wherever the packages really are: their paths decide about the order of what is loaded later.
  resolve: { symlinks: false },
  plugins: [plainOrder(), lazyRequiresPlugin()],
  // `open` looks for its script beside its own file; Pulumi's SDK must be there once for all programs, and is large.
  external: ['open', /^@pulumi\//],
  preserveEntrySignatures: 'allow-extension',
  checks: { ineffectiveDynamicImport: false },
  logLevel: 'warn',
  output: {
    dir: 'dist',
    format: 'cjs',
    cleanDir: true,
    codeSplitting: {
      groups: [{ name: chunkOf, debugName: 'chunkOf' }],
      includeDependenciesRecursively: false,
    },
    minify: { compress: true, mangle: false, codegen: true },
  },
})

writeFileSync('dist/package.json', '{ "type": "commonjs" }\n')
execFileSync('oclif', ['manifest'], { stdio: ['ignore', 'ignore', 'inherit'] })
for (const derived of ['lint-rules', 'schemas', 'readme', 'option-docs', 'cloud-docs', 'fault-docs'])
  execFileSync(process.execPath, [`scripts/${derived}.ts`], { stdio: 'inherit' })
