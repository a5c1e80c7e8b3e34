import { expect, test } from 'vitest'
import { configDirectory } from '../../src/client/config-directory.ts'

const linux = {
  env: {},
  platform: 'linux',
  homeDirectory: '/home/me',
  workingDirectory: '/projects',
  dataDirectory: '/home/me/.local/share/zen',
} as const

test.each([
  ['Linux', linux, '/home/me/.config/zenml'],
  ['Linux with XDG_CONFIG_HOME', { ...linux, env: { XDG_CONFIG_HOME: '/xdg' } }, '/xdg/zenml'],
  [
    'Linux with an empty XDG_CONFIG_HOME',
    { ...linux, env: { XDG_CONFIG_HOME: '' } },
    '/home/me/.config/zenml',
  ],
  ['macOS', { ...linux, platform: 'darwin' }, '/home/me/Library/Application Support/zenml'],
  ['Windows', { ...linux, platform: 'win32', env: { APPDATA: '/roaming' } }, '/roaming/zenml'],
  ['Windows without APPDATA', { ...linux, platform: 'win32' }, '/home/me/zenml'],
  ['ZENML_CONFIG_PATH', { ...linux, env: { ZENML_CONFIG_PATH: '/here', XDG_CONFIG_HOME: '/xdg' } }, '/here'],
  ['a relative ZENML_CONFIG_PATH', { ...linux, env: { ZENML_CONFIG_PATH: 'here' } }, '/projects/here'],
  ['an empty ZENML_CONFIG_PATH', { ...linux, env: { ZENML_CONFIG_PATH: '' } }, '/home/me/.config/zenml'],
] as const)('the client keeps its files where %s says', (_, environment, directory) => {
  expect(configDirectory(environment)).toBe(directory)
})
