import { spawn } from 'node:child_process'
import { createWriteStream } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { isReady } from '../../src/client/server-health.ts'
import { freePort } from '../free-port.ts'
import { zenmlPython } from './python.ts'

/** A real ZenML server with a database of its own. It ends with the test run, even with a killed one. */
export interface ZenmlServer {
  readonly url: string
  readonly stop: () => Promise<void>
}

/** A thread ends the server when its input ends: pipes close even when the test run is killed. */
const script = `
import os, sys, threading, uvicorn
threading.Thread(target=lambda: (sys.stdin.read(), os._exit(0)), daemon=True).start()
uvicorn.run("zenml.zen_server.zen_server_api:app", host="127.0.0.1", port=int(sys.argv[1]))
`

export interface ZenmlServerOptions {
  /** For its configuration, database and log. */
  readonly directory: string
  /** Without an administrator the server waits for somebody to claim it. */
  readonly administrator?: { readonly username: string; readonly password: string }
  readonly env?: Readonly<Record<string, string>>
}

export async function startZenmlServer(options: ZenmlServerOptions): Promise<ZenmlServer> {
  const { directory, administrator, env } = options
  const port = await freePort()
  const child = spawn(await zenmlPython(), ['-c', script, String(port)], {
    cwd: directory,
    stdio: ['pipe', 'pipe', 'pipe'],
    env: {
      PATH: process.env['PATH'] ?? '',
      HOME: directory,
      ZENML_CONFIG_PATH: join(directory, 'server-config'),
      ZENML_SERVER: 'true',
      ZENML_ANALYTICS_OPT_IN: 'false',
      ...(administrator && {
        ZENML_SERVER_AUTO_ACTIVATE: 'true',
        ZENML_DEFAULT_USER_NAME: administrator.username,
        ZENML_DEFAULT_USER_PASSWORD: administrator.password,
      }),
      ...env,
    },
  })
  const log = createWriteStream(join(directory, 'zenml-server.log'))
  child.stdout.pipe(log)
  child.stderr.pipe(log)
  const gone = new Promise<void>((resolve) => child.once('close', () => resolve()))
  const url = `http://127.0.0.1:${port}`
  while (!(await isReady({ url }))) {
    if (child.exitCode !== null) throw new Error(`the ZenML server ended, see ${directory}/zenml-server.log`)
    await delay(100)
  }
  return {
    url,
    stop: async () => {
      child.stdin.end()
      await gone
    },
  }
}
