import { describe, expect, test } from 'vitest'
import { engineError } from '../../../src/engine/pulumi/failure.ts'
import type { EngineFailure } from '../../../src/engine/pulumi/protocol.ts'

const now = new Date('2026-01-01T12:00:00Z')
const said = (failure: Partial<EngineFailure>, isInterrupted = false) =>
  engineError({ name: 'oak', failure: { diagnostics: [], words: '', ...failure }, isInterrupted, now })

const release = { type: 'kubernetes:helm.sh/v3:Release', name: 'server' }

describe('what the engine says when it fails', () => {
  test('is said with the resource that failed, each thing once', () => {
    const diagnostics = [
      { message: 'timed out', resource: release },
      { message: 'Helm release "oak" failed: timed out' },
      { message: 'update failed' },
    ]

    expect(said({ diagnostics, exitCode: 1 })).toMatchObject({
      code: 'RESOURCE_FAILED',
      message: 'The Helm release server of "oak" failed.',
      foreign: 'Helm release "oak" failed: timed out',
    })
  })

  test.each([
    ['CLUSTER_UNREACHABLE', 'configured Kubernetes cluster is unreachable: unable to load schema'],
    ['PLUGIN_MISSING', "no resource plugin 'pulumi-resource-kubernetes' found in the workspace"],
    ['ENGINE_FAILED', 'something nobody has seen before'],
  ])('is %s when it says: %s', (code, message) => {
    expect(said({ diagnostics: [{ message }], exitCode: 1 })).toMatchObject({ code, foreign: message })
  })

  test('is its standard error when it did not even start', () => {
    expect(said({ words: 'error: unknown flag', exitCode: 2 })).toMatchObject({
      foreign: 'error: unknown flag',
    })
  })

  test('is nothing when it was killed', () => {
    expect(said({ words: 'It was ended by SIGKILL.' })).toMatchObject({ code: 'ENGINE_DIED' })
  })

  test('does not matter when somebody pressed Ctrl-C', () => {
    expect(said({ diagnostics: [{ message: 'update canceled' }] }, true)).toMatchObject({ exit: 130 })
  })

  test('names who has a lock', () => {
    const words =
      'error: the stack is currently locked by 1 lock(s). Either wait …\n  s3://b/x.json: created by ada@babbage (pid 12) at 2026-01-01T10:00:00Z'

    expect(said({ words, exitCode: 1 })).toMatchObject({
      code: 'DEPLOYMENT_LOCKED',
      exit: 5,
      message: expect.stringContaining(
        'ada on babbage, process 12, since 2026-01-01T10:00:00Z (2 hours ago)',
      ),
    })
  })

  test('is said in a sentence of its provider where that knows the reason, with what to do next', () => {
    const explain = (message: string) =>
      message.includes('VpcLimit')
        ? { message: 'There are too many VPCs.', fix: ['Take one that is there.'] }
        : undefined
    const run = (type: string) => {
      const diagnostics = [{ message: 'api error VpcLimitExceeded', resource: { type, name: 'vpc' } }]
      const failure = { diagnostics, words: '', exitCode: 1 }
      return engineError({ name: 'oak', failure, isInterrupted: false, now, explain })
    }

    expect(run('aws:ec2/vpc:Vpc')).toMatchObject({
      ...{ code: 'CLOUD_REFUSED', exit: 1 },
      message: expect.stringMatching(/^The .*vpc vpc of "oak" failed\. There are too many VPCs\.$/i),
      fix: ['Take one that is there.', expect.stringContaining('run the same command again')],
      foreign: 'api error VpcLimitExceeded',
    })
    expect(run('kubernetes:core/v1:Service').code).toBe('RESOURCE_FAILED')
  })

  test('is without what providers advertise', () => {
    const message = 'No login.\nNEW: You can use Pulumi ESC to set up dynamic credentials.'

    expect(said({ diagnostics: [{ message }], exitCode: 1 }).foreign).toBe('No login.')
  })
})
