import type { Program } from '../program-contract.ts'

export const program: Program = async () => {
  throw new Error('later')
}
