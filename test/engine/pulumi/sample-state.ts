/** A state file as Pulumi 3.259.0 writes it, of a deployment that was made by a program with two resources. */
import { urnOf } from '../../../src/engine/pulumi/stack-names.ts'

export interface SampleOptions {
  readonly name?: string
  readonly part?: string
  /** What was wanted when a run last came to its end. @default what is wanted */
  readonly deployed?: object | null
  readonly pending?: readonly object[]
  readonly initErrors?: readonly string[]
  readonly wantedPart?: string
  /** When its release was last changed. */
  readonly changed?: string
  /** When what the last run found out was last written down: the login of its cluster, its spec. */
  readonly lookedUp?: string
  /** Something long that is in a resource. */
  readonly note?: string
}

/** The salt, and a secret that is `"open-sesame"`, of the passphrase `geheim`. Made by the real engine. */
export const sealed = {
  salt: 'v1:FL8254ILU7w=:v1:UZvRLY7oMN6ml5wr:iCZRIissy24ZL50E3+3+Bhl5OyiDCw==',
  secret: {
    '4dabf18193072939515e22adb298388d': '1b47061264138c4ac30d75fd1eb44270',
    ciphertext: 'v1:w7c6AFo0NzSA2bOU:IbPN7Oxrg0oxuVwMBGAuPmG+zSwQnl6t3srk7MIw27ln',
  },
  passphrase: 'geheim',
  /** What the secret is. */
  plain: { password: 'p1' },
}

export const sampleSpec = { name: 'oak', provider: 'kubernetes', options: { replicas: 2 } }

export function sampleState(options: SampleOptions = {}): string {
  const {
    name = 'oak',
    part = 'everything',
    wantedPart = part,
    deployed = sampleSpec,
    pending,
    initErrors,
    changed = '2026-01-03T00:00:00Z',
    lookedUp = '2026-01-02T00:00:00.123456789Z',
    note = '',
  } = options
  const stash = (stashName: string, input: unknown, modified = lookedUp) => ({
    ...{
      urn: urnOf(name, 'pulumi:index:Stash', stashName),
      custom: true,
      id: 'a',
      type: 'pulumi:index:Stash',
    },
    ...{ inputs: { input }, outputs: { input, output: input }, created: '2026-01-01T00:00:00Z', modified },
    dependencies: [urnOf(name, 'pulumi:index:Stash', 'spec')],
  })
  const release = 'kubernetes:helm.sh/v3:Release'
  const outputs = {
    ...{ url: 'https://oak.example.com', username: 'default', password: sealed.secret },
    ...{ database: { type: 'mysql' }, version: '0.98.0', part },
  }
  const resources = [
    {
      urn: urnOf(name, 'pulumi:pulumi:Stack', `zenml-${name}`),
      custom: false,
      type: 'pulumi:pulumi:Stack',
      outputs,
    },
    stash('spec', sampleSpec),
    stash('part', wantedPart),
    stash('given-secrets', sealed.secret),
    {
      ...{ urn: urnOf(name, 'pulumi:providers:kubernetes', 'cluster'), custom: true, id: 'b' },
      ...{ type: 'pulumi:providers:kubernetes', inputs: { kubeconfig: sealed.secret }, modified: lookedUp },
    },
    {
      ...{
        urn: urnOf(name, release, 'server'),
        custom: true,
        id: 'zen/oak',
        type: release,
        inputs: { note: `} "{${note}` },
      },
      ...{ modified: changed, ...(initErrors ? { initErrors } : {}) },
    },
    ...(deployed ? [stash('deployed-spec', deployed)] : []),
  ]
  const latest = {
    manifest: { time: '2026-01-03T00:00:00Z', version: 'v3.259.0' },
    secrets_providers: { type: 'passphrase', state: { salt: sealed.salt } },
    ...{ resources, ...(pending ? { pending_operations: pending } : {}), metadata: {} },
  }
  return JSON.stringify({ version: 3, checkpoint: { stack: `organization/zenml/${name}`, latest } })
}
