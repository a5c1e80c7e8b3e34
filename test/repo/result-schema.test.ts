import { execFile } from 'node:child_process'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import type { Deployed, Previewed } from '../../src/actions/deploy.ts'
import type { Destroyed } from '../../src/actions/destroy.ts'
import type { Shown } from '../../src/actions/show.ts'
import type { Upgraded } from '../../src/actions/upgrade.ts'
import type { Deployment } from '../../src/engine/engine.ts'
import { connectedJson, disconnectedJson, openedJson } from '../../src/words/connection.ts'
import { deployedJson } from '../../src/words/deployed.ts'
import { destroyedJson, stoppedJson } from '../../src/words/destroyed.ts'
import { exportedJson } from '../../src/words/exported.ts'
import { listJson, showJson } from '../../src/words/shown.ts'
import { upgradedJson } from '../../src/words/upgraded.ts'
import { temporaryDirectory } from '../temporary-directory.ts'
import { readManifest } from './manifest.ts'
import { problemsOfResult, resultNames } from './result-schema.ts'
import { root } from './source-file.ts'

const time = '2026-01-02T03:04:05.678Z'
const spec = { name: 'team', provider: 'docker', options: { port: 8080 } }
const outputs = {
  url: 'http://127.0.0.1:8080',
  username: 'admin',
  password: 'hunter2',
  database: { type: 'sqlite' },
} as const
const deployment: Deployment = {
  name: 'team',
  provider: 'docker',
  status: 'running',
  spec,
  createdAt: time,
  updatedAt: time,
  outputs,
}
const resources = [{ type: 'Docker container', name: 'zen-team', action: 'create' }] as const
const deployed: Deployed = {
  kind: 'deployed',
  spec,
  up: { outputs, resources },
  version: '0.98.0',
  client: { connected: true, configFile: '/home/me/.config/zenml/config.yaml' },
  createdAt: time,
  updatedAt: time,
  durationSeconds: 12.3,
}
const works = [
  {
    resource: { type: 'aws:ec2/vpc:Vpc', name: 'vpc', part: 'network' },
    ...{ text: 'Creating the VPC', startedAt: 0, endedAt: 12_340 },
  },
] as const
const unexposed: Deployed = {
  ...deployed,
  up: { outputs: { ...outputs, unexposed: true }, resources },
  client: { connected: false },
  typedState: { backend: 's3://team-state' },
}
const previewed: Previewed = {
  kind: 'previewed',
  spec,
  preview: { resources, where: 'Docker', estimate: { minutes: 2, monthlyUsd: 0, asOf: '2026-01-02' } },
}
const inParts: Previewed = {
  kind: 'previewed',
  spec,
  preview: {
    resources: [
      { type: 'aws:ec2/vpc:Vpc', name: 'vpc', action: 'create', part: 'network' },
      { type: 'aws:rds/instance:Instance', name: 'database', action: 'same', part: 'database' },
    ],
    where: 'AWS account 111111111111 in eu-west-1',
    estimate: {
      ...{ minutes: 19, monthlyUsd: 234.5, asOf: '2026-01-02', unpriced: ['--node-type x9.large'] },
      parts: [{ part: 'network', minutes: 3, monthlyUsd: 40 }],
    },
  },
  choices: [
    {
      ...{ flag: 'preset', value: 'small', isChosen: true },
      estimate: { minutes: 19, monthlyUsd: 234.5, asOf: '2026-01-02' },
    },
  ],
}
const upgraded: Upgraded = { from: '0.93.3', to: '0.98.0', wasThere: false, result: deployed }
const destroyed: Destroyed = {
  name: 'team',
  left: [],
  data: { action: 'kept', location: 'volume zen-team-data' },
  client: { restored: true, configFile: '/home/me/config.yaml' },
}
const shown: Shown = {
  deployment,
  server: { healthy: true, version: '0.98.0' },
  client: {
    configFile: '/home/me/config.yaml',
    version: '0.98.0',
    store: { type: 'rest', url: outputs.url },
    deployment: 'team',
    warnings: [],
  },
}
const exported = {
  name: 'team',
  format: 'compose',
  files: [
    { name: 'compose.yaml', text: 'services: {}', secret: false },
    { name: '.env', text: 'SECRET=hunter2', secret: true },
  ],
} as const
const stopped = { name: 'team', wasStopped: false, dataKept: true, client: destroyed.client } as const

const connected = { name: 'team', url: outputs.url, configFile: '/config.yaml' }
const opened = { name: 'team', url: outputs.url, username: 'admin' }
const stay = async () => true

/** As it would be on stdout. */
const printed = (value: unknown): unknown => JSON.parse(JSON.stringify(value))

describe('what the words of a command say', () => {
  test.each<[string, string, unknown]>([
    ['deploy', 'a deployment', deployedJson(deployed, 'deploy')],
    ['deploy', 'one without a client', deployedJson({ ...deployed, client: { connected: false } }, 'deploy')],
    ['deploy', 'one that nothing leads to', deployedJson(unexposed, 'deploy')],
    ['up', 'a deployment', deployedJson(deployed, 'up')],
    ['deploy', 'what took longest', deployedJson({ ...deployed, works, report: '/r.html' }, 'deploy')],
    ['preview', 'a plan', deployedJson(previewed, 'deploy')],
    ['preview', 'a plan in parts', deployedJson(inParts, 'deploy')],
    ['preview', 'an upgrade', upgradedJson({ ...upgraded, result: previewed })],
    ['upgrade', 'a newer version', upgradedJson(upgraded)],
    ['upgrade', 'one from who knows what', upgradedJson({ ...upgraded, from: undefined })],
    ['list', 'a deployment', listJson([deployment])],
    ['list', 'one without an address', listJson([withoutOutputs(deployment)])],
    ['list', 'nothing', listJson([])],
    ['show', 'a deployment', showJson(shown, { reveal: false })],
    ['show', 'the password', showJson(shown, { reveal: true })],
    [
      'show',
      'one that does not answer',
      showJson(
        { ...shown, deployment: withoutOutputs(deployment), server: { healthy: false } },
        { reveal: true },
      ),
    ],
    [
      'show',
      'nothing',
      showJson(
        {
          deployment: undefined,
          server: { healthy: false },
          client: { configFile: '/config.yaml', warnings: [] },
        },
        { reveal: false },
      ),
    ],
    ['destroy', 'kept data', destroyedJson(destroyed)],
    [
      'destroy',
      'leftovers',
      destroyedJson({ ...destroyed, left: ['Docker volume x'], data: { action: 'none' } }),
    ],
    ['down', 'a stopped server', stoppedJson(stopped)],
    ['down', 'one that was stopped before', stoppedJson({ ...stopped, wasStopped: true })],
    ['connect', 'a connection', connectedJson(connected)],
    ['connect', 'a forwarded port', connectedJson({ ...connected, stay })],
    ['open', 'an address', openedJson(opened)],
    ['open', 'a forwarded port', openedJson({ ...opened, stay })],
    ['disconnect', 'an end', disconnectedJson({ name: 'team', restored: true, configFile: '/config.yaml' })],
    [
      'disconnect',
      'nothing to do',
      disconnectedJson({ name: undefined, restored: false, configFile: '/config.yaml' }),
    ],
  ])('%s: %s', (name, _what, value) => {
    expect(problemsOfResult(printed(value), name)).toEqual([])
    expect(problemsOfResult(printed(value))).toEqual([])
  })

  test('the password is there only when somebody asked for it', () => {
    const all = [
      deployedJson(deployed, 'deploy'),
      listJson([deployment]),
      showJson(shown, { reveal: false }),
      exportedJson({ ...exported, directory: undefined }),
    ]

    expect(JSON.stringify(all)).not.toContain(outputs.password)
    expect(JSON.stringify(showJson(shown, { reveal: true }))).toContain(outputs.password)
  })
})

function withoutOutputs({ outputs: _outputs, ...rest }: Deployment): Deployment {
  return { ...rest, status: 'incomplete' }
}

/** What the built zen prints on stdout, as the one JSON value that it must be. */
async function zen(...words: readonly string[]): Promise<unknown> {
  const directory = await temporaryDirectory()
  const env = { PATH: process.env['PATH'], HOME: directory, ZEN_HOME: join(directory, 'zen') }
  const output = await new Promise<string>((done) => {
    const args = [join(root, 'bin/run.js'), ...words, '--json']
    execFile(process.execPath, args, { env, cwd: directory }, (_error, stdout) => done(stdout))
  })
  return JSON.parse(output)
}

describe('what the built zen prints', () => {
  test.each([
    ['list', 'list'],
    ['show', 'show'],
    ['doctor', 'doctor'],
    ['disconnect', 'disconnect'],
    ['completion fish', 'completion'],
    ['export --format compose', 'export'],
    ['down', 'error'],
    ['connect nobody', 'error'],
    ['logs nobody', 'error'],
    ['open', 'error'],
    ['destroy --yes', 'error'],
    ['upgrade --server-version 1.0.0', 'error'],
    ['deploy --prot 80 --provider mars', 'error'],
    ['depoly', 'error'],
  ])('zen %s', async (words, name) => {
    expect(problemsOfResult(await zen(...words.split(' ')), name)).toEqual([])
  })
})

describe('the schema of results', () => {
  test('has a definition for every command, and for no other', () => {
    expect([...resultNames].sort()).toEqual(
      [...readManifest().map(({ id }) => id), 'error', 'preview'].sort(),
    )
  })

  test('refuses a key that nobody promised, wherever it is', () => {
    const promised = deployedJson(deployed, 'deploy')
    const server = { ...outputs, version: '0.98.0' }

    expect(problemsOfResult(printed({ ...promised, more: 1 }), 'deploy')).not.toEqual([])
    expect(problemsOfResult(printed({ ...promised, server }), 'deploy')).not.toEqual([])
    expect(problemsOfResult(printed({ ...promised, server: undefined }), 'deploy')).not.toEqual([])
  })
})
