/** What AWS says, and what people read. The texts are those of the provider, shortened. */
import { describe, expect, it } from 'vitest'
import { isPassing } from '../../../stacks/aws/retries.ts'
import { explain } from '../../../stacks/aws/spec/explain.ts'
import { retries } from '../../../stacks/shared/retries.ts'
import { specOf } from './aws-requests.ts'

const said = [
  [
    'creating RDS DB Instance (zen-team): operation error RDS: CreateDBInstance, api error InvalidParameterValue: The parameter MasterUserPassword is not a valid password because it is longer than 41 characters.',
    'AWS does not take the password of the database, which zen makes itself.',
  ],
  [
    "pulumi:providers:aws resource 'aws' has a problem: The configured AWS credentials are invalid or have expired.\nPlease see…",
    'AWS does not accept your login in eu-west-1: it has expired, or is a wrong one.',
  ],
  [
    'The AWS profile "prod" was not found.\nConfigured profiles: dev.',
    'There is no profile "prod" for AWS on this computer.',
  ],
  [
    'Post "https://sts.eu-west-9.amazonaws.com/": dial tcp: lookup sts.eu-west-9.amazonaws.com: no such host',
    'There is no answer from AWS in the region eu-west-1.',
  ],
  [
    'No valid credential sources found. Please see https://… no EC2 IMDS role found',
    'There is no login for AWS on this computer.',
  ],
  [
    'operation error STS: GetCallerIdentity, api error ExpiredToken: The security token included in the request is expired',
    'Your login for AWS has expired.',
  ],
  [
    'failed to refresh cached SSO token, the SSO session has expired or is invalid',
    'Your login for AWS has expired.',
  ],
  [
    'api error InvalidClientTokenId: The security token included in the request is invalid.',
    'AWS does not accept these credentials.',
  ],
  [
    'AWS account ID not allowed: 210987654321',
    '"team" is in another AWS account than the one of your login, 210987654321.',
  ],
  ['invalid AWS Region: eu-west-9', 'There is no answer from AWS in the region eu-west-1.'],
  [
    'creating EC2 VPC: api error OptInRequired: You are not subscribed to this service',
    'The region eu-west-1 is not enabled in this account.',
  ],
  [
    'creating EC2 VPC: operation error EC2: CreateVpc, api error VpcLimitExceeded: The maximum number of VPCs has been reached.',
    'This account has as many VPCs in this region as it may.',
  ],
  [
    'api error AddressLimitExceeded: The maximum number of addresses has been reached.',
    'This account has as many elastic IP addresses in this region as it may.',
  ],
  [
    'VcpuLimitExceeded: You have requested more vCPU capacity than your current vCPU limit of 1 allows',
    'This account may not start as many processors (vCPU) in this region.',
  ],
  [
    'InsufficientDBInstanceCapacity: Cannot create a database instance because…',
    'AWS has no machine of this size left at the moment.',
  ],
  [
    'UnsupportedAvailabilityZoneException: Cannot create cluster, the targeted availability zone us-east-1e does not currently have sufficient capacity',
    'EKS can not be in one of the zones that were chosen.',
  ],
  [
    "waiting for EKS Node Group (zen-team:zen) to create: unexpected state 'CREATE_FAILED', last error: i-0a: NodeCreationFailure: Instances failed to join the kubernetes cluster",
    'The nodes started, but did not reach the cluster.',
  ],
  [
    'DBSnapshotAlreadyExists: Cannot create the snapshot',
    'Something with a name that "team" needs is there already.',
  ],
  [
    'creating IAM Role (zen-team): EntityAlreadyExists: Role with name zen-team already exists.',
    'Something with a name that "team" needs is there already.',
  ],
  [
    'InvalidParameterCombination: RDS does not support creating a DB instance with the following combination: DBInstanceClass=db.t9.small',
    'RDS does not have MySQL in this size (db.t9.small) in this region.',
  ],
  [
    'api error UnauthorizedOperation: You are not authorized to perform this operation. User: arn:aws:iam::123456789012:user/anna is not authorized to perform: ec2:CreateVpc on resource: *',
    'Your login may not ec2:CreateVpc at AWS.',
  ],
  ['api error AccessDenied: no', 'Your login may not do what a deployment needs at AWS.'],
  [
    "DependencyViolation: The vpc 'vpc-0a' has dependencies and cannot be deleted.",
    'Something else still uses what was to be removed.',
  ],
  ['Throttling: Rate exceeded', 'AWS takes no more requests of this account for the moment.'],
] as const

describe('AWS says', () => {
  it.each(said)('%s', (message, sentence) => {
    const explanation = explain(message, specOf())

    expect(explanation?.message).toBe(sentence)
    expect(explanation?.fix.length).toBeGreaterThan(0)
  })

  it('something that nobody has heard of', () => {
    expect(explain('the moon is full', specOf())).toBeUndefined()
  })
})

describe('a refusal', () => {
  it.each([
    "DependencyViolation: The subnet 'subnet-0a' has dependencies and cannot be deleted.",
    'InvalidDBInstanceState: DB instance is not in available state.',
    'ResourceInUseException: Cluster has nodegroups attached',
    'DeleteConflict: Cannot delete entity, must detach all policies first.',
    'InvalidParameterException: The provided role arn:aws:iam::1:role/x cannot be found',
    'ThrottlingException: Rate exceeded',
  ])('passes: %s', (message) => {
    expect(isPassing(message)).toBe(true)
  })

  it.each([
    'ResourceInUseException: Cluster already exists with name: zen-team',
    'VpcLimitExceeded: The maximum number of VPCs has been reached.',
    'AccessDenied: no',
    'ExpiredToken: The security token included in the request is expired',
    '',
  ])('does not pass: %s', (message) => {
    expect(isPassing(message)).toBe(false)
  })

  it('that passes is waited for longer and longer, and not for ever', async () => {
    const pauses: number[] = []
    const hook = retries(isPassing, async (milliseconds) => pauses.push(milliseconds / 1000))
    const failed = { urn: 'urn', id: 'id', name: 'vpc', type: 'aws:ec2/vpc:Vpc', failedOperation: 'delete' }

    const answers: boolean[] = []
    for (let attempt = 0; attempt < 9; attempt += 1)
      answers.push(await hook({ ...failed, errors: ['DependencyViolation: no', 'older'] }))

    expect(answers).toEqual([true, true, true, true, true, true, true, false, false])
    expect(pauses).toEqual([1, 2, 4, 8, 15, 30, 60])
    expect(await hook({ ...failed, failedOperation: 'create', errors: ['VpcLimitExceeded'] })).toBe(false)
    expect(await hook({ ...failed, urn: 'other', errors: ['DependencyViolation: no'] })).toBe(true)
  })
})
