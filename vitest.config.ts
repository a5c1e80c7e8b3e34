import { defineConfig } from 'vitest/config'

/** Minutes for real servers, real containers and real browsers, in milliseconds. */
const patience = 180_000

const real = (name: string, include: string, timeout = patience) => ({
  test: { name, include: [include], testTimeout: timeout, hookTimeout: timeout },
})

/** One project per tier, see `scripts/test-tiers.ts`. */
export default defineConfig({
  test: {
    maxWorkers: 2,
    // The simulated clouds keep their state in SQLite, which Node.js still calls experimental.
    execArgv: ['--disable-warning=ExperimentalWarning'],
    projects: [
      {
        test: {
          name: 'unit',
          include: ['test/**/*.test.ts'],
          exclude: ['test/e2e/**', 'test/completion/shells/**'],
          testTimeout: 20_000,
        },
      },
      real('shells', 'test/completion/shells/*.test.ts'),
      real('disk', 'test/e2e/disk/*.test.ts'),
      real('local', 'test/e2e/local/*.test.ts'),
      real('docker', 'test/e2e/docker/*.test.ts'),
      real('toolchain', 'test/e2e/toolchain/*.test.ts'),
      // Whole lives of deployments here too, some with the real ZenML.
      real('cloud', 'test/e2e/cloud/*.test.ts', 2 * patience),
      // Whole lives of deployments: each deploys several times.
      real('cluster', 'test/e2e/cluster/*.test.ts', 4 * patience),
      // Whole chains of deployments.
      real('faults', 'test/e2e/faults/*.test.ts', 10 * patience),
      real('engine', 'test/e2e/engine/*.test.ts'),
      real('chart', 'test/e2e/chart/*.test.ts'),
      real('browser', 'test/e2e/browser/*.test.ts'),
    ],
  },
})
