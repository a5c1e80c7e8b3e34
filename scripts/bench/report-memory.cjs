// Loaded before a measured command: says on its fourth stream, at its end, how much memory it took, in bytes.
const { writeSync } = require('node:fs')

process.on('exit', () => writeSync(3, JSON.stringify(process.resourceUsage().maxRSS * 1024)))
