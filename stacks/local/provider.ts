import { hostOption, passwordOption, portOption } from '../common-options.ts'
import type { Option, OptionValues, Provider, Secrets } from '../contract.ts'

const pythonOption: Option = {
  flag: 'python',
  type: 'text',
  summary: 'Python that runs the server, with zenml[server] installed',
  placeholder: 'PATH',
  defaultNote: 'the active environment or python3; one of its own where these lack zenml[server]',
}

/**
 * There is no option for the administrator's name: the database is the client's, and a client without server
 * insists on its user `default` (measured with ZenML 0.98.0: "No user account with the 'default' name").
 */
export const local: Provider = {
  id: 'local',
  label: 'This computer',
  summary: 'a process on this computer, with the database that your ZenML client already has',
  defaultName: 'local',
  engine: 'local',
  shortForm: true,
  options: [
    { ...portOption, default: 8237 },
    hostOption,
    pythonOption,
    {
      ...passwordOption,
      defaultNote: 'the one that the administrator has; none in a new database',
      question: 'Password of the ZenML administrator',
      askWhen: (values) => isBeyondLoopback(values['host']),
    },
  ],
  problems: (values, secrets) => passwordProblems(values, secrets),
  readme: {
    creates: "a process that serves your client's own database",
    costs: 'nothing',
    needs: 'Python 3.10 to 3.14',
  },
}

/** A database that the client made has an administrator without a password, which others must not find. */
function passwordProblems({ host }: OptionValues, { password }: Secrets): readonly string[] {
  if (!isBeyondLoopback(host) || password) return []
  return [
    `With --host ${host} others can reach the server, so it needs a password: ZEN_PASSWORD or --password-file FILE`,
  ]
}

function isBeyondLoopback(host: unknown): boolean {
  return typeof host === 'string' && !/^(localhost|127(\.\d+){3}|::1)$/.test(host)
}
