/**
 * The engine's protocol for providers (`pulumirpc.ResourceProvider`), as much of it as the engine calls:
 * https://github.com/pulumi/pulumi/blob/master/proto/pulumi/provider.proto
 */
import type grpc from '@grpc/grpc-js'
import plugin from '@pulumi/pulumi/proto/plugin_pb.js'
import provider from '@pulumi/pulumi/proto/provider_pb.js'
import empty from 'google-protobuf/google/protobuf/empty_pb.js'
import type { Caller } from '../frame/call.ts'
import type { Session } from '../frame/definition.ts'
import { checkConfig, configure, diffConfig, type Installation } from './config-calls.ts'
import { toProperties } from './messages.ts'
import { ask, check, create, diff, read, remove, update } from './resource-calls.ts'
import { type EngineAddress, unary } from './unary.ts'

/** @param engineAddress where the engine listens, as it told this process when it started it */
export function providerService(
  installation: Installation,
  engineAddress: string,
): grpc.UntypedServiceImplementation {
  const engine: EngineAddress = { current: engineAddress }
  const stopping = new AbortController()
  let session: Session | undefined
  const caller = (): Caller => {
    if (!session) throw new Error(`${installation.definition.package} was asked before it was configured`)
    const { definition, world } = installation
    return { definition, world, session, ...(definition.heedsCancel ? { cancelled: stopping.signal } : {}) }
  }
  const about = <Q extends { getUrn(): string }>(
    inputs: (request: Q) => ReturnType<typeof toProperties>,
  ) => ({
    engine,
    urn: (request: Q) => request.getUrn(),
    inputs,
  })
  return {
    handshake: unary((request: provider.ProviderHandshakeRequest) => {
      engine.current = request.getEngineAddress()
      // The engine takes secrets off before it calls, and marks them again in what comes back.
      return new provider.ProviderHandshakeResponse()
    }),
    attach: unary((request: plugin.PluginAttach) => {
      engine.current = request.getAddress()
      return new empty.Empty()
    }),
    getPluginInfo: unary(() => new plugin.PluginInfo().setVersion(installation.version)),
    // It comes at every end, also a good one. Providers made from Terraform's do nothing then.
    cancel: unary(() => {
      stopping.abort()
      return new empty.Empty()
    }),
    checkConfig: unary((request: provider.CheckRequest) => checkConfig(installation, request)),
    diffConfig: unary((request: provider.DiffRequest) => diffConfig(installation, request)),
    configure: unary((request: provider.ConfigureRequest) => {
      session = configure(installation, request)
      return new provider.ConfigureResponse().setSupportspreview(true)
    }),
    invoke: unary((request: provider.InvokeRequest) => ask(caller(), request), {
      engine,
      urn: () => '',
      inputs: () => ({}),
    }),
    check: unary((request: provider.CheckRequest) => check(caller(), request)),
    diff: unary((request: provider.DiffRequest) => diff(caller(), request)),
    create: unary(
      (request: provider.CreateRequest) => create(caller(), request),
      about((request) => toProperties(request.getProperties())),
    ),
    update: unary(
      (request: provider.UpdateRequest) => update(caller(), request),
      about((request) => toProperties(request.getNews())),
    ),
    delete: unary(
      async (request: provider.DeleteRequest) => {
        await remove(caller(), request)
        return new empty.Empty()
      },
      about(() => ({})),
    ),
    read: unary(
      (request: provider.ReadRequest) => read(caller(), request),
      about((request) => toProperties(request.getInputs())),
    ),
  }
}
