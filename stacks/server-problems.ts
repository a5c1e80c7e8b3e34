import type { OptionValues, Secrets } from './contract.ts'
import { databaseChoice } from './database-options.ts'

/** What is wrong with options of a server on Kubernetes that are fine one by one. */
export function serverProblems(values: OptionValues, secrets: Secrets): readonly string[] {
  return [...replicaProblems(values), ...controllerProblems(values), ...certificateProblems(values, secrets)]
}

/** What people should know of options that are fine. */
export function serverWarnings({ tls }: OptionValues): readonly string[] {
  return tls === 'off' ? ['With --tls off everything passes in clear text, passwords too.'] : []
}

function replicaProblems(values: OptionValues): readonly string[] {
  const isSqlite = databaseChoice(values).kind === 'sqlite'
  return isSqlite && Number(values['replicas']) > 1
    ? ['SQLite allows only one copy of the server: leave out --replicas, or choose another --database']
    : []
}

/** A name can't be made from an address that nobody told. */
function controllerProblems({ expose, domain, tls, gateway, ...values }: OptionValues): readonly string[] {
  if (expose !== 'ingress' && expose !== 'gateway') return []
  const problems: string[] = []
  if (domain === undefined)
    problems.push(
      `--expose ${expose} needs --domain, a host name that leads to the controller: A-B-C-D.sslip.io leads to the address A.B.C.D`,
    )
  if (expose === 'gateway' && gateway === undefined) problems.push('--expose gateway needs --gateway')
  if (expose === 'ingress' && tls !== 'off' && values['tls-secret'] === undefined)
    problems.push('--expose ingress needs --tls-secret, the Secret with its certificate, or --tls off')
  return problems
}

function certificateProblems(values: OptionValues, secrets: Secrets): readonly string[] {
  const [certificate, key] = [secrets['tls-cert'], secrets['tls-key']]
  const problems: string[] = []
  if (certificate && !key) problems.push('--tls-cert needs --tls-key')
  if (key && !certificate) problems.push('--tls-key needs --tls-cert')
  if (certificate && values['tls-secret'] !== undefined)
    problems.push(
      '--tls-cert and --tls-secret exclude each other: leave one out, or take back --tls-secret ""',
    )
  return problems
}
