import { proveKind } from './matrix.ts'

await proveKind('killed')
