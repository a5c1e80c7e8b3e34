import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { defaultWorkshop, recipeFor } from '../../scripts/toolchain/provide.ts'
import { recipeSets, recipes } from '../../scripts/toolchain/recipes.ts'

const { modules } = defaultWorkshop()
const goMod = (module: string) => readFileSync(join(modules, module, 'go.mod'), 'utf8')

/** Programs with a main of their own, which bear a version of their own. */
const ours = ['pause', 'pulumi-resource-kubernetes']

describe.each(recipes)('the recipe of $name', (recipe) => {
  test('is of the version that its module requires', () => {
    const required = [...goMod(recipe.module).matchAll(/^(?:require )?\s*(\S+) v(\d\S+)/gm)]
    const sources = required.filter(([, path = '']) => `${recipe.goPackage}/`.startsWith(`${path}/`))

    expect(sources.map(([, , version]) => version)).toEqual(
      ours.includes(recipe.name) ? [] : [recipe.version],
    )
  })

  test('pins every module that it requires by its checksum', () => {
    const sums = join(modules, recipe.module, 'go.sum')

    expect(existsSync(sums) && /^\S+ v\S+ h1:/m.test(readFileSync(sums, 'utf8'))).toBe(
      goMod(recipe.module).includes('require'),
    )
  })
})

test('every program belongs to the engine, the chart or the cluster', () => {
  const { engine = [], chart = [], cluster = [], all } = recipeSets

  expect([...engine, ...chart, ...cluster].toSorted()).toEqual(all?.toSorted())
})

test('a program that the toolchain does not have is refused with those that it has', () => {
  expect(() => recipeFor('kubectl')).toThrow(expect.objectContaining({ code: 'TOOLCHAIN_UNKNOWN' }))
})
