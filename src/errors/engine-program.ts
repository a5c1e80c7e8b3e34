/** Catalogue: the Pulumi CLI and its plugins, found or downloaded. */
import { exitCodes, ZenError } from './zen-error.ts'

/** Something zen would download. */
export interface Wanted {
  /** `Pulumi 3.259.0` */
  readonly label: string
  /** Address of the archive. */
  readonly address: string
  /** What names it when it is brought along by hand. */
  readonly variable: 'ZEN_PULUMI' | 'ZEN_PULUMI_PLUGINS'
  /** Path of the program in the archive. */
  readonly program: string
}

/** An address, and why the file was not had there. */
export interface Refusal {
  readonly address: string
  readonly reason: string
}

/** Nobody gave it: the network, a proxy, a server in trouble. */
export function engineUnreachable(wanted: Wanted, refusals: readonly Refusal[]) {
  const foreign = wordsOf(refusals)
  return new ZenError({
    code: 'ENGINE_UNREACHABLE',
    message: `${wanted.label} is not on this computer, and can't be downloaded${because(refusals)}.`,
    fix: [
      /certificate|CERT_/i.test(foreign)
        ? 'If a proxy of your network signs for others, name its certificate: export NODE_EXTRA_CA_CERTS=FILE'
        : 'Check the network, or name its proxy: export HTTPS_PROXY=http://HOST:PORT',
      'If your company has a mirror of get.pulumi.com: export ZEN_PULUMI_MIRROR=https://HOST/PATH',
      broughtAlong(wanted),
    ],
    details: { address: wanted.address },
    foreign,
  })
}

/** Everybody answered, and nobody has it: a mirror that is not complete, most likely. */
export function engineNotThere(wanted: Wanted, refusals: readonly Refusal[]) {
  return new ZenError({
    code: 'ENGINE_NOT_THERE',
    message: `${wanted.label} is not on this computer, nor where it should be to download.`,
    fix: ['If ZEN_PULUMI_MIRROR is set, see whether the mirror has that file.', broughtAlong(wanted)],
    details: { address: wanted.address },
    foreign: wordsOf(refusals),
  })
}

export function engineAltered(wanted: Wanted, refusals: readonly Refusal[]) {
  return new ZenError({
    code: 'ENGINE_ALTERED',
    message: `What came as ${wanted.label} is not what its makers published, so it was thrown away.`,
    fix: [
      'Run the same command again.',
      'If it happens again, something on the way (a proxy, a mirror) alters or cuts downloads: ask whoever runs it.',
      broughtAlong(wanted),
    ],
    details: { address: wanted.address },
    foreign: wordsOf(refusals),
  })
}

/** @param computer `freebsd on x64` */
export function engineNotReleased(label: string, computer: string, variable: Wanted['variable']) {
  return new ZenError({
    code: 'ENGINE_NOT_RELEASED',
    message: `${label} is needed, and its makers have none for ${computer}.`,
    fix: [`If you have one of your own: export ${variable}=PATH`, 'Or run zen on another computer.'],
    details: { computer },
  })
}

/** Right to the last byte, and the system does not run it. */
export function engineNotRunning(label: string, foreign: string) {
  return new ZenError({
    code: 'ENGINE_NOT_RUNNING',
    message: `${label} was downloaded, and does not run on this computer.`,
    fix: [
      "If zen's data is on a disk that forbids programs (noexec), name another folder: export ZEN_HOME=FOLDER",
      'Or name a Pulumi that runs: export ZEN_PULUMI=PATH',
    ],
    foreign,
  })
}

export function archiveBroken(archive: string, foreign: string) {
  return new ZenError({
    code: 'ARCHIVE_BROKEN',
    message: `The archive ${archive} can't be unpacked.`,
    fix: ['Bring it along again: it may have been cut on the way.'],
    details: { archive },
    foreign,
  })
}

export function engineNotStored(directory: string, foreign: string) {
  return new ZenError({
    code: 'ENGINE_NOT_STORED',
    message: `Pulumi could not be written to ${directory}.`,
    fix: [
      'Make room there, about 500 MB, and see that you may write.',
      "Or name another folder for zen's data: export ZEN_HOME=FOLDER",
    ],
    details: { directory },
    foreign,
  })
}

export function engineLocked(owner: { readonly pid: number; readonly since: string }) {
  return new ZenError({
    code: 'ENGINE_LOCKED',
    message: `Another zen (process ${owner.pid}, since ${owner.since}) is still installing Pulumi.`,
    fix: ['Wait until it is done, then run the same command again.'],
    exit: exitCodes.locked,
    details: { ...owner },
  })
}

function broughtAlong({ address, variable, program }: Wanted): string {
  return variable === 'ZEN_PULUMI'
    ? `Without the internet, bring ${address} along, unpack it, and: export ZEN_PULUMI=FOLDER/${program}`
    : `Without the internet, bring ${address} along, and: export ZEN_PULUMI_PLUGINS=FOLDER`
}

/** The first reason, short enough for a sentence; checks show nothing else. */
function because([first]: readonly Refusal[]): string {
  return first === undefined ? '' : `: ${first.reason.replace(/\s+/g, ' ').replace(/\.$/, '')}`
}

function wordsOf(refusals: readonly Refusal[]): string {
  return refusals.map(({ address, reason }) => `${address}: ${reason}`).join('\n')
}
