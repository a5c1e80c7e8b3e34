/** The clouds that run clusters. */
import { publicSide as aws } from '../aws/public-side.ts'
import { publicSide as azure } from '../azure-native/public-side.ts'
import type { PublicSide } from '../frame/public-side.ts'
import { publicSide as gcp } from '../gcp/public-side.ts'

export const clouds: readonly PublicSide[] = [aws, gcp, azure]
