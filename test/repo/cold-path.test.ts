import { execFile } from 'node:child_process'
import { globSync, readFileSync } from 'node:fs'
import { writeFile } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { describe, expect, test } from 'vitest'
import { temporaryDirectory } from '../temporary-directory.ts'
import { root } from './source-file.ts'

const run = promisify(execFile)

/** Writes the address of every module that is loaded, by `import` or by `require`, to a file. */
const recorder = `
import { appendFileSync } from 'node:fs'
import { registerHooks } from 'node:module'
registerHooks({
  load(url, context, next) {
    appendFileSync(process.env.RECORD, url + '\\n')
    return next(url, context)
  },
})
`

/** Inquirer's own code, bundled under whatever file name. */
function isInquirer(file: string): boolean {
  return /inquirer/.test(basename(file)) || readFileSync(file, 'utf8').includes('class ExitPromptError')
}

/** Never bundled: a package of its own. */
function isPulumi(file: string): boolean {
  return /[\\/]@?pulumi[\\/-]/.test(file)
}

/** Its own code, and the HTTP client that it brings. */
function isKubernetesClient(file: string): boolean {
  return /kubernetes-client-node|undici/.test(basename(file))
}

/** What writes the page of `--report`. */
function isReport(file: string): boolean {
  return /^report-/.test(basename(file))
}

/** Files that the built zen loads for these words. */
async function loadedBy(...words: readonly string[]): Promise<readonly string[]> {
  const directory = await temporaryDirectory()
  const [hook, record] = [join(directory, 'record.mjs'), join(directory, 'record.txt')]
  await writeFile(hook, recorder)
  const env = {
    ...process.env,
    RECORD: record,
    ZEN_HOME: directory,
    ZENML_CONFIG_PATH: directory,
    NODE_OPTIONS: '',
  }
  await run(process.execPath, ['--import', hook, join(root, 'bin/run.js'), ...words], { env, cwd: directory })
  const urls = readFileSync(record, 'utf8').trim().split('\n')
  return urls.filter((url) => url.startsWith('file:')).map((url) => fileURLToPath(url))
}

describe('the cold path', () => {
  test('what is seldom needed can be told by what its files hold, or are called', () => {
    const files = globSync('dist/**/*.js', { cwd: root }).map((file) => join(root, file))

    expect(files.filter(isInquirer).length).toBeGreaterThan(0)
    expect(files.filter(isReport)).toHaveLength(1)
  })

  test.each([['--help'], ['deploy --help'], ['list'], ['list --json'], ['show'], ['show --json']])(
    'zen %s loads neither Pulumi nor the Kubernetes client nor the prompts library',
    async (words) => {
      const files = await loadedBy(...words.split(' '))

      expect(files.some((file) => file.endsWith('main.js'))).toBe(true)
      expect(files.filter(isInquirer)).toEqual([])
      expect(files.filter(isPulumi)).toEqual([])
      expect(files.filter(isKubernetesClient)).toEqual([])
      expect(files.filter(isReport)).toEqual([])
    },
  )
})
