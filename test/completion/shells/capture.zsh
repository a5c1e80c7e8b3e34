#!/usr/bin/env zsh
# capture.zsh REPORT LINE: writes to the file REPORT what zsh offers for LINE with the cursor at its end, one match per
# line. An interactive zsh in a pseudo-terminal completes for real; a stand-in for the builtin `compadd` tells.
zmodload zsh/zpty zsh/zselect || exit 1
report=$1

zpty child zsh -f -i
zpty -w child "
PROMPT=
setopt no_beep
unsetopt zle_bracketed_paste 2>/dev/null
autoload -Uz compinit && compinit -D -u
eval \"\$(zen completion zsh 2>&1)\"
compadd() {
  if [[ \${@[(I)-[OAD]]} -gt 0 ]]; then builtin compadd \"\$@\"; return; fi
  local -a hits
  builtin compadd -A hits \"\$@\"
  (( \$#hits )) && print -rl -- \$hits >> $report
  builtin compadd \"\$@\"
}
finish() { print END >> $report }
complete-and-tell() { zle complete-word; finish; zle kill-whole-line }
zle -C complete-word .complete-word _main_complete
zle -N complete-and-tell
bindkey '^I' complete-and-tell
print READY
"
zpty -r -m child start '*READY*READY*' || exit 1
zpty -w -n child "$2"$'\t'
# What it draws on its screen must be taken away, or it waits for ever.
until [[ -e $report ]] && grep -q '^END$' $report; do
  zpty -r -t child screen || zselect -t 2
done
zpty -d child
