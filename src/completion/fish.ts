/** The script for fish: one `complete` line per thing that can be typed. */
import { listDeployments } from './deployment-names.ts'
import { type CompletedCommand, type CompletedFlag, globalFlags, type Values } from './model.ts'

export function fishScript(commands: readonly CompletedCommand[]): string {
  return [header, deployments, conditions(commands), topLevel(commands), ...commands.map(commandLines)].join(
    '\n\n',
  )
}

const header = `# Completion of zen for fish. To have it in every new shell:
#   zen completion fish > ~/.config/fish/completions/zen.fish`

const deployments = `function __zen_deployments
  ${listDeployments('\\1\t\\3 on \\2')}
end`

/** fish does not say which words are arguments and which are values of flags, so the second condition counts. */
function conditions(commands: readonly CompletedCommand[]): string {
  const taking = commands.flatMap(({ flags }) => flags.filter(({ values }) => values))
  const names = [...new Set(taking.flatMap(({ name, char }) => [`--${name}`, ...(char ? [`-${char}`] : [])]))]
  return `function __zen_in
  set -l words (commandline -opc)
  test (count $words) -gt 1; and test "$words[2]" = "$argv[1]"
end

function __zen_without_command
  test (count (commandline -opc)) -eq 1
end

function __zen_wants_argument
  __zen_in $argv[1]; or return 1
  set -l words (commandline -opc)
  set -l value 0
  for word in $words[3..]
    if test $value -eq 1
      set value 0
    else if contains -- $word ${names.join(' ')}
      set value 1
    else if not string match -q -- '-*' $word
      return 1
    end
  end
  return 0
end

complete -c zen -f`
}

function topLevel(commands: readonly CompletedCommand[]): string {
  const words = commands.map(({ name, summary }) => `-a ${name} -d ${quoted(summary)}`)
  const flags = globalFlags.map(({ name, summary }) => `-l ${name} -d ${quoted(summary)}`)
  return [...words, ...flags].map((rest) => `complete -c zen -n __zen_without_command ${rest}`).join('\n')
}

function commandLines({ name, argument, flags }: CompletedCommand): string {
  const argumentLines = argument
    ? [`complete -c zen -n '__zen_wants_argument ${name}' ${valueOptions(argument)}`]
    : []
  return [...argumentLines, ...flags.map((flag) => flagLine(name, flag))].join('\n')
}

function flagLine(command: string, { name, char, summary, values }: CompletedFlag): string {
  const short = char ? ` -s ${char}` : ''
  const value = values ? ` -r ${valueOptions(values)}` : ''
  return `complete -c zen -n '__zen_in ${command}' -l ${name}${short}${value} -d ${quoted(summary)}`
}

function valueOptions(values: Values): string {
  switch (values.kind) {
    case 'choices':
      return `-f -a '${values.choices.join(' ')}'`
    case 'files':
      return '-F'
    case 'folders':
      return `-f -a '(__fish_complete_directories (commandline -ct))'`
    case 'deployments':
      return `-f -a '(__zen_deployments)'`
    case 'anything':
      return '-f'
  }
}

/** In fish's single quotes a backslash protects a quote and itself. */
function quoted(text: string): string {
  return `'${text.replace(/[\\']/g, '\\$&')}'`
}
