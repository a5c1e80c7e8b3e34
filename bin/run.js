#!/usr/bin/env node
import module from 'node:module'

const oldest = 22
if (Number.parseInt(process.versions.node, 10) < oldest) {
  process.stderr.write(
    `zen needs Node.js ${oldest} or newer, and this is ${process.version}: https://nodejs.org\n`,
  )
  process.exit(2)
}

// The second start is quicker, because V8 keeps what it compiled in the first.
module.enableCompileCache()

// `require`, because its modules are CommonJS. Not awaited: when nobody reads the output (`zen --help | head -1`),
// the promise never settles, and Node.js would complain about that.
const { main } = module.createRequire(import.meta.url)('../dist/main.js')
main(process.argv.slice(2), import.meta.url)
