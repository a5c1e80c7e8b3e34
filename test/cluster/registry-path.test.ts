import { expect, test } from 'vitest'
import { registryPath } from './registry-path.ts'

test.each([
  ['mysql:8.4', 'library/mysql:8.4'],
  ['docker.io/mysql:8.4', 'library/mysql:8.4'],
  ['zenmldocker/zenml-server:0.98.0', 'zenmldocker/zenml-server:0.98.0'],
  ['docker.io/zenmldocker/zenml-server:0.98.0', 'zenmldocker/zenml-server:0.98.0'],
  ['registry.example.com:5000/a/b/c@sha256:00', 'a/b/c@sha256:00'],
  ['localhost/caddy:2', 'caddy:2'],
])('pods find %s in the registry as %s', (name, path) => {
  expect(registryPath(name)).toBe(path)
})
