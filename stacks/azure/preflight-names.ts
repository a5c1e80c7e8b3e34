/** Whether the names of a deployment are free: in the subscription, and in the world. */
import type { Spec } from '../contract.ts'
import { type Answer, asked, valueOr } from '../shared/answers.ts'
import { apiVersions } from './api-versions.ts'
import { textIn } from './fields.ts'
import { isNotFound, type Management } from './management.ts'
import type { Identity } from './preflight-facts.ts'
import { azureSpecOf } from './spec/azure-spec.ts'
import { databaseName, groupName, labelOf, markFor, nodeGroupName } from './spec/names.ts'
import { settledOf } from './spec/settled.ts'

export interface Names {
  /** Part of the names that nobody else in the world may have: one with which they are free. */
  readonly mark: string
  /** Groups that are there already. */
  readonly groups: Answer<readonly string[]>
}

interface NameRequest {
  readonly home: string
  readonly spec: Spec
  readonly stored: Spec | undefined
  readonly identity: Identity
}

export async function namesFor(management: Management, request: NameRequest): Promise<Names> {
  const { home, spec, stored } = request
  const [mark, groups] = await Promise.all([
    freeMark(management, request),
    asked(groupsAmong(management, home, [groupName(spec.name), nodeGroupName(spec.name)])),
  ])
  return { mark, groups: stored ? { value: [] } : groups }
}

/** How often names are changed before somebody is asked. */
const attempts = 5

/** What was found out once stays. */
async function freeMark(
  management: Management,
  { home, spec, stored, identity: { subscription } }: NameRequest,
): Promise<string> {
  const known = settledOf(stored?.options ?? {}).mark ?? settledOf(spec.options).mark
  if (known !== undefined) return known
  const { name } = spec
  const { region, server, database } = azureSpecOf(spec)
  for (let attempt = 0; attempt < attempts; attempt += 1) {
    const mark = markFor({ subscription, region, name }, attempt)
    const free = await Promise.all([
      server.exposure.kind === 'load-balancer'
        ? isLabelFree(management, home, { region, label: labelOf({ name, mark }) })
        : true,
      database ? isServerFree(management, home, { region, name: databaseName({ name, mark }) }) : true,
    ])
    if (free.every(Boolean)) return mark
  }
  return markFor({ subscription, region, name }, attempts)
}

/** What can't be asked shows when it is made. */
async function isLabelFree(
  management: Management,
  home: string,
  { region, label }: { readonly region: string; readonly label: string },
): Promise<boolean> {
  const path = `${home}/providers/Microsoft.Network/locations/${region}/CheckDnsNameAvailability`
  const found = await asked(management.get(path, apiVersions.network, { domainNameLabel: label }))
  return valueOr(found, undefined)?.['available'] !== false
}

async function isServerFree(
  management: Management,
  home: string,
  { region, name }: { readonly region: string; readonly name: string },
): Promise<boolean> {
  const path = `${home}/providers/Microsoft.DBforMySQL/locations/${region}/checkNameAvailability`
  const type = 'Microsoft.DBforMySQL/flexibleServers'
  const found = await asked(management.post(path, apiVersions.mysql, { name, type }))
  return valueOr(found, undefined)?.['nameAvailable'] !== false
}

async function groupsAmong(management: Management, home: string, names: readonly string[]) {
  const found = names.map(async (name) => {
    const answer = await asked(management.get(`${home}/resourceGroups/${name}`, apiVersions.resources))
    if ('value' in answer) return [textIn(answer.value, 'name') || name]
    if (isNotFound(answer.refusal)) return []
    throw new Error(answer.refusal)
  })
  return (await Promise.all(found)).flat()
}
