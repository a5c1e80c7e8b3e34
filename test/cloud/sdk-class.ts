/** What a class of a Pulumi SDK takes and gives, read from the JavaScript that was generated for it. */
import { existsSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

const packages = fileURLToPath(new URL('../../node_modules/@pulumi', import.meta.url))

export interface SdkClass {
  /** Names of all properties, of inputs and outputs. */
  readonly properties: readonly string[]
  /** Names of inputs. */
  readonly inputs: readonly string[]
}

/**
 * @param token `aws:ec2/vpc:Vpc`, whose file is `aws/ec2/vpc.js`
 * @returns `undefined` when the SDK has no such class
 */
export async function sdkClass(token: string): Promise<SdkClass | undefined> {
  const file = fileOf(token)
  if (!existsSync(file)) return undefined
  const text = await readFile(file, 'utf8')
  if (!text.includes(`__pulumiType = '${token}'`)) return undefined
  const names = (pattern: RegExp) => [...new Set([...text.matchAll(pattern)].map(([, name = '']) => name))]
  return {
    properties: names(/resourceInputs\["(\w+)"\]/g),
    inputs: names(/resourceInputs\["(\w+)"\] = [^;]*args(?:\?\.| \?)/g),
  }
}

/** Whether the SDK has this function. @param token `aws:ec2/getVpcs:getVpcs` */
export async function hasSdkFunction(token: string): Promise<boolean> {
  const file = fileOf(token)
  return existsSync(file) && (await readFile(file, 'utf8')).includes(`"${token}"`)
}

/**
 * `aws:index/…` is at the top; `kubernetes:helm.sh/v3:Release` is in `helm/v3/release.js`, and
 * `azure-native:network:Subnet` in `network/subnet.js`.
 */
function fileOf(token: string): string {
  const [name = '', path = '', thing = ''] = token.split(':')
  const namesFile = name !== 'kubernetes' && path.includes('/')
  // Google's own files have names in small letters where the class begins with IAM.
  const place = path.replace(/^index\//, '').replace(/iAM\w+$/, (its) => its.toLowerCase())
  if (namesFile) return join(packages, name, `${place}.js`)
  const file = `${thing.charAt(0).toLowerCase()}${thing.slice(1)}.js`
  return join(packages, name, path.replace(/(\.authorization)?\.(k8s\.io|sh)\//, '/'), file)
}
