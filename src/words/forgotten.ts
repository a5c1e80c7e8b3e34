/** What `destroy --forget` says at the end. It never says that anything is gone. */
import type { Forgotten } from '../actions/forget.ts'

export function forgottenText({ name, where, left, client }: Forgotten): string {
  const head = `"${name}" is forgotten. Nothing was taken away`
  return [
    left.length === 0
      ? `${head}; zen knew of nothing that was there.`
      : `${head}: on ${where} this may still be there, and cost money:`,
    ...left.map((item) => `  - ${item}`),
    ...(client.restored ? ['  Client  has its previous store back'] : []),
  ].join('\n')
}

export function forgottenJson({ name, left, client }: Forgotten) {
  return {
    ok: left.length === 0,
    command: 'destroy',
    destroyed: [],
    forgotten: [name],
    left,
    data: { action: 'none' },
    client: { restored: client.restored },
  }
}
