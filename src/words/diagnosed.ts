/** What `doctor` says. */
import type { Diagnosis, Examined } from '../actions/doctor.ts'

const signs = { pass: '✓', warn: '!', fail: '✗' } as const

export function diagnosisText({ examined, healthy }: Diagnosis): string {
  const end = healthy ? 'Ready: zen deploy' : 'Mend what is marked with ✗, then: zen doctor'
  return [...examined.flatMap(examinedLines), end].join('\n')
}

function examinedLines({ label, results }: Examined): readonly string[] {
  const lines = results.flatMap(({ verdict, title, message, fix }) => [
    `  ${signs[verdict]} ${title}: ${message}`,
    ...fix.map((line) => `      → ${line}`),
  ])
  return [label, ...lines]
}

export function diagnosisJson({ examined, healthy }: Diagnosis) {
  return {
    ok: healthy,
    command: 'doctor',
    checks: examined.flatMap(({ subject, results }) =>
      results.map(({ id, title, verdict, message, fix }) => ({ subject, id, title, verdict, message, fix })),
    ),
  }
}
