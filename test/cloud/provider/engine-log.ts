import grpc from '@grpc/grpc-js'
import service from '@pulumi/pulumi/proto/engine_grpc_pb.js'
import engine from '@pulumi/pulumi/proto/engine_pb.js'

/** Writes a line into the engine's diagnostics, beside the answer to a call. */
export function logError(address: string, urn: string, message: string): Promise<void> {
  const client = new service.EngineClient(address, grpc.credentials.createInsecure())
  const line = new engine.LogRequest().setSeverity(engine.LogSeverity.ERROR).setUrn(urn).setMessage(message)
  return new Promise((resolve) => {
    // A line that is lost is no reason to fail.
    client.log(line, () => {
      client.close()
      resolve()
    })
  })
}
