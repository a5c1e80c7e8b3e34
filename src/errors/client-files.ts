/** Catalogue: the files of the ZenML client. */
import { exitCodes, messageOf, systemCodeOf, ZenError } from './zen-error.ts'

export function clientFileNotYaml(file: string, problem: string) {
  return new ZenError({
    code: 'CLIENT_FILE_NOT_YAML',
    message: `${file} is not valid YAML.`,
    fix: [`Correct it: ${file}`, `Or move it away; ZenML makes a new one: mv '${file}' '${file}.old'`],
    foreign: problem,
    details: { file },
  })
}

export function clientFileNotMapping(file: string) {
  return new ZenError({
    code: 'CLIENT_FILE_NOT_MAPPING',
    message: `${file} holds no settings: a ZenML file is made of lines like "version: 0.98.0".`,
    fix: [`Correct it: ${file}`, `Or move it away; ZenML makes a new one: mv '${file}' '${file}.old'`],
    details: { file },
  })
}

export function clientFileNotText(file: string) {
  return new ZenError({
    code: 'CLIENT_FILE_NOT_TEXT',
    message: `${file} is not UTF-8 text, so zen can't change it without loss.`,
    fix: [`Save it as UTF-8: ${file}`, `Or move it away; ZenML makes a new one: mv '${file}' '${file}.old'`],
    details: { file },
  })
}

export function clientFileNotFile(file: string) {
  return new ZenError({
    code: 'CLIENT_FILE_NOT_FILE',
    message: `${file} should be a file of the ZenML client, but is something else, such as a folder.`,
    fix: [`Move it away: mv '${file}' '${file}.old'`],
    details: { file },
  })
}

export function clientFolderNotFolder(folder: string) {
  return new ZenError({
    code: 'CLIENT_FOLDER_NOT_FOLDER',
    message: `${folder} should be a folder, but is something else.`,
    fix: [`Move it away: mv '${folder}' '${folder}.old'`, 'Or name another folder: ZENML_CONFIG_PATH=…'],
    details: { folder },
  })
}

export function clientFileLinksNowhere(file: string, target: string) {
  return new ZenError({
    code: 'CLIENT_FILE_LINKS_NOWHERE',
    message: `${file} is a link to ${target}, which leads nowhere.`,
    fix: [`Make what it points to: ${target}`, `Or remove the link: rm '${file}'`],
    details: { file, target },
  })
}

export function clientFileReadOnly(file: string) {
  return new ZenError({
    code: 'CLIENT_FILE_READ_ONLY',
    message: `${file} is read-only, so zen leaves it alone.`,
    fix: [`Allow zen to change it: chmod u+w '${file}'`],
    details: { file },
  })
}

export function clientFolderReadOnly(folder: string) {
  return new ZenError({
    code: 'CLIENT_FOLDER_READ_ONLY',
    message: `zen may not write into ${folder}.`,
    fix: [
      `Allow it: chmod u+w '${folder}'`,
      "Or use other folders: ZENML_CONFIG_PATH=… for the client's files, ZEN_HOME=… for zen's own",
    ],
    details: { folder },
  })
}

export function clientFileUnreadable(file: string, cause: unknown) {
  return new ZenError({
    code: 'CLIENT_FILE_UNREADABLE',
    message: `zen can't read ${file}.`,
    fix: [`Allow it: chmod u+r '${file}'`],
    foreign: messageOf(cause),
    details: { file },
    cause,
  })
}

export function clientDiskFull(folder: string) {
  return new ZenError({
    code: 'CLIENT_DISK_FULL',
    message: `There is no space left for ${folder}. Nothing was changed there.`,
    fix: [`See what fills it: df -h '${folder}'`, 'Free some space, then run the same command again.'],
    details: { folder },
  })
}

export function clientFilesLocked(owner: {
  readonly user: string
  readonly host: string
  readonly pid: number
  readonly since: string
}) {
  return new ZenError({
    code: 'CLIENT_FILES_LOCKED',
    message: `Another zen is changing the ZenML client's files: ${owner.user} on ${owner.host}, process ${owner.pid}, since ${owner.since}.`,
    fix: ['Wait until it is done, then run the same command again.'],
    exit: exitCodes.locked,
    details: { ...owner },
  })
}

export function clientHistoryBroken(file: string) {
  return new ZenError({
    code: 'CLIENT_HISTORY_BROKEN',
    message: `${file}, where zen notes what the ZenML client was connected to, is damaged or made by a newer zen.`,
    fix: [
      'Update zen, if another one made it.',
      `Or start over, and lose the way back to earlier stores: mv '${file}' '${file}.old'`,
    ],
    details: { file },
  })
}

function clientFileNotWritten(file: string, cause: unknown) {
  return new ZenError({
    code: 'CLIENT_FILE_NOT_WRITTEN',
    message: `zen can't write ${file}. Nothing was changed.`,
    fix: [`Look at the file and its folder, then run the same command again: ls -ld '${file}'`],
    foreign: messageOf(cause),
    details: { file },
    cause,
  })
}

/** The sentence for whatever the system said while a file of this folder was written; other errors as they are. */
export function clientWriteFailed(file: string, folder: string, error: unknown): unknown {
  const code = systemCodeOf(error)
  if (code === undefined || error instanceof ZenError) return error
  if (code === 'ENOSPC' || code === 'EDQUOT') return clientDiskFull(folder)
  if (code === 'EACCES' || code === 'EPERM' || code === 'EROFS') return clientFolderReadOnly(folder)
  if (code === 'ENOTDIR' || code === 'EEXIST') return clientFolderNotFolder(folder)
  return clientFileNotWritten(file, error)
}
