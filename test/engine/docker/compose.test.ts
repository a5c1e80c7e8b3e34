import { expect, test } from 'vitest'
import { parse } from 'yaml'
import { composeEnvironment, composeFile } from '../../../src/engine/docker/compose.ts'

const options = {
  ...{ port: 8238, host: '127.0.0.1', image: 'zenmldocker/zenml-server:0.98.0', restart: 'unless-stopped' },
  username: 'default',
}
const spec = { name: 'docker', provider: 'docker', options }
const onMysql = {
  ...spec,
  options: { ...options, 'database-url': 'mysql://zen@host.docker.internal:3306/zenml' },
}
const secrets = { password: 'pa$$ "word"', 'jwt-key': 'j', 'encryption-key': 'e' }

test('the server gets the same image, port, volume and restart policy as with zen, and its secrets as variables', async () => {
  const { services, volumes } = parse(await composeFile(spec))

  expect(services.zenml).toMatchObject({
    image: options.image,
    ports: ['127.0.0.1:8238:8080'],
    restart: 'unless-stopped',
    volumes: ['data:/zenml/.zenconfig'],
    environment: {
      ZENML_SERVER_JWT_SECRET_KEY: expect.stringMatching(/^\$\{ZENML_SERVER_JWT_SECRET_KEY:\?/),
    },
  })
  expect(volumes).toEqual({ data: { name: 'zen-docker-data' } })
})

test('with a database of its own there is no volume, and the host of the container has a name', async () => {
  const { services, volumes } = parse(await composeFile(onMysql))

  expect(Object.keys(services)).toEqual(['zenml'])
  expect(volumes).toBeUndefined()
  expect(services.zenml.extra_hosts).toEqual(['host.docker.internal:host-gateway'])
  expect(services.zenml.environment).toMatchObject({
    ZENML_STORE_URL: 'mysql://zen@host.docker.internal:3306/zenml',
    ZENML_STORE_PASSWORD: expect.stringMatching(/^\$\{ZENML_STORE_PASSWORD:\?/),
  })
})

test('secrets are written so that Compose changes nothing in them', () => {
  expect(composeEnvironment(spec, secrets)).toBe(
    `ZENML_DEFAULT_USER_PASSWORD='pa$$ "word"'\nZENML_SERVER_JWT_SECRET_KEY='j'\nZENML_SECRETS_STORE_ENCRYPTION_KEY='e'\n`,
  )
  expect(composeEnvironment(spec, { ...secrets, password: "it's" })).toContain(`PASSWORD="it's"`)
})

test.each(['two\nlines', `it's $5`, 'back\\slash', '$' + '{HOME}'])(
  'a secret that Compose would read otherwise is refused: %j',
  (password) => {
    expect(() => composeEnvironment(spec, { ...secrets, password })).toThrow(
      expect.objectContaining({ code: 'SECRET_NOT_WRITABLE', exit: 2 }),
    )
  },
)
