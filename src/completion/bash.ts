/** The script for bash. It runs in bash 3.2 too, which macOS has, and needs no other package. */
import { listDeployments } from './deployment-names.ts'
import { type CompletedCommand, globalFlags, spellings, type Values } from './model.ts'

export function bashScript(commands: readonly CompletedCommand[]): string {
  return [
    header,
    deployments,
    flagTable(commands),
    valueTable(commands),
    argumentTable(commands),
    engine(commands),
  ].join('\n\n')
}

const header = `# Completion of zen for bash. To have it in every new shell, add this line to ~/.bashrc:
#   eval "$(zen completion bash)"`

const deployments = `_zen_deployments() {
  ${listDeployments('\\1')}
}`

function flagTable(commands: readonly CompletedCommand[]): string {
  const lines = commands.map(
    ({ name, flags }) => `    ${name}) words='${flags.flatMap(spellings).join(' ')}' ;;`,
  )
  return `# The flags of a command.
_zen_flags() {
  case "$1" in
${lines.join('\n')}
  esac
}`
}

function valueTable(commands: readonly CompletedCommand[]): string {
  const lines = commands.flatMap(({ name, flags }) =>
    flags.flatMap((flag) => {
      const patterns = spellings(flag).map((spelling) => `'${name} ${spelling}'`)
      return flag.values ? [`    ${patterns.join(' | ')}) ${assignment(flag.values)} ;;`] : []
    }),
  )
  return `# What follows a flag of a command; nothing for a flag without a value.
_zen_value() {
  kind='' words=''
  case "$1 $2" in
${lines.join('\n')}
  esac
}`
}

function argumentTable(commands: readonly CompletedCommand[]): string {
  const lines = commands.flatMap(({ name, argument }) =>
    argument ? [`    ${name}) ${assignment(argument)} ;;`] : [],
  )
  return `# The argument of a command.
_zen_argument() {
  kind='' words=''
  case "$1" in
${lines.join('\n')}
  esac
}`
}

function assignment(values: Values): string {
  return values.kind === 'choices'
    ? `kind=choices words='${values.choices.join(' ')}'`
    : `kind=${values.kind}`
}

/** bash hands over `--flag=value` as three words, and a value still to be typed after `=` as the word `=`. */
function engine(commands: readonly CompletedCommand[]): string {
  const first = [...commands.map(({ name }) => name), ...globalFlags.map(({ name }) => `--${name}`)]
  return `_zen() {
  local current="\${COMP_WORDS[COMP_CWORD]}" command="\${COMP_WORDS[1]}" flag='' given='' kind='' words='' at
  COMPREPLY=()
  if ((COMP_CWORD == 1)); then
    COMPREPLY=($(compgen -W '${first.join(' ')}' -- "$current"))
    return
  fi
  for ((at = 2; at < COMP_CWORD; at++)); do
    flag="\${COMP_WORDS[at]}"
    case "$flag" in
      -*)
        _zen_value "$command" "$flag"
        [[ "\${COMP_WORDS[at + 1]}" == '=' ]] && ((at++))
        [[ -n "$kind" ]] && ((at++))
        ;;
      *) given=1 ;;
    esac
  done
  [[ "$current" == '=' ]] && current=''
  if ((at > COMP_CWORD)); then
    _zen_value "$command" "$flag"
  elif [[ "$current" == -* ]]; then
    kind=choices
    _zen_flags "$command"
  elif [[ -z "$given" ]]; then
    _zen_argument "$command"
  else
    kind=''
  fi
  case "$kind" in
    choices) COMPREPLY=($(compgen -W "$words" -- "$current")) ;;
    deployments) COMPREPLY=($(compgen -W "$(_zen_deployments)" -- "$current")) ;;
    files | folders)
      local IFS=$'\\n' only=-f
      [[ "$kind" == folders ]] && only=-d
      compopt -o filenames 2>/dev/null
      COMPREPLY=($(compgen $only -- "$current"))
      ;;
  esac
}

complete -F _zen zen`
}
