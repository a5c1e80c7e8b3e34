#!/usr/bin/env node
import module from 'node:module'

// What our HTTP library needs: `engines` of undici.
const oldest = { major: 22, minor: 19 }
const [major = 0, minor = 0] = process.versions.node.split('.').map(Number)
if (major < oldest.major || (major === oldest.major && minor < oldest.minor)) {
  process.stderr.write(
    `zen needs Node.js ${oldest.major}.${oldest.minor} or newer, and this is ${process.version}: https://nodejs.org\n`,
  )
  process.exit(2)
}

// The second start is quicker, because V8 keeps what it compiled in the first.
module.enableCompileCache()

// `require`, because its modules are CommonJS. Not awaited: when nobody reads the output (`zen --help | head -1`),
// the promise never settles, and Node.js would complain about that.
const { main } = module.createRequire(import.meta.url)('../dist/main.js')
main(process.argv.slice(2), import.meta.url)
