/** The engine's protocol, spoken with a provider's real process. */
import { join } from 'node:path'
import type grpc from '@grpc/grpc-js'
import type { PluginInfo } from '@pulumi/pulumi/proto/plugin_pb.js'
import provider from '@pulumi/pulumi/proto/provider_pb.js'
import status from '@pulumi/pulumi/proto/status_pb.js'
import empty from 'google-protobuf/google/protobuf/empty_pb.js'
import { expect, test } from 'vitest'
import { temporaryDirectory } from '../temporary-directory.ts'
import { administrator } from './aws/administrator.ts'
import * as kinds from './aws/kinds.ts'
import { type SimulatedCloud, simulatedCloud } from './cloud.ts'
import { keysOf } from './direct.ts'
import type { Properties } from './frame/properties.ts'
import { packageVersion } from './install.ts'
import { startPlugin } from './plugin-process.ts'
import { toProperties, toStruct } from './provider/messages.ts'

const urnOf = (type: string) => `urn:pulumi:s::p::${type}::one`

async function pluginOf(cloud: SimulatedCloud) {
  const folder = await temporaryDirectory()
  await cloud.programs(folder, 'aws')
  return startPlugin(join(folder, 'pulumi-resource-aws'))
}

type Plugin = Awaited<ReturnType<typeof pluginOf>>

/** One call, answered or failed. */
function answer<A>(
  call: (done: (error: grpc.ServiceError | null, response: A) => void) => unknown,
): Promise<A> {
  return new Promise((resolve, reject) =>
    call((error, response) => (error ? reject(error) : resolve(response))),
  )
}

const configOf = (more: Properties = {}) =>
  toStruct({ region: 'eu-west-1', ...keysOf(administrator), ...more })

async function configured(cloud: SimulatedCloud): Promise<Plugin> {
  const plugin = await pluginOf(cloud)
  const request = new provider.ConfigureRequest().setArgs(configOf())
  await answer<provider.ConfigureResponse>((done) => plugin.client.configure(request, done))
  return plugin
}

const creation = (type: string, inputs: Properties) =>
  new provider.CreateRequest().setUrn(urnOf(type)).setProperties(toStruct(inputs))

function create({ client }: Plugin, type: string, inputs: Properties): Promise<provider.CreateResponse> {
  return answer<provider.CreateResponse>((done) => client.create(creation(type, inputs), done))
}

const range = { cidrBlock: '10.42.0.0/16' }

test('a plugin says its port first, shakes hands, and has the version of its package', async () => {
  const { client, firstLine } = await pluginOf(await simulatedCloud())

  await answer<provider.ProviderHandshakeResponse>((done) =>
    client.handshake(new provider.ProviderHandshakeRequest().setEngineAddress('127.0.0.1:1'), done),
  )
  const info = await answer<PluginInfo>((done) => client.getPluginInfo(new empty.Empty(), done))

  expect(firstLine).toMatch(/^\d+$/)
  expect(info.getVersion()).toBe(await packageVersion('aws'))
})

test('a configuration that is no good is a failure of its check; what is unknown yet passes', async () => {
  const { client } = await pluginOf(await simulatedCloud())
  const check = (news: Properties) =>
    answer<provider.CheckResponse>((done) =>
      client.checkConfig(new provider.CheckRequest().setNews(configOf(news)), done),
    )
  const unknown = '04da6b54-80e4-46f7-96ec-b56ff0331ba9'

  expect((await check({ secretKey: 'guessed' })).getFailuresList()[0]?.getReason()).toContain(
    'SignatureDoesNotMatch',
  )
  expect((await check({ secretKey: unknown })).getFailuresList()).toEqual([])
})

test('nested configuration comes as JSON', async () => {
  const plugin = await pluginOf(await simulatedCloud())
  const { client } = plugin
  const defaultTags = JSON.stringify({ tags: { stage: 'test' } })
  await answer<provider.ConfigureResponse>((done) =>
    client.configure(new provider.ConfigureRequest().setArgs(configOf({ defaultTags })), done),
  )
  const request = new provider.CheckRequest().setUrn(urnOf(kinds.vpc)).setNews(toStruct(range))

  const checked = await answer<provider.CheckResponse>((done) => client.check(request, done))

  expect(toProperties(checked.getInputs())).toMatchObject({ tagsAll: { stage: 'test' } })
})

test('a preview makes nothing, and tells what is known', async () => {
  const cloud = await simulatedCloud()
  const { client } = await configured(cloud)

  const previewed = await answer<provider.CreateResponse>((done) =>
    client.create(creation(kinds.vpc, range).setPreview(true), done),
  )

  expect(previewed.getId()).toBe('')
  expect(toProperties(previewed.getProperties())).toEqual(range)
  expect(cloud.account().objects()).toEqual([])
})

test('what is inside of an input and not known yet is unknown in a preview', async () => {
  const { client } = await configured(await simulatedCloud())
  const inputs = { name: 'zen', vpcConfig: { subnetIds: ['subnet-1'] } }

  const previewed = await answer<provider.CreateResponse>((done) =>
    client.create(creation(kinds.cluster, inputs).setPreview(true), done),
  )

  expect(toProperties(previewed.getProperties())).toMatchObject({
    vpcConfig: { clusterSecurityGroupId: '04da6b54-80e4-46f7-96ec-b56ff0331ba9' },
  })
})

test('what is inside of an input stays known in the preview of a change', async () => {
  const { client } = await configured(await simulatedCloud())
  const inputs = { name: 'zen', vpcConfig: { subnetIds: ['subnet-1'] } }
  const request = new provider.UpdateRequest()
    .setUrn(urnOf(kinds.cluster))
    .setOlds(toStruct({ ...inputs, vpcConfig: { ...inputs.vpcConfig, clusterSecurityGroupId: 'sg-1' } }))
    .setNews(toStruct({ ...inputs, tags: { team: 'ml' } }))
    .setPreview(true)

  const previewed = await answer<provider.UpdateResponse>((done) => client.update(request, done))

  expect(toProperties(previewed.getProperties())).toMatchObject({
    vpcConfig: { clusterSecurityGroupId: 'sg-1' },
    tags: { team: 'ml' },
  })
})

test('something unfinished comes with its id, its outputs and its inputs', async () => {
  const cloud = await simulatedCloud()
  const plugin = await configured(cloud)
  cloud.fail({ verb: 'create', effect: 'unfinished' })

  const failure = await create(plugin, kinds.vpc, range).catch((error: grpc.ServiceError) => error)

  if (failure instanceof provider.CreateResponse) throw new Error('it fails')
  const [bytes] = failure.metadata.get('grpc-status-details-bin')
  const [packed] = status.Status.deserializeBinary(Buffer.from(bytes ?? '')).getDetailsList()
  const detail = packed?.unpack(
    provider.ErrorResourceInitFailed.deserializeBinary,
    'pulumirpc.ErrorResourceInitFailed',
  )
  expect(detail?.getId()).toBe(cloud.account().objects(kinds.vpc).at(0)?.id)
  expect(toProperties(detail?.getInputs())).toEqual(range)
  expect(detail?.getReasonsList()).toEqual([expect.stringContaining('A fault that a test asked for.')])
})

test('a type that no table has is an error', async () => {
  const plugin = await configured(await simulatedCloud())

  await expect(create(plugin, 'aws:s3/bucket:Bucket', {})).rejects.toThrow('no type aws:s3/bucket:Bucket')
})

test('two processes see one cloud', async () => {
  const cloud = await simulatedCloud()
  const [one, other] = await Promise.all([configured(cloud), configured(cloud)])
  const eips = await Promise.all([one, other, one, other].map((plugin) => create(plugin, kinds.eip, {})))
  const read = new provider.ReadRequest().setUrn(urnOf(kinds.eip)).setId(eips[0]?.getId() ?? '')

  const found = await answer<provider.ReadResponse>((done) => other.client.read(read, done))

  expect(found.getId()).toBe(eips[0]?.getId())
  expect(cloud.account().objects(kinds.eip)).toHaveLength(4)
  expect(new Set(cloud.journal().map((call) => call.process)).size).toBe(2)
})

test('a process that crashes leaves what the cloud has begun, and no lock', async () => {
  const cloud = await simulatedCloud()
  const [one, other] = await Promise.all([configured(cloud), configured(cloud)])
  cloud.fail({ verb: 'create', nth: 1, effect: 'crash-after' })

  await expect(create(one, kinds.vpc, range)).rejects.toThrow('UNAVAILABLE')

  expect(await one.ended).toBe(70)
  expect(cloud.account().objects(kinds.vpc)).toHaveLength(1)
  await create(other, kinds.vpc, range)
  expect(cloud.journal().filter(({ verb, ended }) => verb === 'create' && ended === undefined)).toHaveLength(
    1,
  )
})

test('being told to cancel, twice and at every end, is nothing to it', async () => {
  const cloud = await simulatedCloud()
  const plugin = await configured(cloud)
  const cancel = () => answer<empty.Empty>((done) => plugin.client.cancel(new empty.Empty(), done))

  await cancel()
  await cancel()

  await create(plugin, kinds.vpc, range)
})
