/** The script for zsh: one `_arguments` call per command, so that used flags are not offered again. */
import { listDeployments } from './deployment-names.ts'
import { type CompletedCommand, type CompletedFlag, globalFlags, spellings, type Values } from './model.ts'

export function zshScript(commands: readonly CompletedCommand[]): string {
  return [header, deployments, commandList(commands), commandArguments(commands), engine].join('\n\n')
}

const header = `#compdef zen
# Completion of zen for zsh. To have it in every new shell, add these lines to ~/.zshrc:
#   autoload -Uz compinit && compinit
#   eval "$(zen completion zsh)"
# or put the script into a folder of your $fpath, in a file named _zen.`

const deployments = `_zen_deployments() {
  local -a deployments
  deployments=(\${(f)"$(${listDeployments('\\1:\\3 on \\2')})"})
  _describe -t deployments deployment deployments
}`

function commandList(commands: readonly CompletedCommand[]): string {
  const lines = commands.map(({ name, summary }) => `    ${quoted(`${name}:${summary}`)}`)
  return `_zen_commands() {
  local -a commands
  commands=(
${lines.join('\n')}
  )
  _describe -t commands command commands
}`
}

function commandArguments(commands: readonly CompletedCommand[]): string {
  const cases = commands.map(({ name, flags, argument }) => {
    const specs = [...flags.map(flagSpec), ...(argument ? [quoted(`1:${valueSpec(name, argument)}`)] : [])]
    return `    ${name})\n      _arguments -s ${specs.join(' \\\n        ')}\n      ;;`
  })
  return `_zen_command() {
  case "$words[1]" in
${cases.join('\n')}
  esac
}`
}

function flagSpec(flag: CompletedFlag): string {
  const [long = '', short] = spellings(flag)
  const assign = flag.values ? '=' : ''
  const rest = `[${bracketed(flag.summary)}]${flag.values ? `:${valueSpec(flag.name, flag.values)}` : ''}`
  if (flag.repeatable) return quoted(`*${long}${assign}${rest}`)
  if (!short) return quoted(`${long}${assign}${rest}`)
  return `'(${long} ${short})'{${short}${assign ? '+' : ''},${long}${assign}}${quoted(rest)}`
}

function valueSpec(what: string, values: Values): string {
  switch (values.kind) {
    case 'choices':
      return `${what}:(${values.choices.join(' ')})`
    case 'files':
      return `${what}:_files`
    case 'folders':
      return `${what}:_files -/`
    case 'deployments':
      return `${what}:_zen_deployments`
    case 'anything':
      return `${what}: `
  }
}

/** The function is called when zsh found it in a file of its own, and registered when somebody evaluates the script. */
const engine = `_zen() {
  local context state state_descr line
  typeset -A opt_args
  _arguments -C \\
    ${globalFlags.map(({ name, summary }) => quoted(`(- *)--${name}[${summary}]`)).join(' \\\n    ')} \\
    '1:command:_zen_commands' \\
    '*::argument:_zen_command'
}

if [ "$funcstack[1]" = "_zen" ]; then
  _zen "$@"
else
  compdef _zen zen
fi`

function bracketed(text: string): string {
  return text.replace(/[\\[\]:]/g, '\\$&')
}

function quoted(text: string): string {
  return `'${text.replaceAll("'", `'\\''`)}'`
}
