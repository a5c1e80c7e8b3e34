/** Shapes that several values of the chart share, as `definitions` of its JSON schema. `null` is a value left empty. */
const text = { type: ['string', 'null'] }
const map = { type: ['object', 'null'] }
const secretKey = { $ref: '#/definitions/secretKey' }
const closed = (properties: Record<string, unknown>) => ({ ...map, properties, additionalProperties: false })

export const chartDefinitions = {
  secretKey: closed({
    name: { ...text, description: 'Name of the Secret' },
    key: { ...text, description: 'Entry of the Secret' },
  }),
  pem: {
    // Text is refused later, by a sentence of the templates.
    type: ['object', 'string', 'null'],
    properties: { value: { ...text, description: 'PEM' }, secretRef: secretKey },
    additionalProperties: false,
  },
  texts: { ...map, additionalProperties: { type: ['string', 'null'] } },
  sqlSecretsStore: closed({ encryptionKey: text, existingSecret: secretKey }),
  cloudSecretsStore: closed({
    authMethod: text,
    authConfig: { ...map, description: 'Configuration of the service connector' },
    key_vault_name: text,
    existingSecret: secretKey,
  }),
  vaultSecretsStore: closed({
    vault_addr: text,
    vault_namespace: text,
    mount_point: text,
    max_versions: { type: ['integer', 'null'] },
    auth_method: text,
    authMethod: text,
    auth_mount_point: text,
    vault_token: text,
    authConfig: map,
    existingSecret: secretKey,
  }),
  customSecretsStore: closed({ class_path: text }),
} as const
