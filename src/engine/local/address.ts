/** The address to listen at: `localhost` may mean several, and the server needs one. */
export function listenAddress(host: string): string {
  return host === 'localhost' ? '127.0.0.1' : host
}

export function isLoopback(host: string): boolean {
  return host === 'localhost' || host === '::1' || /^127(\.\d+){3}$/.test(host)
}

/** Where programs on this computer reach the server: one that listens everywhere is reached at loopback. */
export function urlOf(host: string, port: number): string {
  const reached = { '0.0.0.0': '127.0.0.1', '::': '[::1]' }[host] ?? listenAddress(host)
  return `http://${reached.includes(':') && !reached.startsWith('[') ? `[${reached}]` : reached}:${port}`
}
