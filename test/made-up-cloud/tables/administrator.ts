import type { Identity } from '../../cloud/frame/identity.ts'

export const administrator: Identity = {
  credentials: { token: 'of-the-gardener' },
  account: 'meadow-1',
  principal: 'gardener@meadow.test',
}

export function environmentOf({ credentials }: Identity): Readonly<Record<string, string>> {
  return { MEADOW_TOKEN: credentials['token'] ?? '' }
}
