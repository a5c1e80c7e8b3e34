/** What people read at the end of a command. What programs read is held to schemas elsewhere. */
import { describe, expect, it } from 'vitest'
import type { Deployed, Previewed } from '../../src/actions/deploy.ts'
import type { Deployment, ResourceChange } from '../../src/engine/engine.ts'
import { columns } from '../../src/words/columns.ts'
import { deployedText } from '../../src/words/deployed.ts'
import { destroyedText } from '../../src/words/destroyed.ts'
import { equivalentCommand, type Said } from '../../src/words/equivalent-command.ts'
import { listText } from '../../src/words/shown.ts'
import type { Option, Provider, Spec } from '../../stacks/contract.ts'

const spec: Spec = { name: 'team', provider: 'local', options: {} }
const made: readonly ResourceChange[] = [{ type: 'Server', name: 'team', action: 'create' }]
const same: readonly ResourceChange[] = [{ type: 'Server', name: 'team', action: 'same' }]

describe('after zen deploy', () => {
  const outputs = {
    url: 'http://h:1',
    username: 'default',
    password: 'p',
    database: { type: 'sqlite' },
  } as const
  const deployed: Deployed = {
    ...{ kind: 'deployed', spec, version: '0.98.0', createdAt: '', updatedAt: '', durationSeconds: 2.5 },
    up: { outputs, resources: made },
    client: { connected: true, configFile: '/c/config.yaml' },
  }

  it('a person knows address, login, and how to get rid of it', () => {
    expect(deployedText(deployed).split('\n')).toEqual([
      '"team" is running (2.5 s).',
      '  Dashboard  http://h:1',
      '  Login      default, password: zen show team --reveal',
      '  Client     connected (/c/config.yaml)',
      '  Remove     zen destroy team',
    ])
  })

  it('minutes are spoken of where there are any', () => {
    const head = (durationSeconds: number) => deployedText({ ...deployed, durationSeconds }).split('\n')[0]

    expect(head(119.9)).toBe('"team" is running (119.9 s).')
    expect(head(725.4)).toBe('"team" is running (12 min 5 s).')
  })

  it('where state lives is part of every command, quoted for a shell', () => {
    const text = deployedText({ ...deployed, typedState: { backend: 'file:///my state' } })

    expect(text).toContain("zen destroy team --backend 'file:///my state'")
    expect(text).toContain("zen show team --reveal --backend 'file:///my state'")
  })

  it('a server that nothing leads to has no address to show', () => {
    const inside = { ...outputs, url: 'http://127.0.0.1:1', unexposed: true } as const
    const text = deployedText({ ...deployed, up: { outputs: inside, resources: made } })

    expect(text).toContain('  Dashboard  inside its cluster only: zen connect team\n')
    expect(text).not.toContain(inside.url)
  })

  it('an empty password is called none, and nothing done is said so', () => {
    const text = deployedText({
      ...deployed,
      up: { outputs: { ...outputs, password: '' }, resources: same },
      client: { connected: false },
    })

    expect(text).toContain('"team" was running already; nothing was changed.')
    expect(text).toContain('default, no password')
    expect(text).toContain('not connected: zen connect team')
  })
})

describe('after a preview', () => {
  const estimate = { minutes: 15, monthlyUsd: 120, asOf: '2026-01-01' }
  const previewed: Previewed = {
    ...{ kind: 'previewed', spec },
    preview: { resources: made, where: 'this computer', estimate },
  }

  it('a person knows what, where, how long and how dear', () => {
    expect(deployedText(previewed).split('\n')).toEqual([
      ...['On this computer:', '  + Server team'],
      'Takes about 15 min and costs about $120 a month (prices of 2026-01-01).',
      'Nothing was changed.',
    ])
  })

  it('a minute that is none is not counted', () => {
    const quick = { ...previewed.preview, estimate: { ...estimate, minutes: 0.5, monthlyUsd: 0 } }

    expect(deployedText({ ...previewed, preview: quick })).toContain(
      'Takes less than a minute and costs nothing.',
    )
    expect(deployedText({ ...previewed, preview: { ...quick, resources: same } })).toBe(
      '"team" is deployed already and nothing would change.\nNothing was changed.',
    )
  })
})

describe('after zen destroy', () => {
  const client = { restored: false, configFile: '' }

  it('data without a known place is spoken of all the same', () => {
    const text = (action: 'kept' | 'deleted' | 'none') =>
      destroyedText({ name: 'team', left: [], data: { action }, client })

    expect(text('deleted')).toBe('"team" is gone.\n  Data    deleted')
    expect(text('kept')).toContain('  Data    kept\n          delete it too: zen destroy team --delete-data')
    expect(text('none')).toBe('"team" is gone.')
  })

  it('what is left comes first, and last how to try again', () => {
    const text = destroyedText({ name: 'team', left: ['process 7'], data: { action: 'none' }, client })

    expect(text.split('\n')).toEqual([
      ...['"team" is destroyed, but this is left:', '  - process 7', '  Try again: zen destroy team'],
    ])
  })
})

describe('zen list', () => {
  const updatedAt = '2026-01-02T03:04:05.678Z'
  const deployments: readonly Deployment[] = [
    {
      ...{ name: 'team', provider: 'moon', status: 'running', spec, createdAt: updatedAt, updatedAt },
      outputs: {
        ...{ url: 'https://203-0-113-10.sslip.io', username: 'default', password: 'p' },
        database: { type: 'mysql' },
      },
    },
    { name: 'late', provider: 'moon', status: 'incomplete', spec, createdAt: updatedAt, updatedAt },
  ]

  it('is a table where it fits', () => {
    const table = listText(deployments, 90)

    expect(table.split('\n').map((line) => line.split(/ {2,}/))).toEqual([
      ['NAME', 'PROVIDER', 'STATUS', 'URL', 'UPDATED'],
      ['team', 'moon', 'running', 'https://203-0-113-10.sslip.io', updatedAt],
      ['late', 'moon', 'incomplete', '-', updatedAt],
    ])
    expect(listText(deployments)).toBe(table)
  })

  it('fits into a narrow terminal', () => {
    expect(listText(deployments, 40).split('\n')).toEqual([
      ...['team', '  running on moon', '  https://203-0-113-10.sslip.io', `  ${updatedAt}`],
      ...['late', '  incomplete on moon', '  -', `  ${updatedAt}`],
    ])
  })
})

describe('the command that does the same without questions', () => {
  const text = { type: 'text', summary: 'text', placeholder: 'TEXT' } as const
  const options: readonly Option[] = [
    { ...text, flag: 'port', type: 'number', default: 1 },
    { ...text, flag: 'zone', type: 'list' },
    { flag: 'tls', type: 'boolean', summary: 'tls', default: true },
    { ...text, flag: 'image', default: ({ clientVersion }) => `server:${clientVersion}` },
    { ...text, flag: 'password', secret: true },
  ]
  const provider: Provider = {
    ...{ id: 'moon', label: 'Moon', summary: 'far away', defaultName: 'moon', engine: 'local', options },
    readme: { creates: '', costs: '', needs: '' },
  }
  const command = (name: string, values: Spec['options'], said: Partial<Said> = {}) =>
    equivalentCommand(
      provider,
      { name, provider: 'moon', options: values },
      { facts: { clientVersion: '1' }, ...said },
    )

  it('leaves out what is usual', () => {
    expect(command('moon', { port: 1, tls: true, image: 'server:1' })).toBe(
      'zen deploy --provider moon --yes',
    )
  })

  it('can be pasted into a shell, and holds no secret', () => {
    expect(command('team', { port: 2, zone: ['a b', "c'd"], tls: false, password: 'hunter2' })).toBe(
      `zen deploy --provider moon --name team --port 2 --zone 'a b' --zone 'c'\\''d' --no-tls --yes`,
    )
  })

  it('leaves out what the deployment was given earlier, and says what is other now, be it usual', () => {
    const stored = { port: 2, zone: ['a', 'b'], image: 'mine', tls: false }

    expect(command('moon', { ...stored, port: 1 }, { stored })).toBe(
      'zen deploy --provider moon --port 1 --yes',
    )
    expect(command('moon', { port: 2, image: 'mine', tls: true }, { stored })).toBe(
      "zen deploy --provider moon --zone '' --tls --yes",
    )
  })

  it('names the files that hold secrets', () => {
    expect(command('moon', {}, { files: { 'password-file': '/a b' } })).toBe(
      "zen deploy --provider moon --password-file '/a b' --yes",
    )
  })
})

it('columns are as wide as their widest cell', () => {
  expect(
    columns([
      ['A', 'B'],
      ['long', 'x'],
      ['', 'last  '],
    ]),
  ).toBe('A     B\nlong  x\n      last')
  expect(columns([])).toBe('')
})
