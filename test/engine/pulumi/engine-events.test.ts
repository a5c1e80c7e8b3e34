import { describe, expect, test } from 'vitest'
import type { EngineEvent } from '../../../src/engine/engine.ts'
import { eventTranslator } from '../../../src/engine/pulumi/worker/engine-events.ts'
import { secretHider } from '../../../src/engine/pulumi/worker/secret-hider.ts'

const claim = 'kubernetes:core/v1:PersistentVolumeClaim'

function translator() {
  const told: EngineEvent[] = []
  const { learn, hide } = secretHider()
  const partOf = (type: string) => (type.startsWith('aws:') ? ('cluster' as const) : undefined)
  const events = eventTranslator((event) => told.push(event), { hide, partOf })
  let sequence = 0
  const stamp = () => ({ sequence: sequence++, timestamp: 0 })
  /** In a cluster the thing is called `own-NAME`. */
  const metadata = (op: string, type: string, name: string) => ({
    ...{ op: op as 'create', urn: `urn:pulumi:oak::zenml::${type}::${name}`, type, provider: '' },
    new: {
      type,
      urn: '',
      custom: true,
      id: '',
      parent: '',
      inputs: inputsOf(type, name),
      outputs: {},
      provider: '',
    },
  })
  return {
    told: () => told.map(({ kind, text }) => `${kind}: ${text}`),
    learn,
    begin: (op: string, type: string, name: string) =>
      events.hear({ ...stamp(), resourcePreEvent: { metadata: metadata(op, type, name) } }),
    end: (op: string, type: string, name: string) =>
      events.hear({ ...stamp(), resOutputsEvent: { metadata: metadata(op, type, name) } }),
    fail: (op: string, type: string, name: string) =>
      events.hear({
        ...stamp(),
        resOpFailedEvent: { metadata: metadata(op, type, name), status: 1, steps: 1 },
      }),
    last: () => told.at(-1),
    say: (severity: 'error' | 'warning' | 'info', message: string, urn?: string) =>
      events.hear({
        ...stamp(),
        diagnosticEvent: { severity, message, color: 'never', ...(urn === undefined ? {} : { urn }) },
      }),
    events,
  }
}

function inputsOf(type: string, name: string) {
  if (type === claim) return { metadata: { name: `own-${name}` } }
  return type.endsWith(':Release') ? { name: `own-${name}` } : {}
}

describe('events of the engine', () => {
  test('say what begins, what ends and what comes to nothing', () => {
    const { begin, end, fail, told } = translator()

    begin('create', claim, 'data')
    begin('update', 'kubernetes:helm.sh/v3:Release', 'server')
    end('create', claim, 'data')
    begin('same', 'kubernetes:core/v1:Namespace', 'namespace')
    end('same', 'kubernetes:core/v1:Namespace', 'namespace')
    fail('update', 'kubernetes:helm.sh/v3:Release', 'server')

    expect(told()).toEqual([
      'begin: Creating the persistent volume claim own-data',
      'begin: Updating the Helm release own-server',
      'end: Creating the persistent volume claim own-data',
      'fail: Updating the Helm release own-server',
    ])
  })

  test('name the part that a resource belongs to, where there are parts', () => {
    const { begin, last, events } = translator()
    const resource = {
      ...{ type: 'aws:eks/cluster:Cluster', name: 'cluster', label: 'EKS cluster cluster' },
      part: 'cluster',
    }

    begin('create', resource.type, resource.name)

    expect(last()).toEqual({ kind: 'begin', resource, text: 'Creating the EKS cluster cluster' })
    expect(events.changes()).toEqual([{ ...resource, action: 'create' }])
  })

  test('count every resource once, and none of zen’s and the engine’s own', () => {
    const { begin, events } = translator()

    begin('create', 'pulumi:index:Stash', 'spec')
    begin('create', 'pulumi:providers:kubernetes', 'cluster')
    for (const op of ['create-replacement', 'replace', 'delete-replaced']) begin(op, claim, 'data')
    begin('same', 'kubernetes:core/v1:Namespace', 'namespace')

    expect(events.changes()).toEqual([
      { type: claim, name: 'data', action: 'replace', label: 'persistent volume claim own-data' },
      {
        ...{ type: 'kubernetes:core/v1:Namespace', name: 'namespace', action: 'same' },
        label: 'namespace namespace',
      },
    ])
  })

  test('are plain words without secrets, and only what went wrong', () => {
    const { say, told, learn, events } = translator()
    learn({ password: 'open-sesame', list: ['under the mat'] })
    const urn = `urn:pulumi:oak::zenml::a:b:Parent$${claim}::data`

    say('info', 'open-sesame')
    say('warning', 'deprecated: open-sesame', urn)
    say('error', '<{%fg 1%}>wrong<{%reset%}>: open-sesame, b3Blbi1zZXNhbWU=, under%20the%20mat\n', urn)
    say(
      'error',
      'Unhandled exception: TypeError: no\n    at program (file.ts:1:2)\n    at other (file.ts:3:4)',
    )

    // What Helm says besides is known, or said better by zen.
    say('warning', 'Helm uninstall returned information: kept', urn)
    say('warning', 'Helm release "zen-oak" was created but has a failed status. Use the `helm` command', urn)

    expect(told()).toEqual(['warning: persistent volume claim data: deprecated: [secret]'])
    expect(events.diagnostics()).toEqual([
      { message: 'wrong: [secret], [secret], [secret]', resource: { type: claim, name: 'data' } },
      { message: 'no' },
    ])
  })
})
