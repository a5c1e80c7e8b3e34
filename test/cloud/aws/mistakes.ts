import type { Mistakes } from '../mistake.ts'
import { administrator } from './administrator.ts'
import { aws } from './aws.ts'
import * as kinds from './kinds.ts'

const identity = (more: object) => ({ identities: [{ ...administrator, ...more }] })

const password = 'The parameter MasterUserPassword is not a valid password'

export const mistakes: Mistakes = {
  ...{ provider: 'aws', definition: aws, account: administrator.account },
  usual: {
    'no login at all': {
      env: { AWS_ACCESS_KEY_ID: '', AWS_SECRET_ACCESS_KEY: '' },
      ...{ cause: ['There is no login for AWS'], fix: ['aws configure', 'AWS_PROFILE'] },
    },
    'a wrong secret': {
      env: { AWS_SECRET_ACCESS_KEY: 'mistyped' },
      ...{ cause: ['AWS does not accept these credentials'], fix: ['aws sts get-caller-identity'] },
    },
    'a session that has ended': {
      settings: identity({ expired: true }),
      ...{ cause: ['expired'], fix: ['Log in again, with: aws sso login'] },
    },
    'a region that is none': {
      flags: ['--region', 'eu-nowhere-1'],
      ...{ cause: ['eu-nowhere-1 is not enabled', 'there is none of that name'], fix: ['--region'] },
    },
    'a quota that is used up': {
      settings: { quotas: { 'L-F678F1CE': 0 } },
      ...{
        cause: ['VPCs: 1 needed', 'L-F678F1CE'],
        fix: ['console.aws.amazon.com/servicequotas', '--vpc-id'],
      },
    },
    'a permission that is missing': {
      settings: identity({ denied: ['ec2:CreateVpc', 'eks:CreateCluster'] }),
      ...{ cause: ['ec2:CreateVpc', 'eks:CreateCluster'], fix: ['policy in docs/aws.md'] },
    },
    'sizes that there are none of': {
      flags: ['--node-type', 'x9z.huge', '--database-class', 'db.z9.large'],
      ...{ cause: ['x9z.huge', 'db.z9.large'], fix: ['--node-type', '--database-class'] },
    },
    'addresses that another network has': {
      flags: ['--vpc-cidr', '10.8.0.0/16'],
      there: (account) => {
        account.make('eu-west-1', kinds.vpc, { cidrBlock: '10.8.16.0/20', tags: { Name: 'office' } })
        account.make('eu-west-1', kinds.vpc, { cidrBlock: '10.42.0.0/16' })
      },
      ...{ cause: ['10.8.0.0/16', '(office) has 10.8.16.0/20'], fix: ['--vpc-cidr 10.43.0.0/16'] },
    },
    'a password of the database that its rule does not take': {
      fault: {
        ...{ type: kinds.databaseInstance, verb: 'create', effect: 'fail', code: 'InvalidParameterValue' },
        text: `${password}. Only printable ASCII characters besides '/', '@', '"', ' ' may be used.`,
      },
      ...{
        exit: 1,
        cause: ['AWS does not take the password', password],
        fix: ['zen destroy team', '--database'],
      },
    },
  },
  more: {
    'a profile that is not there': {
      env: { AWS_PROFILE: 'work', AWS_ACCESS_KEY_ID: '' },
      ...{ cause: ['There is no profile'], fix: ['aws configure list-profiles'] },
    },
    'a region that nobody enabled': {
      flags: ['--region', 'eu-south-1'],
      ...{ cause: ['eu-south-1 is not enabled'], fix: ['Enable it', '--region'] },
    },
  },
}
