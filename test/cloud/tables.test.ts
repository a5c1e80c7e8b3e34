/** Tables are written by hand: what they say is held against the SDK that programs are written with. */
import { describe, expect, test } from 'vitest'
import type { ResourceType } from './frame/definition.ts'
import { clouds, definitionOf } from './provider/definitions.ts'
import { hasSdkFunction, sdkClass } from './sdk-class.ts'

/** First words of all paths that a table names. */
function named(type: ResourceType, tags: readonly string[]): readonly string[] {
  const paths = [
    ...[...type.required, ...type.replaceOn, ...(type.settledByCloud ?? []), ...(type.inside ?? [])],
    ...Object.keys(type.defaults?.({}) ?? {}),
    ...(type.name ? [type.name.property] : []),
    ...(type.status ? [type.status.property] : []),
    ...(type.tagged ? tags : []),
  ]
  return [...new Set(paths.map((path) => path.replace(/\..*$/, '')))]
}

describe.each(Object.entries(clouds))('tables of %s', async (_name, { load }) => {
  const { types: all, functions, leftovers = [], tagProperties = ['tags', 'tagsAll'] } = await load()
  const types = Object.values(all).filter(({ token }) => !leftovers.includes(token))

  test('there are some', () => {
    expect(types.length).toBeGreaterThan(10)
  })

  test.each(types.map((type) => [type.token, type] as const))(
    '%s has the properties of the SDK',
    async (token, type) => {
      const sdk = await sdkClass(token)

      expect(sdk).toBeDefined()
      expect(named(type, tagProperties).filter((name) => !sdk?.properties.includes(name))).toEqual([])
      expect(
        type.required.map((path) => path.replace(/\..*$/, '')).filter((name) => !sdk?.inputs.includes(name)),
      ).toEqual([])
    },
  )

  test('name operations, and how long they take', () => {
    for (const { operations, minutes } of types) {
      expect(Object.values(operations).every(({ service, name }) => service && name)).toBe(true)
      expect(Object.keys(minutes).sort()).toEqual(['create', 'delete', 'update'])
    }
  })

  test.each(Object.keys(functions))('%s is a function of the SDK', async (token) => {
    expect(await hasSdkFunction(token)).toBe(true)
  })
})

describe('every kind of Kubernetes', async () => {
  test.each(Object.keys((await definitionOf('kubernetes')).types))('%s is one of the SDK', async (token) => {
    expect(await sdkClass(token)).toBeDefined()
  })
})
