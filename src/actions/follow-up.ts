import type { Context } from '../context.ts'
import { rowsOf } from '../deployment/part-rows.ts'
import { minutesFor, type Planned, partsOf } from '../deployment/parts.ts'
import type { Timeline } from '../deployment/timeline.ts'
import type { EngineListener } from '../engine/engine.ts'
import { slowestLines } from '../words/slowest.ts'
import { listenWith, watchWith } from './engine-progress.ts'

interface Followed {
  readonly title: string
  /** What is to come. */
  readonly planned: Planned
  /** Remembers what is heard. */
  readonly timeline: Timeline
}

/** Carries a plan out while people watch: a line for each part where there are parts, and last what took longest. */
export async function followUp<T>(
  { terminal, now }: Context,
  { title, planned, timeline }: Followed,
  work: (listener: EngineListener) => Promise<T>,
): Promise<T> {
  const { hear, works } = timeline
  const parts = partsOf(planned)
  if (parts.length === 0)
    return listenWith(terminal, title, (listener) =>
      work((event) => {
        hear(event)
        listener(event)
      }),
    )
  const { resources } = planned
  const rows = () => rowsOf({ parts, resources, works: works(), now: now().getTime() })
  const expectedMinutes = minutesFor(planned)
  const watched = { hear, rows, ...(expectedMinutes === undefined ? {} : { expectedMinutes }) }
  try {
    return await watchWith(terminal, title, watched, work)
  } finally {
    for (const line of slowestLines(works())) terminal.hint(line)
  }
}
