/** Options that say how people reach a server on Kubernetes. */
import { nameProblem } from './cluster-options.ts'
import { portOption } from './common-options.ts'
import type { Option, OptionValue, OptionValues } from './contract.ts'
import { certificateProblem, keyProblem } from './pem.ts'

const isBy =
  (...ways: readonly string[]) =>
  ({ expose }: OptionValues) =>
    ways.includes(String(expose))
const isByHttps =
  (...ways: readonly string[]) =>
  (values: OptionValues) =>
    isBy(...ways)(values) && values['tls'] !== 'off'
const exposed = ['load-balancer', 'ingress', 'gateway']

const exposeOption: Option = {
  flag: 'expose',
  type: 'text',
  summary: 'way to the server; with none a port is forwarded',
  placeholder: 'WAY',
  choices: [...exposed, 'none'],
  default: 'load-balancer',
  question: 'How should people reach the server?',
}

const domainOption: Option = {
  flag: 'domain',
  type: 'text',
  summary: 'host name of the server',
  placeholder: 'DOMAIN',
  defaultNote: 'at a load balancer with HTTPS a name made from its address, A-B-C-D.sslip.io',
  question: 'Host name of the server, which leads to the controller',
  askWhen: isBy('ingress', 'gateway'),
  goesWith: { words: `--expose ${exposed.join(', ')}`, when: isBy(...exposed) },
  problem: domainProblem,
}

function domainProblem(value: OptionValue): string | undefined {
  const isName = /^(?=.{1,253}$)([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z0-9-]*[a-z][a-z0-9-]*$/
  return isName.test(String(value))
    ? undefined
    : 'must be a host name in lower case, such as zenml.example.com'
}

const tlsOption: Option = {
  flag: 'tls',
  type: 'text',
  summary: 'HTTPS, or without it everything in clear text, passwords too',
  placeholder: 'TLS',
  choices: ['on', 'off'],
  default: 'on',
  goesWith: { words: `--expose ${exposed.join(', ')}`, when: isBy(...exposed) },
}

const atLoadBalancer = { words: '--expose load-balancer and --tls on', when: isByHttps('load-balancer') }
const byAcme = {
  words: '--expose load-balancer and --tls on, without --tls-secret',
  when: (values: OptionValues) => isByHttps('load-balancer')(values) && values['tls-secret'] === undefined,
}
const file = { type: 'text', secret: true, fromFile: true, placeholder: 'FILE' } as const

const certificateOptions: readonly Option[] = [
  {
    ...file,
    flag: 'tls-cert',
    summary: "certificate (PEM) of one's own for the server, with its chain",
    defaultNote: 'one granted by ACME',
    goesWith: atLoadBalancer,
    problem: certificateProblem,
  },
  {
    ...file,
    flag: 'tls-key',
    summary: 'key (PEM) of that certificate',
    defaultNote: 'made with the granted one',
    goesWith: atLoadBalancer,
    problem: keyProblem,
  },
  {
    flag: 'tls-secret',
    type: 'text',
    summary:
      'name of a Secret with the certificate, of type kubernetes.io/tls, in the namespace of the server',
    placeholder: 'SECRET',
    defaultNote: 'a certificate granted by ACME; --expose ingress needs one',
    question: 'Secret with the certificate for that name, in the namespace of the server',
    askWhen: isBy('ingress'),
    goesWith: {
      words: '--expose load-balancer or ingress and --tls on',
      when: isByHttps('load-balancer', 'ingress'),
    },
    problem: nameProblem,
  },
  {
    ...file,
    flag: 'tls-ca',
    summary: "certificate (PEM) of the authority that signed the server's, if that is no public one",
    defaultNote: 'a public one',
    goesWith: { words: `--expose ${exposed.join(', ')} and --tls on`, when: isByHttps(...exposed) },
    problem: certificateProblem,
  },
]

const acmeOptions: readonly Option[] = [
  {
    flag: 'acme-directory',
    type: 'text',
    summary: 'directory of the authority that grants the certificate by ACME',
    placeholder: 'URL',
    defaultNote: "Let's Encrypt",
    goesWith: byAcme,
    problem: (value) =>
      /^https:\/\/\S+$/.test(String(value)) ? undefined : 'must be a URL that starts with https://',
  },
  {
    ...file,
    flag: 'acme-ca',
    summary: 'certificate (PEM) that the HTTPS of that authority is checked with, if it is no public one',
    defaultNote: 'a public one',
    goesWith: byAcme,
    problem: certificateProblem,
  },
  {
    flag: 'acme-email',
    type: 'text',
    summary: 'address that the authority writes to about the certificate',
    placeholder: 'EMAIL',
    defaultNote: 'nobody is written to',
    goesWith: byAcme,
    problem: (value) => (/^[^\s@]+@[^\s@]+$/.test(String(value)) ? undefined : 'must be an e-mail address'),
  },
]

const ingressClassOption: Option = {
  flag: 'ingress-class',
  type: 'text',
  summary: 'class of the Ingress',
  placeholder: 'CLASS',
  defaultNote: "the cluster's default",
  goesWith: { words: '--expose ingress', when: isBy('ingress') },
}

const gatewayOption: Option = {
  flag: 'gateway',
  type: 'text',
  summary: 'name of the Gateway that leads to the server, as NAME or NAMESPACE/NAME',
  placeholder: 'GATEWAY',
  defaultNote: 'none; --expose gateway needs one',
  question: 'Gateway that leads to the server, as NAME or NAMESPACE/NAME',
  goesWith: { words: '--expose gateway', when: isBy('gateway') },
  problem: (value) =>
    String(value).split('/').length <= 2 &&
    String(value)
      .split('/')
      .every((part) => !nameProblem(part))
      ? undefined
      : 'must be the name of a Gateway, or its namespace and name: gateways/public',
}

export const exposureOptions: readonly Option[] = [
  exposeOption,
  domainOption,
  tlsOption,
  ...certificateOptions,
  ...acmeOptions,
  ingressClassOption,
  gatewayOption,
  { ...portOption, default: 8239, goesWith: { words: '--expose none', when: isBy('none') } },
]
