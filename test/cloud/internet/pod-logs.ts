/** What containers wrote. */
import type { Logs } from '../../fakes/fake-kubernetes-logs.ts'
import type { View } from '../frame/view.ts'
import { troubleOf } from '../kubernetes/pod-status.ts'
import { tokenNamed } from '../kubernetes/tokens.ts'
import { podPort } from './behind-services.ts'

const started = [
  'INFO:     Started server process [1]',
  'INFO:     Waiting for application startup.',
  'INFO:     Application startup complete.',
  'INFO:     Uvicorn running on http://0.0.0.0:8080 (Press CTRL+C to quit)',
]

/** Once it has run. @param path `namespace/pod/container`, with `/previous` for the run before */
export function writeLog(logs: Logs, path: string, view: View): void {
  const [namespace, name] = path.split('/')
  const pod = view.find(tokenNamed('Pod'), `${namespace}/${name}`)
  if (!pod || logs.has(path)) return
  const trouble = troubleOf(pod.outputs, view.settings)
  if (trouble?.effect === 'crash') {
    logs.write(path, ...(trouble.log ?? ['Killed']))
    logs.end(path)
  } else if (trouble === undefined && podPort(view, pod)) logs.write(path, ...started)
}
