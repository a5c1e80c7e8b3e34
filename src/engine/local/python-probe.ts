import { parseJson } from '../../client/server-answer.ts'
import { runProgram } from './run-program.ts'

/** What a Python said about itself. */
export interface Python {
  /** Path of the interpreter as it calls itself: the one of a virtual environment, not of its base. */
  readonly path: string
  /** Minor version of Python 3: 12 means 3.12. */
  readonly minor: number
  /** Version of the ZenML in it, when there is one. */
  readonly zenml?: string
  /** Whether everything that the server extra asks for is installed. */
  readonly hasServer: boolean
  /** Whether it can make virtual environments. */
  readonly hasVenv: boolean
}

/**
 * Looks at installed packages' metadata only: importing ZenML takes seconds. Requirements with a further condition
 * (an operating system, a Python version) are passed over, because judging them needs a package that may be missing.
 */
const script = `
import importlib.util, json, re, sys
import importlib.metadata as metadata
def missing(name, extra):
    for line in metadata.requires(name) or []:
        requirement, _, marker = line.partition(";")
        if marker.strip().replace('"', "'") != "extra == '%s'" % extra: continue
        found = re.match(r"\\s*([A-Za-z0-9._-]+)\\s*(?:\\[([^\\]]*)\\])?", requirement)
        if found.group(1).lower() == "zenml":
            for inner in (found.group(2) or "").split(","):
                if missing(name, inner.strip()): return True
            continue
        try: metadata.version(found.group(1))
        except metadata.PackageNotFoundError: return True
    return False
try: zenml = metadata.version("zenml")
except metadata.PackageNotFoundError: zenml = None
print(json.dumps([sys.executable, sys.version_info[0], sys.version_info[1], zenml,
    bool(zenml) and not missing("zenml", "server"),
    all(importlib.util.find_spec(name) for name in ("venv", "ensurepip"))]))
`

const TIMEOUT_MS = 20_000

export type ProbePython = typeof probePython

/** Asks each Python once: checks, preview and `up` of one command would ask each of them again. */
export function rememberedProbe(): ProbePython {
  const answers = new Map<string, Promise<Python | undefined>>()
  return (command, env) => {
    const known = answers.get(command) ?? probePython(command, env)
    answers.set(command, known)
    return known
  }
}

/** Asks a Python what it is (0.1 s). `undefined` when there is none at that path, or it is older than 3.8. */
export async function probePython(
  command: string,
  env: Readonly<Record<string, string | undefined>>,
): Promise<Python | undefined> {
  const { code, stdout } = await runProgram(command, ['-c', script], { env, timeoutMs: TIMEOUT_MS })
  if (code !== 0) return undefined
  const answer = parseJson(stdout.trim().split('\n').at(-1) ?? '')
  if (!Array.isArray(answer)) return undefined
  const [path, major, minor, zenml, hasServer, hasVenv]: readonly unknown[] = answer
  if (typeof path !== 'string' || major !== 3 || typeof minor !== 'number') return undefined
  return {
    path,
    minor,
    ...(typeof zenml === 'string' && { zenml }),
    hasServer: hasServer === true,
    hasVenv: hasVenv === true,
  }
}
