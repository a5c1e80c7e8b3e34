/** The facts that decide where the ZenML client's files are. Passed in, so that tests have their own computer. */
export interface ClientEnvironment {
  /** Environment variables: `ZENML_CONFIG_PATH`, `XDG_CONFIG_HOME`, `APPDATA`, `ZENML_STORE_…`. */
  readonly env: Readonly<Record<string, string | undefined>>
  readonly platform: NodeJS.Platform
  readonly homeDirectory: string
  /** Where a repository's `.zen/config.yaml` is looked for, upwards. */
  readonly workingDirectory: string
  /** zen's own data directory: the connection history is kept under it. */
  readonly dataDirectory: string
}
