/** Tables are written by hand: what they say is held against the SDK that programs are written with. */
import { describe, expect, test } from 'vitest'
import { aws, leftovers } from './aws/aws.ts'
import type { ResourceType } from './frame/definition.ts'
import { kubernetes } from './kubernetes/kubernetes.ts'
import { hasSdkFunction, sdkClass } from './sdk-class.ts'

/** First words of all paths that a table names. */
function named(type: ResourceType): readonly string[] {
  const paths = [
    ...[...type.required, ...type.replaceOn, ...(type.settledByCloud ?? []), ...(type.inside ?? [])],
    ...Object.keys(type.defaults?.({}) ?? {}),
    ...(type.name ? [type.name.property] : []),
    ...(type.status ? [type.status.property] : []),
    ...(type.tagged ? ['tags', 'tagsAll'] : []),
  ]
  return [...new Set(paths.map((path) => path.replace(/\..*$/, '')))]
}

/** Without those that only the cloud itself and tests make. */
const types = Object.values(aws.types).filter(({ token }) => !leftovers.includes(token))

describe('every type of AWS that programs make', () => {
  test('there are some', () => {
    expect(types.length).toBeGreaterThan(25)
  })

  test.each(types.map((type) => [type.token, type] as const))(
    '%s has the properties of the SDK',
    async (token, type) => {
      const sdk = await sdkClass(token)

      expect(sdk).toBeDefined()
      expect(named(type).filter((name) => !sdk?.properties.includes(name))).toEqual([])
      expect(
        type.required.map((path) => path.replace(/\..*$/, '')).filter((name) => !sdk?.inputs.includes(name)),
      ).toEqual([])
    },
  )

  test('names its operations, and how long they take', () => {
    for (const { operations, minutes } of types) {
      expect(Object.values(operations).every(({ service, name, doing }) => service && name && doing)).toBe(
        true,
      )
      expect(Object.keys(minutes).sort()).toEqual(['create', 'delete', 'update'])
    }
  })
})

describe('every kind of Kubernetes', () => {
  test.each(Object.keys(kubernetes.types))('%s is one of the SDK', async (token) => {
    expect(await sdkClass(token)).toBeDefined()
  })
})

describe('every function of AWS', () => {
  test.each(Object.keys(aws.functions))('%s is one of the SDK', async (token) => {
    expect(await hasSdkFunction(token)).toBe(true)
  })
})
