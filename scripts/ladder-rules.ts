/** The ladder as rules of the linter: one override per room, which names what that room may not import. */
import { ladder, packages, ports, typesOf } from './ladder.ts'

/** The text of `biome.ladder.json`, which `biome.json` extends. */
export function ladderConfig(): string {
  const overrides = Object.entries(filesOf).map(([room, includes]) => ({
    includes,
    linter: {
      rules: { style: { noRestrictedImports: { level: 'error', options: { patterns: [rule(room)] } } } },
    },
  }))
  return `{ "overrides": [\n  ${overrides.map((override) => JSON.stringify(override)).join(',\n  ')}\n] }\n`
}

function rule(room: string) {
  const allowed = ladder[room] ?? []
  const words = allowed.length === 0 ? 'nothing of ours' : allowed.join(', ')
  return {
    group: [...foreignRooms(room), ...foreignPackages(room)],
    message: `${room} loads ${words}, and types of ${ports.join(', ')}: see scripts/ladder.ts.`,
  }
}

/** Rooms that are one file, or share their folder with others. */
const unusual: Readonly<Record<string, readonly string[]>> = {
  'src/main': ['src/main.ts'],
  'src/base-command': ['src/base-command.ts'],
  'src/world': ['src/world.ts'],
  'src/context': ['src/context.ts'],
  'src/engine': ['src/engine/*.ts'],
  'stacks/index': ['stacks/index.ts'],
  'stacks/contract': ['stacks/*contract.ts'],
  'stacks/shared': ['stacks/*.ts', '!stacks/index.ts', '!stacks/*contract.ts'],
  'stacks/provider': ['stacks/*/provider.ts'],
  'stacks/spec': ['stacks/*/spec/**'],
  'stacks/program': ['stacks/*/**', '!stacks/*/provider.ts', '!stacks/*/spec/**'],
}

const filesOf = Object.fromEntries(Object.keys(ladder).map((room) => [room, unusual[room] ?? [`${room}/**`]]))

/** Patterns of everything that is not below this room, as import paths look from inside it; the last match wins. */
function foreignRooms(room: string): readonly string[] {
  if (room.startsWith('stacks/')) return foreignToStacks(room)
  const allowed = [room, ...(ladder[room] ?? []), ...(typesOf[room] ?? [])]
  const rooms = Object.keys(ladder).filter((other) => !other.startsWith('stacks/') && other !== room)
  const foreign = rooms.filter((other) => !allowed.includes(other)).flatMap(patternsOf)
  return [
    ...foreign,
    ...enginesBeside(room),
    ...stacksFrom(allowed),
    ...ports.map((port) => `!${pathPattern(port)}`),
  ]
}

/** Files directly in `src/engine` are a room of their own, and the only ones that reach it without its name. */
function patternsOf(room: string): readonly string[] {
  if (room === 'src/engine') return ['**/engine/*.ts']
  return unusual[room]
    ? unusual[room].map((file) => pathPattern(file.replace(/\.ts$/, '')))
    : [`**/${tail(room)}/**`]
}

/** From within one engine the path to another starts beside it: `../docker/up.ts`. */
function enginesBeside(room: string): readonly string[] {
  const engines = Object.keys(ladder).filter((other) => other.startsWith('src/engine/') && other !== room)
  return room.startsWith('src/engine') ? engines.map((other) => `**/${other.split('/').at(-1)}/**`) : []
}

function stacksFrom(allowed: readonly string[]): readonly string[] {
  return [
    '**/stacks/**',
    ...(allowed.includes('stacks/shared') ? ['!**/stacks/*.ts', '**/stacks/index.ts'] : []),
    ...(allowed.includes('stacks/index') ? ['!**/stacks/index.ts'] : []),
  ]
}

/** Within `stacks` paths are short: `./docker/provider.ts` from the registry, `../docker/provider.ts` from beside it. */
function foreignToStacks(room: string): readonly string[] {
  const contract = ['!./contract.ts', '!../contract.ts']
  switch (room) {
    case 'stacks/index':
      return ['**/src/**', './*.ts', './*/**', '!./*/provider.ts', ...contract]
    case 'stacks/provider':
      return ['**/src/**', '../*/**', '!../shared/spec/**', '../index.ts']
    case 'stacks/program':
      return ['**/src/**', '../*/**', '!../shared/**', '../index.ts', './provider.ts']
    case 'stacks/spec':
      return ['**/src/**', '../*.ts', '../../*/**', '!../../shared/spec/**', '../../index.ts']
    case 'stacks/shared':
      return ['**/src/**', './*/**', './index.ts']
    default:
      return ['**/src/**', './**', '!./*contract.ts']
  }
}

function foreignPackages(room: string): readonly string[] {
  const foreign = Object.keys(packages).filter((name) => !packages[name]?.includes(room))
  return foreign.flatMap((name) => [name, `${name}/**`])
}

function pathPattern(file: string): string {
  return `**/${tail(file)}.ts`
}

function tail(path: string): string {
  return path.replace(/^src\//, '')
}
