import { once } from 'node:events'
import { request } from 'node:https'

/** What the API server answers to the bearer of a token who asks for namespaces: the status of HTTP. */
export async function statusFor(endpoint: string, ca: Buffer, token: string): Promise<number | undefined> {
  const call = request(`${endpoint}/api/v1/namespaces`, { ca, headers: { authorization: `Bearer ${token}` } })
  call.end()
  const [answer] = await once(call, 'response')
  answer.resume()
  return answer.statusCode
}
