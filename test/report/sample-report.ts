/** Reports of deployments that never were. */
import type { Work } from '../../src/deployment/timeline.ts'
import type { Resource } from '../../src/engine/engine.ts'
import type { Report } from '../../src/report/report.ts'
import { estimate } from '../../stacks/aws/spec/estimate.ts'
import { partOf } from '../../stacks/aws/spec/part-of.ts'

export const secret = 'open sesame & close'
const start = Date.UTC(2026, 0, 2, 3, 4)

/** What was made, and from which second to which. */
const made: readonly (readonly [type: string, name: string, label: string, from: number, to: number])[] = [
  ['aws:ec2/vpc:Vpc', 'vpc', 'EC2 VPC zen-team', 0, 12],
  ['aws:ec2/eip:Eip', 'address', 'EC2 EIP address', 0, 3],
  ['aws:iam/role:Role', 'role-nodes', 'IAM role zen-team-nodes', 0, 4],
  ['aws:iam/role:Role', 'role-cluster', 'IAM role zen-team-cluster', 0, 4],
  ['aws:ec2/subnet:Subnet', 'private-a', 'EC2 subnet private-a', 12, 24],
  ['aws:ec2/subnet:Subnet', 'private-b', 'EC2 subnet private-b', 12, 25],
  ['aws:ec2/natGateway:NatGateway', 'nat', 'EC2 NAT gateway nat', 25, 130],
  ['aws:eks/cluster:Cluster', 'cluster', 'EKS cluster zen-team', 25, 540],
  ['aws:rds/instance:Instance', 'database', 'RDS instance zen-team', 27, 440],
  ['aws:eks/nodeGroup:NodeGroup', 'nodes', 'EKS node group nodes', 540, 690],
  ['kubernetes:helm.sh/v3:Release', 'server', 'Helm release zen-team', 800, 905],
]
const works: readonly Work[] = made.map(([type, name, label, from, to]) => ({
  resource: { type, name, label, part: partOf(type, name) },
  text: `Creating the ${label}`,
  ...{ startedAt: start + from * 1000, endedAt: start + to * 1000 },
}))
const created = (resource: Resource) => ({ ...resource, action: 'create' as const })

const spec = (preset: string) => ({
  ...{ name: 'team', provider: 'aws' },
  options: { region: 'eu-central-1', preset, database: 'managed', expose: 'load-balancer' },
})

export const running: Report = {
  ...{ name: 'team', provider: 'AWS', where: 'AWS account 111111111111 in eu-central-1', status: 'running' },
  ...{ at: new Date(start + 920_000), durationSeconds: 920, works },
  resources: works.map(({ resource }) => created(resource)),
  estimate: estimate(spec('small')),
  choices: ['small', 'production'].map((value) => ({
    ...{ flag: 'preset', value, isChosen: value === 'small', estimate: estimate(spec(value)) },
  })),
  server: {
    ...{ url: 'https://203-0-113-10.sslip.io', username: 'admin', database: 'MySQL', version: '0.98.0' },
  },
  command: 'zen deploy --provider aws --name team --region eu-central-1 --yes',
  next: [{ what: 'Take it away', command: 'zen destroy team' }],
}

const { server: _, ...withoutServer } = running

/** The nodes could not be made; the cluster's add-on was under way. */
export const failed: Report = {
  ...withoutServer,
  status: 'failed',
  works: works.slice(0, -1).map((work) => {
    if (work.resource.name === 'nodes') return { ...work, failed: true }
    const { endedAt: __, ...open } = work
    return work.resource.name === 'database' ? open : work
  }),
  failure: {
    message: 'The EKS node group "nodes" could not be made.',
    fix: ['Ask for a higher quota.'],
    foreign: `CREATE_FAILED <script>alert("${secret}")</script> ${encodeURIComponent(secret)}`,
  },
  next: [],
}

export const planned: Report = { ...withoutServer, status: 'planned', works: [], next: [] }

/** Where nobody speaks of parts, and nothing leads to the server. */
export const inCluster: Report = {
  ...running,
  ...{ provider: 'Kubernetes', where: 'context "prod" (https://192.0.2.1:6443), namespace zen-team' },
  ...{ choices: [], estimate: { minutes: 2, monthlyUsd: 0, asOf: '2026-01-01' } },
  server: { username: 'admin', database: 'SQLite', version: '0.98.0' },
  works: works.slice(-1).map((work) => ({ ...work, resource: withoutPart(work.resource) })),
  resources: works.slice(-1).map(({ resource }) => created(withoutPart(resource))),
}

function withoutPart({ part: __, ...resource }: Resource): Resource {
  return resource
}
