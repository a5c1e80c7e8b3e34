/** Who is calling Google Cloud, and what the provider says when that is nobody. */
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { temporaryDirectory } from '../temporary-directory.ts'
import { simulatedCloud } from './cloud.ts'
import { direct } from './direct.ts'
import type { Identity } from './frame/identity.ts'
import { administrator, environmentOf, keyFileOf } from './gcp/administrator.ts'
import { gcp } from './gcp/gcp.ts'
import * as kinds from './gcp/kinds.ts'

const nobody = { CLOUDSDK_CONFIG: '/dev/null', GOOGLE_PROJECT: administrator.account }
const person: Identity = {
  ...{ credentials: { refreshToken: '1//of-anna' }, account: administrator.account },
  principal: 'anna@example.com',
}
const holder: Identity = {
  ...{ credentials: { accessToken: 'ya29.of-ben' }, account: administrator.account },
  principal: 'ben@example.com',
}

async function who(identities: readonly Identity[], env: Readonly<Record<string, string>>, config = {}) {
  const google = direct(await simulatedCloud({ identities }), { definition: gcp, env, config })
  const { email } = await google.ask('gcp:organizations/getClientOpenIdUserInfo:getClientOpenIdUserInfo')
  return email
}

describe('a login', () => {
  test('comes from a key, as text or in a file, from what gcloud left, or is a token', async () => {
    const folder = await temporaryDirectory()
    const [key, left] = [join(folder, 'key.json'), join(folder, 'application_default_credentials.json')]
    await writeFile(key, keyFileOf(administrator.credentials))
    await writeFile(left, keyFileOf(person.credentials))
    const { principal } = administrator

    expect(await who([administrator], environmentOf(administrator))).toBe(principal)
    expect(await who([administrator], { ...nobody, GOOGLE_CREDENTIALS: key })).toBe(principal)
    expect(await who([administrator], { ...nobody, GOOGLE_APPLICATION_CREDENTIALS: key })).toBe(principal)
    expect(await who([person], { ...nobody, CLOUDSDK_CONFIG: folder })).toBe('anna@example.com')
    expect(await who([holder], environmentOf(holder))).toBe('ben@example.com')
    expect(await who([holder], nobody, { accessToken: 'ya29.of-ben' })).toBe('ben@example.com')
  })

  test.each([
    ['is missing', nobody, 'No credentials loaded. To use your gcloud credentials, run'],
    ['is no JSON', { ...nobody, GOOGLE_CREDENTIALS: '/nowhere' }, 'JSON credentials are not valid'],
    [
      'is of an account that is gone',
      { ...nobody, GOOGLE_CREDENTIALS: keyFileOf({ clientEmail: 'gone@x.y', privateKey: 'k' }) },
      'oauth2: "invalid_grant" "Invalid grant: account not found"',
    ],
    [
      'is a key that was deleted',
      { ...nobody, GOOGLE_CREDENTIALS: keyFileOf({ ...administrator.credentials, privateKey: 'old' }) },
      'oauth2: "invalid_grant" "Invalid JWT Signature."',
    ],
    [
      'is a token of nobody',
      { ...nobody, GOOGLE_OAUTH_ACCESS_TOKEN: 'ya29.mistyped' },
      'googleapi: Error 401: Request had invalid authentication credentials.',
    ],
    [
      'has no project',
      { CLOUDSDK_CONFIG: '/dev/null', GOOGLE_OAUTH_ACCESS_TOKEN: 'ya29.of-ben' },
      'project: required field is not set',
    ],
  ])('%s', async (_what, env, words) => {
    await expect(who([administrator, holder], env)).rejects.toThrow(words)
  })

  test('of a person ends, and so does a token', async () => {
    const folder = await temporaryDirectory()
    await writeFile(join(folder, 'application_default_credentials.json'), keyFileOf(person.credentials))
    const ended = [person, holder].map((identity) => ({ ...identity, expired: true }))

    await expect(who(ended, { ...nobody, CLOUDSDK_CONFIG: folder })).rejects.toThrow(
      'oauth2: "invalid_grant" "reauth related error (invalid_rapt)"',
    )
    await expect(who(ended, environmentOf(holder))).rejects.toThrow('Error 401')
  })
})

describe('permissions', () => {
  test('that are missing are told, by each API in its own way', async () => {
    const denied = ['compute.networks.create', 'serviceusage.*']
    const cloud = await simulatedCloud({ patienceMs: 0, identities: [{ ...holder, denied }] })
    const google = direct(cloud, { definition: gcp, env: environmentOf(holder) })

    await expect(google.create(kinds.network, 'n', { name: 'n' })).rejects.toThrow(
      "googleapi: Error 403: Required 'compute.networks.create' permission for 'projects/zen-test-471112', forbidden",
    )
    await expect(google.create(kinds.service, 's', { service: 'compute.googleapis.com' })).rejects.toThrow(
      "Required 'serviceusage.services.enable' permission",
    )
  })

  test('are none in the projects of others', async () => {
    const google = direct(await simulatedCloud({ patienceMs: 0 }), {
      ...{ definition: gcp, env: environmentOf(administrator), config: { project: 'some-other-1' } },
    })

    await expect(google.create(kinds.network, 'n', { name: 'n' })).rejects.toThrow(
      'googleapi: Error 403: Permission denied on resource project some-other-1., forbidden',
    )
  })
})
