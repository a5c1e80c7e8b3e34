/** A person at a real pseudo-terminal who wants to be asked about everything. */
import { readdir } from 'node:fs/promises'
import { expect, test } from 'vitest'
import { keys } from '../../terminal/pseudo-terminal.ts'
import { computer, zenAtTerminal } from '../zen-command.ts'

const backspace = '\x7f'

test('is asked about every option, at 80 columns, and reads the one command that does it', async () => {
  const here = await computer()
  const zen = zenAtTerminal(here, ['deploy', '--guided', '--preview'], 80)

  await zen.sees('Where should the server run?')
  zen.type(keys.enter)
  await zen.sees('Name of the deployment (local)')
  zen.type(`team${keys.enter}`)
  await zen.sees('Enter takes the answer in parentheses')
  await zen.sees('answers at (8237)')
  zen.type(`port${keys.enter}`)
  await zen.sees('--port must be a number')
  zen.type(`${backspace.repeat(4)}9123${keys.enter}`)
  await zen.sees('answers at (127.0.0.1)')
  zen.type(backspace + keys.enter)
  await zen.sees('Python that runs the server, with zenml[server] installed (empty: the active')
  zen.type(keys.enter)
  await zen.sees('Password of the ZenML administrator (empty: the one')
  zen.type(`hunter2${keys.enter}`)

  expect(await zen.ends()).toBe(0)
  const text = zen.text().replaceAll(/\r?\n/g, '')
  expect(text).toContain('zen deploy --provider local --name team --port 9123 --password-file FILE --yes')
  expect(text).toContain('ZenML server http://127.0.0.1:9123')
  expect(text).toContain('Nothing was changed.')
  expect(zen.raw()).not.toContain('hunter2')
  expect(await readdir(here.home)).not.toContain('.config')
}, 60_000)
