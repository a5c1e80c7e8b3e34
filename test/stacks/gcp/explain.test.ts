/** What Google Cloud says, and what people read. The texts are those of the provider, shortened. */
import { describe, expect, it } from 'vitest'
import { isPassing } from '../../../stacks/gcp/retries.ts'
import { explain } from '../../../stacks/gcp/spec/explain.ts'
import { specOf } from './gcp-requests.ts'

const said = [
  [
    'Error, failed to insert user zenml into instance x: googleapi: Error 400: Invalid request: INVALID_PASSWORD: password should contain at least one lowercase, one uppercase, one number and one non-alphanumeric characters., invalid',
    'Google Cloud does not take the password of the database, which zen makes itself.',
  ],
  [
    'error creating NodePool: googleapi: Error 400: Machine type "n9-standard-2" is not available in zone "europe-west1-b"., badRequest',
    'There are no machines of this type (n9-standard-2) where the nodes are, in europe-west1.',
  ],
  [
    'google: could not find default credentials. See https://…',
    'There is no login for Google Cloud on this computer.',
  ],
  [
    'oauth2: "invalid_grant" "reauth related error (invalid_rapt)"',
    'Your login for Google Cloud has expired.',
  ],
  [
    'oauth2: "invalid_grant" "Invalid JWT Signature."',
    'Google Cloud does not accept these credentials: the key, or the whole account, may be gone.',
  ],
  [
    'googleapi: Error 401: Request had invalid authentication credentials., authError',
    'Google Cloud does not accept this login: its token has expired, or is a wrong one.',
  ],
  [
    "JSON credentials are not valid: invalid character '/' looking for beginning of value",
    'What is set as credentials for Google Cloud is neither a file with some nor their text.',
  ],
  [
    'googleapi: Error 403: Permission denied on resource project x., forbidden',
    'There is no project zen-test-471112 at Google Cloud that your login may see.',
  ],
  [
    "googleapi: Error 404: The resource 'projects/x/regions/europe-nowhere9' was not found, notFound",
    'Google Cloud has no region europe-west1.',
  ],
  [
    "Error 400: Billing account for project '1' is not found. Billing must be enabled",
    'The project zen-test-471112 has no billing account, without which nothing can be made in it.',
  ],
  [
    'Error 403: Compute Engine API has not been used in project 1 before or it is disabled., accessNotConfigured',
    'An API that was just enabled at Google Cloud is not known everywhere yet.',
  ],
  [
    `googleapi: Error 403: Insufficient regional quota to satisfy request: resource "CPUS": request requires '12.0'`,
    'This project may not have as many nodes in this region (CPUS).',
  ],
  [
    "Error 403: Quota 'NETWORKS' exceeded.  Limit: 5.0 globally.",
    'This project has as many networks as it may.',
  ],
  [
    "Error 403: Quota 'STATIC_ADDRESSES' exceeded.  Limit: 8.0 in region x.",
    'This project has as many addresses in this region as it may.',
  ],
  ["Error 403: Quota 'ROUTERS' exceeded.", 'This project has as much of something as it may (ROUTERS).'],
  [
    "The zone 'projects/x/zones/y' does not have enough resources available to fulfill the request.",
    'Google Cloud has no machine of this type left in a zone at the moment.',
  ],
  [
    "Error 412: 'europe-west1' violates constraint 'constraints/gcp.resourceLocations'",
    'Your organisation does not allow the region europe-west1.',
  ],
  [
    'Error 412: Constraint constraints/compute.restrictVpcPeering violated for projects/x.',
    'Your organisation does not allow this: constraints/compute.restrictVpcPeering.',
  ],
  [
    'googleapi: Error 429: Quota exceeded for quota metric',
    'Google Cloud takes no more requests of this project for the moment.',
  ],
  [
    "Error 409: The Cloud SQL instance already exists. When you delete an instance, you can't reuse the name of the deleted instance until one week",
    'Cloud SQL gives the name of a database that was deleted to nobody for a week.',
  ],
  [
    "Error 409: The resource 'x' already exists, alreadyExists",
    'Something with a name that "team" needs is there already.',
  ],
  [
    'Failed to delete connection; Producer services (e.g. CloudSQL, Cloud Memstore, etc.) are still using this connection.',
    'Cloud SQL still keeps the way to a database that is gone, for some days.',
  ],
  [
    "the network doesn't have at least 1 private services connection",
    'The network has no private services access, through which Cloud SQL is reached.',
  ],
  [
    'Error 400: Invalid request: Invalid Tier (db-x) for (ENTERPRISE) Edition.',
    'Cloud SQL does not have MySQL on this machine (db-x) here.',
  ],
  [
    'Cannot destroy cluster because deletion_protection is set to true.',
    'It is protected from being deleted.',
  ],
  [
    "Error 400: The network resource 'n' is already being used by 'firewalls/f', resourceInUseByAnotherResource",
    'Something else still uses what was to be removed: firewalls/f.',
  ],
  [
    "Error 403: Required 'compute.networks.create' permission for 'projects/x', forbidden",
    'Your login may not compute.networks.create at Google Cloud.',
  ],
  [
    'Error 403: The client is not authorized to make this request., notAuthorized',
    'Your login may not do what a deployment needs at Google Cloud.',
  ],
] as const

describe('what Google Cloud says', () => {
  it.each(said)('%s', (words, message) => {
    const explained = explain(words, specOf())

    expect(explained?.message).toBe(message)
    expect(explained?.fix.length).toBeGreaterThan(0)
  })

  it('is passed on as it is when nobody knows better', () => {
    expect(explain('googleapi: got HTTP response code 502', specOf())).toBeUndefined()
  })
})

describe('a refusal', () => {
  it.each([
    'Compute Engine API has not been used in project 1 before or it is disabled.',
    "The network resource 'n' is already being used by 'x'",
    'Error 409: Operation failed because another operation was already in progress., operationInProgress',
    'Cluster is running incompatible operation operation-1.',
    'Service account a@b.iam.gserviceaccount.com does not exist.',
    "the network doesn't have at least 1 private services connection",
    'Error 503: The service is currently unavailable., backendError',
  ])('passes: %s', (message) => {
    expect(isPassing(message)).toBe(true)
  })

  it.each([
    "Error 403: Quota 'CPUS' exceeded.",
    'Error 400: Invalid request: Invalid Tier (db-x)',
    'Cannot destroy cluster because deletion_protection is set to true.',
    '',
  ])('does not pass: %s', (message) => {
    expect(isPassing(message)).toBe(false)
  })
})
