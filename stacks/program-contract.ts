/** What Pulumi programs are asked and answer, in types; the part of the contract for providers that have one. */
import type { DeploymentPart, Estimate, Outputs, Secrets, Spec } from './contract.ts'
import type { Inquiries } from './inquiry-contract.ts'

/** A cluster that is there before anything is deployed, as a kubeconfig names it. */
export interface ClusterReference {
  /** Absolute path; without one, what `kubectl` reads: `KUBECONFIG`, else `~/.kube/config`. */
  readonly kubeconfig?: string
  /** Without one, the current context. */
  readonly context?: string
}

/** Where in which cluster a server runs. Serialisable: it crosses processes. */
export interface ClusterPlace {
  /** Words of a kubeconfig, which may be short-lived, or the name of one. */
  readonly cluster: ClusterReference | { readonly kubeconfigText: string }
  readonly namespace: string
  /** Name of the Helm release; all its objects have it as label `app.kubernetes.io/instance`. */
  readonly release: string
}

/** What a server will take from a cluster that is there, so that it can be checked before anything is created. */
export interface ClusterNeeds {
  /** Kinds of objects that will be created, for the question whether the person may. */
  readonly kinds: readonly {
    readonly group: string
    readonly resource: string
    readonly clusterWide?: true
  }[]
  /** Volumes by claim: of this StorageClass, or of the default one. */
  readonly volumes?: { readonly storageClass?: string }
  /** An address from the cluster's load balancer. */
  readonly loadBalancer?: true
  readonly ingressClass?: string
  /** A Gateway that is there. */
  readonly gateway?: { readonly name: string; readonly namespace: string }
  /** Secrets that must be in the namespace already. */
  readonly secrets?: readonly string[]
}

/** What is known when a spec is settled: asked of the cluster and of the state, before anything is checked or made. */
export interface Surroundings {
  /** The context that will be used. */
  readonly context: string
  /** Absolute path of the kubeconfig, where the spec names one. */
  readonly kubeconfig?: string
  /** Tells clusters apart, whatever contexts call them: the uid of their namespace `kube-system`, if one may see it. */
  readonly clusterId?: string
  /** Labels of the namespace that {@link ProgramFacts.place} names, if it is there. */
  readonly namespaceLabels?: Readonly<Record<string, string>>
  /** What an earlier run stored under this name, also where its server is gone and only its data was kept. */
  readonly stored?: Spec
  /** Everything that was given, now or earlier. */
  readonly secrets: Secrets
}

export interface Settled {
  /** Holds more than options: what is found out once and must stay so. */
  readonly spec: Spec
  /** A sentence each, without a full stop: why this can't be deployed. */
  readonly problems: readonly string[]
}

/** What becomes of the data of a deployment that goes: it stays as it is, in a last snapshot, or not at all. */
export type DataFate = 'keep' | 'snapshot' | 'delete'

/** What a program is asked to make. */
export interface ProgramRequest {
  /** Settled, where the provider has {@link ProgramFacts.settle}. */
  readonly spec: Spec
  /** What a person gave, now or earlier. What the program generates itself is not among them. */
  readonly secrets: Secrets
  /**
   * `everything`; `stopped`: the same with no server running; `data`: only what keeps the data, so that a destroy
   * leaves it and a later deploy goes on with it; `cleared`, only where {@link ProgramFacts.makesCluster}: the cluster
   * with nothing of ours in it any more, so that what it made in the cloud (volumes, load balancers) goes before it.
   */
  readonly part: 'everything' | 'stopped' | 'cleared' | 'data'
  /**
   * While a deployment is taken away: what protects from that is lifted, and the database is told what to leave. Has to
   * be in the state, by an `up`, before anything protected can go.
   */
  readonly leaving?: DataFate
  /** The cluster is gone for good, or not concerned: nothing in it is asked or removed, and no login is needed. */
  readonly placeGone?: true
  /** Variables of the environment, in which clouds let people say where their APIs are. */
  readonly env?: Readonly<Record<string, string | undefined>>
  /** Folder of our Helm chart, as the program's process finds it: the same words on every computer. */
  readonly chart: string
  /** Says where the server will run as soon as that is known, so that people can be told what goes on there. */
  readonly announce: (place: ClusterPlace) => void
}

/**
 * The Pulumi program of a provider: registers resources, and returns the values of {@link Outputs}, each of which may
 * be one of Pulumi's outputs. A `place` of type {@link ClusterPlace} is kept along with them, and so is `snapshot`, what
 * the last snapshot will be called (as {@link CloudResource.id} has it), if leaving one.
 */
export type Program = (request: ProgramRequest) => Promise<ProgramOutputs>

export type ProgramOutputs = Readonly<Partial<Record<keyof Outputs | 'place' | 'snapshot', unknown>>>

/** What to make of a cloud's own words, for people. */
export interface Explanation {
  /** A sentence. */
  readonly message: string
  readonly fix: readonly string[]
}

/** What the Pulumi engine needs to know of a provider. */
export interface ProgramFacts {
  /** A literal dynamic import: nothing of Pulumi is loaded before somebody deploys. */
  readonly load: () => Promise<Program>
  /** Pulumi plugins by name, with the exact version of their npm package: `{kubernetes: '4.34.2'}`. */
  readonly plugins: Readonly<Record<string, string>>
  /** The cluster that the server goes to, where that is there already. Its options are `--kubeconfig`, `--context`. */
  readonly cluster?: (spec: Spec) => ClusterReference
  /** Namespace and release in that cluster. */
  readonly place?: (spec: Spec) => ClusterPlace
  /** Fills in what must not drift later, such as the current context, and says what only now can be known to be wrong. */
  readonly settle?: (spec: Spec, surroundings: Surroundings) => Settled
  /** {@link Surroundings.clusterId} as it was found when the spec was settled. */
  readonly clusterId?: (spec: Spec) => string | undefined
  /** What it takes from that cluster. */
  readonly needs?: (spec: Spec) => ClusterNeeds
  readonly estimate: (spec: Spec) => Estimate
  /** Where in a cloud it is, for questions: `AWS account 123456789012 in eu-west-1`. */
  readonly where?: (spec: Spec) => string
  /** A literal dynamic import, for providers that are clouds. */
  readonly inquiries?: () => Promise<Inquiries>
  /** Whether the cluster is part of the deployment, and goes with it. */
  readonly makesCluster?: (spec: Spec) => boolean
  /** Which part of a deployment a resource belongs to. @param type Pulumi's @param name what the program calls it */
  readonly partOf?: (type: string, name: string) => DeploymentPart
  /**
   * The id by which the provider imports a resource, where the program's own inputs say it, or the spec: so that one
   * whose creation was interrupted is found again. For others see {@link Inquiries.remains}.
   */
  readonly importId?: (
    type: string,
    inputs: Readonly<Record<string, unknown>>,
    spec: Spec,
  ) => string | undefined
  /** A sentence of ours for what the cloud says when it refuses, if we know one. */
  readonly explain?: (message: string, spec: Spec) => Explanation | undefined
  /** What the data lies in, for the question of what should become of it; `undefined`: outside, zen never touches it. */
  readonly data: (spec: Spec) => string | undefined
  /** What can become of it, the usual first, which has to be something that can be undone. Else: `keep`, `delete`. */
  readonly fates?: (spec: Spec) => readonly DataFate[]
  /** The flag of the option that makes a new database start from a last snapshot. */
  readonly snapshotFlag?: string
}
