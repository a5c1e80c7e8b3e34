import { describe, expect, test } from 'vitest'
import { at, container, environment, find, render, shape } from './render.ts'

const kinds = (objects: Awaited<ReturnType<typeof render>>) => objects.map(({ kind }) => kind)
const serverUrl = (objects: Awaited<ReturnType<typeof render>>) =>
  environment(container(find(objects, 'Deployment', 'zen-zenml'), 'zenml'))['ZENML_SERVER_SERVER_URL']

describe('the way to the server', () => {
  test('is a ClusterIP, when nothing else is asked for', async () => {
    const objects = await render({})

    expect(at(find(objects, 'Service').body, 'spec', 'type')).toBe('ClusterIP')
    expect(kinds(objects)).not.toContain('Ingress')
    expect(kinds(objects)).not.toContain('HTTPRoute')
    expect(serverUrl(objects)).toBeUndefined()
  })

  test('can be a load balancer', async () => {
    const service = find(await render(shape('load-balancer')), 'Service')

    expect(service.annotations).toEqual({
      'service.beta.kubernetes.io/aws-load-balancer-scheme': 'internet-facing',
    })
    expect(service.body['spec']).toMatchObject({
      type: 'LoadBalancer',
      loadBalancerSourceRanges: ['10.0.0.0/8'],
      ports: [{ port: 80, targetPort: 'http' }],
    })
  })

  test('can be an Ingress with HTTPS, by which the server knows its address', async () => {
    const objects = await render(shape('ingress'))

    expect(find(objects, 'Ingress').annotations).toMatchObject({
      'cert-manager.io/cluster-issuer': 'letsencrypt',
      'nginx.ingress.kubernetes.io/proxy-body-size': '256m',
    })
    expect(find(objects, 'Ingress').body['spec']).toMatchObject({
      ingressClassName: 'nginx',
      tls: [{ secretName: 'zenml-tls', hosts: ['zenml.example.com'] }],
      rules: [{ host: 'zenml.example.com' }],
    })
    expect(serverUrl(objects)).toBe('https://zenml.example.com')
  })

  test('can be an Ingress whose path is a pattern of its controller', async () => {
    const objects = await render({ server: { ingress: { enabled: true, path: '/zenml/?(.*)' } } })

    expect(at(find(objects, 'Ingress').body, 'spec', 'rules', 0, 'http', 'paths', 0)).toMatchObject({
      path: '/zenml/?(.*)',
      pathType: 'ImplementationSpecific',
    })
  })

  test('can be a route of a Gateway', async () => {
    const objects = await render(shape('gateway'))

    expect(find(objects, 'HTTPRoute').body['spec']).toEqual({
      parentRefs: [{ name: 'public', namespace: 'gateways', sectionName: 'https' }],
      hostnames: ['zenml.example.com'],
      rules: [
        {
          matches: [{ path: { type: 'PathPrefix', value: '/' } }],
          backendRefs: [{ name: 'zen-zenml', port: 80 }],
        },
      ],
    })
  })
})

describe('HTTPS at the load balancer', () => {
  const caddyfile = (objects: Awaited<ReturnType<typeof render>>) =>
    String(at(find(objects, 'ConfigMap').body, 'data', 'Caddyfile'))

  test('comes from an authority of choice, whose certificates outlive the pod', async () => {
    const objects = await render(shape('caddy-acme'))

    expect(caddyfile(objects)).toContain('acme_ca https://acme.example.com/dir')
    expect(caddyfile(objects)).toContain('acme_ca_root /acme/ca.pem')
    expect(caddyfile(objects)).toContain('email team@example.com')
    expect(caddyfile(objects)).toContain('203-0-113-10.sslip.io {')
    expect(caddyfile(objects)).toContain('reverse_proxy http://zen-zenml:80 {')
    expect(at(find(objects, 'Deployment', 'zen-zenml-caddy').body, 'spec', 'strategy', 'type')).toBe(
      'Recreate',
    )
    expect(find(objects, 'PersistentVolumeClaim', 'zen-zenml-caddy').kind).toBe('PersistentVolumeClaim')
    expect(serverUrl(objects)).toBe('https://203-0-113-10.sslip.io')
  })

  test('has the public ports at its own Service, while the server has none', async () => {
    const objects = await render(shape('caddy-acme'))

    expect(at(find(objects, 'Service', 'zen-zenml').body, 'spec', 'type')).toBe('ClusterIP')
    expect(find(objects, 'Service', 'zen-zenml-caddy').body['spec']).toMatchObject({
      type: 'LoadBalancer',
      ports: [
        { port: 80, targetPort: 'http' },
        { port: 443, targetPort: 'https' },
      ],
    })
  })

  test('is the only way: nobody else may come to the server, and the server believes nobody else', async () => {
    const objects = await render(shape('caddy-acme'))
    const peers = at(find(objects, 'NetworkPolicy', 'zen-zenml').body, 'spec', 'ingress', 0, 'from')

    expect(peers).toMatchObject([
      { podSelector: { matchLabels: { 'app.kubernetes.io/component': 'caddy' } } },
      { podSelector: { matchLabels: { 'app.kubernetes.io/component': 'test' } } },
    ])
    expect(environment(container(find(objects, 'Deployment', 'zen-zenml'), 'zenml'))).toHaveProperty(
      'FORWARDED_ALLOW_IPS',
      '*',
    )
    expect(environment(container(find(await render({}), 'Deployment'), 'zenml'))).not.toHaveProperty(
      'FORWARDED_ALLOW_IPS',
    )
  })

  test('can do with a certificate of one’s own, without a volume or an authority', async () => {
    const objects = await render(shape('caddy-own-certificate'))

    expect(caddyfile(objects)).toContain('tls /certificate/tls.crt /certificate/tls.key')
    expect(caddyfile(objects)).not.toContain('acme')
    expect(kinds(objects).filter((kind) => kind === 'PersistentVolumeClaim')).toHaveLength(1)
    expect(at(find(objects, 'Service', 'zen-zenml-caddy').body, 'spec', 'type')).toBe('NodePort')
  })

  test('takes the certificate by value, too, and restarts with it', async () => {
    const values = (cert: string) => ({
      caddy: { enabled: true, host: 'zenml.example.com', tls: { cert, key: 'key of the test' } },
    })
    const [one, other] = await Promise.all([render(values('one')), render(values('other'))])
    const checksum = (objects: typeof one) =>
      at(find(objects, 'Deployment', 'zen-zenml-caddy').body, 'spec', 'template', 'metadata', 'annotations')

    expect(find(one, 'Secret', 'zen-zenml-caddy-tls').body).toMatchObject({
      type: 'kubernetes.io/tls',
      stringData: { 'tls.crt': 'one', 'tls.key': 'key of the test' },
    })
    expect(checksum(one)).not.toEqual(checksum(other))
  })

  test('asks the public authority, when no other is named', async () => {
    const objects = await render({ caddy: { enabled: true, host: 'zenml.example.com' } })

    expect(caddyfile(objects)).toContain('acme_ca https://acme-v02.api.letsencrypt.org/directory')
    expect(caddyfile(objects)).not.toContain('acme_ca_root')
  })
})
