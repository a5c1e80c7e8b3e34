/** Asks a person about options: the usual ones that nobody has decided, or in a guided deploy all that mean something. */
import type { Facts, Option, OptionValue, OptionValues, Provider, Spec } from '../../stacks/contract.ts'
import { flagName } from '../deployment/flag-name.ts'
import { parseOption } from '../deployment/option-value.ts'
import { pricedChoices } from '../deployment/priced-choices.ts'
import {
  defaultsOf,
  hasMeaning,
  isOpen,
  isUsuallyAsked,
  type Resolved,
  withoutPassword,
} from '../deployment/resolve.ts'
import type { Offer } from '../engine/engine.ts'
import type { Terminal } from '../terminal/terminal.ts'
import { estimateWords } from '../words/previewed.ts'
import { contentOf, type Folders, pathOf, problemOfFile } from './answered-file.ts'
import { questionOf, rawOf, textOf } from './option-question.ts'

export interface Asked {
  /** Of the deployment. */
  readonly name: string
  readonly provider: Provider
  readonly resolved: Resolved
  readonly facts: Facts
  /** It is deployed already: what nobody decided then was decided by that. */
  readonly isThere: boolean
  readonly offer: (flag: string, values: OptionValues) => Promise<Offer | undefined>
  /** Every option that means something is asked about, with what holds already to hand. */
  readonly guided: boolean
  /** Of these a guided person was asked before. */
  readonly done?: readonly string[]
  /** Where paths in answers begin. */
  readonly folders: Folders
}

export interface Answered extends Resolved {
  /** Flags of what was asked. */
  readonly asked: readonly string[]
  /**
   * Files that hold secrets, by the flag that names them: what a person answered, and `FILE` for what was typed, since
   * no command can say that.
   */
  readonly files: Readonly<Record<string, string>>
}

interface Draft {
  values: Record<string, OptionValue>
  readonly secrets: Record<string, string>
  readonly asked: string[]
  readonly files: Record<string, string>
}

/** Asks, if anybody is there, and adds the answers. One answer may open the next question. */
export async function askOptions(terminal: Terminal, asked: Asked): Promise<Answered> {
  const { resolved, provider } = asked
  const draft: Draft = {
    ...{ values: { ...resolved.values }, secrets: { ...resolved.secrets } },
    ...{ asked: [], files: {} },
  }
  const options = terminal.canAsk ? provider.options : []
  for (const option of options) {
    if (isWanted(option, asked, draft)) await askOption(terminal, asked, { option, draft })
  }
  return { ...resolved, ...draft }
}

function isWanted(option: Option, { provider, facts, ...asked }: Asked, { values, secrets }: Draft): boolean {
  const known = { values, secrets, facts }
  const { resolved, isThere, guided, done = [] } = asked
  if (!guided) return isOpen(option, provider, known) && !isAnsweredBefore(option, isThere)
  const isDecided = [...resolved.decided, ...done].includes(option.flag)
  // The answer to another question may have held it: the URL of a database.
  const isNew = option.flag in secrets && !(option.flag in resolved.secrets)
  return !isDecided && !isNew && hasMeaning(option, provider, known)
}

interface Turn {
  readonly option: Option
  readonly draft: Draft
}

async function askOption(terminal: Terminal, asked: Asked, turn: Turn): Promise<void> {
  const { option, draft } = turn
  const offered = option.offered ? await asked.offer(option.flag, draft.values) : undefined
  if (option.offered && (offered?.choices.length ?? 0) < 2) return
  const { name, facts, isThere, folders } = asked
  const present = draft.values[option.flag]
  const question = questionOf(option, {
    ...{ name, facts, present, isThere, ...offered },
    isUsual: isUsual(asked, turn),
    mayBeEmpty: asked.guided && !option.required,
    prices: pricesOf(asked, turn),
    problemOfFile: (answer) => problemOfFile(option, pathOf(answer, folders)),
  })
  draft.asked.push(option.flag)
  await take(turn, await terminal.ask(question), folders)
}

/** Whether everybody is asked this. */
function isUsual({ provider, facts, isThere }: Asked, { option, draft }: Turn): boolean {
  return isUsuallyAsked(option, provider, { ...draft, facts }) && !isAnsweredBefore(option, isThere)
}

/** What nobody decided when it was deployed was decided by that. */
function isAnsweredBefore({ answer }: Option, isThere: boolean): boolean {
  return isThere && answer !== undefined
}

/** What it all would take and cost, by choice. */
function pricesOf({ name, provider, facts }: Asked, { option, draft }: Turn) {
  if (!option.priced) return {}
  const spec: Spec = {
    name,
    provider: provider.id,
    options: { ...defaultsOf(provider, facts), ...draft.values },
  }
  const priced = pricedChoices(provider, spec).map(
    ({ value, estimate }) => [value, estimateWords(estimate)] as const,
  )
  return Object.fromEntries(priced)
}

/** Nothing leaves a secret as it is, and takes back any other value. */
async function take({ option, draft }: Turn, answer: string, folders: Folders): Promise<void> {
  const { flag } = option
  const present = draft.values[flag]
  if (option.secret) return answer === '' ? undefined : takeSecret({ option, draft }, answer, folders)
  if (present !== undefined && answer === textOf(present)) return
  if (answer === '') {
    draft.values = Object.fromEntries(Object.entries(draft.values).filter(([key]) => key !== flag))
    return
  }
  const parsed = parseOption(option, rawOf(option, answer))
  if ('value' in parsed) draft.values[flag] = withoutPassword(option, parsed.value, draft.secrets)
}

async function takeSecret({ option, draft }: Turn, answer: string, folders: Folders): Promise<void> {
  const path = option.fromFile ? pathOf(answer, folders) : undefined
  draft.secrets[option.flag] = path === undefined ? answer : await contentOf(path)
  draft.files[flagName(option)] = path ?? 'FILE'
}
