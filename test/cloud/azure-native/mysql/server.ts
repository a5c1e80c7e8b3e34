/** MySQL flexible servers. https://learn.microsoft.com/rest/api/mysql/flexibleserver/servers */
import type { ResourceType } from '../../frame/definition.ts'
import { type Properties, textAt } from '../../frame/properties.ts'
import type { CloudObject, View } from '../../frame/view.ts'
import { nameOf } from '../ids.ts'
import * as kinds from '../kinds.ts'
import { armType } from '../resource.ts'
import { judgeName, judgeNetwork, judgeServer, judgeSize } from './server-rules.ts'

/** How long a delegated subnet is held after it: https://github.com/hashicorp/terraform-provider-azurerm/issues/15032 */
const HELD_MINUTES = 4

const hasStandby = (inputs: Properties) =>
  !['Disabled', undefined].includes(textAt(inputs, 'highAvailability.mode'))
const minutesFor = (inputs: Properties) => (hasStandby(inputs) ? 12 : 8)

export const server: ResourceType = armType({
  token: kinds.server,
  arm: 'Microsoft.DBforMySQL/flexibleServers',
  names: ['serverName'],
  longest: 63,
  hasLocation: true,
  replaceOn: ['administratorLogin', 'createMode', 'sourceServerResourceId', 'restorePointInTime'],
  settledByCloud: ['availabilityZone', 'version', 'replicationRole', 'maintenanceWindow', 'highAvailability'],
  minutes: { create: minutesFor, update: 3, delete: 3 },
  timeouts: { create: 120, update: 120, delete: 120 },
  retries: { update: { codes: ['ServerIsBusy'], minutes: 10 } },
  make: (making, id) => {
    judgeName(making, id)
    judgeServer(making)
    judgeNetwork(making)
    hold(making.view, textAt(making.inputs, 'network.delegatedSubnetResourceId'), id)
    return told(making.inputs, nameOf(id), making.view)
  },
  change: ({ inputs, object, view }) => {
    judgeSize(inputs)
    return { ...told(inputs, nameOf(object.id), view), network: object.outputs['network'] }
  },
  outside: ({ outputs }) => outputs['__port'] === 0,
  gone: (object, view) => {
    for (const part of [kinds.database, kinds.configuration].flatMap((type) => view.list(type)))
      if (part.id.startsWith(`${object.id}/`)) view.remove(part)
    letGo(view, object)
  },
})

/** Nobody is told of passwords. */
function told(inputs: Properties, name: string, view: View): Properties {
  return {
    administratorLoginPassword: undefined,
    __password: inputs['administratorLoginPassword'],
    fullyQualifiedDomainName: `${name}.mysql.database.azure.com`,
    state: 'Ready',
    version: textAt(inputs, 'version') ?? '8.0.21',
    replicationRole: 'None',
    // Whoever starts a real server says where it listens.
    __port: view.settings.realDatabases ? 0 : 3306,
  }
}

function hold(view: View, subnet: string | undefined, server: string): void {
  if (subnet === undefined) return
  const id = `${subnet}/serviceAssociationLinks/${nameOf(subnet)}-service-association-link`
  if (view.find(kinds.associationLink, id)) return
  view.add({
    ...{ type: kinds.associationLink, id, madeBy: 'cloud', inputs: {} },
    outputs: { name: nameOf(id), subnet, server },
  })
}

/** Not at once, and only when no other server is in that subnet. */
function letGo(view: View, { outputs }: CloudObject): void {
  const subnet = textAt(outputs, 'network.delegatedSubnetResourceId')
  const isShared = view
    .list(kinds.server)
    .some((other) => textAt(other.outputs, 'network.delegatedSubnetResourceId') === subnet)
  const link = view.list(kinds.associationLink).find((each) => each.outputs['subnet'] === subnet)
  if (!link || isShared) return
  view.change(link, { phase: 'deleting', until: view.now + view.milliseconds(HELD_MINUTES) })
}
