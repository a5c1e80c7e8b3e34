/**
 * Program: one zen command in a process of its own, with the real terminals, signals and streams, and fake engines.
 * The first word is the command. `FAKE` names what happens: `hang` (`up` waits for the signal), `deaf` (`up` hears no
 * signal), `deployed` (there is a deployment already), `unexposed` (there is one that nothing leads to), `rebel`
 * (something throws that is no error of zen's).
 * `FAKE_STEP_MS` is what a step of the work in a cloud takes. `FAKE_PASSWORD` is the password of the server's administrator.
 */

import { fileURLToPath } from 'node:url'
import { Config } from '@oclif/core/config'
import type { ZenCommand } from '../../src/base-command.ts'
import type { Context } from '../../src/context.ts'
import type { Engine } from '../../src/engine/engine.ts'
import { thisProcess } from '../../src/world.ts'
import type { Provider } from '../../stacks/contract.ts'
import { fakeCloud } from '../fakes/fake-cloud.ts'
import { type FakeEngine, fakeEngine } from '../fakes/fake-engine.ts'
import { startFakeZenmlServer } from '../fakes/fake-zenml-server.ts'

// A killed test run leaves nothing behind, not even a command that hears no signal.
const parent = process.ppid
setInterval(() => process.ppid === parent || process.exit(1), 500).unref()

const [name = '', ...argv] = process.argv.slice(2)
const server = await startFakeZenmlServer({ password: process.env['FAKE_PASSWORD'] ?? '' })
const engine = await prepared(fakeEngine({ server, cluster: process.env['FAKE'] === 'unexposed' }))
const other = fakeEngine({ server })
const command = await load()
const world = thisProcess()
command.id = name
command.world = {
  ...world,
  makeContext: (parts): Context => ({
    ...world.makeContext(parts),
    engineOf: async (provider) => engineOf(provider),
  }),
}
await command.run()
await server.close()

function engineOf(provider: Provider): Engine {
  if (provider.id === 'local') return engine
  const stepMs = Number(process.env['FAKE_STEP_MS'] ?? 0)
  return provider.program?.inquiries ? fakeCloud(other, provider, { stepMs }) : other
}

async function prepared(fake: FakeEngine): Promise<FakeEngine> {
  const target = { spec: { name: 'local', provider: 'local', options: {} }, secrets: {} }
  switch (process.env['FAKE']) {
    case 'hang':
      fake.faults.hang = true
      return fake
    case 'deployed':
      await fake.up(target, () => undefined, new AbortController().signal)
      return fake
    case 'unexposed': {
      const inside = { ...target, spec: { ...target.spec, options: { expose: 'none' } } }
      await fake.up(inside, () => undefined, new AbortController().signal)
      return fake
    }
    case 'deaf':
      return {
        ...fake,
        up: (_target, listener) => {
          listener({ kind: 'step', text: 'Starting the server' })
          return new Promise(() => setInterval(() => undefined, 1_000))
        },
      }
    case 'rebel':
      return { ...fake, list: () => Promise.reject(new TypeError('no such thing')) }
    default:
      return fake
  }
}

async function load(): Promise<ZenCommand> {
  const config = await Config.load(fileURLToPath(new URL('../..', import.meta.url)))
  const commands: Record<
    string,
    () => Promise<{ default: new (argv: string[], config: Config) => ZenCommand }>
  > = {
    connect: () => import('../../src/commands/connect.ts'),
    deploy: () => import('../../src/commands/deploy.ts'),
    list: () => import('../../src/commands/list.ts'),
    logs: () => import('../../src/commands/logs.ts'),
    open: () => import('../../src/commands/open.ts'),
    up: () => import('../../src/commands/up.ts'),
  }
  const module = await commands[name]?.()
  if (!module) throw new Error(`This program has no command "${name}".`)
  return new module.default(argv, config)
}
