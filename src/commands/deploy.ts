import { providers } from '../../stacks/index.ts'
import { deploy } from '../actions/deploy.ts'
import { ZenCommand } from '../base-command.ts'
import type { Context } from '../context.ts'
import {
  connectOption,
  guidedOption,
  nameOption,
  previewOption,
  providerOption,
  reportOption,
  unlockOption,
} from '../input/command-options.ts'
import { toDeployOptions } from '../input/deploy-input.ts'
import { commandFlags, providerFlags } from '../input/option-flags.ts'
import type { Input } from '../input/parsed-input.ts'
import { secretsProviderOption } from '../input/state-options.ts'
import { deployedJson, deployedText } from '../words/deployed.ts'

const options = [
  providerOption,
  nameOption,
  previewOption,
  guidedOption,
  connectOption,
  reportOption,
  unlockOption,
  secretsProviderOption,
]

export default class Deploy extends ZenCommand {
  static override summary =
    'Put a ZenML server somewhere and connect the ZenML client of this computer to it.'
  static override description =
    `Asks what is missing, or with --guided about everything, shows what will be created, and ends with a URL, a login and a connected client. Running the same command again continues an unfinished deployment and changes nothing in a finished one.`
  static override examples = [
    '<%= config.bin %> deploy',
    '<%= config.bin %> deploy --provider local --yes',
    '<%= config.bin %> deploy --provider docker --name team --port 8080 --yes --json',
    '<%= config.bin %> deploy --guided --preview',
    '<%= config.bin %> deploy --config zen.yaml --preview',
    '<%= config.bin %> deploy --provider aws --region eu-west-1 --yes --report report.html',
    '<%= config.bin %> deploy --backend s3://team-state --secrets-provider awskms://alias/zen',
  ]
  static override flags = { ...commandFlags(options), ...providerFlags(providers) }

  protected override readonly options = options
  protected override readonly optionProviders = providers
  protected override readonly refusesProblems = false

  protected override async perform(context: Context, input: Input): Promise<void> {
    const result = await deploy(context, toDeployOptions(input))
    context.terminal.result(deployedText(result), deployedJson(result, 'deploy'))
  }
}
