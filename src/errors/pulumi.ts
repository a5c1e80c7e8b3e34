/** Catalogue: the Pulumi engine, its state and its secrets. */
import { exitCodes, readRefusal, ZenError } from './zen-error.ts'

export function passphraseUnreadable(file: string, cause: unknown) {
  return new ZenError({
    code: 'PASSPHRASE_UNREADABLE',
    message: `The passphrase that the state is encrypted with could not be read from ${file}: ${readRefusal(cause)}.`,
    fix: [
      'Put the passphrase into PULUMI_CONFIG_PASSPHRASE, or name a file that holds it in PULUMI_CONFIG_PASSPHRASE_FILE.',
    ],
    details: { file },
    cause,
  })
}

export function passphraseMissing(name: string, backend: string) {
  return new ZenError({
    code: 'PASSPHRASE_MISSING',
    message: `Secrets of "${name}" in ${backend} are encrypted with a passphrase that this computer does not have.`,
    fix: [
      'Ask whoever deployed it. On that computer it is in the file "passphrase" in the data directory of zen, or in PULUMI_CONFIG_PASSPHRASE.',
      'Then put it into PULUMI_CONFIG_PASSPHRASE here, or name a file that holds it in PULUMI_CONFIG_PASSPHRASE_FILE.',
    ],
    details: { name, backend },
  })
}

export function passphraseWrong(name: string, source: string) {
  return new ZenError({
    code: 'PASSPHRASE_WRONG',
    message: `Secrets of "${name}" are encrypted with another passphrase than the one in ${source}.`,
    fix: [
      'Put the right one into PULUMI_CONFIG_PASSPHRASE, or name a file that holds it in PULUMI_CONFIG_PASSPHRASE_FILE.',
    ],
    details: { name, source },
  })
}

export function stateUnknown(name: string, provider: string) {
  return new ZenError({
    code: 'PROVIDER_UNKNOWN',
    message: `"${name}" was deployed to "${provider}", which this version of zen does not know.`,
    fix: ['Bring zen up to date: npm install --global zen-deploy@latest'],
    details: { name, provider },
  })
}

export function backendRefused(backend: string, foreign: string) {
  return new ZenError({
    code: 'BACKEND_REFUSED',
    message: `The state in ${backend} could not be read or written.`,
    fix: [
      "Look at Pulumi's own words below: most of the time a login or a permission is missing.",
      'Check the address: --backend URL, ZEN_BACKEND or PULUMI_BACKEND_URL.',
    ],
    details: { backend },
    foreign,
  })
}

export function clusterUnreachableForEngine(name: string, foreign: string) {
  return new ZenError({
    code: 'CLUSTER_UNREACHABLE',
    message: `The cluster of "${name}" stopped answering.`,
    fix: ['When it answers again: run the same command again, it goes on where it was.'],
    details: { name },
    foreign,
  })
}

/** Somebody who believed the kubeconfig would change or remove things of another cluster. */
export function clusterIsAnother(name: string, where: string) {
  return new ZenError({
    code: 'CLUSTER_IS_ANOTHER',
    message: `"${name}" is not in the cluster that ${where} leads to now.`,
    fix: [
      'Get the kubeconfig of its cluster, under the same name of context, and run the same command again.',
      `If that cluster is gone for good: zen destroy ${name} --cluster-gone`,
    ],
    details: { name },
  })
}

export function pluginMissing(foreign: string) {
  return new ZenError({
    code: 'PLUGIN_MISSING',
    message: 'A plugin of the Pulumi engine is not installed, or not in the version that zen needs.',
    fix: ['See what is missing and how to get it: zen doctor', 'Then run the same command again.'],
    foreign,
  })
}

/** A resource could not be made, changed or removed, in words that zen has no sentence of its own for. */
export function resourceFailed(name: string, resource: { words: string; name: string }, foreign: string) {
  return new ZenError({
    code: 'RESOURCE_FAILED',
    message: `The ${resource.words} ${resource.name} of "${name}" failed.`,
    fix: [
      'Read the words below, which are those of its provider.',
      'When the reason is gone: run the same command again, it goes on where it was.',
    ],
    details: { name, resource: resource.name },
    foreign,
  })
}

interface Refused {
  /** `undefined`: it was about no resource, but about whoever asks. */
  readonly resource: { readonly words: string; readonly name: string } | undefined
  /** What zen knows of the reason. */
  readonly known: { readonly message: string; readonly fix: readonly string[] }
}

/** A cloud refused in the middle of the work, for a reason that zen has a sentence for. */
export function resourceRefused(name: string, { resource, known }: Refused, foreign: string) {
  const goesOn = known.fix.some((fix) => fix.includes('same command again'))
  return new ZenError({
    code: 'CLOUD_REFUSED',
    message: resource
      ? `The ${resource.words} ${resource.name} of "${name}" failed. ${known.message}`
      : known.message,
    fix: [
      ...known.fix,
      ...(goesOn ? [] : ['When the reason is gone: run the same command again, it goes on where it was.']),
    ],
    details: { name, ...(resource ? { resource: resource.name } : {}) },
    foreign,
  })
}

/** Anything else that the engine, or a program, says. */
export function engineFailed(name: string, foreign: string) {
  return new ZenError({
    code: 'ENGINE_FAILED',
    message: `The Pulumi engine could not finish its work on "${name}".`,
    fix: ['Read its own words below.', 'Run the same command again: it goes on where it was.'],
    details: { name },
    foreign,
  })
}

/** The engine's process was killed, by the system for want of memory or by somebody. */
export function engineDied(name: string, foreign: string) {
  return new ZenError({
    code: 'ENGINE_DIED',
    message: `The Pulumi engine was ended from outside while it worked on "${name}".`,
    fix: [
      'Run the same command again: it finds out what was done and goes on.',
      'If it happens again, look whether this computer runs out of memory.',
    ],
    details: { name },
    foreign,
  })
}

export function stateLocked(
  name: string,
  owner: { user: string; host: string; pid: number; since: string; age: string },
) {
  return new ZenError({
    code: 'DEPLOYMENT_LOCKED',
    message: `Somebody else is working on "${name}": ${owner.user} on ${owner.host}, process ${owner.pid}, since ${owner.since} (${owner.age}).`,
    fix: [
      'Wait until it is done, then run the same command again.',
      'If that process will never come back: run the same command with --unlock.',
    ],
    exit: exitCodes.locked,
    details: { name, ...owner },
  })
}
