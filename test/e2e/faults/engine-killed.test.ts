import { proveKind } from './matrix.ts'

await proveKind('engine-killed')
