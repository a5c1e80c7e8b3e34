import type { OptionValue } from './contract.ts'

/**
 * ZenML's own rules for MySQL: user and database are mandatory, and so is the form of the database's name.
 * @param reached the end of "must name the database …", for an address that only this computer understands
 */
export function databaseUrlProblem(value: OptionValue, reached: string): string | undefined {
  const url = URL.canParse(String(value)) ? new URL(String(value)) : undefined
  if (url?.protocol !== 'mysql:') return 'must look like mysql://user:password@host:3306/database'
  const database = url.pathname.slice(1)
  if (!url.hostname || !url.username)
    return 'must name a host and a user: mysql://user:password@host/database'
  if (['localhost', '127.0.0.1', '[::1]'].includes(url.hostname)) return `must name the database ${reached}`
  // https://github.com/zenml-io/zenml/blob/0.93.0/src/zenml/zen_stores/sql_zen_store.py
  if (!/^[^\\/?%*:|"<>.-]{1,64}$/.test(database))
    return 'must end with the name of the database, in which ZenML allows no "-" and no "."'
  return undefined
}
