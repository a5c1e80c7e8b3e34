import { describe, expect, test } from 'vitest'
import { backendOf } from '../../../src/engine/pulumi/backend.ts'

const facts = { dataDirectory: '/home/ada/zen', env: { HOME: '/home/ada' } }
const chosen = (backend: string) => backendOf({ ...facts, backend }, '/home/ada/project')

describe('where state lives', () => {
  test('is a folder in the data directory when nobody says anything', () => {
    expect(backendOf(facts)).toEqual({ url: 'file:///home/ada/zen/state', folder: '/home/ada/zen/state' })
  })

  test('is what the flag says before what Pulumi’s variable says', () => {
    const env = { PULUMI_BACKEND_URL: 's3://team' }

    expect(backendOf({ ...facts, env })).toEqual({ url: 's3://team' })
    expect(backendOf({ ...facts, env, backend: 'gs://mine' })).toEqual({ url: 'gs://mine' })
  })

  test.each([
    ['file:///srv/state', '/srv/state'],
    ['file://~', '/home/ada'],
    ['file://~/state', '/home/ada/state'],
    ['file://./state', '/home/ada/project/state'],
    ['file://state', '/home/ada/project/state'],
    ['file:///srv/with%20space', '/srv/with space'],
    ['file:///srv/state?no_tmp_dir=true', '/srv/state'],
  ])('%s is the folder %s', (backend, folder) => {
    expect(chosen(backend).folder).toBe(folder)
  })

  test('is told to the engine by an absolute address, with what else was said', () => {
    expect(chosen('file://./my state').url).toBe('file:///home/ada/project/my%20state')
    expect(chosen('file://~/s?no_tmp_dir=true').url).toBe('file:///home/ada/s?no_tmp_dir=true')
  })
})
