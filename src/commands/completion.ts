import { completion } from '../actions/completion.ts'
import { ZenCommand } from '../base-command.ts'
import type { Context } from '../context.ts'
import { everyOption, shellOption } from '../input/command-options.ts'
import { commandSurface } from '../input/command-surface.ts'
import { textOf } from '../input/input-values.ts'
import { commandFlags } from '../input/option-flags.ts'
import type { Input } from '../input/parsed-input.ts'
import { shellArgument } from '../input/shell-argument.ts'

export default class Completion extends ZenCommand {
  static override summary = 'Print the script that completes zen in your shell.'
  static override description =
    `Completes commands, flags, their values, files and the names of your deployments.

bash: add to ~/.bashrc   eval "$(zen completion bash)"
zsh:  add to ~/.zshrc    eval "$(zen completion zsh)"      (after compinit)
fish: run once           zen completion fish > ~/.config/fish/completions/zen.fish`
  static override examples = [
    '<%= config.bin %> completion bash',
    '<%= config.bin %> completion fish > ~/.config/fish/completions/zen.fish',
  ]
  static override args = { shell: shellArgument() }
  static override flags = commandFlags([shellOption])

  protected override readonly options = [shellOption]

  protected override async perform({ terminal }: Context, { values }: Input): Promise<void> {
    const commands = commandSurface(this.config.commands, everyOption)
    const result = completion(commands, { shell: textOf(values['shell']) })
    terminal.result(result.script, { ok: true, command: 'completion', ...result }, { exact: true })
  }
}
