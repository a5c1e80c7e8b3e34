/** Data sources: who is calling, and clusters that are there. */
import type { DataSource } from '../../frame/definition.ts'
import { complain } from '../../frame/fields.ts'
import { textAt } from '../../frame/properties.ts'
import * as kinds from '../kinds.ts'
import { tokenFor } from '../token.ts'

export const functions: Readonly<Record<string, DataSource>> = {
  'gcp:organizations/getClientConfig:getClientConfig': {
    // It asks for no permission.
    operation: { service: 'login', name: 'token', doing: 'Error reading client config' },
    place: 'global',
    answer: (_args, { settings }, { identity, region, config }) => {
      const [node] = Object.values(settings.nodes)
      return {
        ...{ id: `projects/${identity.account}`, project: textAt(config, 'project'), region, zone: '' },
        ...{ defaultLabels: {}, accessToken: node?.token ?? tokenFor(identity) },
      }
    },
  },
  'gcp:organizations/getClientOpenIdUserInfo:getClientOpenIdUserInfo': {
    operation: {
      service: 'login',
      name: 'userinfo',
      doing: 'error retrieving userinfo for your provider credentials',
    },
    place: 'global',
    answer: (_args, _view, { identity: { principal } }) => ({ id: principal, email: principal }),
  },
  'gcp:container/getCluster:getCluster': {
    operation: { service: 'container', name: 'clusters.get', doing: 'Error reading cluster {name}' },
    place: 'global',
    answer: (args, view) => {
      const [name, location] = [textAt(args, 'name'), textAt(args, 'location')]
      const id = `projects/${view.account}/locations/${location}/clusters/${name}`
      const found = view.seen(kinds.cluster).find((cluster) => cluster.id === id)
      if (!found || found.phase === 'deleted') return complain(`${id} not found`)
      const { masterAuth, privateClusterConfig, ...rest } = found.outputs
      // The data source wraps into lists what the resource has as one.
      return { ...rest, masterAuths: [masterAuth], privateClusterConfigs: [privateClusterConfig], id }
    },
  },
}
