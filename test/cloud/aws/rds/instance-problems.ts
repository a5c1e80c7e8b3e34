/**
 * What the provider itself won't send, and what RDS refuses by the values alone:
 * https://docs.aws.amazon.com/AmazonRDS/latest/APIReference/API_CreateDBInstance.html
 */
import type { Problem } from '../../frame/definition.ts'
import { refuse } from '../../frame/fields.ts'
import { numberAt, type Properties, textAt } from '../../frame/properties.ts'

/** Of the provider, before it asks. */
export function identifierProblems(inputs: Properties): readonly Problem[] {
  const identifier = textAt(inputs, 'identifier')
  const reason = identifier === undefined ? undefined : identifierProblem(identifier)
  return reason === undefined ? [] : [{ path: 'identifier', reason }]
}

function identifierProblem(identifier: string): string | undefined {
  if (!/^[0-9a-z-]+$/.test(identifier)) {
    return 'only lowercase alphanumeric characters and hyphens allowed in "identifier"'
  }
  if (!/^[a-z]/.test(identifier)) return 'first character of "identifier" must be a letter'
  if (identifier.includes('--')) return '"identifier" cannot contain two consecutive hyphens'
  if (identifier.endsWith('-')) return '"identifier" cannot end with a hyphen'
  return identifier.length > 63 ? '"identifier" cannot be greater than 63 characters' : undefined
}

/** Of RDS. @throws what it answers */
export function judgeValues(inputs: Properties): void {
  judgeNames(textAt(inputs, 'dbName'), textAt(inputs, 'username'))
  judgePassword(textAt(inputs, 'password'))
  judgeStorage(inputs)
}

function judgeNames(name: string | undefined, user: string | undefined): void {
  if (name !== undefined && !/^[A-Za-z][0-9A-Za-z]{0,63}$/.test(name)) {
    refuse(
      'InvalidParameterValue',
      'DBName must begin with a letter and contain only alphanumeric characters.',
    )
  }
  if (user === 'rdsadmin') {
    refuse(
      'InvalidParameterValue',
      `MasterUsername ${user} cannot be used as it is a reserved word used by the engine`,
    )
  }
  if (user !== undefined && !/^[A-Za-z]\w{0,15}$/.test(user)) {
    refuse(
      'InvalidParameterValue',
      'The parameter MasterUsername is not a valid identifier. Identifiers must begin with a letter; must contain only alphanumeric characters, and must be 1 to 16 characters long.',
    )
  }
}

function judgePassword(password: string | undefined): void {
  if (password === undefined) return
  const words = 'The parameter MasterUserPassword is not a valid password'
  if (password.length < 8)
    refuse('InvalidParameterValue', `${words} because it is shorter than 8 characters.`)
  if (password.length > 41)
    refuse('InvalidParameterValue', `${words} because it is longer than 41 characters.`)
  if (/[/"@ ]|[^\x20-\x7e]/.test(password)) {
    const fine = `Only printable ASCII characters besides '/', '@', '"', ' ' may be used.`
    refuse('InvalidParameterValue', `${words}. ${fine}`)
  }
}

function judgeStorage(inputs: Properties): void {
  const [size, most] = [numberAt(inputs, 'allocatedStorage'), numberAt(inputs, 'maxAllocatedStorage')]
  if (size !== undefined && size < 20) {
    const type = textAt(inputs, 'storageType') ?? 'gp2'
    refuse(
      'InvalidParameterCombination',
      `Invalid storage size for engine name mysql and storage type ${type}: ${size}`,
    )
  }
  if (size !== undefined && most !== undefined && most !== 0 && most < size) {
    refuse(
      'InvalidParameterCombination',
      'Invalid max storage size for engine name mysql and storage type gp3',
    )
  }
}
