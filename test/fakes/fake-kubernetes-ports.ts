/**
 * Ports of the fake cluster's pods, reached as the API server lets one reach them: a web socket for each connection,
 * whose messages begin with the number of a channel (0 data, 1 errors), and whose first on each channel is the port.
 */
import { createHash } from 'node:crypto'
import type { IncomingMessage } from 'node:http'
import { connect } from 'node:net'
import type { Duplex } from 'node:stream'
import { frameOf, framesIn } from './web-socket-frames.ts'

const [DATA, ERROR] = [0, 1]

export class Ports {
  /** Ports of this computer by `namespace/pod:port`. */
  readonly #targets = new Map<string, number>()
  readonly #sockets = new Map<Duplex, string>()

  /** @param pod `namespace/pod:port` @param port of this computer */
  lead(pod: string, port: number): void {
    this.#targets.set(pod, port)
  }

  /** As when the pod goes away: connections break off, and there are no new ones. */
  cut(pod: string): void {
    this.#targets.delete(pod)
    for (const [socket, to] of this.#sockets) if (to === pod) socket.destroy()
  }

  open(request: IncomingMessage, socket: Duplex, head: Buffer, pod: string): void {
    const key = `${request.headers['sec-websocket-key']}258EAFA5-E914-47DA-95CA-C5AB0DC85B11`
    const accept = createHash('sha1').update(key).digest('base64')
    const offered = (request.headers['sec-websocket-protocol'] ?? '').split(/,\s*/)
    if (!offered.includes('v4.channel.k8s.io')) {
      socket.end('HTTP/1.1 400 Bad Request\r\ncontent-length: 0\r\n\r\n')
      return
    }
    const lines = ['upgrade: websocket', 'connection: Upgrade', `sec-websocket-accept: ${accept}`]
    socket.write(
      `HTTP/1.1 101 Switching Protocols\r\n${lines.join('\r\n')}\r\nsec-websocket-protocol: v4.channel.k8s.io\r\n\r\n`,
    )
    this.#sockets.set(socket, pod)
    socket.on('close', () => this.#sockets.delete(socket)).on('error', () => socket.destroy())
    const number = Buffer.alloc(2)
    number.writeUInt16LE(Number(pod.split(':')[1]))
    const send = (channel: number, data: Buffer) =>
      socket.write(frameOf(Buffer.concat([Buffer.from([channel]), data])))
    send(DATA, number)
    send(ERROR, number)
    const port = this.#targets.get(pod)
    if (port === undefined) send(ERROR, Buffer.from('connection refused'))
    else pump(socket, head, port, (data) => send(DATA, data))
  }

  close(): void {
    for (const socket of this.#sockets.keys()) socket.destroy()
  }
}

function pump(socket: Duplex, head: Buffer, port: number, send: (data: Buffer) => void): void {
  const target = connect(port, '127.0.0.1')
  target.on('data', send).on('error', () => socket.destroy())
  target.on('close', () => socket.end())
  socket.on('close', () => target.destroy())
  let rest = head
  const read = (piece: Buffer) => {
    const { frames, left } = framesIn(Buffer.concat([rest, piece]))
    rest = left
    for (const { isClose, data } of frames) {
      if (isClose) socket.end()
      else if (data[0] === DATA) target.write(data.subarray(1))
    }
  }
  if (head.length > 0) read(Buffer.alloc(0))
  socket.on('data', read)
}
