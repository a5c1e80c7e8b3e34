/** What Azure says, and what people read. The texts are those of the provider, shortened. */
import { describe, expect, it } from 'vitest'
import { isPassing } from '../../../stacks/azure/retries.ts'
import { explain } from '../../../stacks/azure/spec/explain.ts'
import { specOf } from './azure-requests.ts'

const said = [
  [
    'Status=400 Code="PasswordNotComplexEnough" Message="Password validation failed. The password does not meet policy requirements because it is not complex enough."',
    'Azure does not take the password of the database, which zen makes itself.',
  ],
  ['exec: "az": executable file not found in $PATH', 'There is no login for Azure on this computer.'],
  ["ERROR: Please run 'az login' to setup account.", 'Your login for Azure has expired.'],
  [
    'AADSTS7000222: The provided client secret keys are expired.',
    'The secret of this service principal has expired.',
  ],
  [
    'AADSTS7000215: Invalid client secret provided.',
    'Azure does not accept the secret in ARM_CLIENT_SECRET.',
  ],
  [
    "AADSTS700016: Application with identifier 'a-1' was not found in the directory 'x'.",
    'There is no application a-1 (ARM_CLIENT_ID) in the tenant of ARM_TENANT_ID.',
  ],
  ["AADSTS90002: Tenant 't-1' not found.", 'There is no tenant t-1 (ARM_TENANT_ID).'],
  [
    'A Subscription ID must be configured when authenticating',
    'A subscription has to be named for this kind of login.',
  ],
  [
    `Code="SubscriptionNotFound" Message="The subscription 's-1' could not be found."`,
    "Your login can't see the subscription s-1.",
  ],
  [
    'Code="InvalidAuthenticationTokenTenant" Message="The access token is from the wrong issuer"',
    'The subscription belongs to another tenant than your login.',
  ],
  [
    'AADSTS53003: Access has been blocked by Conditional Access policies.',
    'Azure does not accept your login.',
  ],
  [
    'Code="ErrCode_InsufficientVCPUQuota" Message="Insufficient regional vcpu quota left for location westeurope."',
    'This subscription may not have as many processors (vCPU) in westeurope.',
  ],
  [
    'Code="PublicIPCountLimitReached" Message="Cannot create more than 20 public IP addresses"',
    'This subscription has as many public IP addresses in this region as it may.',
  ],
  [
    'Code="BadRequest" Message="The VM size of Standard_D2as_v5 is not allowed in your subscription in location"',
    'This subscription gets no nodes of this size (Standard_D2as_v5) in westeurope.',
  ],
  [
    'Code="ProvisionNotSupportedForRegion" Message="Provisioning in requested region is not supported."',
    'This subscription gets no MySQL in westeurope.',
  ],
  ['Code="ZonalAllocationFailed"', 'Azure has no machine of this size left at the moment.'],
  ['Status=429 Code="TooManyRequests"', 'Azure takes no more requests of this subscription for the moment.'],
  [
    `Code="MissingSubscriptionRegistration" Message="The subscription is not registered to use namespace 'Microsoft.DBforMySQL'."`,
    'The service Microsoft.DBforMySQL is not registered in this subscription, and your login may not do that.',
  ],
  [
    "cannot create already existing resource '/subscriptions/s/resourceGroups/zen-team'",
    'Something that "team" needs is there already: /subscriptions/s/resourceGroups/zen-team',
  ],
  ['Code="DnsRecordInUse"', 'Somebody has a name that "team" needs.'],
  [
    `Code="AuthorizationFailed" Message="The client does not have authorization to perform action 'Microsoft.Network/virtualNetworks/write' over scope"`,
    'Your login may not Microsoft.Network/virtualNetworks/write at Azure.',
  ],
  ['Code="CustomVNetMissingPermission"', 'Your login may not do what a deployment needs at Azure.'],
  [
    'Code="RequestDisallowedByPolicy" Message="Resource was disallowed by policy. Policy: Require a tag"',
    'A policy of your organisation forbids this at Azure: Require a tag.',
  ],
  ['Code="ScopeLocked"', 'Somebody locked what was to be removed.'],
  ['Code="InUseSubnetCannotBeDeleted"', 'Something else still uses what was to be removed.'],
  ['Code="SubnetMissingRequiredDelegation"', 'The subnet of --database-subnet-id is not given to MySQL.'],
  ['Code="K8sVersionNotSupported"', 'AKS does not go to Kubernetes of this version from here.'],
  [
    `Code="ParameterOutOfRange" Message="The value of the parameter 'Sku' is out of range"`,
    'Azure does not have MySQL in this size, or not a second one of it, in this region.',
  ],
  ['dial tcp: lookup management.azure.com: no such host', 'There is no answer from Azure.'],
] as const

describe('what Azure says', () => {
  it.each(said)('%s', (words, message) => {
    const explanation = explain(words, specOf())

    expect(explanation?.message).toBe(message)
    expect(explanation?.fix).not.toEqual([])
  })

  it('is left as it is where nobody knows better', () => {
    expect(explain('Code="Conflict" Message="something new"', specOf())).toBeUndefined()
  })
})

describe('what passes by itself', () => {
  it.each([
    'Code="InUseSubnetCannotBeDeleted" Message="… in use by …/subnets/database/serviceAssociationLinks/x"',
    'Code="PrincipalNotFound" Message="Principal x does not exist in the directory"',
    'Code="ServerIsBusy"',
    'Status=429 Code="TooManyRequests"',
    'read: connection reset by peer',
  ])('%s', (words) => {
    expect(isPassing(words)).toBe(true)
  })

  it.each([
    'Code="InUseSubnetCannotBeDeleted" Message="… in use by …/networkInterfaces/of-somebody"',
    'Code="AuthorizationFailed"',
    'Code="ErrCode_InsufficientVCPUQuota"',
  ])('%s does not', (words) => {
    expect(isPassing(words)).toBe(false)
  })
})
