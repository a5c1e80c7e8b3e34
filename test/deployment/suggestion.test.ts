import { expect, it } from 'vitest'
import { didYouMean, nearest } from '../../src/deployment/suggestion.ts'

it.each([
  ['depoly', 'deploy'],
  ['ls', 'list'],
  ['destory', 'destroy'],
  ['rm', undefined],
  ['xyz', undefined],
])('%s most likely means %s', (word, meant) => {
  expect(nearest(word, ['deploy', 'destroy', 'list', 'up', 'down'])).toBe(meant)
})

it('suggests nothing where there is nothing', () => {
  expect(nearest('deploy', [])).toBeUndefined()
  expect(didYouMean('xyz', ['deploy'])).toBe('')
  expect(didYouMean('prot', ['port'])).toBe(', did you mean "port"?')
})
