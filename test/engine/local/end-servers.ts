/** Program: waits until its input ends, then kills the servers in the records of a data directory. */
import { readLocalRecords } from '../../../src/engine/local/local-record.ts'
import { stopServer } from '../../../src/engine/local/server-process.ts'

const dataDirectory = process.argv[2] ?? ''
for await (const _ of process.stdin);
for (const { runtime } of await readLocalRecords(dataDirectory)) {
  if (runtime.process) await stopServer(runtime.process)
}
