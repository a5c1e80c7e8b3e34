import { Help } from '@oclif/core/help'
import type { Config, HelpOptions } from '@oclif/core/interfaces'
import { wrapped } from '../terminal/wrapped.ts'

/** How much wider than told oclif writes the summaries of flags where a terminal is narrow. */
const SURPLUS = 2

/** Help as oclif writes it, with no word broken: it says itself what it is about in one line, however long. */
export default class ZenHelp extends Help {
  constructor(config: Config, options: Partial<HelpOptions> = {}) {
    const { columns } = process.stdout
    super(config, columns === undefined ? options : { ...options, maxWidth: columns - SURPLUS })
  }

  protected override log(...texts: string[]): void {
    super.log(...texts.map((text) => wrapped(text, process.stdout.columns)))
  }
}
