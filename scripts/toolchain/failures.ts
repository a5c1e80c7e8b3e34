/** What can go wrong on the way to a program, in words for developers. */

import { exitCodes, ZenError } from '../../src/errors/zen-error.ts'

export function unknownProgram(name: string, known: readonly string[]) {
  return new ZenError({
    code: 'TOOLCHAIN_UNKNOWN',
    message: `The toolchain has no "${name}".`,
    fix: [`It has: ${known.join(', ')}`],
    exit: exitCodes.usage,
  })
}

export function nothingNamed(sets: readonly string[]) {
  return new ZenError({
    code: 'TOOLCHAIN_NOTHING_NAMED',
    message: 'There is nothing to do: no program was named.',
    fix: [`Name programs, or one of the sets: ${sets.join(', ')}`],
    exit: exitCodes.usage,
  })
}

export function goMissing(name: string, version: string) {
  return new ZenError({
    code: 'GO_MISSING',
    message: `${name} ${version} has to be built, and there is no Go on the PATH.`,
    fix: [
      'Install Go 1.21 or newer: https://go.dev/doc/install',
      `Or put a ready ${name} ${version} on the PATH, or into a folder that ZEN_TOOLCHAIN_BIN names.`,
    ],
  })
}

export function goTooOld(name: string, wanted: string, found: string) {
  return new ZenError({
    code: 'GO_TOO_OLD',
    message: `${name} is built with Go ${wanted}, which Go ${found} can't fetch by itself.`,
    fix: ['Install Go 1.21 or newer: https://go.dev/doc/install'],
  })
}

export function buildFailed(name: string, foreign: string) {
  return new ZenError({
    code: 'TOOLCHAIN_BUILD_FAILED',
    message: `${name} could not be built.`,
    fix: [
      "Go's own words are below. When the reason is gone, run the same command again: what is compiled stays.",
      'Where modules come from a mirror, name it in GOPROXY.',
    ],
    foreign,
  })
}

export function buildInterrupted(name: string) {
  return new ZenError({
    code: 'TOOLCHAIN_INTERRUPTED',
    message: `The build of ${name} was interrupted; nothing half-made is left.`,
    fix: ['Continue: run the same command again. What is compiled stays.'],
    exit: exitCodes.interrupted,
  })
}

export function wrongVersionBuilt(name: string, version: string, answer: string) {
  return new ZenError({
    code: 'TOOLCHAIN_WRONG_VERSION',
    message: `The ${name} that was built does not say that it is ${version}.`,
    fix: ['Make scripts/toolchain/recipes.ts and the go.mod of its module agree.'],
    foreign: answer,
  })
}
