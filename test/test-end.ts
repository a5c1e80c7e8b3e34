/**
 * What is to be taken away when a test is over. Outside of tests, in benchmarks, it is collected and taken away by
 * whoever runs them: the simulated clouds and their computers serve both.
 */
type Work = () => void | Promise<void>

const collected: Work[] = []

/** As {@link https://vitest.dev/api/hooks#ontestfinished vitest's own}, which can't even be imported outside of it. */
export const onTestFinished: (work: Work) => void = process.env['VITEST']
  ? (await import('vitest')).onTestFinished
  : (work) => void collected.push(work)

/** Takes away what was collected outside of tests, the newest first. */
export async function takeAway(): Promise<void> {
  for (let work = collected.pop(); work; work = collected.pop()) await work()
}
