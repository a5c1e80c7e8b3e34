import { execFile } from 'node:child_process'
import { readFile } from 'node:fs/promises'
import { createServer } from 'node:http'
import { createServer as createTlsServer } from 'node:https'
import { createServer as createTcpServer } from 'node:net'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { expect, test } from 'vitest'
import { login, serverInfo } from '../../src/client/server-api.ts'
import { isReady } from '../../src/client/server-health.ts'
import { sendRequest } from '../../src/client/server-request.ts'
import { freePort } from '../free-port.ts'
import { temporaryDirectory } from '../temporary-directory.ts'
import { fakeServer, listen } from './fake-server.ts'

const run = promisify(execFile)
const info = { id: 'i', name: 'n', version: '0.98.0', active: true, database_type: 'mysql' }

test('a server where nothing listens is unreachable, and is not ready', async () => {
  const server = { url: `http://127.0.0.1:${await freePort()}` }

  expect(await isReady(server)).toBe(false)
  await expect(serverInfo(server)).rejects.toMatchObject({
    code: 'SERVER_UNREACHABLE',
    foreign: /ECONNREFUSED/,
  })
})

test('a web server that has a page for every path is not ready and no ZenML server', async () => {
  const server = await fakeServer({ status: 200, body: '<html>Welcome</html>' })

  expect(await isReady(server)).toBe(false)
  await expect(serverInfo(server)).rejects.toMatchObject({ code: 'NOT_A_ZENML_SERVER' })
})

test('a program that speaks no HTTP is no ZenML server', async () => {
  const server = createTcpServer((socket) => socket.end('SSH-2.0-OpenSSH\r\n'))
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  const port = address !== null && typeof address === 'object' ? address.port : 0

  await expect(serverInfo({ url: `http://127.0.0.1:${port}` })).rejects.toMatchObject({
    code: 'NOT_A_ZENML_SERVER',
  })
  server.close()
})

test('a slash at the end of the URL and a path in it make no difference', async () => {
  const server = await fakeServer({ status: 200, body: info })

  await serverInfo({ url: `${server.url}/zenml/` })

  expect(server.requests).toEqual(['GET /zenml/api/v1/info'])
})

test('a wrong password is refused in words that name the variable', async () => {
  const server = await fakeServer({ status: 401, body: { detail: ['CredentialsNotValid', 'no'] } })

  const refused = login(server, { username: 'ada', password: 'pw' })

  await expect(refused).rejects.toMatchObject({ code: 'LOGIN_REFUSED', details: { username: 'ada' } })
})

test('values that the server does not accept are an error with its own words', async () => {
  const server = await fakeServer({ status: 422, body: ['ValueError', 'username: too long'] })

  const refused = login(server, { username: 'ada', password: 'pw' })

  await expect(refused).rejects.toMatchObject({
    code: 'SERVER_REFUSED',
    foreign: 'ValueError: username: too long',
  })
})

test('a busy server is asked again, a few times', async () => {
  const server = await fakeServer(
    { status: 429, headers: { 'retry-after': '0.1' } },
    { status: 200, body: info },
  )

  expect(await serverInfo(server)).toMatchObject({ databaseType: 'mysql' })
  expect(server.requests).toHaveLength(2)
})

test('a server that wants to be left alone for a minute is left alone', async () => {
  const server = await fakeServer({ status: 429, headers: { 'retry-after': '60' } })

  await expect(serverInfo(server)).rejects.toMatchObject({ code: 'SERVER_BUSY', details: { retryAfter: 60 } })
  expect(server.requests).toHaveLength(1)
})

test('a server that never answers is given up', async () => {
  const server = createServer(() => undefined)
  const url = `http://127.0.0.1:${await listen(server)}`

  const silent = sendRequest({ url }, { method: 'GET', path: '/', timeoutMs: 50 })

  await expect(silent).rejects.toMatchObject({ code: 'ETIMEDOUT' })
})

test('a certificate of an unknown authority is not trusted, unless the authority is named', async () => {
  const directory = await temporaryDirectory()
  const [key, cert] = await selfSigned(directory)
  const server = createTlsServer({ key, cert }, (_request, response) => response.end(JSON.stringify(info)))
  const url = `https://localhost:${await listen(server)}`

  await expect(serverInfo({ url })).rejects.toMatchObject({ code: 'CERTIFICATE_NOT_TRUSTED' })
  expect(await serverInfo({ url, caCertificate: cert })).toMatchObject({ id: 'i' })
})

test('https to a server that speaks http is no ZenML server', async () => {
  const server = await fakeServer({ status: 200, body: info })

  const url = server.url.replace('http:', 'https:')

  await expect(serverInfo({ url })).rejects.toMatchObject({ code: 'NOT_A_ZENML_SERVER' })
})

async function selfSigned(directory: string): Promise<[key: string, certificate: string]> {
  const [key, certificate] = [join(directory, 'key.pem'), join(directory, 'cert.pem')]
  const subject = ['-subj', '/CN=localhost', '-addext', 'subjectAltName=DNS:localhost']
  const files = ['-keyout', key, '-out', certificate]
  await run('openssl', ['req', '-x509', '-newkey', 'rsa:2048', '-nodes', '-days', '1', ...files, ...subject])
  return [await readFile(key, 'utf8'), await readFile(certificate, 'utf8')]
}
