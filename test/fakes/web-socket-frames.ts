/** Messages of a web socket as bytes, as a server reads and writes them: https://www.rfc-editor.org/rfc/rfc6455#section-5 */

export interface Frame {
  readonly isClose: boolean
  readonly data: Buffer
}

const [BINARY, CLOSE] = [2, 8]

/** One binary message, unmasked as servers send them. */
export function frameOf(data: Buffer): Buffer {
  const size = data.length
  const head = Buffer.from([0x80 | BINARY, size < 126 ? size : size < 65536 ? 126 : 127])
  const length = Buffer.alloc(size < 126 ? 0 : size < 65536 ? 2 : 8)
  if (length.length === 2) length.writeUInt16BE(size)
  if (length.length === 8) length.writeBigUInt64BE(BigInt(size))
  return Buffer.concat([head, length, data])
}

/** The whole messages of masked bytes, and what is left. Control messages other than the close are dropped. */
export function framesIn(bytes: Buffer): { readonly frames: readonly Frame[]; readonly left: Buffer } {
  const frames: Frame[] = []
  let left = bytes
  for (let next = first(left); next; next = first(left)) {
    const { kind, data, size } = next
    if (kind === BINARY || kind === CLOSE) frames.push({ isClose: kind === CLOSE, data })
    left = left.subarray(size)
  }
  return { frames, left }
}

function first(
  bytes: Buffer,
): { readonly kind: number; readonly data: Buffer; readonly size: number } | undefined {
  if (bytes.length < 2) return undefined
  const short = bytes.readUInt8(1) & 0x7f
  const extra = short === 126 ? 2 : short === 127 ? 8 : 0
  if (bytes.length < 2 + extra) return undefined
  const length = extra === 0 ? short : extra === 2 ? bytes.readUInt16BE(2) : Number(bytes.readBigUInt64BE(2))
  const begin = 2 + extra + 4
  if (bytes.length < begin + length) return undefined
  const mask = bytes.subarray(begin - 4, begin)
  const data = Buffer.from(
    bytes.subarray(begin, begin + length).map((byte, at) => byte ^ (mask[at % 4] ?? 0)),
  )
  return { kind: bytes.readUInt8(0) & 0x0f, data, size: begin + length }
}
