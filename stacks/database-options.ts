/** Options that say where a server on Kubernetes keeps its data. */
import { databasePasswordOption } from './common-options.ts'
import type { Option, OptionValue, OptionValues } from './contract.ts'
import { databaseUrlProblem } from './database-url.ts'
import { certificateProblem } from './pem.ts'

const inCluster = 'in-cluster'
const sqlite = 'sqlite'
const managed = 'managed'

/** Where the data is. A URL has no password in it. */
export type DatabaseChoice =
  /** By the cloud; only for providers that are one. */
  | { readonly kind: 'managed' }
  | { readonly kind: 'in-cluster' }
  | { readonly kind: 'sqlite' }
  /** With `hasName: false` its certificate is made out to no name that the server knows. */
  | { readonly kind: 'url'; readonly url: string; readonly hasName?: boolean }

export function databaseChoice({ database = inCluster }: OptionValues): DatabaseChoice {
  if (database === managed || database === inCluster || database === sqlite) return { kind: database }
  return { kind: 'url', url: String(database) }
}

const isUrl = isDatabase('url')

/** Whether the data is in one of these. */
function isDatabase(...kinds: readonly DatabaseChoice['kind'][]) {
  return (values: OptionValues) => kinds.includes(databaseChoice(values).kind)
}

const databaseOption: Option = {
  flag: 'database',
  type: 'text',
  summary:
    'where the data is: in-cluster (a MySQL next to the server), sqlite, the URL of a MySQL database or, in a cloud, managed (by it)',
  placeholder: 'DATABASE',
  default: inCluster,
  question: 'Database: in-cluster for a MySQL next to the server, sqlite, or the URL of a MySQL database',
  passwordTo: 'database-password',
  problem: databaseProblem,
}

function databaseProblem(value: OptionValue): string | undefined {
  if (value === inCluster || value === sqlite) return undefined
  if (!String(value).includes(':'))
    return `must be ${inCluster}, ${sqlite}, or mysql://user@host:3306/database`
  return databaseUrlProblem(value, 'as the cluster reaches it, for which this is not this computer')
}

const databaseCaOption: Option = {
  flag: 'database-ca',
  type: 'text',
  secret: true,
  fromFile: true,
  summary:
    "certificate (PEM) of the authority that signed the database's, which encrypts and checks the connection",
  placeholder: 'FILE',
  defaultNote: 'none, and a connection that is not encrypted',
  goesWith: { words: 'the URL of a database in --database', when: isUrl },
  problem: certificateProblem,
}

const databaseImageOption: Option = {
  flag: 'database-image',
  type: 'text',
  summary: 'image of the database in the cluster: MySQL, or MariaDB',
  placeholder: 'IMAGE',
  default: 'mysql:8.4',
  goesWith: { words: `--database ${inCluster}`, when: isDatabase(inCluster) },
  problem: (value) =>
    /^[\w][\w./:-]*:[\w][\w.-]*(@sha256:[0-9a-f]{64})?$/.test(String(value))
      ? undefined
      : 'must be the name of an image with its tag, such as mysql:8.4',
}

const storageClassOption: Option = {
  flag: 'storage-class',
  type: 'text',
  summary: 'class of the volumes (StorageClass)',
  placeholder: 'CLASS',
  defaultNote: "the cluster's default",
}

const storageSizeOption: Option = {
  flag: 'storage-size',
  type: 'text',
  summary: 'size of the volume with the database',
  placeholder: 'SIZE',
  defaultNote: '8Gi in-cluster, 1Gi with sqlite',
  goesWith: {
    words: `--database ${inCluster} or ${sqlite}: zen makes no volume for a database elsewhere`,
    when: isDatabase(inCluster, sqlite),
  },
  problem: (value) =>
    /^[1-9]\d*(\.\d+)?(Ki|Mi|Gi|Ti|Pi|k|M|G|T|P)?$/.test(String(value))
      ? undefined
      : 'must be a size such as 10Gi',
}

export const databaseOptions: readonly Option[] = [
  databaseOption,
  {
    ...databasePasswordOption,
    goesWith: { words: 'the URL of a database in --database', when: isUrl },
  },
  databaseCaOption,
  databaseImageOption,
  storageClassOption,
  storageSizeOption,
]

const ownPasswordOnly =
  'the URL of a database in --database; the password of one that the cloud manages is made by zen itself'

/** The same in a cloud, which manages a database unless somebody wants another one. */
export const managedDatabaseOptions: readonly Option[] = databaseOptions.map((option) => {
  switch (option.flag) {
    case 'database':
      return { ...option, default: managed, problem: managedDatabaseProblem }
    case 'database-password':
      return { ...option, goesWith: { words: ownPasswordOnly, when: isUrl } }
    case 'database-ca':
      return {
        ...option,
        defaultNote: "the cloud's own, where it manages the database",
        goesWith: {
          words: `the URL of a database in --database, or --database ${managed}`,
          when: isDatabase('url', managed),
        },
      }
    default:
      return option
  }
})

function managedDatabaseProblem(value: OptionValue): string | undefined {
  const problem = value === managed ? undefined : databaseProblem(value)
  return problem?.replace(`must be ${inCluster}`, `must be ${managed}, ${inCluster}`)
}
