/**
 * What a provider is, in types. Everything that differs from one place to another (this computer, Docker,
 * a cloud) is described in these words; `src/` knows no provider by name. This file loads nothing.
 */
import type { ProgramFacts } from './program-contract.ts'

/** A value a person can give to an option. Lists are given by repeating the flag. */
export type OptionValue = string | number | boolean | readonly string[]

/** Option values by flag name, for example `{ port: 8237 }`. */
export type OptionValues = Readonly<Record<string, OptionValue>>

/** Secret values by flag name. Never part of a {@link Spec}, never in argv, logs or JSON. */
export type Secrets = Readonly<Record<string, string>>

/** What is known about this computer when defaults are chosen. */
export interface Facts {
  /** Version of the ZenML client whose files were found, for example `0.98.0`. */
  readonly clientVersion?: string
  /** Variables of the environment, where clouds keep what they use for want of a word. */
  readonly env?: Readonly<Record<string, string | undefined>>
}

/**
 * One thing a person can decide about a provider. It becomes a flag, a `ZEN_…` variable, a key of the
 * configuration file, a line of help and, with `question`, a prompt.
 *
 * Two providers may share a flag; it then must mean the same and have the same type in both.
 */
export interface Option {
  /** Kebab-case, without dashes in front: `docker-host`. The variable is `ZEN_DOCKER_HOST`. */
  readonly flag: string
  readonly type: 'text' | 'number' | 'boolean' | 'list' | 'url'
  /** What it decides: a fragment for help, lower case, no full stop. */
  readonly summary: string
  /** Stands for the value in help: `PORT`. Required unless the type is `boolean`. */
  readonly placeholder?: string
  readonly choices?: readonly string[]
  /** What people usually give, the most usual first: offered while one types, and anything else is taken too. */
  readonly suggestions?: readonly string[]
  /** With `choices` that differ in what a deployment takes and costs, which is shown beside each. */
  readonly priced?: true
  /** Used when nobody decided. A function when it depends on this computer. */
  readonly default?: OptionValue | ((facts: Facts) => OptionValue | undefined)
  /** Words for a default that is not a constant (`the version of your client`), or for what happens without a value. */
  readonly defaultNote?: string
  /** Asked in a terminal when nothing else gave a value. Options without one are asked about only with `--guided`. */
  readonly question?: string
  /** The answer to hand, where that is another one than the default, or there is no default. */
  readonly answer?: OptionValue
  /** There is no default and no deployment without a value. */
  readonly required?: boolean
  /** Narrows when everybody is asked `question`, given the values known so far. Always, by default. */
  readonly askWhen?: (values: OptionValues) => boolean
  /** Asked only where the surroundings offer a choice (the contexts of a kubeconfig), as one among these. */
  readonly offered?: true
  /**
   * What it means something with: elsewhere it is refused when a person gives it, and forgotten when an earlier spec
   * had it. Always, by default.
   */
  readonly goesWith?: {
    /** The end of "--ingress-class goes with …": `--expose ingress`. */
    readonly words: string
    readonly when: (values: OptionValues) => boolean
  }
  /**
   * Kept apart from the spec and hidden in prompts. There is no flag that takes the value: it comes from the
   * variable `ZEN_<FLAG>`, from a file named by `--<flag>-file` (`-` is standard input), or from the prompt.
   */
  readonly secret?: boolean
  /**
   * Only with `secret`: the flag itself names a file, `--values FILE`, and its content is the value. For what is too
   * long to type and may hold secrets. There is no `-file` flag; the variable `ZEN_<FLAG>` names the file too. An empty
   * file takes back what was given earlier.
   */
  readonly fromFile?: boolean
  /** For what is or may be a URL: the secret option that receives a password found in it, which is then taken out. */
  readonly passwordTo?: string
  /** What is wrong with this value, as the end of a sentence that starts with the flag, or `undefined`. */
  readonly problem?: (value: OptionValue) => string | undefined
}

/** Everything a person asked for: complete, validated, serialisable, and free of secrets. */
export interface Spec {
  readonly name: string
  /** Id of the provider: a key of the registry. */
  readonly provider: string
  readonly options: OptionValues
}

/** What every deployment ends with, the same on every provider. */
export interface Outputs {
  /**
   * Address of the server, without a slash at the end. A server that is reached from inside its cluster only has the
   * address that a forwarded port gives it on this computer.
   */
  readonly url: string
  /** Login of the ZenML administrator. */
  readonly username: string
  /** May be empty: a database made by the client has a `default` user without a password. */
  readonly password: string
  readonly database: { readonly type: 'sqlite' | 'mysql' }
  /** Version of the ZenML server, when it is known without asking it. */
  readonly version?: string
  /** PEM text of the authority that signed the server's certificate, when the public ones did not. */
  readonly caCertificate?: string
  /** Nothing leads to it from outside its cluster: `zen connect` forwards a port. */
  readonly unexposed?: true
}

export type Verdict = 'pass' | 'warn' | 'fail'

/** What a check found, and what to do about it. */
export interface Finding {
  readonly verdict: Verdict
  /** One sentence in the user's words. */
  readonly message: string
  /** What to type or do next; empty when the verdict is `pass`. */
  readonly fix: readonly string[]
}

/** One preflight test. `deploy` and `doctor` run the same ones. It changes nothing. */
export interface Check {
  /** Stable and kebab-case, for JSON: `docker-daemon`. */
  readonly id: string
  readonly title: string
  readonly run: (signal?: AbortSignal) => Promise<Finding>
}

export interface Estimate {
  readonly minutes: number
  readonly monthlyUsd: number
  /** Date of the price table, `YYYY-MM-DD`. */
  readonly asOf: string
  /** What of it is for what. Their dollars add up to all of it; their minutes do not, where some pass side by side. */
  readonly parts?: readonly EstimatePart[]
  /** What has no price in the table, as flags with their values: `--node-type x9.large`. */
  readonly unpriced?: readonly string[]
}

export interface EstimatePart {
  readonly part: DeploymentPart
  readonly minutes: number
  readonly monthlyUsd: number
}

/** What a deployment in a cloud is made of, in the order in which people read it. */
export type DeploymentPart = 'network' | 'cluster' | 'database' | 'server'

/** Where a server can be put. One folder of `stacks/` each, collected in `stacks/index.ts`. */
export interface Provider {
  /** Folder name and value of `--provider`. */
  readonly id: string
  /** What people read in menus: `Docker`. */
  readonly label: string
  /** One line for menus, help and the README. */
  readonly summary: string
  /** Name of a deployment when nobody gave one. */
  readonly defaultName: string
  readonly options: readonly Option[]
  /** `zen up` without a name means this provider. Exactly one provider has it. */
  readonly shortForm?: true
  /** What is wrong with values that are fine one by one: a sentence each. */
  readonly problems?: (values: OptionValues, secrets: Secrets) => readonly string[]
  /** What people should know before they go on with values that are fine: a sentence each. */
  readonly warnings?: (values: OptionValues) => readonly string[]
  /** What `zen export --format` can write for it: `compose`. */
  readonly exportFormats?: readonly string[]
  /** What carries a deployment out. `pulumi` needs `program`. */
  readonly engine: 'local' | 'docker' | 'pulumi'
  readonly program?: ProgramFacts
  /** The row of the README's table. */
  readonly readme: {
    readonly creates: string
    readonly costs: string
    readonly needs: string
  }
}
