/** A real ZenML pipeline, run where the client is and recorded by the server that it is connected to. */
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect } from 'vitest'
import { type Computer, runOn } from './zen-command.ts'

const pipeline = (name: string) => `
from zenml import pipeline, step

@step(enable_cache=False)
def one() -> int:
    return 1

@pipeline(enable_cache=False)
def ${name}():
    one()

${name}()
`

export async function runPipeline(here: Computer, name: string): Promise<void> {
  await writeFile(join(here.home, `${name}.py`), pipeline(name))
  const ran = await runOn(here, 'python', [`${name}.py`])
  expect(ran, ran.stderr).toMatchObject({ exit: 0 })
}

/** What the client reads of the server about the runs that there were: name of the pipeline, and how it ended. */
export async function pipelineRuns(here: Computer): Promise<readonly string[]> {
  const words = `from zenml.client import Client
for run in Client().list_pipeline_runs(): print('run:', run.pipeline.name, run.status.value)`
  const ran = await runOn(here, 'python', ['-c', words])
  expect(ran, ran.stderr).toMatchObject({ exit: 0 })
  return [...ran.stdout.matchAll(/^run: (.*)$/gm)].map(([, run = '']) => run)
}
