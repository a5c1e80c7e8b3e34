import { systemCodeOf } from '../../../errors/zen-error.ts'

/** Whether the system refused to write: a full disk, a folder that may not be written. Trying again changes nothing. */
export function isOfDisk(error: unknown): boolean {
  return /^(ENOSPC|EDQUOT|EFBIG|EIO|EROFS|EACCES|EPERM)$/.test(systemCodeOf(error) ?? '')
}
