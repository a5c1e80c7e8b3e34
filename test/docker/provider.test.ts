import { expect, test } from 'vitest'
import { docker } from '../../stacks/docker/provider.ts'

const problemOf = (flag: string, value: string) =>
  docker.options.find((option) => option.flag === flag)?.problem?.(value)

test.each([
  'mysql://zen@db.example.com/zenml',
  'mysql://zen:p%40ss@host.docker.internal:3306/zenml?ssl=true',
])('%s is a database', (url) => {
  expect(problemOf('database-url', url)).toBeUndefined()
})

test.each([
  ['postgresql://zen@db/zenml', 'mysql://'],
  ['mysql://db/zenml', 'a user'],
  ['mysql://zen@db/zen-ml', 'allows no "-"'],
  ['mysql://zen@db', 'name of the database'],
  ['mysql://zen@localhost/zenml', 'host.docker.internal'],
])('%s is refused', (url, reason) => {
  expect(problemOf('database-url', url)).toContain(reason)
})

test('the image is the one of the client, else the newest known', () => {
  const image = docker.options.find((option) => option.flag === 'image')
  const defaultFor = (facts: { clientVersion?: string }) =>
    typeof image?.default === 'function' ? image.default(facts) : undefined

  expect(defaultFor({ clientVersion: '0.93.3' })).toBe('zenmldocker/zenml-server:0.93.3')
  expect(defaultFor({})).toMatch(/^zenmldocker\/zenml-server:0\.\d+\.\d+$/)
})

test('rules across options', () => {
  const url = 'mysql://zen@db/zenml'

  expect(docker.problems?.({ 'database-url': url, volume: 'data' }, {})).toHaveLength(1)
  expect(docker.problems?.({}, { 'database-password': 'p' })).toHaveLength(1)
  expect(docker.problems?.({ 'database-url': url }, { 'database-password': 'p' })).toEqual([])
})
