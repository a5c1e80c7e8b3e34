/** Catalogue: the page that `--report` asks for. */

/** Not thrown: a check says it. @param reason the system's words */
export function noReportFolder(file: string, reason: string) {
  return {
    message: `The report can't be written to ${file}: ${reason}.`,
    fix: ['Name a file in a folder that is there and can be written: --report FILE.html'],
  }
}

/** Not thrown: a check says it. */
export function reportIsFolder(file: string) {
  return {
    message: `The report can't be written to ${file}, which is a folder.`,
    fix: [`Name a file in it: --report ${file}/report.html`],
  }
}

/** Not thrown: what was deployed is there all the same. @param reason the system's words */
export function reportNotWritten(file: string, reason: string): string {
  return `The report could not be written to ${file}: ${reason}.`
}
