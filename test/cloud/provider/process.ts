/**
 * A provider's process, as the engine starts one for each provider of a program:
 *
 *     node process.ts PACKAGE VERSION CLOUD ENGINE
 *
 * CLOUD is the simulated cloud's folder, ENGINE the address the engine adds.
 */
import grpc from '@grpc/grpc-js'
import protocol from '@pulumi/pulumi/proto/provider_grpc_pb.js'
import { openWorld } from '../frame/world.ts'
import { definitionOf } from './definitions.ts'
import { providerService } from './service.ts'

const [cloud = '', version = '', folder = '', ...rest] = process.argv.slice(2)
const LARGEST_MESSAGE = 400 * 1024 * 1024
const starter = process.ppid

const installation = {
  definition: await definitionOf(cloud),
  world: openWorld(folder),
  version,
  env: process.env,
}
const server = new grpc.Server({
  'grpc.max_receive_message_length': LARGEST_MESSAGE,
  'grpc.max_send_message_length': LARGEST_MESSAGE,
})
server.addService(protocol.ResourceProviderService, providerService(installation, rest.at(-1) ?? ''))
server.bindAsync('127.0.0.1:0', grpc.ServerCredentials.createInsecure(), (error, port) => {
  if (error) throw error
  // The first line that the engine reads is the port.
  process.stdout.write(`${port}\n`)
})

// An engine that was killed tells nobody.
setInterval(() => {
  if (process.ppid !== starter) process.exit()
}, 250).unref()
