/** A name server, by which a computer finds what simulated clouds have: https://www.rfc-editor.org/rfc/rfc1035 */
import { createSocket } from 'node:dgram'
import { once } from 'node:events'
import { createServer, type Socket } from 'node:net'

const [A, NOERROR, NXDOMAIN, HEADER] = [1, 0, 3, 12]
const PORT = 53
/** Over TCP a message has its length before it. */
const LENGTH = 2
/** A response, authoritative, with recursion as far as anybody needs it. */
const FLAGS = 0x8580
const POINTER_TO_NAME = 0xc00c
const TTL_SECONDS = 0

export type Lookup = (name: string) => readonly string[]

export interface NameServer {
  close(): void
}

/**
 * Over UDP, and over TCP, which some programs prefer.
 * @param lookup IPv4 addresses of a name in small letters, none for a name that is nobody's
 * @throws the system's error when somebody listens there already
 */
export async function serveNames(address: string, lookup: Lookup): Promise<NameServer> {
  const socket = createSocket('udp4')
  socket.on('message', (query, { port, address: asker }) => {
    const answer = answerTo(query, lookup)
    if (answer) socket.send(answer, port, asker)
  })
  socket.bind(PORT, address)
  await once(socket, 'listening')
  const server = createServer((asker) => answerAll(asker, lookup)).listen(PORT, address)
  await once(server, 'listening')
  return {
    close: () => {
      socket.close()
      server.close()
    },
  }
}

function answerAll(asker: Socket, lookup: Lookup): void {
  let left = Buffer.alloc(0)
  asker.on('error', () => asker.destroy())
  asker.on('data', (bytes: Buffer) => {
    left = Buffer.concat([left, bytes])
    while (left.length >= LENGTH && left.length >= LENGTH + left.readUInt16BE(0)) {
      const end = LENGTH + left.readUInt16BE(0)
      const answer = answerTo(left.subarray(LENGTH, end), lookup)
      left = left.subarray(end)
      if (!answer) continue
      const length = Buffer.alloc(LENGTH)
      length.writeUInt16BE(answer.length)
      asker.write(Buffer.concat([length, answer]))
    }
  })
}

function answerTo(query: Buffer, lookup: Lookup): Buffer | undefined {
  if (query.length < HEADER) return undefined
  const { name, end } = questionIn(query)
  const addresses = lookup(name.toLowerCase())
  const isAboutA = query.readUInt16BE(end - 4) === A
  const records = isAboutA ? addresses.map(record) : []
  const header = Buffer.alloc(HEADER)
  query.copy(header, 0, 0, 2)
  header.writeUInt16BE(FLAGS | (addresses.length > 0 ? NOERROR : NXDOMAIN), 2)
  header.writeUInt16BE(1, 4)
  header.writeUInt16BE(records.length, 6)
  return Buffer.concat([header, query.subarray(HEADER, end), ...records])
}

/** The first question: its name, and where the next part begins. */
function questionIn(query: Buffer): { readonly name: string; readonly end: number } {
  const labels: string[] = []
  let at = HEADER
  for (let length = query[at] ?? 0; length > 0; length = query[at] ?? 0) {
    labels.push(query.toString('latin1', at + 1, at + 1 + length))
    at += 1 + length
  }
  return { name: labels.join('.'), end: at + 5 }
}

function record(address: string): Buffer {
  const fixed = Buffer.alloc(HEADER)
  fixed.writeUInt16BE(POINTER_TO_NAME, 0)
  fixed.writeUInt16BE(A, 2)
  fixed.writeUInt16BE(1, 4)
  fixed.writeUInt32BE(TTL_SECONDS, 6)
  fixed.writeUInt16BE(4, 10)
  return Buffer.concat([fixed, Buffer.from(address.split('.').map(Number))])
}
