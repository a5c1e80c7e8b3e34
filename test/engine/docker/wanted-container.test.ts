import { expect, test } from 'vitest'
import { serverSecrets, withoutSecrets } from '../../../src/engine/docker/server-secrets.ts'
import { fingerprintOf, wantedContainer } from '../../../src/engine/docker/wanted-container.ts'

const spec = (options = {}) => ({
  name: 'docker',
  provider: 'docker',
  options: {
    port: 8238,
    host: '127.0.0.1',
    image: 'server:1',
    restart: 'always',
    username: 'default',
    ...options,
  },
})
const secrets = { password: 'p', 'jwt-key': 'j', 'encryption-key': 'e' }
const fingerprint = (options = {}, other = {}, image = 'sha256:1') =>
  fingerprintOf(wantedContainer(spec(options)), { ...secrets, ...other }, image)

test.each([
  ['port', fingerprint({ port: 9000 })],
  ['address', fingerprint({ host: '0.0.0.0' })],
  ['restart policy', fingerprint({ restart: 'no' })],
  ['volume', fingerprint({ volume: 'other' })],
  ['key', fingerprint({}, { 'jwt-key': 'k' })],
  ['image behind the same name', fingerprint({}, {}, 'sha256:2')],
])('another %s makes another container', (_, other) => {
  expect(other).not.toBe(fingerprint())
})

test('another administrator is a matter for the server, not for the container', () => {
  expect(fingerprint({ username: 'ada' }, { password: 'q' })).toBe(fingerprint())
})

test('secrets stay what they were, but for the password of the database', () => {
  const stored = { ...secrets, 'database-password': 'old' }

  expect(serverSecrets(stored, { password: 'new', 'database-password': 'new' })).toEqual({
    ...secrets,
    'database-password': 'new',
  })
  expect(serverSecrets({}, { 'encryption-key': 'given' })).toMatchObject({ 'encryption-key': 'given' })
  expect(serverSecrets({}, { password: 'given' }, { 'encryption-key': 'e' })).toMatchObject({
    password: 'given',
    'encryption-key': 'e',
    'jwt-key': expect.stringMatching(/^[0-9a-f]{64}$/),
  })
})

test("a secret in somebody else's words is taken out", () => {
  const known = { ...secrets, password: 'Secret-1', 'jwt-key': 'Key-2', 'encryption-key': 'Key-3' }

  expect(withoutSecrets('no Secret-1 here, Key-3 neither', known)).toBe('no *** here, *** neither')
})
