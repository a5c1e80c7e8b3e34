/** Failures as the engine's protocol has them. */
import grpc from '@grpc/grpc-js'
import provider from '@pulumi/pulumi/proto/provider_pb.js'
import status from '@pulumi/pulumi/proto/status_pb.js'
import any from 'google-protobuf/google/protobuf/any_pb.js'
import { Unfinished } from '../frame/cloud-error.ts'
import type { Properties } from '../frame/properties.ts'
import { toStruct } from './messages.ts'

/** @param inputs what was asked for, kept with a resource that is there but unfinished */
export function statusOf(error: unknown, inputs: Properties): Partial<grpc.StatusObject> {
  const details = error instanceof Error ? error.message : String(error)
  if (!(error instanceof Unfinished)) return { code: grpc.status.UNKNOWN, details }
  return { code: grpc.status.UNKNOWN, details, metadata: unfinished(error, inputs) }
}

/** What is there goes along as a packed detail, which is how the engine comes to keep it. */
function unfinished({ id, outputs, message }: Unfinished, inputs: Properties): grpc.Metadata {
  const detail = new provider.ErrorResourceInitFailed()
    .setId(id)
    .setProperties(toStruct(outputs))
    .setInputs(toStruct(inputs))
    .setReasonsList([message])
  const packed = new any.Any()
  packed.pack(detail.serializeBinary(), 'pulumirpc.ErrorResourceInitFailed')
  const answer = new status.Status().setCode(grpc.status.UNKNOWN).setMessage(message).setDetailsList([packed])
  const metadata = new grpc.Metadata()
  metadata.add('grpc-status-details-bin', Buffer.from(answer.serializeBinary()))
  return metadata
}
