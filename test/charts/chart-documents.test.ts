import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { parseAllDocuments } from 'yaml'
import { chartDigestModule } from '../../scripts/chart-digest.ts'
import { withChartValues } from '../../scripts/chart-readme.ts'
import { readRefusedKeys } from '../../scripts/chart-refused.ts'
import { chartSchema } from '../../scripts/chart-schema.ts'
import { readChartValues } from '../../scripts/chart-values.ts'
import { newestZenmlVersion } from '../../stacks/zenml-versions.ts'
import { chartPaths, chartText, chartYaml } from './chart-files.ts'

const values = readChartValues(chartText('values.yaml'))
const refused = readRefusedKeys(chartText('files/refused.yaml'))

describe('what is derived from values.yaml is committed as it would be derived now', () => {
  test('values.schema.json', () => {
    expect(JSON.parse(chartText('values.schema.json')), 'run: npm run chart').toEqual(
      chartSchema(values, refused),
    )
  })

  test('README.md', () => {
    const readme = chartText('README.md')

    expect(readme, 'run: npm run chart').toBe(withChartValues(readme, values, refused))
  })
})

test('the digest by which a deployment gets a changed chart is that of the chart as it is', () => {
  const module = readFileSync(new URL('../../stacks/chart-digest.ts', import.meta.url), 'utf8')

  expect(module, 'run: npm run chart').toBe(chartDigestModule())
})

describe('the chart', () => {
  test('runs the newest ZenML that zen knows', () => {
    expect(chartYaml('Chart.yaml')).toMatchObject({ name: 'zenml', appVersion: newestZenmlVersion })
  })

  test('documents every value, with a sentence', () => {
    const silent = values.filter(({ isSection, comment }) => !isSection && !/[.:]$/.test(comment))

    expect(silent.map(({ path }) => path.join('.'))).toEqual([])
  })

  test('has no value that no template reads', () => {
    const templates = chartPaths('templates/**/*.{yaml,tpl,txt}').map(chartText).join('\n')
    const unread = values.filter(({ path }) => !templates.includes(path.at(-1) ?? ''))

    expect(unread.map(({ path }) => path.join('.'))).toEqual([])
  })

  test('starts every template with the same preparation, so that none sees raw values', () => {
    const others = chartPaths('templates/**/*.{yaml,txt}').filter(
      (path) => !chartText(path).startsWith('{{- include "zenml.init" . -}}'),
    )

    expect(others).toEqual([])
  })

  test('describes every supported shape in a comment', () => {
    for (const path of chartPaths('ci/*-values.yaml')) expect(chartText(path)).toMatch(/^# [A-Z].*\.\n/)
  })

  test('has one YAML document in a file of values, without duplicate keys', () => {
    for (const path of ['values.yaml', ...chartPaths('ci/*.yaml'), 'files/refused.yaml'])
      expect(parseAllDocuments(chartText(path)).map(({ errors }) => errors)).toEqual([[]])
  })
})
