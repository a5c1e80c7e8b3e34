/**
 * What a cloud shows to others than the programs that make things in it: to the Kubernetes of the clusters it runs, and
 * to the internet. Views are of its own package, at the place of the account and region that is asked about.
 */
import type { Properties } from './properties.ts'
import type { CloudObject, View } from './view.ts'

export interface PublicSide {
  /** Name of the Pulumi package: `aws`. */
  readonly package: string
  /** Token of the type of its clusters. */
  readonly clusterType: string
  /** Where a cluster's API is: `https://…`. */
  readonly endpointOf: (cluster: CloudObject) => string | undefined
  /** What its API says that it is: `v1.34.4`. */
  readonly versionOf: (cluster: CloudObject) => string
  /** Whether a cluster lets in who bears this token. */
  readonly letsIn: (cluster: CloudObject, token: string, view: View) => boolean
  /** That every cluster has. */
  readonly storageClasses: readonly StorageClass[]
  readonly nodesOf: (cluster: CloudObject, view: View) => readonly Node[]
  /** Makes the load balancer of a service, and says where it is. @throws what the cloud says */
  readonly balance: (cluster: CloudObject, service: ClusterService, view: View) => Ingress
  /** Takes it away again, if it is there. */
  readonly unbalance: (cluster: CloudObject, service: Pick<ClusterService, 'id'>, view: View) => void
  /** Makes the disk behind a volume. @returns its id */
  readonly attachDisk: (cluster: CloudObject, disk: Disk, view: View) => string
  readonly removeDisk: (id: string, view: View) => void
  /** Addresses that a name of this cloud leads to; none for a name that it does not know. */
  readonly addressesOf: (name: string, view: View) => readonly string[]
  /** Where the nodes are that a connection to an address of the account ends at, load balancers of services apart. */
  readonly wayFrom: (door: Door, view: View) => Way | undefined
}

export interface StorageClass {
  readonly name: string
  readonly isDefault: boolean
  /** `ebs.csi.aws.com` */
  readonly provisioner: string
}

export interface Node {
  readonly name: string
  /** `aws:///eu-west-1a/i-0a1b…` */
  readonly providerId: string
}

/** A service of the type `LoadBalancer`. */
export interface ClusterService {
  /** `namespace/name` */
  readonly id: string
  readonly annotations: Properties
  readonly spec: Properties
}

/** As `status.loadBalancer.ingress` has it. */
export interface Ingress {
  readonly ip?: string
  readonly hostname?: string
}

export interface Disk {
  /** `namespace/name` of the claim. */
  readonly claim: string
  /** `parameters` of the StorageClass. */
  readonly parameters: Properties
}

export interface Door {
  readonly address: string
  readonly port: number
}

export interface Way {
  readonly cluster: CloudObject
  readonly nodePort: number
}
