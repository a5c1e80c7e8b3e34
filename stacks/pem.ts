import type { OptionValue } from './contract.ts'

/** Whether a file holds a certificate, or several. */
export function certificateProblem(value: OptionValue): string | undefined {
  return /-----BEGIN (TRUSTED |X509 )?CERTIFICATE-----[\s\S]+-----END /.test(String(value))
    ? undefined
    : 'must hold a certificate in PEM form: -----BEGIN CERTIFICATE-----'
}

/** Whether a file holds a key that programs can read without a passphrase. */
export function keyProblem(value: OptionValue): string | undefined {
  const text = String(value)
  if (!/-----BEGIN ([A-Z0-9]+ )*PRIVATE KEY-----[\s\S]+-----END /.test(text))
    return 'must hold a key in PEM form: -----BEGIN PRIVATE KEY-----'
  return /ENCRYPTED/.test(text) ? 'must hold a key without a passphrase' : undefined
}
