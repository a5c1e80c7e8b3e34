/** What the engine tells while it works, as people want to hear it. */
import type { EngineEvent as PulumiEvent } from '@pulumi/pulumi/automation/index.js'
import type { DeploymentPart } from '../../../../stacks/contract.ts'
import type { ChangeAction, EngineListener, Resource, ResourceChange, ResourceEvent } from '../../engine.ts'
import type { Diagnostic } from '../protocol.ts'
import { resourceLabel, resourceWords } from '../resource-words.ts'
import { isShown, nameIn } from '../stack-names.ts'

export interface EventTranslator {
  readonly hear: (event: PulumiEvent) => void
  /** What was done, or would be, resource by resource. */
  readonly changes: () => readonly ResourceChange[]
  readonly diagnostics: () => readonly Diagnostic[]
}

interface Known {
  readonly custom?: boolean
  readonly inputs?: unknown
}

interface Metadata {
  readonly op: string
  readonly urn: string
  readonly type: string
  readonly old?: Known | undefined
  readonly new?: Known | undefined
}

const actionOf: Readonly<Record<string, ChangeAction>> = {
  same: 'same',
  create: 'create',
  update: 'update',
  delete: 'delete',
  replace: 'replace',
  'create-replacement': 'replace',
  'delete-replaced': 'replace',
  import: 'same',
}

const verbOf: Readonly<Record<string, string>> = {
  create: 'Creating',
  'create-replacement': 'Creating',
  update: 'Updating',
  delete: 'Removing',
  'delete-replaced': 'Removing',
  read: 'Looking at',
  refresh: 'Looking at',
  import: 'Taking over',
}

type PartOf = (type: string, name: string) => DeploymentPart | undefined

interface Translation {
  readonly hide: (text: string) => string
  readonly partOf: PartOf
}

export function eventTranslator(listener: EngineListener, { hide, partOf }: Translation): EventTranslator {
  const changes = new Map<string, ResourceChange>()
  const diagnostics: Diagnostic[] = []
  const busy = new Map<string, Omit<ResourceEvent, 'kind'>>()
  const begin = (metadata: Metadata) => {
    if (!isShown(metadata.type, isCustom(metadata))) return
    const { op, urn } = metadata
    const [action, verb] = [actionOf[op], verbOf[op]]
    const resource = resourceOf(metadata, partOf)
    if (action) changes.set(urn, { ...resource, action })
    if (verb === undefined) return
    const work = { resource, text: `${verb} the ${resource.label}` }
    busy.set(urn, work)
    listener({ kind: 'begin', ...work })
  }
  const end = (kind: 'end' | 'fail', { urn }: Metadata) => {
    const work = busy.get(urn)
    busy.delete(urn)
    if (work) listener({ kind, ...work })
  }
  return {
    hear: (event) => {
      if (event.resourcePreEvent) begin(event.resourcePreEvent.metadata)
      if (event.resOutputsEvent) end('end', event.resOutputsEvent.metadata)
      if (event.resOpFailedEvent) end('fail', event.resOpFailedEvent.metadata)
      if (event.diagnosticEvent) noteDiagnostic(event.diagnosticEvent, { listener, hide, diagnostics })
    },
    changes: () => [...changes.values()],
    diagnostics: () => diagnostics,
  }
}

function resourceOf(
  { type, urn, ...known }: Metadata,
  partOf: PartOf,
): Resource & { readonly label: string } {
  const name = nameIn(urn)
  const label = resourceLabel(type, urn, (known.new ?? known.old)?.inputs)
  const part = partOf(type, name)
  return { type, name, label, ...(part ? { part } : {}) }
}

function isCustom({ old, new: fresh }: Metadata): boolean {
  return (fresh ?? old)?.custom === true
}

/**
 * Helm says of every volume that it stays; people are told what becomes of their data. Of a release that failed it
 * says to look with the `helm` command, which nobody needs: zen looks itself.
 */
const expected = /^Helm (uninstall returned information|release "[^"]*" was created but has a failed status)/

interface Notes {
  readonly listener: EngineListener
  readonly hide: (text: string) => string
  readonly diagnostics: Diagnostic[]
}

type DiagnosticEvent = NonNullable<PulumiEvent['diagnosticEvent']>

/** Only errors and warnings: those for debugging hold secrets in plain text. */
function noteDiagnostic(event: DiagnosticEvent, { listener, hide, diagnostics }: Notes): void {
  const message = hide(plainWords(event.message))
  if (message === '' || event.ephemeral || expected.test(message)) return
  const resource = event.urn === undefined || event.urn === '' ? undefined : subjectOf(event.urn)
  if (event.severity === 'error') diagnostics.push({ message, ...(resource ? { resource } : {}) })
  if (event.severity === 'warning' && resource)
    listener({ kind: 'warning', text: `${resourceWords(resource.type)} ${resource.name}: ${message}` })
}

/** The type of a URN may have those of its parents in front: `urn:pulumi:STACK::PROJECT::PARENT$TYPE::NAME`. */
function subjectOf(urn: string): Diagnostic['resource'] {
  const type = urn.split('::').at(2)?.split('$').at(-1)
  return type !== undefined && isShown(type, true) ? { type, name: nameIn(urn) } : undefined
}

/** Without colours, which come as marks (`<{%reset%}>`), and without the places in our code where errors were thrown. */
function plainWords(message: string): string {
  const plain = message.replaceAll(/<\{%[^%]*%\}>/g, '').replaceAll(/\n\s+at .*/g, '')
  return plain.replace(/^Unhandled exception: (\w*Error: )?/, '').trim()
}
