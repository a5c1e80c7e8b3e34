/** Options that several providers have: defined once, so that a flag means the same everywhere. */
import { isIP } from 'node:net'
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

/** Loopback unless somebody decides otherwise: a server on a laptop is nobody else's business. */
export const hostOption = {
  flag: 'host',
  type: 'text',
  summary: 'address of this computer that the server answers at',
  placeholder: 'ADDRESS',
  default: '127.0.0.1',
  problem: (value) =>
    typeof value === 'string' && (value === 'localhost' || isIP(value) !== 0)
      ? undefined
      : 'must be an IP address of this computer, such as 127.0.0.1, or 0.0.0.0 for all of them',
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
  defaultNote: 'a generated one',
} as const satisfies Option

export const databasePasswordOption = {
  flag: 'database-password',
  type: 'text',
  secret: true,
  summary: 'password for the database',
  placeholder: 'PASSWORD',
  defaultNote: 'the one in the URL',
} as const satisfies Option

export const encryptionKeyOption = {
  flag: 'encryption-key',
  type: 'text',
  secret: true,
  summary: 'key that ZenML secrets are encrypted with, for a database that another server used before',
  placeholder: 'KEY',
  defaultNote: 'a generated one',
} as const satisfies Option

/** Each provider says which part of an image's name it wants. */
export const imageOption = {
  flag: 'image',
  type: 'text',
  summary: 'image of the ZenML server',
  placeholder: 'IMAGE',
} as const satisfies Option
