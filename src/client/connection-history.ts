/**
 * zen's notes about one ZenML client: which deployments it was connected to, and what its files held before each
 * of them. The notes hold API keys, so only their owner can read them.
 */
import { clientHistoryBroken } from '../errors/client-files.ts'
import { readClientFile } from './client-file.ts'

/** The texts of the client's two files; absent when the file does not exist. */
export interface ClientTexts {
  readonly config?: string
  readonly credentials?: string
}

/** One connection, and what it takes to undo it. */
export interface Connection {
  readonly deployment: string
  readonly url: string
  readonly apiKey: string
  /** Path of the authority's certificate that was written for it. */
  readonly certificate?: string
  readonly previous: ClientTexts
  /** What zen wrote, so that later changes by the client can be told from ours. */
  readonly written: ClientTexts
}

/** The client's store, as far as it matters here. */
export interface Store {
  readonly type: string
  readonly url?: string
}

/** The latest connection is the last. Empty when there are no notes. @throws ZenError `CLIENT_HISTORY_BROKEN`, `CLIENT_FILE_…` */
export async function readHistory(file: string): Promise<readonly Connection[]> {
  const text = await readClientFile(file)
  return text === undefined ? [] : toHistory(text, file)
}

/** The text of the file, or `undefined` when there is nothing to note. */
export function historyText(connections: readonly Connection[]): string | undefined {
  return connections.length > 0 ? `${JSON.stringify({ schema: 1, connections }, null, 2)}\n` : undefined
}

/** The connection that made the client's present store. */
export function activeConnection(history: readonly Connection[], store?: Store): Connection | undefined {
  if (store?.type !== 'rest') return undefined
  return history.findLast(({ url }) => url === store.url)
}

function toHistory(text: string, file: string): readonly Connection[] {
  const value = parseJson(text)
  const connections = isRecord(value) && value['schema'] === 1 ? value['connections'] : undefined
  if (!Array.isArray(connections) || !connections.every(isConnection)) throw clientHistoryBroken(file)
  return connections
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null
}

function isConnection(value: unknown): value is Connection {
  return (
    isRecord(value) &&
    ['deployment', 'url', 'apiKey'].every((key) => typeof value[key] === 'string') &&
    isOptionalText(value['certificate']) &&
    isTexts(value['previous']) &&
    isTexts(value['written'])
  )
}

function isTexts(value: unknown): value is ClientTexts {
  return isRecord(value) && isOptionalText(value['config']) && isOptionalText(value['credentials'])
}

function isOptionalText(value: unknown): boolean {
  return value === undefined || typeof value === 'string'
}
