import { expect, test } from 'vitest'
import { dataDirectory } from '../../src/storage/data-directory.ts'

const homeDirectory = '/home/me'

test.each([
  ['Linux', 'linux', {}, '/home/me/.local/share/zen'],
  ['Linux with XDG_DATA_HOME', 'linux', { XDG_DATA_HOME: '/xdg' }, '/xdg/zen'],
  ['Linux with an empty XDG_DATA_HOME', 'linux', { XDG_DATA_HOME: '' }, '/home/me/.local/share/zen'],
  ['macOS', 'darwin', { XDG_DATA_HOME: '/xdg' }, '/home/me/Library/Application Support/zen'],
  ['Windows', 'win32', { LOCALAPPDATA: '/local' }, '/local/zen'],
  ['Windows without LOCALAPPDATA', 'win32', {}, '/home/me/AppData/Local/zen'],
  ['ZEN_HOME', 'darwin', { ZEN_HOME: '/zen', XDG_DATA_HOME: '/xdg' }, '/zen'],
] as const)('%s has its own place for data', (_, platform, env, directory) => {
  expect(dataDirectory({ env, platform, homeDirectory })).toBe(directory)
})
