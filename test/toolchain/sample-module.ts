/** A program as small as can be, in a wrapper module like those of `toolchain/`. */
import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Workshop } from '../../scripts/toolchain/ready-program.ts'
import type { Recipe } from '../../scripts/toolchain/recipes.ts'
import { temporaryDirectory } from '../temporary-directory.ts'

const program = `package main

import "fmt"

var version = "unset"

func main() { fmt.Println("sample", version) }
`

/**
 * A workshop in a temporary folder, with the sample's module and an empty cache.
 * @param goVersion for the `go` line of the module
 */
export async function sampleWorkshop(goVersion = '1.26.8'): Promise<Workshop> {
  const directory = await temporaryDirectory()
  const modules = join(directory, 'modules')
  await mkdir(join(modules, 'sample'), { recursive: true })
  await writeFile(join(modules, 'sample', 'go.mod'), `module example.test/sample\n\ngo ${goVersion}\n`)
  await writeFile(join(modules, 'sample', 'go.sum'), '')
  await writeFile(join(modules, 'sample', 'main.go'), program)
  return { env: { PATH: '/usr/bin:/bin' }, cache: join(directory, 'cache'), modules }
}

/** An executable that prints this when it is run. */
export async function writeProgram(folder: string, { name }: Recipe, answer: string): Promise<string> {
  const path = join(folder, name)
  await mkdir(folder, { recursive: true })
  await writeFile(path, `#!/bin/sh\necho '${answer}'\n`, { mode: 0o755 })
  return path
}
