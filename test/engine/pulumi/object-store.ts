/**
 * Stands in for an object store that speaks S3, as far as Pulumi needs one: a bucket in memory behind HTTP. It asks for
 * no signature. Source: https://docs.aws.amazon.com/AmazonS3/latest/API/API_Operations_Amazon_Simple_Storage_Service.html
 */
import { createHash } from 'node:crypto'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import { buffer } from 'node:stream/consumers'
import { onTestFinished } from 'vitest'

export interface ObjectStore {
  /** A backend in Pulumi's words. */
  readonly url: string
  /** Contents by key. */
  readonly objects: Map<string, Buffer>
  /** What Pulumi takes to log in. */
  readonly env: Readonly<Record<string, string>>
}

/** A new bucket, for one test. */
export async function objectStore(): Promise<ObjectStore> {
  const objects = new Map<string, Buffer>()
  const server = createServer((request, response) => void answer(objects, request, response))
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  onTestFinished(() => void server.close())
  const address = server.address()
  const port = typeof address === 'object' && address ? address.port : 0
  const query = `endpoint=http://127.0.0.1:${port}&use_path_style=true&region=eu-west-1&awssdk=v2`
  const env = { AWS_ACCESS_KEY_ID: 'anybody', AWS_SECRET_ACCESS_KEY: 'anything', AWS_REGION: 'eu-west-1' }
  return { url: `s3://bucket?${query}`, objects, env }
}

async function answer(objects: Map<string, Buffer>, request: IncomingMessage, response: ServerResponse) {
  const { pathname, searchParams } = new URL(request.url ?? '/', 'http://127.0.0.1')
  const key = decodeURIComponent(pathname.replace(/^\/bucket\/?/, ''))
  const body = await buffer(request)
  if (request.method === 'PUT') {
    const source = request.headers['x-amz-copy-source']
    const copied = typeof source === 'string' ? objects.get(keyIn(source)) : undefined
    objects.set(key, copied ?? plainBody(body, request))
    return void response.end(copied ? '<CopyObjectResult><ETag>"x"</ETag></CopyObjectResult>' : '')
  }
  if (request.method === 'DELETE') {
    objects.delete(key)
    return void response.writeHead(204).end()
  }
  if (key === '') return void response.end(listing(objects, searchParams))
  const content = objects.get(key)
  if (!content) return void response.writeHead(404).end('<Error><Code>NoSuchKey</Code></Error>')
  response.setHeader('content-length', content.length)
  response.setHeader('etag', etagOf(content))
  response.setHeader('last-modified', new Date(0).toUTCString())
  response.end(request.method === 'HEAD' ? undefined : content)
}

function keyIn(source: string): string {
  return decodeURIComponent(source).replace(/^\/?bucket\//, '')
}

/** Newer clients send chunks with a checksum at the end. */
function plainBody(body: Buffer, { headers }: IncomingMessage): Buffer {
  if (!String(headers['content-encoding'] ?? '').includes('aws-chunked')) return body
  const parts: Buffer[] = []
  for (let at = 0; at < body.length; ) {
    const end = body.indexOf('\r\n', at)
    const size = Number.parseInt(body.toString('latin1', at, end), 16)
    if (!size) break
    parts.push(body.subarray(end + 2, end + 2 + size))
    at = end + 2 + size + 2
  }
  return Buffer.concat(parts)
}

function listing(objects: ReadonlyMap<string, Buffer>, query: URLSearchParams): string {
  const [prefix, delimiter] = [query.get('prefix') ?? '', query.get('delimiter') ?? '']
  const keys = [...objects.keys()].filter((key) => key.startsWith(prefix)).sort()
  const folderOf = (key: string) => {
    const end = delimiter === '' ? -1 : key.indexOf(delimiter, prefix.length)
    return end < 0 ? undefined : key.slice(0, end + 1)
  }
  const folders = new Set(keys.flatMap((key) => folderOf(key) ?? []))
  const files = keys.filter((key) => folderOf(key) === undefined)
  const contents = files.map((key) => {
    const content = objects.get(key) ?? Buffer.alloc(0)
    return `<Contents><Key>${key}</Key><Size>${content.length}</Size><ETag>${etagOf(content)}</ETag><LastModified>1970-01-01T00:00:00Z</LastModified></Contents>`
  })
  const common = [...folders].map((folder) => `<CommonPrefixes><Prefix>${folder}</Prefix></CommonPrefixes>`)
  return `<ListBucketResult><Name>bucket</Name><Prefix>${prefix}</Prefix><IsTruncated>false</IsTruncated>${contents.join('')}${common.join('')}</ListBucketResult>`
}

function etagOf(content: Buffer): string {
  return `"${createHash('md5').update(content).digest('hex')}"`
}
