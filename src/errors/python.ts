/** Catalogue: the Python that a server on this computer runs on. */
import { exitCodes, ZenError } from './zen-error.ts'

export function pythonNotFound(path: string) {
  return new ZenError({
    code: 'PYTHON_NOT_FOUND',
    message: `There is no working Python 3 at ${path}.`,
    fix: ['Give the path of another one: --python PATH', 'Or leave --python out: zen finds or makes one.'],
    exit: exitCodes.usage,
    details: { path },
  })
}

export function pythonWithoutServer(path: string, zenml: string | undefined) {
  const wanted = zenml === undefined ? 'zenml[server]' : `zenml[server]==${zenml}`
  return new ZenError({
    code: 'PYTHON_WITHOUT_SERVER',
    message:
      zenml === undefined
        ? `The Python at ${path} has no ZenML.`
        : `The Python at ${path} has ZenML ${zenml}, but not all that its server needs.`,
    fix: [
      `Install it there: ${path} -m pip install '${wanted}'`,
      'Or leave --python out: zen finds or makes one.',
    ],
    exit: exitCodes.usage,
    details: { path, ...(zenml !== undefined && { zenml }) },
  })
}

export interface UnsuitablePythons {
  readonly version: string
  /** Minor versions of Python 3. */
  readonly from: number
  readonly to: number
  readonly found: readonly { readonly path: string; readonly minor: number; readonly hasVenv: boolean }[]
}

export function noSuitablePython({ version, from, to, found }: UnsuitablePythons) {
  const withoutVenv = found.some(({ minor, hasVenv }) => minor >= from && minor <= to && !hasVenv)
  const list = found.map(({ path, minor }) => `${path} (3.${minor})`).join(', ')
  return new ZenError({
    code: 'NO_SUITABLE_PYTHON',
    message: withoutVenv
      ? `ZenML ${version} needs an environment of its own, and no Python here can make one: the venv module is missing.`
      : `ZenML ${version} needs Python 3.${from} to 3.${to}, and there is ${list ? `only ${list}` : 'no Python'} here.`,
    fix: [
      'Install uv, which brings its own Python: https://docs.astral.sh/uv/getting-started/installation/',
      ...(withoutVenv
        ? ['Or on Debian and Ubuntu: sudo apt install python3-venv']
        : [`Or install Python 3.${to}.`]),
    ],
    details: { version, from, to, found: found.map(({ path }) => path) },
  })
}

export function environmentNotMade(version: string, command: string, words: string) {
  return new ZenError({
    code: 'ENVIRONMENT_NOT_MADE',
    message: `ZenML ${version} could not be installed.`,
    fix: [
      'Check the network and the free disk space, then run the same command again.',
      `Or install it yourself, in an environment that is active when you run zen: pip install 'zenml[server]==${version}'`,
    ],
    details: { version, command },
    foreign: words,
  })
}

export function environmentLocked(owner: { readonly pid: number; readonly since: string }) {
  return new ZenError({
    code: 'ENVIRONMENT_LOCKED',
    message: `Another zen (process ${owner.pid}, since ${owner.since}) is still installing ZenML.`,
    fix: ['Wait until it is done, then run the same command again.'],
    exit: exitCodes.locked,
    details: { ...owner },
  })
}

export function pythonNotStarted(python: string, cause: Error) {
  return new ZenError({
    code: 'PYTHON_NOT_STARTED',
    message: `The Python at ${python} could not be started.`,
    fix: ['Run the same command again.', 'Or name another Python: --python PATH'],
    details: { python },
    foreign: cause.message,
    cause,
  })
}
