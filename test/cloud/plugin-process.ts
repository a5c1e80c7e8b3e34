/** A provider's process, started as an engine starts it, and asked in the engine's protocol. */
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { createInterface } from 'node:readline'
import grpc from '@grpc/grpc-js'
import protocol from '@pulumi/pulumi/proto/provider_grpc_pb.js'
import { onTestFinished } from '../test-end.ts'

export interface PluginProcess {
  readonly client: InstanceType<typeof protocol.ResourceProviderClient>
  /** The first line that it wrote. */
  readonly firstLine: string
  /** Resolves with the exit code once it has ended, `undefined` when a signal ended it. */
  readonly ended: Promise<number | undefined>
  kill(): void
}

/** @param program `pulumi-resource-aws` @param engine address that the engine would give */
export async function startPlugin(program: string, engine = '127.0.0.1:1'): Promise<PluginProcess> {
  const child = spawn(program, [engine], {
    stdio: ['ignore', 'pipe', 'inherit'],
    env: { PATH: process.env['PATH'] },
  })
  const ended = once(child, 'exit').then(([code]) => code ?? undefined)
  onTestFinished(async () => {
    child.kill('SIGKILL')
    await ended
  })
  const [firstLine] = await once(createInterface(child.stdout), 'line')
  const client = new protocol.ResourceProviderClient(
    `127.0.0.1:${firstLine}`,
    grpc.credentials.createInsecure(),
  )
  onTestFinished(() => client.close())
  return { client, firstLine, ended, kill: () => child.kill('SIGKILL') }
}
