import { expect, test } from 'vitest'
import { releaseSite } from './release-site.ts'

const content = 'all of it'

async function siteWithFile() {
  const site = await releaseSite()
  site.put('/file', content)
  const get = (init?: RequestInit, path = '/file') => fetch(`${site.url}${path}`, init)
  return { site, get }
}

test('it has what it was given, and says how large that is', async () => {
  const { site, get } = await siteWithFile()

  const head = await get({ method: 'HEAD' })
  expect([head.status, head.headers.get('content-length')]).toEqual([200, '9'])
  expect(await (await get()).text()).toBe(content)
  expect((await get({}, '/other')).status).toBe(404)
  expect(site.requests).toEqual(['HEAD /file', 'GET /file', 'GET /other'])
})

test('it gives the rest of the version that somebody has the beginning of', async () => {
  const { site, get } = await siteWithFile()
  const etag = (await get()).headers.get('etag') ?? ''
  const rest = (from: number) => get({ headers: { range: `bytes=${from}-`, 'if-range': etag } })

  const answer = await rest(4)
  expect([answer.status, answer.headers.get('content-range'), await answer.text()]).toEqual([
    206,
    'bytes 4-8/9',
    'of it',
  ])
  expect((await rest(9)).status).toBe(416)
  site.put('/file', 'another')
  expect((await rest(4)).status).toBe(200)
})

test('it refuses as often as it was told to, and breaks off as long as it is told to', async () => {
  const { site, get } = await siteWithFile()
  site.refuse('/file', 500, 429)
  site.cut('/file', 3)

  expect([(await get()).status, (await get()).status]).toEqual([500, 429])
  await expect(get().then((answer) => answer.text())).rejects.toThrow()
  site.cut('/file', undefined)
  expect(await (await get()).text()).toBe(content)
})

test('it holds an answer until it is let go', async () => {
  const { site, get } = await siteWithFile()
  const hold = site.hold('/file', 3)

  const answer = get().then((response) => response.text())
  await hold.reached
  hold.letGo()

  expect(await answer).toBe(content)
})

test('it hangs up on whom it holds', async () => {
  const { site, get } = await siteWithFile()
  const hold = site.hold('/file', 3)

  const answer = get().then((response) => response.text())
  await hold.reached
  hold.hangUp()

  await expect(answer).rejects.toThrow()
  expect(await (await get()).text()).toBe(content)
})

test('it sends people elsewhere, and asks for a login', async () => {
  const { site, get } = await siteWithFile()
  site.redirect('/moved', '/file')
  expect(await (await get({}, '/moved')).text()).toBe(content)

  site.login = 'user:password'
  expect((await get()).status).toBe(401)
  const authorization = `Basic ${Buffer.from('user:password').toString('base64')}`
  expect((await get({ headers: { authorization } })).status).toBe(200)
})
