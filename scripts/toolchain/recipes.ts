/** What each program of the toolchain is built from. `docs/toolchain.md` says what it costs. */

/** Everything that decides what comes out of a build, besides the files of the module. */
export interface Recipe {
  /** The program's file name. */
  readonly name: string
  /** Half a sentence for people: what the tests need it for. */
  readonly purpose: string
  /** Folder of `toolchain/` with go.mod and go.sum. */
  readonly module: string
  /** The Go package of the program; `.` is the module itself. */
  readonly goPackage: string
  /** Without a `v`. */
  readonly version: string
  readonly tags?: readonly string[]
  /** String variables that the linker sets, by their full Go name. */
  readonly variables?: Readonly<Record<string, string>>
  /** Files of a required module that go beside `main.go`, to be embedded. */
  readonly embeds?: { readonly module: string; readonly files: readonly string[] }
  /** Makes the program print its version. */
  readonly versionArguments: readonly string[]
}

const pulumiVersion = '3.259.0'

const pulumi: Recipe = {
  name: 'pulumi',
  purpose: 'the engine',
  module: 'pulumi',
  goPackage: 'github.com/pulumi/pulumi/pkg/v3/cmd/pulumi',
  version: pulumiVersion,
  tags: ['osusergo', 'grpcnotrace'],
  // Without it the Node SDK fails with "Failed to parse Pulumi CLI version".
  variables: { 'github.com/pulumi/pulumi/sdk/v3/go/common/version.Version': `v${pulumiVersion}` },
  versionArguments: ['version'],
}

const helmVersion = '3.20.2'

const helm: Recipe = {
  name: 'helm',
  purpose: 'lint and render the chart',
  module: 'helm',
  goPackage: 'helm.sh/helm/v3/cmd/helm',
  version: helmVersion,
  variables: { 'helm.sh/helm/v3/internal/version.version': `v${helmVersion}` },
  versionArguments: ['version', '--short'],
}

/** The version of the npm package: the engine asks for exactly that one. */
const providerVersion = '4.34.2'
const providerModule = 'github.com/pulumi/pulumi-kubernetes/provider/v4'

const kubernetesProvider: Recipe = {
  name: 'pulumi-resource-kubernetes',
  purpose: "the engine's plugin for Kubernetes",
  module: 'kubernetes-provider',
  goPackage: '.',
  version: providerVersion,
  variables: { [`${providerModule}/pkg/version.Version`]: `v${providerVersion}` },
  embeds: {
    module: providerModule,
    files: [
      'cmd/pulumi-resource-kubernetes/schema.json',
      'cmd/pulumi-resource-kubernetes/terraform-mapping.json',
    ],
  },
  versionArguments: ['--version'],
}

/** 1.35 and later do without containerd 1.6 and cgroup v1, which Debian 12 has. */
const kubernetesVersion = '1.34.4'

function kubernetes(name: string, purpose: string): Recipe {
  return {
    name,
    purpose,
    module: 'kubernetes',
    goPackage: `k8s.io/kubernetes/cmd/${name}`,
    version: kubernetesVersion,
    variables: {
      ...kubernetesVariables('k8s.io/component-base/version'),
      ...kubernetesVariables('k8s.io/client-go/pkg/version'),
    },
    versionArguments: ['--version'],
  }
}

function kubernetesVariables(goPackage: string): Readonly<Record<string, string>> {
  const [major = '', minor = ''] = kubernetesVersion.split('.')
  return {
    [`${goPackage}.gitVersion`]: `v${kubernetesVersion}`,
    [`${goPackage}.gitMajor`]: major,
    [`${goPackage}.gitMinor`]: minor,
    [`${goPackage}.gitTreeState`]: 'clean',
    [`${goPackage}.gitCommit`]: '0'.repeat(40),
  }
}

const crane = 'github.com/google/go-containerregistry/cmd/crane'

/** In the order in which they are built: what somebody waits for first, and the quick ones before the slow. */
export const recipes: readonly Recipe[] = [
  helm,
  pulumi,
  {
    name: 'pause',
    purpose: "what holds a pod's namespaces",
    module: 'pause',
    goPackage: '.',
    version: '1.0.0',
    variables: { 'main.version': 'v1.0.0' },
    versionArguments: ['--version'],
  },
  {
    name: 'crane',
    purpose: "the cluster's image registry",
    module: 'crane',
    goPackage: crane,
    version: '0.22.1',
    variables: { [`${crane}/cmd.Version`]: 'v0.22.1' },
    versionArguments: ['version'],
  },
  {
    name: 'pebble',
    purpose: 'an ACME server for certificates',
    module: 'pebble',
    goPackage: 'github.com/letsencrypt/pebble/v2/cmd/pebble',
    version: '2.10.1',
    variables: { 'main.version': 'v2.10.1' },
    versionArguments: ['-version'],
  },
  {
    name: 'etcd',
    purpose: "the cluster's database",
    module: 'etcd',
    goPackage: 'go.etcd.io/etcd/server/v3',
    version: '3.6.16',
    versionArguments: ['--version'],
  },
  {
    name: 'caddy',
    purpose: 'the HTTPS gateway',
    module: 'caddy',
    goPackage: 'github.com/caddyserver/caddy/v2/cmd/caddy',
    version: '2.11.9',
    variables: { 'github.com/caddyserver/caddy/v2.CustomVersion': 'v2.11.9' },
    versionArguments: ['version'],
  },
  kubernetesProvider,
  kubernetes('kube-apiserver', 'the cluster itself'),
  kubernetes('kube-controller-manager', 'the cluster itself'),
  kubernetes('kube-scheduler', 'the cluster itself'),
  kubernetes('kubelet', 'the node that runs the pods'),
  kubernetes('kube-proxy', 'services and load balancers of the cluster'),
  {
    name: 'coredns',
    purpose: "the cluster's names",
    module: 'coredns',
    goPackage: 'github.com/coredns/coredns',
    version: '1.15.0',
    versionArguments: ['-version'],
  },
]

const engine = ['pulumi']
const chart = ['helm']

/** What can be asked for together. `npm test` needs engine and chart, the cluster's tests need all. */
export const recipeSets: Readonly<Record<string, readonly string[]>> = {
  engine,
  chart,
  cluster: recipes.map(({ name }) => name).filter((name) => !engine.includes(name) && !chart.includes(name)),
  all: recipes.map(({ name }) => name),
}
