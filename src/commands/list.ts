import { list } from '../actions/list.ts'
import { ZenCommand } from '../base-command.ts'
import type { Context } from '../context.ts'

import { listJson, listText } from '../words/shown.ts'

export default class List extends ZenCommand {
  static override summary = 'List all deployments.'

  static override examples = ['<%= config.bin %> list', '<%= config.bin %> list --json']

  protected override async perform(context: Context): Promise<void> {
    const { terminal } = context
    const deployments = await list(context)
    terminal.result(listText(deployments, terminal.width), listJson(deployments))
  }
}
