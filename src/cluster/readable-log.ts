/** Logs for people who want to know what happened, and not in which line of Python. */
import { stripVTControlCharacters } from 'node:util'

/** `rich` draws tracebacks in boxes, a hundred lines each; ZenML shows several for one error. */
const box = /^[│╭╰┃┏┗]/
const begin = /^Traceback \(most recent call last\)/
const link = /^(During handling of the above exception|The above exception was the direct cause)/

/** Takes the lines of a log one by one: gives them back without colours and passwords, but not those of a traceback. */
export function readableLines(): (line: string) => readonly string[] {
  let isTraceback = false
  return (raw) => {
    const line = withoutPassword(stripVTControlCharacters(raw))
    if (begin.test(line)) isTraceback = true
    else if (isTraceback && !/^\s/.test(line)) isTraceback = false
    return isTraceback || box.test(line) || link.test(line) ? [] : [line]
  }
}

/** Addresses of databases have one in front of their host. */
function withoutPassword(line: string): string {
  return line.replace(/(:\/\/[^\s:/@]+:)[^\s@]+@/g, '$1***@')
}
