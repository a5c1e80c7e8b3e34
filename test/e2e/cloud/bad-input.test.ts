/** What can be known to be wrong before anything is made, by the whole zen: cause, fix, and an empty account. */
import { expect, test } from 'vitest'
import { administrator, environmentOf } from '../../cloud/aws/administrator.ts'
import { simulatedCloud } from '../../cloud/cloud.ts'
import type { Settings } from '../../cloud/frame/view.ts'
import { zen } from '../zen-command.ts'
import { cloudComputer, deployWords } from './cloud-computer.ts'

interface Wrong {
  readonly region?: string
  readonly flags?: readonly string[]
  readonly env?: Readonly<Record<string, string>>
  readonly settings?: Partial<Settings>
}

async function refusal({ region = 'eu-west-1', flags = [], env = {}, settings = {} }: Wrong) {
  const cloud = await simulatedCloud(settings)
  const here = await cloudComputer(cloud, {
    ...{ packages: ['aws'], env: { ...environmentOf(administrator), ...env } },
  })
  const run = await zen(here, deployWords('aws', 'team', '--region', region, ...flags))
  expect(cloud.account().objects()).toEqual([])
  const list = await zen(here, ['list', '--json'])
  expect(JSON.parse(list.stdout)).toMatchObject({ deployments: [] })
  return { exit: run.exit, ...JSON.parse(run.stdout) }
}

const identity = (more: object) => ({ identities: [{ ...administrator, ...more }] })

test.each<[string, Wrong, number, ...string[]]>([
  ['no login at all', { env: { AWS_ACCESS_KEY_ID: '', AWS_SECRET_ACCESS_KEY: '' } }, 4, 'There is no login'],
  ['a wrong secret', { env: { AWS_SECRET_ACCESS_KEY: 'mistyped' } }, 4, 'does not accept these credentials'],
  ['a session that has ended', { settings: identity({ expired: true }) }, 4, 'expired'],
  [
    'a profile that is not there',
    { env: { AWS_PROFILE: 'work', AWS_ACCESS_KEY_ID: '' } },
    4,
    'There is no profile',
  ],
  ['a region that nobody enabled', { region: 'eu-south-1' }, 4, 'eu-south-1'],
  ['a region that is none', { region: 'eu-nowhere-1' }, 4, 'eu-nowhere-1'],
  ['a quota that is used up', { settings: { quotas: { 'L-F678F1CE': 0 } } }, 4, 'VPC'],
  [
    'a permission that is missing',
    { settings: identity({ denied: ['ec2:CreateVpc', 'eks:CreateCluster'] }) },
    4,
    'ec2:CreateVpc',
  ],
  [
    'sizes that there are none of',
    { flags: ['--node-type', 'x9z.huge', '--database-class', 'db.z9.large'] },
    4,
    'x9z.huge',
    'db.z9.large',
  ],
  ['a range that is none', { flags: ['--vpc-cidr', '10.0.0.0/99'] }, 2, '--vpc-cidr'],
])('%s', async (_what, wrong, exit, ...words) => {
  const answer = await refusal(wrong)

  expect(answer).toMatchObject({ exit, ok: false })
  for (const word of words) expect(JSON.stringify(answer)).toContain(word)
})
