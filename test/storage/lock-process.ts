/**
 * A process of its own that takes a lock:
 *
 *   node lock-process.ts FILE hold    takes it, prints "held" and keeps it until it is killed
 *   node lock-process.ts FILE 100     takes it 100 times and prints how often it was not alone
 */
import { open, rm } from 'node:fs/promises'
import { withLock } from '../../src/storage/lock.ts'

const [file = '', mode = ''] = process.argv.slice(2)
const options = { patienceMs: 60_000, refused: () => new Error('refused') }

/** Whether nobody else was inside at the same time. */
async function wasAlone(): Promise<boolean> {
  const inside = `${file}.inside`
  try {
    await (await open(inside, 'wx')).close()
  } catch {
    return false
  }
  await rm(inside)
  return true
}

if (mode === 'hold') {
  await withLock(file, options, async () => {
    process.stdout.write('held\n')
    await new Promise((resolve) => setTimeout(resolve, 600_000))
  })
} else {
  let crowded = 0
  for (let turn = 0; turn < Number(mode); turn++) {
    if (!(await withLock(file, options, wasAlone))) crowded += 1
  }
  process.stdout.write(`${crowded}\n`)
}
