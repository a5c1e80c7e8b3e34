/** The ZenML server as an OCI layout, from the same root file system as the image of the Docker tests. */
import { createHash } from 'node:crypto'
import { serverCommand } from '../docker/image.ts'
import { imageArchive, imageHashOf } from '../docker/image-archive.ts'
import { cached } from '../zenml/cache.ts'
import { type ImageConfig, writeOciLayout } from './oci-layout.ts'

/** The version of the chart's `appVersion`. */
const newestServer = '0.98.0'

/** What the chart takes for the ZenML server of this version. */
export function serverImageName(version = newestServer): string {
  return `docker.io/zenmldocker/zenml-server:${version}`
}

/** As the official image has it. */
const config: ImageConfig = {
  User: '1000:1000',
  WorkingDir: '/zenml',
  Env: [
    'ZENML_CONTAINER=1',
    'ZENML_CONFIG_PATH=/zenml/.zenconfig',
    'ZENML_DEBUG=false',
    'ZENML_ANALYTICS_OPT_IN=false',
    'PYTHONPATH=/opt/site',
    'PATH=/opt/site/bin:/usr/bin:/bin',
  ],
  Entrypoint: ['/entrypoint.sh'],
  Cmd: serverCommand,
}

/** Path of the layout; made when it is not in the cache. */
export function serverLayout(version = newestServer): Promise<string> {
  const hash = createHash('sha256')
    .update(JSON.stringify([imageHashOf(version), config]))
    .digest('hex')
    .slice(0, 12)
  return cached(`server-image-${hash}`, async (directory) =>
    writeOciLayout(directory, [await imageArchive(version)], config),
  )
}
