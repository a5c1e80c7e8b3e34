/** What a person at a real pseudo-terminal sees and presses. */
import { describe, expect, it } from 'vitest'
import { keys, zenInTerminal } from './pseudo-terminal.ts'

const here = ['deploy', '--provider', 'local']
// biome-ignore lint/suspicious/noControlCharactersInRegex: colours are made of them
const colour = /\x1b\[(3|4|9)\d(;\d+)*m/

describe.each([{ columns: 80 }, { columns: 40 }])('at $columns columns', ({ columns }) => {
  it('a person chooses a provider with keys, says yes, and gets a server', { timeout: 20_000 }, async () => {
    const zen = await zenInTerminal(['deploy'], { columns })

    await zen.sees('Where should the server run?')
    await zen.sees('Docker')
    zen.type(keys.down)
    zen.type(keys.enter)
    await zen.sees('Deploy "docker" on')
    zen.type('y')
    zen.type(keys.enter)

    expect(await zen.ends()).toBe(0)
    expect(zen.text()).toContain('"docker" is running')
    expect(zen.raw()).toMatch(colour)
    for (const frame of zen.text().match(/[⠋⠙⠹⠸⠼⠴⠦⠧⠇⠏] [^\r\n⠋⠙⠹⠸⠼⠴⠦⠧⠇⠏✔]*/g) ?? [])
      expect(frame.length).toBeLessThanOrEqual(columns)
  })
})

/** As it was drawn: a new drawing begins on the line where the last one ended. */
const linesOf = (text: string) => text.split(/[\r\n⠋⠙⠹⠸⠼⠴⠦⠧⠇⠏]+|(?=Warning:|✔ Deploying)/)

describe.each([{ columns: 80 }, { columns: 40 }])('a cloud at $columns columns', ({ columns }) => {
  it('is asked about with prices, filtered by typing, and watched by part', { timeout: 30_000 }, async () => {
    const zen = await zenInTerminal(['deploy'], { columns, env: { FAKE_STEP_MS: '1200' } })

    await zen.sees('Where should the server run?')
    zen.type('AWS')
    zen.type(keys.enter)
    await zen.sees('Name of the deployment')
    zen.type(keys.enter)
    await zen.sees('us-east-1')
    zen.type('eu-c')
    await zen.sees('eu-central-2')
    zen.type(keys.enter)
    await zen.sees('production: about $')
    zen.type(keys.enter)
    await zen.sees('name made from its address')
    zen.type(keys.enter)
    await zen.sees('VPC: new')
    zen.type(keys.enter)
    await zen.sees(columns < 60 ? 'Deploy "aws" on' : 'for about $')
    zen.type(keys.enter)

    expect(await zen.ends()).toBe(0)
    const text = zen.text()
    expect(text.replaceAll(/\r?\n/g, '')).toContain(
      'zen deploy --provider aws --region eu-central-1 --domain none --yes',
    )
    expect(text).toMatch(
      columns < 60 ? /› cluster +0:0\d\/14:00 {2}E/ : /› cluster +0:0\d of ~14 min {2}EKS cluster/,
    )
    expect(text).toMatch(/✔ database +0:0\d/)
    expect(text).toContain('Warning: EC2 NAT gateway')
    expect(text).toContain('Took longest:')
    const rows = linesOf(text).filter((line) => /^ {2}[·›✔✖] \w+/.test(line))
    expect(rows.length).toBeGreaterThan(10)
    for (const row of rows) expect(row.length).toBeLessThan(columns)
  })
})

it.each([
  { who: 'a fast typist', end: keys.enter },
  { who: 'somebody who pastes a line', end: '\n' },
])('$who has answered a searched list at once', { timeout: 20_000 }, async ({ end }) => {
  const zen = await zenInTerminal(['deploy', '--provider', 'aws', '--name', 'team'])
  await zen.sees('us-east-1')
  zen.type(`eu-central-1${end}`)
  await zen.sees('✔ Region eu-central-1')
  await zen.sees('production: about $')
  zen.type(keys.ctrlC)

  expect(await zen.ends()).toBe(130)
})

it('a cloud is watched without colours where nobody wants any', { timeout: 20_000 }, async () => {
  const argv = ['deploy', '--provider', 'aws', '--region', 'eu-west-1', '--yes']
  const zen = await zenInTerminal(argv, { env: { NO_COLOR: '1', FAKE_STEP_MS: '200' } })

  expect(await zen.ends()).toBe(0)
  expect(zen.text()).toContain('✔ network')
  expect(zen.raw()).not.toMatch(colour)
})

it('a list is a table where it fits, and fits where a table does not', { timeout: 20_000 }, async () => {
  const lines = async (columns: number) => {
    const zen = await zenInTerminal(['list'], { columns, env: { FAKE: 'deployed' } })
    expect(await zen.ends()).toBe(0)
    return zen.text().trim().split(/\r?\n/)
  }

  expect((await lines(100))[0]).toMatch(/^NAME +PROVIDER/)
  const narrow = await lines(40)
  expect(narrow.slice(0, 2)).toEqual(['local', '  running on local'])
  expect(narrow.every((line) => line.length <= 40)).toBe(true)
})

describe('at 40 columns', () => {
  const said = async (argv: readonly string[], env: Readonly<Record<string, string>> = {}) => {
    const zen = await zenInTerminal(argv, { columns: 40, env })
    await zen.ends()
    return zen.text().trim().split(/\r?\n/)
  }

  it('no word of an error is broken', { timeout: 20_000 }, async () => {
    const lines = await said(['deploy', '--provider', 'nix', '--yes'])

    expect(lines.slice(0, 2)).toEqual([
      'Error: --provider must be one of local,',
      'docker, kubernetes, aws, gcp, azure, and',
    ])
    expect(lines.filter((line) => line.length > 40)).toEqual([])
  })

  it('no word of a result is broken, and what is to be copied stays whole', { timeout: 20_000 }, async () => {
    const lines = await said([...here, '--yes'])
    const at = lines.findIndex((line) => line.startsWith('  Client '))

    expect(lines[at]).toBe('  Client     connected')
    expect(lines[at + 1]).toMatch(/^ {13}\(\/.+config\.yaml\)$/)
  })

  it('no word of a warning is broken', { timeout: 20_000 }, async () => {
    const lines = await said(['deploy', '--provider', 'aws', '--region', 'eu-west-1', '--yes'])
    const at = lines.findIndex((line) => line.includes('Warning: EC2 NAT gateway nat:'))

    expect(lines.slice(at, at + 2).map((line) => line.replace(/^.*Warning/, 'Warning'))).toEqual([
      'Warning: EC2 NAT gateway nat: the',
      'address is new here',
    ])
  })
})

describe('a question', () => {
  it('that is answered with no ends with exit code 3', { timeout: 20_000 }, async () => {
    const zen = await zenInTerminal(here)
    await zen.sees('Deploy "local"')
    zen.type('n')
    zen.type(keys.enter)

    expect(await zen.ends()).toBe(3)
    expect(zen.text()).toContain('Nothing was created.')
  })

  it.each([
    { how: 'Ctrl-C', leave: { key: keys.ctrlC } },
    { how: 'SIGTERM', leave: { signal: 'SIGTERM' } },
    { how: 'SIGINT from elsewhere', leave: { signal: 'SIGINT' } },
  ])('is left with $how', { timeout: 20_000 }, async ({ leave }) => {
    const zen = await zenInTerminal(here)
    await zen.sees('Deploy "local"')
    if ('key' in leave) zen.type(leave.key ?? '')
    else zen.kill(leave.signal ?? '')

    expect(await zen.ends()).toBe(130)
    expect(zen.text()).toContain('Interrupted. Nothing was changed.')
    expect(zen.text()).toContain('run the same command again')
  })

  it('is never asked with --yes', { timeout: 20_000 }, async () => {
    const zen = await zenInTerminal([...here, '--yes'], { env: { NO_COLOR: '1' } })

    expect(await zen.ends()).toBe(0)
    expect(zen.text()).not.toContain('?')
    expect(zen.text()).toContain('✔ Deploying "local"')
    expect(zen.raw()).not.toMatch(colour)
  })

  it('is never asked in CI, where plain lines are written', { timeout: 20_000 }, async () => {
    const zen = await zenInTerminal(here, { env: { CI: 'true' } })

    expect(await zen.ends()).toBe(2)
    expect(zen.text()).toContain('--yes, ZEN_YES')
    expect(zen.raw()).not.toContain('\x1b')
  })
})

describe('Ctrl-C in the middle of a step', () => {
  it('stops, says how to continue, and leaves the cursor visible', { timeout: 20_000 }, async () => {
    const zen = await zenInTerminal([...here, '--yes'], { env: { FAKE: 'hang' } })
    await zen.sees('Starting the server')
    zen.type(keys.ctrlC)

    expect(await zen.ends()).toBe(130)
    expect(zen.text()).toContain('Stopping. Press Ctrl-C again to stop at once.')
    expect(zen.text()).toContain('Continue: run the same command again.')
    expect(zen.raw().lastIndexOf('\x1b[?25h')).toBeGreaterThan(zen.raw().lastIndexOf('\x1b[?25l'))
  })

  it('stops at once when it is pressed again', { timeout: 20_000 }, async () => {
    const zen = await zenInTerminal([...here, '--yes'], { env: { FAKE: 'deaf' } })
    await zen.sees('Starting the server')
    zen.type(keys.ctrlC)
    await zen.sees('Stopping.')
    zen.type(keys.ctrlC)

    expect(await zen.ends()).toBe(130)
    expect(zen.text()).toContain('Continue: run the same command again.')
    expect(zen.raw().lastIndexOf('\x1b[?25h')).toBeGreaterThan(zen.raw().lastIndexOf('\x1b[?25l'))
  })

  it('has SIGTERM for a brother', { timeout: 20_000 }, async () => {
    const zen = await zenInTerminal([...here, '--yes'], { env: { FAKE: 'hang' } })
    await zen.sees('Starting the server')
    zen.kill('SIGTERM')

    expect(await zen.ends()).toBe(130)
    expect(zen.text()).toContain('Interrupted.')
  })
})

it('does not write line after line where CI is set to false', { timeout: 20_000 }, async () => {
  const zen = await zenInTerminal(here, { env: { CI: 'false' } })
  await zen.sees('Deploy "local"')
  zen.type('y')
  zen.type(keys.enter)

  expect(await zen.ends()).toBe(0)
  expect(zen.text().match(/Starting the server/g)).toHaveLength(1)
})
