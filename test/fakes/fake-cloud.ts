/** An engine that deploys to a cloud: the fake one, with a plan in parts, and news of every resource. Rules: `README.md`. */
import { setTimeout as delay } from 'node:timers/promises'
import type { Engine, EngineListener, Resource, ResourceChange } from '../../src/engine/engine.ts'
import { interrupted } from '../../src/errors/deployment.ts'
import { ZenError } from '../../src/errors/zen-error.ts'
import type { DeploymentPart, Provider } from '../../stacks/contract.ts'

export interface FakeCloudOptions {
  /** What one step of the work takes. @default 0 */
  readonly stepMs?: number
  /** Name of the resource that the cloud refuses. */
  readonly refuses?: string
}

const thing = (part: DeploymentPart, type: string, name: string, label: string): Resource => ({
  ...{ part, type, name, label },
})

/** Side by side, and one line after the other. */
const work: readonly (readonly Resource[])[] = [
  [
    thing('network', 'aws:ec2/vpc:Vpc', 'vpc', 'EC2 VPC zen-team'),
    thing('server', 'aws:ec2/eip:Eip', 'address', 'EC2 EIP address'),
  ],
  [
    thing('network', 'aws:ec2/subnet:Subnet', 'private-a', 'EC2 subnet private-a'),
    thing('network', 'aws:ec2/natGateway:NatGateway', 'nat', 'EC2 NAT gateway nat'),
  ],
  [
    thing('cluster', 'aws:eks/cluster:Cluster', 'cluster', 'EKS cluster zen-team'),
    thing('database', 'aws:rds/instance:Instance', 'database', 'RDS instance zen-team'),
  ],
  [thing('cluster', 'aws:eks/nodeGroup:NodeGroup', 'nodes', 'EKS node group nodes')],
  [thing('server', 'kubernetes:helm.sh/v3:Release', 'server', 'Helm release zen-team')],
]

export function fakeCloud(engine: Engine, provider: Provider, options: FakeCloudOptions = {}): Engine {
  return {
    ...engine,
    preview: async (target, signal) => {
      const { resources } = await engine.preview(target, signal)
      const where = `${provider.label} account 111111111111 in ${target.spec.options['region']}`
      const estimate = provider.program?.estimate(target.spec)
      if (!estimate) throw new Error('A cloud has a program.')
      return { resources: inParts(resources), where, estimate }
    },
    up: async (target, listener, signal) => {
      const { resources } = await engine.preview(target, signal)
      if (resources.some(({ action }) => action === 'create')) await build(options, listener, signal)
      const done = await engine.up(target, listener, signal)
      return { ...done, resources: inParts(done.resources) }
    },
  }
}

/** All of a cloud has the fate of the fake server. */
function inParts(resources: readonly ResourceChange[]): readonly ResourceChange[] {
  const [{ action } = { action: 'same' as const }] = resources
  return work.flat().map((resource) => ({ ...resource, action }))
}

async function build(
  { stepMs = 0, refuses }: FakeCloudOptions,
  listener: EngineListener,
  signal: AbortSignal,
): Promise<void> {
  for (const line of work) {
    for (const resource of line) listener({ kind: 'begin', resource, text: `Creating the ${resource.label}` })
    await delay(stepMs, undefined, { signal }).catch(() => {
      throw interrupted(['Continue: run the same command again.'])
    })
    for (const resource of line) {
      const isRefused = resource.name === refuses
      listener({ kind: isRefused ? 'fail' : 'end', resource, text: `Creating the ${resource.label}` })
      if (isRefused) throw refusal(resource)
    }
    if (line.some(({ name }) => name === 'nat'))
      listener({ kind: 'warning', text: 'EC2 NAT gateway nat: the address is new here' })
  }
}

function refusal({ label }: Resource): ZenError {
  return new ZenError({
    ...{ code: 'RESOURCE_FAILED', message: `The ${label} could not be made.` },
    fix: ['Continue: run the same command again.'],
    foreign: 'InsufficientCapacity: <b>no room</b> & no time',
  })
}
