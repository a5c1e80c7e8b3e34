/** A question to a cloud, put as zen puts it: by a program that only asks, in a preview. */
import { expect } from 'vitest'
import type { Engine } from './engine.ts'

/**
 * @param words what the engine is expected to say on the way; by default it may say anything: what a provider says of
 *   things that are not there is no failure
 * @returns `undefined` when the program never came to the question
 */
export async function asked<T>(
  engine: Engine,
  question: () => Promise<T>,
  words?: readonly string[],
): Promise<T | undefined> {
  let answer: T | undefined
  const stack = await engine.stack(`asking-${performance.now()}`.replace('.', '-'), async () => {
    answer = await question()
    return {}
  })
  expect(await stack.preview()).toMatchObject({ failed: false, ...(words ? { words } : {}) })
  return answer
}
