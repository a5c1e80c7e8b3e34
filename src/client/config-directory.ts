import { join, resolve } from 'node:path'
import type { ClientEnvironment } from './client-environment.ts'

/**
 * The folder of the ZenML client's files, which exists or not: `ZENML_CONFIG_PATH`, else the platform's folder for
 * applications. It is where the client itself looks: `get_global_config_directory` of `zenml/utils/io_utils.py` and
 * https://click.palletsprojects.com/en/stable/api/#click.get_app_dir
 */
export function configDirectory({
  env,
  platform,
  homeDirectory,
  workingDirectory,
}: ClientEnvironment): string {
  if (env['ZENML_CONFIG_PATH']) return resolve(workingDirectory, env['ZENML_CONFIG_PATH'])
  if (platform === 'win32') return join(env['APPDATA'] ?? homeDirectory, 'zenml')
  if (platform === 'darwin') return join(homeDirectory, 'Library', 'Application Support', 'zenml')
  return resolve(workingDirectory, env['XDG_CONFIG_HOME'] || join(homeDirectory, '.config'), 'zenml')
}
