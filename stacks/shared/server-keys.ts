/** What a server keeps secret. The data can't be read without some of it, so none of it ever changes. */
export interface ServerKeys {
  /** Of the ZenML administrator. */
  readonly password: string
  /** Signs login tokens. */
  readonly tokenKey: string
  /** Encrypts the values of ZenML's secrets. */
  readonly encryptionKey: string
  /** Of the server in a database that the chart runs. */
  readonly databasePassword: string
  readonly databaseRootPassword: string
}
