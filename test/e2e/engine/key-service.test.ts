import { expect, test } from 'vitest'
import { cupboardZen, quiet } from '../../engine/pulumi/cupboard-zen.ts'
import { keyService } from '../../engine/pulumi/key-service.ts'
import { temporaryDirectory } from '../../temporary-directory.ts'

test('secrets that a key service encrypts are for those who may use its key', async () => {
  const { secretsProvider, env } = await keyService()
  const backend = `file://${await temporaryDirectory()}`
  const ada = await cupboardZen({ backend, secretsProvider, env })

  const { outputs } = await ada.engine.up(ada.target({}, { password: 'open-sesame' }), ada.listener, quiet())

  const grace = await cupboardZen({ backend, env, with: ada })
  expect(await grace.engine.read('oak')).toMatchObject({ status: 'running', outputs })
  const preview = await grace.engine.preview(grace.target(), quiet())
  expect(preview.resources.map(({ action }) => action)).toEqual(['same', 'same', 'same'])

  const stranger = await cupboardZen({
    backend,
    env: { ...env, VAULT_SERVER_TOKEN: 'x', VAULT_TOKEN: 'x' },
    with: ada,
  })
  const deployment = await stranger.engine.read('oak')
  expect(deployment?.outputs?.url).toBe(ada.server.url)
  expect(() => deployment?.outputs?.password).toThrow(expect.objectContaining({ code: 'BACKEND_REFUSED' }))
})
