import { chmod, mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { findings, runChecks } from '../../src/checks/check.ts'
import { dataDirectoryCheck } from '../../src/checks/data-directory.ts'
import { exitCodes, ZenError } from '../../src/errors/zen-error.ts'
import type { Check, Finding } from '../../stacks/contract.ts'
import { recordingTerminal } from '../fakes/recording-terminal.ts'
import { temporaryDirectory } from '../temporary-directory.ts'

const check = (id: string, finding: Finding): Check => ({ id, title: id, run: async () => finding })
const pass: Finding = { verdict: 'pass', message: 'Fine.', fix: [] }
const warn: Finding = { verdict: 'warn', message: 'Tight.', fix: ['Make room.'] }
const fail: Finding = { verdict: 'fail', message: 'Full.', fix: ['Make room.'] }
const { signal } = new AbortController()

describe('checks', () => {
  it('that pass are one line, and a warning is said with what to do', async () => {
    const terminal = recordingTerminal()

    await runChecks([check('a', pass), check('b', warn)], { terminal, signal })

    expect(terminal.words).toEqual([
      'step: Checking this computer',
      'done: 2 checks passed',
      'warn: Tight.\n  Make room.',
    ])
  })

  it('that fail are said all at once, each fix once', async () => {
    const terminal = recordingTerminal()
    const other = { ...fail, message: 'Broken.', fix: ['Mend it.', 'Make room.'] }

    const run = runChecks([check('a', fail), check('b', pass), check('c', other)], { terminal, signal })

    await expect(run).rejects.toMatchObject({
      ...{ code: 'CHECKS_FAILED', exit: exitCodes.checkFailed, fix: ['Make room.', 'Mend it.'] },
      message: '2 checks failed. Nothing was created.\n  - Full.\n  - Broken.',
    })
    expect(terminal.words).toContain('failed: 2 of 3 checks failed')
  })

  it('that break have failed, with the fix of what broke', async () => {
    const error = new ZenError({ code: 'X', message: 'No daemon.', fix: ['Start it.'] })
    const broken = { id: 'a', title: 'a', run: () => Promise.reject(error) }

    expect(await findings([broken])).toEqual([
      { id: 'a', title: 'a', verdict: 'fail', message: 'No daemon.', fix: ['Start it.'] },
    ])
  })
})

describe("zen's data directory", () => {
  it('need not be there, and is not made', async () => {
    const home = await temporaryDirectory()
    const directory = join(home, 'a', 'b', 'zen')

    expect(await dataDirectoryCheck(directory).run()).toMatchObject({ verdict: 'pass' })
    await expect(chmod(join(home, 'a'), 0o700)).rejects.toMatchObject({ code: 'ENOENT' })
  })

  it('fails where a file is in the way, also further up', async () => {
    const home = await temporaryDirectory()
    await writeFile(join(home, 'file'), '')

    for (const directory of [join(home, 'file'), join(home, 'file', 'zen')]) {
      const finding = await dataDirectoryCheck(directory).run()
      expect(finding).toMatchObject({ verdict: 'fail' })
      expect(finding.message).toContain(`${directory} can't be written`)
      expect(finding.fix.join()).toContain('ZEN_HOME')
    }
  })

  it('is fine when it can be written', async () => {
    const home = await temporaryDirectory()
    await mkdir(join(home, 'zen'))

    expect(await dataDirectoryCheck(join(home, 'zen')).run()).toMatchObject({ verdict: 'pass' })
  })
})
