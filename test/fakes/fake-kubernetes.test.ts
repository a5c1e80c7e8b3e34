/** Holds the fake to what the real server does. It is asked with `fetch`, to trust none of our own code. */
import { describe, expect, it } from 'vitest'
import { fieldAt, listAt, textAt } from '../cluster/object-fields.ts'
import { type FakeKubernetes, startFakeKubernetes } from './fake-kubernetes.ts'
import { frameOf, framesIn } from './web-socket-frames.ts'

const secrets = '/api/v1/namespaces/default/secrets'

async function ask(fake: FakeKubernetes, method: string, path: string, body?: object, headers: object = {}) {
  const authorization = 'Bearer token-of-the-fake'
  const response = await fetch(`${fake.url}${path}`, {
    ...{ method, headers: { authorization, ...headers } },
    ...(body ? { body: JSON.stringify(body) } : {}),
  })
  const content: unknown = await response.json()
  return { status: response.status, body: content }
}

describe('objects', () => {
  it('are made once, in a namespace that is there', async () => {
    const fake = await startFakeKubernetes()
    const object = { metadata: { name: 'a' }, data: { x: 'eA==' } }

    const made = await ask(fake, 'POST', secrets, object)
    expect(made.body).toMatchObject({
      ...{ apiVersion: 'v1', kind: 'Secret', data: { x: 'eA==' } },
      metadata: {
        name: 'a',
        namespace: 'default',
        uid: expect.any(String),
        creationTimestamp: expect.any(String),
      },
    })
    expect(await ask(fake, 'POST', secrets, object)).toMatchObject({
      status: 409,
      body: { kind: 'Status', reason: 'AlreadyExists', message: 'secrets "a" already exists' },
    })
    expect(await ask(fake, 'POST', '/api/v1/namespaces/nowhere/secrets', object)).toMatchObject({
      status: 404,
    })
    fake.put('Namespace', { metadata: { name: 'going', finalizers: ['kubernetes'] } })
    fake.drop('Namespace', '', 'going')
    expect(await ask(fake, 'POST', '/api/v1/namespaces/going/secrets', object)).toMatchObject({ status: 403 })
  })

  it('are changed by a merge patch, which removes what is null', async () => {
    const fake = await startFakeKubernetes()
    fake.put('Secret', { metadata: { name: 'a', labels: { one: '1', two: '2' } }, data: { x: 'eA==' } })

    const { body } = await ask(fake, 'PATCH', `${secrets}/a`, {
      metadata: { labels: { one: null } },
      data: { y: 'eQ==' },
    })

    expect(body).toMatchObject({ metadata: { labels: { two: '2' } }, data: { x: 'eA==', y: 'eQ==' } })
    expect(fieldAt(body, 'metadata', 'labels')).toEqual({ two: '2' })
    expect(await ask(fake, 'PATCH', `${secrets}/b`, {})).toMatchObject({ status: 404 })
  })

  it('with a finalizer stay until it is taken away, and take along what they own', async () => {
    const fake = await startFakeKubernetes()
    fake.put('Service', { metadata: { name: 'web', uid: 'u', finalizers: ['cleanup'] } })
    fake.put('ConfigMap', { metadata: { name: 'of-web', ownerReferences: [{ uid: 'u' }] } })
    const path = '/api/v1/namespaces/default/services/web'

    const deleted = await ask(fake, 'DELETE', path)
    expect(textAt(deleted.body, 'metadata', 'deletionTimestamp')).not.toBe('')
    expect(await ask(fake, 'GET', path)).toMatchObject({ status: 200 })
    await ask(fake, 'PATCH', path, { metadata: { finalizers: null } })

    expect(await ask(fake, 'GET', path)).toMatchObject({ status: 404 })
    expect(fake.names()).toEqual(['Namespace/default', 'Namespace/kube-system'])
  })

  it('are listed by labels and fields, page by page, or by their metadata alone', async () => {
    const fake = await startFakeKubernetes()
    for (const name of ['a', 'b', 'c'])
      fake.put('Secret', {
        metadata: { name, labels: { app: name === 'c' ? 'y' : 'x' } },
        data: { z: 'eg==' },
      })
    const names = async (query: string) => {
      const { body } = await ask(fake, 'GET', `${secrets}?${query}`)
      return listAt(body, 'items').map((item) => textAt(item, 'metadata', 'name'))
    }

    expect(await names('labelSelector=app%3Dx')).toEqual(['a', 'b'])
    expect(await names('labelSelector=app!%3Dx')).toEqual(['c'])
    expect(await names('labelSelector=app%20in%20(y,z)')).toEqual(['c'])
    expect(await names('fieldSelector=metadata.name%3Db')).toEqual(['b'])
    const page = await ask(fake, 'GET', `${secrets}?limit=2`)
    expect(await names(`limit=2&continue=${textAt(page.body, 'metadata', 'continue')}`)).toEqual(['c'])
    const accept = 'application/json;as=PartialObjectMetadataList;g=meta.k8s.io;v=v1'
    const partial = await ask(fake, 'GET', secrets, undefined, { accept })
    expect(listAt(partial.body, 'items')[0]).toEqual({ metadata: expect.objectContaining({ name: 'a' }) })
  })
})

describe('access', () => {
  it('is for its own token, and for what was not denied', async () => {
    const fake = await startFakeKubernetes()
    fake.deny('list secrets')
    const review = (verb: string) => ({ spec: { resourceAttributes: { verb, resource: 'secrets' } } })
    const path = '/apis/authorization.k8s.io/v1/selfsubjectaccessreviews'
    const allowed = async (verb: string) =>
      fieldAt((await ask(fake, 'POST', path, review(verb))).body, 'status', 'allowed')

    expect((await fetch(`${fake.url}/version`)).status).toBe(401)
    expect(await ask(fake, 'GET', secrets)).toMatchObject({ status: 403, body: { reason: 'Forbidden' } })
    expect(await allowed('list')).toBe(false)
    expect(await allowed('get')).toBe(true)
    expect(await allowed('*')).toBe(false)
  })

  it('ends for everybody while it is paused', async () => {
    const fake = await startFakeKubernetes()
    fake.pause()
    await expect(ask(fake, 'GET', '/version')).rejects.toThrow()
    fake.resume()

    expect((await ask(fake, 'GET', '/version')).body).toEqual({ gitVersion: 'v1.34.4' })
  })
})

it('says what kinds it knows', async () => {
  const fake = await startFakeKubernetes({ hasGateways: true, groups: ['karpenter.sh/v1'] })

  const { body } = await ask(fake, 'GET', '/apis')
  expect(listAt(body, 'groups').map((group) => textAt(group, 'name'))).toEqual(
    expect.arrayContaining(['apps', 'gateway.networking.k8s.io', 'karpenter.sh']),
  )
  expect(listAt((await ask(fake, 'GET', '/api/v1')).body, 'resources')).toContainEqual({
    ...{ name: 'secrets', kind: 'Secret', namespaced: true },
    verbs: expect.arrayContaining(['list', 'delete']),
  })
  expect(await ask(fake, 'GET', '/apis/example.com/v1')).toMatchObject({ status: 404 })
})

it('has logs, which end with their container', async () => {
  const fake = await startFakeKubernetes()
  fake.put('Pod', { metadata: { name: 'a' } })
  const log = async (query: string) => {
    const headers = { authorization: 'Bearer token-of-the-fake' }
    const response = await fetch(`${fake.url}/api/v1/namespaces/default/pods/a/log?container=c&${query}`, {
      headers,
    })
    return { status: response.status, text: response.text() }
  }
  expect((await log('')).status).toBe(400)
  fake.logs.write('default/a/c', 'one', 'two')

  expect(await (await log('tailLines=1')).text).toBe('two\n')
  expect(await (await log('timestamps=true')).text).toBe(
    '2026-01-01T00:00:01.000Z one\n2026-01-01T00:00:02.000Z two\n',
  )
  expect(await (await log('sinceTime=2026-01-01T00:00:02Z')).text).toBe('two\n')
  const followed = await log('follow=true')
  fake.logs.write('default/a/c', 'three')
  fake.logs.end('default/a/c')
  expect(await followed.text).toBe('one\ntwo\nthree\n')
})

it.each([1, 125, 126, 65_535, 65_536])(
  'a web socket message of %i bytes is read as it was written',
  (size) => {
    const data = Buffer.alloc(size, 7)
    const [head = 0, length = 0, ...rest] = frameOf(data)
    const extra = length < 126 ? 0 : length === 126 ? 2 : 8
    // What a client sends is masked, here with zeros.
    const masked = Buffer.from([
      head,
      length | 0x80,
      ...rest.slice(0, extra),
      0,
      0,
      0,
      0,
      ...rest.slice(extra),
    ])

    const { frames, left } = framesIn(Buffer.concat([masked, masked.subarray(0, 1)]))

    expect(frames).toEqual([{ isClose: false, data }])
    expect(left).toHaveLength(1)
  },
)
