/** The newest ZenML release that this zen was tested with, used when no client says which one it wants. */
export const newestZenmlVersion = '0.98.0'

/** The first release with service accounts and API keys, which zen needs: https://github.com/zenml-io/zenml/pull/1840 */
export const oldestServerVersion = '0.46.1'
