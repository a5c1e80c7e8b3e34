/**
 * Stands in for a key service, HashiCorp Vault, as far as Pulumi asks one: it encrypts and decrypts by HTTP, for whoever
 * has its token. Source: https://developer.hashicorp.com/vault/api-docs/secret/transit
 */
import { createServer } from 'node:http'
import { text } from 'node:stream/consumers'
import { onTestFinished } from 'vitest'
import { fieldOf, parseJson, textOf } from '../../../src/engine/pulumi/json-fields.ts'

export interface KeyService {
  /** In Pulumi's words. */
  readonly secretsProvider: string
  /** What those who may use the key have. */
  readonly env: Readonly<Record<string, string>>
}

/** A new one, for one test. */
export async function keyService(): Promise<KeyService> {
  const token = 'may-use-keys'
  const server = createServer(async (request, response) => {
    const body = parseJson(await text(request))
    if (request.headers['x-vault-token'] !== token)
      return void response.writeHead(403).end('{"errors": ["permission denied"]}')
    const data = request.url?.includes('/encrypt/')
      ? { ciphertext: `vault:v1:${textOf(body, 'plaintext')}` }
      : { plaintext: String(fieldOf(body, 'ciphertext')).replace('vault:v1:', '') }
    response.setHeader('content-type', 'application/json')
    response.end(JSON.stringify({ data }))
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  onTestFinished(() => void server.close())
  const address = server.address()
  const port = typeof address === 'object' && address ? address.port : 0
  const VAULT_SERVER_URL = `http://127.0.0.1:${port}`
  return {
    secretsProvider: 'hashivault://zen',
    env: { VAULT_SERVER_URL, VAULT_SERVER_TOKEN: token, VAULT_ADDR: VAULT_SERVER_URL, VAULT_TOKEN: token },
  }
}
