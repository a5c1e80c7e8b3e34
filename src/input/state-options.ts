/** Where the state of deployments lives, for those who share it with a team. */
import type { Option } from '../../stacks/contract.ts'

/** The places Pulumi can keep state in: https://www.pulumi.com/docs/iac/concepts/state-and-backends/ */
const places = /^(file:\/\/|(s3|gs|azblob|https?):\/\/[^/\s])\S*$/

export const backendOption: Option = {
  flag: 'backend',
  type: 'text',
  placeholder: 'URL',
  summary: 'where the state of deployments on clusters and in clouds is kept, for a team to share',
  defaultNote: 'PULUMI_BACKEND_URL, else this computer',
  problem: (value) =>
    places.test(String(value))
      ? undefined
      : 'must look like s3://bucket, gs://bucket, azblob://container, https://api.pulumi.com or file:///folder',
}

/** What Pulumi encrypts with: https://www.pulumi.com/docs/iac/concepts/secrets/#available-encryption-providers */
const keepers = /^(passphrase|(awskms|azurekeyvault|gcpkms|hashivault):\/\/\S+)$/

export const secretsProviderOption: Option = {
  flag: 'secrets-provider',
  type: 'text',
  placeholder: 'KEY',
  summary: 'what encrypts the secrets in the state of a new deployment',
  defaultNote: 'a passphrase that zen keeps, or PULUMI_CONFIG_PASSPHRASE',
  problem: (value) =>
    keepers.test(String(value))
      ? undefined
      : 'must be passphrase, or look like awskms://…, azurekeyvault://…, gcpkms://… or hashivault://…',
}
