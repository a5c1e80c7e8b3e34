/** Images for tests: the ZenML server, and small ones that misbehave in a known way. */
import type { TestDocker } from './daemon.ts'
import { canMakeImage, imageArchive, imageHash } from './image-archive.ts'

const officialImage = 'zenmldocker/zenml-server:0.98.0'

/** What the official image runs. */
export const serverCommand = [
  ...['uvicorn', 'zenml.zen_server.zen_server_api:app', '--no-server-header', '--proxy-headers'],
  ...['--forwarded-allow-ips', '*', '--port', '8080', '--host', '0.0.0.0'],
]

/**
 * The name of a ZenML server image of 0.98.0 that this Docker has. In a private daemon one made here bears the
 * official name, so that nothing has to be pulled; on somebody's own Docker that name is left alone. Where none can
 * be made (no Debian packages, another processor) it is the official one from its registry.
 */
export async function serverImage(docker: TestDocker): Promise<string> {
  const isPrivate = docker.gateway !== undefined
  if (!isPrivate && !(await canMakeImage())) {
    await docker.docker('pull', '--quiet', '--platform', 'linux/amd64', officialImage)
    return officialImage
  }
  const name = isPrivate ? officialImage : `zen-test/zenml-server:${imageHash}`
  const label = `zen.test=${imageHash}`
  if (!(await docker.docker('images', '--quiet', '--filter', `label=${label}`, name))) {
    await importImage(docker, name, label)
  }
  return name
}

async function importImage(docker: TestDocker, name: string, label: string): Promise<void> {
  const changes = [
    'USER 1000:1000',
    'WORKDIR /zenml',
    'ENV ZENML_CONTAINER=1 ZENML_CONFIG_PATH=/zenml/.zenconfig ZENML_DEBUG=false ZENML_ANALYTICS_OPT_IN=false',
    'ENV PYTHONPATH=/opt/site PATH=/opt/site/bin:/usr/bin:/bin',
    'EXPOSE 8080',
    'ENTRYPOINT ["/entrypoint.sh"]',
    `CMD ${JSON.stringify(serverCommand)}`,
    `LABEL ${label}`,
  ]
  await docker.docker('import', ...changesOf(changes), await imageArchive(), name)
}

/** A server image that runs this command instead of the server. */
export async function imageRunning(
  docker: TestDocker,
  name: string,
  command: readonly string[],
): Promise<string> {
  const image = `zen-test/${name}:${imageHash}`
  const container = await docker.docker('create', await serverImage(docker))
  try {
    await docker.docker('commit', ...changesOf([`CMD ${JSON.stringify(command)}`]), container, image)
  } finally {
    await docker.docker('rm', container)
  }
  return image
}

function changesOf(lines: readonly string[]): readonly string[] {
  return lines.flatMap((line) => ['--change', line])
}
