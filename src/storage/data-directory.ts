import { join } from 'node:path'

/** What decides where zen keeps its data. */
export interface DataDirectoryFacts {
  readonly env: Readonly<Record<string, string | undefined>>
  readonly platform: NodeJS.Platform
  readonly homeDirectory: string
}

/**
 * The folder that holds everything zen writes, but for the ZenML client's own files: `ZEN_HOME`, else the
 * platform's data folder (`~/.local/share/zen`, `~/Library/Application Support/zen`, `%LOCALAPPDATA%\zen`).
 */
export function dataDirectory({ env, platform, homeDirectory }: DataDirectoryFacts): string {
  if (env['ZEN_HOME']) return env['ZEN_HOME']
  if (platform === 'darwin') return join(homeDirectory, 'Library', 'Application Support', 'zen')
  if (platform === 'win32') return join(env['LOCALAPPDATA'] ?? join(homeDirectory, 'AppData', 'Local'), 'zen')
  return join(env['XDG_DATA_HOME'] || join(homeDirectory, '.local', 'share'), 'zen')
}
