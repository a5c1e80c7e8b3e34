import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { temporaryDirectory } from '../temporary-directory.ts'
import { administrator, environmentOf } from './aws/administrator.ts'
import * as kinds from './aws/kinds.ts'
import { simulatedCloud } from './cloud.ts'
import { direct, keysOf } from './direct.ts'

const nobody = { accessKey: undefined, secretKey: undefined }
const invalid = 'The configured AWS credentials are invalid or have expired.'

/** Somebody else in the same account. */
const somebody = (more: object = {}) => ({
  ...{ credentials: { accessKeyId: 'AKIASOMEBODY', secretAccessKey: 'else' }, account: '111111111111' },
  ...{ principal: 'arn:aws:sts::111111111111:assumed-role/deployer/ci', ...more },
})

describe('credentials', () => {
  test('come from the configuration, from the environment, or from a profile', async () => {
    const cloud = await simulatedCloud()
    const folder = await temporaryDirectory()
    const { accessKeyId, secretAccessKey } = administrator.credentials
    const file = join(folder, 'credentials')
    await writeFile(
      file,
      `[default]\n[work]\naws_access_key_id = ${accessKeyId}\naws_secret_access_key = ${secretAccessKey}\n`,
    )
    const files = { AWS_CONFIG_FILE: join(folder, 'none'), AWS_SHARED_CREDENTIALS_FILE: file }
    const who = async (config: object, env: Readonly<Record<string, string>>) => {
      const aws = direct(cloud, { config: { ...nobody, ...config }, env })
      return (await aws.ask('aws:index/getCallerIdentity:getCallerIdentity'))['arn']
    }

    expect(await who(keysOf(administrator), files)).toBe(administrator.principal)
    expect(await who({}, environmentOf(administrator))).toBe(administrator.principal)
    expect(await who({ profile: 'work' }, files)).toBe(administrator.principal)
    expect(await who({}, { ...files, AWS_PROFILE: 'work' })).toBe(administrator.principal)
  })

  test.each([
    ['no credentials at all', nobody, 'No valid credential sources found.'],
    ['a key that nobody has', { accessKey: 'AKIANOBODY' }, invalid],
    [
      'a wrong secret',
      { secretKey: 'guessed' },
      'SignatureDoesNotMatch: The request signature we calculated does not match',
    ],
    ['a token that nobody was given', { token: 'stale' }, invalid],
    ['a profile that is not there', { ...nobody, profile: 'work' }, 'The AWS profile "work" was not found.'],
    ['no region', { region: undefined }, 'Missing region information'],
    [
      'a region that is none',
      { region: 'eu-nowhere-1' },
      'lookup sts.eu-nowhere-1.amazonaws.com: no such host',
    ],
    ['a region that nobody enabled', { region: 'eu-south-1' }, invalid],
    [
      'another account than is allowed',
      { allowedAccountIds: ['222222222222'] },
      'AWS account ID not allowed: 111111111111',
    ],
  ])('are refused in the words of the provider: %s', async (_what, config, words) => {
    const cloud = await simulatedCloud()
    const env = { AWS_CONFIG_FILE: '/dev/null', AWS_SHARED_CREDENTIALS_FILE: '/dev/null' }

    expect(() => direct(cloud, { config, env })).toThrow(words)
  })

  test('of a session end', async () => {
    const cloud = await simulatedCloud()
    cloud.set({ identities: [somebody({ expired: true })] })

    expect(() => direct(cloud, { config: keysOf(somebody()) })).toThrow(invalid)
  })

  test('of somebody who has the region enabled are good there', async () => {
    const cloud = await simulatedCloud()
    cloud.set({ identities: [somebody({ regions: ['eu-south-1'] })] })
    const aws = direct(cloud, { config: { ...keysOf(somebody()), region: 'eu-south-1' } })

    expect((await aws.ask('aws:index/getRegions:getRegions'))['names']).toContain('eu-south-1')
  })
})

describe('permissions', () => {
  const denied = ['ec2:CreateVpc', 'iam:Simulate*', 'eks:*']

  async function withDenials() {
    const cloud = await simulatedCloud()
    cloud.set({ identities: [somebody({ denied })] })
    return direct(cloud, { config: keysOf(somebody()) })
  }

  test('that are missing are told by action and principal', async () => {
    const aws = await withDenials()

    await expect(aws.create(kinds.vpc, 'vpc', { cidrBlock: '10.0.0.0/16' })).rejects.toThrow(
      'api error UnauthorizedOperation: You are not authorized to perform this operation. User: arn:aws:sts::111111111111:assumed-role/deployer/ci is not authorized to perform: ec2:CreateVpc on resource:',
    )
    await expect(aws.ask('aws:eks/getClusters:getClusters')).rejects.toThrow(
      'AccessDeniedException: User: arn:aws:sts::111111111111:assumed-role/deployer/ci is not authorized to perform: eks:ListClusters',
    )
  })

  test('can be simulated by who may do that, for a role and not for its session', async () => {
    const cloud = await simulatedCloud()
    cloud.set({ identities: [somebody({ denied: ['ec2:CreateVpc'] })] })
    const aws = direct(cloud, { config: keysOf(somebody()) })
    const token = 'aws:iam/getPrincipalPolicySimulation:getPrincipalPolicySimulation'
    const { arn } = await aws.ask('aws:index/getCallerIdentity:getCallerIdentity')
    const context = await aws.ask('aws:iam/getSessionContext:getSessionContext', { arn })
    const actionNames = ['ec2:CreateVpc', 'ec2:CreateSubnet']

    const answer = await aws.ask(token, { policySourceArn: context['issuerArn'], actionNames })

    expect(context).toMatchObject({ issuerArn: 'arn:aws:iam::111111111111:role/deployer', sessionName: 'ci' })
    expect(answer).toMatchObject({
      allAllowed: false,
      results: [
        { actionName: 'ec2:CreateVpc', allowed: false, decision: 'implicitDeny' },
        { actionName: 'ec2:CreateSubnet', allowed: true, decision: 'allowed' },
      ],
    })
    await expect(aws.ask(token, { policySourceArn: arn, actionNames })).rejects.toThrow('Invalid Entity Arn')
    await expect((await withDenials()).ask(token, { policySourceArn: arn, actionNames })).rejects.toThrow(
      'AccessDenied',
    )
  })
})
