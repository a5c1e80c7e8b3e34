// Loaded before a command: says on its fourth stream, at its end, the URLs of everything it loaded.
const { writeSync } = require('node:fs')
const { registerHooks } = require('node:module')

const urls = []
registerHooks({
  load(url, context, next) {
    urls.push(url)
    return next(url, context)
  },
})

process.on('exit', () => writeSync(3, JSON.stringify(urls)))
