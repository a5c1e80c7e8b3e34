import { providers } from '../../stacks/index.ts'
import { exportDeployment } from '../actions/export.ts'
import { ZenCommand } from '../base-command.ts'
import type { Context } from '../context.ts'
import { formatOption, nameOption, outputOption, providerOption } from '../input/command-options.ts'
import { toExportOptions } from '../input/export-input.ts'
import { nameArgument } from '../input/name-argument.ts'
import { commandFlags, providerFlags } from '../input/option-flags.ts'
import type { Input } from '../input/parsed-input.ts'
import { exportedJson, exportedText } from '../words/exported.ts'

const options = [providerOption, nameOption, formatOption, outputOption]
const exporters = providers.filter(({ exportFormats }) => exportFormats !== undefined)

export default class Export extends ZenCommand {
  static override summary = 'Write a deployment as files that run without zen.'
  static override description =
    'Of a deployment that is there, or of one that the flags describe. Starts and changes nothing.'
  static override examples = [
    '<%= config.bin %> export --format compose > compose.yaml',
    '<%= config.bin %> export docker --format compose --output server',
  ]
  static override args = { name: nameArgument() }
  static override flags = { ...commandFlags(options), ...providerFlags(exporters) }

  protected override readonly options = options
  protected override readonly optionProviders = exporters
  protected override readonly refusesProblems = false

  protected override async perform(context: Context, input: Input): Promise<void> {
    const result = await exportDeployment(context, toExportOptions(input))
    context.terminal.result(exportedText(result), exportedJson(result), { exact: true })
  }
}
