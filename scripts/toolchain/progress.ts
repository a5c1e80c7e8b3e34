/** How builds look on the screen. */
import type { BuildObserver, BuildStep } from './provide.ts'
import type { Recipe } from './recipes.ts'

/** The part of a stream that is written to. */
export interface Screen {
  readonly isTTY?: boolean
  write(text: string): unknown
}

/** How often the line of a build is written, in milliseconds: on a terminal it replaces itself. */
const REDRAW_MS = 1_000
const REPEAT_MS = 60_000

/**
 * Says which program is being built and for how long. On a terminal one line counts up, elsewhere a line comes once
 * a minute, so that nobody takes a long build for a dead one.
 * @param place such as `3 of 13`, for this program
 */
export function screenObserver(
  place: (recipe: Recipe) => string = () => '',
  screen: Screen = process.stderr,
): BuildObserver {
  const label = (recipe: Recipe) => `${place(recipe)} ${recipe.name} ${recipe.version}`.trim()
  return {
    waiting: (recipe, { pid }) =>
      screen.write(`${label(recipe)}: waiting for process ${pid}, which builds\n`),
    building: (recipe) => countUp(label(recipe), screen),
  }
}

function countUp(label: string, screen: Screen): BuildStep {
  const start = Date.now()
  const elapsed = () => duration(Date.now() - start)
  const [before, after] = screen.isTTY ? ['\r\x1b[2K', ''] : ['', '\n']
  screen.write(`${before}${label}: building${after}`)
  const timer = setInterval(
    () => screen.write(`${before}${label}: building, ${elapsed()}${after}`),
    screen.isTTY ? REDRAW_MS : REPEAT_MS,
  )
  return {
    end: (found) => {
      clearInterval(timer)
      screen.write(`${before}${label}: ${found ? 'built' : 'not built'} after ${elapsed()}\n`)
    },
  }
}

/** `45s`, `7m 05s`. */
function duration(milliseconds: number): string {
  const seconds = Math.round(milliseconds / 1000)
  if (seconds < 60) return `${seconds}s`
  return `${Math.floor(seconds / 60)}m ${String(seconds % 60).padStart(2, '0')}s`
}
