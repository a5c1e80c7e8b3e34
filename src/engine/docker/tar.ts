const BLOCK = 512

/**
 * A tar archive, as text, of one empty folder that its owner may write to.
 * Format: https://www.gnu.org/software/tar/manual/html_node/Standard.html
 * @param name at most 99 letters of ASCII.
 */
export function folderArchive(
  name: string,
  { uid, gid }: { readonly uid: number; readonly gid: number },
): string {
  const folder = '5'
  const fields = [
    `${name}/`.padEnd(100, '\0'),
    octal(0o755, 8),
    octal(uid, 8),
    octal(gid, 8),
    octal(0, 12),
    octal(0, 12),
    ' '.repeat(8),
    folder,
    '\0'.repeat(100),
    'ustar\x0000',
  ]
  const header = fields.join('').padEnd(BLOCK, '\0')
  const sum = [...header].reduce((total, letter) => total + letter.charCodeAt(0), 0)
  const [before, after] = [header.slice(0, 148), header.slice(156)]
  return `${before}${sum.toString(8).padStart(6, '0')}\0 ${after}${'\0'.repeat(2 * BLOCK)}`
}

function octal(value: number, width: number): string {
  return `${value.toString(8).padStart(width - 1, '0')}\0`
}
