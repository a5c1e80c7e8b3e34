/** Findings that all clouds have, in words that are the same everywhere. Pure. */
import type { PreflightFinding } from '../inquiry-contract.ts'
import type { Answer } from './answers.ts'

/** What a finding is about: `{id: 'aws-names', title: 'Names at AWS'}`. */
export type About = Pick<PreflightFinding, 'id' | 'title'>

export function changeFindings(about: About, problems: readonly string[]): readonly PreflightFinding[] {
  return problems.map((problem) => ({
    ...{ ...about, verdict: 'fail', message: `${problem}.` },
    fix: ['See what it was made with: zen show'],
  }))
}

/** @param denied all of it is named: whoever gives permissions wants to give them once @param page has the whole of them */
export function permissionFinding(
  about: About,
  denied: Answer<readonly string[]>,
  { what, page }: { readonly what: string; readonly page: string },
): PreflightFinding {
  if ('refusal' in denied)
    return {
      ...{ ...about, verdict: 'warn', message: 'Whether your login may do all this could not be checked.' },
      fix: [
        `What is missing shows while things are made; the same command then goes on. The whole ${what} is in ${page}.`,
      ],
    }
  if (denied.value.length === 0)
    return { ...about, verdict: 'pass', message: 'Your login may do all that is needed.', fix: [] }
  return {
    ...{ ...about, verdict: 'fail', message: `Your login may not: ${denied.value.join(', ')}.` },
    fix: [`Let an administrator give it the ${what} in ${page}.`],
  }
}

/** Names of a deployment that no state of ours knows of. @param there what is called so already: `EKS cluster zen-team` */
export function nameFinding(about: About, name: string, there: readonly string[]): PreflightFinding {
  if (there.length === 0)
    return { ...about, verdict: 'pass', message: `Nothing is called like "${name}" yet.`, fix: [] }
  return {
    ...{ ...about, verdict: 'fail', message: `There is already: ${there.join(', ')}.` },
    fix: [
      'If somebody deployed it with another --backend, use that one.',
      'Or choose another name: --name NAME',
    ],
  }
}

/** A sentence, and what to do. */
export type Problem = readonly [message: string, fix: string]

/** One finding for each problem with what is there and is to be used, or one that says that all is well. */
export function problemFindings(about: About, problems: readonly Problem[]): readonly PreflightFinding[] {
  if (problems.length === 0)
    return [{ ...about, verdict: 'pass', message: 'What is there can be used.', fix: [] }]
  return problems.map(([message, fix]) => ({ ...about, verdict: 'fail', message, fix: [fix] }))
}
