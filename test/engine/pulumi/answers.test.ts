import { expect, test } from 'vitest'
import { toCloudResources, toPreflight } from '../../../src/engine/pulumi/answers.ts'

const finding = {
  id: 'quota',
  title: 'Quotas',
  verdict: 'warn',
  message: 'Nearly full.',
  fix: ['Ask for more.'],
}
const preflight = { where: 'account 1', identity: 'ada', findings: [finding], settled: { account: '1' } }

test('what a cloud was found to say is taken as it is', () => {
  expect(toPreflight(preflight)).toEqual(preflight)
  const resources = [
    { type: 'aws:ec2/vpc:Vpc', name: 'vpc', id: 'vpc-1', words: 'VPC vpc-1' },
    { type: 'aws:rds/snapshot:Snapshot', id: 's', words: 'snapshot s', kept: true },
  ]
  expect(toCloudResources(resources)).toEqual(resources)
})

test('what nobody can make anything of is left out, or is no answer at all', () => {
  expect(toPreflight({ ...preflight, findings: [{ ...finding, verdict: 'maybe' }, 7] })?.findings).toEqual([])
  expect(toPreflight({ ...preflight, settled: undefined })).toBeUndefined()
  expect(toPreflight('fine')).toBeUndefined()
  expect(toCloudResources([{ id: 'x' }])).toEqual([])
  expect(toCloudResources({})).toBeUndefined()
})
