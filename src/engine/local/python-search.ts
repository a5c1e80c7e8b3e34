import { join } from 'node:path'
import { pythonNotFound, pythonWithoutServer } from '../../errors/python.ts'
import { choosePython, type PythonChoice } from './python-choice.ts'
import { environmentPython, readyEnvironment } from './python-environment.ts'
import { type ProbePython, type Python, probePython } from './python-probe.ts'

export interface PythonSearch {
  readonly env: Readonly<Record<string, string | undefined>>
  readonly dataDirectory: string
  /** What the person asked for with `--python`: then nothing else is looked at. */
  readonly wanted?: string
  /** The Python that ran this server before. */
  readonly previous?: string
  /** See `PythonNeeds` in python-choice.ts. */
  readonly version?: string
  /** @default probePython */
  readonly probe?: ProbePython
}

export interface FoundPython {
  readonly choice: PythonChoice
  /** All Pythons of this computer, to make an environment with. */
  readonly candidates: readonly Python[]
}

/**
 * @throws ZenError `PYTHON_NOT_FOUND` or `PYTHON_WITHOUT_SERVER` for a Python that was asked for by path
 */
export async function findPython(search: PythonSearch): Promise<FoundPython> {
  if (search.wanted !== undefined) return wantedPython(search.wanted, search)
  const commands = [...new Set([search.previous, ...commandsOf(search.env)])].filter(
    (path) => path !== undefined,
  )
  const probe = search.probe ?? probePython
  const probes = await Promise.all(commands.map((command) => probe(command, search.env)))
  const candidates = probes.filter((python) => python !== undefined)
  const choice = choosePython({
    candidates,
    ...(search.version !== undefined && { version: search.version }),
  })
  return { choice: await reused(choice, search.dataDirectory), candidates }
}

/** An environment that was made before is as good as one that was found. */
async function reused(choice: PythonChoice, dataDirectory: string): Promise<PythonChoice> {
  if (choice.kind === 'found' || !(await readyEnvironment(dataDirectory, choice.version))) return choice
  return {
    kind: 'found',
    python: environmentPython(dataDirectory, choice.version),
    version: choice.version,
  }
}

async function wantedPython(command: string, { env }: PythonSearch): Promise<FoundPython> {
  const python = await probePython(command, env)
  if (python === undefined) throw pythonNotFound(command)
  if (!python.hasServer || python.zenml === undefined) throw pythonWithoutServer(python.path, python.zenml)
  return { choice: { kind: 'found', python: python.path, version: python.zenml }, candidates: [python] }
}

/** The active virtual environment, the active conda environment, then whatever the shell would find. */
function commandsOf(env: Readonly<Record<string, string | undefined>>): readonly string[] {
  const { VIRTUAL_ENV: venv, CONDA_PREFIX: conda } = env
  const windows = process.platform === 'win32'
  return [
    ...(venv ? [windows ? join(venv, 'Scripts', 'python.exe') : join(venv, 'bin', 'python')] : []),
    ...(conda ? [windows ? join(conda, 'python.exe') : join(conda, 'bin', 'python')] : []),
    'python3',
    'python',
  ]
}
