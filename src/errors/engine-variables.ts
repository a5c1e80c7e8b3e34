/** Catalogue: variables by which people name their own Pulumi, and the way to it. */
import { exitCodes, ZenError } from './zen-error.ts'

/** @param instead a program that was found in the folder that was named */
export function engineVariableWrong(path: string, instead: string | undefined) {
  return new ZenError({
    code: 'ENGINE_VARIABLE_WRONG',
    message: `ZEN_PULUMI names ${path}, which is no program.`,
    fix: [
      instead === undefined
        ? 'Name the pulumi program: export ZEN_PULUMI=FOLDER/pulumi'
        : `Name the program in it: export ZEN_PULUMI=${instead}`,
      'Or leave ZEN_PULUMI out: zen finds or downloads one.',
    ],
    exit: exitCodes.usage,
    details: { path },
  })
}

export function engineUnfit(path: string, version: string, wanted: string) {
  const [major] = wanted.split('.', 1)
  return new ZenError({
    code: 'ENGINE_UNFIT',
    message: `The Pulumi that ZEN_PULUMI names, ${path}, is ${version}. zen works with ${wanted} and later releases of Pulumi ${major}.`,
    fix: [`Name another one, or leave ZEN_PULUMI out: zen then finds or downloads ${wanted}.`],
    exit: exitCodes.usage,
    details: { path, version, wanted },
  })
}

export function engineNotStarted(path: string, foreign: string) {
  return new ZenError({
    code: 'ENGINE_NOT_STARTED',
    message: `The Pulumi at ${path} does not say its version.`,
    fix: [`See what is wrong with it: ${path} version`, 'Or name another one: export ZEN_PULUMI=PATH'],
    details: { path },
    foreign,
  })
}

export function pluginsVariableWrong(folder: string) {
  return new ZenError({
    code: 'PLUGINS_VARIABLE_WRONG',
    message: `ZEN_PULUMI_PLUGINS names ${folder}, which is no folder.`,
    fix: ['Name the folder that the plugins are in, or leave ZEN_PULUMI_PLUGINS out.'],
    exit: exitCodes.usage,
    details: { folder },
  })
}

/** The address itself is not repeated: it may hold a password. */
export function mirrorUnusable() {
  return new ZenError({
    code: 'MIRROR_UNUSABLE',
    message: 'ZEN_PULUMI_MIRROR is not the address of a website.',
    fix: ['Write it whole: export ZEN_PULUMI_MIRROR=https://HOST/PATH'],
    exit: exitCodes.usage,
  })
}

/** The address itself is not repeated: it may hold a password. */
export function proxyUnusable(variable: string) {
  return new ZenError({
    code: 'PROXY_UNUSABLE',
    message: `${variable} is not the address of a proxy.`,
    fix: [`Write it whole: export ${variable}=http://HOST:PORT`, `Or do without: unset ${variable}`],
    exit: exitCodes.usage,
    details: { variable },
  })
}
