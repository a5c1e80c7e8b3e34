/** Options that several providers have: defined once, so that a flag means the same everywhere. */
import type { Option } from './contract.ts'

/** TCP port on this computer. Each provider sets its own default. */
export const portOption = {
  flag: 'port',
  type: 'number',
  summary: 'port of this computer that the server answers at',
  placeholder: 'PORT',
  problem: (value) =>
    typeof value === 'number' && Number.isInteger(value) && value >= 1 && value <= 65_535
      ? undefined
      : 'must be a whole number from 1 to 65535',
} as const satisfies Option

export const usernameOption = {
  flag: 'username',
  type: 'text',
  summary: 'name of the ZenML administrator',
  placeholder: 'NAME',
  default: 'default',
} as const satisfies Option

export const passwordOption = {
  flag: 'password',
  type: 'text',
  secret: true,
  summary: 'password of the ZenML administrator',
  placeholder: 'PASSWORD',
} as const satisfies Option
